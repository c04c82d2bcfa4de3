//! Sending what is practised to a learning record store, switched on in the settings: to a real server with real faults.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::lrs::LrsSettings;
use make_it_right::storage::{Records, read_attempt};
use tempfile::TempDir;

use super::driver::{Shown, folder, open_in, shipped};
use crate::common::lrs_server::{Server, Trouble, lock};
use crate::common::lrs_store::LIES;

const LATE: &str = "The late unit, ";
const SWITCH: &str = "Send what is recorded here";

fn open(home: &Rc<TempDir>) -> Shown {
    open_in(Rc::clone(home), Start { person: Some("Ada".to_owned()), ..Start::default() })
}

/// Waits until the app has come so far.
#[track_caller]
fn until(shown: &mut Shown, what: impl Fn(&Shown) -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !what(shown) {
        assert!(Instant::now() < end, "it never happens. There is:\n{}", shown.all_words());
        std::thread::sleep(Duration::from_millis(5));
        shown.harness.run();
    }
}

/// Presses what has this name, wherever it is on the page.
#[track_caller]
fn press(shown: &mut Shown, name: &str) {
    shown.harness.get_by_label(name).focus();
    shown.harness.run();
    shown.key(Key::Enter);
}

#[track_caller]
fn fill(shown: &mut Shown, field: &str, text: &str) {
    shown.harness.get_by_label(field).focus();
    shown.harness.run();
    shown.control(Key::A);
    shown.harness.event(egui::Event::Text(text.to_owned()));
    shown.harness.run();
}

/// Fills the settings in, and starts sending; of what was recorded so far as that answer says.
#[track_caller]
fn switch_on(shown: &mut Shown, address: &str, secret: &str, answer: &str) {
    shown.for_organisations();
    press(shown, SWITCH);
    fill(shown, "Address", address);
    fill(shown, "Key", "key");
    fill(shown, "Secret", secret);
    press(shown, "Start sending…");
    shown.assert_says("Send what was recorded so far too?");
    assert_eq!(shown.focused().as_deref(), Some("Only from now on"));
    shown.click(answer);
    shown.control(Key::L);
}

/// Plays the late unit to its end.
fn play(shown: &mut Shown) {
    let scenario = shipped("late-unit");
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.start_in(Mode::Practice);
    while !shown.replies(&scenario).is_empty() {
        shown.choose(&scenario, |_| true);
        shown.key(Key::Enter);
    }
}

/// How many statements all plays on record make: two at the start, one for each choice, three at the end.
fn expected(shown: &Shown) -> usize {
    let files = Records::within(&shown.folders().records()).files().expect("a folder");
    let attempts = files.iter().map(|file| read_attempt(file).expect("an attempt"));
    attempts.map(|it| 2 + it.choices.len() + if it.end().is_some() { 3 } else { 0 }).sum()
}

fn stored(server: &Server) -> usize {
    lock(&server.store).statements.len()
}

#[track_caller]
fn assert_once(server: &Server) {
    assert!(lock(&server.store).stored.values().all(|times| *times == 1));
}

/// All files below a folder that contain this text.
fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let has = |path: &PathBuf| std::fs::read(path).is_ok_and(|it| String::from_utf8_lossy(&it).contains(text));
    let below = folders.iter().flat_map(|folder| files_with(folder, text));
    files.into_iter().filter(has).chain(below).collect()
}

#[test]
fn nothing_of_the_play_under_way_is_sent_of_somebody_who_is_deleted_in_it() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    shown.begin(LATE, Mode::Practice);
    shown.choose(&shipped("late-unit"), |_| true);
    let before = server.posts();
    shown.control(Key::Comma);
    shown.click_first("Delete it…");
    shown.click("Delete everything");
    until(&mut shown, |shown| shown.says("Everything was deleted: 1 attempt file."));
    // Whatever had been sent off would be there by now.
    for _ in 0..40 {
        std::thread::sleep(Duration::from_millis(10));
        shown.harness.run();
    }
    assert_eq!((server.posts(), stored(&server)), (before, 0));
}

