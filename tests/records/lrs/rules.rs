//! Each answer has the consequence that it should.

use std::time::Duration;

use make_it_right::lrs::{Counts, Ended, Limits, Outbox, Patience, Stop, Trial, send, trial};
use serde_json::json;

use super::fake::{Clock, Fake, Fault};
use crate::common::lrs_store::{LIES, id_of, statement};

/// An outbox with so many statements, in a folder that lives as long.
fn outbox(statements: u64) -> (tempfile::TempDir, Outbox) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    outbox.add((0..statements).map(statement)).expect("added");
    (folder, outbox)
}

fn run(outbox: &mut Outbox, fake: &Fake) -> (Ended, Clock) {
    let mut clock = Clock::new(1);
    let limits = Limits { statements: 8, bytes: 100_000 };
    let ended = send(outbox, fake, &mut clock, limits, Patience::Endless, &mut |_| ()).expect("it can be written");
    fake.late_ones_arrive();
    (ended, clock)
}

fn counts(waiting: usize, delivered: usize, set_aside: usize) -> Counts {
    Counts { waiting, delivered, set_aside, damaged: 0 }
}

#[test]
fn all_is_well() {
    let (_folder, mut outbox) = outbox(20);
    let fake = Fake::default();
    let (ended, clock) = run(&mut outbox, &fake);
    assert_eq!((ended, outbox.counts(), clock.waits), (Ended::Done, counts(0, 20, 0), vec![]));
    assert_eq!((fake.posts.get(), fake.store.borrow().statements.len()), (3, 20));
}

#[test]
fn what_is_there_already_counts_as_delivered_whichever_ids_are_answered() {
    let (_folder, mut outbox) = outbox(8);
    let fake = Fake::default();
    let half = json!((0..4).map(statement).collect::<Vec<_>>()).to_string();
    fake.store.borrow_mut().post(half.as_bytes());
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts(), fake.posts.get()), (Ended::Done, counts(0, 8, 0), 1));
    assert_eq!(fake.fetches.get(), 4, "what it does not name is read back");
    assert!(fake.store.borrow().stored.values().all(|times| *times == 1));
}

#[test]
fn of_a_conflict_only_what_differs_is_set_aside() {
    let (_folder, mut outbox) = outbox(8);
    let fake = Fake::default();
    let mut other = statement(3);
    other["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
    fake.store.borrow_mut().post(json!([other, statement(5)]).to_string().as_bytes());
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 7, 1)));
    let set_aside: Vec<_> = outbox.set_aside().map(|(id, reason)| (id, reason.to_owned())).collect();
    let reason = "the server has a different statement with the same id (409)".to_owned();
    assert_eq!(set_aside, [(id_of(3), reason)]);
    assert_eq!((fake.posts.get(), fake.fetches.get()), (2, 8), "fetched once each, and the rest sent at once");
}

#[test]
fn a_conflict_that_the_server_does_not_show_ends() {
    let (_folder, mut outbox) = outbox(8);
    let fake = Fake::default();
    let mut other = statement(3);
    other["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
    fake.store.borrow_mut().post(json!([other]).to_string().as_bytes());
    fake.store.borrow_mut().hidden.insert(id_of(3));
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 7, 1)));
    assert!(outbox.set_aside().all(|(id, reason)| id == id_of(3) && reason.contains("does not show it")));
}

#[test]
fn a_server_that_shows_lists_in_place_of_one_statement_is_understood() {
    let (_folder, mut outbox) = outbox(8);
    let fake = Fake::default();
    let mut other = statement(3);
    other["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
    let mut store = fake.store.borrow_mut();
    store.post(json!([other, statement(5)]).to_string().as_bytes());
    store.shows_lists = true;
    drop(store);
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 7, 1)));
}

