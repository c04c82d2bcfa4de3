//! Checking files of any kind.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::library::{Entry, Library, ReadError, entry, folder_of, read, surroundings};
use super::new_scenario::id_of;
use super::teaching::Teaching;
use crate::assets;
use crate::scenario::lesson::Lesson;
use crate::scenario::workshop_plan::WorkshopFile;
use crate::scenario::{
    Around, Diagnostic, FileKind, Scenario, Spanned, among_files, kind_of, load_credits, load_glossary, load_lesson,
    load_model, load_workshop_plan,
};

/// A file that was checked, and the id in it.
struct Named {
    path: PathBuf,
    entry: Entry,
    kind: FileKind,
    id: Option<Spanned<String>>,
}

/// Reads and checks files of any kind: scenarios, recovery models, lessons, glossaries, credits and plans of workshops; and tells of
/// each what can only be told of it beside the others. `tell` is called with each before it is read, and those that cannot be read
/// are handed to `unreadable`.
#[must_use]
pub fn check_files(
    paths: Vec<PathBuf>,
    tell: impl Fn(&Path),
    mut unreadable: impl FnMut(ReadError),
) -> Vec<(PathBuf, Entry)> {
    let mut files = Vec::new();
    for path in paths {
        tell(&path);
        match checked(path) {
            Ok(file) => files.push(file),
            Err(error) => unreadable(error),
        }
    }
    let mut alike: HashMap<(FileKind, String), Vec<usize>> = HashMap::new();
    let mut known = HashSet::new();
    for (at, file) in files.iter().enumerate() {
        // The same file named twice is one file.
        let is_new = known.insert(identity(&file.path));
        if let Some(id) = file.id.as_ref().filter(|_| is_new) {
            alike.entry((file.kind, id.value.clone())).or_default().push(at);
        }
    }
    for same in alike.values().filter(|same| same.len() > 1) {
        for &at in same {
            let others = same.iter().filter(|&&other| other != at);
            let others: Vec<_> = others.map(|&other| files[other].path.display().to_string()).collect();
            let file = &mut files[at];
            if let Some(id) = &file.id {
                file.entry.note(among_files::shared_id(id.span, &id.value, &others));
            }
        }
    }
    for file in &mut files {
        if let Some(found) = name_beside_id(file) {
            file.entry.note(found);
        }
    }
    files.into_iter().map(|file| (file.path, file.entry)).collect()
}

/// What is the same for two paths to one file. A link of another name is a file of its own.
fn identity(path: &Path) -> (Option<OsString>, PathBuf) {
    (path.file_name().map(ToOwned::to_owned), path.canonicalize().unwrap_or_else(|_| path.to_owned()))
}

/// What the name of a scenario file gives to say, unless the file accepts it.
fn name_beside_id(file: &Named) -> Option<Diagnostic> {
    let (Some(id), Some(scenario)) = (&file.id, file.entry.scenario()) else { return None };
    let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
    if id_of(&stem).is_some_and(|name| name == id.value) {
        return None;
    }
    let found = among_files::other_name(id.span, &id.value, &file.entry.file);
    let is_accepted = scenario.file().accepts.iter().any(|accepted| accepted.advice.value == found.code.name());
    (!is_accepted).then_some(found)
}

fn checked(path: PathBuf) -> Result<Named, ReadError> {
    let bytes = read(&path)?;
    let kind = kind(&bytes, folder_of(&path));
    let (diagnostics, id) = match kind {
        FileKind::Scenario => {
            let entry = entry(&path, &bytes);
            let id = entry.scenario().map(|scenario| scenario.file().id.clone());
            return Ok(Named { path, entry, kind, id });
        }
        FileKind::Model => {
            let (model, found) = load_model(&bytes);
            (found, model.map(|it| it.id))
        }
        FileKind::Lesson => {
            let (lesson, found) = check_lesson(&bytes, folder_of(&path));
            (found, lesson.map(|it| it.id))
        }
        FileKind::Glossary => (check_glossary(&bytes, folder_of(&path)), None),
        FileKind::Credits => (load_credits(&bytes).1, None),
        FileKind::WorkshopPlan => (check_workshop_plan(&bytes, folder_of(&path), None).1, None),
    };
    let entry = Entry::without_a_scenario(path.clone(), &bytes, diagnostics);
    Ok(Named { path, entry, kind, id })
}

/// Reads and checks a file of any kind: a scenario, a recovery model, a lesson, a glossary, credits or the plan of a workshop.
///
/// # Errors
/// Where the file cannot be read.
pub fn check_file(path: &Path) -> Result<Entry, ReadError> {
    checked(path.to_owned()).map(|file| file.entry)
}

