//! From what an analysis has seen to what is wrong with the story.

use std::collections::{BTreeMap, BTreeSet};

use super::exact::{Exact, Lists};
use super::finding::Finding;
use super::seen::{Node, Seen};
use crate::scenario::{
    Branch, Condition, EndingIx, Harm, Line, Outcome, PromiseIx, ReplyIx, Scenario, SceneIx, Span, Spanned, StoryPlace,
};

/// Everything that follows from what was seen, in no particular order: in `sketch` if there was one, else in `exact`.
/// Even an enumeration that stopped half-way has choices to show for what it found.
pub(super) fn findings(
    scenario: &Scenario,
    exact: &Exact,
    sketch: Option<&Seen>,
    lists: &mut Lists<'_>,
) -> Vec<Finding> {
    let seen = sketch.unwrap_or(&exact.seen);
    let mut found = Vec::new();
    places(scenario, seen, &mut found);
    decisions(scenario, seen, exact, lists, &mut found);
    branches(scenario, seen, &mut found);
    promises(scenario, seen, exact, lists, &mut found);
    harm(scenario, seen, exact, lists, &mut found);
    remedies(scenario, sketch, exact, lists, &mut found);
    outcomes(scenario, seen, &mut found);
    endings(scenario, seen, exact, lists, &mut found);
    found
}

fn places(scenario: &Scenario, seen: &Seen, found: &mut Vec<Finding>) {
    let file = scenario.file();
    let scenes = seen.scenes.zeroes();
    let endings = seen.endings.iter().enumerate().filter(|(_, arrivals)| arrivals.feelings.is_none());
    let unseen: Vec<_> = scenes
        .map(|at| StoryPlace::Scene(at.into()))
        .chain(endings.map(|(at, _)| StoryPlace::Ending(at.into())))
        .collect();
    if unseen.is_empty() {
        return;
    }
    let mut named = BTreeSet::new();
    for (index, scene) in file.scenes.iter().enumerate() {
        let itself = StoryPlace::Scene(index.into());
        let replies = scene.decision.iter().flat_map(|decision| &decision.replies);
        let ways = scene.next.iter().chain(replies.flat_map(|reply| &reply.next));
        named.extend(ways.map(|way| way.to.index()).filter(|&to| to != itself));
    }
    found.extend(unseen.into_iter().map(|place| match place {
        StoryPlace::Scene(scene) => {
            Finding::UnreachableScene { scene, span: scenario.scene(scene).id.span, named: named.contains(&place) }
        }
        StoryPlace::Ending(ending) => {
            Finding::UnreachableEnding { ending, span: scenario.ending(ending).id.span, named: named.contains(&place) }
        }
    }));
}

fn decisions(scenario: &Scenario, seen: &Seen, exact: &Exact, lists: &mut Lists<'_>, found: &mut Vec<Finding>) {
    for &scene in seen.hidden.keys() {
        let span = scenario.decision(scene).map_or(Span::NONE, |decision| decision.span);
        let choices = exact.seen.hidden.get(&scene).map(|&node| lists.to(node).unwrap_or_default());
        found.push(Finding::AllHidden { scene, span, choices });
    }
    for reply in seen.offered.zeroes().map(ReplyIx::from) {
        if seen.scenes.contains(scenario.scene_of(reply).at()) {
            let it = scenario.reply(reply);
            let span = it.when.as_ref().map_or(it.span, |when| when.span);
            found.push(Finding::NeverOffered { reply, span });
        }
    }
}

