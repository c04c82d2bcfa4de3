//! What an analysis has come across.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::facts::{Facts, Range};
use crate::scenario::{EndingIx, Harm, Outcome, PromiseIx, ReplyIx, Scenario, SceneIx};

/// A state of the exact tier, by its number.
pub(super) type Node = usize;

/// What came to an ending.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrivals {
    /// The outcomes it had, each with the state that came first; states come in the order of the number of choices.
    pub(super) outcomes: BTreeMap<Outcome, Node>,
    /// The feelings it was reached with: trust, loss and dread.
    pub(super) feelings: Option<[Range<i32>; 3]>,
}

/// What an analysis has come across. Where it says that something was *not* seen, that thing cannot happen.
pub(super) struct Seen {
    pub(super) scenes: FixedBitSet,
    /// Replies that were on offer because their condition held, or they have none.
    pub(super) offered: FixedBitSet,
    /// Branches that were taken, numbered as by [`Seen::branches_of_scene`] and [`Seen::branches_of_reply`].
    pub(super) branches: FixedBitSet,
    /// Rows of the table of outcomes that decided.
    pub(super) rules: FixedBitSet,
    pub(super) made: FixedBitSet,
    pub(super) kept: FixedBitSet,
    /// Promises that were open at an ending that is a good one, and in which state of it first.
    pub(super) left_open: BTreeMap<(PromiseIx, EndingIx), Node>,
    /// Harm that was not put right at an ending that is a good one, and in which state of it first.
    pub(super) harmed: BTreeMap<(Harm, EndingIx), Node>,
    /// Decisions whose replies were all hidden, and in which state first.
    pub(super) hidden: BTreeMap<SceneIx, Node>,
    /// Replies whose remedy went beyond the authority limit though nobody with more of it was there, and after which
    /// state first.
    pub(super) beyond: BTreeMap<ReplyIx, Node>,
    /// Replies whose remedy may have stayed within the limit, or may have been given with more authority.
    pub(super) within: FixedBitSet,
    pub(super) endings: Vec<Arrivals>,
    first_of_scene: Vec<usize>,
    first_of_reply: Vec<usize>,
}

impl Seen {
    pub(super) fn nothing_of(scenario: &Scenario) -> Self {
        let file = scenario.file();
        let mut branches = 0;
        let mut first_of_scene = Vec::with_capacity(file.scenes.len());
        let mut first_of_reply = Vec::with_capacity(scenario.reply_count());
        for scene in &file.scenes {
            first_of_scene.push(branches);
            branches += scene.next.len();
            for reply in scene.decision.iter().flat_map(|decision| &decision.replies) {
                first_of_reply.push(branches);
                branches += reply.next.len();
            }
        }
        let replies = scenario.reply_count();
        Self {
            scenes: FixedBitSet::with_capacity(file.scenes.len()),
            offered: FixedBitSet::with_capacity(replies),
            branches: FixedBitSet::with_capacity(branches),
            rules: FixedBitSet::with_capacity(file.outcomes.len()),
            made: FixedBitSet::with_capacity(file.promises.len()),
            kept: FixedBitSet::with_capacity(file.promises.len()),
            left_open: BTreeMap::new(),
            harmed: BTreeMap::new(),
            hidden: BTreeMap::new(),
            beyond: BTreeMap::new(),
            within: FixedBitSet::with_capacity(replies),
            endings: vec![Arrivals::default(); file.endings.len()],
            first_of_scene,
            first_of_reply,
        }
    }

    /// The number of the first branch of a scene that has no decision; the others follow.
    pub(super) fn branches_of_scene(&self, scene: SceneIx) -> usize {
        self.first_of_scene[scene.at()]
    }

    /// The number of the first branch of a reply; the others follow.
    pub(super) fn branches_of_reply(&self, reply: ReplyIx) -> usize {
        self.first_of_reply[reply.at()]
    }

    pub(super) fn keeps(&mut self, promise: PromiseIx) {
        self.kept.insert(promise.at());
    }

    pub(super) fn ends(&mut self, ending: EndingIx, outcome: Outcome, node: Node) {
        self.endings[ending.at()].outcomes.entry(outcome).or_insert(node);
    }

    pub(super) fn ends_with(&mut self, ending: EndingIx, facts: &Facts) {
        let feelings = &mut self.endings[ending.at()].feelings;
        match feelings {
            Some(before) => {
                for (range, other) in before.iter_mut().zip(facts.feelings) {
                    *range = range.hull(other);
                }
            }
            None => *feelings = Some(facts.feelings),
        }
    }

    /// Whether some ending had this outcome.
    pub(super) fn outcome(&self, outcome: Outcome) -> bool {
        self.endings.iter().any(|arrivals| arrivals.outcomes.contains_key(&outcome))
    }
}
