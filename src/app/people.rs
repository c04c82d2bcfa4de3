//! Who practises: choosing, renaming and forgetting people, and what is remembered of them.

use std::io;
use std::path::PathBuf;

use egui::Ui;

use super::desk::Order;
use super::jobs::{Done, Job};
use super::{App, Unread};
use crate::memory::Memory;
use crate::record::Id;
use crate::storage::{People, Profile};
use crate::ui::screens::library::LibraryScreen;
use crate::ui::screens::settings::{OwnAction, PersonView, RecordsView};
use crate::ui::screens::who::{Language, WhoAction, WhoScreen, WhoView};
use crate::words;

impl App {
    /// Reads who there is, and decides who practises, or that they are asked.
    pub(super) fn meet(&mut self) {
        let Some(folders) = self.folders.clone().filter(|_| !self.start.guest) else { return };
        match People::read(&folders) {
            Ok(people) => self.people = people,
            Err(error) => {
                self.notice = Some(format!(
                    "The people on this machine could not be read: {error}. You practise as a guest, and nothing is kept."
                ));
                return;
            }
        }
        match (self.start.person.clone(), &self.people.profiles[..]) {
            (Some(name), _) if !name.trim().is_empty() => self.become_named(&name, None),
            (_, [only]) => self.become_person(only.clone()),
            _ => self.asking = true,
        }
    }

    /// Asks who practises.
    pub(super) fn ask_who(&mut self) {
        if self.folders.is_some() {
            self.screens.who = WhoScreen::default();
            self.asking = true;
        }
    }

    pub(super) fn show_who(&mut self, ui: &mut Ui) {
        let names: Vec<&str> = self.people.profiles.iter().map(|it| it.name.as_str()).collect();
        let current = self.person.as_ref().map(|it| it.name.as_str());
        let view = WhoView { names: &names, current, switching: self.met, languages: &self.languages };
        let Some(action) = self.screens.who.ui(ui, &view) else { return };
        match action {
            WhoAction::Person(at) => {
                if let Some(profile) = self.people.profiles.get(at).cloned() {
                    self.become_person(profile);
                }
            }
            WhoAction::New { name, language } => self.become_named(&name, language),
            WhoAction::Guest => self.become_guest(),
            WhoAction::Close => {}
        }
        self.asking = false;
        self.arrived();
    }

    /// Opens the file that the app was started with, now that it is known who plays.
    pub(super) fn arrived(&mut self) {
        self.met = true;
        if let Some(file) = self.start.file.take() {
            self.read_scenario(file);
        }
    }

    /// Practises as somebody of this name; as somebody new in this language, where nobody has it.
    fn become_named(&mut self, name: &str, language: Option<String>) {
        let known = self.people.find(name).cloned();
        let profile = known.unwrap_or_else(|| {
            let mut profile = Profile::new(name);
            profile.language = language.unwrap_or(profile.language);
            self.remember(profile.clone());
            profile
        });
        self.become_person(profile);
    }

    fn become_person(&mut self, profile: Profile) {
        if self.person.as_ref().is_some_and(|it| it.id == profile.id) {
            return;
        }
        self.leave();
        if let Some(folders) = self.folders.clone() {
            self.memory_of = Unread::Waiting;
            self.jobs.add(Job::ReadMemory(folders, profile.id));
        }
        self.person = Some(profile);
        // Before the first frame nothing is looked for.
        if self.teaching_asked {
            self.look_for_open();
            self.look_for_refreshers();
        }
    }

    fn become_guest(&mut self) {
        if self.person.is_some() {
            self.leave();
            self.rebuild_cards();
        }
    }

    /// Forgets everything of whoever practised here until now, but nothing on the disk.
    fn leave(&mut self) {
        self.settle();
        self.send_play();
        self.path.home();
        (self.person, self.play, self.scenario, self.debrief, self.map) = (None, None, None, None, None);
        self.left.clear();
        // What they searched and picked there is theirs as well.
        self.screens.library = LibraryScreen::default();
        self.left_open = None;
        self.forget_refreshers();
        // What is being read of them is thrown away when it comes.
        self.progress.forget();
        self.old = None;
        self.memory = Memory::default();
        self.memory_of = Unread::No;
    }

    /// Puts somebody among the people of this machine.
    fn remember(&mut self, profile: Profile) {
        self.people.put(profile.clone());
        if let Some(folders) = self.folders.clone() {
            self.jobs.add(Job::RememberPerson(folders, profile));
        }
    }

