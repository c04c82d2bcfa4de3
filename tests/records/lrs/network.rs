//! The same over a real network: what is dropped, late, torn, doubled or mixed up.

use std::time::{Duration, Instant};

use make_it_right::lrs::{
    Background, Counts, Credentials, Doing, Ended, Endpoint, Http, Limits, Outbox, Patience, Progress, Secret, Stop,
    Timeouts, Trial, XapiVersion, send, trial,
};
use proptest::prelude::*;
use serde_json::json;

use super::fake::Clock;
use crate::common::lrs_server::{Server, Trouble, lock};
use crate::common::lrs_store::{LIES, id_of, statement};

/// Sends so many statements; returns how it ended, what became of them, and how long was (not) waited.
fn run(server: &Server, secret: &str, statements: u64) -> (Ended, Counts, Vec<Duration>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    outbox.add((0..statements).map(statement)).expect("added");
    let (mut clock, limits) = (Clock::new(1), Limits { statements: 5, bytes: 100_000 });
    let way = server.way(secret);
    let mut spoken = Vec::new();
    let mut tell = |progress: Progress| spoken.push(progress);
    let ended = send(&mut outbox, &way, &mut clock, limits, Patience::Endless, &mut tell).expect("written");
    assert!(!format!("{spoken:?}{way:?}{ended:?}").contains(secret), "the secret shows");
    assert!(!std::fs::read_to_string(outbox.path()).expect("text").contains(secret), "the secret is in the outbox");
    (ended, outbox.counts(), clock.waits)
}

fn assert_exactly_once(server: &Server, statements: u64) {
    let store = lock(&server.store);
    for number in 0..statements {
        assert_eq!(store.statements.get(&id_of(number)), Some(&statement(number)));
        assert_eq!(store.stored.get(&id_of(number)), Some(&1), "stored once");
    }
}

#[test]
fn each_trouble_by_itself_ends_well() {
    use Trouble::{
        AnswerTwice, ClosedAfter, ClosedAtOnce, Gibberish, Mixed, None, RetryAfter, SlowAfter, SlowBefore, Status,
        TornAnswer,
    };
    for trouble in [
        ClosedAtOnce,
        ClosedAfter,
        TornAnswer,
        SlowAfter,
        SlowBefore,
        AnswerTwice,
        Mixed,
        Gibberish,
        Status(429),
        Status(500),
        Status(502),
        Status(503),
        Status(504),
        RetryAfter(429, 3),
        RetryAfter(503, 3),
    ] {
        let server = Server::start(&[trouble, None, trouble, trouble]);
        let (ended, counts, waits) = run(&server, "hush", 12);
        assert_eq!((ended, counts.delivered, counts.set_aside), (Ended::Done, 12, 0), "{trouble:?}");
        let harmless = matches!(trouble, AnswerTwice | Mixed);
        assert!(waits.len() >= if harmless { 0 } else { 3 }, "{trouble:?}: {waits:?}");
        if let RetryAfter(..) = trouble {
            assert!(waits.iter().any(|wait| *wait >= Duration::from_secs(3)), "{waits:?}");
        }
        std::thread::sleep(Duration::from_millis(if trouble == SlowBefore { 400 } else { 0 }));
        assert_exactly_once(&server, 12);
    }
}

#[test]
fn an_answer_that_comes_twice_is_not_taken_for_the_next_one() {
    let server =
        Server::start(&[Trouble::AnswerTwice, Trouble::ClosedAfter, Trouble::AnswerTwice, Trouble::Status(503)]);
    let (ended, counts, waits) = run(&server, "hush", 15);
    assert_eq!((ended, counts.delivered, waits.len()), (Ended::Done, 15, 2));
    assert_exactly_once(&server, 15);
}

