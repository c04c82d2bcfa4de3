//! What a session comes to: a finished one, and one that was left as far as it has come.

use std::collections::BTreeSet;

use super::event::Event;
use super::feelings::Feelings;
use super::session::{At, Session, Turn};
use super::story_state::Snapshot;
use crate::scenario::{
    EndingIx, Outcome, PersonIx, PromiseIx, PromiseStatus, Ref, ReplyIx, Scenario, StepIx, System, Takeaway, TrapIx,
};

/// What a session comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debrief {
    /// Where the story ended, and how; `None` where it is not over, and everything else is as it stands.
    pub end: Option<StoryEnd>,
    /// As it was at the first choice.
    pub start: Snapshot,
    /// Every choice and where it left the customer, in order.
    pub moments: Vec<Moment>,
    /// Every step of the recovery model, in order.
    pub steps: Vec<StepRecord>,
    /// Every trap fallen into, in order.
    pub traps: Vec<TrapRecord>,
    /// Every promise made, in order.
    pub promises: Vec<PromiseRecord>,
    /// Story minutes until the customer was back on their journey; `None` where they never were.
    pub time_to_fix: Option<u32>,
    /// Story minutes in all.
    pub elapsed: u32,
    /// What all remedies cost.
    pub cost: u32,
    /// What the learner could have given away without asking anybody.
    pub authority: u32,
    /// Whether somebody with more authority was asked.
    pub escalated: bool,
    /// Who that was: the first besides the customer who says something in answer to such a reply; `None` where nobody does.
    pub approved_by: Option<PersonIx>,
    /// The reply that moved the outcome most; `None` where the learner chose nothing.
    pub turning_point: Option<TurningPoint>,
}

/// Where a story ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryEnd {
    /// The ending.
    pub ending: EndingIx,
    /// How it ended for the relationship.
    pub outcome: Outcome,
}

/// A choice, and where it left the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What was chosen.
    pub reply: ReplyIx,
    /// The feelings before it.
    pub before: Feelings,
    /// As it was when the learner had to choose again, or at the end.
    pub after: Snapshot,
}

/// How a step of the recovery model fared. Choices are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// Which step.
    pub step: StepIx,
    /// The choices that showed it.
    pub shown: Vec<usize>,
    /// The choices that missed it: those whose reply says so in the file, and those where a recovery reply on offer
    /// shows the step and the chosen one, of no recovery system, does not.
    pub missed: Vec<usize>,
}

/// A trap that a choice fell into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrapRecord {
    /// Which trap.
    pub trap: TrapIx,
    /// By which choice, counted from 0.
    pub turn: usize,
}

/// A promise that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromiseRecord {
    /// Which promise.
    pub promise: PromiseIx,
    /// By which choice, counted from 0.
    pub turn: usize,
    /// What became of it; one still open at the end was not yet due.
    pub status: PromiseStatus,
}

/// The reply that moved the outcome most.
///
/// Each reply is measured in *standing* (trust less the mean of loss and dread), up to the next decision: what it
/// **gained**, and what it **forwent** (what the best recovery reply on offer there would have gained, less what this
/// one gained). The turning point is the reply with the largest of all these figures. Of equals the earliest counts, and
/// forgoing before gaining.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurningPoint {
    /// Which choice, counted from 0.
    pub turn: usize,
    /// What it gained in standing; negative where it lost.
    pub gained: i32,
    /// What it forwent; 0 where nothing on offer was better.
    pub forwent: i32,
    /// The recovery reply that was on offer there and would have gained most; `None` where the choice was as good.
    pub better: Option<ReplyIx>,
}

impl Debrief {
    /// The debrief of a session, once it has ended.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        Self::from_choice(session, 0)
    }

    /// The same, where the learner came into the story before choice number `first`, counted from 0. Steps, traps and the
    /// turning point are those of their own choices; everything else tells the whole story.
    #[must_use]
    pub fn from_choice(session: &Session, first: usize) -> Option<Self> {
        session.outcome()?;
        Some(Self::so_far(session, first))
    }

    /// The same as far as the session has come, also where it is not over. A step of which there is nothing yet may still come.
    #[must_use]
    pub fn so_far(session: &Session, first: usize) -> Self {
        let end = match *session.at() {
            At::End { ending, outcome } => Some(StoryEnd { ending, outcome }),
            At::Decision { .. } => None,
        };
        let scenario = session.scenario();
        let moments = session
            .turns()
            .iter()
            .map(|turn| Moment { reply: turn.reply, before: turn.before.feelings, after: turn.after })
            .collect();
        Self {
            end,
            start: session.start(),
            moments,
            steps: steps(session, first),
            traps: traps(session, first),
            promises: promises(session),
            time_to_fix: session.state().fixed_at,
            elapsed: session.state().clock,
            cost: session.state().spent,
            authority: scenario.file().money.authority.value,
            escalated: session.state().escalated,
            approved_by: approved_by(session),
            turning_point: turning_point(session, first),
        }
    }

    /// How the story ended for the relationship; `None` where it is not over.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.end.map(|end| end.outcome)
    }

    /// How many promises were kept.
    #[must_use]
    pub fn promises_kept(&self) -> usize {
        self.promises_that_are(PromiseStatus::Kept)
    }

    /// Of how many promises this has become. One that was broken and then made anew is two.
    #[must_use]
    pub fn promises_that_are(&self, status: PromiseStatus) -> usize {
        self.promises.iter().filter(|promise| promise.status == status).count()
    }
}

