//! The one reader of a person's own files: which of them it opens, which of them counts, and that progress, refreshers and
//! cards are told the same.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use make_it_right::engine::Mode;
use make_it_right::record::{Attempt, Id, Line, Person, Recall};
use make_it_right::scenario::{Outcome, Scenario, System};
use make_it_right::services::due::Inquiry;
use make_it_right::services::own::{OwnReader, Whose};
use make_it_right::services::scenarios::KnownScenarios;
use make_it_right::storage::{AttemptFiles, Keeper, OwnRecords, Records, Unread};
use tempfile::TempDir;

use crate::common::history::{self, Played};
use crate::common::plays;

fn ada() -> Person {
    Person { id: Id::from_u128(0xada), name: "Ada".to_owned(), team: None }
}

fn bo() -> Person {
    Person { id: Id::from_u128(0xb0), name: "Bo".to_owned(), team: None }
}

/// So many hours after a Monday.
fn at(hours: u64) -> Timestamp {
    let monday: Timestamp = "2026-11-02T09:00:00Z".parse().expect("a time");
    monday + SignedDuration::from_hours(i64::try_from(hours).expect("few"))
}

/// A records folder with attempts at the late unit.
struct Folder {
    within: TempDir,
    scenario: Arc<Scenario>,
    hash: String,
}

/// What is told of Ada's attempts.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    /// To the history in progress: how many replies there were, the first attempt first.
    replies: Vec<usize>,
    /// To the weeks in progress, which come from a collection: how many conversations there were.
    conversations: u32,
    /// To the cards.
    outcomes: Vec<Outcome>,
    /// To refreshers: how many are due a week later.
    due: usize,
    unread: Unread,
}

impl Folder {
    fn new() -> Self {
        let late = history::shipped().into_iter().find(|(it, _)| it.file().id.value == "late-unit");
        let (scenario, hash) = late.expect("the late unit");
        Self { within: tempfile::tempdir().expect("a folder"), scenario, hash }
    }

    fn records(&self) -> Records {
        Records::within(self.within.path())
    }

    /// The lines of an attempt in which only recovery replies are chosen; so many of them, where that is named.
    fn lines(&self, number: u64, person: Person, replies: Option<usize>) -> String {
        let (attempt, at, hash) = (id(number), at(number), self.hash.clone());
        let played = Played { attempt, person, at, mode: Mode::Practice, hash, replies, recovery: 1.0, seed: 7 };
        history::lines(&self.scenario, &played)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.within.path().join("attempts").join(format!("{name}.jsonl"));
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, text).expect("written");
        file
    }

    fn play(&self, number: u64, person: Person, replies: Option<usize>) -> PathBuf {
        self.write(&id(number).to_string(), &self.lines(number, person, replies))
    }

    fn told(&self, reader: &mut OwnReader) -> Told {
        let whose = Whose { records: self.records(), person: ada().id };
        let known = KnownScenarios { opened: vec![Arc::clone(&self.scenario)], ..KnownScenarios::default() };
        let due = reader.due(&whose, &Inquiry { known, now: at(24 * 8), zone: TimeZone::UTC }, || true);
        let own = reader.progress(&whose, (&BTreeSet::new(), &TimeZone::UTC), || true);
        assert_eq!((due.revision, &due.plays), (own.revision, &own.plays), "nothing has happened in between");
        let (due, found) = (due.found.expect("read"), own.found.expect("read"));
        Told {
            replies: found.progress.rows.iter().rev().map(|row| row.replies).collect(),
            conversations: found.progress.weeks.iter().map(|week| week.conversations).sum(),
            outcomes: own.plays.iter().map(|play| play.played.outcome).collect(),
            due: due.due.len() + due.waiting,
            unread: found.unread,
        }
    }
}

fn id(number: u64) -> Id {
    history::id(at(number), number)
}

const ALL_READ: Unread = Unread { files: 0, damaged: 0, disagreeing: 0 };

/// Reads, and counts how often it opens each file; their names, as often as they were opened.
fn opened<K>(own: &mut OwnRecords<K>) -> Vec<String> {
    let mut opened = Vec::new();
    let mut open = |file: &std::path::Path| {
        opened.push(file.file_stem().expect("a name").to_string_lossy().into_owned());
        File::open(file)
    };
    own.read_with(&mut open, || true).expect("read");
    opened.sort();
    opened
}

