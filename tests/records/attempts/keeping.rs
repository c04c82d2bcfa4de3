//! Keeping goes on where the disk does not.

use std::fs;

use make_it_right::record::{Attempt, Line, replay};
use make_it_right::storage::{Keeper, Records, read_attempt};

use super::{late_unit, play};

fn id(lines: &[Line]) -> make_it_right::record::Id {
    let Line::Started(started) = &lines[0] else { panic!("the first line") };
    started.attempt
}

fn only(records: &Records) -> Attempt {
    let files = records.files().expect("a folder");
    assert_eq!(files.len(), 1, "one attempt");
    read_attempt(&files[0]).expect("an attempt")
}

#[test]
fn what_could_not_be_written_is_written_when_it_can_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, lines) = play(&[1, 0, 1]);
    let place = folder.path().join("records");
    // A file where the folder should be: nothing can be made in it.
    fs::write(&place, "in the way").expect("written");
    let records = Records::within(&place);
    let mut keeper = Keeper::new(records.clone(), id(&lines));
    for line in &lines[..2] {
        assert!(keeper.keep(line).is_err());
    }
    assert!(keeper.is_waiting());
    fs::remove_file(&place).expect("removed");
    keeper.try_again().expect("now it can");
    for line in &lines[2..] {
        keeper.keep(line).expect("kept");
    }
    assert_eq!(only(&records).choices.len(), 3);
}

#[test]
fn a_folder_deleted_underneath_is_written_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, lines) = play(&[1, 0, 1]);
    let records = Records::within(&folder.path().join("records"));
    let mut keeper = Keeper::new(records.clone(), id(&lines));
    for line in &lines[..2] {
        keeper.keep(line).expect("kept");
    }
    fs::remove_dir_all(folder.path().join("records")).expect("removed");
    for line in &lines[2..] {
        keeper.keep(line).expect("kept");
    }
    assert_eq!(only(&records).choices.len(), 3, "those from before as well");
}

#[test]
fn an_attempt_that_is_gone_on_with_twice_harms_neither() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, lines) = play(&[1, 0, 1, 1]);
    let records = Records::within(folder.path());
    let mut first = Keeper::new(records.clone(), id(&lines));
    for line in &lines[..2] {
        first.keep(line).expect("kept");
    }
    let old = first.path().expect("a file");
    // A torn line at the end of the old file, as a crash leaves it.
    fs::write(&old, [fs::read(&old).expect("read"), b"{\"event\":\"cho".to_vec()].concat()).expect("written");
    let mut one = Keeper::go_on(records.clone(), id(&lines), &old).expect("a copy");
    let mut other = Keeper::go_on(records.clone(), id(&lines), &old).expect("a copy");
    one.keep(&lines[2]).expect("kept");
    other.keep(&lines[2]).expect("kept");
    other.keep(&lines[3]).expect("kept");
    one.keep(&lines[3]).expect("kept");
    let read = |keeper: &Keeper| read_attempt(&keeper.path().expect("a file")).expect("an attempt");
    for attempt in [read(&one), read(&other)] {
        assert_eq!((attempt.choices.len(), attempt.torn, attempt.damaged.len()), (3, 0, 0));
    }
    assert_eq!(records.files().expect("a folder").len(), 1, "the same attempt counts once");
    assert_eq!(replay(&only(&records), &late_unit()).session.turns().len(), 3);
}

#[test]
fn a_full_disk_does_not_stop_the_play() {
    if !cfg!(unix) {
        println!("skipped: a limit on the size of files needs a Unix shell");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/late-unit.ron");
    // At most one block of 512 bytes or 1 kB, where an attempt has several; and the signal for that is not to kill.
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; exec {} play {file} --choices 2,2,1 --record --records {}",
        env!("CARGO_BIN_EXE_make-it-right"),
        folder.path().display()
    );
    let output = std::process::Command::new("sh").args(["-c", &script]).output().expect("a shell");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(err.contains("not being kept for now"), "{err}");
    assert_eq!(err.matches("not being kept").count(), 1, "told once: {err}");
    assert_eq!(out.matches("You:").count(), 3, "the play went on: {out}");
    for file in Records::within(folder.path()).files().expect("a folder") {
        let bytes = fs::read(&file).expect("read");
        assert!(bytes.is_empty() || bytes.ends_with(b"\n"), "no torn line is left behind");
    }
}