#[test]
fn switched_on_and_filled_in_each_statement_of_a_play_arrives_once() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    server.trouble(&[Trouble::ClosedAfter, Trouble::Status(503)]);
    play(&mut shown);
    let wanted = expected(&shown);
    // How long a play is depends on how the replies were shuffled; without a single choice it would be five.
    assert!(wanted > 5, "{wanted}");
    until(&mut shown, |_| stored(&server) == wanted);
    shown.for_organisations();
    until(&mut shown, |shown| shown.says(&format!("{wanted} statements delivered")));
    assert_once(&server);
    assert!(lock(&server.store).statements.values().all(|it| it["actor"]["name"] == "Ada"));
    shown.assert_says("It is kept in a file that only you can read, and never shown.");
    let files = files_with(home.path(), "hush");
    assert!(files.len() == 1 && files[0].parent().is_some_and(|it| it.ends_with("secrets")), "{files:?}");
    // At the next start all of it is known, and nothing is sent again.
    let requests = lock(&server.heads).len();
    drop(shown);
    let mut shown = open(&home);
    shown.for_organisations();
    until(&mut shown, |shown| shown.says(&format!("{wanted} statements delivered")));
    assert_eq!(lock(&server.heads).len(), requests);
    // And off is off, and forgets the secret.
    press(&mut shown, SWITCH);
    assert!(files_with(home.path(), "hush").is_empty());
    shown.control(Key::L);
    play(&mut shown);
    drop(shown);
    drop(open(&home));
    assert_eq!((stored(&server), lock(&server.heads).len()), (wanted, requests));
}

#[test]
fn nothing_is_sent_until_it_is_switched_on() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    play(&mut shown);
    shown.control(Key::Comma);
    shown.assert_says("Nothing leaves this machine");
    shown.for_organisations();
    assert!(shown.harness.query_by_label("Address").is_none());
    press(&mut shown, SWITCH);
    fill(&mut shown, "Address", &server.address());
    fill(&mut shown, "Key", "key");
    assert!(shown.harness.get_by_label("Start sending…").accesskit_node().is_disabled(), "there is no secret yet");
    fill(&mut shown, "Secret", "hush");
    press(&mut shown, "Start sending…");
    shown.click("Cancel");
    press(&mut shown, SWITCH);
    assert!(shown.harness.query_by_label("Address").is_none());
    std::thread::sleep(Duration::from_millis(50));
    assert!(lock(&server.heads).is_empty());
    assert!(files_with(home.path(), "hush").is_empty(), "nothing is kept either");
}

#[test]
fn what_was_recorded_so_far_is_sent_only_where_that_is_wanted() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    play(&mut shown);
    let before = expected(&shown);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    play(&mut shown);
    let all = expected(&shown);
    until(&mut shown, |_| stored(&server) == all - before);
    drop(shown);
    let mut shown = open(&home);
    shown.for_organisations();
    until(&mut shown, |shown| shown.says(&format!("{} statements delivered", all - before)));
    assert_eq!(stored(&server), all - before, "not at the next start either");
    press(&mut shown, "Send earlier plays too");
    until(&mut shown, |_| stored(&server) == all);
    assert_once(&server);
    assert!(shown.harness.query_by_label("Send earlier plays too").is_none());

    // Another store is asked about anew.
    let other = Server::start(&[]);
    press(&mut shown, SWITCH);
    press(&mut shown, SWITCH);
    switch_on_again(&mut shown, &other.address());
    until(&mut shown, |_| stored(&other) == all);
}

/// Another address, where the form is open and sending is off.
fn switch_on_again(shown: &mut Shown, address: &str) {
    fill(shown, "Address", address);
    fill(shown, "Secret", "hush");
    press(shown, "Start sending…");
    shown.click("Everything so far too");
}

#[test]
fn a_wrong_secret_is_told_in_a_sentence_and_nothing_is_lost() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    // The store gets another secret.
    lock(&server.store).has_another_secret = true;
    play(&mut shown);
    until(&mut shown, |shown| shown.says("Records are not being sent to the learning record store"));
    shown.assert_says("Check both the key and the secret.");
    shown.for_organisations();
    let wanted = expected(&shown);
    until(&mut shown, |shown| shown.says(&format!("0 statements delivered · {wanted} waiting")));
    shown.assert_says("does not accept the key and secret (401)");
    press(&mut shown, "Replace it…");
    fill(&mut shown, "Secret", "not-the-secret");
    press(&mut shown, "Save changes");
    shown.assert_says("Nothing was changed. The server does not accept the key and secret (401).");
    lock(&server.store).has_another_secret = false;
    fill(&mut shown, "Secret", "hush");
    press(&mut shown, "Save changes");
    until(&mut shown, |shown| shown.says(&format!("{wanted} statements delivered.")));
    assert_eq!(stored(&server), wanted);
    assert_once(&server);
    assert!(files_with(home.path(), "not-the-secret").is_empty(), "it was never kept");
}

