//! From the bytes of a file to a checked lesson, glossary, list of credits or plan of a workshop.

use std::sync::Arc;

use super::around::Around;
use super::check;
use super::checked::Scenario;
use super::credits::Credits;
use super::diagnostic::{Code, Diagnostic, Severity};
use super::glossary::Glossary;
use super::lesson::Lesson;
use super::problem::Problems;
use super::read;
use super::workshop_plan::WorkshopFile;

/// Reads and checks a lesson. `None` where there is an error among the diagnostics, which are sorted by their place.
#[must_use]
pub fn load_lesson(source: &[u8], around: &Around<'_>) -> (Option<Lesson>, Vec<Diagnostic>) {
    load(source, read::lesson, |lesson, problems| check::lesson::check(lesson, around, problems))
}

/// Reads and checks a glossary. The lessons it names are looked up among `lessons`, by id, where those are given.
#[must_use]
pub fn load_glossary(source: &[u8], lessons: Option<&[String]>) -> (Option<Glossary>, Vec<Diagnostic>) {
    load(source, read::glossary, |glossary, problems| check::glossary::check(glossary, source, lessons, problems))
}

/// Reads and checks a list of credits.
#[must_use]
pub fn load_credits(source: &[u8]) -> (Option<Credits>, Vec<Diagnostic>) {
    load(source, read::credits, check::glossary::credits)
}

/// Reads and checks the plan of a workshop. What it names is looked up among the scenarios, where those are given.
#[must_use]
pub fn load_workshop_plan(
    source: &[u8],
    scenarios: Option<&[Arc<Scenario>]>,
) -> (Option<WorkshopFile>, Vec<Diagnostic>) {
    load(source, read::workshop_plan, |plan, problems| check::workshop_plan::check(plan, source, scenarios, problems))
}

/// The rules on the contents wait until the syntax is right, as with scenarios.
fn load<T>(
    source: &[u8],
    read: impl FnOnce(&[u8], &mut Problems) -> Option<T>,
    check: impl FnOnce(&T, &mut Problems),
) -> (Option<T>, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let file = read(source, &mut problems);
    let syntax_is_right = !problems.iter().any(|it| matches!(it.code, Code::Syntax | Code::TooDeep));
    if let Some(file) = file.as_ref().filter(|_| syntax_is_right) {
        check(file, &mut problems);
    }
    let diagnostics = problems.sorted();
    let has_errors = diagnostics.iter().any(|it| it.severity == Severity::Error);
    (file.filter(|_| !has_errors), diagnostics)
}
