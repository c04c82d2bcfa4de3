//! Reading all attempts of one person, and again when some have been added, without reading anything twice.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::attempts::Records;
use crate::record::{Attempt, Id, Line, ReadError};
use crate::report::Collection;
use crate::report::progress::{Progress, Row};

/// The attempts of one person in a records folder, as far as they have been read.
#[derive(Clone, Debug)]
pub struct OwnAttempts {
    records: Records,
    person: Id,
    /// What is known of each file.
    files: HashMap<PathBuf, Known>,
    collection: Collection,
    /// Each attempt in which something was chosen.
    rows: HashMap<Id, Row>,
    /// Where each attempt is.
    places: HashMap<Id, PathBuf>,
}

/// What is known of a file.
#[derive(Clone, Debug)]
enum Known {
    /// It is somebody else’s, and will stay so.
    Foreign,
    /// There was nothing in it yet.
    Empty,
    /// It is the person’s own.
    Own {
        /// How long it was, in bytes.
        length: u64,
        /// Whether lines in it could not be read.
        damaged: bool,
    },
    /// It could not be read; nobody knows whose it is.
    Unreadable {
        /// How long it was, in bytes; `None` where not even that could be found out.
        length: Option<u64>,
    },
}

/// What could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Files in which there is no attempt that can be read, whosoever they are.
    pub files: usize,
    /// Attempts of the person in which lines are damaged; all the other lines count.
    pub damaged: usize,
}

impl OwnAttempts {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(records: Records, person: Id) -> Self {
        let (files, rows, places) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { records, person, files, collection: Collection::default(), rows, places }
    }

    /// Whether these are the attempts of this person in this folder.
    #[must_use]
    pub fn are_of(&self, records: &Records, person: Id) -> bool {
        self.records == *records && self.person == person
    }

    /// Reads what has been added since the last time. Files that cannot be read are passed over and counted.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn read(&mut self) -> io::Result<()> {
        let files = self.records.files()?;
        self.read_new(&files);
        let there: HashSet<_> = files.iter().collect();
        self.files.retain(|file, _| there.contains(file));
        if self.places.values().any(|file| !there.contains(file)) {
            // Somebody has deleted attempts: they count no longer.
            *self = Self::new(self.records.clone(), self.person);
            self.read_new(&files);
        }
        Ok(())
    }

    fn read_new(&mut self, files: &[PathBuf]) {
        for file in files {
            let length = || file.metadata().map(|it| it.len()).ok();
            let is_known = match self.files.get(file) {
                None => false,
                Some(Known::Foreign) => true,
                Some(Known::Empty) => length() == Some(0),
                Some(Known::Own { length: known, .. }) => length() == Some(*known),
                Some(Known::Unreadable { length: known }) => known.is_some() && length() == *known,
            };
            if !is_known {
                let known = self.read_one(file).unwrap_or_else(|_| Known::Unreadable { length: length() });
                self.files.insert(file.clone(), known);
            }
        }
    }

    fn read_one(&mut self, file: &Path) -> io::Result<Known> {
        let mut reader = BufReader::new(File::open(file)?);
        let mut bytes = Vec::new();
        reader.read_until(b'\n', &mut bytes)?;
        // Only the first line of what belongs to others is read.
        if let Ok(Line::Started(started)) = serde_json::from_slice(&bytes)
            && started.person.is_none_or(|it| it.id != self.person)
        {
            return Ok(Known::Foreign);
        }
        reader.read_to_end(&mut bytes)?;
        let length = bytes.len() as u64;
        let attempt = match Attempt::read(&bytes) {
            Ok(attempt) => attempt,
            Err(ReadError::Empty) => return Ok(Known::Empty),
            Err(ReadError::NoStart | ReadError::Newer(_)) => return Ok(Known::Unreadable { length: Some(length) }),
        };
        let (id, damaged) = (attempt.started.attempt, !attempt.damaged.is_empty());
        self.collection.add(&attempt);
        if self.rows.get(&id).is_none_or(|known| known.last_at <= attempt.last_at) {
            self.rows.extend(Row::of(attempt).map(|row| (id, row)));
            self.places.insert(id, file.to_owned());
        }
        Ok(Known::Own { length, damaged })
    }

    /// What all of it comes to; see [`Progress::of`].
    #[must_use]
    pub fn progress(&self, library: &BTreeSet<String>, zone: &TimeZone) -> Progress {
        Progress::of(&self.collection, self.rows.values().cloned().collect(), library, zone)
    }

    /// What could not be read.
    #[must_use]
    pub fn unread(&self) -> Unread {
        let count = |counts: fn(&Known) -> bool| self.files.values().filter(|it| counts(it)).count();
        Unread {
            files: count(|it| matches!(it, Known::Unreadable { .. })),
            damaged: count(|it| matches!(it, Known::Own { damaged: true, .. })),
        }
    }

    /// The file of an attempt.
    #[must_use]
    pub fn place(&self, attempt: Id) -> Option<&Path> {
        self.places.get(&attempt).map(PathBuf::as_path)
    }

    /// The files of all attempts in which something was chosen, in the order in which they began.
    #[must_use]
    pub fn all(&self) -> Vec<PathBuf> {
        let mut rows: Vec<_> = self.rows.values().collect();
        rows.sort_by_key(|row| (row.at, row.attempt));
        rows.into_iter().filter_map(|row| self.places.get(&row.attempt).cloned()).collect()
    }
}
