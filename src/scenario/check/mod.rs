//! The rules that a scenario must hold to, one subject a file.
//!
//! Each rule looks at the whole file and reports what it finds. Rules leave alone what has no place in the file: that
//! was filled in for something unreadable, which has been reported.

mod accepts;
mod branches;
mod decisions;
mod endings;
pub(super) mod glossary;
mod ids;
mod language;
pub(super) mod lesson;
mod lines;
mod numbers;
mod people;
mod pictures;
mod promises;
mod texts;
mod visit;
pub(super) mod workshop_plan;

use std::cell::OnceCell;

use super::catalog::Catalog;
use super::model::ScenarioFile;
use super::place::LineIndex;
use super::problem::{Nothing, Problem, Problems};
use super::recovery_model::RecoveryModel;
use super::text::Span;

/// What there is to check.
pub(super) struct Input<'a> {
    /// The file, its names resolved as far as possible.
    pub file: &'a ScenarioFile,
    /// What it may refer to.
    pub catalog: &'a Catalog,
    /// The bytes it was read from.
    pub source: &'a [u8],
    /// Offsets of what could not be read.
    pub unreadable: Vec<u32>,
}

/// Runs all rules.
pub(super) fn scenario(mut input: Input<'_>, problems: &mut Problems) {
    input.unreadable.sort_unstable();
    let mut checker = Checker { lines: OnceCell::new(), input, problems };
    ids::check(&mut checker);
    texts::check(&mut checker);
    numbers::check(&mut checker);
    people::check(&mut checker);
    lines::check(&mut checker);
    pictures::check(&mut checker);
    language::check(&mut checker);
    promises::check(&mut checker);
    decisions::check(&mut checker);
    branches::check(&mut checker);
    endings::check(&mut checker);
    accepts::check(&mut checker);
    ids::check_shipped(&mut checker);
}

/// Runs the rules for recovery models.
pub(super) fn recovery_model(model: &RecoveryModel, source: &[u8], problems: &mut Problems) {
    let lines = OnceCell::new();
    let line = |span: Span| lines.get_or_init(|| LineIndex::new(source)).locate(span.start).line;
    ids::check_form(&model.id, problems);
    ids::check_set("step", model.steps.iter().map(|it| &it.id), &line, problems);
    ids::check_set("trap", model.traps.iter().map(|it| &it.id), &line, problems);
    texts::check_model(model, problems);
    if model.steps.is_empty() && problems.count() == 0 {
        problems.push(model.id.span, Problem::Nothing(Nothing::Steps));
    }
}

/// What a rule works with.
struct Checker<'a, 'p> {
    input: Input<'a>,
    lines: OnceCell<LineIndex<'a>>,
    problems: &'p mut Problems,
}

impl<'a> Checker<'a, '_> {
    fn file(&self) -> &'a ScenarioFile {
        self.input.file
    }

    fn report(&mut self, place: Span, problem: Problem) {
        self.problems.push(place, problem);
    }

    /// Whether everything within a stretch of the file could be read.
    fn is_readable(&self, stretch: Span) -> bool {
        let first = self.input.unreadable.partition_point(|it| *it < stretch.start);
        self.input.unreadable.get(first).is_none_or(|it| *it >= stretch.end)
    }

    /// Whether everything in the file could be read.
    fn all_readable(&self) -> bool {
        self.input.unreadable.is_empty()
    }

    /// The first two bytes of something in brackets: a short place for what concerns all of it.
    fn head(stretch: Span) -> Span {
        Span { start: stretch.start, end: stretch.end.min(stretch.start + 1) }
    }
}
