//! The decisions that somebody has met in their plays.

use jiff::Timestamp;

use crate::record::{Attempt, Choice};
use crate::scenario::System;

/// Where a decision is, by ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The scenario.
    pub scenario: String,
    /// The scene of the decision.
    pub scene: String,
}

/// A decision as somebody met it in a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Where it is.
    pub spot: Spot,
    /// SHA-256 of the scenario's file then, in hexadecimal.
    pub hash: String,
    /// When they chose there.
    pub at: Timestamp,
    /// Whether they chose a reply of no recovery, fell into a trap, or left out a step.
    pub slipped: bool,
    /// The ids of the replies that had led there.
    pub way: Vec<String>,
}

/// The first choice in each scene of an attempt. What was worked out for the learner is not among them.
#[must_use]
pub fn decisions(attempt: &Attempt) -> Vec<Decision> {
    let scenario = &attempt.started.scenario;
    let with_example = attempt.started.mode.starts_with_an_example();
    let mut way: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for choice in &attempt.choices {
        let chose = &choice.chose;
        way.truncate(usize::try_from(chose.turn).unwrap_or(usize::MAX));
        let is_example = with_example && chose.turn == 0;
        if choice.first && !is_example {
            found.push(Decision {
                spot: Spot { scenario: scenario.id.clone(), scene: chose.scene.clone() },
                hash: scenario.hash.clone(),
                at: chose.at,
                slipped: slipped(choice),
                way: way.clone(),
            });
        }
        way.push(chose.reply.clone());
    }
    found
}

fn slipped(choice: &Choice) -> bool {
    let chose = &choice.chose;
    chose.system == System::NoRecovery || chose.trap.is_some() || !chose.missed.is_empty()
}
