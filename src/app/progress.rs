//! Progress: reading the person's own attempts in the background, and what comes of what the page asks for.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;
use jiff::Zoned;
use uuid::Uuid;

use super::jobs::{Done, Job};
use super::{App, Page};
use crate::export::csv;
use crate::report::Circumstance;
use crate::report::progress::{Progress, Telling};
use crate::scenario::{Scenario, plain};
use crate::storage::{AttemptError, ExportError, ExportFile, OwnAttempts, Unread, read_attempt};
use crate::ui::Play;
use crate::ui::screens::progress::{ExportKind, ProgressAction, ProgressState, ProgressView, RefreshersView};
use crate::words;

/// What is known of the person's own attempts.
#[derive(Default)]
pub(super) struct OwnProgress {
    /// What was read; on its way to be read again, where absent while `reading`.
    own: Option<Box<OwnAttempts>>,
    reading: bool,
    /// Whether something may have happened since the reading began.
    again: bool,
    facts: Option<Box<Progress>>,
    /// Why they could not be read.
    failed: Option<String>,
    /// What of them could not be read.
    notices: Vec<String>,
    /// The scenario to practise the most telling circumstance with.
    practise: Option<Arc<Scenario>>,
}

impl OwnProgress {
    /// Forgets what is known; what is on its way is known by whose it is.
    pub(super) fn forget(&mut self) {
        *self = Self { reading: self.reading, ..Self::default() };
    }

    /// The file of an attempt.
    pub(super) fn file_of(&self, attempt: Uuid) -> Option<PathBuf> {
        self.own.as_ref()?.place(attempt).map(ToOwned::to_owned)
    }
}

impl App {
    /// Opens the page; what has been added since the last time is read.
    pub(super) fn open_progress(&mut self) {
        self.path.progress();
        self.read_progress();
    }

    /// Has the person's attempts read, or what has been added to them.
    pub(super) fn read_progress(&mut self) {
        if self.progress.reading {
            self.progress.again = true;
            return;
        }
        let (Some(profile), Some(records)) = (&self.person, self.records()) else { return };
        let person = profile.id;
        let own = self.progress.own.take().filter(|own| own.are_of(&records, person));
        if own.is_none() {
            self.progress.forget();
        }
        self.progress.reading = true;
        let own = own.unwrap_or_else(|| Box::new(OwnAttempts::new(records, person)));
        self.jobs.add_aside(Job::ReadProgress(own, self.library_ids()));
    }

    fn library_ids(&self) -> BTreeSet<String> {
        self.library.entries.iter().filter_map(|entry| entry.id()).map(str::to_owned).collect()
    }

    pub(super) fn take_progress(&mut self, own: Box<OwnAttempts>, result: io::Result<Box<Progress>>) {
        self.progress.reading = false;
        let again = std::mem::take(&mut self.progress.again);
        let (person, records) = (self.person.as_ref().map(|it| it.id), self.records());
        if !person.zip(records).is_some_and(|(person, records)| own.are_of(&records, person)) {
            // Somebody else practises by now, or records are kept elsewhere.
            if again {
                self.read_progress();
            }
            return;
        }
        match result {
            Ok(progress) => {
                self.progress.notices = self.notices_of(own.unread());
                self.progress.facts = Some(progress);
                self.progress.failed = None;
            }
            Err(error) => {
                let folder = self.records_folder().map(|it| it.display().to_string()).unwrap_or_default();
                self.progress.failed = Some(format!(
                    "The folder of records, {folder}, could not be read: {error}. See that it is there and that you may read \
                     it, then read again. You can choose another folder in the settings."
                ));
            }
        }
        self.progress.own = Some(own);
        self.find_practice();
        if again {
            self.read_progress();
        }
    }

    fn notices_of(&self, unread: Unread) -> Vec<String> {
        let folder = self.records_folder().map(|it| it.display().to_string()).unwrap_or_default();
        let mut notices = Vec::new();
        if unread.files > 0 {
            let files = words::count(unread.files, "file", "files");
            notices.push(format!(
                "{files} in {folder} could not be read: damaged, or written by a newer version of the program. If there are \
                 attempts of yours among them, they are missing here."
            ));
        }
        if unread.damaged > 0 {
            let attempts = words::count(unread.damaged, "attempt of yours", "attempts of yours");
            notices.push(format!("{attempts} in {folder}: lines are damaged and left out. All the others count."));
        }
        notices
    }

    /// Looks for a scenario in which the most telling circumstance can be practised; after either has changed.
    pub(super) fn find_practice(&mut self) {
        let telling = self.progress.facts.as_ref().and_then(|facts| {
            let trap = facts.traps.get(facts.most_telling?)?;
            Some((trap.telling.as_ref()?, facts.as_ref()))
        });
        let found = telling.and_then(|(telling, facts)| self.practice_for(telling, facts));
        self.progress.practise = found;
    }

    /// The scenario with that cause or channel that was not played yet, or the longest ago; for a state of the customer,
    /// the one in which the trap was fallen into last.
    fn practice_for(&self, telling: &Telling, facts: &Progress) -> Option<Arc<Scenario>> {
        let scenarios = || self.library.entries.iter().filter_map(|entry| entry.scenario());
        let found = match telling.circumstance {
            Circumstance::State(_) => {
                let with_id = |id: &String| scenarios().find(|scenario| scenario.file().id.value == *id);
                telling.scenarios.iter().find_map(with_id)
            }
            Circumstance::Cause(cause) => {
                scenarios().filter(|it| it.file().cause == Some(cause)).max_by_key(|it| since(facts, it))
            }
            Circumstance::Channel(channel) => {
                scenarios().filter(|it| it.file().channel == Some(channel)).max_by_key(|it| since(facts, it))
            }
        };
        found.cloned()
    }