fn branches(scenario: &Scenario, seen: &Seen, found: &mut Vec<Finding>) {
    let mut look = |scene: SceneIx, first: usize, branches: &[Branch]| {
        for (position, branch) in branches.iter().enumerate() {
            // Every list must end with a branch without a condition, even where the others leave it nothing to do.
            let last_resort = position + 1 == branches.len() && branch.when.is_none();
            if !last_resort && !seen.branches.contains(first + position) {
                let span = branch.when.as_ref().map_or(branch.span, |when| when.span);
                found.push(Finding::NeverTaken { scene, span });
            }
        }
    };
    for scene in seen.scenes.ones().map(SceneIx::from) {
        match &scenario.scene(scene).decision {
            None => look(scene, seen.branches_of_scene(scene), &scenario.scene(scene).next),
            Some(decision) => {
                for (index, reply) in scenario.replies_of(scene).zip(&decision.replies) {
                    if seen.offered.contains(index.at()) {
                        look(scene, seen.branches_of_reply(index), &reply.next);
                    }
                }
            }
        }
    }
}

fn harm(scenario: &Scenario, seen: &Seen, exact: &Exact, lists: &mut Lists<'_>, found: &mut Vec<Finding>) {
    let mut by_kind: BTreeMap<Harm, Vec<(EndingIx, Option<Node>)>> = BTreeMap::new();
    for &(harm, ending) in seen.harmed.keys() {
        by_kind.entry(harm).or_default().push((ending, exact.seen.harmed.get(&(harm, ending)).copied()));
    }
    for (harm, mut endings) in by_kind {
        // What is shown by choices comes first, with the fewest of them: states come in the order of their number.
        endings.sort_by_key(|(_, node)| (node.is_none(), *node));
        let (ending, node) = endings[0];
        let choices = node.map(|node| lists.to(node).unwrap_or_default());
        let span = scenario.ending(ending).id.span;
        found.push(Finding::HarmEndsWell { harm, ending, endings: endings.len(), span, choices });
    }
}

fn promises(scenario: &Scenario, seen: &Seen, exact: &Exact, lists: &mut Lists<'_>, found: &mut Vec<Finding>) {
    let never_kept: Vec<_> = seen.made.ones().filter(|&promise| !seen.kept.contains(promise)).collect();
    if !never_kept.is_empty() {
        let replies = (0..scenario.reply_count()).map(|at| scenario.reply(at.into()));
        let always = replies.filter(|reply| reply.when.is_none()).flat_map(|reply| &reply.promises);
        let always: BTreeSet<_> = always.map(|made| made.promise.index().at()).collect();
        found.extend(never_kept.into_iter().map(|at| {
            let promise = PromiseIx::from(at);
            let certain = exact.seen.made.contains(at) || always.contains(&at);
            Finding::NeverKept { promise, span: scenario.promise(promise).id.span, certain }
        }));
    }
    let mut left_open: BTreeMap<PromiseIx, Vec<(EndingIx, Node)>> = BTreeMap::new();
    for (&(promise, ending), &node) in &exact.seen.left_open {
        if !speaks_of(scenario.ending(ending).all_lines(), promise) {
            left_open.entry(promise).or_default().push((ending, node));
        }
    }
    for (promise, mut endings) in left_open {
        // States come in the order of the number of choices.
        endings.sort_by_key(|(_, node)| *node);
        let (ending, node) = endings[0];
        found.push(Finding::LeftOpen {
            promise,
            ending,
            endings: endings.len(),
            span: scenario.promise(promise).id.span,
            choices: lists.to(node).unwrap_or_default(),
        });
    }
}

/// Whether one of the lines is said, or not, by what has become of a promise.
fn speaks_of<'a>(mut lines: impl Iterator<Item = &'a Line>, promise: PromiseIx) -> bool {
    fn asks(condition: &Condition, promise: PromiseIx) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| asks(part, promise)),
            Condition::Not(part) => asks(part, promise),
            Condition::Promise(_, it) => it.index() == promise,
            _ => false,
        }
    }
    lines.any(|line| line.when.as_ref().is_some_and(|when| asks(&when.value, promise)))
}

