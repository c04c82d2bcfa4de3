//! What of the state matters: which facts some condition asks for, and from which scene on none does any more.

use super::facts::{Atoms, Facts, Limits, PROMISE_SLOTS, PromiseFacts, Range};
use super::graph::{Components, Graph};
use crate::scenario::{
    Branch, Condition, EndingIx, Feeling, FlagIx, Harm, PromiseIx, Ref, ReplyIx, Scenario, Scene, SceneIx, StoryPlace,
};

/// What an analysis is for: it decides what must be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// What is wrong with the story.
    Findings,
    /// How each ending is reached, and with which feelings.
    Paths,
    /// Which outcomes are reached.
    Outcomes,
}

/// Somebody with more authority was brought in.
pub(super) const ESCALATED: u8 = 0;

/// Harm that was done and not put right: a slot for each kind, beginning here.
const HARM: u8 = ESCALATED + 1;

/// The slot of a kind of harm.
pub(super) fn slot_of_harm(harm: Harm) -> u8 {
    HARM + harm as u8
}

/// How many facts that are true or false can be followed one by one.
const ATOM_SLOTS: usize = 128;

/// Parts of the state, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    atoms: u128,
    /// Promises whose status is asked for.
    status: u16,
    /// Promises that are kept somewhere.
    keeps: u16,
    feelings: [bool; 3],
    clock: bool,
    spending: bool,
}

impl Parts {
    fn add(&mut self, other: Self) {
        self.atoms |= other.atoms;
        self.status |= other.status;
        self.keeps |= other.keeps;
        for (own, other) in self.feelings.iter_mut().zip(other.feelings) {
            *own |= other;
        }
        self.clock |= other.clock;
        self.spending |= other.spending;
    }
}

/// A scenario, seen with an eye for what matters in its state.
pub(super) struct Lens<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) graph: Graph,
    pub(super) components: Components,
    pub(super) limits: Limits,
    /// Whether all that matters has a slot of its own.
    pub(super) complete: bool,
    /// Whether some promise without a slot costs trust when it is broken.
    pub(super) unfollowed_cost: bool,
    aim: Aim,
    flags: Vec<Option<u8>>,
    chosen: Vec<Option<u8>>,
    /// What is still asked for in each scene or after it.
    live: Vec<Parts>,
    /// What an ending without an outcome of its own asks for.
    outcome_rules: Parts,
    /// The slots of the harm that some reply does.
    harm: u128,
    /// How many replies, branches and conditions are looked at in each scene.
    work: Vec<usize>,
}

impl<'s> Lens<'s> {
    pub(super) fn new(scenario: &'s Scenario, aim: Aim) -> Self {
        let file = scenario.file();
        let graph = Graph::of(scenario);
        let components = graph.components();
        let unfollowed = file.promises.get(PROMISE_SLOTS..).unwrap_or_default();
        let mut lens = Self {
            scenario,
            graph,
            components,
            limits: Limits { clock: 0, spent: file.money.authority.value.saturating_add(1) },
            complete: unfollowed.is_empty(),
            unfollowed_cost: unfollowed.iter().any(|promise| promise.trust_cost.value != 0),
            aim,
            flags: vec![None; scenario.flag_count()],
            chosen: vec![None; scenario.reply_count()],
            live: vec![Parts::default(); file.scenes.len()],
            outcome_rules: Parts::default(),
            harm: harm_done(scenario),
            work: file.scenes.iter().map(work).collect(),
        };
        lens.give_slots();
        lens.follow_back();
        lens
    }

    pub(super) fn flag(&self, flag: FlagIx) -> Option<u8> {
        self.flags[flag.at()]
    }

    pub(super) fn chosen(&self, reply: ReplyIx) -> Option<u8> {
        self.chosen[reply.at()]
    }

    /// The slot of a promise; the first ones have one.
    #[expect(clippy::unused_self, reason = "beside the other slots, it is one of the questions to a lens")]
    pub(super) fn promise(&self, promise: PromiseIx) -> Option<usize> {
        Some(promise.at()).filter(|&at| at < PROMISE_SLOTS)
    }

    /// How much there is to look at in a place.
    pub(super) fn work(&self, place: StoryPlace) -> usize {
        match place {
            StoryPlace::Scene(scene) => self.work[scene.at()],
            StoryPlace::Ending(_) => 1 + self.scenario.file().outcomes.len(),
        }
    }

