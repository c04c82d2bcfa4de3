//! Refreshers that were done, beside the attempts: for each person, and each run of the program, a file of its own.

use std::io;
use std::path::PathBuf;

use super::attempt_file::AttemptFile;
use super::attempts::Records;
use super::door;
use crate::record::{Id, Recall};

/// The folder within a records folder that holds them.
const REFRESHERS: &str = "refreshers";

impl Records {
    /// All that this person has recalled, in no order; files and lines that cannot be read are left out.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn recalls_of(&self, person: Id) -> io::Result<Vec<Recall>> {
        let files = self.refreshers_of(person)?;
        let texts = files.iter().filter_map(|file| door::read(file, door::LONGEST_RECORD).ok());
        Ok(texts.flat_map(|text| Recall::read_all(&text)).collect())
    }

    /// Begins an empty file for what a person recalls; its name begins with theirs, and is like no other.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub(super) fn create_refreshers(&self, person: Id) -> io::Result<AttemptFile> {
        let name = format!("{person}.{}", Self::new_id());
        self.create_in(REFRESHERS, &name)
    }

    /// The files of what a person has recalled, in no order.
    pub(super) fn refreshers_of(&self, person: Id) -> io::Result<Vec<PathBuf>> {
        let start = format!("{person}.");
        let is_theirs = |file: &PathBuf| {
            let name = file.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with(&start))
        };
        Ok(self.files_in(REFRESHERS)?.into_iter().filter(is_theirs).collect())
    }
}
