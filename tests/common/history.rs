//! Somebody's history, for tests: attempts over some weeks, each in a file of a records folder.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use make_it_right::engine::{At, Mode, Session};
use make_it_right::record::{self, Id, Opening, Person};
use make_it_right::scenario::{Scenario, System};
use make_it_right::storage::Library;

/// The shipped scenarios, each with the hash of its file.
pub fn shipped() -> Vec<(Arc<Scenario>, String)> {
    let entries = Library::shipped().entries.into_iter();
    entries.filter_map(|entry| Some((entry.scenario()?.clone(), entry.hash().to_owned()))).collect()
}

/// How an attempt is played.
#[derive(Clone, Debug)]
pub struct Played {
    pub attempt: Id,
    pub person: Person,
    pub at: Timestamp,
    pub mode: Mode,
    pub hash: String,
    /// How many replies are chosen; all up to the end, where absent.
    pub replies: Option<usize>,
    /// The chance of a recovery reply, from 0 to 1; the rest falls by the seed.
    pub recovery: f64,
    pub seed: u64,
}

/// The lines of an attempt that is played so; each reply takes forty seconds.
pub fn lines(scenario: &Arc<Scenario>, played: &Played) -> String {
    let mut chance = fastrand::Rng::with_seed(played.seed);
    let mut session = Session::new(Arc::clone(scenario));
    let opening = Opening {
        attempt: played.attempt,
        person: Some(played.person.clone()),
        mode: played.mode,
        seed: played.seed,
        hash: played.hash.clone(),
    };
    let mut at = played.at;
    let mut lines = vec![record::started(&session, opening, at)];
    for _ in 0..played.replies.unwrap_or(60) {
        let At::Decision { offered, .. } = session.at() else { break };
        let wanted = if chance.f64() < played.recovery { System::Recovery } else { System::NoRecovery };
        let of = |system| offered.iter().copied().filter(move |&reply| scenario.reply(reply).system == system);
        let fitting: Vec<_> = of(wanted).collect();
        let reply = if fitting.is_empty() { offered[0] } else { fitting[chance.usize(..fitting.len())] };
        session.choose(reply).expect("on offer");
        at += SignedDuration::from_secs(40);
        lines.extend(record::chose(&session, session.turns().len() - 1, at));
        lines.extend(record::ended(&session, at));
    }
    lines.iter().map(record::Line::to_text).collect()
}

/// Writes an attempt into a records folder; its file.
pub fn write(records: &Path, scenario: &Arc<Scenario>, played: &Played) -> PathBuf {
    let folder = records.join("attempts");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("{}.jsonl", played.attempt));
    std::fs::write(&file, lines(scenario, played)).expect("written");
    file
}

/// An id that sorts by time, the same at every run.
pub fn id(at: Timestamp, number: u64) -> Id {
    let milliseconds = u128::try_from(at.as_millisecond()).expect("after 1970");
    Id::from_u128((milliseconds << 80) | (7 << 76) | (1 << 63) | u128::from(number))
}

/// Twenty-five conversations of three weeks up to `now`, on shipped scenarios, growing better.
pub fn write_weeks(records: &Path, person: &Person, now: Timestamp) {
    let scenarios = shipped();
    for number in 0..25_u32 {
        let back = SignedDuration::from_hours(i64::from(24 - number) * 20) + SignedDuration::from_mins(7);
        let at = now - back;
        // Some scenarios again and again, others once.
        let (scenario, hash) = &scenarios[[0, 1, 2, 3, 4, 0, 5, 6, 1, 7, 8, 9][number as usize % 12]];
        let played = Played {
            attempt: id(at, u64::from(number)),
            person: person.clone(),
            at,
            mode: [Mode::Practice, Mode::Practice, Mode::Guided, Mode::Challenge][number as usize % 4],
            hash: hash.clone(),
            replies: (number == 11 || number == 19).then_some(2),
            recovery: 0.42 + f64::from(number) * 0.021,
            seed: u64::from(number) * 77 + 5,
        };
        write(records, scenario, &played);
    }
}
