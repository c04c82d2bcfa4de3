//! Why a command on records ends before its end.

use std::io;

use crate::cli::exit::{BAD, UNREADABLE};

/// Why it ends before its end.
pub enum Refused {
    /// Something that a person must be told, and the exit code that goes with it.
    InWords { words: String, code: u8 },
    /// Nobody can be told.
    Output(io::Error),
}

#[expect(clippy::needless_pass_by_value, reason = "so that `map_err` takes them as they are")]
impl Refused {
    /// What was asked for cannot be.
    pub fn bad(words: impl ToString) -> Self {
        Self::InWords { words: words.to_string(), code: BAD }
    }

    /// Something could not be read or written.
    pub fn unreadable(words: impl ToString) -> Self {
        Self::InWords { words: words.to_string(), code: UNREADABLE }
    }
}

/// Only from writing to the output.
impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
