//! Whoever is deleted is gone from the outbox too, whoever has it open; and what is in it is for nobody else's eyes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use make_it_right::lrs::{Background, Doing, Ended, Forgetting, Limits, Outbox, Patience, forget, heed_notes, send};
use make_it_right::storage::Folders;

use super::fake::{Clock, Fake, Fault};
use super::network::{background, wait_for};
use crate::common::lrs_server::{Server, Trouble, lock};
use crate::common::lrs_store::{id_of, statement};

/// Long enough for any machine; nothing waits so long unless it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A home with two outboxes, and the folder of one of them.
fn home() -> (tempfile::TempDir, Folders, PathBuf) {
    let home = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(home.path());
    let folder = home.path().join("data/lrs/lrs.example.com-1");
    drop(Outbox::open(&home.path().join("data/lrs/other.example.com-2")).expect("another"));
    (home, folders, folder)
}

fn accounts(number: u64) -> [String; 2] {
    ["a pseudonym".to_owned(), format!("person {number}")]
}

/// Whether a text stands in any file of a folder.
fn stands_in(folder: &Path, text: &str) -> bool {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let mut texts = files.filter_map(|entry| fs::read(entry.path()).ok());
    texts.any(|it| String::from_utf8_lossy(&it).contains(text))
}

#[test]
fn nothing_of_theirs_stays_wherever_it_stands() {
    for number in 0..4 {
        let (_home, folders, folder) = home();
        let mut outbox = Outbox::open(&folder).expect("an outbox");
        outbox.add((0..4).map(statement)).expect("added");
        outbox.deliver(&[id_of(1)]).expect("delivered");
        outbox.put_aside(id_of(2), "person 2 is not known here").expect("set aside");
        drop(outbox);
        // A program was killed while it wrote the file anew.
        fs::copy(folder.join("outbox.jsonl"), folder.join(".outbox-killed")).expect("copied");
        forget(&folders, &accounts(number), PATIENCE).expect("forgotten");
        assert!(!stands_in(&folder, &format!("\"person {number}\"")), "person {number}");
        assert!(!stands_in(&folder, &format!("person {number} is not known")), "person {number}");
        let mut outbox = Outbox::open(&folder).expect("an outbox");
        let counts = outbox.counts();
        assert_eq!(
            (counts.waiting, counts.set_aside),
            match number {
                0 | 3 => (1, 1),
                2 => (2, 0),
                _ => (2, 1),
            }
        );
        assert_eq!(counts.delivered, 1, "that it was delivered stays known");
        // What somebody else still has in hand is not taken again, also not after another start.
        for _ in 0..2 {
            let added = outbox.add((0..5).map(statement)).expect("added");
            assert_eq!(added.forgotten, usize::from(number != 1), "person {number}");
            assert!(!stands_in(&folder, &format!("\"person {number}\"")), "person {number}");
            drop(outbox);
            outbox = Outbox::open(&folder).expect("an outbox");
        }
        let fake = Fake::default();
        let ended = send(&mut outbox, &fake, &mut Clock::new(1), Limits::default(), Patience::Once, &mut |_| ());
        assert_eq!(ended.expect("written"), Ended::Done);
        assert!(!fake.store.borrow().statements.contains_key(&id_of(number)), "person {number}");
    }
}

#[test]
fn who_is_forgotten_once_is_looked_for_once() {
    let (_home, folders, folder) = home();
    Outbox::open(&folder).expect("an outbox").add((0..4).map(statement)).expect("added");
    forget(&folders, &accounts(1), PATIENCE).expect("forgotten");
    let before = fs::metadata(folder.join("outbox.jsonl")).expect("there").modified().expect("a time");
    let outbox = Outbox::open(&folder).expect("an outbox");
    let after = fs::metadata(folder.join("outbox.jsonl")).expect("there").modified().expect("a time");
    assert_eq!((before, outbox.forgettings()), (after, 0), "the file is not written anew at each start");
}

#[test]
fn an_outbox_that_is_in_use_is_left_to_whoever_has_it() {
    let (_home, folders, folder) = home();
    let mut outbox = Outbox::open(&folder).expect("an outbox");
    outbox.add((0..4).map(statement)).expect("added");
    // Whoever has it open does not look: that is no failure, since the note is on the disk.
    let noted = forget(&folders, &accounts(2), Duration::ZERO);
    assert!(matches!(noted, Ok(Forgetting::Soon)), "{noted:?}");
    // The next thing that is done with it heeds the note: nothing is sent of theirs.
    let fake = Fake::default();
    let ended = send(&mut outbox, &fake, &mut Clock::new(1), Limits::default(), Patience::Once, &mut |_| ());
    assert_eq!((ended.expect("written"), outbox.forgettings()), (Ended::Done, 1));
    assert!(!fake.store.borrow().statements.contains_key(&id_of(2)));
    assert!(!stands_in(&folder, "\"person 2\""));
    let done = forget(&folders, &accounts(2), Duration::ZERO).expect("noted");
    assert_eq!(done, Forgetting::Done, "there is nothing of theirs any more");
}

