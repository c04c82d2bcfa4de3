//! The person's own files, read once for everything that is made of them: progress, what is due, and how plays ended.
//!
//! [`OwnReader`] lives on a thread of its own, since a shared folder may hold tens of thousands of files of others; nothing
//! else waits for it. A reading that nobody wants any more (the person has changed, or the folder) is given up between two
//! files: see [`OwnTask`].

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use jiff::tz::TimeZone;

use super::due::{DueToday, Inquiry, due_today};
use super::task::{Resident, Task, Worker};
use crate::memory::{Played, RecordedPlay};
use crate::record::{Attempt, Id, Recall, order_of};
use crate::refresh::{Decision, decisions};
use crate::report::Collection;
use crate::report::progress::{Progress, Row};
use crate::storage::{OwnRecords, Records, Unread};

/// Whose files are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Where they are.
    pub records: Records,
    /// Whose they are.
    pub person: Id,
}

/// What was found in somebody's files.
#[derive(Debug)]
pub struct OwnAnswer<T> {
    /// What was asked for; an error where the files cannot be read.
    pub found: io::Result<T>,
    /// How their plays ended, as far as that is known; the same where nothing has changed.
    pub plays: Arc<[RecordedPlay]>,
    /// Another number each time something of theirs has come, changed or gone.
    pub revision: u64,
}

/// What somebody's attempts come to, and where they are.
#[derive(Debug)]
pub struct OwnAttempts {
    /// What they come to.
    pub progress: Progress,
    /// What could not be read.
    pub unread: Unread,
    /// The file of each attempt in which something was chosen, in the order in which they began.
    files: Vec<(Id, PathBuf)>,
}

impl OwnAttempts {
    /// The file of an attempt.
    #[must_use]
    pub fn file_of(&self, attempt: Id) -> Option<&Path> {
        self.files.iter().find(|(id, _)| *id == attempt).map(|(_, file)| file.as_path())
    }

    /// The files of all attempts in which something was chosen, in the order in which they began.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(_, file)| file.as_path())
    }
}

/// What is kept of an attempt.
#[derive(Debug)]
struct KeptOfAttempt {
    /// Only this attempt: what it says in reports.
    collection: Collection,
    row: Option<Row>,
    decisions: Vec<Decision>,
    /// `None` where it has not ended.
    play: Option<RecordedPlay>,
}

impl KeptOfAttempt {
    fn of(attempt: Attempt) -> Self {
        let mut collection = Collection::default();
        collection.add(&attempt);
        let play = attempt.end().map(|end| RecordedPlay {
            attempt: attempt.started.attempt,
            scenario: attempt.started.scenario.id.clone(),
            played: Played {
                outcome: end.ended.outcome,
                mode: attempt.started.mode,
                stepped_back: end.after_stepping_back,
            },
        });
        Self { collection, play, decisions: decisions(&attempt), row: Row::of(attempt) }
    }
}

/// Reads the files of whoever practises, and remembers what was in them.
#[derive(Debug, Default)]
pub struct OwnReader {
    known: Option<KnownRecords>,
}

/// What is known of one person's files in one folder.
#[derive(Debug)]
struct KnownRecords {
    own: OwnRecords<KeptOfAttempt>,
    /// All attempts together, as they were at a revision.
    collection: (u64, Collection),
    /// How plays ended, likewise.
    plays: (u64, Arc<[RecordedPlay]>),
}

impl Resident for OwnReader {}

impl OwnReader {
    /// What is due; `is_wanted` is asked between any two files.
    pub fn due(&mut self, whose: &Whose, inquiry: &Inquiry, is_wanted: impl Fn() -> bool) -> OwnAnswer<DueToday> {
        self.answer(whose, is_wanted, |known| {
            let recalls: Vec<Recall> = known.own.recalls().cloned().collect();
            let attempts = known.own.attempts();
            due_today(attempts.iter().flat_map(|it| &it.kept.decisions), &recalls, inquiry)
        })
    }

    /// What their attempts come to: see [`Progress::of`] for `library` and `zone`; `is_wanted` is asked between any two
    /// files.
    pub fn progress(
        &mut self,
        whose: &Whose,
        (library, zone): (&BTreeSet<String>, &TimeZone),
        is_wanted: impl Fn() -> bool,
    ) -> OwnAnswer<OwnAttempts> {
        self.answer(whose, is_wanted, |known| known.progress(library, zone))
    }

    fn answer<T>(
        &mut self,
        whose: &Whose,
        is_wanted: impl Fn() -> bool,
        find: impl FnOnce(&mut KnownRecords) -> T,
    ) -> OwnAnswer<T> {
        if !is_wanted() {
            // Whoever asks next may be somebody else, and what is known of them stays.
            return OwnAnswer { found: Err(io::ErrorKind::Interrupted.into()), plays: Arc::default(), revision: 0 };
        }
        let same = self.known.take().filter(|known| known.own.are_of(&whose.records, whose.person));
        let known = self.known.insert(same.unwrap_or_else(|| KnownRecords::new(whose)));
        let found = known.own.read(is_wanted).map(|()| find(known));
        OwnAnswer { found, plays: known.plays(), revision: known.own.revision() }
    }
}

impl KnownRecords {
    fn new(whose: &Whose) -> Self {
        let own = OwnRecords::new(whose.records.clone(), whose.person, KeptOfAttempt::of);
        Self { own, collection: (0, Collection::default()), plays: (0, Arc::default()) }
    }

