//! What people say in their own words before the replies appear: one file for each attempt, in a folder beside those of the
//! attempts. It is written anew as a whole each time, so that what was erased is gone.
//!
//! They are in no attempt, so whoever reads attempts never meets them; and their names end otherwise, so that older versions
//! pass them over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::attempts::Records;
use super::door;
use super::file_names::is_listed;
use super::whole_file::write_whole;
use crate::record::{Id, OwnWords};

/// The folder within a records folder that holds them.
pub(super) const OWN_WORDS: &str = "own-words";
/// How their names end.
const ENDING: &str = "words";

impl Records {
    /// Keeps somebody's own words in an attempt, in the place of those that were there; where they are. Where there are none,
    /// there is no file either.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep_own_words(&self, words: &OwnWords) -> io::Result<PathBuf> {
        let file = self.own_words_file(words.person, words.attempt);
        if words.is_empty() {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => return Ok(file),
            }
        }
        write_whole(&file, words.to_text().as_bytes())?;
        Ok(file)
    }

    /// What this person has said in their own words in an attempt, as far as that can be read.
    #[must_use]
    pub fn own_words_in(&self, person: Id, attempt: Id) -> Option<OwnWords> {
        read(&self.own_words_file(person, attempt), person, attempt)
    }

    /// The files of all that a person has said in their own words.
    pub(super) fn own_words_of(&self, person: Id) -> io::Result<Vec<PathBuf>> {
        let start = format!("{person}.");
        let is_theirs = |file: &PathBuf| {
            let name = file.file_name().unwrap_or_default();
            name.to_str().is_some_and(|name| name.starts_with(&start)) && is_listed(name, ENDING)
        };
        let mut files = self.entries_in(OWN_WORDS)?;
        files.retain(is_theirs);
        Ok(files)
    }

    fn own_words_file(&self, person: Id, attempt: Id) -> PathBuf {
        self.path_in(OWN_WORDS).join(format!("{person}.{attempt}.{ENDING}"))
    }
}

/// What was said in the attempt in this file, by the person who played it.
#[must_use]
pub fn own_words_beside(attempt_file: &Path, person: Id, attempt: Id) -> Option<OwnWords> {
    let records = attempt_file.parent()?.parent()?;
    Records::within(records).own_words_in(person, attempt)
}

fn read(file: &Path, person: Id, attempt: Id) -> Option<OwnWords> {
    let bytes = door::read(file, door::LONGEST_RECORD).ok()?;
    // Whose they are, the file says, and never its name.
    OwnWords::read(&bytes).filter(|words| words.person == person && words.attempt == attempt)
}
