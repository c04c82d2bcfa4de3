//! Recorded plays, for tests.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use make_it_right::engine::{Mode, Session};
use make_it_right::proof::Paths;
use make_it_right::record::{self, Attempt, Id, Line, Opening, Person, SteppedBack};
use make_it_right::scenario::{ReplyIx, Scenario};

/// So many seconds, and a little, after a moment in 2026.
pub fn second(second: i64) -> Timestamp {
    Timestamp::new(1_795_000_000 + second, 120_450_000).expect("a time")
}

/// An id for tests, the same at every run.
pub fn id(number: u128) -> Id {
    Id::from_u128(0x019a_a000_0000_7000_8000_0000_0000_0000 + number)
}

/// Somebody who plays.
pub fn amara() -> Person {
    Person { id: id(0xa), name: "Amara".to_owned(), team: Some("Early shift".to_owned()) }
}

/// A choice, or so many steps back.
#[derive(Clone, Copy, Debug)]
pub enum Move {
    Choose(ReplyIx),
    Back(usize),
}

/// The lines of a play; each move takes five and a quarter seconds.
pub fn lines(scenario: &Arc<Scenario>, attempt: Id, person: Option<Person>, moves: &[Move]) -> Vec<Line> {
    let mut session = Session::new(Arc::clone(scenario));
    let opening = Opening { attempt, person, mode: Mode::Practice, seed: 7, hash: "00ff".to_owned() };
    let mut lines = vec![record::started(&session, opening, second(0))];
    for (number, it) in (1..).zip(moves) {
        let at = second(0) + SignedDuration::from_millis(number * 5_250);
        match *it {
            Move::Choose(reply) => {
                session.choose(reply).expect("on offer");
                lines.extend(record::chose(&session, session.turns().len() - 1, at));
                lines.extend(record::ended(&session, at));
            }
            Move::Back(count) => {
                session.step_back(count);
                let to = u32::try_from(session.turns().len()).expect("few turns");
                lines.push(Line::SteppedBack(SteppedBack { at, to, worked: None }));
            }
        }
    }
    lines
}

/// The attempt that these lines are.
pub fn attempt(lines: &[Line]) -> Attempt {
    Attempt::read(lines.iter().map(Line::to_text).collect::<String>().as_bytes()).expect("an attempt")
}

/// One play of a scenario to each of its endings, with each outcome that it may have.
pub fn to_every_ending(scenario: &Arc<Scenario>) -> Vec<Vec<ReplyIx>> {
    let paths = Paths::of(scenario);
    let ways = paths.endings.iter().flat_map(|ending| &ending.outcomes);
    ways.map(|path| path.choices.as_ref().expect("a way").iter().map(|step| step.reply).collect()).collect()
}
