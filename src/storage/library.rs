//! The scenarios that are there: the shipped ones, and those in a folder of the user's own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use super::door;
use super::file_names::{file_name, is_listed};
use super::listed::Shipped;
use super::portraits::Portraits;
use super::shipped::SHIPPED;
use crate::assets;
use crate::proof::check;
use crate::scenario::{
    Catalog, Diagnostic, Listing, Loaded, Rehearsal, Scenario, Severity, content_hash, load, load_model,
};

/// Where a scenario comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is inside the program.
    Shipped,
    /// It is a file of the user's.
    File(PathBuf),
}

/// A scenario file. What its card tells is there at once; a shipped one is read when it is first asked for.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it comes from.
    pub origin: Origin,
    /// The name of its file, for people.
    pub file: String,
    /// What is told of the scenario; `None` where it has errors.
    pub listing: Option<Listing>,
    /// Whether it stands in the place of a shipped scenario with the same id.
    pub replaces_shipped: bool,
    /// Whether another file of the library has the same id, or the same title, so that only its name tells it apart.
    pub is_twin: bool,
    held: Held,
}

/// The contents of a file.
#[derive(Clone, Debug)]
enum Held {
    /// The shipped one at this place in [`SHIPPED`].
    Shipped(usize),
    Read(Arc<Checked>),
}

/// A file that has been read and checked.
#[derive(Debug)]
struct Checked {
    source: Arc<[u8]>,
    scenario: Option<Arc<Scenario>>,
    rehearsal: Option<Rehearsal>,
    diagnostics: Vec<Diagnostic>,
    hash: OnceLock<String>,
}

impl Checked {
    fn new(source: &[u8], loaded: Loaded) -> Self {
        let Loaded { scenario, rehearsal, diagnostics } = loaded;
        Self { source: source.into(), scenario: scenario.map(Arc::new), rehearsal, diagnostics, hash: OnceLock::new() }
    }

    /// The shipped scenario at this place. It is read once in a run, so that it is the same scenario whenever the library is
    /// read anew, and a play of it goes on. Its story is not proven again: the tests of the program have done that.
    fn shipped(at: usize) -> &'static Self {
        static READ: [OnceLock<Checked>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];
        READ[at].get_or_init(|| {
            let text = assets::scenario(SHIPPED[at].file).unwrap_or_default();
            Self::new(&text, load(&text, &SHIPPED_CATALOG))
        })
    }
}

impl Entry {
    /// Checks the bytes of a file of the user's.
    #[must_use]
    pub fn check(path: PathBuf, bytes: &[u8], catalog: &Catalog) -> Self {
        let loaded = check(bytes, catalog);
        let listing = loaded.scenario.as_ref().map(Listing::of);
        Self::read(path, listing, Checked::new(bytes, loaded))
    }

    /// A file that holds something else than a scenario, checked.
    pub(super) fn without_a_scenario(path: PathBuf, bytes: &[u8], diagnostics: Vec<Diagnostic>) -> Self {
        let loaded = Loaded { scenario: None, rehearsal: None, diagnostics };
        Self::read(path, None, Checked::new(bytes, loaded))
    }

    fn read(path: PathBuf, listing: Option<Listing>, checked: Checked) -> Self {
        let file = file_name(&path);
        let held = Held::Read(Arc::new(checked));
        Self { origin: Origin::File(path), file, listing, replaces_shipped: false, is_twin: false, held }
    }

    fn shipped(at: usize) -> Self {
        let Shipped { file, listing, .. } = &SHIPPED[at];
        Self {
            origin: Origin::Shipped,
            file: (*file).to_owned(),
            listing: Some(listing.clone()),
            replaces_shipped: false,
            is_twin: false,
            held: Held::Shipped(at),
        }
    }

    /// The shipped one whose file has this hash.
    pub(super) fn shipped_with_hash(hash: &str) -> Option<Self> {
        SHIPPED.iter().position(|it| it.hash == hash).map(Self::shipped)
    }

    /// Adds something that is said of the file beside others, before anybody else has it.
    pub(super) fn note(&mut self, found: Diagnostic) {
        if let Held::Read(checked) = &mut self.held
            && let Some(checked) = Arc::get_mut(checked)
        {
            checked.diagnostics.push(found);
            checked.diagnostics.sort_by_key(|it| (it.span.start, it.span.end, it.code));
        }
    }

    fn checked(&self) -> &Checked {
        match &self.held {
            Held::Shipped(at) => Checked::shipped(*at),
            Held::Read(checked) => checked,
        }
    }

