//! The shelf: the scenarios and lessons that there are, where their files are, and the machine they stand on. Everything
//! here holds whoever practises.

mod aloud;
mod machine;
mod sending;

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(in crate::app) use self::machine::{Machine, unreadable_settings, unwritten_memory};
pub(in crate::app) use self::sending::Sending;
use super::dialogs::{Choosing, Dialogs, WantedPath};
use crate::engine::Mode;
use crate::record::{Id, Line};
use crate::scenario::{Listing, Scenario, plain};
use crate::services::Services;
use crate::services::scenarios::{FoundScenario, KnownScenarios};
use crate::services::task::{Task, poll_once};
use crate::storage::{Entry, Library, Origin, PathUse, People, Portraits, Teaching, usual_folder};
use crate::ui::screens::who::Language;
use crate::words;

/// How many scenarios are known that were opened in this run and stand nowhere in the library.
const OPENED: usize = 32;

/// The scenarios and lessons that there are.
pub(super) struct Shelf {
    pub(in crate::app) machine: Machine,
    pub(in crate::app) services: Services,
    /// What is known of the voice.
    aloud: aloud::Aloud,
    pub(in crate::app) dialogs: Dialogs,
    pub(in crate::app) sending: Sending,
    library: Library,
    /// Scenarios that were opened, or found for an attempt, and stand nowhere in the library; the newest last.
    opened: VecDeque<Arc<Scenario>>,
    /// The file that was opened last: pictures beside it are used.
    beside: Option<PathBuf>,
    /// Lessons, glossary and credits; `None` until they have been read.
    teaching: Option<Arc<Teaching>>,
    /// The languages in which there are scenarios, the one of most of them first.
    languages: Vec<Language>,
    /// What the user's own scenarios give credit to, each once.
    own_credits: Vec<String>,
    /// The files of scenarios that were opened, by their hashes.
    files: std::collections::HashMap<String, PathBuf>,
    /// The folder of the path that was typed last.
    typed_in: Option<PathBuf>,
    /// The file that is played at once when it can be, and how.
    play_first: Option<(PathBuf, Mode)>,
    reading_library: Option<Task<Library>>,
    reading_teaching: Option<Task<Teaching>>,
    reading_people: Option<Task<io::Result<People>>>,
    /// What is done in the background and says something where it fails.
    errands: Vec<Task<Option<String>>>,
    /// Another number each time the library has changed.
    revision: u64,
    /// The same for the pictures.
    pictures: u64,
}

/// What the shelf has to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ShelfNews {
    /// The library is there, or another one.
    pub(super) library: bool,
    /// Lessons and the glossary are there, or others.
    pub(super) teaching: bool,
}

impl Shelf {
    /// With the shipped scenarios.
    pub(super) fn new(machine: Machine, services: Services, dialogs: Dialogs) -> Self {
        let play_first = machine.start.file.clone().zip(machine.start.mode);
        let mut shelf = Self {
            aloud: aloud::Aloud::new(&services),
            machine,
            services,
            dialogs,
            sending: Sending::default(),
            library: Library::default(),
            opened: VecDeque::new(),
            beside: None,
            teaching: None,
            languages: Vec::new(),
            own_credits: Vec::new(),
            files: std::collections::HashMap::new(),
            typed_in: None,
            play_first,
            reading_library: None,
            reading_teaching: None,
            reading_people: None,
            errands: Vec::new(),
            revision: 0,
            pictures: 0,
        };
        shelf.put(Library::shipped());
        if shelf.machine.scenarios_folder().is_some() {
            shelf.read_library();
        }
        shelf
    }

    /// All scenario files that there are, broken ones as well.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// Another number each time the library has changed.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// The scenario of the library with this id. A shipped one is read the first time, which takes a few milliseconds.
    pub(super) fn with_id(&self, id: &str) -> Option<&Arc<Scenario>> {
        self.library.entries.iter().find(|entry| entry.id() == Some(id))?.scenario()
    }

    /// The scenario that somebody new begins with: the first in their language, or the first of all.
    pub(super) fn first(&self, language: Option<&str>) -> Option<&Arc<Scenario>> {
        let own = |listing: &Listing| language.is_none_or(|own| words::main_language(&listing.language) == own);
        let mut sound = self.library.entries.iter().filter(|entry| entry.listing.is_some());
        let first = sound.clone().find(|entry| entry.listing.as_ref().is_some_and(own)).or_else(|| sound.next());
        first?.scenario()
    }

