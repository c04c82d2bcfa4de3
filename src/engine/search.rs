//! Looking for ways to ends where there are too many states to try each: by playing straight on, again and again.

use std::collections::{BTreeMap, BTreeSet};

use super::session::{At, Choice};
use super::walk::Walk;
use crate::scenario::{EndingIx, Outcome, ReplyIx, Scenario, System};

/// How a story may end: where, and how for the relationship.
pub type End = (EndingIx, Outcome);

/// What was found by playing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundWays {
    /// For each end that was come to a list of choices, the first that was found; there may be shorter ones.
    pub ways: BTreeMap<End, Vec<Choice>>,
    /// How many plays were made.
    pub plays: usize,
}

/// How a player makes up their mind. Each leads straight down into the story, another way than the others.
#[derive(Clone, Copy)]
enum Bent {
    First,
    Last,
    Of(System),
    /// What moves the customer most, for the better or for the worse.
    Dearest,
    Cheapest,
    /// What sets the most flags, makes and keeps the most promises; or the fewest.
    Busiest,
    Idlest,
}

const BENTS: [Bent; 8] = [
    Bent::Of(System::Recovery),
    Bent::Of(System::NoRecovery),
    Bent::First,
    Bent::Last,
    Bent::Dearest,
    Bent::Cheapest,
    Bent::Busiest,
    Bent::Idlest,
];

/// Of so many choices one is left to chance, in the first round none; in the last all of them.
const CHANCE: [usize; 5] = [usize::MAX, 16, 4, 2, 1];

/// How often a story may go round in a play before it is given up.
const ROUNDS: usize = 2;

/// Looks for ways to these ends: straight down by simple rules first, then by the same with more and more chance, until
/// all are found or so many choices have been made. The same seed finds the same. Calls `chosen` after each choice.
#[must_use]
pub fn find_ways(
    scenario: &Scenario,
    mut wanted: BTreeSet<End>,
    seed: u64,
    budget: usize,
    mut chosen: impl FnMut(),
) -> FoundWays {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut found = FoundWays::default();
    let most = scenario.file().scenes.len().saturating_mul(ROUNDS).saturating_add(100);
    let mut left = budget;
    // Every rule once without chance; from then on there is always some.
    let later = (0..).flat_map(|_| CHANCE[1..].iter().flat_map(|&one_of| BENTS.map(|bent| (bent, one_of))));
    for (bent, one_of) in BENTS.map(|bent| (bent, CHANCE[0])).into_iter().chain(later) {
        if wanted.is_empty() || left == 0 {
            break;
        }
        found.plays += 1;
        let mut walk = Walk::new(scenario);
        let mut choices = Vec::new();
        while let At::Decision { offered, .. } = walk.at()
            && choices.len() < most
            && left > 0
        {
            let by_chance = chance.usize(..one_of) == 0;
            let reply = if by_chance { chance.choice(offered).copied() } else { bent.choose(scenario, offered) };
            let Some(reply) = reply.filter(|&reply| walk.choose(reply).is_ok()) else { break };
            choices.push(reply);
            left -= 1;
            chosen();
        }
        // A story of no decision at all has been played once, and never costs anything.
        left -= usize::from(choices.is_empty()).min(left);
        if let At::End { ending, outcome } = *walk.at()
            && wanted.remove(&(ending, outcome))
        {
            found.ways.insert((ending, outcome), choices);
        }
    }
    found
}

impl Bent {
    /// Of equals the first in the file.
    fn choose(self, scenario: &Scenario, offered: &[ReplyIx]) -> Option<ReplyIx> {
        let reply = |index: &ReplyIx| scenario.reply(*index);
        let gain = |index: &ReplyIx| {
            let effect = &reply(index).effect;
            2 * effect.trust.value - effect.loss.value - effect.dread.value
        };
        let deeds = |index: &ReplyIx| {
            let reply = reply(index);
            reply.sets.len() + reply.promises.len() + reply.keeps.len() + usize::from(reply.remedy.is_some())
        };
        let mut replies = offered.iter().copied();
        match self {
            Bent::First => replies.next(),
            Bent::Last => replies.next_back(),
            Bent::Of(system) => {
                let first = replies.clone().next();
                replies.find(|index| reply(index).system == system).or(first)
            }
            Bent::Dearest => replies.rev().max_by_key(gain),
            Bent::Cheapest => replies.min_by_key(gain),
            Bent::Busiest => replies.rev().max_by_key(deeds),
            Bent::Idlest => replies.min_by_key(deeds),
        }
    }
}
