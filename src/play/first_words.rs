//! What the learner said before the replies appeared.

use std::collections::BTreeMap;

/// The learner’s own first words, by the number of the turn, counted from 0. They are shown to nobody else: they belong
/// to the play on the screen, are not scored, not printed and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstWords {
    by_turn: BTreeMap<usize, String>,
}

impl FirstWords {
    /// What was said first in a turn, if anything was.
    #[must_use]
    pub fn of_turn(&self, turn: usize) -> Option<&str> {
        self.by_turn.get(&turn).map(String::as_str)
    }

    /// Keeps what was said first in a turn; blanks are nothing.
    pub fn keep(&mut self, turn: usize, words: &str) {
        match words.trim() {
            "" => self.by_turn.remove(&turn),
            words => self.by_turn.insert(turn, words.to_owned()),
        };
    }

    /// Forgets a turn and all that follow it.
    pub fn forget_from(&mut self, turn: usize) {
        self.by_turn.retain(|known, _| *known < turn);
    }
}
