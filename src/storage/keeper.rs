//! Keeping an attempt while it is played, refreshers while they are done, or a workshop while it goes on, also when the disk is full, the shared folder away
//! for a while, or something else changes the file underneath.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::attempt_file::{AttemptFile, Standing};
use super::attempts::Records;
use super::register::Register;
use crate::record::{Id, Line, Recall};
use crate::workshop;

/// Writes lines in their order: those of one attempt, of one workshop, or of one person's refreshers in this run of the program. What
/// cannot be written waits, and is written as soon as it can be.
///
/// Before each line the file is looked at:
/// - where it is as it was written, the line is added;
/// - where its folder is gone, or another one is in its place, it is written anew as a whole, as soon as that is possible;
/// - where something else has changed it, it is left alone, and the whole goes on in a copy, which is told once;
/// - where it alone was deleted, or the person was, nothing more of it is written, which is told once. What is recalled in
///   refreshers goes on in a new file then, without what was deleted.
#[derive(Debug)]
pub struct Keeper {
    records: Records,
    what: FileToKeep,
    /// Whose it is, where that can be found out.
    person: Option<(Register, Id)>,
    file: Option<AttemptFile>,
    /// The older file of which this is to be a copy.
    source: Option<AttemptFile>,
    /// All of it as it is written, so that it can be written once more where its file goes away.
    text: Vec<u8>,
    /// So many bytes of it are on the disk.
    written: usize,
    has_stopped: bool,
    remark: Option<KeepRemark>,
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
    /// A workshop, under this name; as a copy, while an older file of it is there, and left alone.
    Workshop { id: Id, copy: bool },
}