#[test]
fn conflicts_are_compared_over_the_network_too() {
    let server = Server::start(&[Trouble::None, Trouble::Mixed, Trouble::TornAnswer, Trouble::ClosedAfter]);
    let mut other = statement(3);
    other["object"]["id"] = json!("https://example.com/other");
    lock(&server.store).post(json!([other, statement(1)]).to_string().as_bytes());
    let (ended, counts, waits) = run(&server, "hush", 5);
    assert_eq!((ended, counts.delivered, counts.set_aside), (Ended::Done, 4, 1));
    assert_eq!(waits.len(), 3, "what is no answer to the question is asked again");
}

#[test]
fn a_wrong_secret_is_told_and_nothing_more_is_sent() {
    let server = Server::start(&[]);
    let (ended, counts, _) = run(&server, "wrong-secret", 12);
    assert_eq!((ended, counts.waiting), (Ended::Stopped(Stop::WrongKey), 12));
    assert_eq!(lock(&server.heads).len(), 1);
}

#[test]
fn the_secret_does_not_follow_a_redirect() {
    let server = Server::start(&[Trouble::Status(307)]);
    assert_eq!(run(&server, "hush", 2).0, Ended::Stopped(Stop::NotThere { status: 307 }));
    assert_eq!(lock(&server.heads).len(), 1);
}

#[test]
fn nobody_there_is_a_reason_to_wait() {
    let server = Server::start(&[]);
    let endpoint = Endpoint::parse(&server.address(), false).expect("this machine");
    let address = server.address();
    drop(server);
    // The listener takes one more connection to notice that it is over.
    std::thread::sleep(Duration::from_millis(50));
    let credentials = Credentials::new("key", Secret::new("hush").expect("a secret")).expect("fine");
    let timeouts = Timeouts { connect: Duration::from_millis(500), whole: Duration::from_millis(500) };
    let way = Http::new(endpoint, credentials, XapiVersion::V2_0_0, timeouts);
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    outbox.add([statement(1)]).expect("added");
    let ended =
        send(&mut outbox, &way, &mut Clock::new(1), Limits::default(), Patience::Once, &mut |_| ()).expect("written");
    assert_eq!(ended, Ended::ForNow { why: "the server does not take the call".to_owned() }, "{address}");
}

#[test]
fn https_means_a_certificate_that_can_be_trusted() {
    // A server that speaks no TLS at all, and none that anybody has vouched for.
    let server = Server::start(&[]);
    let address = server.address().replace("http://", "https://");
    let endpoint = Endpoint::parse(&address, false).expect("an address");
    let credentials = Credentials::new("key", Secret::new("hush").expect("a secret")).expect("fine");
    let timeouts = Timeouts { connect: Duration::from_millis(500), whole: Duration::from_millis(500) };
    let way = Http::new(endpoint, credentials, XapiVersion::V1_0_3, timeouts);
    let folder = tempfile::tempdir().expect("a folder");
    let mut outbox = Outbox::open(folder.path()).expect("an outbox");
    outbox.add([statement(1)]).expect("added");
    let ended =
        send(&mut outbox, &way, &mut Clock::new(1), Limits::default(), Patience::Once, &mut |_| ()).expect("written");
    assert!(matches!(ended, Ended::ForNow { .. }), "{ended:?}");
    assert!(lock(&server.store).statements.is_empty());
}

pub fn background(server: &Server, folder: &std::path::Path) -> Background {
    let (way, folder) = (server.way("hush"), folder.to_owned());
    let hang_up = {
        let way = way.clone();
        move || way.hang_up()
    };
    Background::start(move || Outbox::open(&folder), way, hang_up, |_| ()).expect("a thread")
}