/// What a file is: as it says itself, and where it says nothing, by the folder that it lies in.
fn kind(bytes: &[u8], folder: &Path) -> FileKind {
    let lies_in = |name: &str| folder.file_name().is_some_and(|it| it == name);
    match kind_of(bytes) {
        FileKind::Scenario if lies_in("models") => FileKind::Model,
        FileKind::Scenario if lies_in("lessons") => FileKind::Lesson,
        FileKind::Scenario if lies_in("workshops") => FileKind::WorkshopPlan,
        kind => kind,
    }
}

/// Checks a lesson in this folder against everything that is there: the shipped scenarios, and those beside it.
fn check_lesson(bytes: &[u8], folder: &Path) -> (Option<Lesson>, Vec<Diagnostic>) {
    let home = home(folder);
    let library = Library::shipped().with_folder(home);
    let scenarios: Vec<Arc<Scenario>> = library.entries.iter().filter_map(|entry| entry.scenario().cloned()).collect();
    let glossary = load_glossary(assets::GLOSSARY.as_bytes(), None).0;
    let (catalog, _) = surroundings(home, &mut Vec::new());
    let around = Around { catalog: &catalog, scenarios: Some(&scenarios), glossary: glossary.as_ref() };
    load_lesson(bytes, &around)
}

/// The plan of a workshop as it was read.
#[derive(Debug)]
pub struct ReadPlan {
    /// The plan, and its scenario, where there is no error in it.
    pub plan: Option<(WorkshopFile, Arc<Scenario>)>,
    /// What the checker finds in it.
    pub entry: Entry,
}

/// Why there is no plan of a workshop in a file.
#[derive(Debug, thiserror::Error)]
pub enum WorkshopPlanError {
    /// It is of another kind.
    #[error("it is not the plan of a workshop")]
    NoPlan,
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

/// Reads the plan of a workshop, and finds its scenario: in this folder, beside the plan, or among those that come with the program.
///
/// # Errors
/// Where the file cannot be read, or is of another kind.
pub fn read_workshop_plan(path: &Path, scenarios: Option<&Path>) -> Result<ReadPlan, WorkshopPlanError> {
    let (bytes, folder) = (read(path)?, folder_of(path));
    if kind(&bytes, folder) != FileKind::WorkshopPlan {
        return Err(WorkshopPlanError::NoPlan);
    }
    let (plan, found) = check_workshop_plan(&bytes, folder, scenarios);
    Ok(ReadPlan { plan, entry: Entry::without_a_scenario(path.to_owned(), &bytes, found) })
}

/// Checks the plan of a workshop in this folder against the scenarios that are there.
fn check_workshop_plan(
    bytes: &[u8],
    folder: &Path,
    scenarios: Option<&Path>,
) -> (Option<(WorkshopFile, Arc<Scenario>)>, Vec<Diagnostic>) {
    let mut library = Library::shipped().with_folder(home(folder));
    if let Some(folder) = scenarios {
        library = library.with_folder(folder);
    }
    // Only the one that it names is read; all of them where a name is needed that may have been meant. One's own come last.
    let named = load_workshop_plan(bytes, None).0;
    let is_named = |entry: &&Entry| named.as_ref().is_some_and(|plan| entry.id() == Some(&plan.scenario.value));
    let one = library.entries.iter().rev().filter(is_named).find_map(|entry| entry.scenario().cloned());
    let known: Vec<_> = match &one {
        Some(one) => vec![Arc::clone(one)],
        None => library.entries.iter().filter_map(|entry| entry.scenario().cloned()).collect(),
    };
    let (plan, found) = load_workshop_plan(bytes, Some(&known));
    (plan.zip(one), found)
}

/// Checks a glossary in this folder against the lessons that are there.
fn check_glossary(bytes: &[u8], folder: &Path) -> Vec<Diagnostic> {
    let lessons = Teaching::shipped().with_folder(folder).lessons;
    let ids: Vec<_> = lessons.into_iter().map(|lesson| lesson.id.value).collect();
    load_glossary(bytes, Some(&ids)).1
}

/// Where the scenarios, models and portraits for the lessons or plans of a folder are: beside it, where it is named `lessons`
/// or `workshops`.
fn home(folder: &Path) -> &Path {
    let is_beside = |name: &OsStr| name == "lessons" || name == "workshops";
    let parent = folder.parent().filter(|_| folder.file_name().is_some_and(is_beside));
    match parent {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => folder,
    }
}
