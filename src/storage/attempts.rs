//! The records folder: one file for each attempt, written line by line while it is played. (What is recalled in refreshers
//! lies beside them, see `refreshers`.)
//!
//! Every file has a name of its own, so two programs, or two machines on one shared folder, never write to the same
//! one, and there is no lock that a crash could leave behind. An attempt that is gone on with is copied to a new file,
//! whose name begins with the same id: the old one may still be open in another window. Of files with the same id, the one
//! that was made last counts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::attempt_file::AttemptFile;
use super::clock;
use crate::record::{Attempt, Id, ReadError};

/// The folder within a records folder that holds the attempts.
const ATTEMPTS: &str = "attempts";

/// How the names of attempt files end.
pub(super) const EXTENSION: &str = "jsonl";

/// A folder of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    folder: PathBuf,
}

/// An attempt that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum AttemptError {
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no attempt in it that this version can read.
    #[error("{}: {error}", path.display())]
    NotAnAttempt {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ReadError,
    },
}

impl Records {
    /// The records in this folder, which need not be there yet.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// A new name for an attempt; later ones sort after earlier ones.
    #[must_use]
    pub fn new_id() -> Id {
        clock::new_id()
    }

    /// The file of each attempt, in the order in which they began; of files with the same id, the one that was made last.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read. One that is not there has no attempts.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = self.all_files()?;
        // Ids are in the order of time, and so is what follows the id in the names of later copies.
        files.sort_by(|one, other| stem(one).cmp(stem(other)));
        files.reverse();
        files.dedup_by(|earlier, later| id_part(earlier) == id_part(later));
        files.reverse();
        Ok(files)
    }

    /// The file of this attempt; of several the one that was made last.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn file_of(&self, attempt: Id) -> io::Result<Option<PathBuf>> {
        let mut files = self.all_files()?;
        let name = attempt.to_string();
        files.retain(|file| id_part(file) == name);
        Ok(files.into_iter().max_by(|one, other| stem(one).cmp(stem(other))))
    }

    /// All files of attempts, in no order, those included of which there is a later copy.
    pub(super) fn all_files(&self) -> io::Result<Vec<PathBuf>> {
        self.files_in(ATTEMPTS)
    }

    /// All files of lines in a folder within this one, in no order.
    pub(super) fn files_in(&self, folder: &str) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(self.folder.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
        Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|it| it == EXTENSION)).collect())
    }

    /// Begins an empty file for an attempt; as a copy beside an older file, under a longer name.
    ///
    /// # Errors
    /// Where it cannot be made: the folder is read-only, the disk is full, or the share is gone.
    pub fn create(&self, attempt: Id, copy: bool) -> io::Result<AttemptFile> {
        let copy = if copy { format!(".{}", Self::new_id()) } else { String::new() };
        self.create_in(ATTEMPTS, &format!("{attempt}{copy}"))
    }

    /// Begins an empty file of this name in a folder within this one.
    pub(super) fn create_in(&self, folder: &str, name: &str) -> io::Result<AttemptFile> {
        AttemptFile::create(&self.folder.join(folder), &format!("{name}.{EXTENSION}"))
    }
}

/// The whole lines in a file.
pub(super) fn whole_lines_of(file: &Path) -> io::Result<Vec<u8>> {
    let mut text = fs::read(file)?;
    let whole = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    text.truncate(whole);
    Ok(text)
}

/// The name of a file without its ending.
pub(super) fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// The id of the attempt that a file belongs to, from its name.
pub(super) fn id_part(path: &Path) -> &str {
    stem(path).split('.').next().unwrap_or_default()
}

/// Reads one attempt.
///
/// # Errors
/// Where the file cannot be read, or has no beginning.
pub fn read_attempt(path: &Path) -> Result<Attempt, AttemptError> {
    let bytes = fs::read(path).map_err(|error| AttemptError::Unreadable { path: path.to_owned(), error })?;
    Attempt::read(&bytes).map_err(|error| AttemptError::NotAnAttempt { path: path.to_owned(), error })
}
