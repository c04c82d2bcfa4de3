//! Phones that vote, over the loopback. Everything here is bounded in number and time.

mod attacks;
mod client;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use make_it_right::phones::Phones;
use make_it_right::scenario::Scenario;
use make_it_right::scenario::workshop_plan::Voting;
use make_it_right::storage::{HeldWorkshop, KeptWorkshop, Records};
use make_it_right::workshop::{DeskView, Plan, Refusal, Room, Wish};
use serde_json::json;

use self::client::{Client, Reply};
use crate::common::scenarios;
use crate::common::workshop::{self, Hall, at};

fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}

/// A workshop that lets phones in.
struct House {
    phones: Phones,
    /// The tokens of those that came in.
    seats: Mutex<HashMap<u128, String>>,
    folder: tempfile::TempDir,
}

impl House {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let scenario = late_unit();
        let plan = Plan::propose(&scenario, 60, Voting::Phones);
        let held = HeldWorkshop::begin(Some(Records::within(folder.path())), &scenario, plan, 7, at(0)).expect("begun");
        let phones =
            Phones::open(held, SocketAddr::from(([127, 0, 0, 1], 0))).map_err(|(error, _)| error).expect("open");
        Self { phones, seats: Mutex::default(), folder }
    }

    fn client(&self) -> Client {
        Client::of(self.phones.address())
    }

    fn code(&self) -> String {
        self.phones.clerk().room().code().expect("a code").letters().to_owned()
    }

    /// Somebody comes in; the token of their seat.
    fn seat(&self) -> String {
        let reply = self.client().join(&self.code());
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()["seat"].as_str().expect("a token").to_owned()
    }

    fn wish(&self, wish: Wish) {
        let words = format!("{wish:?}");
        assert_eq!(self.phones.clerk().desk(wish, None), Ok(true), "{words}");
    }

    /// Opens the first vote; its number.
    fn open_the_vote(&self) -> u32 {
        for wish in [Wish::Skip, Wish::Next, Wish::Open] {
            self.wish(wish);
        }
        self.phones.clerk().room().open_round().expect("open")
    }

    /// How many votes there are in the round that was opened last.
    fn voted(&self) -> u32 {
        self.view().rounds.last().map_or(0, |round| round.voted)
    }
}

impl Hall for House {
    fn join(&self, phone: u128) -> bool {
        let known = self.seats.lock().unwrap_or_else(PoisonError::into_inner).get(&phone).cloned();
        let reply = match known {
            Some(seat) => self.client().with_seat(&seat).join("nothing"),
            None => self.client().join(&self.code()),
        };
        if let Some(seat) = reply.json()["seat"].as_str() {
            self.seats.lock().unwrap_or_else(PoisonError::into_inner).insert(phone, seat.to_owned());
        }
        reply.status == 200
    }

    fn vote(&self, phone: u128, round: u32, option: usize) -> bool {
        let seat = self.seats.lock().unwrap_or_else(PoisonError::into_inner).get(&phone).cloned();
        let client = self.client();
        let client = seat.iter().fold(client, |client, seat| client.with_seat(seat));
        client.vote(round, option).status == 200
    }

    fn desk(&self, wish: Wish, seen: Option<u64>) -> Result<bool, Refusal> {
        self.phones.clerk().desk(wish, seen)
    }

    fn view(&self) -> DeskView {
        self.phones.clerk().room().desk(at(2))
    }
}

#[test]
fn phones_keep_the_contract() {
    workshop::holds(&|| Box::new(House::open()));
}

#[test]
fn a_phone_sees_what_is_now_and_says_which_vote_is_its_own() {
    let house = House::open();
    assert_eq!(house.client().get("/moment").status, 401);
    let seat = house.seat();
    let mine = house.client().with_seat(&seat);
    assert_eq!(mine.get("/moment").json()["page"]["page"], "look");
    let round = house.open_the_vote();
    let view = mine.get("/moment").json();
    assert_eq!(
        (&view["page"]["page"], &view["page"]["mine"], &view["page"]["open"]),
        (&"vote".into(), &json!(null), &true.into())
    );
    assert_eq!((view["page"]["options"].as_array().map(Vec::len), view["language"].as_str()), (Some(3), Some("en")));
    assert!(view["left"].as_i64().is_some_and(|left| (50..=60).contains(&left)), "{view}");
    let voted = mine.vote(round, 2);
    assert_eq!((voted.status, &voted.json()["page"]["mine"]), (200, &2.into()));
    // By cookie as well: after a reload the page has nothing else.
    let by_cookie = house.client().with_cookie(&format!("seat={seat}")).get("/moment").json();
    assert_eq!(by_cookie["page"]["mine"], 2);
    house.wish(Wish::Close);
    assert_eq!(mine.vote(round, 1).json()["why"], "late");
    assert_eq!(mine.get("/moment").json()["page"]["open"], false);
}

