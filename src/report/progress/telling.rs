//! In which circumstances somebody falls into a trap, where that can be said.

use crate::report::collection::{Collection, First, Play};
use crate::report::traps::{Circumstance, State, TrapCount};
use crate::scenario::{Cause, Channel};

/// Fewer cases than these tell nothing.
pub const LEAST_CASES: u32 = 3;

/// With fewer choices than these in other circumstances, there is nothing to compare with.
pub const LEAST_ELSEWHERE: u32 = 5;

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

/// The circumstance that tells most about a trap; `None` where none tells enough. `choices` is how many first choices were
/// made in all.
///
/// A circumstance tells something where the trap was fallen into in it at least [`LEAST_CASES`] times and more often than in
/// all others together, and where the share of such choices among those made in it is at least one and a half times the
/// share among those made elsewhere, of which there are at least [`LEAST_ELSEWHERE`]. So a circumstance that is merely
/// frequent is never blamed. Of several, the one counts in which these two shares lie furthest apart.
#[must_use]
pub fn most_telling(trap: &TrapCount, choices: u32) -> Option<(Circumstance, u32)> {
    let tells = trap.within.iter().filter_map(|(&circumstance, &(cases, within))| {
        let elsewhere = choices.saturating_sub(within);
        let cases_elsewhere = trap.count.saturating_sub(cases);
        let enough = cases >= LEAST_CASES && elsewhere >= LEAST_ELSEWHERE && cases > cases_elsewhere;
        // Shares compared without dividing: cases / within ≥ 1.5 · cases elsewhere / elsewhere.
        let wide = |a: u32, b: u32| u64::from(a) * u64::from(b);
        let more = 2 * wide(cases, elsewhere) >= 3 * wide(cases_elsewhere, within);
        let apart = f64::from(cases) / f64::from(within) - f64::from(cases_elsewhere) / f64::from(elsewhere);
        (enough && more).then_some((apart, circumstance, cases))
    });
    // Of equals the first: the order of circumstances is fixed.
    let best = tells.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, circumstance, cases)| (circumstance, cases))
}

/// The same with the scenarios in which it happened. `plays` are in the order in which they began.
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
        Circumstance::State(state) => State::of(first.before).any(|it| it == state),
    }
}