#[test]
fn what_waits_survives_the_end_of_the_program() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    server.trouble(&[Trouble::RetryAfter(503, 3_000)]);
    play(&mut shown);
    shown.for_organisations();
    until(&mut shown, |shown| shown.says("The server has trouble (503)."));
    let wanted = expected(&shown);
    let began = Instant::now();
    drop(shown);
    assert!(began.elapsed() < Duration::from_secs(2), "it hangs up");
    // As after a kill in the middle of a line: the rest is there.
    let outbox = files_with(home.path(), "\"waits\"");
    let outbox = outbox.iter().find(|path| path.ends_with("outbox.jsonl")).unwrap_or_else(|| panic!("{outbox:?}"));
    let mut text = std::fs::read(outbox).expect("there");
    text.extend_from_slice(b"{\"event\":\"wai");
    std::fs::write(outbox, text).expect("written");
    let mut shown = open(&home);
    until(&mut shown, |_| stored(&server) == wanted);
    assert_once(&server);
}

#[test]
fn the_connection_can_be_tested_before_anything_is_sent() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    shown.for_organisations();
    press(&mut shown, SWITCH);
    for (address, secret, words) in [
        (server.address(), "hush", "The store answers and accepts the key and the secret."),
        (server.address(), "wrong", "Check both the key and the secret."),
        (server.address().replace("xapi", "other"), "hush", "Check the address."),
        ("http://lrs.example.com/xapi".to_owned(), "hush", "The way to this address is not encrypted"),
        ("lrs.example.com".to_owned(), "hush", "is not an address such as https://lrs.example.com/xapi"),
    ] {
        fill(&mut shown, "Address", &address);
        fill(&mut shown, "Key", "key");
        fill(&mut shown, "Secret", secret);
        press(&mut shown, "Test the connection");
        until(&mut shown, |shown| shown.says(words));
    }
    assert_eq!(stored(&server), 0);
    assert!(!LrsSettings::read(&shown.folders()).expect("settings").on);
    assert_eq!(shown.page(), Page::Organisations);
    // What cannot be is not set either, and what was typed stays.
    press(&mut shown, "Start sending…");
    shown.click("Only from now on");
    shown.assert_says("is not an address such as https://lrs.example.com/xapi");
    assert!(!LrsSettings::read(&shown.folders()).expect("settings").on);
    // Nor is a store that does not answer as one, or does not accept the secret.
    fill(&mut shown, "Address", &server.address());
    for lie in LIES {
        server.lie(Some(lie));
        press(&mut shown, "Start sending…");
        shown.click("Only from now on");
        shown.assert_says("Nothing was changed.");
        shown.assert_says("Check the address");
        assert!(!LrsSettings::read(&shown.folders()).expect("settings").on, "{lie:?}");
        assert!(files_with(home.path(), "hush").is_empty(), "{lie:?}");
    }
    server.lie(None);
    press(&mut shown, "Start sending…");
    shown.click("Only from now on");
    shown.assert_says("It is kept in a file");
    assert!(LrsSettings::read(&shown.folders()).expect("settings").on);
}

#[test]
fn what_is_no_receipt_is_told_and_nothing_is_lost() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    server.lie(Some((200, "no \u{1b}[31m\u{202e}store")));
    play(&mut shown);
    until(&mut shown, |shown| shown.says("Records are not being sent to the learning record store"));
    shown.assert_says("whether the network here wants you to sign in first.");
    assert!(!shown.all_words().contains(['\u{1b}', '\u{202e}']), "nothing of it is more than words");
    let wanted = expected(&shown);
    shown.for_organisations();
    until(&mut shown, |shown| shown.says(&format!("0 statements delivered · {wanted} waiting")));
    server.lie(None);
    press(&mut shown, "Try again");
    until(&mut shown, |_| stored(&server) == wanted);
    assert_once(&server);
}

#[test]
fn whoever_is_deleted_is_not_sent_and_leaves_nothing_in_the_outbox() {
    let home = Rc::new(folder());
    let server = Server::start(&[]);
    let mut shown = open(&home);
    switch_on(&mut shown, &server.address(), "hush", "Only from now on");
    play(&mut shown);
    let sent = expected(&shown);
    until(&mut shown, |_| stored(&server) == sent);
    shown.control(Key::L);
    server.trouble(&[Trouble::RetryAfter(503, 3_000)]);
    play(&mut shown);
    shown.for_organisations();
    until(&mut shown, |shown| shown.says("The server has trouble (503)."));
    let has_name = |path: &PathBuf| path.file_name().is_some_and(|it| it == "outbox.jsonl");
    assert!(files_with(home.path(), "\"Ada\"").iter().any(has_name));
    shown.key(Key::Escape);
    shown.click_first("Delete it…");
    shown.click("Delete everything");
    until(&mut shown, |shown| shown.says("Everything was deleted"));
    assert!(files_with(home.path(), "\"Ada\"").is_empty(), "no file has the name");
    drop(shown);
    assert_eq!(stored(&server), sent, "what waited was not sent");
}
