//! The attempts of one person within a records folder: the one they left open, all of them for themselves, and none at all.
//! Reading all of them again and again: `own_records`.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::attempts::Records;
use super::clock;
use super::copies::{AttemptError, first_line};
use super::file_names::id_in_name;
use super::memory::text_of;
use super::own_words::OWN_WORDS;
use super::people::Profile;
use super::whole_file::write_whole;
use crate::memory::Memory;
use crate::record::{Attempt, Id, Started};

/// So many of the newest attempts are looked at for one that can be gone on with.
pub const NEWEST: usize = 200;

/// An attempt that can be gone on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAttempt {
    /// Its file.
    pub file: PathBuf,
    /// What was recorded.
    pub attempt: Attempt,
}

impl Records {
    /// The newest attempt of a person that has begun and not ended, and after which they have not begun the same scenario
    /// anew; among the [`NEWEST`] of all, so that a large folder costs no more than the reading of its names.
    ///
    /// `read` reads one file; what cannot be read is passed over. Of copies of an attempt the one that goes furthest counts.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn newest_open(
        &self,
        person: Id,
        mut read: impl FnMut(&Path) -> Result<Attempt, AttemptError>,
    ) -> io::Result<Option<OpenAttempt>> {
        let mut newer = HashSet::new();
        for copies in self.newest_copies()?.into_iter().take(NEWEST) {
            let copies = copies.into_iter().filter_map(|file| Some((read(&file).ok()?, file)));
            let Some((attempt, file)) = copies.max_by(|one, other| one.0.extent.cmp(&other.0.extent)) else { continue };
            let is_own = is_of(&attempt.started, person);
            // One with nothing chosen was only looked at, unless something was said in it.
            let is_begun =
                || attempt.way().next().is_some() || self.own_words_in(person, attempt.started.attempt).is_some();
            if !is_own || !is_begun() {
                continue;
            }
            let is_newest = newer.insert(attempt.started.scenario.id.clone());
            if is_newest && attempt.is_open() {
                return Ok(Some(OpenAttempt { file, attempt }));
            }
        }
        Ok(None)
    }

    /// New ids come after that of the newest attempt here, whatever the clock says. Where the folder cannot be read, they are
    /// as new as the clock.
    pub fn heed_newest(&self) {
        let files = self.all_files().unwrap_or_default();
        for id in files.iter().filter_map(|file| id_in_name(file)) {
            clock::heed(id);
        }
    }

    /// Copies everything that is kept of a person into a new folder within `to`; where that is, and how many attempts.
    ///
    /// # Errors
    /// Where something cannot be read or written.
    pub fn export(&self, profile: &Profile, memory: &Memory, to: &Path) -> io::Result<(PathBuf, usize)> {
        let folder = free_folder(to, &profile.name)?;
        let attempts = folder.join("attempts");
        fs::create_dir(&attempts)?;
        let files = self.files_of(profile.id)?;
        for file in &files {
            fs::copy(file, attempts.join(file.file_name().unwrap_or_default()))?;
        }
        let refreshers = self.refreshers_of(profile.id)?;
        if !refreshers.is_empty() {
            let within = folder.join("refreshers");
            fs::create_dir(&within)?;
            for file in &refreshers {
                fs::copy(file, within.join(file.file_name().unwrap_or_default()))?;
            }
        }
        let words = self.own_words_of(profile.id)?;
        if !words.is_empty() {
            let within = folder.join(OWN_WORDS);
            fs::create_dir(&within)?;
            for file in &words {
                fs::copy(file, within.join(file.file_name().unwrap_or_default()))?;
            }
        }
        let pretty = ron::ser::PrettyConfig::default();
        let person = ron::ser::to_string_pretty(profile, pretty).map_err(io::Error::other)?;
        write_whole(&folder.join("person.ron"), person.as_bytes())?;
        write_whole(&folder.join("remembered.ron"), text_of(memory)?.as_bytes())?;
        Ok((folder, files.len()))
    }

    /// Deletes every attempt of a person in this folder, what they recalled in refreshers, and their own words; how many files of attempts
    /// that were.
    ///
    /// # Errors
    /// Where one cannot be deleted, or the folder not be read. The others are deleted all the same.
    pub fn delete_all_of(&self, person: Id) -> io::Result<usize> {
        let files = self.files_of(person)?;
        let mut failed = Ok(());
        let (refreshers, words) = (self.refreshers_of(person)?, self.own_words_of(person)?);
        for file in files.iter().chain(&refreshers).chain(&words) {
            failed = failed.and(fs::remove_file(file));
        }
        failed.map(|()| files.len())
    }

    /// All files of a person, older copies of an attempt included.
    fn files_of(&self, person: Id) -> io::Result<Vec<PathBuf>> {
        let mut files = self.all_files()?;
        files.retain(|file| first_line(file).is_ok_and(|started| is_of(&started, person)));
        Ok(files)
    }
}

fn is_of(started: &Started, person: Id) -> bool {
    started.person.as_ref().is_some_and(|it| it.id == person)
}

/// Makes a folder named after somebody, beside those that are there.
fn free_folder(within: &Path, name: &str) -> io::Result<PathBuf> {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = name.chars().take(40).map(plain).collect();
    let mut number = 1;
    loop {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let folder = within.join(format!("make-it-right-{name}{suffix}"));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}