    pub(super) fn show_progress(&mut self, ui: &mut Ui) {
        let now = Zoned::now();
        let open: Vec<Uuid> = self.underway().filter_map(Play::attempt).collect();
        let is_kept = self.person.is_some() && self.records_folder().is_some();
        let progress = &self.progress;
        let state = match (&progress.failed, &progress.facts) {
            _ if !is_kept => ProgressState::Guest,
            (Some(error), _) => ProgressState::Failed(error),
            (None, Some(facts)) => ProgressState::Known(facts),
            (None, None) => ProgressState::Reading,
        };
        let title = progress.practise.as_ref().map(|scenario| plain(&scenario.file().title));
        let view = ProgressView {
            state,
            now: &now,
            notices: &progress.notices,
            refreshers: Some(RefreshersView { due: self.refreshers_due() }),
            practise: title.as_deref(),
            open: &open,
        };
        match self.screens.progress.ui(ui, &view) {
            None => {}
            Some(ProgressAction::Open(attempt)) if open.contains(&attempt) && !self.has_ended(attempt) => {
                self.resume_attempt(attempt);
            }
            Some(ProgressAction::Open(attempt)) => self.open_old(attempt),
            Some(ProgressAction::Practise) => {
                if let Some(scenario) = self.progress.practise.clone() {
                    self.open_scenario(scenario);
                }
            }
            Some(ProgressAction::Refresh) => self.open_refreshers(),
            Some(ProgressAction::Export(ExportKind::Everything)) => {
                self.jobs.choose_folder("Choose where to copy your records", Done::ExportFolderChosen);
            }
            Some(ProgressAction::Export(kind)) => {
                let name = if kind == ExportKind::Choices { "replies.csv" } else { "conversations.csv" };
                self.jobs.choose_place("Save the table", name, &[("Table (CSV)", &["csv"])], move |path| {
                    Done::TableChosen(kind, path)
                });
            }
            Some(ProgressAction::Group) => self.open_group(),
            Some(ProgressAction::ReadAgain) => {
                self.progress.failed = None;
                self.read_progress();
            }
            Some(ProgressAction::ChooseName) => self.ask_who(),
            Some(ProgressAction::Library) => self.path.home(),
            Some(ProgressAction::Close) => self.path.back(),
        }
    }

    /// Whether an attempt has ever ended, as far as is known.
    fn has_ended(&self, attempt: Uuid) -> bool {
        let rows = self.progress.facts.iter().flat_map(|facts| &facts.rows);
        rows.into_iter().any(|row| row.attempt == attempt && row.outcome.is_some())
    }

    /// Puts a table of the person's attempts into a file.
    pub fn save_table(&mut self, kind: ExportKind, to: PathBuf) {
        match &self.progress.own {
            Some(own) => self.jobs.add(Job::WriteTable(kind, own.all(), to)),
            None => self.notice = Some("Your attempts are being read. Export again in a moment.".to_owned()),
        }
    }

    pub(super) fn take_table(&mut self, result: Result<(PathBuf, usize), TableError>) {
        self.notice = Some(match result {
            Ok((path, count)) => {
                let attempts = words::count(count, "conversation", "conversations");
                let were = if count == 1 { "was" } else { "were" };
                format!("{attempts} {were} put into {}.", path.display())
            }
            Err(error) => format!("The table could not be written. {error}. Choose another place, or try once more."),
        });
    }

    /// Reads again where the page shows what may have changed.
    pub(super) fn refresh_progress(&mut self) {
        if self.path.current() == Page::Progress || self.progress.facts.is_some() {
            self.read_progress();
        }
    }
}

/// For how many conversations a scenario was not played; most of all, where it never was.
fn since(facts: &Progress, scenario: &Scenario) -> (usize, std::cmp::Reverse<String>) {
    let id = &scenario.file().id.value;
    let played = facts.rows.iter().position(|row| row.scenario == *id);
    // Of equals the first by its id, the same each time.
    (played.unwrap_or(usize::MAX), std::cmp::Reverse(id.clone()))
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// An attempt cannot be read any more.
    #[error(transparent)]
    Unreadable(#[from] AttemptError),
    /// The file cannot be written.
    #[error(transparent)]
    Unwritten(#[from] ExportError),
}

/// Writes a table of these attempts; how many there are. The system's dialog has asked whether a file may be replaced.
pub(super) fn table(kind: ExportKind, files: &[PathBuf], to: PathBuf) -> Result<(PathBuf, usize), TableError> {
    let to = if to.extension().is_none() { to.with_extension("csv") } else { to };
    let choices = kind == ExportKind::Choices;
    let mut file = ExportFile::create(&to, true)?;
    file.add(csv::BYTE_ORDER_MARK.as_bytes())?;
    file.add(csv::head(if choices { csv::CHOICES } else { csv::ATTEMPTS }).as_bytes())?;
    for path in files {
        let attempt = read_attempt(path)?;
        let lines = if choices { csv::choices(&attempt) } else { csv::attempt(&attempt) };
        file.add(lines.as_bytes())?;
    }
    file.finish()?;
    Ok((to, files.len()))
}
