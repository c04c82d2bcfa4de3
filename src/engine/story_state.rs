//! The state of a story at one moment, and the rules by which it changes.

use fixedbitset::FixedBitSet;

use super::event::Event;
use super::feelings::{Feelings, clamp};
use crate::scenario::{
    Arrival, Branch, Condition, Harm, Line, PromiseIx, PromiseStatus, Ref, Reply, ReplyIx, Scenario, StoryPlace,
};

/// A promise that was made, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Made {
    /// Story minute by which it is due.
    pub due: u32,
    /// What became of it.
    pub status: PromiseStatus,
}

/// What a moment looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What the customer feels.
    pub feelings: Feelings,
    /// Story minutes since the start.
    pub clock: u32,
}

/// Everything that a story remembers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoryState {
    /// What the customer feels.
    pub feelings: Feelings,
    /// Story minutes since the start.
    pub clock: u32,
    /// What the remedies given so far cost.
    pub spent: u32,
    /// Whether somebody with more authority was brought in.
    pub escalated: bool,
    /// The story minute at which the customer was back on their journey.
    pub fixed_at: Option<u32>,
    /// Harm that was done and not put right: a bit for each kind.
    harm: u8,
    promises: Vec<Option<Made>>,
    flags: FixedBitSet,
    chosen: FixedBitSet,
}

