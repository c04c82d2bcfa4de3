//! What waits to be sent, on the disk: a file that is only ever added to, one JSON object a line.
//!
//! A kill at any byte leaves all earlier lines readable; a torn last line is taken away by the next start. A statement is
//! known by its id, so that adding it twice is harmless, also after it was delivered. The index in memory holds ids and
//! places, not statements. A file that is mostly made of delivered statements is written anew when it is opened: aside,
//! synced, renamed.
//!
//! Only one program at a time has an outbox open. The lock is the system's, and goes with the program.

mod forgotten;
mod index;
mod line;
mod lock;
mod tidy;

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;
use uuid::Uuid;

use self::forgotten::Forgotten;
pub(super) use self::forgotten::{has_notes, note_down};
use self::index::Index;
use self::line::{FORMAT, Line};
use self::lock::lock;
use super::private::{make_folder, make_private, private};
use super::same::id_of;

/// The file within the folder of an outbox.
pub(super) const FILE: &str = "outbox.jsonl";

/// So many bytes are put together before they are written and synced.
const WRITE_AT: usize = 1 << 20;

/// A file with fewer bytes of delivered statements than this is not written anew.
const TIDY_FROM: u64 = 1 << 20;

/// The statements for one learning record store.
#[derive(Debug)]
pub struct Outbox {
    path: PathBuf,
    file: File,
    /// So many bytes are whole lines.
    whole: u64,
    index: Index,
    /// Whose statements are not to be kept any more.
    forgotten: Forgotten,
    /// How often somebody was forgotten since it is open.
    forgettings: u64,
    /// Keeps others out while it is open.
    _lock: File,
}

/// Why an outbox cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// Another program has it open.
    #[error("{} is in use: another window is sending already", .0.display())]
    InUse(PathBuf),
    /// It was written by a newer version of the program.
    #[error("{} was written by a newer version of the program (format {format}; this one reads {FORMAT})", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its format.
        format: u32,
    },
    /// The file can not be read or written.
    #[error("{}: {error}", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// How far sending is, for a status line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements that wait to be sent.
    pub waiting: usize,
    /// Statements that are with the server.
    pub delivered: usize,
    /// Statements that will not get there.
    pub set_aside: usize,
    /// Lines of the file that could not be understood, and are left out.
    pub damaged: usize,
}

/// What became of statements that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// They wait to be sent.
    pub new: usize,
    /// They were known already: they wait, were delivered or were set aside.
    pub known: usize,
    /// They have no id that is a UUID, and are left out: they could not be sent twice without harm.
    pub without_id: usize,
    /// They are of somebody of whom everything was deleted, and are left out.
    pub forgotten: usize,
}

/// How large a batch may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Statements.
    pub statements: usize,
    /// Bytes of JSON. One statement that is larger than this goes alone.
    pub bytes: usize,
}

impl Default for Limits {
    /// Half of what common servers take by default.
    fn default() -> Self {
        Self { statements: 100, bytes: 500_000 }
    }
}

