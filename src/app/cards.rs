//! The library, the problems of a file, and the settings: what these screens see, and what comes of what they ask for.

use egui::Ui;

use super::App;
use crate::scenario::plain;
use crate::storage::{self, Entry};
use crate::ui::Play;
use crate::ui::screens::library::{CardView, Cards, Face, LibraryAction, LibraryView, Origin, ResumeView, Status};
use crate::ui::screens::problems::{ProblemsAction, ProblemsView};
use crate::ui::screens::settings::{SettingsAction, SettingsView};
use crate::ui::screens::who::Language;
use crate::words;

impl App {
    /// Makes the cards anew; after the library has changed.
    pub(super) fn rebuild_cards(&mut self) {
        self.statuses = self.library.entries.iter().map(|entry| self.status(entry)).collect();
        self.languages = languages(&self.library.entries);
        // Where nothing is in the person’s language, nothing is set apart from it.
        let own = self.person.as_ref().map(|it| words::main_language(&it.language));
        let own = own.filter(|own| self.languages.iter().any(|it| it.tag == *own));
        let entries = self.library.entries.iter().zip(&self.statuses);
        let cards = entries.map(|(entry, status)| card(entry, *status, own.as_deref()));
        self.cards = Cards::new(cards.collect());
        self.refresh_resume();
    }

    /// Makes them anew where something on a card has changed; after a play or an outcome has.
    pub(super) fn refresh_cards(&mut self) {
        let same = self.library.entries.iter().map(|entry| self.status(entry)).eq(self.statuses.iter().copied());
        if same {
            self.refresh_resume();
        } else {
            self.rebuild_cards();
        }
    }

    fn refresh_resume(&mut self) {
        let last = self.underway().next_back().map(resume);
        self.resume = last;
    }

    /// Collects what the user's own scenarios give credit to; after the library has changed.
    pub(super) fn collect_credits(&mut self) {
        let own = self.library.entries.iter().filter(|entry| entry.origin != storage::Origin::Shipped);
        let credits = own.filter_map(|entry| entry.scenario()).flat_map(|scenario| &scenario.file().credits);
        let credits: std::collections::BTreeSet<String> = credits.map(|credit| plain(credit)).collect();
        self.own_credits = credits.into_iter().collect();
    }

    fn status(&self, entry: &Entry) -> Status {
        let Some(id) = entry.id() else { return Status::Broken { errors: entry.errors() } };
        let is_this = |play: &Play| play.session().scenario().file().id.value == id;
        match self.memory.history.of(id).last() {
            _ if self.underway().any(is_this) => Status::InProgress,
            Some(played) => Status::Played(played.outcome),
            // Somebody new finds twelve cards alike: one of them says where to begin.
            None if self.memory.history.is_empty() && self.is_first(entry) => Status::StartHere,
            None => Status::NotYetPlayed,
        }
    }

    /// Whether it is the first of the shipped scenarios.
    fn is_first(&self, entry: &Entry) -> bool {
        let mut shipped = self.library.entries.iter().filter(|entry| entry.origin == storage::Origin::Shipped);
        shipped.next().is_some_and(|first| std::ptr::eq(first, entry))
    }

