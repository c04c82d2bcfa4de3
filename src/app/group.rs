//! The report on a group: reading its folders in the background, asking, and putting the answer into a file.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use egui::Ui;

use super::jobs::{Done, Job};
use super::{App, Page};
use crate::export::{self, Document, Form};
use crate::report::{Naming, Question, Report};
use crate::scenario::Scenario;
use crate::storage::{ExportError, ExportFile, Folders, Gathered, KeyError, Progress, gather, pseudonyms};
use crate::ui::screens::group::{Asked, GroupAction, GroupState, GroupView};

/// How often the page tells how far reading has come.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// How far reading has come, seen from both sides.
#[derive(Debug)]
pub struct Watch {
    done: AtomicUsize,
    all: AtomicUsize,
    stopped: AtomicBool,
    ctx: egui::Context,
}

impl Watch {
    fn new(ctx: &egui::Context) -> Arc<Self> {
        let (done, all, stopped) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        Arc::new(Self { done, all, stopped, ctx: ctx.clone() })
    }

    fn tell(&self, progress: Progress) -> ControlFlow<()> {
        self.done.fetch_max(progress.done, Ordering::Relaxed);
        self.all.store(progress.all, Ordering::Relaxed);
        self.ctx.request_repaint_after(TELL_EVERY);
        if self.stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A report, and the same as it is read.
#[derive(Debug)]
pub struct Told {
    report: Report,
    document: Document,
}

/// What is known of a group.
#[derive(Default)]
pub(super) struct Group {
    folders: Vec<PathBuf>,
    /// The same in words.
    named: Vec<String>,
    asked: Asked,
    state: State,
    left_out: Vec<String>,
}

#[derive(Default)]
enum State {
    #[default]
    Nothing,
    Reading(Arc<Watch>),
    Counting(Arc<Gathered>),
    Failed(Arc<Gathered>, String),
    Known(Arc<Gathered>, Arc<Told>),
}

/// What a report is made from.
#[derive(Debug)]
pub struct Counting {
    gathered: Arc<Gathered>,
    asked: Asked,
    folders: Option<Folders>,
    library: Vec<Arc<Scenario>>,
}

/// Reads all attempts in these folders; nothing where it was stopped.
pub(super) fn read(folders: &[PathBuf], watch: &Watch) -> Option<Gathered> {
    gather(folders, &|progress| watch.tell(progress))
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    /// There is no key for pseudonyms.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// There is no place to keep one in.
    #[error("there is no folder on this machine in which their key could be kept")]
    NoFolder,
}

/// Counts what was gathered.
pub(super) fn count(order: &Counting) -> Result<Told, CountError> {
    let asked = &order.asked;
    let naming = match &order.folders {
        _ if !asked.anonymous => Naming::Names,
        Some(folders) => Naming::Pseudonyms(pseudonyms(folders)?),
        None => return Err(CountError::NoFolder),
    };
    let question = Question { by: asked.by, from: asked.from, until: asked.until, naming };
    let mut report = Report::of(&order.gathered.collection, &question);
    report.put_in_words(|id| order.library.iter().find(|it| it.file().id.value == id).cloned());
    let document = export::report::document(&report);
    Ok(Told { report, document })
}

/// Why a report is not in a file.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The ending of the name is that of no form.
    #[error("“{0}” ends in none of .html, .pdf, .md, .csv and .json, by which the form is known; give it one of them")]
    Form(String),
    /// It cannot become a PDF.
    #[error("{0}")]
    Pdf(#[from] export::PdfError),
    /// It cannot be written.
    #[error("{0}")]
    Disk(#[from] ExportError),
}

/// The forms in which a report is saved, by the endings of names.
const FORMS: [(&str, &[&str]); 5] =
    [("Web page", &["html"]), ("PDF", &["pdf"]), ("Markdown", &["md"]), ("Table (CSV)", &["csv"]), ("JSON", &["json"])];

/// Puts a report into a file, in the form that its ending names.
pub(super) fn save(told: &Told, to: PathBuf) -> Result<PathBuf, SaveError> {
    let ending = to.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "csv" => export::report::csv::csv(&told.report).into_bytes(),
        "json" => export::report::json(&told.report).into_bytes(),
        _ => match Form::of_ending(&to) {
            Some(form) => form.bytes(&told.document)?,
            None => return Err(SaveError::Form(to.file_name().unwrap_or_default().to_string_lossy().into_owned())),
        },
    };
    // The dialog has asked before.
    let mut file = ExportFile::create(&to, true)?;
    file.add(&bytes)?;
    file.finish()?;
    Ok(to)
}

impl App {
    /// Opens the page.
    pub(super) fn open_group(&mut self) {
        self.path.open(Page::Group);
    }

    pub(super) fn show_group(&mut self, ui: &mut Ui) {
        let group = &self.group;
        let state = match &group.state {
            State::Nothing => GroupState::Nothing,
            State::Reading(watch) => {
                GroupState::Reading { done: watch.done.load(Ordering::Relaxed), all: watch.all.load(Ordering::Relaxed) }
            }
            State::Counting(_) => GroupState::Counting,
            State::Failed(_, error) => GroupState::Failed(error),
            State::Known(_, told) => GroupState::Known { document: &told.document, left_out: &group.left_out },
        };
        let view = GroupView { folders: &group.named, asked: &group.asked, state };
        let Some(action) = self.screens.group.ui(ui, &view) else { return };
        match action {
            GroupAction::ChooseFolder => {
                self.jobs.choose_folder("Choose a folder of records", Done::GroupFolderChosen);
            }
            GroupAction::AddFolder => self.jobs.choose_folder("Choose one more folder", Done::GroupFolderAdded),
            GroupAction::OwnRecords => {
                let own = self.records_folder();
                self.report_on(ui.ctx(), own.into_iter().collect());
            }
            GroupAction::ReadAgain => {
                let folders = self.group.folders.clone();
                self.report_on(ui.ctx(), folders);
            }
            GroupAction::Stop => self.leave_group(),
            GroupAction::Ask(asked) => {
                self.group.asked = asked;
                self.count_group();
            }
            GroupAction::Save => {
                self.jobs.choose_place("Save the report", "group-report.html", &FORMS, Done::GroupFileChosen);
            }
            GroupAction::Close => self.path.back(),
        }
    }

    /// Reads these folders, in place of what was read before.
    pub(super) fn report_on(&mut self, ctx: &egui::Context, folders: Vec<PathBuf>) {
        self.leave_group();
        if folders.is_empty() {
            return;
        }
        let watch = Watch::new(ctx);
        self.group.named = folders.iter().map(|folder| folder.display().to_string()).collect();
        self.group.folders.clone_from(&folders);
        self.group.state = State::Reading(Arc::clone(&watch));
        self.jobs.add_aside(Job::Gather(folders, watch));
    }

    /// Reads one more folder.
    pub(super) fn report_on_more(&mut self, ctx: &egui::Context, folder: PathBuf) {
        let mut folders = self.group.folders.clone();
        if !folders.contains(&folder) {
            folders.push(folder);
        }
        self.report_on(ctx, folders);
    }

    /// Forgets what was read; what is asked stays.
    fn leave_group(&mut self) {
        if let State::Reading(watch) = &self.group.state {
            watch.stopped.store(true, Ordering::Relaxed);
        }
        self.group = Group { asked: self.group.asked.clone(), ..Group::default() };
    }

    pub(super) fn take_gathered(&mut self, from: &Arc<Watch>, gathered: Option<Box<Gathered>>) {
        let State::Reading(watch) = &self.group.state else { return };
        let Some(gathered) = gathered.filter(|_| Arc::ptr_eq(watch, from)) else { return };
        let line = |it: &crate::storage::LeftOut| format!("{}: {}", it.path.display(), it.why);
        self.group.left_out = gathered.left_out.iter().map(line).collect();
        self.group.state = State::Counting(Arc::new(*gathered));
        self.count_group();
    }

    /// Asks what is asked of what was gathered. Until there is an answer, the one before stays.
    fn count_group(&mut self) {
        let (State::Counting(gathered) | State::Failed(gathered, _) | State::Known(gathered, _)) = &self.group.state
        else {
            return;
        };
        let library = self.library.entries.iter().filter_map(|entry| entry.scenario().cloned()).collect();
        let (gathered, asked, folders) = (Arc::clone(gathered), self.group.asked.clone(), self.folders.clone());
        self.jobs.add_aside(Job::CountGroup(Box::new(Counting { gathered, asked, folders, library })));
    }

    pub(super) fn take_counted(&mut self, order: &Counting, told: Result<Box<Told>, CountError>) {
        let (State::Counting(gathered) | State::Failed(gathered, _) | State::Known(gathered, _)) = &self.group.state
        else {
            return;
        };
        // What was asked before the last question is of no interest any more.
        if !Arc::ptr_eq(gathered, &order.gathered) || order.asked != self.group.asked {
            return;
        }
        let gathered = Arc::clone(gathered);
        self.group.state = match told {
            Ok(told) => State::Known(gathered, Arc::new(*told)),
            Err(error) => State::Failed(gathered, format!("People have no pseudonyms: {error}")),
        };
    }

    pub(super) fn save_group_report(&self, to: PathBuf) {
        if let State::Known(_, told) = &self.group.state {
            self.jobs.add_aside(Job::SaveReport(Arc::clone(told), to));
        }
    }

    pub(super) fn take_report_saved(&mut self, saved: Result<PathBuf, SaveError>) {
        self.notice = Some(match saved {
            Ok(path) => format!("The report is in {}.", path.display()),
            Err(error) => format!("The report could not be saved: {error}."),
        });
    }
}