#[test]
fn all_outboxes_together_are_waited_for_no_longer_than_one() {
    let (home, folders, folder) = home();
    let other = home.path().join("data/lrs/other.example.com-2");
    let mut open = [folder, other].map(|it| Outbox::open(&it).expect("an outbox"));
    for outbox in &mut open {
        assert!(outbox.add((0..4).map(statement)).is_ok());
    }
    // Nobody looks; both know it all the same as soon as they do.
    let patience = Duration::from_millis(200);
    let begun = std::time::Instant::now();
    assert_eq!(forget(&folders, &accounts(2), patience).expect("noted"), Forgetting::Soon);
    assert!(begun.elapsed() >= patience, "they are given some time");
    for outbox in &mut open {
        outbox.heed().expect("heeded");
        assert_eq!((outbox.counts().waiting, outbox.forgettings()), (3, 1));
    }
}

#[test]
fn what_was_noted_for_somebody_who_has_ended_since_is_heeded_by_whoever_comes_next() {
    let (_home, folders, folder) = home();
    let mut outbox = Outbox::open(&folder).expect("an outbox");
    outbox.add((0..4).map(statement)).expect("added");
    assert_eq!(forget(&folders, &accounts(2), Duration::ZERO).expect("noted"), Forgetting::Soon);
    // It ends in the middle of its request, and at the next start sending is off.
    drop(outbox);
    assert!(stands_in(&folder, "\"person 2\""));
    heed_notes(&folders);
    assert!(!stands_in(&folder, "\"person 2\""));
}

#[test]
fn who_is_deleted_while_a_batch_waits_for_its_next_try_is_not_in_it() {
    let (_home, folders, folder) = home();
    let mut outbox = Outbox::open(&folder).expect("an outbox");
    outbox.add((0..4).map(statement)).expect("added");
    let fake = Fake::with(&[Fault::Status(503)]);
    let mut clock = Clock::new(1);
    let mut told = |progress| {
        if let make_it_right::lrs::Progress::Waiting(..) = progress {
            let _ = forget(&folders, &accounts(2), Duration::ZERO);
        }
    };
    let ended = send(&mut outbox, &fake, &mut clock, Limits::default(), Patience::Endless, &mut told);
    assert_eq!((ended.expect("written"), outbox.counts().delivered), (Ended::Done, 3));
    assert!(!fake.store.borrow().statements.contains_key(&id_of(2)));
}

#[test]
fn in_the_background_they_are_left_out_whatever_it_does() {
    for trouble in [Trouble::None, Trouble::RetryAfter(503, 3_000), Trouble::Status(401), Trouble::Says(200, "OK")] {
        let (_home, folders, folder) = home();
        let server = Server::start(&[trouble]);
        let background: Background = background(&server, &folder);
        background.add((0..5).map(statement).collect());
        wait_for(&background, |doing, counts| match trouble {
            Trouble::None => *doing == Doing::Idle && counts.delivered == 5,
            Trouble::RetryAfter(..) => matches!(doing, Doing::Waiting { .. }),
            _ => matches!(doing, Doing::Stopped(_)),
        });
        // Somebody else deletes them, and waits for it.
        let (done, heard) = mpsc::channel();
        let theirs = folders.clone();
        std::thread::spawn(move || done.send(forget(&theirs, &accounts(2), PATIENCE)));
        heard.recv_timeout(PATIENCE).expect("an answer").expect("forgotten");
        assert!(!stands_in(&folder, "\"person 2\""), "{trouble:?}");
        background.add((0..6).map(statement).collect());
        assert!(background.stop(Duration::from_secs(5)), "{trouble:?}");
        assert!(!stands_in(&folder, "\"person 2\""), "{trouble:?}");
        let has_it = lock(&server.store).statements.contains_key(&id_of(2));
        assert_eq!(has_it, trouble == Trouble::None, "{trouble:?}");
    }
}

#[cfg(unix)]
#[test]
fn all_of_it_is_for_the_users_eyes_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_home, folders, folder) = home();
    let modes = || {
        let files = fs::read_dir(&folder).expect("a folder").flatten();
        let mode = |it: &fs::DirEntry| it.metadata().expect("there").permissions().mode() & 0o777;
        files.map(|it| (it.file_name(), mode(&it))).collect::<Vec<_>>()
    };
    let mut outbox = Outbox::open(&folder).expect("an outbox");
    outbox.add((0..4).map(statement)).expect("added");
    assert!(modes().iter().all(|(_, mode)| *mode == 0o600), "{:?}", modes());
    outbox.tidy().expect("tidied");
    drop(outbox);
    forget(&folders, &accounts(1), PATIENCE).expect("forgotten");
    assert!(modes().len() == 3 && modes().iter().all(|(_, mode)| *mode == 0o600), "{:?}", modes());
    // One of an earlier version.
    let path = folder.join("outbox.jsonl");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
    drop(Outbox::open(&folder).expect("an outbox"));
    assert!(modes().iter().all(|(_, mode)| *mode == 0o600), "{:?}", modes());
}