impl Outbox {
    /// Opens the outbox in this folder, which need not be there yet.
    ///
    /// # Errors
    /// Where another program has it open, it is of a newer version, or the disk fails.
    pub fn open(folder: &Path) -> Result<Self, OutboxError> {
        let path = folder.join(FILE);
        let disk = |error| OutboxError::Disk { path: path.clone(), error };
        make_folder(folder).map_err(disk)?;
        let lock = lock(&folder.join("outbox.lock")).map_err(|error| match error {
            TryLockError::WouldBlock => OutboxError::InUse(path.clone()),
            TryLockError::Error(error) => disk(error),
        })?;
        tidy::remove_leftovers(folder);
        let file = private().read(true).append(true).create(true).open(&path).map_err(disk)?;
        // One of an earlier version may be open to others.
        make_private(&file).map_err(disk)?;
        let forgotten = Forgotten::within(folder);
        let index = Index::default();
        let mut outbox = Self { path: path.clone(), file, whole: 0, index, forgotten, forgettings: 0, _lock: lock };
        outbox.read()?;
        if outbox.index.spent > TIDY_FROM && outbox.index.spent > outbox.whole / 2 {
            outbox.tidy().map_err(disk)?;
        }
        outbox.heed()?;
        Ok(outbox)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How far sending is.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            waiting: self.index.waiting.len(),
            delivered: self.index.delivered,
            set_aside: self.index.set_aside.len(),
            damaged: self.index.damaged,
        }
    }

    /// Whether a statement was ever added.
    #[must_use]
    pub fn knows(&self, id: Uuid) -> bool {
        self.index.known.contains_key(&id)
    }

    /// How often somebody was forgotten while it was open: what was taken out of it before that may be gone.
    #[must_use]
    pub fn forgettings(&self) -> u64 {
        self.forgettings
    }

    /// Looks whether somebody is to be forgotten, and takes everything of theirs off the disk: what waits, what was set aside,
    /// and what was delivered. Others ask for that beside the file, since only who has it open can do it (see
    /// [`super::forget`]).
    ///
    /// # Errors
    /// Where the disk fails; it is tried again with the next call.
    pub fn heed(&mut self) -> Result<(), OutboxError> {
        let notes = self.forgotten.look().map_err(|error| self.disk(error))?;
        let heeded = self.index.heeded;
        if notes <= heeded {
            return Ok(());
        }
        let undelivered: Vec<_> =
            self.index.undelivered().into_iter().map(|(at, (id, length, _))| (at, id, length)).collect();
        for (at, id, length) in undelivered {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let statement = self.statement_at(at, length).map_err(|error| self.disk(error))?;
            if statement.is_none_or(|it| self.forgotten.has(&it)) {
                self.index.remove(id);
            }
        }
        self.forgettings += 1;
        self.index.heeded = notes;
        self.tidy().map_err(|error| {
            self.index.heeded = heeded;
            self.disk(error)
        })
    }

    /// What was set aside, and why.
    pub fn set_aside(&self) -> impl Iterator<Item = (Uuid, &str)> {
        self.index.set_aside.iter().map(|(&id, it)| (id, it.reason.as_str()))
    }

    /// Adds statements; when this returns, the new ones among them are on the disk.
    ///
    /// # Errors
    /// Where they cannot be written. Those before stay, and the same may be added again.
    pub fn add(&mut self, statements: impl IntoIterator<Item = Value>) -> Result<Added, OutboxError> {
        self.heed()?;
        let (mut added, mut lines) = (Added::default(), Lines::default());
        for statement in statements {
            let Some(id) = id_of(&statement) else {
                added.without_id += 1;
                continue;
            };
            if self.knows(id) || lines.ids.contains(&id) {
                added.known += 1;
                continue;
            }
            if self.forgotten.has(&statement) {
                added.forgotten += 1;
                continue;
            }
            added.new += 1;
            lines.ids.insert(id);
            lines.push(Line::Waits { id, statement: std::borrow::Cow::Owned(statement) });
            if lines.text.len() >= WRITE_AT {
                self.append(std::mem::take(&mut lines))?;
            }
        }
        self.append(lines)?;
        Ok(added)
    }

    /// The next statements to be sent, oldest first; none, where nothing waits. Those that can no longer be read are left
    /// out, and may be added again.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn next_batch(&mut self, limits: Limits) -> Result<Vec<(Uuid, Value)>, OutboxError> {
        self.next_batch_beside(limits, &HashSet::new())
    }

    /// The same, where some of those that wait are to be sent beside others only: they are at most half of a batch, and none is
    /// sent where there are no others.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn next_batch_beside(
        &mut self,
        limits: Limits,
        doubtful: &HashSet<Uuid>,
    ) -> Result<Vec<(Uuid, Value)>, OutboxError> {
        let half = Limits { statements: limits.statements / 2, bytes: limits.bytes / 2 };
        let mut batch = if doubtful.is_empty() {
            Batch::default()
        } else {
            self.fill(Batch::default(), half, |id| doubtful.contains(&id))?
        };
        let beside = batch.statements.len();
        batch = self.fill(batch, limits, |id| !doubtful.contains(&id))?;
        for id in batch.unreadable {
            self.index.remove(id);
            self.index.damaged += 1;
        }
        let has_others = batch.statements.len() > beside;
        Ok(if has_others { batch.statements } else { Vec::new() })
    }

    /// Puts statements that wait in a batch, oldest first, as far as they fit; one always does.
    fn fill(&self, mut batch: Batch, limits: Limits, is_wanted: impl Fn(Uuid) -> bool) -> Result<Batch, OutboxError> {
        let before = batch.statements.len();
        for (&at, &(id, length)) in self.index.waiting.iter().filter(|(_, (id, _))| is_wanted(*id)) {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let is_full = batch.statements.len() >= limits.statements || batch.bytes + length > limits.bytes;
            if batch.statements.len() > before && is_full {
                break;
            }
            match self.statement_at(at, length).map_err(|error| self.disk(error))? {
                Some(statement) if id_of(&statement) == Some(id) => {
                    batch.bytes += length;
                    batch.statements.push((id, statement));
                }
                _ => batch.unreadable.push(id),
            }
        }
        Ok(batch)
    }

    /// Marks statements as delivered.
    ///
    /// # Errors
    /// Where that cannot be written. They wait then, and sending them once more is harmless.
    pub fn deliver(&mut self, ids: &[Uuid]) -> Result<(), OutboxError> {
        self.append(Lines::of(Line::Delivered { ids: ids.into() }))
    }

    /// Puts a statement aside, with the reason.
    ///
    /// # Errors
    /// Where that cannot be written. It waits then.
    pub fn put_aside(&mut self, id: Uuid, reason: &str) -> Result<(), OutboxError> {
        self.append(Lines::of(Line::SetAside { id, reason: reason.to_owned() }))
    }

    /// Lets everything that was set aside wait once more; returns how much that is.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn again(&mut self) -> Result<usize, OutboxError> {
        let ids: Vec<Uuid> = self.index.set_aside.keys().copied().collect();
        if !ids.is_empty() {
            self.append(Lines::of(Line::Again { ids: ids.as_slice().into() }))?;
        }
        Ok(ids.len())
    }

    /// Reads the whole file into the index, and takes a torn last line away.
    fn read(&mut self) -> Result<(), OutboxError> {
        (self.index, self.whole) = (Index::default(), 0);
        let mut reader = BufReader::new(&self.file);
        reader.rewind().map_err(|error| self.disk(error))?;
        let mut text = Vec::new();
        loop {
            text.clear();
            let length = reader.read_until(b'\n', &mut text).map_err(|error| self.disk(error))? as u64;
            if text.last() != Some(&b'\n') {
                break;
            }
            match serde_json::from_slice(&text) {
                Ok(Line::Outbox { format }) if format > FORMAT => {
                    return Err(OutboxError::Newer { path: self.path.clone(), format });
                }
                Ok(line) => self.index.take(line, self.whole, length),
                Err(_) => self.index.damaged += 1,
            }
            self.whole += length;
        }
        drop(reader);
        self.cut_torn_line().map_err(|error| self.disk(error))
    }

    /// Adds lines to the file and to the index, in this order.
    fn append(&mut self, lines: Lines) -> Result<(), OutboxError> {
        if lines.text.is_empty() {
            return Ok(());
        }
        let first = if self.whole == 0 { Line::Outbox { format: FORMAT }.to_text() } else { String::new() };
        let text = [first.as_bytes(), &lines.text].concat();
        if let Err(error) = self.append_text(&text) {
            // Whether this works is found out at the next try.
            let _ = self.cut_torn_line();
            return Err(self.disk(error));
        }
        let mut at = self.whole + first.len() as u64;
        self.whole += text.len() as u64;
        for (line, length) in lines.each {
            self.index.take(line, at, length);
            at += length;
        }
        Ok(())
    }

    fn append_text(&mut self, text: &[u8]) -> io::Result<()> {
        // A file that was deleted underneath still takes everything, and keeps nothing.
        if !self.path.exists() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "it was deleted while it was open"));
        }
        self.cut_torn_line()?;
        self.file.write_all(text)?;
        self.file.sync_data()
    }

    /// Takes away what follows the last whole line.
    fn cut_torn_line(&self) -> io::Result<()> {
        if self.file.metadata()?.len() > self.whole {
            self.file.set_len(self.whole)?;
        }
        Ok(())
    }

    /// The statement in the line at this place; `None` where it cannot be understood.
    fn statement_at(&self, at: u64, length: usize) -> io::Result<Option<Value>> {
        let text = self.bytes_at(at, length)?;
        Ok(match serde_json::from_slice(&text) {
            Ok(Line::Waits { statement, .. }) => Some(statement.into_owned()),
            _ => None,
        })
    }

    fn bytes_at(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))?;
        let mut text = vec![0; length];
        file.read_exact(&mut text)?;
        Ok(text)
    }

    fn disk(&self, error: io::Error) -> OutboxError {
        OutboxError::Disk { path: self.path.clone(), error }
    }
}

