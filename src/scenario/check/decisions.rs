//! Decisions: replies of both systems, and a question about the difference that has an answer.

use super::Checker;
use crate::scenario::model::{Decision, Differs, System};
use crate::scenario::problem::Problem;

pub fn check(checker: &mut Checker<'_, '_>) {
    for decision in checker.file().scenes.iter().filter_map(|it| it.decision.as_ref()) {
        replies(checker, decision);
        differs(checker, &decision.differs);
    }
}

fn replies(checker: &mut Checker<'_, '_>, decision: &Decision) {
    for reply in decision.replies.iter().filter(|it| it.system == System::Recovery) {
        if let Some(trap) = reply.trap.as_ref().filter(|_| checker.is_readable(reply.span)) {
            checker.report(trap.name.span, Problem::TrapInRecovery);
        }
    }
    if !checker.is_readable(decision.span) {
        return;
    }
    let place = Checker::head(decision.span);
    if decision.replies.is_empty() {
        checker.report(place, Problem::NoReplies);
        return;
    }
    for system in [System::Recovery, System::NoRecovery] {
        if decision.replies.iter().all(|it| it.system != system) {
            checker.report(place, Problem::OneSided { missing: system });
        }
    }
}

fn differs(checker: &mut Checker<'_, '_>, differs: &Differs) {
    if differs.span.is_none() || !checker.is_readable(differs.span) {
        return;
    }
    let place = Checker::head(differs.span);
    let count = differs.answers.len();
    if !(2..=4).contains(&count) {
        checker.report(place, Problem::DiffersAnswers(count));
    }
    let right = differs.answers.iter().filter(|it| it.right).count();
    if right != 1 && count > 0 {
        checker.report(place, Problem::DiffersRight(right));
    }
}
