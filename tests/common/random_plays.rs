//! Attempts at the shipped scenarios, played by chance from a seed.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::sync::Arc;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use make_it_right::engine::{At, Mode, Session};
use make_it_right::record::{self, Id, Line, Opening, Person, SteppedBack};
use make_it_right::scenario::Scenario;

/// Plays scenarios by chance.
pub struct Player {
    pub scenarios: Vec<Arc<Scenario>>,
    pub rng: Rng,
    /// So many events an attempt has, at most of the time.
    pub events: usize,
}

/// Somebody, the same at every run. Every seventh has no team.
pub fn person(number: usize) -> Person {
    let id = Id::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0000 + number as u128);
    let team = (number % 7 != 3).then(|| format!("Team {}", number / 9));
    Person { id, name: format!("Person {number}"), team }
}

/// The id of an attempt, the same at every run.
pub fn attempt_id(number: usize) -> Id {
    Id::from_u128(0x019a_a000_0000_7000_8000_0000_0000_0000 + number as u128)
}

/// So many minutes after the beginning of September 2026.
pub fn minute(number: i64) -> Timestamp {
    let start: Timestamp = "2026-09-01T06:00:00.120450Z".parse().expect("a time");
    start + SignedDuration::from_mins(number)
}

impl Player {
    pub fn new(scenarios: Vec<Arc<Scenario>>, seed: u64) -> Self {
        Self { scenarios, rng: Rng::with_seed(seed), events: 20 }
    }

    /// An attempt at any of the scenarios.
    pub fn play(&mut self, attempt: Id, person: Option<Person>, at: Timestamp) -> Vec<Line> {
        let scenario = Arc::clone(&self.scenarios[self.rng.usize(..self.scenarios.len())]);
        let mut session = Session::new(Arc::clone(&scenario));
        let mode = Mode::ALL[self.rng.usize(..Mode::ALL.len())];
        let seed = self.rng.u64(..);
        // As if every scenario had a file of its own: this is not its true hash.
        let hash = format!("{:0>64}", scenario.file().id.value.len());
        let mut lines = vec![record::started(&session, Opening { attempt, person, mode, seed, hash }, at)];
        let mut now = at;
        let events = self.rng.usize(self.events / 2..=self.events + self.events / 2);
        while lines.len() < events {
            now += SignedDuration::from_millis(self.rng.i64(2_000..40_000));
            let decision = match session.at() {
                At::Decision { offered, .. } => Some(offered[self.rng.usize(..offered.len())]),
                At::End { .. } => None,
            };
            match decision {
                Some(reply) if self.rng.u32(..8) > 0 || session.turns().is_empty() => {
                    session.choose(reply).expect("on offer");
                    let chose = record::chose(&session, session.turns().len() - 1, now).expect("a choice");
                    // Older versions did not write how long it took.
                    let millis = u64::try_from(now.as_millisecond() % 100_000).expect("after 1970");
                    let is_old = millis % 2 == 0;
                    let worked = std::time::Duration::from_millis(millis);
                    lines.push(if is_old { chose } else { chose.after_work(worked) });
                    lines.extend(record::ended(&session, now));
                }
                Some(_) if self.rng.bool() => lines.push(Line::Resumed { at: now }),
                _ => {
                    session.step_back(self.rng.usize(1..=session.turns().len()));
                    let to = u32::try_from(session.turns().len()).expect("few turns");
                    lines.push(Line::SteppedBack(SteppedBack { at: now, to, worked: None }));
                }
            }
        }
        lines
    }
}

/// Lines as they are written.
pub fn text(lines: &[Line]) -> String {
    lines.iter().map(Line::to_text).collect()
}
