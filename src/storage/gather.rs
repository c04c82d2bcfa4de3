//! Gathering the attempts of any number of folders, for reports.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::attempts::{EXTENSION, id_part};
use crate::record::{Id, ReadError};
use crate::report::{Collection, Reader, Reading};

/// The folder beside attempts in which there are JSON lines that are none.
const REFRESHERS: &str = "refreshers";

/// No attempt is longer than this, in bytes: a day of clicking makes a hundredth of it.
const LONGEST: u64 = 64 << 20;

/// So many files are taken at a time.
const BATCH: usize = 32;

/// What was found in folders.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Every attempt, once.
    pub collection: Collection,
    /// How many files of attempts there were.
    pub files: usize,
    /// What could not be read, by its path. Where a later copy of the same attempt was read, nothing is missing.
    pub left_out: Vec<LeftOut>,
}

/// A file or a folder of which something could not be read.
#[derive(Debug)]
pub struct LeftOut {
    /// Where.
    pub path: PathBuf,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum WhyLeftOut {
    /// The file or folder could not be opened or read.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// There is no attempt in it that this version can read.
    #[error("{0}")]
    NotAnAttempt(#[from] ReadError),
    /// It is larger than an attempt can be.
    #[error("it is larger than any attempt can be ({} MB)", .0 >> 20)]
    TooLarge(u64),
    /// Lines of it are damaged; the others count.
    #[error("{}", damaged(.0))]
    Damaged(Vec<usize>),
    /// Its last line was torn by a crash; the others count.
    #[error("its last line is torn; the rest counts")]
    Torn,
}

impl WhyLeftOut {
    /// Whether what was left out is only a part of the file.
    #[must_use]
    pub fn is_in_part(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Torn)
    }
}

fn damaged(lines: &[usize]) -> String {
    let named: Vec<_> = lines.iter().take(5).map(ToString::to_string).collect();
    let more = if lines.len() > 5 { format!(" and {} more", lines.len() - 5) } else { String::new() };
    match lines {
        [_] => format!("line {} is damaged; the rest counts", named.join("")),
        _ => format!("lines {}{more} are damaged; the rest counts", named.join(", ")),
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// So many files were read.
    pub done: usize,
    /// So many there are.
    pub all: usize,
}

/// Reads all attempts in these places, whatever lies how deep in them: folders of records, of attempts, of people, of any
/// of these, or single files. The order of places makes no difference. Several threads read; `tell` is called by all of them
/// now and then, and stops everything where it breaks: then nothing is returned.
pub fn gather(places: &[PathBuf], tell: &(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Option<Gathered> {
    let mut found = FoundFiles::default();
    for place in places {
        found.walk(place, tell).continue_value()?;
    }
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        let mut worker = Worker::default();
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let batch = &found.files[from.min(found.files.len())..(from + BATCH).min(found.files.len())];
            if batch.is_empty() || stopped.load(Ordering::Relaxed) {
                return worker;
            }
            for path in batch {
                worker.read(path);
            }
            let done = (from + batch.len()).min(found.files.len());
            if tell(Progress { done, all: found.files.len() }).is_break() {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(found.files.len() / BATCH + 1);
    let workers: Vec<Worker> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        // This one works as well; what a thread has read that fell over is lost, and nothing falls over.
        let own = work();
        others.into_iter().filter_map(|it| it.join().ok()).chain([own]).collect()
    });
    if stopped.into_inner() {
        return None;
    }
    let mut gathered = Gathered { files: found.files.len(), left_out: found.left_out, ..Gathered::default() };
    let mut doubtful = Vec::new();
    for worker in workers {
        gathered.collection.merge(worker.reader.into_collection());
        doubtful.extend(worker.left_out);
    }
    let missing = doubtful.into_iter().filter(|it| it.is_missing(&gathered.collection)).map(|it| it.left_out);
    gathered.left_out.extend(missing);
    gathered.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    Some(gathered)
}

/// What was found by walking through folders.
#[derive(Default)]
struct FoundFiles {
    files: Vec<PathBuf>,
    left_out: Vec<LeftOut>,
    /// Folders, and files that were named, by their true paths: links may lead anywhere, also back.
    seen: HashSet<PathBuf>,
}

impl FoundFiles {
    fn walk(&mut self, place: &Path, tell: &(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> ControlFlow<()> {
        if place.is_file() {
            // Named twice, it would be told twice.
            if self.seen.insert(fs::canonicalize(place).unwrap_or_else(|_| place.to_owned())) {
                self.files.push(place.to_owned());
            }
            return ControlFlow::Continue(());
        }
        let mut folders = vec![place.to_owned()];
        while let Some(folder) = folders.pop() {
            tell(Progress { done: 0, all: self.files.len() })?;
            if let Err(error) = self.look_into(&folder, &mut folders) {
                self.left_out.push(LeftOut { path: folder, why: error.into() });
            }
        }
        ControlFlow::Continue(())
    }

    fn look_into(&mut self, folder: &Path, folders: &mut Vec<PathBuf>) -> io::Result<()> {
        if !self.seen.insert(fs::canonicalize(folder)?) {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let mut kind = entry.file_type()?;
            let path = entry.path();
            if kind.is_symlink() {
                // One that leads nowhere is nothing.
                let Ok(led_to) = fs::metadata(&path) else { continue };
                kind = led_to.file_type();
            }
            if kind.is_dir() && entry.file_name() != REFRESHERS {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|it| it == EXTENSION) {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

/// What one thread has read.
#[derive(Default)]
struct Worker {
    reader: Reader,
    bytes: Vec<u8>,
    left_out: Vec<Doubtful>,
}

/// Something that could not be read, and may stand in another file.
struct Doubtful {
    left_out: LeftOut,
    reading: Option<Reading>,
}

impl Worker {
    fn read(&mut self, path: &Path) {
        match self.try_read(path) {
            Ok(reading) if reading.damaged.is_empty() && reading.torn == 0 => {}
            Ok(mut reading) => {
                let damaged = std::mem::take(&mut reading.damaged);
                let why = if damaged.is_empty() { WhyLeftOut::Torn } else { WhyLeftOut::Damaged(damaged) };
                self.leave_out(path, why, Some(reading));
            }
            Err(why) => self.leave_out(path, why, None),
        }
    }

    fn try_read(&mut self, path: &Path) -> Result<Reading, WhyLeftOut> {
        let file = File::open(path)?;
        self.bytes.clear();
        let length = file.take(LONGEST + 1).read_to_end(&mut self.bytes)? as u64;
        if length > LONGEST {
            self.bytes = Vec::new();
            return Err(WhyLeftOut::TooLarge(length));
        }
        Ok(self.reader.read(&self.bytes)?)
    }

    fn leave_out(&mut self, path: &Path, why: WhyLeftOut, reading: Option<Reading>) {
        self.left_out.push(Doubtful { left_out: LeftOut { path: path.to_owned(), why }, reading });
    }
}

impl Doubtful {
    /// Whether something is missing because of it: there is no later copy of the attempt. A program that died has left a
    /// file like this beside the copy in which the attempt went on.
    fn is_missing(&self, collection: &Collection) -> bool {
        match &self.reading {
            Some(reading) => collection.find(reading.attempt).is_none_or(|play| play.last_at <= reading.last_at),
            None => {
                let is_empty = matches!(self.left_out.why, WhyLeftOut::NotAnAttempt(ReadError::Empty));
                let attempt = id_part(&self.left_out.path).parse::<Id>().ok();
                !is_empty || attempt.is_none_or(|attempt| collection.find(attempt).is_none())
            }
        }
    }
}
