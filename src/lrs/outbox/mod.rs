//! What waits to be sent, on the disk: a file that is only ever added to, one JSON object a line.
//!
//! A kill at any byte leaves all earlier lines readable; a torn last line is taken away by the next start. A statement is
//! known by its id, so that adding it twice is harmless, also after it was delivered. The index in memory holds ids and
//! places, not statements. A file that is mostly made of delivered statements is written anew when it is opened: aside,
//! synced, renamed.
//!
//! Only one program at a time has an outbox open. The lock is the system's, and goes with the program.

mod line;

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;

use self::line::{FORMAT, Line};
use super::same::id_of;

/// The file within the folder of an outbox.
const FILE: &str = "outbox.jsonl";

/// So many bytes are put together before they are written and synced.
const WRITE_AT: usize = 1 << 20;

/// A file with fewer bytes of delivered statements than this is not written anew.
const TIDY_FROM: u64 = 1 << 20;

/// A lock that another program holds is asked for so often, with so long a pause.
const LOCK_TRIES: u32 = 20;
const LOCK_WAIT: Duration = Duration::from_millis(25);

/// So many ids stand in one line of a file that was written anew.
const IDS_A_LINE: usize = 1_000;

/// The statements for one learning record store.
#[derive(Debug)]
pub struct Outbox {
    path: PathBuf,
    file: File,
    /// So many bytes are whole lines.
    whole: u64,
    index: Index,
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

/// Where things stand in the file.
#[derive(Debug, Default)]
struct Index {
    known: HashMap<Uuid, Standing>,
    /// In the order in which they were added.
    waiting: BTreeMap<u64, (Uuid, u64)>,
    set_aside: BTreeMap<Uuid, SetAside>,
    delivered: usize,
    damaged: usize,
    /// Bytes of statements that were delivered.
    spent: u64,
}

#[derive(Clone, Copy, Debug)]
enum Standing {
    Waits { at: u64 },
    Delivered,
    SetAside,
}

#[derive(Debug)]
struct SetAside {
    reason: String,
    at: u64,
    length: u64,
}

impl Index {
    /// Takes a line that stands at this place of the file.
    fn take(&mut self, line: Line, at: u64, length: u64) {
        match line {
            Line::Waits { id, .. } => {
                if let std::collections::hash_map::Entry::Vacant(entry) = self.known.entry(id) {
                    entry.insert(Standing::Waits { at });
                    self.waiting.insert(at, (id, length));
                }
            }
            Line::Delivered { ids } => ids.iter().for_each(|&id| self.deliver(id)),
            Line::SetAside { id, reason } => {
                if let Some((at, length)) = self.take_out(id) {
                    self.known.insert(id, Standing::SetAside);
                    self.set_aside.insert(id, SetAside { reason, at, length });
                }
            }
            Line::Again { ids } => {
                for id in ids.iter() {
                    if let Some(SetAside { at, length, .. }) = self.set_aside.remove(id) {
                        self.known.insert(*id, Standing::Waits { at });
                        self.waiting.insert(at, (*id, length));
                    }
                }
            }
            Line::Outbox { .. } | Line::Unknown => {}
        }
    }

    fn deliver(&mut self, id: Uuid) {
        let place = self.take_out(id).or_else(|| self.set_aside.remove(&id).map(|it| (it.at, it.length)));
        self.spent += place.map_or(0, |(_, length)| length);
        if !matches!(self.known.insert(id, Standing::Delivered), Some(Standing::Delivered)) {
            self.delivered += 1;
        }
    }

