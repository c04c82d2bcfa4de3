//! Gathering the attempts of any number of folders, for reports.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::door;
use super::file_walk::{Batch, Progress, Waiting, Walk};
use super::left_out::{LeftOut, WhyLeftOut};
use crate::record::ReadError;
use crate::report::{Collection, Reader, Reading};

/// What was found in folders.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Every attempt, once.
    pub collection: Collection,
    /// How many files of attempts there were.
    pub files: usize,
    /// What could not be read, by its path. Where a copy that goes further was read, nothing is missing, nor where nothing was
    /// recorded yet.
    pub left_out: Vec<LeftOut>,
}

/// Reads all attempts in these places, whatever lies how deep in them: folders of records, of attempts, of people, of any
/// of these, or single files. The order of places makes no difference. Several threads read, while the folders are still being
/// walked through, so that `Progress::all` may grow; `tell` is called by all of them now and then, and stops everything where it
/// breaks: then nothing is returned.
pub fn gather(places: &[PathBuf], tell: &(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Option<Gathered> {
    let waiting = Waiting::new(tell);
    let work = || {
        let mut worker = Worker::default();
        while let Some(batch) = waiting.next() {
            worker.read_batch(&batch);
            waiting.was_read(batch.names.len());
        }
        worker
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let (left_out, workers) = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        // This one finds the files, and reads as well when there are no more to find. What a thread has read that fell over is
        // lost, and nothing falls over.
        let left_out = Walk::through(places, &waiting);
        let own = work();
        let workers: Vec<_> = others.into_iter().filter_map(|it| it.join().ok()).chain([own]).collect();
        (left_out, workers)
    });
    let files = waiting.finish()?;
    let mut gathered = Gathered { files, left_out, ..Gathered::default() };
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

/// What one thread has read.
#[derive(Default)]
struct Worker {
    reader: Reader,
    path: PathBuf,
    bytes: Vec<u8>,
    left_out: Vec<Doubtful>,
}

/// Something that could not be read, and may stand in another file.
struct Doubtful {
    left_out: LeftOut,
    reading: Option<Reading>,
}

impl Worker {
    fn read_batch(&mut self, batch: &Batch) {
        let mut path = std::mem::take(&mut self.path);
        for name in &batch.names {
            path.clear();
            path.push(&batch.folder);
            path.push(name);
            self.read(&path);
        }
        self.path = path;
    }

    fn read(&mut self, path: &Path) {
        match self.try_read(path) {
            Ok(mut reading) => {
                let damaged = std::mem::take(&mut reading.damaged);
                if let Some(why) = WhyLeftOut::part(damaged, reading.torn) {
                    self.leave_out(path, why, Some(reading));
                }
            }
            // Nothing was recorded yet, and nothing is missing.
            Err(WhyLeftOut::NotAnAttempt(ReadError::Empty)) => {}
            Err(why) => self.leave_out(path, why, None),
        }
    }

    fn try_read(&mut self, path: &Path) -> Result<Reading, WhyLeftOut> {
        door::read_listed(path, door::LONGEST_RECORD, &mut self.bytes)?;
        Ok(self.reader.read(&self.bytes)?)
    }

    fn leave_out(&mut self, path: &Path, why: WhyLeftOut, reading: Option<Reading>) {
        self.left_out.push(Doubtful { left_out: LeftOut { path: path.to_owned(), why }, reading });
    }
}

impl Doubtful {
    /// Whether something is missing because of it: no copy of the attempt goes further. A program that died has left a
    /// file like this beside the copy in which the attempt went on.
    fn is_missing(&self, collection: &Collection) -> bool {
        let Some(reading) = &self.reading else { return true };
        collection.find(reading.attempt).is_none_or(|play| play.extent <= reading.extent)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const FILES: usize = 500;

    /// Folders within folders, with files that are no attempts: those that are found are told.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..FILES {
            let within = folder.path().join(format!("{}/attempts", number % 3));
            fs::create_dir_all(&within).expect("a folder");
            fs::write(within.join(format!("{number}.jsonl")), "nothing\n").expect("written");
        }
        folder
    }

    #[test]
    fn every_file_is_read_once_and_told_of_in_the_end() {
        let folder = folder();
        let place = folder.path().to_owned();
        let (most, all) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let gathered = gather(&[place.join("1"), place.clone(), place], &|progress| {
            most.fetch_max(progress.done, Ordering::Relaxed);
            all.fetch_max(progress.all, Ordering::Relaxed);
            ControlFlow::Continue(())
        });
        let gathered = gathered.expect("not stopped");
        assert_eq!((gathered.files, gathered.left_out.len()), (FILES, FILES));
        assert!(gathered.left_out.is_sorted_by(|a, b| a.path < b.path));
        assert_eq!((most.into_inner(), all.into_inner()), (FILES, FILES));
    }

    #[test]
    fn it_stops_where_it_is_told_to() {
        let folder = folder();
        let places = [folder.path().to_owned()];
        for after in [0, 1, 100, FILES] {
            let tell = |progress: Progress| {
                if progress.done < after { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            };
            assert!(gather(&places, &tell).is_none(), "stopped after {after}");
        }
    }
}
