//! The report on a group that the person has asked for. It goes with them: names in it are not for whoever comes next.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::shelf::Shelf;
use crate::services::group::{self, CountError, GroupCount, GroupReport, ReadingWatch};
use crate::services::task::{Task, poll_once};
use crate::storage::Gathered;
use crate::ui::screens::group::{Asked, GroupState};

/// What is known of a group.
#[derive(Default)]
pub(in crate::app) struct GroupFacts {
    folders: Vec<PathBuf>,
    /// The same in words.
    named: Vec<String>,
    asked: Asked,
    state: Stage,
    left_out: Vec<String>,
    /// The count that is being made; until it is there, the one before stays.
    counting: Option<Task<Result<Box<GroupReport>, CountError>>>,
}

/// A reading that is under way; it stops when nobody wants it any more.
struct Reading {
    watch: Arc<ReadingWatch>,
    task: Task<Option<Box<Gathered>>>,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.watch.stop();
    }
}

/// How far the report is.
#[derive(Default)]
enum Stage {
    #[default]
    Nothing,
    Reading(Reading),
    Counting(Arc<Gathered>),
    Failed(Arc<Gathered>, String),
    Known(Arc<Gathered>, Arc<GroupReport>),
}

impl GroupFacts {
    /// The folders that are read, in words.
    pub(in crate::app) fn named(&self) -> &[String] {
        &self.named
    }

    /// What is asked.
    pub(in crate::app) fn asked(&self) -> &Asked {
        &self.asked
    }

    /// How far the report is, as its page shows it.
    pub(in crate::app) fn state(&self) -> GroupState<'_> {
        match &self.state {
            Stage::Nothing => GroupState::Nothing,
            Stage::Reading(reading) => {
                let (done, all) = reading.watch.so_far();
                GroupState::Reading { done, all }
            }
            Stage::Counting(_) => GroupState::Counting,
            Stage::Failed(_, error) => GroupState::Failed(error),
            Stage::Known(_, report) => GroupState::Known { document: &report.document, left_out: &self.left_out },
        }
    }

    /// The report, once it is there.
    pub(in crate::app) fn report(&self) -> Option<&Arc<GroupReport>> {
        match &self.state {
            Stage::Known(_, report) => Some(report),
            Stage::Nothing | Stage::Reading(_) | Stage::Counting(_) | Stage::Failed(..) => None,
        }
    }

    /// Reads these folders, in place of what was read before.
    pub(in crate::app) fn read(&mut self, folders: Vec<PathBuf>, shelf: &Shelf) {
        self.stop();
        if folders.is_empty() {
            return;
        }
        self.named = folders.iter().map(|folder| folder.display().to_string()).collect();
        self.folders.clone_from(&folders);
        let watch = ReadingWatch::new(&shelf.services.wake);
        let theirs = Arc::clone(&watch);
        let task = shelf.services.aside(move || group::read(&folders, &theirs).map(Box::new));
        self.state = Stage::Reading(Reading { watch, task });
    }

    /// Reads one more folder.
    pub(in crate::app) fn read_more(&mut self, folder: PathBuf, shelf: &Shelf) {
        let mut folders = self.folders.clone();
        if !folders.contains(&folder) {
            folders.push(folder);
        }
        self.read(folders, shelf);
    }

    /// Reads the same folders again.
    pub(in crate::app) fn read_again(&mut self, shelf: &Shelf) {
        self.read(self.folders.clone(), shelf);
    }

    /// Forgets what was read; what is asked stays.
    pub(in crate::app) fn stop(&mut self) {
        *self = Self { asked: self.asked.clone(), ..Self::default() };
    }

    /// Asks this of what was read.
    pub(in crate::app) fn ask(&mut self, asked: Asked, shelf: &Shelf) {
        self.asked = asked;
        self.count(shelf);
    }

    /// Takes answers that have come.
    pub(super) fn take_answers(&mut self, shelf: &Shelf) {
        if let Stage::Reading(reading) = &self.state
            && let Some(Some(gathered)) = reading.task.poll()
        {
            let line = |it: &crate::storage::LeftOut| format!("{}: {}", it.path.display(), it.why);
            self.left_out = gathered.left_out.iter().map(line).collect();
            let copies = gathered.collection.disagreeing();
            self.left_out.extend(copies.iter().map(|id| {
                format!("There are copies of attempt {id} that disagree. The one that goes furthest counts.")
            }));
            self.state = Stage::Counting(Arc::new(*gathered));
            self.count(shelf);
        }
        if let Some(counted) = poll_once(&mut self.counting)
            && let Some(gathered) = self.gathered()
        {
            self.state = match counted {
                Ok(report) => Stage::Known(gathered, Arc::new(*report)),
                Err(error) => Stage::Failed(gathered, format!("People have no pseudonyms: {error}")),
            };
        }
    }

    fn gathered(&self) -> Option<Arc<Gathered>> {
        match &self.state {
            Stage::Counting(gathered) | Stage::Failed(gathered, _) | Stage::Known(gathered, _) => {
                Some(Arc::clone(gathered))
            }
            Stage::Nothing | Stage::Reading(_) => None,
        }
    }

    /// Asks what is asked of what was gathered. What was asked before is of no interest any more.
    fn count(&mut self, shelf: &Shelf) {
        let Some(gathered) = self.gathered() else { return };
        let Asked { by, from, until, anonymous } = self.asked.clone();
        let folders = shelf.machine.folders.clone();
        let library = shelf.library().entries.clone();
        let order = GroupCount { gathered, by, from, until, anonymous, folders, library };
        self.counting = Some(shelf.services.aside(move || group::count(&order).map(Box::new)));
    }
}
