//! Workshops, beside the attempts: one file for each, written line by line as an attempt's is. None of it counts as anybody's
//! progress, and whoever reads attempts passes it by.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::attempt_file::AttemptFile;
use super::attempts::Records;
use super::door;
use super::keeper::{KeepRemark, Keeper};
use crate::scenario::Scenario;
use crate::workshop::{
    Beginning, Command, Deed, FORMAT, Line, Plan, RecordError, Refusal, Room, WorkshopId, read_lines,
};

/// The folder within a records folder that holds them.
const WORKSHOPS: &str = "workshops";

/// A workshop that was found on the disk.
#[derive(Clone, Debug)]
pub struct KeptWorkshop {
    /// Its file; of copies, the one that goes furthest.
    pub file: PathBuf,
    /// How it began.
    pub beginning: Beginning,
    /// All its lines.
    pub lines: Vec<Line>,
    /// How many lines could not be understood.
    pub damaged: usize,
}

/// Why a workshop cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// What stands in it is no workshop that can be gone on with.
    #[error("{}: {error}", path.display())]
    NotOne {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: RecordError,
    },
}

impl KeptWorkshop {
    /// Reads the record of a workshop.
    ///
    /// # Errors
    /// Where the file cannot be read, or is none.
    pub fn read(path: &Path) -> Result<Self, WorkshopError> {
        let bytes = door::read(path, door::LONGEST_RECORD)
            .map_err(|error| WorkshopError::Unreadable { path: path.to_owned(), error })?;
        let (lines, damaged) = read_lines(&bytes);
        match lines.first().map(|line| &line.deed) {
            Some(Deed::Started(beginning)) => {
                Ok(Self { file: path.to_owned(), beginning: (**beginning).clone(), lines, damaged })
            }
            _ => Err(WorkshopError::NotOne { path: path.to_owned(), error: RecordError::NoBeginning }),
        }
    }

    /// Whether it was ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.lines.iter().any(|line| line.deed == Deed::Ended)
    }

    /// How far it goes: of copies the furthest counts.
    fn extent(&self) -> (Option<Timestamp>, usize) {
        (self.lines.iter().map(|line| line.at).max(), self.lines.len())
    }
}

impl Records {
    /// The workshops in this folder, the one that began last first, and the files that could not be read as one. Of copies there
    /// is the one that goes furthest. A file in which nothing was written yet is neither.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn workshops(&self) -> io::Result<(Vec<KeptWorkshop>, Vec<WorkshopError>)> {
        let (mut kept, mut errors): (Vec<KeptWorkshop>, Vec<_>) = (Vec::new(), Vec::new());
        for file in self.files_in(WORKSHOPS)? {
            match KeptWorkshop::read(&file) {
                Ok(found) => {
                    let known = kept.iter_mut().find(|it| it.beginning.workshop == found.beginning.workshop);
                    match known {
                        Some(known) if known.extent() < found.extent() => *known = found,
                        Some(_) => {}
                        None => kept.push(found),
                    }
                }
                Err(WorkshopError::NotOne { path, .. }) if is_unwritten(&path) => {}
                Err(error) => errors.push(error),
            }
        }
        // Their names are in the order of time.
        kept.sort_by_key(|it| std::cmp::Reverse(it.beginning.workshop));
        Ok((kept, errors))
    }

    /// Begins an empty file for a workshop; as a copy beside an older file, under a longer name.
    pub(super) fn create_workshop(&self, id: WorkshopId, copy: bool) -> io::Result<AttemptFile> {
        let copy = if copy { format!(".{}", Self::new_id()) } else { String::new() };
        self.create_in(WORKSHOPS, &format!("{id}{copy}"))
    }
}

/// Whether not even a first line is in it: the program died right then.
fn is_unwritten(path: &Path) -> bool {
    door::read(path, door::LONGEST_RECORD).is_ok_and(|bytes| !bytes.contains(&b'\n'))
}

/// A workshop that goes on: its room, and its record on the disk. What somebody asks for is written before it counts.
#[derive(Debug)]
pub struct HeldWorkshop {
    room: Room,
    /// `None` where nothing is kept.
    keeper: Option<Keeper>,
    /// Why the last lines are not on the disk yet.
    error: Option<String>,
}