    /// The id of the scenario; `None` where it has errors.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.listing.as_ref().map(|listing| &*listing.id)
    }

    /// SHA-256 of what stands in the file, in hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> &str {
        match &self.held {
            Held::Shipped(at) => SHIPPED[*at].hash,
            Held::Read(checked) => match &checked.scenario {
                // Computed as it was read.
                Some(scenario) => scenario.hash(),
                None => checked.hash.get_or_init(|| content_hash(&checked.source)),
            },
        }
    }

    /// The scenario; `None` where it has errors. A shipped one is read the first time, which takes a few milliseconds.
    #[must_use]
    pub fn scenario(&self) -> Option<&Arc<Scenario>> {
        self.checked().scenario.as_ref()
    }

    /// What can be heard of a scenario with errors; `None` where it has none, or nothing can be heard.
    #[must_use]
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        self.checked().rehearsal.as_ref()
    }

    /// What stands in the file, for showing the place of a problem.
    #[must_use]
    pub fn source(&self) -> &Arc<[u8]> {
        &self.checked().source
    }

    /// All that the checker found, in the order of the file.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.checked().diagnostics
    }

    /// How many errors it has.
    #[must_use]
    pub fn errors(&self) -> usize {
        if self.listing.is_some() {
            return 0;
        }
        self.diagnostics().iter().filter(|found| found.severity == Severity::Error).count()
    }
}

/// The largest scenario, lesson or recovery model that is read, in bytes. The largest one that was ever made for measuring, of
/// 30,000 scenes, has 80 MB.
const LARGEST: u64 = 128 << 20;

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
            io::ErrorKind::FileTooLarge => {
                "the file is larger than 128 MB, which no scenario, lesson or recovery model is".into()
            }
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
    /// The shipped scenarios alone; touches no disk, and reads none of them.
    #[must_use]
    pub fn shipped() -> Self {
        let entries = (0..SHIPPED.len()).map(Entry::shipped).collect();
        Self { entries, portraits: Portraits::default(), unread: Vec::new() }
    }

    /// The same, and beside them the scenarios in a folder of the user's own; one with the id of a shipped one takes its
    /// place.
    #[must_use]
    pub fn with_folder(mut self, folder: &Path) -> Self {
        let (catalog, portraits) = surroundings(folder, &mut self.unread);
        self.portraits = portraits;
        self.unread.extend(self.portraits.refused().iter().map(ToString::to_string));
        let paths = match scenario_files(folder) {
            Ok(paths) => paths,
            Err(error) => {
                self.unread.push(error.to_string());
                return self;
            }
        };
        for path in paths {
            match read(&path) {
                Ok(bytes) => self.add(Entry::check(path, &bytes, &catalog)),
                Err(error) => self.unread.push(error.to_string()),
            }
        }
        self.mark_twins();
        self
    }

    fn add(&mut self, mut entry: Entry) {
        // The shipped ones come first, and so does what stands in the place of one.
        let mut first = self.entries.iter_mut().take(SHIPPED.len());
        let is_same =
            |old: &&mut Entry| (old.origin == Origin::Shipped || old.replaces_shipped) && old.id() == entry.id();
        let same = entry.id().and_then(|_| first.find(is_same));
        entry.replaces_shipped = same.is_some();
        match same {
            Some(same) if same.origin == Origin::Shipped => *same = entry,
            Some(_) | None => self.entries.push(entry),
        }
    }

    /// Marks the user's own files of which another has the id or the title.
    fn mark_twins(&mut self) {
        let (mut ids, mut titles) = (HashMap::new(), HashMap::new());
        let mut own: Vec<_> = self.entries.iter_mut().filter(|it| it.origin != Origin::Shipped).collect();
        for listing in own.iter().filter_map(|it| it.listing.as_ref()) {
            *ids.entry(listing.id.clone()).or_insert(0_usize) += 1;
            *titles.entry(listing.title.clone()).or_insert(0_usize) += 1;
        }
        for entry in &mut own {
            entry.is_twin =
                entry.listing.as_ref().is_some_and(|it| ids.get(&it.id) > Some(&1) || titles.get(&it.title) > Some(&1));
        }
    }

    /// Looks for pictures beside this file as well, before all other places.
    pub fn look_beside(&mut self, file: &Path) {
        self.portraits = std::mem::take(&mut self.portraits).with_folder(folder_of(file));
    }

    /// What a shipped scenario may refer to.
    #[must_use]
    pub fn shipped_catalog() -> Catalog {
        SHIPPED_CATALOG.clone()
    }
}

