//! Traps that were fallen into, and in which circumstances.

use std::collections::BTreeMap;

use super::collection::{Collection, Play};
use crate::engine::Feelings;
use crate::scenario::{Cause, Channel};

/// How the customer was when something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomerState {
    /// Trust was below a third.
    Distrustful,
    /// The sense of loss was above two thirds.
    AtALoss,
    /// The dread of hassle was above two thirds.
    DreadingHassle,
}

impl CustomerState {
    /// What is known of a customer with these feelings.
    pub(super) fn of(feelings: Feelings) -> impl Iterator<Item = Self> {
        let holds = [
            (feelings.trust < 34, Self::Distrustful),
            (feelings.loss > 66, Self::AtALoss),
            (feelings.dread > 66, Self::DreadingHassle),
        ];
        holds.into_iter().filter_map(|(holds, state)| holds.then_some(state))
    }
}

/// What was the case when something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Circumstance {
    /// Who or what had made things go wrong.
    Cause(Cause),
    /// Where the conversation took place.
    Channel(Channel),
    /// How the customer was.
    Customer(CustomerState),
}

impl Circumstance {
    /// When that is, as the end of a sentence: “when a supplier caused it”.
    #[must_use]
    pub fn when(self) -> String {
        match self {
            Self::Cause(cause) => cause.when().to_owned(),
            Self::Channel(channel) => channel.label().to_lowercase(),
            Self::Customer(CustomerState::Distrustful) => "when the customer’s trust was low".to_owned(),
            Self::Customer(CustomerState::AtALoss) => "when the customer’s sense of loss was high".to_owned(),
            Self::Customer(CustomerState::DreadingHassle) => "when the customer dreaded a lot of hassle".to_owned(),
        }
    }
}

/// A trap, and how often it was fallen into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrapCount {
    /// The id of the trap.
    pub trap: String,
    /// Its name.
    pub name: String,
    /// How often, in all.
    pub count: u32,
    /// How often in each circumstance, and how many choices were made in it at all.
    pub within: BTreeMap<Circumstance, (u32, u32)>,
}

/// The traps that were fallen into, the most frequent first.
#[must_use]
pub fn traps(collection: &Collection, plays: &[&Play]) -> Vec<TrapCount> {
    let mut found: BTreeMap<&str, TrapCount> = BTreeMap::new();
    let mut choices: BTreeMap<Circumstance, u32> = BTreeMap::new();
    for play in plays {
        let stamp = collection.stamp_of(play.stamp);
        let cause = stamp.scenario.cause.as_deref().and_then(Cause::from_word).map(Circumstance::Cause);
        let channel = stamp.scenario.channel.as_deref().and_then(Channel::from_word).map(Circumstance::Channel);
        for choice in &play.firsts {
            let states = CustomerState::of(choice.before).map(Circumstance::Customer);
            let circumstances: Vec<_> = cause.into_iter().chain(channel).chain(states).collect();
            for &circumstance in &circumstances {
                *choices.entry(circumstance).or_default() += 1;
            }
            let Some(trap) = collection.kind_of(choice.kind).trap.map(|trap| collection.text(trap)) else { continue };
            let name = || stamp.model.traps.iter().find(|it| it.id == trap).map_or(trap, |it| it.name.as_str());
            let count = found.entry(trap).or_insert_with(|| TrapCount {
                trap: trap.to_owned(),
                name: name().to_owned(),
                count: 0,
                within: BTreeMap::new(),
            });
            count.count += 1;
            for circumstance in circumstances {
                count.within.entry(circumstance).or_default().0 += 1;
            }
        }
    }
    let mut all: Vec<_> = found.into_values().collect();
    for trap in &mut all {
        for (circumstance, (_, of)) in &mut trap.within {
            *of = choices.get(circumstance).copied().unwrap_or_default();
        }
    }
    // Those in the order of their ids already: of equals, the order stays.
    all.sort_by_key(|trap| std::cmp::Reverse(trap.count));
    all
}

/// Fewer cases than these tell nothing.
pub const LEAST_CASES: u32 = 3;

/// With fewer choices than these in other circumstances, there is nothing to compare with.
pub const LEAST_ELSEWHERE: u32 = 5;

/// The circumstance that tells most about a trap, and how often it was fallen into in it; `None` where none tells enough.
/// `choices` is how many first choices were made in all.
///
/// A circumstance tells something where the trap was fallen into in it at least three times and more often than in all
/// others together, and where the share of such choices among those made in it is at least one and a half times the share
/// among those made elsewhere, of which there are at least five. So a circumstance that is merely frequent is never
/// blamed. Of several, the one counts in which these two shares lie furthest apart.
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
