//! What becomes of a play whose file changes underneath: a share that goes and comes back, a sync tool, a hand that deletes.

use std::fs;
use std::path::{Path, PathBuf};

use make_it_right::record::{Id, Line, Recall};
use make_it_right::scenario::System;
use make_it_right::storage::{KeepRemark, Keeper, Records, read_attempt};

use super::{play, second};

/// A play of which two lines are kept in `share/attempts`, and the lines that are still to come.
struct Kept {
    folder: tempfile::TempDir,
    keeper: Keeper,
    lines: Vec<Line>,
}

fn id(lines: &[Line]) -> Id {
    let Line::Started(started) = &lines[0] else { panic!("the first line") };
    started.attempt
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (_, lines) = play(&[1, 0, 1, 1]);
        let mut keeper = Keeper::new(Records::within(&folder.path().join("share")), id(&lines));
        for line in &lines[..2] {
            keeper.keep(line).expect("kept");
        }
        Self { folder, keeper, lines: lines[2..].to_vec() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("renamed");
    }

    fn file(&self) -> PathBuf {
        self.keeper.path().expect("a file")
    }

    /// Keeps the next line.
    fn go_on(&mut self) -> bool {
        let line = self.lines.remove(0);
        self.keeper.keep(&line).is_ok()
    }

    /// How many choices stand in each file of a share, those with the most last.
    fn choices(&self, share: &str) -> Vec<usize> {
        let files = fs::read_dir(self.path(share).join("attempts")).expect("a folder");
        let files = files.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
        let mut counts: Vec<_> =
            files.map(|file| read_attempt(&file).map_or(0, |attempt| attempt.choices.len())).collect();
        counts.sort_unstable();
        counts
    }

    /// Whether it was told, once, that it goes on in a copy, and all of it is there.
    fn is_whole_in_a_copy(&mut self, choices: usize) -> bool {
        let told = matches!(self.keeper.take_remark(), Some(KeepRemark::GoesOnInACopy(_)));
        let whole = read_attempt(&self.file()).expect("an attempt").choices.len() == choices;
        told && self.keeper.take_remark().is_none() && whole && !self.keeper.is_waiting()
    }
}

fn in_the_way(path: &Path) {
    fs::write(path, "in the way").expect("written");
}

#[test]
fn a_share_that_goes_and_comes_back_gets_what_is_missing() {
    let mut kept = Kept::new();
    let file = kept.file();
    kept.rename("share", "away");
    // Nothing can be made in its place, as where a disk was taken out.
    in_the_way(&kept.path("share"));
    assert!(!kept.go_on() && kept.keeper.is_waiting());
    fs::remove_file(kept.path("share")).expect("out of the way");
    kept.rename("away", "share");
    assert!(kept.go_on());
    assert_eq!((kept.choices("share"), kept.keeper.path()), (vec![3], Some(file)));
    assert_eq!(kept.keeper.take_remark(), None);
}

#[test]
fn a_share_that_was_away_while_the_play_went_on_gets_all_of_it_in_a_copy() {
    let mut kept = Kept::new();
    kept.rename("share", "away");
    // An empty folder is left where the share was mounted.
    fs::create_dir(kept.path("share")).expect("made");
    assert!(kept.go_on());
    assert_eq!(kept.choices("share"), [2], "all of it, under the mount point");
    kept.rename("share", "beneath");
    kept.rename("away", "share");
    assert!(kept.go_on());
    assert!(kept.is_whole_in_a_copy(3));
    assert_eq!((kept.choices("share"), kept.choices("beneath")), (vec![1, 3], vec![2]));
    // And once more: the copy is known again where it lies.
    kept.rename("share", "away");
    fs::create_dir_all(kept.path("share").join("attempts")).expect("made");
    let records = Records::within(&kept.path("share"));
    assert!(kept.keeper.try_again().is_ok() && records.files().expect("a folder").is_empty(), "nothing waits");
    assert!(kept.lines.is_empty() || kept.go_on());
}

