//! Which conversations of the history are shown.

use crate::engine::Mode;
use crate::report::progress::Row;
use crate::scenario::Outcome;

/// How a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Ended(Outcome),
    Unfinished,
}

impl Standing {
    /// All of them, the best first.
    pub(super) const ALL: [Self; 5] = [
        Self::Ended(Outcome::Champion),
        Self::Ended(Outcome::Satisfied),
        Self::Ended(Outcome::AtRisk),
        Self::Ended(Outcome::Lost),
        Self::Unfinished,
    ];

    pub(super) fn of(row: &Row) -> Self {
        row.outcome.map_or(Self::Unfinished, Self::Ended)
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Ended(outcome) => outcome.label(),
            Self::Unfinished => "Unfinished",
        }
    }
}

/// What is typed and picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) search: String,
    pub(super) standing: Option<Standing>,
    pub(super) mode: Option<Mode>,
}

impl Filter {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The positions of the rows that it lets through, in order.
    pub(super) fn found(&self, rows: &[Row]) -> Vec<usize> {
        let search = self.search.to_lowercase();
        let words: Vec<&str> = search.split_whitespace().collect();
        let matches = |row: &Row| {
            let title = row.title.to_lowercase();
            self.standing.is_none_or(|standing| standing == Standing::of(row))
                && self.mode.is_none_or(|mode| mode == row.mode)
                && words.iter().all(|word| title.contains(word))
        };
        rows.iter().enumerate().filter(|(_, row)| matches(row)).map(|(at, _)| at).collect()
    }
}