impl HeldWorkshop {
    /// Begins a workshop; without records, nothing of it is kept.
    ///
    /// # Errors
    /// Never, with the scenario that the plan is for.
    pub fn begin(
        records: Option<Records>,
        scenario: &Arc<Scenario>,
        plan: Plan,
        seed: u64,
        now: Timestamp,
    ) -> Result<Self, RecordError> {
        let id = Records::new_id();
        let beginning = Beginning {
            format: FORMAT,
            workshop: id,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: scenario.file().id.value.clone(),
            hash: scenario.hash().to_owned(),
            seed,
            plan,
        };
        let first = Line { at: now, deed: Deed::Started(Box::new(beginning)) };
        let room = Room::open(scenario, &first)?;
        let keeper = records.map(|records| Keeper::of_workshop(records, id));
        let mut held = Self { room, keeper, error: None };
        held.keep(&[first]);
        Ok(held)
    }

    /// Goes on with a workshop that was left, or that the program died in. The projector is dark until the desk says so.
    ///
    /// # Errors
    /// Where it is of another scenario, or cannot be read any more.
    pub fn go_on(
        records: Records,
        kept: &KeptWorkshop,
        scenario: &Arc<Scenario>,
        now: Timestamp,
    ) -> Result<Self, WorkshopError> {
        let path = || kept.file.clone();
        let (mut room, _) =
            Room::read(scenario, &kept.lines).map_err(|error| WorkshopError::NotOne { path: path(), error })?;
        let keeper = Keeper::go_on_with_workshop(records, kept.beginning.workshop, &kept.file)
            .map_err(|error| WorkshopError::Unreadable { path: path(), error })?;
        let resumed = Line { at: now, deed: Deed::Resumed };
        // One that was ended is looked at and nothing more.
        let goes_on = room.apply(&resumed).is_ok();
        let mut held = Self { room, keeper: goes_on.then_some(keeper), error: None };
        if goes_on {
            held.keep(&[resumed]);
        }
        Ok(held)
    }

    /// The room.
    #[must_use]
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// Asks for one thing. Returns whether something came of it; then it is on the disk.
    ///
    /// # Errors
    /// Where it cannot be done now.
    pub fn ask(&mut self, command: &Command, now: Timestamp) -> Result<bool, Refusal> {
        self.ask_all([command], now).pop().unwrap_or(Ok(false))
    }

    /// Asks for many things, one after the other, and waits for the disk once. When this returns, what came of them is on the
    /// disk. Where it cannot be written, it counts all the same and goes to the disk with what comes next: a full disk does not
    /// stop forty people. [`HeldWorkshop::trouble`] says so.
    pub fn ask_all<'c>(
        &mut self,
        commands: impl IntoIterator<Item = &'c Command>,
        now: Timestamp,
    ) -> Vec<Result<bool, Refusal>> {
        let mut lines = Vec::new();
        let room = &mut self.room;
        let mut ask = |command: &Command| {
            let Some(deed) = room.hear(command)? else { return Ok(false) };
            let line = Line { at: now, deed };
            // What was heard fits: it was asked of this very room.
            if room.apply(&line).is_ok() {
                lines.push(line);
            }
            Ok(true)
        };
        let answers = commands.into_iter().map(&mut ask).collect();
        self.keep(&lines);
        answers
    }

    fn keep(&mut self, lines: &[Line]) {
        let Some(keeper) = self.keeper.as_mut().filter(|_| !lines.is_empty()) else { return };
        self.error = keeper.keep_deeds(lines).err().map(|error| error.to_string());
    }

    /// Tries once more to write what waits; whether all is on the disk.
    pub fn try_again(&mut self) -> bool {
        let Some(keeper) = &mut self.keeper else { return true };
        self.error = keeper.try_again().err().map(|error| error.to_string());
        self.error.is_none() && !keeper.has_stopped()
    }

    /// Why the last lines are not on the disk yet.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// What has happened to its file, once.
    pub fn take_remark(&mut self) -> Option<KeepRemark> {
        self.keeper.as_mut().and_then(Keeper::take_remark)
    }

    /// Where its record is.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.keeper.as_ref().and_then(Keeper::path)
    }
}