impl StoryState {
    /// The state in which a scenario starts.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let start = &scenario.file().start;
        Self {
            feelings: Feelings {
                trust: clamp(start.trust.value),
                loss: clamp(start.loss.value),
                dread: clamp(start.dread.value),
            },
            clock: 0,
            spent: 0,
            escalated: false,
            fixed_at: None,
            harm: 0,
            promises: vec![None; scenario.file().promises.len()],
            flags: FixedBitSet::with_capacity(scenario.flag_count()),
            chosen: FixedBitSet::with_capacity(scenario.reply_count()),
        }
    }

    /// What it looks like from outside.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { feelings: self.feelings, clock: self.clock }
    }

    /// A promise, if it was made.
    #[must_use]
    pub fn promise(&self, promise: PromiseIx) -> Option<Made> {
        self.promises[promise.at()]
    }

    /// Whether harm of this kind was done, and not put right since.
    #[must_use]
    pub fn is_harmed(&self, harm: Harm) -> bool {
        self.harm & bit(harm) != 0
    }

    /// Every promise that was made, in the order of the file.
    pub fn promises(&self) -> impl Iterator<Item = (PromiseIx, Made)> + '_ {
        self.promises.iter().enumerate().filter_map(|(at, made)| made.map(|made| (PromiseIx::from(at), made)))
    }

    /// Whether a condition holds now.
    #[must_use]
    pub fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
            Condition::Above(feeling, value) => self.feelings.get(*feeling) > value.value,
            Condition::Below(feeling, value) => self.feelings.get(*feeling) < value.value,
            Condition::Flag(flag) => self.flags.contains(flag.index().at()),
            Condition::Promise(status, promise) => {
                self.promise(promise.index()).is_some_and(|made| made.status == *status)
            }
            Condition::Chose(reply) => self.chosen.contains(reply.index().at()),
            Condition::Harmed(harm) => self.is_harmed(harm.value),
            Condition::ClockPast(minutes) => self.clock > minutes.value,
        }
    }

    /// Whether something with this optional condition applies now.
    #[must_use]
    pub fn allows(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|condition| self.holds(condition))
    }

    /// Where a list of branches leads now: the first that matches. A checked list ends with a branch that always does.
    #[must_use]
    pub fn follow(&self, branches: &[Branch]) -> Option<StoryPlace> {
        branches
            .iter()
            .find(|branch| self.allows(branch.when.as_ref().map(|when| &when.value)))
            .map(|branch| branch.to.index())
    }

    /// The replies on offer in a decision now, in file order.
    ///
    /// The checker proves that there is at least one; should there be none all the same, all of them are on offer, so
    /// that no learner is ever stuck.
    #[must_use]
    pub fn offered(&self, scenario: &Scenario, scene: crate::scenario::SceneIx) -> Vec<ReplyIx> {
        let all = scenario.replies_of(scene);
        let offered: Vec<_> = all
            .clone()
            .filter(|&reply| self.allows(scenario.reply(reply).when.as_ref().map(|when| &when.value)))
            .collect();
        if offered.is_empty() { all.collect() } else { offered }
    }

    /// Lets a reply work: time passes, promises are kept or fall due, the customer's feelings move, amends and new
    /// promises are noted, and the customer reacts.
    ///
    /// The reaction sees the state after all that, and is told before it: first the customer, then the figures. Time
    /// comes first and feelings after the promises, so that what was due before this reply has been broken by then.
    pub fn apply(&mut self, scenario: &Scenario, index: ReplyIx, events: &mut impl Extend<Event>) {
        let reply = scenario.reply(index);
        events.extend([Event::Chosen { reply: index }]);
        // What takes its time has taken it before anybody can answer.
        self.pass(reply.minutes.value, events);
        let mut effects = Vec::new();
        self.keep(&reply.keeps, &mut effects);
        self.break_overdue(scenario, &mut effects);
        self.feel(reply, &mut effects);
        for flag in &reply.sets {
            self.flags.insert(flag.index().at());
        }
        self.chosen.insert(index.at());
        self.escalated |= reply.escalates;
        for harm in &reply.puts_right {
            self.harm &= !bit(harm.value);
        }
        if let Some(harm) = &reply.harm {
            self.harm |= bit(harm.value);
        }
        if let Some(remedy) = &reply.remedy {
            self.spent = self.spent.saturating_add(remedy.cost.value);
            effects.push(Event::RemedyGiven { reply: index, cost: remedy.cost.value, spent: self.spent });
        }
        for made in &reply.promises {
            let promise = made.promise.index();
            let due = self.clock.saturating_add(made.within.value);
            self.promises[promise.at()] = Some(Made { due, status: PromiseStatus::Open });
            effects.push(Event::PromiseMade { promise, due });
        }
        effects.extend(reply.steps.iter().map(|step| Event::StepShown { step: step.index() }));
        effects.extend(reply.trap.iter().map(|trap| Event::TrapFallenInto { trap: trap.index() }));
        events.extend(self.spoken(&reply.reaction).map(|line| Event::Reaction {
            speaker: line.speaker.as_ref().map(Ref::index),
            mood: line.mood.as_ref().map(|mood| mood.value),
            text: line.text.value.clone(),
        }));
        events.extend(effects);
        events.extend([Event::Feedback { reply: index }]);
    }

    /// Lets what happens on arriving at a scene or an ending happen.
    pub fn arrive(&mut self, scenario: &Scenario, arrival: &Arrival, events: &mut impl Extend<Event>) {
        self.pass(arrival.minutes.value, events);
        self.keep(&arrival.keeps, events);
        self.break_overdue(scenario, events);
        if arrival.fixes && self.fixed_at.is_none() {
            self.fixed_at = Some(self.clock);
            events.extend([Event::Fixed { at: self.clock }]);
        }
    }

    /// Those of the lines that are said now.
    pub fn spoken<'l>(&self, lines: &'l [Line]) -> impl Iterator<Item = &'l Line> {
        lines.iter().filter(|line| self.allows(line.when.as_ref().map(|when| &when.value)))
    }

    fn pass(&mut self, minutes: u32, events: &mut impl Extend<Event>) {
        if minutes > 0 {
            self.clock = self.clock.saturating_add(minutes);
            events.extend([Event::TimePassed { minutes, clock: self.clock }]);
        }
    }

    /// Keeps those of the promises that are open and not past their deadline.
    fn keep(&mut self, keeps: &[Ref<PromiseIx>], events: &mut impl Extend<Event>) {
        for promise in keeps.iter().map(Ref::index) {
            if let Some(made) = &mut self.promises[promise.at()]
                && made.status == PromiseStatus::Open
                && self.clock <= made.due
            {
                made.status = PromiseStatus::Kept;
                events.extend([Event::PromiseKept { promise }]);
            }
        }
    }

    /// Breaks every open promise whose deadline has passed, and takes what that costs in trust.
    fn break_overdue(&mut self, scenario: &Scenario, events: &mut impl Extend<Event>) {
        for (at, made) in self.promises.iter_mut().enumerate() {
            if let Some(made) = made
                && made.status == PromiseStatus::Open
                && self.clock > made.due
            {
                made.status = PromiseStatus::Broken;
                let promise = PromiseIx::from(at);
                let trust_cost = scenario.promise(promise).trust_cost.value;
                let before = self.feelings;
                self.feelings.trust = clamp(self.feelings.trust - trust_cost);
                events.extend([
                    Event::PromiseBroken { promise, trust_cost },
                    Event::Felt { before, after: self.feelings },
                ]);
            }
        }
    }

    fn feel(&mut self, reply: &Reply, events: &mut impl Extend<Event>) {
        let before = self.feelings;
        self.feelings = before.moved(&reply.effect);
        events.extend([Event::Felt { before, after: self.feelings }]);
    }
}

/// The bit that stands for a kind of harm.
fn bit(harm: Harm) -> u8 {
    1 << harm as u8
}