/// What has happened to what is kept, for whoever plays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepRemark {
    /// Something else has changed the file.
    #[error(
        "Something other than this program has changed the file of your play, {}. It is left as it is, and your play is kept \
         as a whole in a copy beside it",
        .0.display()
    )]
    GoesOnInACopy(PathBuf),
    /// The file was deleted.
    #[error("The file of your play was deleted: {}. You can go on, and nothing more of this play is kept", .0.display())]
    FileDeleted(PathBuf),
    /// The person was deleted.
    #[error("Whoever plays was deleted in another window. You can go on, and nothing more is kept")]
    PersonDeleted,
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

    /// Keeps a new workshop. Nothing is written before its first line.
    #[must_use]
    pub fn of_workshop(records: Records, id: Id) -> Self {
        Self::begin(records, FileToKeep::Workshop { id, copy: false }, Vec::new())
    }

    /// Goes on with the workshop in this file, in a copy of it, as with an attempt.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn go_on_with_workshop(records: Records, id: Id, file: &Path) -> io::Result<Self> {
        let text = super::attempts::whole_lines_of(file)?;
        let source = Some(AttemptFile::of(file));
        Ok(Self { source, ..Self::begin(records, FileToKeep::Workshop { id, copy: true }, text) })
    }

    fn begin(records: Records, what: FileToKeep, text: Vec<u8>) -> Self {
        let (person, file, source, remark) = (None, None, None, None);
        Self { records, what, person, file, source, text, written: 0, has_stopped: false, remark }
    }

    /// Goes on with the attempt in this file, in a copy of it: it may still be open in another window.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn go_on(records: Records, attempt: Id, file: &Path) -> io::Result<Self> {
        let text = super::attempts::whole_lines_of(file)?;
        let source = Some(AttemptFile::of(file));
        Ok(Self { source, ..Self::begin(records, FileToKeep::Copy(attempt), text) })
    }

    /// The same; it is this person's, and nothing more is written once they were deleted.
    #[must_use]
    pub fn of_person(mut self, register: Register, person: Id) -> Self {
        self.person = Some((register, person));
        self
    }

    /// Keeps a line. When this returns `Ok`, it and all before it are on the disk, unless keeping has stopped, which
    /// [`Keeper::take_remark`] tells.
    ///
    /// # Errors
    /// Where it could not be written. It waits then, and goes with the next one, or with [`Keeper::try_again`].
    pub fn keep(&mut self, line: &Line) -> io::Result<()> {
        self.add(&line.to_text())
    }

    /// The same for a refresher.
    ///
    /// # Errors
    /// Where it could not be written. It waits then, as an attempt's line does.
    pub fn keep_recall(&mut self, recall: &Recall) -> io::Result<()> {
        self.add(&recall.to_text())
    }

    /// The same for what happened in a workshop: all of these at once, so that the disk is waited for once.
    ///
    /// # Errors
    /// Where they could not be written. They wait then, as an attempt's line does.
    pub fn keep_deeds(&mut self, deeds: &[workshop::Line]) -> io::Result<()> {
        self.add(&deeds.iter().map(workshop::Line::to_text).collect::<String>())
    }

    fn add(&mut self, line: &str) -> io::Result<()> {
        if !self.has_stopped {
            self.text.extend_from_slice(line.as_bytes());
        }
        self.try_again()
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// Where that is still not possible.
    pub fn try_again(&mut self) -> io::Result<()> {
        if !self.is_waiting() {
            return Ok(());
        }
        if self.person.as_ref().is_some_and(|(register, person)| register.is_gone(*person)) {
            self.stop(KeepRemark::PersonDeleted);
            return Ok(());
        }
        let Some(file) = self.file.clone() else { return self.write_whole() };
        match file.add(&self.text, self.written)? {
            Standing::Added => {
                self.written = self.text.len();
                Ok(())
            }
            Standing::Away => self.write_whole(),
            Standing::Changed => {
                self.what = match self.what {
                    FileToKeep::Attempt(attempt) => FileToKeep::Copy(attempt),
                    FileToKeep::Workshop { id, .. } => FileToKeep::Workshop { id, copy: true },
                    what => what,
                };
                self.write_whole()?;
                self.remark = Some(KeepRemark::GoesOnInACopy(file.path().to_owned()));
                Ok(())
            }
            Standing::Deleted if matches!(self.what, FileToKeep::Refreshers(_)) => {
                // What was deleted stays so, and what has been recalled since is kept.
                self.text.drain(..self.written);
                (self.file, self.written) = (None, 0);
                self.write_whole()
            }
            Standing::Deleted => {
                self.stop(KeepRemark::FileDeleted(file.path().to_owned()));
                Ok(())
            }
        }
    }

    /// Writes all of it to a new file. Where that cannot be, everything stays as it was: the old file may come back.
    fn write_whole(&mut self) -> io::Result<()> {
        if let Some(source) = self.source.take_if(|source| source.is_deleted()) {
            self.stop(KeepRemark::FileDeleted(source.path().to_owned()));
            return Ok(());
        }
        let file = match self.what {
            FileToKeep::Attempt(attempt) => match self.records.create(attempt, false) {
                // An older file of it has come back, or was copied here: that is left alone.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => self.records.create(attempt, true),
                created => created,
            },
            FileToKeep::Copy(attempt) => self.records.create(attempt, true),
            FileToKeep::Refreshers(person) => self.records.create_refreshers(person),
            FileToKeep::Workshop { id, copy } => match self.records.create_workshop(id, copy) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => self.records.create_workshop(id, true),
                created => created,
            },
        }?;
        self.written = 0;
        let file = self.file.insert(file);
        match file.add(&self.text, 0)? {
            Standing::Added => {
                self.written = self.text.len();
                self.source = None;
                Ok(())
            }
            _ => Err(io::Error::other("the new file has changed while it was written")),
        }
    }

    fn stop(&mut self, why: KeepRemark) {
        self.has_stopped = true;
        self.text.clear();
        self.written = 0;
        self.remark = Some(why);
    }

    /// Keeps it in another folder from now on, as a whole. What was written in the old one stays there.
    pub fn move_to(&mut self, records: Records) {
        if records != self.records {
            (self.records, self.file, self.source, self.written) = (records, None, None, 0);
        }
    }

    /// Whether something waits to be written.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.written < self.text.len()
    }

    /// The records that it is kept in.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Whether nothing more is kept, since the file or the person was deleted.
    #[must_use]
    pub fn has_stopped(&self) -> bool {
        self.has_stopped
    }

    /// What has happened to it, once.
    pub fn take_remark(&mut self) -> Option<KeepRemark> {
        self.remark.take()
    }

    /// Where it is, once something of it was written.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.file.as_ref().map(|file| file.path().to_owned())
    }
}
