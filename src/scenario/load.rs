//! From the bytes of a file to a checked scenario.

use std::sync::Arc;

use super::beside::{WORTH_A_THREAD, beside};
use super::catalog::Catalog;
use super::check::{self, Input};
use super::checked::Scenario;
use super::diagnostic::{Code, Diagnostic, Severity};
use super::hash::content_hash;
use super::kind::FileKind;
use super::model::ScenarioFile;
use super::problem::Problems;
use super::read;
use super::recovery_model::RecoveryModel;
use super::rehearsal::Rehearsal;
use super::resolve;

/// What came of loading a scenario.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario; `None` where there is an error among the diagnostics.
    pub scenario: Option<Scenario>,
    /// What can be heard of it all the same, where there is an error: nothing, where it cannot be told what stands in the
    /// file, as in one whose brackets are wrong.
    pub rehearsal: Option<Rehearsal>,
    /// All problems that were found, by their place in the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether any diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

/// Reads and checks a scenario file.
///
/// All problems of a file are reported at once, except that the rules on its contents wait until its syntax is right:
/// what a missing bracket swallows cannot be told from what is not there.
#[must_use]
pub fn load(source: &[u8], catalog: &Catalog) -> Loaded {
    let large = source.len() > WORTH_A_THREAD;
    let ((parts, diagnostics), hash) = beside(large, || parts_of(source, catalog), || content_hash(source));
    match parts {
        Some((file, Some(model), flags)) if !has_errors(&diagnostics) => {
            Loaded { scenario: Some(Scenario::new(file, model, flags, hash)), rehearsal: None, diagnostics }
        }
        parts => {
            let rehearsal = parts.and_then(|(file, model, flags)| Rehearsal::of_file(file, model, flags, hash));
            Loaded { scenario: None, rehearsal, diagnostics }
        }
    }
}

/// A file whose references are resolved as far as they can be, its recovery model, and how many flags it has.
type Parts = (ScenarioFile, Option<Arc<RecoveryModel>>, usize);

/// What a scenario is made of; nothing where it cannot be told what stands in the file.
fn parts_of(source: &[u8], catalog: &Catalog) -> (Option<Parts>, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let file = read::scenario(source, &mut problems);
    let syntax_is_right = !problems.iter().any(|it| matches!(it.code, Code::Syntax | Code::TooDeep));
    let Some(mut file) = file.filter(|_| syntax_is_right) else {
        return (None, problems.sorted());
    };
    let model = catalog.model(&file.model.value).cloned();
    let unreadable = problems.iter().filter(|it| it.severity == Severity::Error).map(|it| it.span.start).collect();
    let flags = resolve::names(&mut file, catalog, model.as_deref(), &mut problems);
    check::scenario(Input { file: &file, catalog, source, unreadable }, &mut problems);
    (Some((file, model, flags)), problems.sorted())
}

/// Reads and checks a recovery model. `None` where there is an error among the diagnostics, which are sorted by their
/// place in the file.
#[must_use]
pub fn load_model(source: &[u8]) -> (Option<RecoveryModel>, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let model = read::recovery_model(source, &mut problems);
    let syntax_is_right = !problems.iter().any(|it| matches!(it.code, Code::Syntax | Code::TooDeep));
    if let Some(model) = model.as_ref().filter(|_| syntax_is_right) {
        check::recovery_model(model, source, &mut problems);
    }
    let diagnostics = problems.sorted();
    let model = model.filter(|_| !has_errors(&diagnostics));
    (model, diagnostics)
}

/// Files above this many bytes are scenarios: to look into them twice would take its time, and nothing else is as large.
const LARGEST: usize = 1 << 20;

/// What kind of file this is, as far as can be told; a scenario otherwise.
#[must_use]
pub fn kind_of(source: &[u8]) -> FileKind {
    if source.len() > LARGEST { FileKind::Scenario } else { read::kind_of(source) }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|it| it.severity == Severity::Error)
}