    pub(super) fn show_library(&mut self, ui: &mut Ui) {
        self.mind_the_day();
        let view = LibraryView {
            cards: &self.cards,
            resume: self.resume.as_ref(),
            refreshers: self.refreshers_due(),
            recent: &self.settings.recent,
            notices: &self.library.unread,
        };
        match self.screens.library.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(LibraryAction::Play(index) | LibraryAction::Problems(index)) => {
                if let Some(entry) = self.library.entries.get(index).cloned() {
                    self.open_entry(&entry);
                }
            }
            Some(LibraryAction::OpenFile) => self.jobs.choose_file(),
            Some(LibraryAction::OpenRecent(index)) => {
                if let Some(path) = self.settings.recent.get(index).cloned() {
                    self.read_scenario(path);
                }
            }
            Some(LibraryAction::Refresh) => self.open_refreshers(),
            Some(LibraryAction::Resume) => self.resume_last(),
            Some(LibraryAction::ReloadFolder) => self.read_library(),
        }
    }

    pub(super) fn show_problems(&mut self, ui: &mut Ui) {
        let Some(open) = &self.problems else { return self.path.home() };
        let view = ProblemsView { problems: &open.problems, playable: open.scenario.is_some() };
        match self.screens.problems.ui(ui, &view) {
            None => {}
            Some(ProblemsAction::Back) => self.path.back(),
            Some(ProblemsAction::CheckAgain) => match open.path.clone() {
                Some(path) => {
                    // The card of a file in the person's own folder tells how it is, too.
                    if self.scenarios_folder().is_some_and(|folder| path.starts_with(folder)) {
                        self.read_library();
                    }
                    self.read_scenario(path);
                }
                None => self.read_library(),
            },
            Some(ProblemsAction::CopyAll) => ui.copy_text(open.problems.as_text()),
            Some(ProblemsAction::PlayAnyway) => {
                if let Some(scenario) = open.scenario.clone() {
                    self.open_scenario(scenario);
                }
            }
        }
    }

    pub(super) fn show_settings(&mut self, ui: &mut Ui) {
        let own = |entry: &&Entry| entry.origin != storage::Origin::Shipped;
        let settings_file = self.folders.as_ref().map(storage::Folders::settings_file);
        let view = SettingsView {
            version: env!("CARGO_PKG_VERSION"),
            own_scenarios: self.library.entries.iter().filter(own).count(),
            settings_file: settings_file.as_deref(),
            credits: &self.own_credits,
            sources: self.teaching.as_ref().map(|it| &it.credits),
            person: self.person.as_ref().map(|it| super::people::view(it, &self.languages)),
            records: self.records_view(),
            store: self.sending.view(),
        };
        match self.screens.settings.ui(ui, &self.settings, &view) {
            None => {}
            Some(SettingsAction::Appearance(appearance)) => self.set_appearance(&ui.ctx().clone(), appearance),
            Some(SettingsAction::SayFirst(on)) => {
                self.settings.say_first = on;
                if let Some(play) = &mut self.play {
                    play.say_first_later(on);
                }
                self.save_settings();
            }
            Some(SettingsAction::Own(action)) => self.take_own_action(action),
            Some(SettingsAction::Store(action)) => self.take_store_action(action),
            Some(SettingsAction::ChooseFolder) => {
                self.jobs.choose_folder("Choose a folder of scenarios", super::jobs::Done::FolderChosen);
            }
            Some(SettingsAction::ForgetFolder) => {
                self.settings.scenarios_folder = None;
                self.start.scenarios = None;
                self.save_settings();
                self.read_library();
            }
            Some(SettingsAction::Reload) => self.read_library(),
        }
    }
}

/// The languages of these scenarios, the one of most of them first.
fn languages(entries: &[Entry]) -> Vec<Language> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for listing in entries.iter().filter_map(|entry| entry.listing.as_ref()) {
        let tag = words::main_language(&listing.language);
        match counts.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => *count += 1,
            None => counts.push((tag, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(tag, _)| Language { name: words::language_name(&tag), tag }).collect()
}

/// `own` is the language of the person, where there is a choice.
fn card(entry: &Entry, status: Status, own: Option<&str>) -> CardView {
    let origin = match entry.origin {
        storage::Origin::Shipped => Origin::Shipped,
        storage::Origin::File(_) => Origin::Own { replaces_shipped: entry.replaces_shipped },
    };
    match &entry.listing {
        Some(listing) => {
            let language = &*listing.language;
            let is_other = own.is_some_and(|own| words::main_language(language) != own);
            let other_language = is_other.then(|| words::language_name(language));
            CardView { other_language, ..CardView::of(listing, origin, status) }
        }
        None => CardView::broken(&entry.file, entry.errors()),
    }
}

fn resume(play: &Play) -> ResumeView {
    let scenario = play.session().scenario();
    let replies = words::count(play.session().turns().len(), "reply", "replies");
    let mood = play.mood();
    let face = Face { mood, ..Face::of_customer(scenario) };
    let name = plain(&scenario.person(scenario.customer()).name);
    let first_name = words::first_name(&name);
    ResumeView {
        title: plain(&scenario.file().title),
        place: format!("After {replies} · {first_name} is {}", mood.label()),
        face,
    }
}
