//! The exact tier: every state of a story that differs in something that matters, in the order of the number of choices.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use fixedbitset::FixedBitSet;

use super::escape::{Escape, Stuck};
use super::facts::Facts;
use super::finding::Choices;
use super::lens::Lens;
use super::seen::{Node, Seen};
use super::step::Stepper;
use crate::scenario::{ReplyIx, Scenario, SceneIx, StoryPlace};

/// How much work a state may come to on average, in replies, branches and conditions that are looked at. People write
/// scenes of about ten; without this, a scene of ten thousand replies would be looked at as often as any other.
const WORK_PER_STATE: usize = 64;

/// How many choices are listed for all findings of a story together. In a story of many thousand decisions, the lists
/// would take the square of that.
const MOST_LISTED: usize = 1_000_000;

/// How a state was come to first.
struct Arrived {
    place: StoryPlace,
    from: Option<Node>,
    reply: Option<ReplyIx>,
}

/// A state that is still to be looked at.
struct Ahead {
    place: StoryPlace,
    facts: Facts,
    from: Option<Node>,
    reply: Option<ReplyIx>,
}

/// What an enumeration came to.
pub(super) struct Exact {
    pub(super) seen: Seen,
    /// Whether it saw everything; otherwise the budget ran out, and what was not seen may happen all the same.
    pub(super) complete: bool,
    nodes: Vec<Arrived>,
    escape: Escape,
}

impl Exact {
    /// Enumerates at most `budget` states.
    pub(super) fn search(lens: &Lens, budget: usize) -> Self {
        let mut stepper = Stepper::new(lens);
        let mut known: HashMap<(StoryPlace, Facts), Node> = HashMap::new();
        let mut nodes: Vec<Arrived> = Vec::new();
        let mut escape = Escape::default();
        let mut complete = true;
        let mut work_left = budget.saturating_mul(WORK_PER_STATE);
        let mut ways = Vec::new();
        let first = StoryPlace::Scene(lens.scenario.file().start.scene.index());
        // All that the same number of choices leads to; scenes without a decision go on at the same number.
        let mut level = vec![Ahead { place: first, facts: lens.reduce(lens.start(), first), from: None, reply: None }];
        'all: while !level.is_empty() {
            let mut next_level = Vec::new();
            while let Some(Ahead { place, facts, from, reply }) = level.pop() {
                let node = nodes.len();
                match known.entry((place, facts)) {
                    Entry::Occupied(known) => {
                        escape.way(from, *known.get());
                        continue;
                    }
                    Entry::Vacant(_) if node == budget || lens.work(place) > work_left => {
                        complete = false;
                        break 'all;
                    }
                    Entry::Vacant(unknown) => unknown.insert(node),
                };
                work_left -= lens.work(place);
                escape.way(from, node);
                nodes.push(Arrived { place, from, reply });
                match place {
                    StoryPlace::Ending(ending) => {
                        escape.out(node);
                        stepper.end(ending, facts, node);
                    }
                    StoryPlace::Scene(scene) => stepper.enter(scene, facts, node, &mut ways),
                }
                for way in ways.drain(..) {
                    let ahead = Ahead { place: way.to, facts: way.facts, from: Some(node), reply: way.reply };
                    if way.reply.is_some() { next_level.push(ahead) } else { level.push(ahead) }
                }
            }
            // Taken from the end: so the first in the file comes first.
            next_level.reverse();
            level = next_level;
        }
        Self { seen: stepper.seen, complete, nodes, escape }
    }

    /// How many states were looked at.
    pub(super) fn visits(&self) -> usize {
        self.nodes.len()
    }

    /// One shortest list of choices that leads to a state.
    pub(super) fn choices(&self, node: Node) -> Choices {
        let back = std::iter::successors(Some(node), |&node| self.nodes[node].from);
        let mut choices: Vec<_> = back.filter_map(|node| self.nodes[node].reply).collect();
        choices.reverse();
        choices
    }

    /// Scenes that are gone through again and again without a decision, each set with the first state from which that goes
    /// on for ever, or for longer than the engine goes along with.
    pub(super) fn rounds(&self, scenario: &Scenario) -> BTreeMap<Vec<SceneIx>, Node> {
        let is_narration = |node| self.scene(node).is_some_and(|scene| scenario.decision(scene).is_none());
        // A scene without a decision leads on in one way, so that each of its states has one state that comes after it.
        let mut next: Vec<Option<Node>> = vec![None; self.nodes.len()];
        for (from, to) in self.escape.ways().filter(|&(from, _)| is_narration(from)) {
            next[from] = Some(to);
        }
        let lengths = lengths(&next);
        let most = scenario.most_passed();
        let mut rounds = BTreeMap::new();
        let mut known = FixedBitSet::with_capacity(self.nodes.len());
        for (node, arrived) in self.nodes.iter().enumerate() {
            let begins = arrived.reply.is_some() || arrived.from.is_none();
            if !begins || lengths[node] < most {
                continue;
            }
            let mut passed = Vec::new();
            let mut at = Some(node);
            while let Some(it) = at.filter(|&it| !known.put(it)) {
                passed.push(it);
                at = next[it];
            }
            let scenes = |nodes: &[Node]| nodes.iter().filter_map(|&node| self.scene(node)).collect::<Vec<_>>();
            let again: BTreeSet<SceneIx> = if lengths[node] == usize::MAX {
                // Where it comes to what was passed by another way, that has been told.
                let from = at.and_then(|it| passed.iter().position(|&at| at == it));
                from.map_or_else(BTreeSet::new, |from| scenes(&passed[from..]).into_iter().collect())
            } else {
                let mut seen = BTreeSet::new();
                scenes(&passed).into_iter().filter(|&scene| !seen.insert(scene)).collect()
            };
            if !again.is_empty() {
                rounds.entry(again.into_iter().collect()).or_insert(node);
            }
        }
        rounds
    }

    fn scene(&self, node: Node) -> Option<SceneIx> {
        match self.nodes[node].place {
            StoryPlace::Scene(scene) => Some(scene),
            StoryPlace::Ending(_) => None,
        }
    }

    /// The scenes in which a story is without a way out, in file order. Only where the enumeration is complete.
    pub(super) fn no_way_out(&self) -> Vec<Stuck> {
        let free = self.escape.free(self.nodes.len());
        let mut found: BTreeMap<SceneIx, Stuck> = BTreeMap::new();
        for (node, arrived) in self.nodes.iter().enumerate().filter(|(node, _)| !free.contains(*node)) {
            if let StoryPlace::Scene(scene) = arrived.place
                && arrived.from.is_none_or(|from| free.contains(from))
            {
                found.entry(scene).or_insert(Stuck { scene, node: Some(node), always: true });
            }
        }
        for node in free.ones() {
            if let StoryPlace::Scene(scene) = self.nodes[node].place
                && let Some(stuck) = found.get_mut(&scene)
            {
                stuck.always = false;
            }
        }
        found.into_values().collect()
    }
}

