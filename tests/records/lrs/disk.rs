//! The outbox keeps what it has acknowledged, wherever it is cut.

use std::fs;
use std::process::Command;

use make_it_right::lrs::{Counts, Limits, Outbox, OutboxError};
use serde_json::json;
use uuid::Uuid;

use crate::common::lrs_store::{id_of, statement};

const ALL: Limits = Limits { statements: usize::MAX, bytes: usize::MAX };

fn waiting(outbox: &mut Outbox) -> Vec<Uuid> {
    outbox.next_batch(ALL).expect("read").into_iter().map(|(id, _)| id).collect()
}

fn ids(numbers: std::ops::Range<u64>) -> Vec<Uuid> {
    numbers.map(id_of).collect()
}

#[test]
fn torn_at_any_byte_it_has_all_that_came_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("new");
    let path = outbox.path().to_owned();
    let length = || fs::metadata(&path).map_or(0, |it| it.len());
    // After so many bytes, so many wait, were delivered, were set aside.
    let mut told = vec![(0, outbox.counts())];
    for number in 0..4 {
        outbox.add([statement(number)]).expect("added");
        told.push((length(), outbox.counts()));
    }
    outbox.deliver(&ids(0..2)).expect("delivered");
    told.push((length(), outbox.counts()));
    outbox.put_aside(id_of(2), "the server refuses it (400): “no verb”\nat all").expect("set aside");
    told.push((length(), outbox.counts()));
    outbox.again().expect("again");
    told.push((length(), outbox.counts()));
    drop(outbox);
    let whole = fs::read(&path).expect("the file");
    for cut in 0..=whole.len() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("outbox.jsonl"), &whole[..cut]).expect("written");
        let mut outbox = Outbox::open(folder.path()).expect("readable");
        let acknowledged = told.iter().rev().find(|(bytes, _)| *bytes <= cut as u64).expect("the beginning").1;
        assert_eq!(outbox.counts(), acknowledged, "cut at {cut}");
        // And it goes on, as if nothing had been.
        outbox.add((0..6).map(statement)).expect("added");
        let counts = outbox.counts();
        assert_eq!(counts.waiting + counts.delivered + counts.set_aside, 6, "cut at {cut}");
        drop(outbox);
        assert_eq!(Outbox::open(folder.path()).expect("again").counts(), counts, "cut at {cut}");
    }
}

#[test]
fn adding_twice_is_harmless_also_after_delivery() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("new");
    let added = outbox.add((0..5).chain(0..5).map(statement)).expect("added");
    assert_eq!((added.new, added.known), (5, 5));
    outbox.deliver(&ids(0..3)).expect("delivered");
    outbox.put_aside(id_of(3), "no").expect("set aside");
    drop(outbox);
    let mut outbox = Outbox::open(folder.path()).expect("again");
    assert_eq!(outbox.add((0..5).map(statement)).expect("added").new, 0);
    assert_eq!(waiting(&mut outbox), [id_of(4)]);
    let odd = outbox.add([json!({"verb": "none"}), json!({"id": "7"}), json!(3)]).expect("nothing to write");
    assert_eq!((odd.without_id, outbox.counts().waiting), (3, 1));
}

#[test]
fn only_one_program_at_a_time_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let outbox = Outbox::open(folder.path()).expect("new");
    assert!(matches!(Outbox::open(folder.path()), Err(OutboxError::InUse(_))));
    drop(outbox);
    assert!(Outbox::open(folder.path()).is_ok());
}

#[test]
fn a_large_file_of_delivered_statements_is_written_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("new");
    outbox.add((0..8_000).map(statement)).expect("added");
    outbox.deliver(&ids(0..7_990)).expect("delivered");
    outbox.put_aside(id_of(7_993), "no").expect("set aside");
    let (counts, before) = (outbox.counts(), fs::metadata(outbox.path()).expect("there").len());
    drop(outbox);
    let mut outbox = Outbox::open(folder.path()).expect("again");
    let after = fs::metadata(outbox.path()).expect("there").len();
    assert!(after < before / 4, "{before} bytes, then {after}");
    assert_eq!(outbox.counts(), counts);
    assert_eq!(outbox.add((0..8_000).map(statement)).expect("added").new, 0);
    assert_eq!(outbox.again().expect("again"), 1);
    assert_eq!(waiting(&mut outbox), ids(7_990..8_000), "in the order in which they were added");
}

#[test]
fn a_damaged_line_loses_itself_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("new");
    outbox.add((0..3).map(statement)).expect("added");
    let path = outbox.path().to_owned();
    drop(outbox);
    let text = fs::read_to_string(&path).expect("text").replacen(&id_of(1).to_string(), "?", 1);
    fs::write(&path, text + "{\"line\":\"novelty\",\"of\":\"a later version\"}\n").expect("written");
    let mut outbox = Outbox::open(folder.path()).expect("readable");
    assert_eq!(outbox.counts(), Counts { waiting: 2, damaged: 1, ..Counts::default() });
    outbox.add((0..3).map(statement)).expect("added");
    assert_eq!(waiting(&mut outbox), [id_of(0), id_of(2), id_of(1)]);
}

#[test]
fn a_newer_format_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "{\"line\":\"outbox\",\"format\":2}\nwhat";
    fs::write(folder.path().join("outbox.jsonl"), text).expect("written");
    assert!(matches!(Outbox::open(folder.path()), Err(OutboxError::Newer { format: 2, .. })));
    assert_eq!(fs::read_to_string(folder.path().join("outbox.jsonl")).expect("there"), text);
}

/// Run by [`a_killed_program_has_lost_nothing_that_it_told`] in a process of its own: adds and delivers, and tells.
#[test]
#[ignore = "the other half of the kill test"]
fn adds_until_it_is_killed() {
    let Some(folder) = std::env::var_os("LRS_KILL_FOLDER") else { return };
    let mut outbox = Outbox::open(folder.as_ref()).expect("an outbox");
    for number in 0.. {
        outbox.add([statement(number)]).expect("added");
        println!("\nadded {number}");
        if number % 3 == 0 {
            outbox.deliver(&[id_of(number)]).expect("delivered");
            println!("\ndelivered {number}");
        }
    }
}

#[test]
fn a_killed_program_has_lost_nothing_that_it_told() {
    for kill in 0..40 {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(std::env::current_exe().expect("this test"));
        child.args(["--ignored", "--exact", "lrs::disk::adds_until_it_is_killed", "--nocapture"]);
        child.env("LRS_KILL_FOLDER", folder.path()).stdout(std::process::Stdio::piped());
        let mut child = child.spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(20 + fastrand::u64(0..60)));
        child.kill().expect("killed");
        let output = child.wait_with_output().expect("its output");
        let told = String::from_utf8_lossy(&output.stdout);
        // The lock went with the program.
        let outbox = Outbox::open(folder.path()).expect("readable");
        let last = |word: &str| told.lines().rev().find_map(|line| line.strip_prefix(word)?.parse::<u64>().ok());
        let added = last("added ").map_or(0, |number| number + 1);
        assert!((0..added).all(|number| outbox.knows(id_of(number))), "kill {kill}");
        let delivered = last("delivered ").map_or(0, |number| number / 3 + 1);
        assert!(outbox.counts().delivered as u64 >= delivered, "kill {kill}: {:?}", outbox.counts());
        assert_eq!(outbox.counts().damaged, 0, "kill {kill}");
    }
}
