//! Dialogs that could not be opened.
//!
//! Who asks for a dialog hears the same where it was cancelled and where it never came: the crate that opens them says the difference
//! in its log alone. On Linux it asks the desktop's portal first, and then the program zenity; when that has failed as well there is
//! no way left. So its log is listened to, and nothing else's. The other systems always have a dialog.

use std::sync::atomic::{AtomicUsize, Ordering};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// How often no dialog could be opened.
static FAILED: AtomicUsize = AtomicUsize::new(0);

/// Listens for them from now on; once, before the first dialog.
pub(in crate::app) fn notice_failures() {
    // Where somebody listens already, this program is a part of another, which has to see to it.
    if log::set_logger(&Failures).is_ok() {
        log::set_max_level(LevelFilter::Error);
    }
}

/// How often that has happened.
pub(super) fn count() -> usize {
    FAILED.load(Ordering::SeqCst)
}

struct Failures;

impl Log for Failures {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() == Level::Error && metadata.target().starts_with("rfd")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) && is_the_last_way(&record.args().to_string()) {
            FAILED.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn flush(&self) {}
}

/// A portal that does not answer is told of as well, and no failure yet.
fn is_the_last_way(words: &str) -> bool {
    words.contains("zenity")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_way_that_fails_counts() {
        let tell = |target, level, words: std::fmt::Arguments<'_>| {
            Failures.log(&Record::builder().target(target).level(level).args(words).build());
        };
        let before = count();
        tell("rfd::backend::xdg_desktop_portal::portal", Level::Error, format_args!("OpenFile failed: no such name"));
        tell("rfd::backend::xdg_desktop_portal", Level::Warn, format_args!("Using zenity fallback"));
        tell("another", Level::Error, format_args!("zenity"));
        assert_eq!(count(), before);
        tell(
            "rfd::backend::xdg_desktop_portal",
            Level::Error,
            format_args!("Failed to pick file with zenity: not found"),
        );
        assert_eq!(count(), before + 1);
    }
}