/// Statements that are to be sent together.
#[derive(Default)]
struct Batch {
    statements: Vec<(Uuid, Value)>,
    bytes: usize,
    unreadable: Vec<Uuid>,
}

/// Lines that are to be written together.
#[derive(Default)]
struct Lines {
    text: Vec<u8>,
    /// Each, and how long it is.
    each: Vec<(Line<'static>, u64)>,
    ids: std::collections::HashSet<Uuid>,
}

impl Lines {
    fn of(line: Line<'_>) -> Self {
        let mut lines = Self::default();
        lines.push(line);
        lines
    }

    fn push(&mut self, line: Line<'_>) {
        let text = line.to_text();
        self.text.extend_from_slice(text.as_bytes());
        // The index needs no statement.
        let line = match line {
            Line::Waits { id, .. } => Line::Waits { id, statement: std::borrow::Cow::Owned(Value::Null) },
            Line::Delivered { ids } => Line::Delivered { ids: ids.into_owned().into() },
            Line::Again { ids } => Line::Again { ids: ids.into_owned().into() },
            Line::SetAside { id, reason } => Line::SetAside { id, reason },
            Line::Outbox { format } => Line::Outbox { format },
            Line::Heeded { notes } => Line::Heeded { notes },
            Line::Unknown => Line::Unknown,
        };
        self.each.push((line, text.len() as u64));
    }
}