#[test]
fn a_file_is_opened_once_and_again_only_where_it_is_ones_own_and_has_changed() {
    let folder = Folder::new();
    let own = [1, 2].map(|number| folder.play(number, ada(), Some(1)));
    let foreign = folder.play(3, bo(), Some(1));
    let of_nobody: String = plays::lines(&folder.scenario, id(5), None, &[]).iter().map(Line::to_text).collect();
    let nobodys = folder.write("5", &of_nobody);
    folder.write("6", "");
    let recall = |second: i64| Recall {
        at: at(1) + SignedDuration::from_secs(second),
        scenario: "late-unit".to_owned(),
        hash: folder.hash.clone(),
        scene: "counter".to_owned(),
        reply: "own-it".to_owned(),
        system: System::Recovery,
        trap: None,
    };
    let mut recalls = Keeper::of_refreshers(folder.records(), ada().id);
    recalls.keep_recall(&recall(1)).expect("kept");
    Keeper::of_refreshers(folder.records(), bo().id).keep_recall(&recall(1)).expect("kept");

    let mut reader = OwnRecords::new(folder.records(), ada().id, |attempt: Attempt| attempt.choices.len());
    assert_eq!(opened(&mut reader).len(), 6, "what Bo has recalled is known by its name");
    let choices = |reader: &OwnRecords<usize>| reader.attempts().iter().map(|it| *it.kept).collect::<Vec<_>>();
    assert_eq!((choices(&reader), reader.recalls().count()), (vec![1, 1], 1));
    let before = reader.revision();
    assert!(opened(&mut reader).is_empty(), "nothing has changed");
    assert_eq!(reader.revision(), before);

    fs::write(&own[0], folder.lines(1, ada(), Some(3))).expect("it goes on");
    for file in [&foreign, &nobodys] {
        fs::write(file, folder.lines(3, bo(), Some(2))).expect("so does Bo");
    }
    let new = folder.play(4, ada(), Some(2));
    recalls.keep_recall(&recall(2)).expect("kept");
    let mut expected = [&own[0], &new, &recalls.path().expect("a file")]
        .map(|file| file.file_stem().expect("a name").to_string_lossy().into_owned());
    expected.sort();
    assert_eq!(opened(&mut reader), expected);
    assert_eq!((choices(&reader), reader.recalls().count()), (vec![3, 1, 2], 2));
    assert_ne!(reader.revision(), before);

    fs::remove_file(&own[1]).expect("gone");
    fs::remove_file(recalls.path().expect("a file")).expect("gone");
    assert!(opened(&mut reader).is_empty(), "what is gone is no reason to read anything");
    assert_eq!((choices(&reader), reader.recalls().count()), (vec![3, 2], 0));
}

#[test]
fn what_is_deleted_counts_nowhere_from_the_next_reading_on() {
    let folder = Folder::new();
    let files = [(1, None), (2, Some(2))].map(|(number, replies)| folder.play(number, ada(), replies));
    let mut reader = OwnReader::default();
    let both = folder.told(&mut reader);
    assert_eq!((both.replies.len(), both.conversations, both.outcomes.len()), (2, 2, 1));
    assert!(both.due > 2, "the decisions of the whole story");
    fs::remove_file(&files[0]).expect("deleted");
    let second = folder.told(&mut reader);
    assert_eq!(second, Told { replies: vec![2], conversations: 1, outcomes: Vec::new(), due: 2, unread: ALL_READ });
    fs::remove_file(&files[1]).expect("deleted");
    let none = folder.told(&mut reader);
    assert_eq!(none, Told { replies: Vec::new(), conversations: 0, outcomes: Vec::new(), due: 0, unread: ALL_READ });
}

#[test]
fn an_attempt_in_several_files_counts_once_everywhere_as_where_its_last_thing_happened() {
    let folder = Folder::new();
    let (short, whole) = (folder.lines(1, ada(), Some(2)), folder.lines(1, ada(), None));
    let replies = whole.lines().filter(|line| line.contains("\"chose\"")).count();
    let copy = format!("{}.{}", id(1), id(9));
    // A copy that went on; an old window in which it went on, while the copy did not; a copy that somebody has named.
    for (one, other) in [(&id(1).to_string(), &copy), (&copy, &id(1).to_string()), (&copy, &"a copy".to_owned())] {
        fs::remove_dir_all(folder.within.path().join("attempts")).ok();
        folder.write(one, &short);
        let mut reader = OwnReader::default();
        assert_eq!(folder.told(&mut reader).replies, [2]);
        let other = folder.write(other, &whole);
        let told = folder.told(&mut reader);
        assert_eq!((&told.replies[..], told.conversations, told.outcomes.len()), (&[replies][..], 1, 1));
        assert_eq!(told, folder.told(&mut OwnReader::default()), "as if nothing had been known before");
        // Without it, the other one is the attempt.
        fs::remove_file(other).expect("deleted");
        let told = folder.told(&mut reader);
        assert_eq!((&told.replies[..], told.conversations, told.outcomes.len(), told.due), (&[2][..], 1, 0, 2));
    }
}

