//! Finding the files of attempts in folders, for several threads that read them meanwhile.

use std::collections::{HashSet, VecDeque};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::door;
use super::file_names::{EXTENSION, is_listed};
use super::left_out::LeftOut;

/// The folders beside attempts in which there are JSON lines that are none.
const OTHERS: [&str; 2] = ["refreshers", "workshops"];

/// So many files are taken at a time.
const BATCH: usize = 32;

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// So many files were read.
    pub done: usize,
    /// So many were found so far.
    pub all: usize,
}

/// Files of one folder that are to be read. The path of the folder is kept once: there may be a million of names.
pub(super) struct Batch {
    pub(super) folder: Arc<Path>,
    pub(super) names: Vec<OsString>,
}

/// Files that were found and not read yet, for all threads.
pub(super) struct Waiting<'a> {
    tell: &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync),
    queue: Mutex<Queue>,
    /// Something came into the queue, or nothing will come any more.
    changed: Condvar,
    found: AtomicUsize,
    done: AtomicUsize,
    stopped: AtomicBool,
}

#[derive(Default)]
struct Queue {
    batches: VecDeque<Batch>,
    /// Whether all files were found.
    is_whole: bool,
}

impl<'a> Waiting<'a> {
    pub(super) fn new(tell: &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Self {
        let (found, done, stopped) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        Self { tell, queue: Mutex::default(), changed: Condvar::new(), found, done, stopped }
    }

    /// The queue. A thread that fell over while it had it has left it as it was.
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts files into the queue.
    fn add(&self, batch: Batch) {
        self.found.fetch_add(batch.names.len(), Ordering::Relaxed);
        self.queue().batches.push_back(batch);
        self.changed.notify_one();
    }

    /// Says that no more files will come.
    fn close(&self) {
        self.queue().is_whole = true;
        self.changed.notify_all();
    }

    /// The next files; waits for them while more may come. `None` where there are none left, or it was stopped.
    pub(super) fn next(&self) -> Option<Batch> {
        let mut queue = self.queue();
        loop {
            if self.is_stopped() {
                return None;
            }
            match queue.batches.pop_front() {
                None if !queue.is_whole => {
                    queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
                }
                batch => return batch,
            }
        }
    }

    /// Notes that so many files were read.
    pub(super) fn was_read(&self, files: usize) {
        self.done.fetch_add(files, Ordering::Relaxed);
        self.tell();
    }

    /// Tells how far it has come, and stops everything where that is wanted.
    fn tell(&self) {
        let progress = Progress { done: self.done.load(Ordering::Relaxed), all: self.found.load(Ordering::Relaxed) };
        if (self.tell)(progress).is_break() {
            self.stopped.store(true, Ordering::Relaxed);
            // Whoever waits for more is not to wait on.
            drop(self.queue());
            self.changed.notify_all();
        }
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How many files there were; `None` where it was stopped.
    pub(super) fn finish(self) -> Option<usize> {
        (!self.stopped.into_inner()).then(|| self.found.into_inner())
    }
}

/// A walk through folders, which puts the files that it finds into the queue.
pub(super) struct Walk<'a> {
    waiting: &'a Waiting<'a>,
    left_out: Vec<LeftOut>,
    /// Folders, and files that were named, by their true paths: links may lead anywhere, also back.
    seen: HashSet<PathBuf>,
}

impl<'a> Walk<'a> {
    /// Walks through all of these; returns what could not be looked into.
    pub(super) fn through(places: &[PathBuf], waiting: &'a Waiting<'a>) -> Vec<LeftOut> {
        let mut walk = Self { waiting, left_out: Vec::new(), seen: HashSet::new() };
        for place in places {
            walk.walk(place);
        }
        std::mem::take(&mut walk.left_out)
    }

    fn walk(&mut self, place: &Path) {
        if place.is_file() {
            // Named twice, it would be told twice.
            if self.seen.insert(fs::canonicalize(place).unwrap_or_else(|_| place.to_owned())) {
                let (folder, name) = match (place.parent(), place.file_name()) {
                    (Some(folder), Some(name)) => (folder, name),
                    _ => (Path::new(""), place.as_os_str()),
                };
                self.waiting.add(Batch { folder: folder.into(), names: vec![name.to_owned()] });
            }
            return;
        }
        let mut folders = vec![place.to_owned()];
        while let Some(folder) = folders.pop() {
            self.waiting.tell();
            if self.waiting.is_stopped() {
                return;
            }
            if let Err(error) = self.look_into(&folder, &mut folders) {
                self.left_out.push(LeftOut { path: folder, why: error.into() });
            }
        }
    }

    fn look_into(&mut self, path: &Path, folders: &mut Vec<PathBuf>) -> io::Result<()> {
        if !self.seen.insert(fs::canonicalize(path)?) {
            return Ok(());
        }
        let folder: Arc<Path> = path.into();
        let mut names = Vec::with_capacity(BATCH);
        let waiting = self.waiting;
        let listed = self.list(path, folders, |name| {
            names.push(name);
            if names.len() == BATCH {
                let names = std::mem::replace(&mut names, Vec::with_capacity(BATCH));
                waiting.add(Batch { folder: Arc::clone(&folder), names });
            }
        });
        // What was found before something went wrong counts.
        if !names.is_empty() {
            self.waiting.add(Batch { folder, names });
        }
        listed
    }

    /// Hands over the names of the files of attempts in a folder, and adds the folders in it to the others.
    fn list(&mut self, folder: &Path, folders: &mut Vec<PathBuf>, mut take: impl FnMut(OsString)) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            if self.waiting.is_stopped() {
                break;
            }
            let entry = entry?;
            let mut kind = entry.file_type()?;
            if kind.is_symlink() {
                // One that leads nowhere is nothing.
                let Ok(led_to) = fs::metadata(entry.path()) else { continue };
                kind = led_to.file_type();
            }
            let name = entry.file_name();
            if kind.is_dir() {
                if !OTHERS.iter().any(|other| name == *other) {
                    folders.push(entry.path());
                }
            } else if is_listed(&name, EXTENSION) {
                if kind.is_file() {
                    take(name);
                } else {
                    self.left_out.push(LeftOut { path: entry.path(), why: door::no_ordinary_file().into() });
                }
            }
        }
        Ok(())
    }
}

/// Nobody waits for a walk that is over, in whatever way it ended.
impl Drop for Walk<'_> {
    fn drop(&mut self) {
        self.waiting.close();
    }
}
