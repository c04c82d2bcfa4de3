//! One conversation in somebody’s history.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::engine::Mode;
use crate::record::{Attempt, Id};
use crate::scenario::Outcome;

/// An attempt as its history tells it: as it stood at its first end, which is the one that counts, or as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which attempt.
    pub attempt: Id,
    /// When it began.
    pub at: Timestamp,
    /// The last thing that happened in it, also after its first end.
    pub last_at: Timestamp,
    /// The id of the scenario.
    pub scenario: String,
    /// Its title, as it was then.
    pub title: String,
    /// In which mode it was played.
    pub mode: Mode,
    /// How it ended, for the relationship; `None` where it has not.
    pub outcome: Option<Outcome>,
    /// Whether choices had been taken back on the way there.
    pub after_stepping_back: bool,
    /// The customer’s trust at the start and at the end, 0–100.
    pub trust: (i32, i32),
    /// How many steps of the recovery model were shown, and how many it has.
    pub steps: (usize, usize),
    /// How many replies led there.
    pub replies: usize,
    /// What became of the promises.
    pub promises: Promises,
}

/// How many promises were made, and what became of them. The others were still open when the story was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// Made.
    pub made: usize,
    /// Kept in time.
    pub kept: usize,
    /// Broken.
    pub broken: usize,
}

impl std::ops::AddAssign for Promises {
    fn add_assign(&mut self, other: Self) {
        self.made += other.made;
        self.kept += other.kept;
        self.broken += other.broken;
    }
}

impl Row {
    /// The row of an attempt; `None` where nothing was ever chosen in it.
    #[must_use]
    pub fn of(attempt: Attempt) -> Option<Self> {
        if attempt.choices.is_empty() {
            return None;
        }
        let last_at = attempt.last_at;
        let attempt = attempt.up_to_first_end();
        let way: Vec<_> = attempt.way().map(|choice| &choice.chose).collect();
        let shown: BTreeSet<_> = way.iter().flat_map(|chose| &chose.shown).collect();
        let end = attempt.end();
        let before = attempt.started.feelings.trust;
        let after = way.last().map_or(before, |chose| chose.after.trust);
        let promises = Promises {
            made: way.iter().map(|chose| chose.made.len()).sum(),
            kept: way.iter().map(|chose| chose.kept.len()).sum(),
            broken: way.iter().map(|chose| chose.broken.len()).sum(),
        };
        Some(Self {
            attempt: attempt.started.attempt,
            at: attempt.started.at,
            last_at,
            mode: attempt.started.mode,
            outcome: end.map(|end| end.ended.outcome),
            after_stepping_back: end.is_some_and(|end| end.after_stepping_back),
            trust: (before, after),
            steps: (shown.len(), attempt.started.model.steps.len()),
            replies: way.len(),
            promises,
            scenario: attempt.started.scenario.id,
            title: attempt.started.scenario.title,
        })
    }
}
