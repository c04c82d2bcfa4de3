//! What guessers see of a scenario: the words of the replies, and how they look.

use std::collections::BTreeSet;

use super::surface::{Surface, lower_words};
use crate::scenario::{Scenario, System};

/// A reply as guessers see it, and whether they are right to take it.
pub(super) struct SeenReply {
    /// Each word once.
    pub(super) words: BTreeSet<String>,
    pub(super) surface: Surface,
    pub(super) is_recovery: bool,
}

/// The replies of a decision, in file order.
pub(super) type SeenDecision = Vec<SeenReply>;

/// The decisions of a scenario, in file order.
pub(super) fn decisions_of(scenario: &Scenario) -> Vec<SeenDecision> {
    let decisions = scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref());
    let seen = |text: &str, system| SeenReply {
        words: lower_words(&crate::scenario::plain(text)).into_iter().collect(),
        surface: Surface::of(text),
        is_recovery: system == System::Recovery,
    };
    decisions.map(|it| it.replies.iter().map(|reply| seen(&reply.text.value, reply.system)).collect()).collect()
}

/// The share of recovery replies among some of a decision, 0 to 1: what a guess among them is worth.
pub(super) fn share_of_recovery<'r>(replies: impl IntoIterator<Item = &'r SeenReply>) -> f64 {
    let (mut right, mut all) = (0.0, 0.0);
    for reply in replies {
        all += 1.0;
        right += if reply.is_recovery { 1.0 } else { 0.0 };
    }
    if all > 0.0 { right / all } else { 0.0 }
}

/// The mean of some shares; 0 of none.
pub(super) fn mean(shares: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = shares.into_iter().fold((0.0, 0.0), |(sum, count), share| (sum + share, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}