#[test]
fn a_folder_that_is_another_one_is_no_sign_that_something_was_deleted() {
    let mut kept = Kept::new();
    kept.rename("share", "away");
    fs::create_dir_all(kept.path("share").join("attempts")).expect("made");
    assert!(kept.go_on());
    assert!(!kept.keeper.has_stopped() && kept.keeper.take_remark().is_none());
    assert_eq!(kept.choices("share"), [2]);
}

#[test]
fn a_file_that_something_else_has_changed_is_left_alone_and_all_goes_on_in_a_copy() {
    let changes: [fn(&Path); 5] = [
        // Restored from a copy of before.
        |file| {
            let text = fs::read_to_string(file).expect("text");
            let first = text.lines().next().expect("a line");
            fs::write(file.with_extension("tmp"), format!("{first}\n")).expect("written");
            fs::rename(file.with_extension("tmp"), file).expect("renamed");
        },
        // Cut short.
        |file| fs::OpenOptions::new().write(true).open(file).expect("a file").set_len(10).expect("cut"),
        // Added to.
        |file| fs::write(file, fs::read_to_string(file).expect("text") + "{\"event\":\"sang\"}\n").expect("written"),
        // Another text of the same length.
        |file| fs::write(file, fs::read_to_string(file).expect("text").replace("chose", "CHOSE")).expect("written"),
        // No file any more.
        |file| {
            fs::remove_file(file).expect("removed");
            fs::create_dir(file).expect("made");
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut kept = Kept::new();
        let file = kept.file();
        change(&file);
        let left = fs::read(&file).ok();
        assert!(kept.go_on(), "{number}");
        assert!(kept.is_whole_in_a_copy(2), "{number}");
        assert_eq!(fs::read(&file).ok(), left, "{number}: it is left as it is");
        assert!(kept.go_on() && kept.keeper.take_remark().is_none(), "{number}: told once");
    }
}

#[test]
fn a_file_that_was_replaced_by_the_same_goes_on() {
    let mut kept = Kept::new();
    let file = kept.file();
    fs::copy(&file, file.with_extension("tmp")).expect("copied");
    fs::rename(file.with_extension("tmp"), &file).expect("renamed");
    assert!(kept.go_on() && kept.keeper.take_remark().is_none());
    assert_eq!(kept.choices("share"), [2], "what was added is in the file that is there");
}

#[test]
fn what_was_deleted_stays_deleted() {
    let mut kept = Kept::new();
    fs::remove_file(kept.file()).expect("deleted");
    assert!(kept.go_on() && kept.keeper.has_stopped());
    let remark = kept.keeper.take_remark().expect("told").to_string();
    assert!(remark.contains("was deleted"), "{remark}");
    assert!(kept.go_on() && kept.keeper.take_remark().is_none(), "told once");
    assert!(kept.choices("share").is_empty());
}

#[test]
fn a_play_that_was_left_and_deleted_is_not_gone_on_with() {
    let Kept { folder, keeper, lines } = Kept::new();
    let records = Records::within(&folder.path().join("share"));
    let file = keeper.path().expect("a file");
    let mut next = Keeper::go_on(records.clone(), id(&play(&[1]).1), &file).expect("read");
    fs::remove_file(&file).expect("deleted");
    assert!(next.keep(&lines[0]).is_ok() && next.has_stopped());
    assert!(records.files().expect("a folder").is_empty());
}

#[test]
fn refreshers_go_on_without_those_that_were_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (records, person) = (Records::within(folder.path()), Id::from_u128(1));
    let recall = |number: i64| Recall {
        at: second(number),
        scenario: "late-unit".to_owned(),
        hash: String::new(),
        scene: "a".to_owned(),
        reply: "b".to_owned(),
        system: System::Recovery,
        trap: None,
    };
    let mut keeper = Keeper::of_refreshers(records.clone(), person);
    keeper.keep_recall(&recall(1)).expect("kept");
    fs::remove_file(keeper.path().expect("a file")).expect("deleted");
    keeper.keep_recall(&recall(2)).expect("kept");
    assert_eq!(records.recalls_of(person).expect("read"), [recall(2)]);
}
