//! Checking a file of any kind.

use std::path::Path;
use std::sync::Arc;

use super::library::{Entry, Library, ReadError, entry, folder_of, read, surroundings};
use super::teaching::Teaching;
use crate::assets;
use crate::scenario::{
    Around, Diagnostic, FileKind, Scenario, kind_of, load_credits, load_glossary, load_lesson, load_model,
};

/// Reads and checks a file of any kind: a scenario, a recovery model, a lesson, a glossary or credits.
///
/// # Errors
/// Where the file cannot be read.
pub fn check_file(path: &Path) -> Result<Entry, ReadError> {
    let bytes = read(path)?;
    let diagnostics = match kind(&bytes, folder_of(path)) {
        FileKind::Scenario => return Ok(entry(path, &bytes)),
        FileKind::Model => load_model(&bytes).1,
        FileKind::Lesson => check_lesson(&bytes, folder_of(path)),
        FileKind::Glossary => check_glossary(&bytes, folder_of(path)),
        FileKind::Credits => load_credits(&bytes).1,
    };
    Ok(Entry::without_a_scenario(path.to_owned(), &bytes, diagnostics))
}

/// What a file is: as it says itself, and where it says nothing, by the folder that it lies in.
fn kind(bytes: &[u8], folder: &Path) -> FileKind {
    let lies_in = |name: &str| folder.file_name().is_some_and(|it| it == name);
    match kind_of(bytes) {
        FileKind::Scenario if lies_in("models") => FileKind::Model,
        FileKind::Scenario if lies_in("lessons") => FileKind::Lesson,
        kind => kind,
    }
}

/// Checks a lesson in this folder against everything that is there: the shipped scenarios, and those beside it.
fn check_lesson(bytes: &[u8], folder: &Path) -> Vec<Diagnostic> {
    let home = home(folder);
    let library = Library::shipped().with_folder(home);
    let scenarios: Vec<Arc<Scenario>> = library.entries.iter().filter_map(|entry| entry.scenario().cloned()).collect();
    let glossary = load_glossary(assets::GLOSSARY.as_bytes(), None).0;
    let (catalog, _) = surroundings(home, &mut Vec::new());
    let around = Around { catalog: &catalog, scenarios: Some(&scenarios), glossary: glossary.as_ref() };
    load_lesson(bytes, &around).1
}

/// Checks a glossary in this folder against the lessons that are there.
fn check_glossary(bytes: &[u8], folder: &Path) -> Vec<Diagnostic> {
    let lessons = Teaching::shipped().with_folder(folder).lessons;
    let ids: Vec<_> = lessons.into_iter().map(|lesson| lesson.id.value).collect();
    load_glossary(bytes, Some(&ids)).1
}

/// Where the scenarios, models and portraits for the lessons of a folder are: beside it, where it is named `lessons`.
fn home(folder: &Path) -> &Path {
    let parent = folder.parent().filter(|_| folder.file_name().is_some_and(|name| name == "lessons"));
    match parent {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => folder,
    }
}