#[test]
fn changes_come_by_themselves() {
    let house = House::open();
    let seat = house.seat();
    let mut stream = house.client().with_seat(&seat).listen();
    assert_eq!(stream.next()["page"]["page"], "look");
    house.wish(Wish::Skip);
    house.wish(Wish::Next);
    // Several changes at once may come as one.
    while stream.next()["page"]["page"] != "think" {}
    house.wish(Wish::Open);
    assert_eq!(stream.next()["page"]["page"], "vote");
    // The vote of somebody else is nobody's business.
    let other = house.client().with_seat(&house.seat());
    let round = house.phones.clerk().room().open_round().expect("open");
    assert_eq!(other.vote(round, 0).status, 200);
    house.wish(Wish::Close);
    let closed = stream.next();
    assert_eq!((&closed["page"]["open"], &closed["page"]["mine"]), (&false.into(), &json!(null)));
    // Everybody is to come in anew.
    let code = make_it_right::workshop::JoinCode::of_chance(77);
    house.wish(Wish::Code { code, anew: true });
    assert_eq!(stream.next_event(), "gone");
    assert_eq!(house.client().with_seat(&seat).get("/moment").status, 401);
    assert_eq!(house.client().with_seat(&seat).join(&house.code()).status, 200);
}

#[test]
fn what_was_voted_is_on_the_disk_and_the_workshop_goes_on() {
    let house = House::open();
    let seats: Vec<_> = (0..6).map(|_| house.seat()).collect();
    let round = house.open_the_vote();
    for seat in &seats {
        assert_eq!(house.client().with_seat(seat).vote(round, 1).status, 200);
        // Told is kept.
        let (mut kept, _) = Records::within(house.folder.path()).workshops().expect("a folder");
        let (room, misfits) = Room::read(&late_unit(), &kept.remove(0).lines).expect("a room");
        assert_eq!((misfits, room.desk(at(2)).rounds), (0, house.view().rounds));
    }
    let record = house.folder.path().to_owned();
    let House { phones, folder, .. } = house;
    let before = phones.clerk().room().desk(at(2));
    let held = phones.close().expect("given back");
    let path = held.path().expect("kept");
    drop(held);
    let kept = KeptWorkshop::read(&path).expect("a workshop");
    let held = HeldWorkshop::go_on(Records::within(&record), &kept, &late_unit(), at(9)).expect("goes on");
    let phones = Phones::open(held, SocketAddr::from(([127, 0, 0, 1], 0))).map_err(|(error, _)| error).expect("open");
    let after = phones.clerk().room().desk(at(2));
    assert_eq!((&after.rounds, &after.door, after.phase), (&before.rounds, &before.door, before.phase));
    assert!(after.dark);
    // The phones that were in are in.
    let client = Client::of(phones.address()).with_seat(&seats[0]);
    assert_eq!(client.get("/moment").json()["page"]["mine"], 1);
    assert_eq!(client.vote(round, 0).status, 200);
    drop(phones);
    drop(folder);
}

#[test]
fn an_address_that_is_taken_is_told_and_nothing_is_lost() {
    let house = House::open();
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = late_unit();
    let plan = Plan::propose(&scenario, 60, Voting::Phones);
    let held = HeldWorkshop::begin(Some(Records::within(folder.path())), &scenario, plan, 7, at(0)).expect("begun");
    let Err((error, held)) = Phones::open(held, house.phones.address()) else { panic!("it is taken") };
    assert!(error.to_string().starts_with("phones cannot be let in at 127.0.0.1:"), "{error}");
    assert!(held.path().is_some_and(|path| path.exists()));
}

/// Answers that say no more than they have to.
fn assert_refused(reply: &Reply, statuses: &[u16], words: &str) {
    assert!(statuses.contains(&reply.status), "{words}: {reply:?}");
    assert!(reply.body.len() < 40, "{words}: {reply:?}");
}