    fn progress(&mut self, library: &BTreeSet<String>, zone: &TimeZone) -> OwnAttempts {
        let revision = self.own.revision();
        let attempts = self.own.attempts();
        if self.collection.0 != revision {
            // A collection takes nothing back; so it is made anew of what each attempt says, without reading any.
            let mut all = Collection::default();
            for attempt in &attempts {
                all.merge(attempt.kept.collection.clone());
            }
            self.collection = (revision, all);
        }
        let rows: Vec<_> = attempts.iter().filter_map(|it| it.kept.row.clone()).collect();
        let mut files: Vec<_> =
            attempts.iter().filter_map(|it| Some((order_of(it.attempt, it.kept.row.as_ref()?.at), it.file))).collect();
        files.sort_unstable();
        OwnAttempts {
            progress: Progress::of(&self.collection.1, rows, library, zone),
            unread: self.own.unread(),
            files: files.into_iter().map(|((_, attempt), file)| (attempt, file.to_owned())).collect(),
        }
    }

    fn plays(&mut self) -> Arc<[RecordedPlay]> {
        let revision = self.own.revision();
        if self.plays.0 != revision {
            let plays = self.own.attempts().into_iter().filter_map(|it| it.kept.play.clone()).collect();
            self.plays = (revision, plays);
        }
        Arc::clone(&self.plays.1)
    }
}

/// Something that was asked of the [`OwnReader`]. Dropped, it is given up, and what is asked next need not wait for it.
#[derive(Debug)]
#[must_use = "the answer comes here"]
pub struct OwnTask<T> {
    whose: Whose,
    task: Task<OwnAnswer<T>>,
    /// While somebody has it, the answer is wanted.
    _wanted: Arc<()>,
}

impl<T: Send + 'static> OwnTask<T> {
    fn ask(
        reader: &Worker<OwnReader>,
        whose: Whose,
        work: impl FnOnce(&mut OwnReader, &Whose, &dyn Fn() -> bool) -> OwnAnswer<T> + Send + 'static,
    ) -> Self {
        let wanted = Arc::new(());
        let (theirs, is_wanted): (Whose, Weak<()>) = (whose.clone(), Arc::downgrade(&wanted));
        let task = reader.ask(move |reader| work(reader, &theirs, &|| is_wanted.strong_count() > 0));
        Self { whose, task, _wanted: wanted }
    }

    /// Whether it is about these files.
    #[must_use]
    pub fn is_about(&self, whose: &Whose) -> bool {
        self.whose == *whose
    }

    /// The answer, once.
    #[must_use]
    pub fn poll(&self) -> Option<OwnAnswer<T>> {
        self.task.poll()
    }
}

/// Asks what is due.
pub fn ask_due(reader: &Worker<OwnReader>, whose: Whose, inquiry: Inquiry) -> OwnTask<DueToday> {
    OwnTask::ask(reader, whose, move |reader, whose, is_wanted| reader.due(whose, &inquiry, is_wanted))
}

/// Asks what somebody's attempts come to; `library` are the ids of the scenarios that can be played.
pub fn ask_progress(
    reader: &Worker<OwnReader>,
    whose: Whose,
    library: BTreeSet<String>,
    zone: TimeZone,
) -> OwnTask<Box<OwnAttempts>> {
    OwnTask::ask(reader, whose, move |reader, whose, is_wanted| {
        let OwnAnswer { found, plays, revision } = reader.progress(whose, (&library, &zone), is_wanted);
        OwnAnswer { found: found.map(Box::new), plays, revision }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::task::{AtTheEnd, Wake};

    fn whose(folder: &Path, person: u128) -> Whose {
        Whose { records: Records::within(folder), person: Id::from_u128(person) }
    }

    #[test]
    fn who_comes_next_need_not_wait_for_a_reading_that_was_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let reader = Worker::start("test", &Wake::nobody(), AtTheEnd::Finish, OwnReader::default);
        let (begun, has_begun) = std::sync::mpsc::channel();
        let endless = OwnTask::ask(&reader, whose(folder.path(), 1), move |reader, whose, is_wanted| {
            let _ = begun.send(());
            // As long as a folder on a slow network.
            while is_wanted() {
                std::thread::yield_now();
            }
            reader.progress(whose, (&BTreeSet::new(), &TimeZone::UTC), is_wanted)
        });
        has_begun.recv().expect("begun");
        drop(endless);
        let next = ask_progress(&reader, whose(folder.path(), 2), BTreeSet::new(), TimeZone::UTC);
        assert!(next.is_about(&whose(folder.path(), 2)) && !next.is_about(&whose(folder.path(), 1)));
        let answer = loop {
            if let Some(answer) = next.poll() {
                break answer;
            }
            std::thread::yield_now();
        };
        assert_eq!(answer.found.expect("read").files().count(), 0);
    }

    #[test]
    fn what_is_dropped_before_its_turn_reads_nothing() {
        let reader = Worker::by_hand(&Wake::nobody(), OwnReader::default);
        let (tell, told) = std::sync::mpsc::channel();
        for is_kept in [false, true] {
            let tell = tell.clone();
            let task = OwnTask::ask(&reader, whose(Path::new("nowhere"), 1), move |reader, whose, is_wanted| {
                let answer = reader.progress(whose, (&BTreeSet::new(), &TimeZone::UTC), is_wanted);
                let _ = tell.send(answer.found.is_ok());
                answer
            });
            let kept = is_kept.then_some(task);
            assert!(reader.step());
            drop(kept);
        }
        assert_eq!(told.try_iter().collect::<Vec<_>>(), [false, true]);
    }
}
