//! What can be proven of a story without playing it: which scenes, endings and outcomes can be reached, where a learner
//! would be stuck, and how each ending is come to.
//!
//! What is told as an error is certain; what could only not be ruled out is told as a warning ([`Finding::is_certain`]).
//!
//! Two tiers share one description of a step. The exact one tries every state that differs in something that matters
//! and can show by a list of choices what it found. Where there are too many states, the abstract one covers all of them
//! with one set of facts for each scene, at a cost that grows with scenes plus branches. Both are sound: neither says of
//! anything that can happen that it cannot.

mod check;
mod circles;
mod escape;
mod exact;
mod facts;
mod finding;
mod graph;
mod judge;
mod lens;
mod paths;
mod report;
mod seen;
mod sketch;
mod slips;
mod step;
#[cfg(test)]
mod tests;

pub use check::check;
pub use finding::{Choices, Finding};
pub use paths::{Bounds, EndingPaths, OutcomePath, PathStep, Paths};
pub use slips::{Slip, Slips};

use std::collections::HashSet;

use exact::{Exact, Lists};
use lens::{Aim, Lens};
use sketch::Sketch;

use crate::scenario::{Scenario, SceneIx};

/// What was proven of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What is wrong with it, by place in the file.
    pub findings: Vec<Finding>,
    /// Whether every state was tried.
    pub exact: bool,
    /// How many states were tried one by one.
    pub tried: usize,
    /// How many states of scenes were looked at, in both tiers together.
    pub visits: usize,
}

/// Stories up to so many scenes have all their states tried, as far as [`STATES`] go; longer ones only if they hardly
/// branch. People write stories of ten to fifty scenes.
const SHORT: usize = 250;

/// How many states of a short story are tried: about nine decisions of three replies, one after the other, none of which
/// comes to the same as another.
const STATES: usize = 50_000;

/// What can be proven to be wrong with the flow of a story. The cost grows with the number of scenes and branches.
#[must_use]
pub fn prove(scenario: &Scenario) -> Proof {
    let scenes = scenario.file().scenes.len();
    prove_within(scenario, if scenes <= SHORT { STATES } else { 2 * scenes })
}

/// The same, trying at most so many states one by one; with 0, only what holds for all states at once is found.
#[must_use]
pub fn prove_within(scenario: &Scenario, states: usize) -> Proof {
    let lens = Lens::new(scenario, Aim::Findings);
    let exact = Exact::search(&lens, if lens.complete { states } else { 0 });
    let sketch = if exact.complete { None } else { Some(Sketch::of(&lens)) };
    let seen = sketch.as_ref().map(|sketch| &sketch.seen);
    let mut lists = Lists::new(&exact);
    let mut findings = report::findings(scenario, &exact, seen, &mut lists);
    let circles = circles::findings(&lens, &exact, seen, &mut lists);
    let no_way_out = sketch.as_ref().map_or_else(|| exact.no_way_out(), Sketch::no_way_out);
    let told: HashSet<SceneIx> = circles.iter().flat_map(Finding::circle).copied().collect();
    findings.extend(no_way_out.into_iter().filter(|stuck| !told.contains(&stuck.scene)).map(|stuck| {
        let span = scenario.scene(stuck.scene).id.span;
        let choices = stuck.node.map(|node| lists.to(node).unwrap_or_default());
        Finding::NoWayOut { scene: stuck.scene, span, choices, always: stuck.always }
    }));
    findings.extend(circles);
    findings.sort_by_key(Finding::span);
    let visits = exact.visits() + sketch.as_ref().map_or(0, |sketch| sketch.visits);
    Proof { findings, exact: exact.complete, tried: exact.visits(), visits }
}
