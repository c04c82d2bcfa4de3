//! The records folder: one file for each attempt, written line by line while it is played. (What is recalled in refreshers
//! lies beside them, see `refreshers`.)
//!
//! Every file has a name of its own, so two programs, or two machines on one shared folder, never write to the same
//! one, and there is no lock that a crash could leave behind. An attempt that is gone on with is copied to a new file,
//! whose name begins with the same id: the old one may still be open in another window. Other programs make copies too. Of all
//! copies of an attempt the one that goes furthest counts: see [`Extent`](crate::record::Extent).

use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::attempt_file::AttemptFile;
use super::clock;
use super::copies::{first_line, furthest};
use super::door;
use super::file_names::{EXTENSION, id_in_name, is_listed};
use crate::record::Id;

/// The folder within a records folder that holds the attempts.
const ATTEMPTS: &str = "attempts";

/// A folder of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    folder: PathBuf,
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

    /// The file of each attempt, in the order in which they began; of copies, the one that goes furthest. Only files whose names
    /// say that they are copies of one attempt are opened.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read. One that is not there has no attempts.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = self.all_files()?;
        files.sort_by_cached_key(|file| in_time(file));
        let copies = files.chunk_by(|one, other| is_named_alike(one, other));
        Ok(copies
            .map(|copies| match copies {
                [file] => file.clone(),
                _ => furthest(copies.iter().cloned()).0.map_or_else(|| copies[0].clone(), |it| it.file),
            })
            .collect())
    }

    /// The files of attempts, those that may be copies of one attempt together, and those that began last first.
    pub(super) fn newest_copies(&self) -> io::Result<Vec<Vec<PathBuf>>> {
        let mut files = self.all_files()?;
        files.sort_by_cached_key(|file| Reverse(in_time(file)));
        Ok(files.chunk_by(|one, other| is_named_alike(one, other)).map(<[_]>::to_vec).collect())
    }

    /// The file of this attempt; of copies the one that goes furthest.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn file_of(&self, attempt: Id) -> io::Result<Option<PathBuf>> {
        let mut files = self.all_files()?;
        files.retain(|file| id_in_name(file) == Some(attempt));
        if files.len() < 2 {
            return Ok(files.pop());
        }
        files.retain(|file| first_line(file).is_ok_and(|started| started.attempt == attempt));
        Ok(furthest(files).0.map(|it| it.file))
    }

    /// All files of attempts, in no order, those included of which there is a later copy.
    pub(super) fn all_files(&self) -> io::Result<Vec<PathBuf>> {
        self.files_in(ATTEMPTS)
    }

    /// All files of lines in a folder within this one, in no order.
    pub(super) fn files_in(&self, folder: &str) -> io::Result<Vec<PathBuf>> {
        let mut files = self.entries_in(folder)?;
        files.retain(|file| is_listed(file.file_name().unwrap_or_default(), EXTENSION));
        Ok(files)
    }

    /// Whatever lies in a folder within this one, in no order; nothing where that is not there.
    pub(super) fn entries_in(&self, folder: &str) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(self.path_in(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        entries.map(|entry| Ok(entry?.path())).collect()
    }

    /// A folder within this one.
    pub(super) fn path_in(&self, folder: &str) -> PathBuf {
        self.folder.join(folder)
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
    let mut text = door::read(file, door::LONGEST_RECORD)?;
    let whole = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    text.truncate(whole);
    Ok(text)
}

/// Where a file stands among others: ids are in the order of time, and so is what follows the id in the names of copies that
/// this program has made. Those without an id come before all others.
fn in_time(file: &Path) -> (Option<Id>, PathBuf) {
    (id_in_name(file), file.with_extension(""))
}

/// Whether the names of two files say that they are copies of one attempt.
fn is_named_alike(one: &Path, other: &Path) -> bool {
    id_in_name(one).is_some_and(|id| id_in_name(other) == Some(id))
}
