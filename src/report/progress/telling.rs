//! In which circumstances somebody falls into a trap, where that can be said.

use crate::report::traps::{Circumstance, CustomerState, TrapCount, most_telling};
use crate::report::{Collection, First, Play};
use crate::scenario::{Cause, Channel};

/// What goes with falling into a trap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// In which circumstance.
    pub circumstance: Circumstance,
    /// How often the trap was fallen into in it.
    pub cases: u32,
    /// The ids of the scenarios in which that happened, the latest first, each once.
    pub scenarios: Vec<String>,
}

/// The circumstance that tells most about a trap, with the scenarios in which it was fallen into in it; `None` where none tells
/// enough. `choices` is how many first choices were made in all, `plays` are in the order in which they began.
#[must_use]
pub fn telling(collection: &Collection, plays: &[&Play], trap: &TrapCount, choices: u32) -> Option<Telling> {
    let (circumstance, cases) = most_telling(trap, choices)?;
    let mut scenarios: Vec<String> = Vec::new();
    for play in plays.iter().rev() {
        let is_case = |first: &First| {
            let fallen = collection.kind_of(first.kind).trap.is_some_and(|it| collection.text(it) == trap.trap);
            fallen && holds(collection, play, first, circumstance)
        };
        let id = &collection.stamp_of(play.stamp).scenario.id;
        if !scenarios.contains(id) && play.firsts.iter().any(is_case) {
            scenarios.push(id.clone());
        }
    }
    Some(Telling { circumstance, cases, scenarios })
}

/// Whether something was the case when this choice was made.
fn holds(collection: &Collection, play: &Play, first: &First, circumstance: Circumstance) -> bool {
    let scenario = &collection.stamp_of(play.stamp).scenario;
    match circumstance {
        Circumstance::Cause(cause) => scenario.cause.as_deref().and_then(Cause::from_word) == Some(cause),
        Circumstance::Channel(channel) => scenario.channel.as_deref().and_then(Channel::from_word) == Some(channel),
        Circumstance::Customer(state) => CustomerState::of(first.before).any(|it| it == state),
    }
}
