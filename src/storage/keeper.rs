//! Keeping an attempt while it is played, also when the disk is full or the shared folder away for a while.

use std::io;
use std::path::{Path, PathBuf};

use super::attempts::{AttemptFile, Records};
use crate::record::{Id, Line};

/// Writes the lines of one attempt in their order. What cannot be written waits, and is written as soon as it can be.
#[derive(Debug)]
pub struct Keeper {
    records: Records,
    /// How the names of its files begin.
    attempt: Id,
    /// Whether an older file of the same attempt is there, and left alone.
    is_copy: bool,
    file: Option<AttemptFile>,
    /// The whole attempt as it is written, so that it can be written once more where its file goes away.
    text: Vec<u8>,
    /// So many bytes of it are on the disk.
    written: usize,
}

impl Keeper {
    /// Keeps a new attempt. Nothing is written before its first line.
    #[must_use]
    pub fn new(records: Records, attempt: Id) -> Self {
        Self { records, attempt, is_copy: false, file: None, text: Vec::new(), written: 0 }
    }

    /// Goes on with the attempt in this file, in a copy of it: it may still be open in another window.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn go_on(records: Records, attempt: Id, file: &Path) -> io::Result<Self> {
        let text = super::attempts::whole_lines_of(file)?;
        Ok(Self { records, attempt, is_copy: true, file: None, text, written: 0 })
    }

    /// Keeps a line. When this returns `Ok`, it and all before it are on the disk.
    ///
    /// # Errors
    /// Where it could not be written. It waits then, and goes with the next one, or with [`Keeper::try_again`].
    pub fn keep(&mut self, line: &Line) -> io::Result<()> {
        self.text.extend_from_slice(line.to_text().as_bytes());
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
            none => none.insert(self.records.create(self.attempt, self.is_copy)?),
        };
        file.append(&self.text[self.written..])?;
        self.written = self.text.len();
        Ok(())
    }

    /// Keeps the attempt in another folder from now on, as a whole. What was written in the old one stays there.
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

    /// Where the attempt is, once something of it was written.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.file.as_ref().map(|file| file.path().to_owned())
    }
}
