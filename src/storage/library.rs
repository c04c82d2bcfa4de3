//! The scenarios that are there: the shipped ones, and those in a folder of the user's own.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use super::portraits::Portraits;
use crate::assets;
use crate::proof::check;
use crate::scenario::{Catalog, Diagnostic, Scenario, Severity, load, load_model};

/// The shipped scenarios in the order in which a newcomer should meet them; any other comes after them.
const FIRST: [&str; 12] = [
    "late-unit.ron",
    "airline-outage.ron",
    "leaking-roof.ron",
    "clunk-at-fifty.ron",
    "cloud-outage.ron",
    "failed-installation.ron",
    "waiting-room.ron",
    "technician-no-show.ron",
    "promised-callback.ron",
    "wrong-charge.ron",
    "the-public-review.ron",
    "the-follow-up.ron",
];

/// The largest file that is read, in bytes.
const SIZE_LIMIT: u64 = 512 * 1024 * 1024;

/// Where a scenario comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is inside the program.
    Shipped,
    /// It is a file of the user's.
    File(PathBuf),
}

/// A scenario file, checked.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it comes from.
    pub origin: Origin,
    /// The name of its file, for people.
    pub file: String,
    /// What stands in it, for showing the place of a problem.
    pub source: Arc<[u8]>,
    /// The scenario; `None` where it has errors.
    pub scenario: Option<Arc<Scenario>>,
    /// All that the checker found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it stands in the place of a shipped scenario with the same id.
    pub replaces_shipped: bool,
}

impl Entry {
    /// Checks the bytes of a file.
    ///
    /// The flow of a shipped story is not proven again at every start of the program: its tests have done that.
    #[must_use]
    pub fn check(origin: Origin, file: String, bytes: &[u8], catalog: &Catalog) -> Self {
        let loaded = if origin == Origin::Shipped { load(bytes, catalog) } else { check(bytes, catalog) };
        Self {
            origin,
            file,
            source: bytes.into(),
            scenario: loaded.scenario.map(Arc::new),
            diagnostics: loaded.diagnostics,
            replaces_shipped: false,
        }
    }

    /// How many errors it has.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
    }
}

/// Something on the disk that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct ReadError {
    /// What.
    pub path: PathBuf,
    /// Why, and what to do.
    pub reason: Cow<'static, str>,
}

impl ReadError {
    fn new(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no file or folder of this name".into(),
            io::ErrorKind::PermissionDenied => "you may not read this; ask its owner for access".into(),
            io::ErrorKind::IsADirectory => "this is a folder, where a file was expected".into(),
            _ => error.to_string().into(),
        };
        Self { path: path.to_owned(), reason }
    }
}

/// All scenarios that are there, and what they may refer to.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The scenarios: the shipped ones in their order, then the user's own by file name.
    pub entries: Vec<Entry>,
    /// Where pictures are looked for.
    pub portraits: Portraits,
    /// What could not be read.
    pub unread: Vec<String>,
}

impl Library {
    /// The shipped scenarios alone; touches no disk. They are read once in a run, so that they are the same scenarios
    /// whenever the library is read anew, and a play of one goes on.
    #[must_use]
    pub fn shipped() -> Self {
        static SHIPPED: LazyLock<Library> = LazyLock::new(Library::read_shipped);
        SHIPPED.clone()
    }

    fn read_shipped() -> Self {
        let portraits = Portraits::default();
        let catalog = Self::shipped_catalog();
        let mut entries: Vec<_> = assets::scenarios()
            .map(|(name, text)| Entry::check(Origin::Shipped, name, text.as_bytes(), &catalog))
            .collect();
        // Stable, so that those without a place of their own stay in the order of their names.
        entries.sort_by_key(|entry| FIRST.iter().position(|name| *name == entry.file).unwrap_or(FIRST.len()));
        Self { entries, portraits, unread: Vec::new() }
    }

