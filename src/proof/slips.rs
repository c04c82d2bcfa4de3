//! What a single slip costs: how a story can still end after one reply of no recovery system.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::facts::Facts;
use super::lens::{Aim, Lens};
use super::seen::Node;
use super::step::Stepper;
use crate::scenario::{Outcome, ReplyIx, Scenario, StoryPlace, System};

/// How many states are tried at most: about half a second's work.
const STATES: usize = 400_000;

/// One reply of no recovery system, and how the story can still end once it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The reply.
    pub reply: ReplyIx,
    /// The best outcome that can be reached after it, whatever was chosen before and is chosen then; `None` where it is never on offer.
    pub best: Option<Outcome>,
    /// The best outcome where it is the only slip, with a recovery reply wherever there is one; `None` where it only comes up after
    /// another slip.
    pub alone: Option<Outcome>,
}

/// Every single slip of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slips {
    /// Each reply of no recovery system, in file order.
    pub slips: Vec<Slip>,
}

impl Slips {
    /// The slips of a scenario; `None` where there are too many states to try each.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Option<Self> {
        let lens = Lens::new(scenario, Aim::Outcomes);
        let roads = Roads::search(&lens, if lens.complete { STATES } else { 0 })?;
        let best = roads.best_outcomes(|_| true);
        let has_recovery = roads.with_recovery(scenario);
        let is_well_played = |road: &Road| {
            road.reply.is_none_or(|reply| scenario.reply(reply).system == System::Recovery || !has_recovery[road.from])
        };
        let best_well_played = roads.best_outcomes(is_well_played);
        let without_slip = roads.reached(is_well_played);
        let mut slips: Vec<Slip> = (0..scenario.reply_count())
            .map(ReplyIx::from)
            .filter(|&reply| scenario.reply(reply).system == System::NoRecovery)
            .map(|reply| Slip { reply, best: None, alone: None })
            .collect();
        for road in &roads.roads {
            let Some(reply) = road.reply else { continue };
            let Ok(at) = slips.binary_search_by_key(&reply, |slip| slip.reply) else { continue };
            better(&mut slips[at].best, best[road.to]);
            if without_slip[road.from] {
                better(&mut slips[at].alone, best_well_played[road.to]);
            }
        }
        Some(Self { slips })
    }

    /// The share of single slips after which even the best play ends at risk or lost, 0 to 1.
    #[must_use]
    pub fn serious(&self) -> f64 {
        let alone = || self.slips.iter().filter_map(|slip| slip.alone);
        share(alone().filter(|&outcome| outcome > Outcome::Satisfied).count(), alone().count())
    }

    /// The share of slips after which no champion is possible any more, 0 to 1.
    #[must_use]
    pub fn lasting(&self) -> f64 {
        let best = || self.slips.iter().filter_map(|slip| slip.best);
        share(best().filter(|&outcome| outcome > Outcome::Champion).count(), best().count())
    }
}

fn share(some: usize, of: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if of == 0 { 0.0 } else { number(some) / number(of) }
}

fn better(known: &mut Option<Outcome>, other: Option<Outcome>) {
    if let Some(other) = other {
        *known = Some(known.map_or(other, |known| known.min(other)));
    }
}

/// A way from one state to the next.
struct Road {
    from: Node,
    to: Node,
    reply: Option<ReplyIx>,
}

/// Every state of a story that differs in something that matters for how it ends, and every way between them.
struct Roads {
    roads: Vec<Road>,
    /// The outcome of each state that is an end.
    ends: Vec<Option<Outcome>>,
}

impl Roads {
    /// Looks at every state; `None` where there are more than `budget`.
    fn search(lens: &Lens, budget: usize) -> Option<Self> {
        let mut stepper = Stepper::new(lens);
        let first = StoryPlace::Scene(lens.scenario.file().start.scene.index());
        let mut states: Vec<(StoryPlace, Facts)> = vec![(first, lens.reduce(lens.start(), first))];
        let mut known: HashMap<(StoryPlace, Facts), Node> = HashMap::from([(states[0], 0)]);
        let (mut roads, mut ends, mut ways) = (Vec::new(), Vec::new(), Vec::new());
        let mut from = 0;
        while let Some(&(place, facts)) = states.get(from) {
            if states.len() > budget {
                return None;
            }
            ends.push(match place {
                StoryPlace::Ending(ending) => Some(stepper.end(ending, facts, from)),
                StoryPlace::Scene(scene) => {
                    stepper.enter(scene, facts, from, &mut ways);
                    None
                }
            });
            for way in ways.drain(..) {
                let to = match known.entry((way.to, way.facts)) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(unknown) => {
                        states.push((way.to, way.facts));
                        *unknown.insert(states.len() - 1)
                    }
                };
                roads.push(Road { from, to, reply: way.reply });
            }
            from += 1;
        }
        Some(Self { roads, ends })
    }

    /// Whether a recovery reply is on offer in each state.
    fn with_recovery(&self, scenario: &Scenario) -> Vec<bool> {
        let mut has = vec![false; self.ends.len()];
        for road in &self.roads {
            has[road.from] |= road.reply.is_some_and(|reply| scenario.reply(reply).system == System::Recovery);
        }
        has
    }

    /// The best outcome that can be reached from each state on some of the ways.
    fn best_outcomes(&self, is_open: impl Fn(&Road) -> bool) -> Vec<Option<Outcome>> {
        let mut before: Vec<Vec<Node>> = vec![Vec::new(); self.ends.len()];
        for road in self.roads.iter().filter(|road| is_open(road)) {
            before[road.to].push(road.from);
        }
        let mut best = vec![None; self.ends.len()];
        for &outcome in Outcome::ALL {
            let mut ahead: Vec<Node> = (0..self.ends.len()).filter(|&node| self.ends[node] == Some(outcome)).collect();
            while let Some(node) = ahead.pop() {
                if best[node].is_none() {
                    best[node] = Some(outcome);
                    ahead.extend(&before[node]);
                }
            }
        }
        best
    }

    /// The states that are come to from the start on some of the ways.
    fn reached(&self, is_open: impl Fn(&Road) -> bool) -> Vec<bool> {
        let mut after: Vec<Vec<Node>> = vec![Vec::new(); self.ends.len()];
        for road in self.roads.iter().filter(|road| is_open(road)) {
            after[road.from].push(road.to);
        }
        let mut reached = vec![false; self.ends.len()];
        let mut ahead = vec![0];
        while let Some(node) = ahead.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                ahead.extend(&after[node]);
            }
        }
        reached
    }
}