#[test]
fn the_bad_one_is_found_and_set_aside_with_the_servers_words() {
    let (_folder, mut outbox) = outbox(8);
    let fake = Fake::default();
    fake.store.borrow_mut().bad.extend([id_of(2), id_of(7)]);
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 6, 2)));
    let (_, reason) = outbox.set_aside().next().expect("set aside");
    assert!(reason.starts_with("the server refuses it (400): ") && reason.contains("has no verb"), "{reason}");
    assert!(fake.posts.get() <= 1 + 2 * 2 * 3, "by halving: {}", fake.posts.get());
    assert_eq!(outbox.again().expect("written"), 2);
    fake.store.borrow_mut().bad.clear();
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 8, 0)));
}

#[test]
fn too_large_batches_get_smaller_and_stay_so() {
    let (_folder, mut outbox) = outbox(800);
    let mut huge = statement(9_999);
    huge["context"] = json!({"extensions": {"https://example.com/x": "x".repeat(9_000)}});
    outbox.add([huge]).expect("added");
    let fake = Fake::default();
    fake.store.borrow_mut().largest = Some(8_000);
    let limits = Limits { statements: 800, bytes: 100_000 };
    let mut clock = Clock::new(1);
    let ended = send(&mut outbox, &fake, &mut clock, limits, Patience::Endless, &mut |_| ()).expect("written");
    assert_eq!((ended, outbox.counts()), (Ended::Done, counts(0, 800, 1)));
    assert_eq!(outbox.set_aside().map(|it| it.0).collect::<Vec<_>>(), [id_of(9_999)]);
    assert!(fake.posts.get() < 80, "{}", fake.posts.get());
}

#[test]
fn a_wrong_key_or_address_stops_it_and_nothing_is_lost() {
    for (status, stop) in [
        (401, Stop::WrongKey),
        (403, Stop::NotAllowed),
        (404, Stop::NotThere { status: 404 }),
        (302, Stop::NotThere { status: 302 }),
    ] {
        let (_folder, mut outbox) = outbox(8);
        let fake = Fake::with(&[Fault::Status(status)]);
        assert_eq!(run(&mut outbox, &fake).0, Ended::Stopped(stop));
        assert_eq!((outbox.counts(), fake.posts.get()), (counts(8, 0, 0), 1));
        assert_eq!(run(&mut outbox, &fake).0, Ended::Done);
    }
}

#[test]
fn a_server_in_trouble_is_asked_again_and_again_ever_more_rarely() {
    let (_folder, mut outbox) = outbox(3);
    let faults: Vec<_> = [503, 500, 429, 502].into_iter().cycle().take(500).map(Fault::Status).collect();
    let (ended, clock) = run(&mut outbox, &Fake::with(&faults));
    assert_eq!((ended, outbox.counts(), clock.waits.len()), (Ended::Done, counts(0, 3, 0), 500));
    let late = (clock.waits[100..].iter().sum::<Duration>() / 400).as_secs();
    assert!(clock.waits.iter().all(|wait| *wait <= Duration::from_mins(5)));
    assert!((120..180).contains(&late), "half of five minutes, as chance draws it: {late}");
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    let (_folder, mut outbox) = outbox(3);
    let fake = Fake::with(&[Fault::RetryAfter(429, 90), Fault::RetryAfter(503, 7)]);
    let (ended, clock) = run(&mut outbox, &fake);
    assert_eq!((ended, clock.waits.len()), (Ended::Done, 2));
    assert!((90..=91).contains(&clock.waits[0].as_secs()) && (7..=8).contains(&clock.waits[1].as_secs()));
}

#[test]
fn once_means_without_waiting() {
    let (_folder, mut outbox) = outbox(12);
    let fake = Fake::with(&[Fault::None, Fault::DroppedBefore]);
    let mut clock = Clock::new(1);
    let limits = Limits { statements: 8, bytes: 100_000 };
    let ended = send(&mut outbox, &fake, &mut clock, limits, Patience::Once, &mut |_| ()).expect("written");
    assert_eq!(ended, Ended::ForNow { why: "the connection was dropped".to_owned() });
    assert_eq!((outbox.counts(), clock.waits), (counts(4, 8, 0), vec![]));
}

