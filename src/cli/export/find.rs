//! Finding attempts, and the scenarios that they were played on.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::FromRecords;
use super::refused::Refused;
use crate::cli::terminal::tell;
use crate::record::{Attempt, Id};
use crate::scenario::Scenario;
use crate::storage::{Folders, Library, Records, read_attempt};

/// The folders of records that are meant.
fn folders(from: &FromRecords) -> Result<Vec<PathBuf>, Refused> {
    if !from.records.is_empty() {
        return Ok(from.records.clone());
    }
    let usual = Folders::of_platform().map(|folders| folders.records());
    let none = || Refused::Unreadable("there is no home folder for records; name one with `--records DIR`".to_owned());
    Ok(vec![usual.ok_or_else(none)?])
}

/// The files of all attempts.
fn files(from: &FromRecords) -> Result<Vec<PathBuf>, Refused> {
    let mut files = Vec::new();
    for folder in folders(from)? {
        let unreadable = |why: String| Refused::Unreadable(format!("{}: {why}", folder.display()));
        if !from.records.is_empty() && !folder.is_dir() {
            return Err(unreadable("there is no such folder".to_owned()));
        }
        files.extend(Records::within(&folder).files().map_err(|error| unreadable(error.to_string()))?);
    }
    Ok(files)
}

/// Hands every attempt over, each once. Those that cannot be read are named, and the rest goes on; whether there were any.
pub fn each(from: &FromRecords, mut take: impl FnMut(&Attempt) -> Result<(), Refused>) -> Result<bool, Refused> {
    let mut seen: HashSet<Id> = HashSet::new();
    let mut unreadable = false;
    for file in files(from)? {
        match read_attempt(&file) {
            Ok(attempt) if seen.insert(attempt.started.attempt) => take(&attempt)?,
            Ok(_) => {}
            Err(error) => {
                unreadable = true;
                tell!("make-it-right: {error}.");
            }
        }
    }
    Ok(unreadable)
}

/// The one attempt that a file, an id or the beginning of an id means.
pub fn one(named: &str, from: &FromRecords) -> Result<Attempt, Refused> {
    let read = |file: &Path| read_attempt(file).map_err(|error| Refused::Unreadable(error.to_string()));
    if Path::new(named).is_file() {
        return read(Path::new(named));
    }
    let wanted = named.to_lowercase();
    let name = |file: &Path| file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut found = files(from)?;
    found.retain(|file| !wanted.is_empty() && name(file).starts_with(&wanted));
    match &found[..] {
        [] => Err(Refused::Bad(format!("there is no attempt `{named}`, neither a file nor the beginning of an id"))),
        [file] => read(file),
        several => {
            let examples: Vec<_> = several.iter().take(3).map(|file| name(file)).collect();
            let more = if several.len() > 3 { " and more" } else { "" };
            Err(Refused::Bad(format!(
                "{} attempts begin with `{named}` ({}{more}); give more of the id",
                several.len(),
                examples.join(", ")
            )))
        }
    }
}

/// The scenarios that are there, by their ids.
pub struct Scenarios(HashMap<String, KnownScenario>);

/// A scenario that an attempt may have been played on.
#[derive(Clone)]
pub struct KnownScenario {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// SHA-256 of its file.
    pub hash: String,
}

impl Scenarios {
    /// The shipped ones, and those in a folder of the user's own.
    pub fn all(folder: Option<&Path>) -> Self {
        let library = Library::shipped();
        let library = match folder {
            Some(folder) => library.with_folder(folder),
            None => library,
        };
        let sound = library.entries.iter().filter_map(|entry| {
            let found = KnownScenario { hash: entry.hash().to_owned(), scenario: entry.scenario()?.clone() };
            Some((found.scenario.file().id.value.clone(), found))
        });
        Self(sound.collect())
    }

    /// The one of this id.
    pub fn find(&self, id: &str) -> Option<Arc<Scenario>> {
        self.0.get(id).map(|found| Arc::clone(&found.scenario))
    }

    /// The one of an attempt.
    pub fn of(&self, attempt: &Attempt) -> Option<&KnownScenario> {
        self.0.get(&attempt.started.scenario.id)
    }
}
