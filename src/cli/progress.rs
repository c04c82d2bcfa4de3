//! A sign of life from whatever takes longer than a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::scenario::tame_on_one_line;

/// So long nobody wonders whether anything happens.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often it moves.
const TICK: Duration = Duration::from_millis(120);

/// A line on standard error that moves while something is done, from the first second on, and goes with this value. Where
/// standard error is no terminal, nothing is shown.
pub struct Progress {
    bar: ProgressBar,
    /// Wakes the thread that waits for the first second to pass.
    over: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Progress {
    /// Something begins, such as "Checking late-bus.ron".
    pub fn of(what: impl Into<String>) -> Self {
        Self::after(PATIENCE, tame_on_one_line(&what.into()), ProgressDrawTarget::stderr)
    }

    fn after(patience: Duration, what: String, target: impl FnOnce() -> ProgressDrawTarget + Send + 'static) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {msg} …");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.set_message(what);
        let (over, wait) = mpsc::channel();
        let shown = bar.clone();
        let waiting = thread::Builder::new().name("progress".to_owned()).spawn(move || {
            if wait.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(target());
                shown.tick();
                shown.enable_steady_tick(TICK);
            }
        });
        Self { bar, over: Some(over), waiting: waiting.ok() }
    }

    /// From now on it tells how far it has got, in hundredths of `all`.
    pub fn up_to(&self, all: usize) {
        let style = ProgressStyle::with_template("{spinner} {msg} … {percent} %");
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        self.bar.set_length(all as u64);
        self.bar.set_position(0);
    }

    /// One more step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Something else is done from now on.
    pub fn now(&self, what: impl Into<String>) {
        self.bar.set_message(tame_on_one_line(&what.into()));
    }

    /// Does something that prints, with the line out of the way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(waiting) = self.waiting.take() {
            // Nothing is lost where showing it has failed.
            drop(waiting.join());
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;

    /// A terminal that remembers what was written.
    #[derive(Clone, Debug, Default)]
    struct Written(Arc<Mutex<String>>);

    impl Written {
        fn add(&self, text: &str) {
            self.0.lock().expect("nobody panics").push_str(text);
        }
    }

    impl TermLike for Written {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.add(text);
            Ok(())
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.add(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(patience: Duration) -> String {
        let terminal = Written::default();
        let shown = terminal.clone();
        let target = move || ProgressDrawTarget::term_like(Box::new(shown));
        let mut progress = Progress::after(patience, "Checking a-long-story.ron".to_owned(), target);
        progress.up_to(10);
        if patience.is_zero() {
            // It is waited for until it has begun.
            if let Some(waiting) = progress.waiting.take() {
                waiting.join().expect("no panic");
            }
        }
        drop(progress);
        terminal.0.lock().expect("nobody panics").clone()
    }

    #[test]
    fn what_takes_long_shows_that_it_lives_and_what_is_quick_shows_nothing() {
        let text = written(Duration::ZERO);
        assert!(text.contains("Checking a-long-story.ron …"), "{text:?}");
        assert_eq!(written(Duration::from_hours(1)), "");
    }
}
