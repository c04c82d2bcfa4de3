//! Tags that progress and debriefs live on: steps, traps and takeaways.

use std::collections::BTreeSet;

use super::Notes;
use super::found::Advice;
use crate::scenario::model::{Ref, StepIx, System};

pub(super) fn look(notes: &mut Notes<'_>) {
    untagged_replies(notes);
    unpractised_steps(notes);
    missing_takeaways(notes);
}

fn untagged_replies(notes: &mut Notes<'_>) {
    let decisions = notes.scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref());
    for reply in decisions.flat_map(|decision| &decision.replies) {
        if reply.system == System::NoRecovery && reply.trap.is_none() && reply.misses.is_empty() {
            notes.note(reply.id.span, &Advice::UntaggedReply { reply: reply.id.value.clone() });
        }
    }
}

fn unpractised_steps(notes: &mut Notes<'_>) {
    let file = notes.scenario.file();
    let decisions = file.scenes.iter().filter_map(|scene| scene.decision.as_ref());
    let practised: BTreeSet<StepIx> = decisions.filter_map(|it| it.step.as_ref()).map(Ref::index).collect();
    for (number, step) in notes.scenario.model().steps.iter().enumerate() {
        if !practised.contains(&StepIx::from(number)) {
            notes.note(file.model.span, &Advice::UnpractisedStep { step: step.id.value.clone() });
        }
    }
}

fn missing_takeaways(notes: &mut Notes<'_>) {
    let file = notes.scenario.file();
    let by_ending = file.endings.iter().filter_map(|ending| ending.outcome.as_ref().map(|it| (it.value, it.span)));
    let by_rule = file.outcomes.iter().map(|rule| (rule.outcome, rule.span));
    let mut told: BTreeSet<_> = file.takeaways.iter().map(|takeaway| takeaway.outcome.value).collect();
    for (outcome, place) in by_rule.chain(by_ending) {
        if told.insert(outcome) {
            notes.note(place, &Advice::NoTakeaway(outcome));
        }
    }
}
