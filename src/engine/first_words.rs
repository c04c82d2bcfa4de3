//! What the learner said in their own words before the replies appeared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The learner’s own first words, by the number of the turn, counted from 0, and what is half written.
///
/// They are for the learner alone: shown to them beside the replies, in the contrast and in the debrief. Nothing scores
/// them, and they stand in no attempt, so that no report, no statement and no table can tell them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstWords {
    #[serde(default)]
    said: BTreeMap<usize, String>,
    /// What stands in the field of a turn, not said yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    half: Option<(usize, String)>,
}

impl FirstWords {
    /// What was said first in a turn, if anything was.
    #[must_use]
    pub fn of_turn(&self, turn: usize) -> Option<&str> {
        self.said.get(&turn).map(String::as_str)
    }

    /// What is written in the field of a turn: half written, or what was said there.
    #[must_use]
    pub fn in_the_field(&self, turn: usize) -> &str {
        match &self.half {
            Some((at, words)) if *at == turn => words,
            _ => self.of_turn(turn).unwrap_or_default(),
        }
    }

    /// Whether something is half written for a turn.
    #[must_use]
    pub fn is_half_said(&self, turn: usize) -> bool {
        self.half.as_ref().is_some_and(|(at, _)| *at == turn)
    }

    /// Keeps what was said first in a turn; blanks are nothing. Nothing is half written then.
    pub fn keep(&mut self, turn: usize, words: &str) {
        self.half = None;
        match words.trim() {
            "" => self.said.remove(&turn),
            words => self.said.insert(turn, words.to_owned()),
        };
    }

    /// Keeps what is written so far in the field of a turn, as it stands there.
    pub fn half_say(&mut self, turn: usize, words: &str) {
        let same = words == self.of_turn(turn).unwrap_or_default();
        self.half = (!same).then(|| (turn, words.to_owned()));
    }

    /// Forgets a turn and all that follow it.
    pub fn forget_from(&mut self, turn: usize) {
        self.said.retain(|known, _| *known < turn);
        self.half.take_if(|(at, _)| *at >= turn);
    }

    /// Whether nothing was said or written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && self.half.as_ref().is_none_or(|(_, words)| words.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_half_written_is_there_until_it_is_said(turn in 0..9_usize, before in ".{0,40}", words in ".{0,40}") {
            let mut all = FirstWords::default();
            all.keep(turn, &before);
            all.half_say(turn, &words);
            prop_assert_eq!(all.in_the_field(turn), words.as_str());
            let said = before.trim();
            prop_assert_eq!(all.of_turn(turn), (!said.is_empty()).then_some(said));
            all.keep(turn, &words);
            prop_assert!(!all.is_half_said(turn));
            prop_assert_eq!(all.in_the_field(turn), words.trim());
            all.forget_from(turn + 1);
            prop_assert_eq!(all.in_the_field(turn), words.trim());
            all.forget_from(turn);
            prop_assert!(all.is_empty());
        }
    }
}
