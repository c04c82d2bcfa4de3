//! Conditions over facts: may one hold, may it fail, and what is known in either case.

use super::facts::{Atoms, Facts, PromiseFacts};
use super::lens::{Lens, slot_of_harm};
use crate::scenario::Condition;

/// Whether a condition holds in all, in none, or in some of the states that the facts stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Holds,
    Fails,
    Open,
}

impl Verdict {
    fn of(may_hold: bool, may_fail: bool) -> Self {
        match (may_hold, may_fail) {
            (true, false) => Verdict::Holds,
            (false, true) => Verdict::Fails,
            _ => Verdict::Open,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Verdict::Holds => Verdict::Fails,
            Verdict::Fails => Verdict::Holds,
            Verdict::Open => Verdict::Open,
        }
    }
}

/// What is known where a condition holds (`wanted`) or fails (not `wanted`); `None` where that cannot be.
///
/// Facts that stand for one state come back unchanged, or not at all.
pub(super) fn refine(lens: &Lens, facts: &Facts, condition: &Condition, wanted: bool) -> Option<Facts> {
    match (verdict(lens, facts, condition), wanted) {
        (Verdict::Holds, true) | (Verdict::Fails, false) => Some(*facts),
        (Verdict::Holds, false) | (Verdict::Fails, true) => None,
        (Verdict::Open, _) => narrow(lens, facts, condition, wanted),
    }
}

fn verdict(lens: &Lens, facts: &Facts, condition: &Condition) -> Verdict {
    match condition {
        Condition::All(parts) => {
            let mut all = Verdict::Holds;
            for part in parts {
                match verdict(lens, facts, part) {
                    Verdict::Holds => {}
                    Verdict::Fails => return Verdict::Fails,
                    Verdict::Open => all = Verdict::Open,
                }
            }
            all
        }
        Condition::Any(parts) => {
            let mut any = Verdict::Fails;
            for part in parts {
                match verdict(lens, facts, part) {
                    Verdict::Fails => {}
                    Verdict::Holds => return Verdict::Holds,
                    Verdict::Open => any = Verdict::Open,
                }
            }
            any
        }
        Condition::Not(part) => verdict(lens, facts, part).opposite(),
        Condition::Above(feeling, value) => {
            let range = facts.feeling(*feeling);
            Verdict::of(range.high > value.value, range.low <= value.value)
        }
        Condition::Below(feeling, value) => {
            let range = facts.feeling(*feeling);
            Verdict::of(range.low < value.value, range.high >= value.value)
        }
        Condition::ClockPast(minutes) => {
            Verdict::of(facts.clock.high > minutes.value, facts.clock.low <= minutes.value)
        }
        Condition::Flag(flag) => of_atom(facts.atoms, lens.flag(flag.index())),
        Condition::Chose(reply) => of_atom(facts.atoms, lens.chosen(reply.index())),
        Condition::Harmed(harm) => of_atom(facts.atoms, Some(slot_of_harm(harm.value))),
        Condition::Promise(status, promise) => match lens.promise(promise.index()) {
            Some(slot) => {
                let bit = PromiseFacts::bit(*status);
                Verdict::of(facts.promises[slot].may(bit), facts.promises[slot].may(!bit))
            }
            None => Verdict::Open,
        },
    }
}

fn of_atom(atoms: Atoms, slot: Option<u8>) -> Verdict {
    slot.map_or(Verdict::Open, |atom| Verdict::of(atoms.may_hold(atom), atoms.may_fail(atom)))
}

/// [`refine`], where the verdict is open.
fn narrow(lens: &Lens, facts: &Facts, condition: &Condition, wanted: bool) -> Option<Facts> {
    let mut narrowed = *facts;
    match condition {
        Condition::Not(part) => return refine(lens, facts, part, !wanted),
        Condition::All(parts) if wanted => return refine_each(lens, facts, parts, true),
        Condition::All(parts) => return refine_some(lens, facts, parts, false),
        Condition::Any(parts) if wanted => return refine_some(lens, facts, parts, true),
        Condition::Any(parts) => return refine_each(lens, facts, parts, false),
        Condition::Above(feeling, value) => {
            let range = narrowed.feeling_mut(*feeling);
            if wanted {
                range.low = range.low.max(value.value.saturating_add(1));
            } else {
                range.high = range.high.min(value.value);
            }
        }
        Condition::Below(feeling, value) => {
            let range = narrowed.feeling_mut(*feeling);
            if wanted {
                range.high = range.high.min(value.value.saturating_sub(1));
            } else {
                range.low = range.low.max(value.value);
            }
        }
        Condition::ClockPast(minutes) => {
            if wanted {
                narrowed.clock.low = narrowed.clock.low.max(minutes.value.saturating_add(1));
            } else {
                narrowed.clock.high = narrowed.clock.high.min(minutes.value);
            }
        }
        Condition::Flag(flag) => narrow_atom(&mut narrowed.atoms, lens.flag(flag.index()), wanted),
        Condition::Chose(reply) => narrow_atom(&mut narrowed.atoms, lens.chosen(reply.index()), wanted),
        Condition::Harmed(harm) => narrow_atom(&mut narrowed.atoms, Some(slot_of_harm(harm.value)), wanted),
        Condition::Promise(status, promise) => {
            if let Some(slot) = lens.promise(promise.index()) {
                let bit = PromiseFacts::bit(*status);
                narrowed.promises[slot] = narrowed.promises[slot].only(if wanted { bit } else { !bit });
            }
        }
    }
    Some(narrowed)
}

fn narrow_atom(atoms: &mut Atoms, slot: Option<u8>, wanted: bool) {
    match slot {
        Some(atom) if wanted => atoms.set(atom),
        Some(atom) => atoms.clear(atom),
        None => {}
    }
}

/// What is known where every one of the conditions is as wanted.
fn refine_each(lens: &Lens, facts: &Facts, parts: &[Condition], wanted: bool) -> Option<Facts> {
    parts.iter().try_fold(*facts, |facts, part| refine(lens, &facts, part, wanted))
}

/// What is known where at least one of the conditions is as wanted.
fn refine_some(lens: &Lens, facts: &Facts, parts: &[Condition], wanted: bool) -> Option<Facts> {
    let ways = parts.iter().filter_map(|part| refine(lens, facts, part, wanted));
    ways.reduce(|all, way| all.hull(&way))
}
