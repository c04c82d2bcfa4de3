//! The parts a story cannot do without: scenes, endings, and an outcome for each ending.

use super::Checker;
use crate::scenario::problem::{Nothing, Problem};

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    if checker.all_readable() {
        if file.scenes.is_empty() {
            checker.report(file.id.span, Problem::Nothing(Nothing::Scenes));
        }
        if file.endings.is_empty() {
            checker.report(file.id.span, Problem::Nothing(Nothing::Endings));
        }
        if file.outcomes.is_empty() {
            for ending in file.endings.iter().filter(|it| it.outcome.is_none()) {
                checker.report(ending.id.span, Problem::NoOutcome { ending: ending.id.value.clone() });
            }
        }
    }
    for ending in &file.endings {
        for (at, words) in ending.by_outcome.iter().enumerate() {
            let outcome = &words.outcome;
            if ending.by_outcome[..at].iter().any(|it| it.outcome.value == outcome.value) {
                checker.report(outcome.span, Problem::DuplicateWords(outcome.value));
            }
        }
    }
    let mut seen = Vec::new();
    for takeaway in &file.takeaways {
        let outcome = &takeaway.outcome;
        if seen.contains(&outcome.value) {
            checker.report(outcome.span, Problem::DuplicateTakeaway(outcome.value));
        } else {
            seen.push(outcome.value);
        }
    }
}
