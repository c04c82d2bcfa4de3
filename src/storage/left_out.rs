//! What could not be read, and why.

use std::io;
use std::path::PathBuf;

use crate::record::{Attempt, ReadError};

/// A file or a folder of which something could not be read.
#[derive(Debug)]
pub struct LeftOut {
    /// Where.
    pub path: PathBuf,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum WhyLeftOut {
    /// The file or folder could not be opened or read.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// There is no attempt in it that this version can read.
    #[error("{0}")]
    NotAnAttempt(#[from] ReadError),
    /// Lines of it are damaged; the others count.
    #[error("{}", damaged(.0))]
    Damaged(Vec<usize>),
    /// Its last line was torn by a crash; the others count.
    #[error("its last line is torn; the rest counts")]
    Torn,
}

impl WhyLeftOut {
    /// What is missing of an attempt that was read.
    pub(super) fn part_of(attempt: &Attempt) -> Option<Self> {
        Self::part(attempt.damaged.clone(), attempt.torn)
    }

    /// The same: lines that are damaged, and bytes of a last line that was torn.
    pub(super) fn part(damaged: Vec<usize>, torn: usize) -> Option<Self> {
        match (damaged.is_empty(), torn) {
            (false, _) => Some(Self::Damaged(damaged)),
            (true, 0) => None,
            (true, _) => Some(Self::Torn),
        }
    }

    /// Whether what was left out is only a part of the file.
    #[must_use]
    pub fn is_in_part(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Torn)
    }
}

fn damaged(lines: &[usize]) -> String {
    let named: Vec<_> = lines.iter().take(5).map(ToString::to_string).collect();
    let more = if lines.len() > 5 { format!(" and {} more", lines.len() - 5) } else { String::new() };
    match lines {
        [_] => format!("line {} is damaged; the rest counts", named.join("")),
        _ => format!("lines {}{more} are damaged; the rest counts", named.join(", ")),
    }
}
