//! The contract of a workshop's votes, the same for whoever holds the room: the room alone, the room with its record on the disk,
//! phones over the network.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jiff::{SignedDuration, Timestamp};
use make_it_right::scenario::Scenario;
use make_it_right::scenario::workshop_plan::Voting;
use make_it_right::workshop::{
    Beginning, Command, Deed, DeskRound, DeskView, FORMAT, Line, Plan, Refusal, Room, SeatKey, Split, Wish, WorkshopId,
};

/// Half past nine on a Tuesday morning, and so many seconds.
pub fn at(second: i64) -> Timestamp {
    let start: Timestamp = "2026-09-01T09:30:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(second)
}

/// The first line of a workshop.
pub fn first_line(scenario: &Scenario, plan: Plan) -> Line {
    let beginning = Beginning {
        format: FORMAT,
        workshop: WorkshopId::from_u128(12),
        program: "0.0.0".to_owned(),
        scenario: scenario.file().id.value.clone(),
        hash: scenario.hash().to_owned(),
        seed: 7,
        plan,
    };
    Line { at: at(0), deed: Deed::Started(Box::new(beginning)) }
}

/// A room at its beginning, with the plan that is proposed for an hour.
pub fn room(scenario: &Arc<Scenario>, voting: Voting) -> Room {
    Room::open(scenario, &first_line(scenario, Plan::propose(scenario, 60, voting))).expect("a room")
}

/// Whoever holds a room in which people vote.
pub trait Hall: Sync {
    /// A phone comes in; whether it has a seat then.
    fn join(&self, phone: u128) -> bool;
    /// A phone votes; whether its vote stands then.
    fn vote(&self, phone: u128, round: u32, option: usize) -> bool;
    /// The desk asks, having seen this step; whether something came of it.
    fn desk(&self, wish: Wish, seen: Option<u64>) -> Result<bool, Refusal>;
    /// What stands on the desk.
    fn view(&self) -> DeskView;
}

/// The token of a phone.
pub fn key(phone: u128) -> SeatKey {
    SeatKey::of_token(&phone.to_be_bytes())
}

/// The room alone.
pub struct Bare(Mutex<Room>);

impl Bare {
    pub fn new(scenario: &Arc<Scenario>) -> Self {
        Self(Mutex::new(room(scenario, Voting::Phones)))
    }

    fn ask(&self, command: &Command) -> Result<bool, Refusal> {
        let mut room = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let deed = room.hear(command)?;
        if let Some(deed) = deed.clone() {
            room.apply(&Line { at: at(1), deed }).expect("what was heard fits");
        }
        Ok(deed.is_some())
    }
}

impl Hall for Bare {
    fn join(&self, phone: u128) -> bool {
        self.ask(&Command::Join { key: key(phone) }).is_ok()
    }

    fn vote(&self, phone: u128, round: u32, option: usize) -> bool {
        self.ask(&Command::Vote { key: key(phone), round, option }).is_ok()
    }

    fn desk(&self, wish: Wish, seen: Option<u64>) -> Result<bool, Refusal> {
        self.ask(&Command::Desk { wish, seen })
    }

    fn view(&self) -> DeskView {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).desk(at(2))
    }
}

/// The whole contract. Each part wants a hall of its own, with the late unit and phones.
pub fn holds(new: &dyn Fn() -> Box<dyn Hall>) {
    a_press_that_comes_twice_is_one(&*new());
    a_hundred_votes_at_once_are_counted(&*new());
    closes_that_race_with_votes_leave_one_set(&*new());
    a_second_vote_replaces_the_first(&*new());
    what_comes_late_is_refused(&*new());
    a_reveal_shows_once_what_was_voted(&*new());
    strangers_and_locked_doors(&*new());
}

/// So many phones come in, and the first vote is opened.
fn opened(hall: &dyn Hall, phones: u128) -> u32 {
    for phone in 1..=phones {
        assert!(hall.join(phone) && hall.join(phone), "a phone that is in stays in");
    }
    for wish in [Wish::Skip, Wish::Next, Wish::Open] {
        assert_eq!(hall.desk(wish, None), Ok(true));
    }
    let round = last_round(hall);
    assert!(round.open && (round.voted, u128::from(round.of)) == (0, phones), "{round:?}");
    round.round
}

fn last_round(hall: &dyn Hall) -> DeskRound {
    hall.view().rounds.last().expect("a round").clone()
}

fn a_press_that_comes_twice_is_one(hall: &dyn Hall) {
    opened(hall, 2);
    assert_eq!(hall.desk(Wish::Open, None), Ok(false));
    assert_eq!(hall.desk(Wish::Close, None), Ok(true));
    assert_eq!(hall.desk(Wish::Close, None), Ok(false));
    // Two presses by somebody who has seen the same moment.
    let seen = hall.view().revision;
    assert_eq!(hall.desk(Wish::Skip, Some(seen)), Ok(true));
    let after = hall.view().phase;
    assert_eq!(hall.desk(Wish::Skip, Some(seen)), Ok(false));
    assert_eq!(hall.view().phase, after);
}