pub fn wait_for(background: &Background, what: impl Fn(&Doing, &Counts) -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !what(&background.status().doing, &background.status().counts) {
        assert!(Instant::now() < until, "{:?}", background.status());
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn in_the_background_it_sends_what_is_added() {
    let server = Server::start(&[]);
    let folder = tempfile::tempdir().expect("a folder");
    let background = background(&server, folder.path());
    background.add((0..30).map(statement).collect());
    background.add((20..150).map(statement).collect());
    wait_for(&background, |doing, counts| *doing == Doing::Idle && counts.delivered == 150);
    assert!(background.stop(Duration::from_secs(5)));
    assert_exactly_once(&server, 150);
    assert_eq!(Outbox::open(folder.path()).expect("free again").counts().delivered, 150);
}

#[test]
fn in_the_background_it_stops_promptly_whatever_it_does() {
    for trouble in [Trouble::RetryAfter(503, 3_000), Trouble::SlowAfter, Trouble::Status(401)] {
        let server = Server::start(&[trouble]);
        let folder = tempfile::tempdir().expect("a folder");
        let background = background(&server, folder.path());
        background.add((0..5).map(statement).collect());
        wait_for(&background, |doing, _| match trouble {
            Trouble::SlowAfter => !lock(&server.heads).is_empty(),
            Trouble::Status(_) => matches!(doing, Doing::Stopped(Stop::WrongKey)),
            _ => matches!(doing, Doing::Waiting { .. }),
        });
        let began = Instant::now();
        assert!(background.stop(Duration::from_secs(5)), "{trouble:?}");
        assert!(began.elapsed() < Duration::from_secs(2), "{trouble:?}: {:?}", began.elapsed());
        assert_eq!(Outbox::open(folder.path()).expect("free again").counts().waiting, 5, "nothing is lost");
    }
}

#[test]
fn whoever_is_no_store_has_nothing_delivered_over_the_network_either() {
    for lie in LIES {
        let server = Server::start(&[]);
        server.lie(Some(lie));
        let (ended, counts, waits) = run(&server, "hush", 3);
        assert!(matches!(&ended, Ended::Stopped(stop) if stop.may_pass()), "{lie:?}: {ended:?}");
        assert_eq!((counts.waiting, counts.delivered, waits.len()), (3, 0, 0), "{lie:?}");
        let shown = trial(&server.way("hush"));
        assert!(!shown.is_passed(), "{lie:?}: {shown:?}");
        server.lie(None);
        assert_eq!(trial(&server.way("hush")), Trial::Works);
        assert_eq!(run(&server, "hush", 3).0, Ended::Done);
    }
    assert_eq!(trial(&Server::start(&[]).way("wrong")), Trial::Refused(Stop::WrongKey));
}

#[test]
fn an_answer_without_end_is_no_receipt_and_fills_no_memory() {
    let server = Server::start(&[Trouble::Endless]);
    let (ended, counts, _) = run(&server, "hush", 3);
    assert!(matches!(ended, Ended::Done | Ended::Stopped(Stop::WebPage)), "{ended:?}");
    assert_eq!((counts.waiting + counts.delivered, counts.set_aside), (3, 0));
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        6 => Just(Trouble::None),
        2 => prop::sample::select(vec![Trouble::ClosedAtOnce, Trouble::ClosedAfter, Trouble::TornAnswer]),
        2 => prop::sample::select(vec![Trouble::AnswerTwice, Trouble::Mixed, Trouble::Gibberish]),
        2 => prop::sample::select(vec![429, 500, 502, 503, 504]).prop_map(Trouble::Status),
        1 => prop::sample::select(vec![Trouble::SlowAfter, Trouble::SlowBefore]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_troubles_in_any_order_end_well(
        troubles in prop::collection::vec(trouble(), 0..16),
        bad in prop::collection::btree_set(0_u64..20, 0..2),
    ) {
        let server = Server::start(&troubles);
        lock(&server.store).bad.extend(bad.iter().map(|number| id_of(*number)));
        let (ended, counts, _) = run(&server, "hush", 20);
        if troubles.contains(&Trouble::SlowBefore) {
            std::thread::sleep(Duration::from_millis(400));
        }
        prop_assert_eq!(ended, Ended::Done);
        prop_assert_eq!((counts.waiting, counts.set_aside), (0, bad.len()));
        let store = lock(&server.store);
        for number in (0..20).filter(|number| !bad.contains(number)) {
            prop_assert_eq!(store.statements.get(&id_of(number)), Some(&statement(number)));
            prop_assert_eq!(store.stored.get(&id_of(number)), Some(&1));
        }
    }
}
