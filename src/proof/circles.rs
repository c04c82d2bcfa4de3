//! Scenes without a decision that lead round: where that goes on for ever, where perhaps, and where it always ends.

use std::collections::BTreeSet;

use super::exact::{Exact, Lists};
use super::finding::{Choices, Finding};
use super::graph::narrative_circles;
use super::lens::Lens;
use super::seen::Seen;
use crate::scenario::{Branch, Condition, MOST_IN_A_WAIT, Scenario, SceneIx};

/// What is wrong with circles of narration. `sketch` is what was seen for all states at once, where not every state was
/// tried.
pub(super) fn findings(lens: &Lens<'_>, exact: &Exact, sketch: Option<&Seen>, lists: &mut Lists<'_>) -> Vec<Finding> {
    let scenario = lens.scenario;
    if narrative_circles(scenario, |_, _, _| true).is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut told: BTreeSet<SceneIx> = BTreeSet::new();
    for (scenes, node) in exact.rounds(scenario) {
        told.extend(&scenes);
        let choices = Some(lists.to(node).unwrap_or_default());
        found.push(circle(scenario, scenes, choices, true));
    }
    let Some(seen) = sketch else { return found };
    let new =
        |circle: &Vec<SceneIx>| circle.iter().all(|scene| !told.contains(scene) && seen.scenes.contains(scene.at()));
    // A first branch without a condition is taken whatever the state is.
    let mut certain = narrative_circles(scenario, |_, position, way| position == 0 && way.when.is_none());
    certain.retain(new);
    told.extend(certain.iter().flatten());
    found.extend(certain.into_iter().map(|scenes| circle(scenario, scenes, None, true)));

    let taken = |scene: SceneIx, position: usize| seen.branches.contains(seen.branches_of_scene(scene) + position);
    let mut possible = narrative_circles(scenario, |scene, position, _| taken(scene, position));
    possible.retain(|circle| circle.iter().all(|scene| !told.contains(scene)));
    let endless = in_spite_of_time(lens, taken);
    // A walk through a circle comes by each scene once before some time has passed.
    let rounds = usize::try_from(lens.limits.clock).unwrap_or(usize::MAX).saturating_add(1);
    let longest = possible.iter().map(Vec::len).sum::<usize>().saturating_mul(rounds);
    if longest < MOST_IN_A_WAIT {
        possible.retain(|circle| circle.iter().any(|scene| endless.contains(scene)));
    }
    found.extend(possible.into_iter().map(|scenes| circle(scenario, scenes, None, false)));
    found
}

fn circle(scenario: &Scenario, scenes: Vec<SceneIx>, choices: Option<Choices>, certain: bool) -> Finding {
    let span = scenario.scene(scenes[0]).id.span;
    Finding::NarrativeCircle { scenes, span, choices, certain }
}

/// The scenes of circles that time need not end: those in which a round may take no time, and those in which a way to go
/// round on is left once all has passed that conditions ask of the clock.
fn in_spite_of_time(lens: &Lens<'_>, taken: impl Fn(SceneIx, usize) -> bool) -> BTreeSet<SceneIx> {
    let scenario = lens.scenario;
    let takes_time = |scene: SceneIx| scenario.scene(scene).arrival.minutes.value > 0;
    let timeless = narrative_circles(scenario, |scene, position, _| !takes_time(scene) && taken(scene, position));
    let late = narrative_circles(scenario, |scene, position, way| {
        let earlier = &scenario.scene(scene).next[..position];
        let open = late(way) != Some(false) && !earlier.iter().any(|way| late(way) == Some(true));
        open && taken(scene, position)
    });
    timeless.into_iter().chain(late).flatten().collect()
}

/// Whether a way is open, once all has passed that conditions ask of the clock; `None` where that depends on more.
fn late(way: &Branch) -> Option<bool> {
    fn holds(condition: &Condition) -> Option<bool> {
        match condition {
            Condition::ClockPast(_) => Some(true),
            Condition::Not(part) => holds(part).map(|holds| !holds),
            Condition::All(parts) if parts.iter().any(|part| holds(part) == Some(false)) => Some(false),
            Condition::All(parts) => parts.iter().all(|part| holds(part) == Some(true)).then_some(true),
            Condition::Any(parts) if parts.iter().any(|part| holds(part) == Some(true)) => Some(true),
            Condition::Any(parts) => parts.iter().all(|part| holds(part) == Some(false)).then_some(false),
            _ => None,
        }
    }
    way.when.as_ref().map_or(Some(true), |when| holds(&when.value))
}