fn a_hundred_votes_at_once_are_counted(hall: &dyn Hall) {
    let round = opened(hall, 100);
    thread::scope(|scope| {
        for phone in 1..=100_u128 {
            scope.spawn(move || assert!(hall.vote(phone, round, usize::from(phone % 4 == 0))));
        }
    });
    assert_eq!(last_round(hall).voted, 100);
    assert_eq!(last_round(hall).split, None, "hidden until the close");
    assert_eq!(hall.desk(Wish::Close, None), Ok(true));
    assert_eq!(last_round(hall).split, Some(Split::Counts(vec![75, 25, 0])));
}

fn closes_that_race_with_votes_leave_one_set(hall: &dyn Hall) {
    let round = opened(hall, 50);
    let taken = Mutex::new(0);
    thread::scope(|scope| {
        for phone in 1..=50_u128 {
            let taken = &taken;
            scope.spawn(move || {
                if hall.vote(phone, round, 0) {
                    *taken.lock().expect("alive") += 1;
                }
            });
            // The first one that comes closes it; all others find it closed.
            scope.spawn(move || hall.desk(Wish::Close, None).expect("closed"));
        }
    });
    let closed = last_round(hall);
    assert!(!closed.open);
    assert_eq!(closed.voted, *taken.lock().expect("alive"), "as many as were told that they count");
    assert!((1..=50).all(|phone| !hall.vote(phone, round, 1)));
    assert_eq!(last_round(hall), closed);
}

fn a_second_vote_replaces_the_first(hall: &dyn Hall) {
    let round = opened(hall, 6);
    for option in [0, 1, 1, 2, 1] {
        for phone in 1..=6 {
            assert!(hall.vote(phone, round, option));
        }
        assert_eq!(last_round(hall).voted, 6);
    }
    assert_eq!(hall.desk(Wish::Close, None), Ok(true));
    assert_eq!(last_round(hall).split, Some(Split::Counts(vec![0, 6, 0])));
}

fn what_comes_late_is_refused(hall: &dyn Hall) {
    let round = opened(hall, 5);
    assert!((1..=5).all(|phone| hall.vote(phone, round, 2)));
    assert!(!hall.vote(1, round + 1, 0) && !hall.vote(1, 0, 0) && !hall.vote(1, round, 3), "no such round, or letter");
    assert_eq!(hall.desk(Wish::Close, None), Ok(true));
    assert!(!hall.vote(1, round, 0));
    assert_eq!(last_round(hall).split, Some(Split::Counts(vec![0, 0, 5])));
    assert_eq!(hall.desk(Wish::Next, None), Ok(true));
    assert_eq!(hall.desk(Wish::Open, None), Ok(true));
    let second = last_round(hall).round;
    assert!(!hall.vote(1, round, 0) && hall.vote(1, second, 0));
    let view = hall.view();
    assert_eq!(view.rounds[0].split, Some(Split::Counts(vec![0, 0, 5])), "the first round is what it was");
    assert_eq!((view.rounds[1].voted, &view.rounds[1].split), (1, &None));
}

fn a_reveal_shows_once_what_was_voted(hall: &dyn Hall) {
    let round = opened(hall, 7);
    assert!((1..=7).all(|phone| hall.vote(phone, round, 1)));
    assert_eq!(hall.desk(Wish::Reveal, None), Err(Refusal::VoteOpen));
    assert_eq!(hall.desk(Wish::Close, None), Ok(true));
    assert!(!last_round(hall).was_shown);
    assert_eq!(hall.desk(Wish::Reveal, None), Ok(true));
    assert_eq!(hall.desk(Wish::Reveal, None), Ok(false));
    assert!(last_round(hall).was_shown);
    assert_eq!(hall.desk(Wish::Back, None), Ok(true));
    assert!(last_round(hall).was_shown, "what the room has seen stays on record");
}

fn strangers_and_locked_doors(hall: &dyn Hall) {
    let round = opened(hall, 3);
    assert!(!hall.vote(99, round, 0), "who has no seat has no vote");
    assert_eq!(hall.desk(Wish::Lock(true), None), Ok(true));
    assert!(!hall.join(4) && hall.join(2), "the door is for those who come");
    assert_eq!(hall.desk(Wish::Lock(false), None), Ok(true));
    assert_eq!(hall.desk(Wish::Cap(Some(4)), None), Ok(true));
    assert!(hall.join(4) && !hall.join(5), "no more seats than people");
    assert_eq!(last_round(hall).voted, 0);
}
