//! What was recalled is kept, whatever happens to the program or the file.

use std::fs;
use std::path::{Path, PathBuf};

use make_it_right::memory::Memory;
use make_it_right::record::{Id, Recall};
use make_it_right::scenario::System;
use make_it_right::storage::{Keeper, Profile, Records};
use proptest::prelude::*;

use crate::common::plays::second;

fn recall(number: i64) -> Recall {
    Recall {
        at: second(number),
        scenario: "late-unit".to_owned(),
        hash: "00ff".to_owned(),
        scene: "counter".to_owned(),
        reply: "own-it".to_owned(),
        system: System::Recovery,
        trap: (number % 2 == 1).then(|| "reject".to_owned()),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("refreshers")).expect("a folder");
    entries.map(|entry| entry.expect("a file").path()).collect()
}

fn sorted(mut recalls: Vec<Recall>) -> Vec<Recall> {
    recalls.sort();
    recalls
}

#[test]
fn each_run_of_the_program_writes_a_file_of_its_own_and_all_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = Records::within(folder.path());
    let (ada, ben) = (Id::now_v7(), Id::now_v7());
    assert_eq!(records.recalls_of(ada).expect("no folder yet"), []);
    // Two programs on one share, at the same time.
    let mut keepers = [ada, ada, ben].map(|person| Keeper::of_refreshers(records.clone(), person));
    for round in 0..3 {
        for (number, keeper) in (0..).zip(&mut keepers) {
            keeper.keep_recall(&recall(3 * round + number)).expect("on the disk");
        }
    }
    assert_eq!(files(folder.path()).len(), 3);
    assert_eq!(sorted(records.recalls_of(ada).expect("read")), [0, 1, 3, 4, 6, 7].map(recall));
    assert_eq!(records.recalls_of(ben).expect("read").len(), 3);
    assert!(records.files().expect("a folder").is_empty(), "they are no attempts");
}

#[test]
fn what_cannot_be_written_waits_and_is_written_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("records");
    // A file in the place of the folder: nobody can write there, not even an administrator.
    fs::write(&place, "in the way").expect("written");
    let records = Records::within(&place);
    let person = Id::now_v7();
    let mut keeper = Keeper::of_refreshers(records.clone(), person);
    assert!(keeper.keep_recall(&recall(1)).is_err() && keeper.is_waiting());
    fs::remove_file(&place).expect("out of the way");
    keeper.keep_recall(&recall(2)).expect("both");
    assert_eq!(records.recalls_of(person).expect("read"), [recall(1), recall(2)]);
}

#[test]
fn a_copy_of_all_that_is_kept_has_them_and_deleting_everything_takes_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = Records::within(&folder.path().join("records"));
    let (ada, ben) = (Profile::new("Ada"), Profile::new("Ben"));
    for (profile, number) in [(&ada, 1), (&ben, 2)] {
        Keeper::of_refreshers(records.clone(), profile.id).keep_recall(&recall(number)).expect("on the disk");
    }
    let (copy, attempts) = records.export(&ada, &Memory::default(), folder.path()).expect("copied");
    assert_eq!((attempts, files(&copy).len()), (0, 1));
    assert_eq!(Records::within(&copy).recalls_of(ada.id).expect("read"), [recall(1)]);
    records.delete_all_of(ada.id).expect("deleted");
    assert_eq!(records.recalls_of(ada.id).expect("read"), []);
    assert_eq!(records.recalls_of(ben.id).expect("read"), [recall(2)], "what is another’s stays");
}

#[test]
fn lines_and_fields_of_a_newer_version_lose_nothing_else() {
    let line = recall(2).to_text();
    let newer = line.replace("\"at\"", "\"mood\":3,\"at\"");
    let text = format!("{line}{{\"event\":\"sang\",\"song\":1}}\n{newer}not a line\n\n{line}");
    assert_eq!(Recall::read_all(text.as_bytes()), [recall(2), recall(2), recall(2)]);
}

#[test]
fn a_line_without_its_end_is_left_out_also_where_only_that_is_missing() {
    let text = recall(1).to_text() + &recall(2).to_text();
    assert_eq!(Recall::read_all(&text.as_bytes()[..text.len() - 1]), [recall(1)]);
}

proptest! {
    #[test]
    fn torn_anywhere_all_lines_before_hold(count in 0..5_i64, cut in 0..2000_usize) {
        let whole: Vec<_> = (0..count).map(recall).collect();
        let text: String = whole.iter().map(Recall::to_text).collect();
        let torn = &text.as_bytes()[..cut.min(text.len())];
        let lines = String::from_utf8_lossy(torn).matches('\n').count();
        prop_assert_eq!(Recall::read_all(torn), whole[..lines].to_vec());
    }

    #[test]
    fn nothing_in_a_file_stops_the_reading(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let line = recall(2).to_text();
        let text: Vec<u8> = [&bytes[..], b"\n", line.as_bytes()].concat();
        prop_assert_eq!(Recall::read_all(&text).last().cloned(), Some(recall(2)));
    }
}
