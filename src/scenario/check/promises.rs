//! Promises, flags and harm: that what is kept was made, what is put right was done, and what is declared or set is of some use.

use std::collections::BTreeSet;

use super::{Checker, visit};
use crate::scenario::condition::Condition;
use crate::scenario::problem::Problem;
use crate::scenario::text::Span;
use crate::scenario::vocabulary::Harm;

pub fn check(checker: &mut Checker<'_, '_>) {
    // What makes or tests them may be what could not be read.
    if checker.all_readable() {
        promises(checker);
        flags(checker);
        harm(checker);
    }
}

fn promises(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let mut made = vec![false; file.promises.len()];
    for promise in visit::replies(file).flat_map(|it| &it.promises).filter_map(|it| it.promise.target) {
        made[promise.at()] = true;
    }
    let mut kept = vec![false; file.promises.len()];
    for promise in visit::kept(file) {
        let Some(target) = promise.target.filter(|it| !made[it.at()]) else { continue };
        kept[target.at()] = true;
        checker.report(promise.name.span, Problem::PromiseNeverMade(promise.name.value.clone()));
    }
    for ((promise, made), kept) in file.promises.iter().zip(made).zip(kept) {
        if !made && !kept {
            checker.report(promise.id.span, Problem::UnusedPromise(promise.id.value.clone()));
        }
    }
}

/// Harm can only be asked for, and put right, where some reply does it.
fn harm(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let done: BTreeSet<Harm> = visit::replies(file).filter_map(|it| it.harm.as_ref()).map(|it| it.value).collect();
    let mut missing: Vec<(Span, Harm, bool)> = Vec::new();
    visit::conditions(file, &mut |condition| {
        if let Condition::Harmed(harm) = condition {
            missing.push((harm.span, harm.value, true));
        }
    });
    missing.extend(visit::replies(file).flat_map(|it| &it.puts_right).map(|it| (it.span, it.value, false)));
    for (span, harm, asked) in missing.into_iter().filter(|(_, harm, _)| !done.contains(harm)) {
        checker.report(span, Problem::HarmNeverDone { harm: harm.word(), asked });
    }
}

fn flags(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let set = || visit::replies(file).flat_map(|it| &it.sets);
    let count = set().filter_map(|it| it.target).map(|it| it.at() + 1).max().unwrap_or(0);
    let mut known = vec![false; count];
    visit::conditions(file, &mut |condition| {
        if let Condition::Flag(flag) = condition
            && let Some(target) = flag.target
        {
            known[target.at()] = true;
        }
    });
    for flag in set() {
        // Reported where it is set first, and then known.
        let Some(target) = flag.target else { continue };
        if !std::mem::replace(&mut known[target.at()], true) {
            checker.report(flag.name.span, Problem::UnusedFlag(flag.name.value.clone()));
        }
    }
}