    /// The state in which the story starts.
    pub(super) fn start(&self) -> Facts {
        let start = &self.scenario.file().start;
        let feeling = |value: i32| Range::point(super::facts::clamp(value));
        Facts {
            feelings: [feeling(start.trust.value), feeling(start.loss.value), feeling(start.dread.value)],
            clock: Range::point(0),
            spent: Range::point(0),
            atoms: Atoms::NONE,
            promises: [PromiseFacts::NONE; PROMISE_SLOTS],
        }
    }

    /// The same facts with all that no longer matters at a place put to one and the same value.
    pub(super) fn reduce(&self, mut facts: Facts, place: StoryPlace) -> Facts {
        let live = match place {
            StoryPlace::Scene(scene) => self.live[scene.at()],
            StoryPlace::Ending(ending) => self.of_ending(ending),
        };
        for (range, matters) in facts.feelings.iter_mut().zip(live.feelings) {
            if !matters {
                *range = Range::point(0);
            }
        }
        facts.clock = if live.clock { facts.clock.map(|clock| clock.min(self.limits.clock)) } else { Range::point(0) };
        facts.atoms.may_hold &= live.atoms;
        facts.atoms.may_fail |= !live.atoms;
        facts.spent = if live.spending && facts.atoms.may_fail(ESCALATED) {
            facts.spent.map(|spent| spent.min(self.limits.spent))
        } else {
            Range::point(0)
        };
        let declared = &self.scenario.file().promises;
        for (slot, promise) in facts.promises.iter_mut().enumerate() {
            let Some(declared) = declared.get(slot) else {
                *promise = PromiseFacts::NONE;
                continue;
            };
            let bit = 1 << slot;
            if live.status & bit == 0 {
                let costs = live.feelings[Feeling::Trust as usize] && declared.trust_cost.value != 0;
                let open_matters = costs || live.keeps & bit != 0;
                let settled = promise.may_be & !(if open_matters { PromiseFacts::OPEN } else { 0 }) != 0;
                *promise = promise.only(if open_matters { PromiseFacts::OPEN } else { 0 });
                promise.may_be |= if settled { PromiseFacts::UNMADE } else { 0 };
            }
        }
        facts
    }

    /// Gives every fact that some condition asks for a slot, in file order, as far as there are any.
    fn give_slots(&mut self) {
        let scenario = self.scenario;
        let mut next = HARM + Harm::ALL.iter().fold(0, |slots, _| slots + 1);
        let file = scenario.file();
        let of_scenes = file.scenes.iter().flat_map(|scene| {
            let replies = scene.decision.iter().flat_map(|decision| &decision.replies);
            conditions(&scene.next).chain(
                replies.flat_map(|reply| reply.when.iter().map(|when| &when.value).chain(conditions(&reply.next))),
            )
        });
        let of_outcomes = file.outcomes.iter().filter_map(|rule| rule.when.as_ref()).map(|when| &when.value);
        for condition in of_scenes.chain(of_outcomes) {
            self.give_slots_of(condition, &mut next);
        }
    }

