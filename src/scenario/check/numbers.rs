//! Numbers that must stay within a range.

use super::{Checker, visit};
use crate::scenario::condition::Condition;
use crate::scenario::model::{EFFECT_LIMIT, FEELING_RANGE};
use crate::scenario::problem::Problem;
use crate::scenario::text::Spanned;

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    if file.minutes.value == 0 && !file.minutes.span.is_none() {
        checker.report(file.minutes.span, Problem::NoMinutes);
    }
    let start = &file.start;
    let feelings = [
        ("trust at the start", &start.trust),
        ("loss at the start", &start.loss),
        ("dread at the start", &start.dread),
    ];
    for (what, feeling) in feelings {
        if is_outside(feeling) {
            checker.report(feeling.span, Problem::FeelingRange { what, value: feeling.value });
        }
    }
    for promise in &file.promises {
        if is_outside(&promise.trust_cost) {
            checker.report(promise.trust_cost.span, Problem::TrustCostRange(promise.trust_cost.value));
        }
    }
    for reply in visit::replies(file) {
        let effect = &reply.effect;
        for (feeling, change) in [("trust", &effect.trust), ("loss", &effect.loss), ("dread", &effect.dread)] {
            if change.value.unsigned_abs() > EFFECT_LIMIT.unsigned_abs() {
                checker.report(change.span, Problem::EffectRange { feeling, value: change.value });
            }
        }
    }
    for made in visit::replies(file).flat_map(|it| &it.promises) {
        if made.within.value == 0 && !made.within.span.is_none() {
            checker.report(made.within.span, Problem::NoTime);
        }
    }
    visit::conditions(file, &mut |condition| {
        if let Condition::Above(_, value) | Condition::Below(_, value) = condition
            && is_outside(value)
        {
            checker.report(value.span, Problem::ThresholdRange { value: value.value });
        }
    });
}

pub(super) fn is_outside(feeling: &Spanned<i32>) -> bool {
    !feeling.span.is_none() && !FEELING_RANGE.contains(&feeling.value)
}
