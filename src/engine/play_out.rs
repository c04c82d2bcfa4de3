//! Plays in which a rule chooses, and nobody listens.

use super::session::{At, Choice};
use super::walk::Walk;
use crate::scenario::{Outcome, Scenario};

/// What came of a play in which a rule chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlayedOut {
    /// How it ended; `None` where it goes round and never ends.
    pub outcome: Option<Outcome>,
    /// How many choices were made.
    pub choices: usize,
}

/// How often a story may go round before a rule is taken to go round for ever.
const ROUNDS: usize = 20;

/// Plays a scenario to its end. `choose` is given the replies on offer, in file order; where it takes none of them, the play is
/// given up.
#[must_use]
pub fn play_out(scenario: &Scenario, mut choose: impl FnMut(&[Choice]) -> Option<Choice>) -> PlayedOut {
    let mut walk = Walk::new(scenario);
    let most = scenario.file().scenes.len().saturating_mul(ROUNDS);
    let mut choices = 0;
    while let At::Decision { offered, .. } = walk.at()
        && choices < most
        && let Some(reply) = choose(offered)
        && walk.choose(reply).is_ok()
    {
        choices += 1;
    }
    match walk.at() {
        At::End { outcome, .. } => PlayedOut { outcome: Some(*outcome), choices },
        At::Decision { .. } => PlayedOut { outcome: None, choices },
    }
}