    /// Takes a statement out of those that wait; returns where it stands.
    fn take_out(&mut self, id: Uuid) -> Option<(u64, u64)> {
        let Some(&Standing::Waits { at }) = self.known.get(&id) else { return None };
        self.waiting.remove(&at).map(|(_, length)| (at, length))
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
        fs::create_dir_all(folder).map_err(disk)?;
        let lock = lock(&folder.join("outbox.lock")).map_err(|error| match error {
            TryLockError::WouldBlock => OutboxError::InUse(path.clone()),
            TryLockError::Error(error) => disk(error),
        })?;
        let file = OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(disk)?;
        let mut outbox = Self { path: path.clone(), file, whole: 0, index: Index::default(), _lock: lock };
        outbox.read()?;
        if outbox.index.spent > TIDY_FROM && outbox.index.spent > outbox.whole / 2 {
            outbox.tidy().map_err(disk)?;
        }
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

    /// What was set aside, and why.
    pub fn set_aside(&self) -> impl Iterator<Item = (Uuid, &str)> {
        self.index.set_aside.iter().map(|(&id, it)| (id, it.reason.as_str()))
    }

    /// Adds statements; when this returns, the new ones among them are on the disk.
    ///
    /// # Errors
    /// Where they cannot be written. Those before stay, and the same may be added again.
    pub fn add(&mut self, statements: impl IntoIterator<Item = Value>) -> Result<Added, OutboxError> {
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
        let (mut batch, mut bytes, mut unreadable) = (Vec::new(), 0, Vec::new());
        for (&at, &(id, length)) in &self.index.waiting {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            if !batch.is_empty() && (batch.len() >= limits.statements || bytes + length > limits.bytes) {
                break;
            }
            match self.statement_at(at, length).map_err(|error| self.disk(error))? {
                Some(statement) if id_of(&statement) == Some(id) => {
                    bytes += length;
                    batch.push((id, statement));
                }
                _ => unreadable.push(id),
            }
        }
        for id in unreadable {
            self.index.take_out(id);
            self.index.known.remove(&id);
            self.index.damaged += 1;
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

    /// Writes the file anew without the statements that were delivered; their ids stay. All or nothing.
    ///
    /// # Errors
    /// Where that fails; the old file stays.
    pub fn tidy(&mut self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let aside = tempfile::NamedTempFile::new_in(folder)?;
        let mut out = io::BufWriter::new(aside.as_file());
        out.write_all(Line::Outbox { format: FORMAT }.to_text().as_bytes())?;
        let delivered = self.index.known.iter().filter(|(_, place)| matches!(place, Standing::Delivered));
        let mut delivered: Vec<Uuid> = delivered.map(|(&id, _)| id).collect();
        delivered.sort_unstable();
        for ids in delivered.chunks(IDS_A_LINE) {
            out.write_all(Line::Delivered { ids: ids.into() }.to_text().as_bytes())?;
        }
        // The order in which they were added stays, also that of those that were set aside.
        let waiting = self.index.waiting.iter().map(|(&at, &(id, length))| (at, (id, length, None)));
        let set_aside = self.index.set_aside.iter().map(|(&id, it)| (it.at, (id, it.length, Some(&it.reason))));
        let kept: BTreeMap<_, _> = waiting.chain(set_aside).collect();
        for (at, (id, length, reason)) in kept {
            out.write_all(&self.bytes_at(at, usize::try_from(length).unwrap_or(usize::MAX))?)?;
            if let Some(reason) = reason {
                out.write_all(Line::SetAside { id, reason: reason.clone() }.to_text().as_bytes())?;
            }
        }
        out.flush()?;
        drop(out);
        aside.as_file().sync_all()?;
        // On some systems a file that is open cannot be replaced.
        self.file = File::open(aside.path())?;
        let persisted = aside.persist(&self.path).map_err(|error| error.error);
        self.file = OpenOptions::new().read(true).append(true).open(&self.path)?;
        persisted?;
        self.read().map_err(io::Error::other)
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
            Line::Unknown => Line::Unknown,
        };
        self.each.push((line, text.len() as u64));
    }
}

/// The system's lock on this file, for as long as the file is open; none, where the disk knows no locks.
fn lock(path: &Path) -> Result<File, TryLockError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(TryLockError::Error)?;
    let mut tries = 0;
    loop {
        match file.try_lock() {
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            // A window that is just being closed, or a child process that is just being born, holds it a little longer.
            Err(TryLockError::WouldBlock) if tries < LOCK_TRIES => {
                tries += 1;
                std::thread::sleep(LOCK_WAIT);
            }
            Err(error) => return Err(error),
            Ok(()) => return Ok(file),
        }
    }
}