    /// What is told of the scenarios that can be played.
    pub(super) fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.library.entries.iter().filter_map(|entry| entry.listing.as_ref())
    }

    /// The ids of the scenarios that can be played.
    pub(super) fn ids(&self) -> BTreeSet<String> {
        self.listings().map(|listing| listing.id.to_string()).collect()
    }

    /// Lessons, glossary and credits, once they have been read.
    pub(super) fn teaching(&self) -> Option<&Arc<Teaching>> {
        self.teaching.as_ref()
    }

    /// The languages in which there are scenarios, the one of most of them first.
    pub(super) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// What the user's own scenarios give credit to.
    pub(super) fn own_credits(&self) -> &[String] {
        &self.own_credits
    }

    /// How many scenario files were read in the user's own folder.
    pub(super) fn own_scenarios(&self) -> usize {
        self.library.entries.iter().filter(|entry| entry.origin != Origin::Shipped).count()
    }

    /// The pictures of people, and another number each time they have changed.
    pub(super) fn pictures(&self) -> (&Portraits, u64) {
        (&self.library.portraits, self.pictures)
    }

    /// The scenarios among which that of an attempt is looked for: those of the library, those opened in this run, and
    /// files opened lately.
    pub(super) fn known_scenarios(&self) -> KnownScenarios {
        let opened = self.opened.iter().rev().cloned().collect();
        KnownScenarios { library: self.library.entries.clone(), opened, recent: self.machine.settings.recent.clone() }
    }

    /// Remembers a scenario that was found for an attempt, and looks for pictures beside it.
    pub(super) fn know(&mut self, found: &FoundScenario) {
        self.know_opened(&found.scenario);
        if let Some(path) = &found.path {
            self.look_beside(path);
            self.files.insert(found.scenario.hash().to_owned(), path.clone());
        }
    }

    /// The file that a scenario was read from; `None` for a shipped one.
    pub(super) fn file_of(&self, scenario: &Scenario) -> Option<PathBuf> {
        let is_this = |entry: &&Entry| entry.listing.is_some() && entry.hash() == scenario.hash();
        match self.library.entries.iter().find(is_this).map(|entry| &entry.origin) {
            Some(Origin::File(path)) => Some(path.clone()),
            _ => self.files.get(scenario.hash()).cloned(),
        }
    }

    /// Takes in the new text of a file that has been saved anew while its scenario was on the screen.
    pub(super) fn take_saved_anew(&mut self, path: &Path, scenario: &Arc<Scenario>) {
        self.files.insert(scenario.hash().to_owned(), path.to_owned());
        self.know_opened(scenario);
        let is_here = |entry: &Entry| matches!(&entry.origin, Origin::File(own) if own == path);
        if self.library.entries.iter().any(is_here) {
            self.read_library();
        }
    }

    /// The same for one that was opened.
    fn know_opened(&mut self, scenario: &Arc<Scenario>) {
        let is_this = |entry: &Entry| entry.listing.is_some() && entry.hash() == scenario.hash();
        if !self.library.entries.iter().any(is_this) {
            self.opened.retain(|it| !it.is_same_as(scenario));
            self.opened.push_back(Arc::clone(scenario));
            if self.opened.len() > OPENED {
                self.opened.pop_front();
            }
        }
    }

    /// Takes in what was opened: its file is known from now on, and pictures beside it are used. The mode in which it is
    /// to be played at once, where it is what the program was started with.
    pub(super) fn take_opened(&mut self, entry: &Entry) -> Option<Mode> {
        let Origin::File(path) = &entry.origin else { return None };
        self.beside = Some(path.clone());
        self.look_beside(path);
        let scenario = entry.scenario()?;
        self.files.insert(scenario.hash().to_owned(), path.clone());
        // Also once it has been mended, and for nothing else.
        self.know_opened(scenario);
        self.play_first.take_if(|(first, _)| first == path).map(|(_, mode)| mode)
    }

    /// A file that was to be played at once cannot be read.
    pub(super) fn play_nothing_first(&mut self, path: &Path) {
        self.play_first.take_if(|(first, _)| first == path);
    }

    /// Looks for pictures beside this file as well, before all other places.
    pub(super) fn look_beside(&mut self, file: &Path) {
        self.library.look_beside(file);
        self.pictures += 1;
    }

    /// Has the library read anew, with the user's own folder.
    pub(super) fn read_library(&mut self) {
        let folder = self.machine.scenarios_folder();
        self.reading_library = Some(self.services.files.ask(move |()| {
            let shipped = Library::shipped();
            match folder {
                Some(folder) => shipped.with_folder(&folder),
                None => shipped,
            }
        }));
    }

    /// Reads the user's own scenarios from this folder from now on, or none.
    pub(super) fn read_from(&mut self, folder: Option<PathBuf>) {
        self.machine.settings.scenarios_folder = folder;
        self.machine.start.scenarios = None;
        self.save_settings();
        self.read_library();
    }

    /// Has lessons, glossary and credits read.
    pub(super) fn read_teaching(&mut self) {
        let folder = self.machine.scenarios_folder();
        self.reading_teaching = Some(self.services.files.ask(move |()| {
            let shipped = Teaching::shipped();
            match folder {
                Some(folder) => shipped.with_folder(&folder),
                None => shipped,
            }
        }));
    }

    /// Has the people of this machine read anew: others may have come or gone in another window.
    pub(super) fn read_people(&mut self) {
        let register = self.machine.register.clone();
        self.reading_people = register.map(|register| self.services.files.ask(move |()| register.read()));
    }

    /// Has something done in the background of which nothing is heard unless it fails.
    pub(super) fn send_on_an_errand(&mut self, errand: Option<Task<Option<String>>>) {
        self.errands.extend(errand);
    }

    /// Puts the settings on the disk.
    pub(super) fn save_settings(&mut self) {
        let errand = self.machine.save_settings(&self.services);
        self.send_on_an_errand(errand);
    }

    /// Takes answers that have come; `notice` is what there is to say.
    pub(super) fn take_answers(&mut self, notice: &mut Option<String>) -> ShelfNews {
        self.errands.retain(|errand| match errand.poll() {
            None => true,
            Some(words) => {
                if words.is_some() {
                    *notice = words;
                }
                false
            }
        });
        self.aloud.take_answers();
        if let Some(words) = self.services.unwritten.take_remark() {
            *notice = Some(words);
        }
        // Where they cannot be read, those that are known can be chosen.
        if let Some(Ok(people)) = poll_once(&mut self.reading_people) {
            self.machine.people = people;
        }
        let mut news = ShelfNews::default();
        if let Some(library) = poll_once(&mut self.reading_library) {
            self.put(library);
            self.read_teaching();
            news.library = true;
        }
        if let Some(teaching) = poll_once(&mut self.reading_teaching) {
            self.teaching = Some(Arc::new(teaching));
            news.teaching = true;
        }
        news
    }

    fn put(&mut self, library: Library) {
        self.library = library;
        self.pictures += 1;
        if let Some(file) = self.beside.clone() {
            self.look_beside(&file);
        }
        self.languages = languages(self.listings());
        self.own_credits = credits(&self.library.entries);
        self.revision += 1;
    }

    /// Keeps lines of a play.
    pub(super) fn keep(&self, attempt: Id, lines: Vec<Line>) -> Task<()> {
        self.services.desk.ask(move |desk| desk.keep(attempt, &lines))
    }

    /// Asks for a scenario file.
    pub(super) fn choose_file(&self) -> Choosing {
        self.dialogs.scenario_file(&self.services.wake)
    }

    /// Asks for a folder that is read.
    pub(super) fn choose_folder(&self, title: &str) -> Choosing {
        self.dialogs.folder(&self.services.wake, title, PathUse::Folder)
    }

    /// Asks for a folder in which something is put.
    pub(super) fn choose_folder_to_fill(&self, title: &str) -> Choosing {
        self.dialogs.folder(&self.services.wake, title, PathUse::FolderToFill)
    }

    /// The folder in which a path is looked for that has to be typed: the one that was named last in this run, or where people have
    /// their own files.
    pub(super) fn usual_folder(&self, wanted: &WantedPath) -> Option<PathBuf> {
        let scenarios = || self.machine.scenarios_folder().filter(|_| wanted.used == PathUse::File);
        self.typed_in.clone().or_else(scenarios).or_else(usual_folder)
    }

    /// A path was typed in this folder.
    pub(super) fn remember_folder(&mut self, folder: &Path) {
        self.typed_in = Some(folder.to_owned());
    }

    /// Asks where to put a file.
    pub(super) fn choose_place(&self, title: &str, name: &str, forms: super::dialogs::Forms<'_>) -> Choosing {
        self.dialogs.place(&self.services.wake, title, name, forms)
    }
}

/// The languages of these scenarios, the one of most of them first.
fn languages<'a>(scenarios: impl Iterator<Item = &'a Listing>) -> Vec<Language> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for scenario in scenarios {
        let tag = words::main_language(&scenario.language);
        match counts.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => *count += 1,
            None => counts.push((tag, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(tag, _)| Language { name: words::language_name(&tag), tag }).collect()
}

/// What the user's own scenarios give credit to, each once.
fn credits(entries: &[Entry]) -> Vec<String> {
    let own = entries.iter().filter(|entry| entry.origin != Origin::Shipped);
    let credits = own.filter_map(|entry| entry.scenario()).flat_map(|scenario| &scenario.file().credits);
    let credits: BTreeSet<String> = credits.map(|credit| plain(credit)).collect();
    credits.into_iter().collect()
}