    /// What is remembered of the person has been read. What a version without people has left goes to the first of them.
    pub(super) fn take_memory(&mut self, person: Id, read: io::Result<Box<Memory>>) {
        if self.person.as_ref().is_none_or(|it| it.id != person) {
            return;
        }
        self.memory_of = Unread::No;
        match read {
            Ok(memory) => self.memory = *memory,
            Err(error) => {
                self.notice = Some(format!(
                    "What is remembered of your progress could not be read: {error}. Your attempts are not touched; keep a copy \
                     of the file if you need it, for the next change writes it anew."
                ));
            }
        }
        let is_first = self.people.profiles.first().is_some_and(|it| it.id == person);
        if is_first && self.memory == Memory::default() {
            self.memory = self.settings.take_memory();
            if self.memory != Memory::default() {
                self.save_memory();
                self.save_settings();
            }
        }
        self.rebuild_cards();
    }

    /// Puts what is remembered of the person on the disk; nothing, of a guest.
    pub(super) fn save_memory(&self) {
        if let (Some(profile), Some(folders), Unread::No) = (&self.person, &self.folders, self.memory_of) {
            self.jobs.add(Job::WriteMemory(folders.clone(), profile.id, Box::new(self.memory.clone())));
        }
    }

    /// Where the settings say that records are kept.
    pub(super) fn records_view(&self) -> Option<RecordsView> {
        let is_usual = self.start.records.is_none() && self.settings.records_folder.is_none();
        let sent_to = self.sent_to().map(str::to_owned);
        self.records_folder().map(|folder| RecordsView { folder, is_usual, sent_to })
    }

    pub(super) fn take_own_action(&mut self, action: OwnAction) {
        match action {
            OwnAction::Switch => self.ask_who(),
            OwnAction::Rename { name, team } => self.rename(&name, &team),
            OwnAction::Language(language) => self.practise_in(language),
            OwnAction::ChooseFolder => {
                self.jobs.choose_folder("Choose a folder for your records", Done::RecordsFolderChosen);
            }
            OwnAction::UsualFolder => self.keep_in(None),
            OwnAction::ReportOnGroup => self.open_group(),
            OwnAction::Export => self.jobs.choose_folder("Choose where to copy your records", Done::ExportFolderChosen),
            OwnAction::Delete => self.delete_person(),
        }
    }

    fn rename(&mut self, name: &str, team: &str) {
        let Some(mut profile) = self.person.clone() else { return };
        if self.people.find(name).is_some_and(|it| it.id != profile.id) {
            self.notice = Some(format!("Somebody else practises here as “{}”. Choose another name.", name.trim()));
            return;
        }
        name.trim().clone_into(&mut profile.name);
        profile.team = Some(team.trim().to_owned()).filter(|team| !team.is_empty());
        self.person = Some(profile.clone());
        self.remember(profile);
    }

    fn practise_in(&mut self, language: String) {
        let Some(profile) = self.person.clone() else { return };
        let profile = Profile { language, ..profile };
        self.person = Some(profile.clone());
        self.remember(profile);
        self.rebuild_cards();
    }

    /// Keeps records in this folder from now on, or in the usual one; what is under way goes there as a whole.
    pub(super) fn keep_in(&mut self, folder: Option<PathBuf>) {
        self.settings.records_folder = folder;
        self.start.records = None;
        self.save_settings();
        if let Some(records) = self.records() {
            self.jobs.keep(Order::MoveTo(records));
        }
        self.look_for_open();
        self.look_for_refreshers();
    }

    pub(super) fn export_to(&self, to: PathBuf) {
        if let (Some(profile), Some(records)) = (self.person.clone(), self.records()) {
            self.jobs.add(Job::Export(records, profile, Box::new(self.memory.clone()), to));
        }
    }

    pub(super) fn take_exported(&mut self, result: io::Result<(PathBuf, usize)>) {
        self.notice = Some(match result {
            Ok((folder, count)) => {
                let attempts = words::count(count, "attempt", "attempts");
                format!("{attempts} and what is remembered of you were copied to {}.", folder.display())
            }
            Err(error) => format!("Your records could not be copied: {error}."),
        });
    }

    fn delete_person(&mut self) {
        let (Some(profile), Some(folders), Some(records)) = (self.person.clone(), self.folders.clone(), self.records())
        else {
            return;
        };
        self.leave();
        self.people.profiles.retain(|it| it.id != profile.id);
        self.jobs.keep(Order::Delete { records, folders, person: profile.id });
        self.rebuild_cards();
        self.ask_who();
        self.met = false;
    }

    pub(super) fn take_deleted(&mut self, result: io::Result<usize>) {
        self.notice = Some(match result {
            Ok(count) => format!("Everything was deleted: {}.", words::count(count, "attempt file", "attempt files")),
            Err(error) => {
                format!("Not everything could be deleted: {error}. Start again under the same name to try once more.")
            }
        });
    }
}

/// What the settings show of somebody.
pub(super) fn view<'a>(profile: &'a Profile, languages: &'a [Language]) -> PersonView<'a> {
    let team = profile.team.as_deref().unwrap_or_default();
    PersonView { name: &profile.name, team, language: &profile.language, languages }
}