fn lies((status, text): (u16, &str)) -> Fake {
    let fake = Fake::default();
    fake.store.borrow_mut().lies = Some((status, text.to_owned()));
    fake
}

#[test]
fn whoever_is_no_store_gets_nothing_delivered_whatever_it_says() {
    for lie in LIES {
        let (_folder, mut outbox) = outbox(20);
        let fake = lies(lie);
        let (ended, _) = run(&mut outbox, &fake);
        let Ended::Stopped(stop) = ended else { panic!("{lie:?}: {ended:?}") };
        assert!(stop.may_pass() && stop.advice().contains("Check the address"), "{lie:?}: {stop}");
        assert_eq!(outbox.counts(), counts(20, 0, 0), "{lie:?}");
        assert!(fake.posts.get() == 1 && fake.fetches.get() <= 1, "{lie:?}: at once");
        assert!(!trial(&fake).is_passed(), "{lie:?}: nor can it be set");
        // The store itself is back.
        fake.store.borrow_mut().lies = None;
        assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 20, 0)), "{lie:?}");
        assert!(fake.store.borrow().stored.values().all(|times| *times == 1), "{lie:?}");
        assert_eq!(trial(&fake), Trial::Works);
    }
}

#[test]
fn a_first_answer_that_is_no_proof_loses_nothing() {
    for (status, text) in LIES {
        let (_folder, mut outbox) = outbox(5);
        let fake = Fake::with(&[Fault::Says(status, text)]);
        let (ended, _) = run(&mut outbox, &fake);
        if ended != Ended::Done {
            assert!(matches!(&ended, Ended::Stopped(stop) if stop.may_pass()), "{status} {text}: {ended:?}");
            assert_eq!((outbox.counts(), run(&mut outbox, &fake).0), (counts(5, 0, 0), Ended::Done), "{status} {text}");
        }
        assert_eq!((outbox.counts(), fake.store.borrow().statements.len()), (counts(0, 5, 0), 5), "{status} {text}");
    }
}

#[test]
fn what_a_store_shows_is_delivered_however_it_answers() {
    for says in [
        (200, ""),
        (200, "OK"),
        (200, "[]"),
        (200, "{}"),
        (201, ""),
        (202, ""),
        (202, "{\"accepted\":true}"),
        (204, ""),
    ] {
        let (_folder, mut outbox) = outbox(5);
        let fake = Fake::default();
        fake.store.borrow_mut().says = Some((says.0, says.1.to_owned()));
        assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 5, 0)), "{says:?}");
        assert_eq!((fake.posts.get(), fake.fetches.get()), (1, 5), "{says:?}");
    }
}

#[test]
fn a_store_may_take_its_time_to_show_what_it_has() {
    let (_folder, mut outbox) = outbox(5);
    let fake = Fake::default();
    let mut store = fake.store.borrow_mut();
    (store.says, store.late) = (Some((204, String::new())), 11);
    drop(store);
    let (ended, clock) = run(&mut outbox, &fake);
    assert_eq!((ended, outbox.counts(), clock.waits.len()), (Ended::Done, counts(0, 5, 0), 2));
    assert!(fake.store.borrow().stored.values().all(|times| *times == 1));
}

#[test]
fn a_store_that_never_shows_what_it_says_it_has_is_told_and_nothing_is_lost() {
    let (_folder, mut outbox) = outbox(5);
    let fake = Fake::default();
    let mut store = fake.store.borrow_mut();
    (store.says, store.late) = (Some((204, String::new())), usize::MAX);
    drop(store);
    let (ended, clock) = run(&mut outbox, &fake);
    assert_eq!((ended, outbox.counts()), (Ended::Stopped(Stop::NotShown), counts(5, 0, 0)));
    assert_eq!(clock.waits.len(), 6, "not for ever");
}

