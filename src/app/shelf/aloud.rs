//! Reading aloud: whether there is a voice, and what it said last.

use super::Shelf;
use crate::services::Services;
use crate::services::task::{Task, poll_once};

/// What is known of the voice.
#[derive(Debug, Default)]
pub(super) struct Aloud {
    asked: Option<Task<bool>>,
    has_voice: Option<bool>,
    /// What was said last, as long as it can be said again.
    last: String,
}

impl Aloud {
    /// Asks whether there is a voice.
    pub(super) fn new(services: &Services) -> Self {
        Self { asked: Some(services.voice.ask(|speaker| speaker.has_voice())), ..Self::default() }
    }

    /// Takes the answer once it is there.
    pub(super) fn take_answers(&mut self) {
        if let Some(has_voice) = poll_once(&mut self.asked) {
            self.has_voice = Some(has_voice);
        }
    }
}

impl Shelf {
    /// Whether this system has a voice; `None` while that is not known.
    pub(in crate::app) fn has_voice(&self) -> Option<bool> {
        self.aloud.has_voice
    }

    /// Reads this aloud, and no longer what was read before.
    pub(in crate::app) fn say(&mut self, words: String) {
        self.aloud.last.clone_from(&words);
        drop(self.services.voice.ask(move |speaker| speaker.say(&words)));
    }

    /// Reads once more what was read last.
    pub(in crate::app) fn say_again(&mut self) {
        if !self.aloud.last.is_empty() {
            self.say(self.aloud.last.clone());
        }
    }

    /// Reads nothing more.
    pub(in crate::app) fn hush(&mut self) {
        self.aloud.last.clear();
        drop(self.services.voice.ask(crate::services::voice::Speaker::hush));
    }
}
