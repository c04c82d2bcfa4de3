//! Keeping an attempt while it is played, or refreshers while they are done, also when the disk is full or the shared
//! folder away for a while.

use std::io;
use std::path::{Path, PathBuf};

use super::attempts::{AttemptFile, Records};
use crate::record::{Id, Line, Recall};

/// Writes lines in their order: those of one attempt, or those of one person's refreshers in this run of the program. What
/// cannot be written waits, and is written as soon as it can be.
#[derive(Debug)]
pub struct Keeper {
    records: Records,
    what: FileToKeep,
    file: Option<AttemptFile>,
    /// All of it as it is written, so that it can be written once more where its file goes away.
    text: Vec<u8>,
    /// So many bytes of it are on the disk.
    written: usize,
}

/// Which file it keeps.
#[derive(Clone, Copy, Debug)]
enum FileToKeep {
    /// An attempt, under this name.
    Attempt(Id),
    /// The same, while an older file of it is there, and left alone.
    Copy(Id),
    /// What this person recalls.
    Refreshers(Id),
}

impl Keeper {
    /// Keeps a new attempt. Nothing is written before its first line.
    #[must_use]
    pub fn new(records: Records, attempt: Id) -> Self {
        Self::begin(records, FileToKeep::Attempt(attempt), Vec::new())
    }

    /// Keeps what a person recalls, in a file of its own. Nothing is written before the first line.
    #[must_use]
    pub fn of_refreshers(records: Records, person: Id) -> Self {
        Self::begin(records, FileToKeep::Refreshers(person), Vec::new())
    }

    fn begin(records: Records, what: FileToKeep, text: Vec<u8>) -> Self {
        Self { records, what, file: None, text, written: 0 }
    }

    /// Goes on with the attempt in this file, in a copy of it: it may still be open in another window.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn go_on(records: Records, attempt: Id, file: &Path) -> io::Result<Self> {
        let text = super::attempts::whole_lines_of(file)?;
        Ok(Self::begin(records, FileToKeep::Copy(attempt), text))
    }

    /// Keeps a line. When this returns `Ok`, it and all before it are on the disk.
    ///
    /// # Errors
    /// Where it could not be written. It waits then, and goes with the next one, or with [`Keeper::try_again`].
    pub fn keep(&mut self, line: &Line) -> io::Result<()> {
        self.text.extend_from_slice(line.to_text().as_bytes());
        self.try_again()
    }

    /// The same for a refresher.
    ///
    /// # Errors
    /// Where it could not be written. It waits then, as an attempt's line does.
    pub fn keep_recall(&mut self, recall: &Recall) -> io::Result<()> {
        self.text.extend_from_slice(recall.to_text().as_bytes());
        self.try_again()
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// Where that is still not possible.
    pub fn try_again(&mut self) -> io::Result<()> {
        // A file that was deleted underneath still takes everything, and keeps nothing.
        if self.file.as_ref().is_some_and(|file| !file.path().exists()) {
            (self.file, self.written) = (None, 0);
        }
        if self.written == self.text.len() {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(match self.what {
                FileToKeep::Attempt(attempt) => self.records.create(attempt, false)?,
                FileToKeep::Copy(attempt) => self.records.create(attempt, true)?,
                FileToKeep::Refreshers(person) => self.records.create_refreshers(person)?,
            }),
        };
        file.append(&self.text[self.written..])?;
        self.written = self.text.len();
        Ok(())
    }

    /// Keeps it in another folder from now on, as a whole. What was written in the old one stays there.
    pub fn move_to(&mut self, records: Records) {
        if records != self.records {
            (self.records, self.file, self.written) = (records, None, 0);
        }
    }

    /// Whether something waits to be written.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.written < self.text.len()
    }

    /// Where it is, once something of it was written.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.file.as_ref().map(|file| file.path().to_owned())
    }
}