impl Session {
    /// The if–then card for the outcome, if the story is over and the scenario has one.
    #[must_use]
    pub fn takeaway(&self) -> Option<&Takeaway> {
        let outcome = self.outcome()?;
        self.scenario().file().takeaways.iter().find(|card| card.outcome.value == outcome)
    }
}

fn steps(session: &Session, first: usize) -> Vec<StepRecord> {
    let scenario = session.scenario();
    let mut records: Vec<_> = (0..scenario.model().steps.len())
        .map(|step| StepRecord { step: StepIx::from(step), shown: Vec::new(), missed: Vec::new() })
        .collect();
    for (number, turn) in session.turns().iter().enumerate().skip(first) {
        let chosen = scenario.reply(turn.reply);
        let missed = missed_steps(scenario, turn);
        for record in &mut records {
            if chosen.steps.iter().any(|step| step.index() == record.step) {
                record.shown.push(number);
            } else if missed.contains(&record.step) {
                record.missed.push(number);
            }
        }
    }
    records
}

/// The steps that a choice missed, each once, in the order of the model: those whose reply says so in the file, and
/// those that a recovery reply on offer shows and the chosen one, of no recovery system, does not.
#[must_use]
pub fn missed_steps(scenario: &Scenario, turn: &Turn) -> Vec<StepIx> {
    let chosen = scenario.reply(turn.reply);
    let mut missed: BTreeSet<StepIx> = chosen.misses.iter().map(Ref::index).collect();
    if chosen.system == System::NoRecovery {
        let offered = turn.offered.iter().map(|&reply| scenario.reply(reply));
        let recovery = offered.filter(|reply| reply.system == System::Recovery);
        missed.extend(recovery.flat_map(|reply| reply.steps.iter().map(Ref::index)));
    }
    for step in &chosen.steps {
        missed.remove(&step.index());
    }
    missed.into_iter().collect()
}

fn approved_by(session: &Session) -> Option<PersonIx> {
    let scenario = session.scenario();
    let asked = session.turns().iter().filter(|turn| scenario.reply(turn.reply).escalates);
    let speaker = |event: &Event| match event {
        Event::Reaction { speaker, .. } | Event::Line { speaker, .. } => *speaker,
        _ => None,
    };
    let said = asked.flat_map(|turn| turn.events.iter().chain(&turn.onward)).filter_map(speaker);
    said.into_iter().find(|&speaker| speaker != scenario.customer())
}

fn traps(session: &Session, first: usize) -> Vec<TrapRecord> {
    let trap_of = |(turn, it): (usize, &super::session::Turn)| {
        let trap = session.scenario().reply(it.reply).trap.as_ref()?;
        Some(TrapRecord { trap: trap.index(), turn })
    };
    session.turns().iter().enumerate().skip(first).filter_map(trap_of).collect()
}

fn promises(session: &Session) -> Vec<PromiseRecord> {
    let mut records: Vec<PromiseRecord> = Vec::new();
    let settle = |records: &mut Vec<PromiseRecord>, promise: PromiseIx, status| {
        let open = |record: &&mut PromiseRecord| record.promise == promise && record.status == PromiseStatus::Open;
        if let Some(record) = records.iter_mut().rev().find(open) {
            record.status = status;
        }
    };
    for (turn, it) in session.turns().iter().enumerate() {
        for event in it.events.iter().chain(&it.onward) {
            match *event {
                Event::PromiseMade { promise, .. } => {
                    // Made again while still open, a promise is one promise with a new deadline.
                    let open = |r: &PromiseRecord| r.promise == promise && r.status == PromiseStatus::Open;
                    if !records.iter().any(open) {
                        records.push(PromiseRecord { promise, turn, status: PromiseStatus::Open });
                    }
                }
                Event::PromiseKept { promise } => settle(&mut records, promise, PromiseStatus::Kept),
                Event::PromiseBroken { promise, .. } => settle(&mut records, promise, PromiseStatus::Broken),
                _ => {}
            }
        }
    }
    records
}

fn turning_point(session: &Session, first: usize) -> Option<TurningPoint> {
    let scenario = session.scenario();
    let mut best: Option<TurningPoint> = None;
    let (mut walk, _) = Session::replay(std::sync::Arc::clone(scenario), session.choices().take(first));
    for (number, turn) in session.turns().iter().enumerate().skip(first) {
        let gained = turn.after.feelings.standing() - turn.before.feelings.standing();
        let others = turn
            .offered
            .iter()
            .copied()
            .filter(|&reply| reply != turn.reply && scenario.reply(reply).system == System::Recovery);
        let (forwent, better) = others
            .map(|reply| (walk.standing_after(reply) - turn.after.feelings.standing(), reply))
            // Of equals the first in the file: `max_by_key` would take the last.
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .filter(|(forwent, _)| *forwent > 0)
            .map_or((0, None), |(forwent, reply)| (forwent, Some(reply)));
        let this = TurningPoint { turn: number, gained, forwent, better };
        if best.is_none_or(|best| this.weight() > best.weight()) {
            best = Some(this);
        }
        if walk.choose(turn.reply).is_err() {
            break;
        }
    }
    best
}

impl TurningPoint {
    /// Whether it is the turning point for what it left lying, or for the worse: then a better reply is worth showing.
    #[must_use]
    pub fn is_for_the_worse(self) -> bool {
        self.forwent >= self.gained.abs() || self.gained < 0
    }

    /// By which replies are compared: the larger figure, twice, and one more where it is what was forgone.
    fn weight(self) -> i32 {
        if self.forwent >= self.gained.abs() { 2 * self.forwent + 1 } else { 2 * self.gained.abs() }
    }
}