static SHIPPED_CATALOG: LazyLock<Catalog> = LazyLock::new(|| catalog(&Portraits::default(), &[], &mut Vec::new()));

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
    Entry::check(path.to_owned(), bytes, &catalog)
}

/// The scenario files among these paths: files as they are, folders by the `.ron` files in them, by name. Hidden files are not
/// among them: systems put their own beside others.
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
        .filter(|entry| is_listed(&entry.file_name(), "ron"))
        .map(|entry| entry.path())
        .filter(|path| !path.is_dir())
        .collect();
    files.sort();
    Ok(files)
}

/// All files that can be checked at this path: as [`scenario_files`], and those in the folders `lessons`, `models` and `workshops` within.
///
/// # Errors
/// Where a path is not there, or a folder cannot be read.
pub fn files_to_check(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut files = scenario_files(path)?;
    for folder in ["lessons", "models", "workshops"].map(|name| path.join(name)).iter().filter(|it| it.is_dir()) {
        files.extend(scenario_files(folder)?);
    }
    Ok(files)
}

/// The recovery models that come with the program, and those in the folder `models` of a folder; and what could not be read.
#[must_use]
pub fn recovery_models(folder: Option<&Path>) -> (Catalog, Vec<String>) {
    let mut unread = Vec::new();
    let catalog = match folder {
        Some(folder) => surroundings(folder, &mut unread).0,
        None => SHIPPED_CATALOG.clone(),
    };
    (catalog, unread)
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
    catalog.check_pictures_with(portraits.faults());
    for Shipped { hash, listing, .. } in &SHIPPED {
        if let Cow::Borrowed(id) = listing.id {
            catalog.add_shipped(id, hash);
        }
    }
    for (_, text) in assets::models() {
        if let Some(model) = load_model(text.as_bytes()).0 {
            catalog.add_model(model);
        }
    }
    let mut own = HashMap::new();
    for path in own_models {
        match read(path) {
            Ok(bytes) => match load_model(&bytes) {
                (Some(model), _) => {
                    if let Some(other) = own.insert(model.id.value.clone(), path) {
                        unread.push(same_id("recovery models", other, path));
                    }
                    catalog.add_model(model);
                }
                (None, found) => {
                    catalog.add_broken_model(&format!("models/{}", file_name(path)));
                    let first = found.first().map_or_else(String::new, |found| format!(": {}", found.message));
                    unread.push(format!("The recovery model {} has problems{first}", path.display()));
                }
            },
            Err(error) => unread.push(error.to_string()),
        }
    }
    catalog
}

/// What is said of two files with one id, of which only one can be had.
pub(super) fn same_id(what: &str, one: &Path, other: &Path) -> String {
    format!("The {what} {} and {} have the same id; only the second is used", one.display(), other.display())
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    door::read(path, LARGEST).map_err(|error| ReadError::new(path, &error))
}

/// SHA-256 of what stands in a scenario file, as [`Scenario::hash`] has it; `None` where it cannot be read.
#[must_use]
pub fn hash_of_file(path: &Path) -> Option<String> {
    read(path).ok().map(|bytes| content_hash(&bytes))
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_only_their_names_tell_apart_are_marked_and_strange_ones_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = include_str!("../../scenarios/late-unit.ron");
        let own = text.replacen("id: \"late-unit\"", "id: \"my\"", 1);
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write("my.ron", &own);
        write("my (1).RON", &(own.clone() + "// changed\n"));
        write("._my.ron", "\0\u{5}");
        write("late-unit.ron", &(text.to_owned() + "// changed\n"));
        fs::create_dir(folder.path().join("portraits")).expect("made");
        write("portraits/spy-calm.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='/dev/zero'/></svg>");
        let library = Library::shipped().with_folder(folder.path());
        let own: Vec<_> = library.entries.iter().filter(|it| it.origin != Origin::Shipped).collect();
        let told: Vec<_> = own.iter().map(|it| (it.file.as_str(), it.is_twin, it.replaces_shipped)).collect();
        // The title is that of all three.
        assert_eq!(told, [("late-unit.ron", true, true), ("my (1).RON", true, false), ("my.ron", true, false)]);
        assert!(matches!(&library.unread[..], [it] if it.contains("spy-calm.svg")), "{:?}", library.unread);
        assert!(library.portraits.svg("spy", crate::scenario::Mood::Calm).is_none());
        assert!(Library::shipped().entries.iter().all(|it| !it.is_twin));
    }
}
