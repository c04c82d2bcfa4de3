//! The learner's own words, as they are kept beside an attempt.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::line::Id;
use crate::engine::FirstWords;

/// The newest format of own words that this version writes and reads.
const FORMAT: u32 = 1;

/// What somebody said in their own words in one attempt, before the replies appeared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    format: u32,
    /// Whose they are.
    pub person: Id,
    /// In which attempt.
    pub attempt: Id,
    /// When they were written.
    pub at: Timestamp,
    /// What was said, and what is half written.
    pub words: FirstWords,
    /// The same as it was when the attempt ended for the first time, which is what is looked back at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_end: Option<FirstWords>,
}

impl OwnWords {
    /// Those of an attempt of this person.
    #[must_use]
    pub fn new(person: Id, attempt: Id, at: Timestamp, words: FirstWords, at_end: Option<FirstWords>) -> Self {
        Self { format: FORMAT, person, attempt, at, words, at_end }
    }

    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.at_end.as_ref().is_none_or(FirstWords::is_empty)
    }

    /// The file as it is written.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Nothing in it can fail to become JSON: its maps have numbers for keys, and there are no floats.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the bytes of a file; `None` for what this version cannot read.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|words: &Self| words.format <= FORMAT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_read_as_they_were_written() {
        let mut words = FirstWords::default();
        words.keep(2, "Sorry, “Dan”.\nLet me look.");
        words.half_say(4, "I will ");
        let id = Id::from_u128(7);
        let own = OwnWords::new(id, id, Timestamp::UNIX_EPOCH, words, Some(FirstWords::default()));
        assert_eq!(OwnWords::read(own.to_text().as_bytes()), Some(own.clone()));
        assert!(OwnWords::read(own.to_text().replacen("\"format\":1", "\"format\":2", 1).as_bytes()).is_none());
        assert!(OwnWords::read(b"{").is_none() && !own.is_empty());
    }
}