    fn give_slots_of(&mut self, condition: &Condition, next: &mut u8) {
        let slot = match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.give_slots_of(part, next);
                }
                return;
            }
            Condition::Not(part) => return self.give_slots_of(part, next),
            Condition::ClockPast(minutes) => {
                self.limits.clock = self.limits.clock.max(minutes.value.saturating_add(1));
                return;
            }
            Condition::Above(..) | Condition::Below(..) | Condition::Promise(..) | Condition::Harmed(_) => return,
            Condition::Flag(flag) => &mut self.flags[flag.index().at()],
            Condition::Chose(reply) => &mut self.chosen[reply.index().at()],
        };
        if slot.is_none() {
            if usize::from(*next) < ATOM_SLOTS {
                *slot = Some(*next);
                *next += 1;
            } else {
                self.complete = false;
            }
        }
    }

    /// Finds out what is asked for in each scene or after it: components come before all that lead to them.
    fn follow_back(&mut self) {
        for rule in &self.scenario.file().outcomes {
            let parts = self.asked_by(rule.when.as_ref().map(|when| &when.value));
            self.outcome_rules.add(parts);
        }
        for component in 0..self.components.len() {
            let mut parts = Parts::default();
            for &scene in self.components.members(component) {
                parts.add(self.asked_in(SceneIx::from(scene)));
                for &to in self.graph.successors(scene) {
                    parts.add(self.live[to]);
                }
            }
            for &scene in self.components.members(component) {
                self.live[scene] = parts;
            }
        }
    }

    fn asked_in(&self, index: SceneIx) -> Parts {
        let scene = self.scenario.scene(index);
        let mut parts = Parts { keeps: kept(&scene.arrival.keeps), ..Parts::default() };
        let Some(decision) = &scene.decision else {
            parts.add(self.asked_on(&scene.next));
            return parts;
        };
        for reply in &decision.replies {
            parts.add(self.asked_by(reply.when.as_ref().map(|when| &when.value)));
            parts.add(self.asked_on(&reply.next));
            parts.keeps |= kept(&reply.keeps);
            if reply.remedy.is_some() && self.aim == Aim::Findings {
                parts.spending = true;
                parts.atoms |= 1 << ESCALATED;
            }
        }
        parts
    }

    fn asked_on(&self, branches: &[Branch]) -> Parts {
        let mut parts = Parts::default();
        for branch in branches {
            parts.add(self.asked_by(branch.when.as_ref().map(|when| &when.value)));
            if let StoryPlace::Ending(ending) = branch.to.index() {
                parts.add(self.of_ending(ending));
            }
        }
        parts
    }

    fn of_ending(&self, index: EndingIx) -> Parts {
        let ending = self.scenario.ending(index);
        let mut parts = if ending.outcome.is_some() { Parts::default() } else { self.outcome_rules };
        parts.keeps |= kept(&ending.arrival.keeps);
        match self.aim {
            // Which promises are still open there, and which harm was not put right.
            Aim::Findings => {
                parts.keeps = u16::MAX;
                parts.atoms |= self.harm;
            }
            Aim::Paths => parts.feelings = [true; 3],
            Aim::Outcomes => {}
        }
        parts
    }

    fn asked_by(&self, condition: Option<&Condition>) -> Parts {
        let mut parts = Parts::default();
        match condition {
            None => {}
            Some(Condition::All(inner) | Condition::Any(inner)) => {
                for part in inner {
                    parts.add(self.asked_by(Some(part)));
                }
            }
            Some(Condition::Not(inner)) => return self.asked_by(Some(inner)),
            Some(Condition::Above(feeling, _) | Condition::Below(feeling, _)) => {
                parts.feelings[*feeling as usize] = true;
            }
            Some(Condition::ClockPast(_)) => parts.clock = true,
            Some(Condition::Flag(flag)) => parts.atoms = self.flag(flag.index()).map_or(0, |atom| 1 << atom),
            Some(Condition::Chose(reply)) => parts.atoms = self.chosen(reply.index()).map_or(0, |atom| 1 << atom),
            Some(Condition::Harmed(harm)) => parts.atoms = 1 << slot_of_harm(harm.value),
            Some(Condition::Promise(_, promise)) => {
                parts.status = self.promise(promise.index()).map_or(0, |slot| 1 << slot);
            }
        }
        parts
    }
}

fn harm_done(scenario: &Scenario) -> u128 {
    let replies = (0..scenario.reply_count()).map(|at| scenario.reply(ReplyIx::from(at)));
    replies.filter_map(|reply| reply.harm.as_ref()).fold(0, |set, harm| set | 1 << slot_of_harm(harm.value))
}

fn conditions(branches: &[Branch]) -> impl Iterator<Item = &Condition> {
    branches.iter().filter_map(|branch| branch.when.as_ref()).map(|when| &when.value)
}

fn work(scene: &Scene) -> usize {
    let replies = || scene.decision.iter().flat_map(|decision| &decision.replies);
    let branches = scene.next.iter().chain(replies().flat_map(|reply| &reply.next));
    let conditions = branches.map(|it| &it.when).chain(replies().map(|reply| &reply.when));
    1 + replies().count() + conditions.map(|it| 1 + it.as_ref().map_or(0, |when| parts(&when.value))).sum::<usize>()
}

/// How many conditions a condition is made of.
fn parts(condition: &Condition) -> usize {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => 1 + inner.iter().map(parts).sum::<usize>(),
        Condition::Not(inner) => 1 + parts(inner),
        _ => 1,
    }
}

fn kept(keeps: &[Ref<PromiseIx>]) -> u16 {
    keeps.iter().map(|promise| promise.index().at()).filter(|&at| at < PROMISE_SLOTS).fold(0, |set, at| set | 1 << at)
}
