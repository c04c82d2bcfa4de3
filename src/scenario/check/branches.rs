//! Lists of branches: the last one always matches, and only that one.

use super::{Checker, visit};
use crate::scenario::problem::Problem;
use crate::scenario::text::Span;

pub fn check(checker: &mut Checker<'_, '_>) {
    for branches in visit::ways_on(checker.file()) {
        list(checker, "these branches", branches.iter().map(|it| (it.when.is_some(), it.span)));
    }
    let outcomes = &checker.file().outcomes;
    list(checker, "the outcome rules", outcomes.iter().map(|it| (it.when.is_some(), it.span)));
}

/// Checks a list of which each entry has a condition or not, and a place.
fn list(checker: &mut Checker<'_, '_>, of: &'static str, entries: impl Iterator<Item = (bool, Span)>) {
    let mut always = false;
    let mut stretch: Option<Span> = None;
    let mut last = None;
    for (has_condition, span) in entries {
        if always {
            checker.report(Checker::head(span), Problem::HiddenBranch { of });
        }
        always |= !has_condition;
        stretch = Some(Span { start: stretch.map_or(span.start, |it| it.start), end: span.end });
        last = Some(span);
    }
    // An entry that cannot be read may have been the one without a condition. It may stand after the last one that
    // can, hence the bytes behind the list.
    let (Some(stretch), Some(last)) = (stretch, last) else { return };
    let around = Span { start: stretch.start, end: stretch.end.saturating_add(64) };
    if !always && checker.is_readable(around) {
        checker.report(Checker::head(last), Problem::NoLastResort { of });
    }
}