#[test]
fn what_was_voided_there_is_there() {
    let (_folder, mut outbox) = outbox(5);
    let fake = Fake::default();
    let mut store = fake.store.borrow_mut();
    store.post(json!((0..5).map(statement).collect::<Vec<_>>()).to_string().as_bytes());
    store.voided.insert(id_of(2));
    drop(store);
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 5, 0)));
}

#[test]
fn another_statement_of_the_same_id_is_no_proof() {
    let (_folder, mut outbox) = outbox(5);
    let fake = Fake::default();
    let mut other = statement(3);
    other["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
    let mut store = fake.store.borrow_mut();
    store.post(json!([other]).to_string().as_bytes());
    // It compares nothing, and takes none for new.
    store.says = Some((204, String::new()));
    store.statements.extend((0..5).filter(|it| *it != 3).map(|it| (id_of(it), statement(it))));
    drop(store);
    let mut clock = Clock::new(1);
    let limits = Limits { statements: 8, bytes: 100_000 };
    fake.faults.borrow_mut().push_back(Fault::Says(204, ""));
    let ended = send(&mut outbox, &fake, &mut clock, limits, Patience::Endless, &mut |_| ()).expect("written");
    assert_eq!((ended, outbox.counts()), (Ended::Done, counts(0, 4, 1)));
    let (id, reason) = outbox.set_aside().next().expect("set aside");
    assert_eq!((id, reason), (id_of(3), "the server shows a different statement with the same id"));
}

#[test]
fn a_key_that_may_only_write_needs_no_reading_for_what_the_store_names() {
    for status in [401, 403] {
        let (_folder, mut outbox) = outbox(20);
        let fake = Fake::default();
        fake.store.borrow_mut().denies_reading = Some(status);
        assert_eq!(trial(&fake), Trial::MayNotRead);
        assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 20, 0)), "{status}");
        assert_eq!(fake.fetches.get(), 0, "{status}");
    }
}

#[test]
fn what_a_key_may_not_read_back_waits_for_others_that_prove_it() {
    for status in [401, 403] {
        let (_folder, mut outbox) = outbox(20);
        let fake = Fake::default();
        let mut store = fake.store.borrow_mut();
        // All of it arrived once, and every receipt was lost.
        store.post(json!((0..20).map(statement).collect::<Vec<_>>()).to_string().as_bytes());
        store.denies_reading = Some(status);
        drop(store);
        let (ended, clock) = run(&mut outbox, &fake);
        let Ended::ForNow { why } = ended else { panic!("{ended:?}") };
        assert!(why.contains("does not let this key read"), "{why}");
        assert_eq!((outbox.counts(), clock.waits), (counts(20, 0, 0), vec![]));
        assert_eq!((fake.posts.get(), fake.fetches.get()), (4, 4), "each batch once");
        // What comes next is named, and proves that the store has the others of its batch, also where these fill many batches.
        outbox.add((20..26).map(statement)).expect("added");
        let (ended, _) = run(&mut outbox, &fake);
        assert!(matches!(ended, Ended::ForNow { .. }), "{ended:?}");
        assert_eq!(outbox.counts(), counts(12, 14, 0), "the new ones, and some beside them");
        assert!(fake.store.borrow().stored.values().all(|times| *times == 1));
        // Nothing of it was a lie: with a key that may read, the rest is found.
        fake.store.borrow_mut().denies_reading = None;
        assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 26, 0)));
    }
}

#[test]
fn a_conflict_that_a_key_may_not_read_is_found_by_halving() {
    let (_folder, mut outbox) = outbox(8);
    let fake = Fake::default();
    let mut other = statement(3);
    other["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/other");
    let mut store = fake.store.borrow_mut();
    store.post(json!([other]).to_string().as_bytes());
    store.denies_reading = Some(403);
    drop(store);
    assert_eq!((run(&mut outbox, &fake).0, outbox.counts()), (Ended::Done, counts(0, 7, 1)));
    let (id, reason) = outbox.set_aside().next().expect("set aside");
    assert!(id == id_of(3) && reason.contains("fetching it to compare fails (403)"), "{reason}");
}