    /// The same, and beside them the scenarios in a folder of the user's own; one with the id of a shipped one takes its
    /// place.
    #[must_use]
    pub fn with_folder(mut self, folder: &Path) -> Self {
        let (catalog, portraits) = surroundings(folder, &mut self.unread);
        self.portraits = portraits;
        let paths = match scenario_files(folder) {
            Ok(paths) => paths,
            Err(error) => {
                self.unread.push(error.to_string());
                return self;
            }
        };
        for path in paths {
            match read(&path) {
                Ok(bytes) => self.add(Entry::check(Origin::File(path.clone()), file_name(&path), &bytes, &catalog)),
                Err(error) => self.unread.push(error.to_string()),
            }
        }
        self
    }

    fn add(&mut self, mut entry: Entry) {
        let id = |entry: &Entry| entry.scenario.as_ref().map(|scenario| scenario.file().id.value.clone());
        let same = id(&entry).and_then(|new| {
            self.entries.iter().position(|old| old.origin == Origin::Shipped && id(old).as_ref() == Some(&new))
        });
        match same {
            Some(position) => {
                entry.replaces_shipped = true;
                self.entries[position] = entry;
            }
            None => self.entries.push(entry),
        }
    }

    /// Looks for pictures beside this file as well, before all other places.
    pub fn look_beside(&mut self, file: &Path) {
        self.portraits = std::mem::take(&mut self.portraits).with_folder(folder_of(file));
    }

    /// What a shipped scenario may refer to.
    #[must_use]
    pub fn shipped_catalog() -> Catalog {
        catalog(&Portraits::default(), &[], &mut Vec::new())
    }
}

/// Reads and checks one scenario file, with the models and portraits beside it.
///
/// # Errors
/// Where the file cannot be read. A file that can be read and has problems is an entry that tells them.
pub fn read_scenario(path: &Path) -> Result<Entry, ReadError> {
    let bytes = read(path)?;
    Ok(entry(path, &bytes))
}

/// A scenario file, checked with the models and portraits beside it.
pub(super) fn entry(path: &Path, bytes: &[u8]) -> Entry {
    let (catalog, _) = surroundings(folder_of(path), &mut Vec::new());
    Entry::check(Origin::File(path.to_owned()), file_name(path), bytes, &catalog)
}

/// The scenario files among these paths: files as they are, folders by the `.ron` files in them, by name.
///
/// # Errors
/// Where a path is not there, or a folder cannot be read.
pub fn scenario_files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let kind = fs::metadata(path).map_err(|error| ReadError::new(path, &error))?;
    if !kind.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| ReadError::new(path, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron") && path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

/// What a scenario in this folder may refer to.
pub(super) fn surroundings(folder: &Path, unread: &mut Vec<String>) -> (Catalog, Portraits) {
    let portraits = Portraits::default().with_folder(folder);
    let models = folder.join("models");
    let models = if models.is_dir() { scenario_files(&models).unwrap_or_default() } else { Vec::new() };
    (catalog(&portraits, &models, unread), portraits)
}

fn catalog(portraits: &Portraits, own_models: &[PathBuf], unread: &mut Vec<String>) -> Catalog {
    let mut catalog = Catalog::default();
    portraits.list(&mut catalog);
    for (_, text) in assets::models() {
        if let Some(model) = load_model(text.as_bytes()).0 {
            catalog.add_model(model);
        }
    }
    for path in own_models {
        match read(path) {
            Ok(bytes) => match load_model(&bytes) {
                (Some(model), _) => {
                    catalog.add_model(model);
                }
                (None, found) => {
                    let first = found.first().map_or_else(String::new, |found| format!(": {}", found.message));
                    unread.push(format!("The recovery model {} has problems{first}", path.display()));
                }
            },
            Err(error) => unread.push(error.to_string()),
        }
    }
    catalog
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    let length = fs::metadata(path).map_err(|error| ReadError::new(path, &error))?.len();
    if length > SIZE_LIMIT {
        let reason = "the file is larger than 512 MB, which no scenario is".into();
        return Err(ReadError { path: path.to_owned(), reason });
    }
    fs::read(path).map_err(|error| ReadError::new(path, &error))
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The name of a file, for people.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
