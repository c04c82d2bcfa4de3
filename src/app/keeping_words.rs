//! The learner's own words on their way to the disk, while they are still being written.

use crate::app::context::PageContext;
use crate::engine::FirstWords;
use crate::play::Play;
use crate::record::OwnWords;
use crate::services::task::{Task, poll_once};
use crate::storage::now;

/// What is written goes to the disk so many seconds after it has begun to differ: whoever is cut off loses a word at most, and
/// no disk is asked for every letter.
const AFTER: f64 = 0.4;

/// Keeps them for one play.
#[derive(Default)]
pub(in crate::app) struct KeepingWords {
    /// What was sent to the disk last.
    sent: Option<(FirstWords, Option<FirstWords>)>,
    /// Since when they differ from that, in seconds since the program started.
    since: Option<f64>,
    writing: Option<Task<()>>,
}

impl KeepingWords {
    /// Of a play whose words are on the disk, as far as it has any.
    pub(in crate::app) fn of(play: &Play) -> Self {
        Self { sent: Some(words_of(play)), ..Self::default() }
    }

    /// Looks whether there is something to write; once in a frame.
    pub(in crate::app) fn mind(&mut self, play: &Play, context: &PageContext<'_>) {
        let is_writing = self.writing.is_some() && poll_once(&mut self.writing).is_none();
        if self.are_sent(play) {
            self.since = None;
            return;
        }
        let now = context.ctx.input(|input| input.time);
        let waited = now - *self.since.get_or_insert(now);
        if waited < AFTER {
            context.ctx.request_repaint_after(std::time::Duration::from_secs_f64(AFTER - waited));
        } else if !is_writing {
            self.send(play, context);
        }
    }

    /// Sends what there is, without waiting for more.
    pub(in crate::app) fn send(&mut self, play: &Play, context: &PageContext<'_>) {
        if self.are_sent(play) {
            return;
        }
        self.sent = Some(words_of(play));
        self.since = None;
        let (Some(attempt), Some(profile)) = (play.attempt(), context.learner.profile()) else { return };
        let (words, at_end) = words_of(play);
        let words = OwnWords::new(profile.id, attempt, now(), words, at_end);
        self.writing = Some(context.shelf.services.desk.ask(move |desk| desk.keep_words(words)));
    }

    fn are_sent(&self, play: &Play) -> bool {
        self.sent
            .as_ref()
            .is_some_and(|(words, at_end)| (words, at_end.as_ref()) == (play.first_words(), play.first_words_at_end()))
    }
}

fn words_of(play: &Play) -> (FirstWords, Option<FirstWords>) {
    (play.first_words().clone(), play.first_words_at_end().cloned())
}
