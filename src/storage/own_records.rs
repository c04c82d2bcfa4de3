//! The one reader of a person's own files: attempts, and what was recalled in refreshers. Whoever needs something of them
//! (progress, what is due, the cards) has it kept here for each attempt, so that every file is read once for all of them.
//!
//! The rules, which are the same for everybody:
//! - Whose an attempt is, its first line says. A file of somebody else is never opened again.
//! - A file is read again when its length or the time of its last change is another.
//! - Of several files with one attempt, the one counts that goes furthest: see [`Extent`].
//! - What is deleted counts no longer from the next reading on.
//! - Lines that are damaged are left out, and files that cannot be read are passed over; both are counted.

use std::collections::{HashMap, HashSet};
use std::fs::{File, Metadata};
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::attempts::Records;
use super::door;
use crate::record::{Attempt, Extent, Id, LONGEST_LINE, Line, Order, ReadError, Recall, order_of};

/// Opens a file; in tests it also counts.
pub type OpenFile<'a> = &'a mut dyn FnMut(&Path) -> io::Result<File>;

/// The files of one person in a records folder, as far as they have been read; `K` is what is kept of each attempt.
#[derive(Debug)]
pub struct OwnRecords<K> {
    records: Records,
    person: Id,
    keep: fn(Attempt) -> K,
    attempts: HashMap<PathBuf, KnownFile<K>>,
    recalls: HashMap<PathBuf, (FileState, Vec<Recall>)>,
    revision: u64,
}

/// An attempt of the person that counts.
#[derive(Clone, Copy, Debug)]
pub struct OwnAttempt<'a, K> {
    /// Which.
    pub attempt: Id,
    /// Its file.
    pub file: &'a Path,
    /// What is kept of it.
    pub kept: &'a K,
}

/// What could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Files in which there is no attempt that can be read, whosoever they are.
    pub files: usize,
    /// Attempts of the person in which lines are damaged; all the other lines count.
    pub damaged: usize,
    /// Attempts of the person of which there are copies that disagree; the one that goes furthest counts.
    pub disagreeing: usize,
}

/// How a file was when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileState {
    /// In bytes.
    length: u64,
    /// `None` where the system does not know it.
    modified: Option<SystemTime>,
}

/// What is known of a file of an attempt.
#[derive(Debug)]
enum KnownFile<K> {
    /// It is somebody else’s, and will stay so.
    Foreign,
    /// There was not one whole line in it yet.
    Empty(FileState),
    /// It could not be read; nobody knows whose it is. Where not even its length could be found out, it is tried every time.
    Unreadable(Option<FileState>),
    /// It is the person’s own.
    Own(OwnFile<K>),
}

/// A file of the person.
#[derive(Debug)]
struct OwnFile<K> {
    state: FileState,
    attempt: Id,
    order: Order,
    extent: Extent,
    damaged: bool,
    kept: K,
}

impl FileState {
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok() }
    }
}

impl<K> KnownFile<K> {
    /// How the file was; `None` where it has to be read in any case.
    fn state(&self) -> Option<FileState> {
        match self {
            Self::Foreign => None,
            Self::Empty(state) => Some(*state),
            Self::Unreadable(state) => *state,
            Self::Own(own) => Some(own.state),
        }
    }
}

impl<K> OwnRecords<K> {
    /// Nothing is read yet; `keep` says what is kept of an attempt.
    #[must_use]
    pub fn new(records: Records, person: Id, keep: fn(Attempt) -> K) -> Self {
        Self { records, person, keep, attempts: HashMap::new(), recalls: HashMap::new(), revision: 0 }
    }

    /// Whether these are the files of this person in this folder.
    #[must_use]
    pub fn are_of(&self, records: &Records, person: Id) -> bool {
        self.records == *records && self.person == person
    }

    /// Another number each time something of the person's has come, changed or gone.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Reads what has come or changed since the last time, and forgets what is gone. Between any two files `is_wanted` is
    /// asked; what was read until then stays known.
    ///
    /// # Errors
    /// Where a folder is there and cannot be read, and [`io::ErrorKind::Interrupted`] where it is not wanted any more.
    pub fn read(&mut self, is_wanted: impl Fn() -> bool) -> io::Result<()> {
        self.read_with(&mut |file| door::open(file), is_wanted)
    }

    /// The same with files opened in this way.
    ///
    /// # Errors
    /// As [`OwnRecords::read`].
    pub fn read_with(&mut self, open: OpenFile<'_>, is_wanted: impl Fn() -> bool) -> io::Result<()> {
        let go_on = || if is_wanted() { Ok(()) } else { Err(io::Error::from(io::ErrorKind::Interrupted)) };
        let files = self.records.all_files()?;
        let there: HashSet<_> = files.iter().map(PathBuf::as_path).collect();
        let gone: Vec<_> = self.attempts.keys().filter(|file| !there.contains(file.as_path())).cloned().collect();
        for file in gone {
            self.put(&file, None);
        }
        for file in &files {
            go_on()?;
            self.look_at(file, open);
        }
        let recalled = self.records.refreshers_of(self.person)?;
        let there: HashSet<_> = recalled.iter().map(PathBuf::as_path).collect();
        let before = self.recalls.len();
        self.recalls.retain(|file, _| there.contains(file.as_path()));
        self.revision += u64::from(self.recalls.len() < before);
        for file in &recalled {
            go_on()?;
            self.look_at_recalls(file, open);
        }
        Ok(())
    }