#[test]
fn a_file_in_the_place_of_another_is_read_anew_be_it_shorter_or_of_the_same_length() {
    let folder = Folder::new();
    let file = folder.play(1, ada(), None);
    let mut reader = OwnReader::default();
    assert_eq!(folder.told(&mut reader).outcomes, [Outcome::Champion]);
    fs::write(&file, folder.lines(1, ada(), Some(2))).expect("a shorter one");
    let told = folder.told(&mut reader);
    assert_eq!((&told.replies[..], told.due, told.outcomes.len()), (&[2][..], 2, 0));
    let text = fs::read_to_string(&file).expect("there");
    fs::write(&file, text.replacen("\"chose\"", "\"cOoOe\"", 1)).expect("one of the same length");
    // Clocks of file systems are coarse, and this test is not.
    let later = SystemTime::now() + Duration::from_secs(9);
    File::options().append(true).open(&file).and_then(|file| file.set_modified(later)).expect("later");
    assert_eq!(folder.told(&mut reader).replies, [1]);
}

#[test]
fn what_cannot_be_read_is_counted_where_something_is_missing_by_it() {
    let folder = Folder::new();
    let whole = folder.lines(1, ada(), None);
    let damaged = whole.replacen("{\"event\":\"chose\"", "{\"event\":chose\"", 1);
    let mut reader = OwnReader::default();
    let broken = folder.write(&id(1).to_string(), "not an attempt\n");
    assert_eq!(folder.told(&mut reader).unread, Unread { files: 1, damaged: 0, disagreeing: 0 });
    // Nobody knows what was in it, whatever its name: reports tell of it as well.
    let copy = folder.write(&format!("{}.{}", id(1), id(9)), &whole);
    assert_eq!(folder.told(&mut reader).unread, Unread { files: 1, damaged: 0, disagreeing: 0 });
    fs::remove_file(broken).expect("deleted");
    assert_eq!(folder.told(&mut reader).unread, ALL_READ);
    fs::write(copy, &damaged).expect("written");
    assert_eq!(folder.told(&mut reader).unread, Unread { files: 0, damaged: 1, disagreeing: 0 });
    folder.write("as it was", &(whole.clone() + &Line::Resumed { at: at(2) }.to_text()));
    assert_eq!(folder.told(&mut reader).unread, ALL_READ, "another copy of it has everything");
}

#[test]
fn a_reading_that_nobody_wants_is_given_up_between_two_files_and_what_was_read_stays() {
    let folder = Folder::new();
    for number in 1..=5 {
        folder.play(number, ada(), Some(1));
    }
    let mut own = OwnRecords::new(folder.records(), ada().id, |_: Attempt| ());
    let asked = std::cell::Cell::new(0);
    let twice = || asked.replace(asked.get() + 1) < 2;
    let given_up = own.read_with(&mut |file| File::open(file), twice).map_err(|error| error.kind());
    assert_eq!(given_up, Err(io::ErrorKind::Interrupted));
    assert_eq!(own.attempts().len(), 2);
    assert_eq!(opened(&mut own).len(), 3, "only what is left");
    assert_eq!(own.attempts().len(), 5);

    // Somebody who is not there any more does not take the place of whoever is.
    let (mut reader, bos) = (OwnReader::default(), Whose { records: folder.records(), person: bo().id });
    let before = folder.told(&mut reader);
    assert!(reader.progress(&bos, (&BTreeSet::new(), &TimeZone::UTC), || false).found.is_err());
    assert_eq!(folder.told(&mut reader), before);
    let his = reader.progress(&bos, (&BTreeSet::new(), &TimeZone::UTC), || true);
    assert!(his.plays.is_empty() && his.found.expect("read").progress.rows.is_empty());
}

#[test]
fn attempts_with_ids_that_tell_no_time_stand_in_the_order_in_which_they_began_everywhere() {
    let folder = Folder::new();
    let text = |number: u64, named: u128| {
        folder.lines(number, ada(), None).replace(&id(number).to_string(), &Id::from_u128(named).to_string())
    };
    folder.write("later", &text(2, 1));
    folder.write("earlier", &text(1, 2));
    let begun = [2, 1].map(Id::from_u128);
    let mut own = OwnRecords::new(folder.records(), ada().id, |_| ());
    own.read(|| true).expect("read");
    assert_eq!(own.attempts().iter().map(|it| it.attempt).collect::<Vec<_>>(), begun);
    let mut each = Vec::new();
    let read = AttemptFiles::within(&[folder.within.path().to_owned()]).each(|attempt| {
        each.push(attempt.started.attempt);
        Ok::<_, std::convert::Infallible>(())
    });
    assert_eq!((read.expect("read").attempts, each.as_slice()), (2, &begun[..]));
}
