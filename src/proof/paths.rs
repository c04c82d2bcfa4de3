//! How each ending is reached: what the `paths` command shows.

use std::ops::RangeInclusive;

use super::exact::Exact;
use super::facts::Range;
use super::lens::{Aim, Lens};
use super::seen::Arrivals;
use super::sketch::Sketch;
use crate::scenario::{EndingIx, Outcome, ReplyIx, Scenario, SceneIx};

/// How many states are tried before the answer is given in bounds: about half a second's work.
const STATES: usize = 400_000;

/// The size of a story, and how each of its endings is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// How many scenes there are.
    pub scenes: usize,
    /// How many of them have a decision.
    pub decisions: usize,
    /// How many replies there are.
    pub replies: usize,
    /// Whether every state was tried. Otherwise outcomes are those that could not be ruled out, and feelings lie within
    /// the bounds given, but may not get as far as these.
    pub exact: bool,
    /// How many states were tried.
    pub tried: usize,
    /// Every ending, in file order.
    pub endings: Vec<EndingPaths>,
}

/// How one ending is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingPaths {
    /// The ending.
    pub ending: EndingIx,
    /// The outcomes it may have, best first; empty where it can never be reached.
    pub outcomes: Vec<OutcomePath>,
    /// The feelings with which it may be reached; `None` where it can never be.
    pub feelings: Option<Bounds>,
}

/// How an ending is reached with one outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomePath {
    /// The outcome.
    pub outcome: Outcome,
    /// One of the shortest lists of choices that lead there; `None` where not every state was tried and none was found.
    pub choices: Option<Vec<PathStep>>,
}

/// One choice of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// The scene of the decision.
    pub scene: SceneIx,
    /// What is chosen.
    pub reply: ReplyIx,
    /// Its position among all replies of the decision, in file order, from 1.
    pub position: usize,
}

/// The lowest and highest value of each feeling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Of trust.
    pub trust: RangeInclusive<i32>,
    /// Of the sense of loss.
    pub loss: RangeInclusive<i32>,
    /// Of the dread of hassle.
    pub dread: RangeInclusive<i32>,
}

impl Paths {
    /// The paths of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self::within(scenario, STATES)
    }

    /// The same, trying at most so many states.
    #[must_use]
    pub fn within(scenario: &Scenario, states: usize) -> Self {
        let lens = Lens::new(scenario, Aim::Paths);
        // Without a slot for everything a state is not exact, and no list of choices could be trusted.
        let exact = Exact::search(&lens, if lens.complete { states } else { 0 });
        let sketch = if exact.complete { None } else { Some(Sketch::of(&lens)) };
        let arrivals = sketch.as_ref().map_or(&exact.seen.endings, |sketch| &sketch.seen.endings);
        let file = scenario.file();
        Self {
            scenes: file.scenes.len(),
            decisions: file.scenes.iter().filter(|scene| scene.decision.is_some()).count(),
            replies: scenario.reply_count(),
            exact: exact.complete,
            tried: exact.visits(),
            endings: arrivals
                .iter()
                .enumerate()
                .map(|(at, arrivals)| ending_paths(scenario, &exact, EndingIx::from(at), arrivals))
                .collect(),
        }
    }
}

fn ending_paths(scenario: &Scenario, exact: &Exact, ending: EndingIx, arrivals: &Arrivals) -> EndingPaths {
    let outcomes = arrivals.outcomes.keys().map(|&outcome| {
        let node = exact.seen.endings[ending.at()].outcomes.get(&outcome);
        OutcomePath { outcome, choices: node.map(|&node| steps(scenario, exact.choices(node))) }
    });
    EndingPaths { ending, outcomes: outcomes.collect(), feelings: arrivals.feelings.map(bounds) }
}

fn steps(scenario: &Scenario, choices: Vec<ReplyIx>) -> Vec<PathStep> {
    let step = |reply| PathStep { scene: scenario.scene_of(reply), reply, position: scenario.position_of(reply) + 1 };
    choices.into_iter().map(step).collect()
}

fn bounds([trust, loss, dread]: [Range<i32>; 3]) -> Bounds {
    let range = |range: Range<i32>| range.low..=range.high;
    Bounds { trust: range(trust), loss: range(loss), dread: range(dread) }
}