    /// Reads a file of an attempt, where it is not known as it is.
    fn look_at(&mut self, file: &Path, open: OpenFile<'_>) {
        match self.attempts.get(file) {
            Some(KnownFile::Foreign) => return,
            Some(known) if known.state().is_some_and(|known| is_still(file, known)) => return,
            Some(_) | None => {}
        }
        match self.read_one(file, open) {
            Ok(known) => self.put(file, Some(known)),
            // Somebody has deleted it meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.put(file, None),
            Err(_) => {
                let state = file.metadata().ok().map(|it| FileState::of(&it));
                self.put(file, Some(KnownFile::Unreadable(state)));
            }
        }
    }

    fn read_one(&self, file: &Path, open: OpenFile<'_>) -> io::Result<KnownFile<K>> {
        let file = open(file)?;
        // Before its contents: what is added meanwhile is read the next time.
        let state = FileState::of(&file.metadata()?);
        door::refuse_large(state.length, door::LONGEST_RECORD)?;
        let mut reader = BufReader::new(file.take(door::LONGEST_RECORD));
        let mut bytes = Vec::new();
        (&mut reader).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut bytes)?;
        // Only the first line of what belongs to others is read.
        if let Ok(Line::Started(started)) = serde_json::from_slice(&bytes)
            && started.person.is_none_or(|it| it.id != self.person)
        {
            return Ok(KnownFile::Foreign);
        }
        reader.read_to_end(&mut bytes)?;
        Ok(match Attempt::read(&bytes) {
            Ok(attempt) => KnownFile::Own(OwnFile {
                state,
                attempt: attempt.started.attempt,
                order: order_of(attempt.started.attempt, attempt.started.at),
                extent: attempt.extent.clone(),
                damaged: !attempt.damaged.is_empty(),
                kept: (self.keep)(attempt),
            }),
            Err(ReadError::Empty) => KnownFile::Empty(state),
            Err(ReadError::NoStart | ReadError::Newer(_)) => KnownFile::Unreadable(Some(state)),
        })
    }

    /// Puts down what is known of a file from now on.
    fn put(&mut self, file: &Path, known: Option<KnownFile<K>>) {
        let is_own = |it: &Option<KnownFile<K>>| matches!(it, Some(KnownFile::Own(_)));
        let changes = is_own(&known);
        let before = match known {
            Some(known) => self.attempts.insert(file.to_owned(), known),
            None => self.attempts.remove(file),
        };
        self.revision += u64::from(changes || is_own(&before));
    }

    /// Reads a file of what was recalled, where it is not known as it is. One that cannot be read is tried every time.
    fn look_at_recalls(&mut self, file: &Path, open: OpenFile<'_>) {
        if self.recalls.get(file).is_some_and(|(known, _)| is_still(file, *known)) {
            return;
        }
        let read = open(file).and_then(|file| {
            let state = FileState::of(&file.metadata()?);
            let mut bytes = Vec::new();
            door::read_into(file, door::LONGEST_RECORD, &mut bytes)?;
            Ok((state, Recall::read_all(&bytes)))
        });
        let before = match read {
            Ok(read) => self.recalls.insert(file.to_owned(), read),
            Err(_) if !self.recalls.contains_key(file) => return,
            Err(_) => self.recalls.remove(file),
        };
        drop(before);
        self.revision += 1;
    }

    /// Every attempt of the person, once, in the order in which they began: see [`order_of`].
    #[must_use]
    pub fn attempts(&self) -> Vec<OwnAttempt<'_, K>> {
        self.furthest().0
    }

    /// The same, and the attempts of which there are copies that disagree.
    fn furthest(&self) -> (Vec<OwnAttempt<'_, K>>, HashSet<Id>) {
        let mut counting: HashMap<Id, (&Path, &OwnFile<K>)> = HashMap::new();
        for (file, own) in self.own() {
            let known = counting.entry(own.attempt).or_insert((file, own));
            // Of copies that are the same it is always the same one.
            if (&known.1.extent, known.0) < (&own.extent, file) {
                *known = (file, own);
            }
        }
        let agrees =
            |own: &OwnFile<K>| counting.get(&own.attempt).is_none_or(|it| it.1.extent.agrees_with(&own.extent));
        let disagreeing = self.own().filter(|(_, own)| !agrees(own)).map(|(_, own)| own.attempt).collect();
        let mut counting: Vec<_> = counting.into_values().collect();
        counting.sort_unstable_by_key(|(_, own)| own.order);
        let attempts = counting.into_iter();
        let attempts = attempts.map(|(file, own)| OwnAttempt { attempt: own.attempt, file, kept: &own.kept });
        (attempts.collect(), disagreeing)
    }

    /// All that the person has recalled in refreshers, in no order; the same line may stand in two files.
    pub fn recalls(&self) -> impl Iterator<Item = &Recall> {
        self.recalls.values().flat_map(|(_, recalls)| recalls)
    }

    /// What could not be read.
    #[must_use]
    pub fn unread(&self) -> Unread {
        let (attempts, disagreeing) = self.furthest();
        let counting: HashSet<_> = attempts.into_iter().map(|it| it.file).collect();
        Unread {
            files: self.attempts.values().filter(|it| matches!(it, KnownFile::Unreadable(_))).count(),
            damaged: self.own().filter(|(file, own)| own.damaged && counting.contains(file)).count(),
            disagreeing: disagreeing.len(),
        }
    }

    fn own(&self) -> impl Iterator<Item = (&Path, &OwnFile<K>)> {
        self.attempts.iter().filter_map(|(file, known)| match known {
            KnownFile::Own(own) => Some((file.as_path(), own)),
            KnownFile::Foreign | KnownFile::Empty(_) | KnownFile::Unreadable(_) => None,
        })
    }
}

/// Whether a file is still as it was.
fn is_still(file: &Path, known: FileState) -> bool {
    file.metadata().is_ok_and(|now| FileState::of(&now) == known)
}