fn remedies(
    scenario: &Scenario,
    sketch: Option<&Seen>,
    exact: &Exact,
    lists: &mut Lists<'_>,
    found: &mut Vec<Finding>,
) {
    let authority = scenario.file().money.authority.value;
    // Facts that stand for many states grow while a circle is worked off: what they once said of all of them holds only
    // where they never said otherwise.
    let certain = |seen: &Seen| -> Vec<_> {
        seen.beyond.keys().copied().filter(|reply| !seen.within.contains(reply.at())).collect()
    };
    let mut beyond: BTreeSet<ReplyIx> = exact.seen.beyond.keys().copied().collect();
    beyond.extend(sketch.map(certain).unwrap_or_default());
    for reply in beyond {
        let Some(remedy) = &scenario.reply(reply).remedy else { continue };
        let shown = exact.seen.beyond.get(&reply).and_then(|&node| lists.to(node));
        let choices = shown.map(|mut choices| {
            choices.push(reply);
            choices
        });
        let alone = remedy.cost.value > authority;
        let certain = exact.seen.beyond.contains_key(&reply) || scenario.reply(reply).when.is_none();
        found.push(Finding::BeyondAuthority { reply, span: remedy.cost.span, alone, choices, certain });
    }
}

fn outcomes(scenario: &Scenario, seen: &Seen, found: &mut Vec<Finding>) {
    if seen.endings.iter().all(|arrivals| arrivals.feelings.is_none()) {
        // The story never ends: that is what is wrong, not every single outcome.
        return;
    }
    let file = scenario.file();
    let place = |when: Option<&Spanned<_>>, otherwise| when.map_or(otherwise, |when: &Spanned<_>| when.span);
    for &outcome in Outcome::ALL.iter().filter(|&&outcome| !seen.outcome(outcome)) {
        let rules = file.outcomes.iter().filter(|rule| rule.outcome == outcome).map(|rule| rule.span);
        let takeaways = file.takeaways.iter().map(|card| &card.outcome).filter(|given| given.value == outcome);
        found.extend(
            rules.chain(takeaways.map(|given| given.span)).next().map(|span| Finding::OutcomeNever { outcome, span }),
        );
    }
    if seen.rules.is_clear() {
        // No ending that can be reached asks the table.
        return;
    }
    for (row, rule) in file.outcomes.iter().enumerate() {
        let last_resort = row + 1 == file.outcomes.len() && rule.when.is_none();
        if !last_resort && !seen.rules.contains(row) && seen.outcome(rule.outcome) {
            found.push(Finding::RuleNeverDecides { outcome: rule.outcome, span: place(rule.when.as_ref(), rule.span) });
        }
    }
}

/// Whether what endings say fits the outcomes that they have.
fn endings(scenario: &Scenario, seen: &Seen, exact: &Exact, lists: &mut Lists<'_>, found: &mut Vec<Finding>) {
    for (at, it) in scenario.file().endings.iter().enumerate() {
        let (ending, arrivals) = (EndingIx::from(at), &seen.endings[at]);
        if arrivals.feelings.is_some() {
            let never = it.by_outcome.iter().filter(|words| !arrivals.outcomes.contains_key(&words.outcome.value));
            found.extend(never.map(|words| Finding::NeverTold {
                ending,
                outcome: words.outcome.value,
                span: words.outcome.span,
            }));
        }
        if it.title.is_empty() && it.summary.is_empty() {
            // Nothing is said, which is told elsewhere.
            continue;
        }
        // Only of outcomes that are shown by choices.
        let with_the_same =
            exact.seen.endings[at].outcomes.iter().filter(|(outcome, _)| it.words_for(**outcome).is_none());
        let (good, bad): (Vec<_>, Vec<_>) = with_the_same.partition(|(outcome, _)| outcome.is_good());
        if let (Some((good, _)), Some((bad, node))) = (good.first(), bad.last()) {
            let (good, bad, choices) = (**good, **bad, lists.to(**node).unwrap_or_default());
            found.push(Finding::SameWords { ending, good, bad, span: it.summary.span, choices });
        }
    }
}
