//! A play that was left in an earlier run of the program: looking for it, and what has become of its scenario.

use super::scenarios::{FoundScenario, KnownScenarios};
use crate::record::{Attempt, Id, OwnWords, Replayed, replay};
use crate::storage::{Keeper, Records, read_attempt};

/// A play that was left.
#[derive(Debug)]
pub struct LeftPlay {
    /// What was recorded of it.
    pub attempt: Attempt,
    /// Goes on recording it, in a copy.
    pub keeper: Keeper,
    /// The session, as far as its choices still fit.
    pub replayed: Replayed,
    /// Its scenario as it is now.
    pub scenario: FoundScenario,
    /// What they said in their own words.
    pub words: Option<OwnWords>,
}

/// Looks for the newest play that a person has left open. What cannot be read is no reason to say anything: nothing is lost
/// by it.
pub fn find(records: &Records, person: Id, known: &KnownScenarios) -> Option<LeftPlay> {
    // What is begun here comes after all that is there, also where a clock was ahead.
    records.heed_newest();
    let open = records.newest_open(person, read_attempt).ok()??;
    let stamp = &open.attempt.started.scenario;
    let scenario = known.find(&stamp.id, &stamp.hash)?;
    let replayed = replay(&open.attempt, &scenario.scenario);
    let keeper = Keeper::go_on(records.clone(), open.attempt.started.attempt, &open.file).ok()?;
    let words = records.own_words_in(person, open.attempt.started.attempt);
    Some(LeftPlay { attempt: open.attempt, keeper, replayed, scenario, words })
}
