//! Files: what the person opens, drops or chooses, and what came of reading and writing it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::{Done, Job};
use super::{App, Page};
use crate::scenario::Scenario;
use crate::storage::{Entry, Library, Origin};
use crate::ui::screens::problems::Problems;

/// A file whose problems are shown.
pub(super) struct OpenProblems {
    pub(super) problems: Problems,
    /// Where it is; `None` for one that is inside the program.
    pub(super) path: Option<PathBuf>,
    /// The scenario, where nothing that was found keeps it from being played.
    pub(super) scenario: Option<Arc<Scenario>>,
}

impl OpenProblems {
    fn of(entry: &Entry) -> Self {
        let source = String::from_utf8_lossy(entry.source()).into();
        let path = match &entry.origin {
            Origin::File(path) => Some(path.clone()),
            Origin::Shipped => None,
        };
        let problems = Problems::new(&entry.file, source, entry.diagnostics());
        Self { problems, path, scenario: entry.scenario().cloned() }
    }
}

impl App {
    pub(super) fn take_results(&mut self, ctx: &egui::Context) {
        let done: Vec<_> = self.jobs.done().collect();
        for done in done {
            match done {
                Done::SettingsWritten(Ok(()))
                | Done::PersonRemembered(Ok(()))
                | Done::MemoryWritten(Ok(()))
                | Done::OpenFound(_, None) => {}
                Done::SettingsWritten(Err(error)) => self.notice = Some(unwritten_settings(&error)),
                Done::LibraryRead(library) => self.take_library(*library),
                Done::ScenarioRead(path, Ok(entry)) => {
                    self.settings.remember(&path);
                    self.save_settings();
                    self.open_entry(&entry);
                }
                Done::ScenarioRead(_, Err(error)) => {
                    self.start.mode = None;
                    self.notice = Some(format!("Cannot open the file. {error}."));
                }
                Done::TeachingRead(teaching) => self.take_teaching(ctx, teaching),
                Done::MapLaidOut(scenario, map) => self.take_map(&scenario, map),
                Done::WayFound(scenario, scene, way) => {
                    self.practise_by(&scenario, scene, way.as_deref());
                    self.take_way(&scenario, scene, way);
                }
                Done::OpenFound(person, Some(found)) => self.take_open(person, *found),
                Done::MemoryRead(person, memory) => self.take_memory(person, memory),
                Done::PersonRemembered(Err(error)) | Done::MemoryWritten(Err(error)) => {
                    self.notice = Some(unwritten_memory(&error));
                }
                Done::DebriefFileChosen(file) => self.save_debrief_to(file),
                Done::DebriefSaved(result) => self.take_saved(result),
                Done::ProgressRead(own, result) => self.take_progress(own, result),
                Done::OldRead(result) => self.take_old(result),
                Done::TableWritten(result) => self.take_table(result),
                Done::TableChosen(kind, path) => self.save_table(kind, path),
                Done::Exported(result) => self.take_exported(result),
                Done::DueFound(number, found) => self.take_due(number, found),
                Done::Gathered(watch, gathered) => self.take_gathered(&watch, gathered),
                Done::GroupCounted(order, told) => self.take_counted(&order, told),
                Done::ReportSaved(result) => self.take_report_saved(result),
                Done::GroupFolderChosen(folder) => self.report_on(ctx, vec![folder]),
                Done::GroupFolderAdded(folder) => self.report_on_more(ctx, folder),
                Done::GroupFileChosen(path) => self.save_group_report(path),
                Done::Records(answer) => self.take_answer(answer),
                Done::Sending(news) => self.take_news(news),
                Done::RecordsFolderChosen(folder) => self.keep_in(Some(folder)),
                Done::ExportFolderChosen(folder) => self.export_to(folder),
                Done::FileChosen(path) => self.read_scenario(path),
                Done::FolderChosen(folder) => {
                    self.settings.scenarios_folder = Some(folder);
                    self.start.scenarios = None;
                    self.save_settings();
                    self.read_library();
                }
            }
        }
    }

    pub(super) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.read_scenario(path);
        }
    }

    pub(super) fn read_scenario(&mut self, path: PathBuf) {
        self.jobs.add(Job::ReadScenario(path));
    }

    pub(super) fn read_library(&mut self) {
        self.jobs.add(Job::ReadLibrary(self.scenarios_folder()));
    }

    pub(super) fn save_settings(&self) {
        if let Some(folders) = &self.folders {
            self.jobs.add(Job::WriteSettings(folders.clone(), Box::new(self.settings.clone())));
        }
    }

    fn take_library(&mut self, library: Library) {
        self.library = library;
        if let Some(file) = &self.opened {
            self.library.look_beside(file);
        }
        self.look_for_portraits();
        self.rebuild_cards();
        self.collect_credits();
        self.read_teaching();
        self.look_for_open();
        self.begin_sending();
        self.look_for_refreshers();
        self.refresh_progress();
    }

    /// Opens the page of a scenario that is sound, and the problems of one that is not. What the app was started with is
    /// played at once, where a mode was named.
    pub(super) fn open_entry(&mut self, entry: &Entry) {
        if let Origin::File(path) = &entry.origin {
            self.library.look_beside(path);
            self.opened = Some(path.clone());
            self.look_for_portraits();
        }
        if let Some(scenario) = entry.scenario() {
            self.know_source(scenario, entry.source());
        }
        let path = match &entry.origin {
            Origin::File(path) => Some(path),
            Origin::Shipped => None,
        };
        // For what is opened first, also once it is mended, and for nothing else.
        let is_first = self.problems.as_ref().is_none_or(|open| open.path.as_ref() == path);
        let mode = self.start.mode.take().filter(|_| is_first);
        match entry.scenario() {
            Some(scenario) => match mode {
                Some(mode) => self.play(Arc::clone(scenario), mode),
                None => self.open_scenario(Arc::clone(scenario)),
            },
            None => {
                self.start.mode = mode;
                self.problems = Some(OpenProblems::of(entry));
                self.path.home();
                self.path.open(Page::Problems);
            }
        }
    }

    pub(super) fn look_for_portraits(&mut self) {
        self.portraits.set_source(self.library.portraits.clone());
    }
}

/// What to say when the settings cannot be read.
pub(super) fn unreadable_settings(error: &io::Error) -> String {
    format!(
        "Your settings could not be read, so the usual ones are in use: {error}. The next change writes them anew; \
         keep a copy of the old file first if you need it."
    )
}

fn unwritten_settings(error: &io::Error) -> String {
    format!("Your settings could not be saved: {error}. They hold until you close the program.")
}

fn unwritten_memory(error: &io::Error) -> String {
    format!("Your name and progress could not be saved: {error}. They hold until you close the program.")
}