/// How many steps can be taken from each place where each has at most one that comes after it; `usize::MAX` where that goes
/// on for ever.
fn lengths(next: &[Option<Node>]) -> Vec<usize> {
    /// Not known yet, and being looked at.
    const UNKNOWN: usize = usize::MAX - 1;
    const OPEN: usize = usize::MAX - 2;
    let mut lengths = vec![UNKNOWN; next.len()];
    let mut passed = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(node) = at.filter(|&node| lengths[node] == UNKNOWN) {
            lengths[node] = OPEN;
            passed.push(node);
            at = next[node];
        }
        let mut length = match at {
            None => None,
            Some(node) if lengths[node] == OPEN => Some(usize::MAX),
            Some(node) => Some(lengths[node]),
        };
        for node in passed.drain(..).rev() {
            let this = length.map_or(0, |after| after.saturating_add(1));
            lengths[node] = this;
            length = Some(this);
        }
    }
    lengths
}

/// Lists of choices for findings, as far as there is room for them.
pub(super) struct Lists<'e> {
    exact: &'e Exact,
    left: usize,
}

impl<'e> Lists<'e> {
    pub(super) fn new(exact: &'e Exact) -> Self {
        Self { exact, left: MOST_LISTED }
    }

    /// [`Exact::choices`]; `None` once the lists before have [`MOST_LISTED`] choices all together.
    pub(super) fn to(&mut self, node: Node) -> Option<Choices> {
        if self.left == 0 {
            return None;
        }
        let choices = self.exact.choices(node);
        self.left = self.left.saturating_sub(choices.len());
        Some(choices)
    }
}
