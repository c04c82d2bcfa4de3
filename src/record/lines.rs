//! From a session to the lines of its attempt.

use jiff::Timestamp;

use super::line::{Chose, Ended, FORMAT, Id, Line, ModelStamp, Named, Person, PromiseMade, ScenarioStamp, Started};
use crate::engine::{Debrief, Event, Mode, Session, Turn, missed_steps};
use crate::scenario::{PromiseIx, Ref, ReplyIx, Scenario, plain};

/// Who begins to play what, and how.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The name of the new attempt.
    pub attempt: Id,
    /// Who plays.
    pub person: Option<Person>,
    /// In which mode.
    pub mode: Mode,
    /// The seed by which replies are shuffled.
    pub seed: u64,
    /// SHA-256 of the scenario's file, in hexadecimal.
    pub hash: String,
}

/// The first line.
#[must_use]
pub fn started(session: &Session, opening: Opening, at: Timestamp) -> Line {
    Line::Started(Box::new(beginning(session, opening, at)))
}

/// What the first line says.
pub(super) fn beginning(session: &Session, opening: Opening, at: Timestamp) -> Started {
    let scenario = session.scenario();
    let (file, model) = (scenario.file(), scenario.model());
    Started {
        format: FORMAT,
        attempt: opening.attempt,
        at,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        person: opening.person,
        mode: opening.mode,
        seed: opening.seed,
        scenario: ScenarioStamp {
            id: file.id.value.clone(),
            hash: opening.hash,
            title: plain(&file.title),
            channel: file.channel.map(|channel| channel.word().to_owned()),
            cause: file.cause.map(|cause| cause.word().to_owned()),
            customer: plain(&scenario.person(scenario.customer()).name),
        },
        model: ModelStamp {
            id: model.id.value.clone(),
            name: plain(&model.name),
            steps: model.steps.iter().map(|it| Named { id: it.id.value.clone(), name: plain(&it.name) }).collect(),
            traps: model.traps.iter().map(|it| Named { id: it.id.value.clone(), name: plain(&it.name) }).collect(),
        },
        feelings: session.start().feelings,
    }
}

/// The line of choice number `turn`, counted from 0; `None` where there is no such choice.
#[must_use]
pub fn chose(session: &Session, turn: usize, at: Timestamp) -> Option<Line> {
    let scenario = session.scenario();
    let taken = session.turns().get(turn)?;
    let reply = scenario.reply(taken.reply);
    let step_id = |step| scenario.step(step).id.value.clone();
    let decision = scenario.decision(taken.scene);
    let happened = || taken.events.iter().chain(&taken.onward);
    let promise_id = |promise: PromiseIx| scenario.promise(promise).id.value.clone();
    Some(Line::Chose(Box::new(Chose {
        at,
        turn: number(turn),
        scene: scenario.scene(taken.scene).id.value.clone(),
        step: decision.and_then(|it| it.step.as_ref()).map(|step| step_id(step.index())),
        offered: taken.offered.iter().map(|&offered| reply_id(scenario, offered)).collect(),
        reply: reply.id.value.clone(),
        system: reply.system,
        shown: reply.steps.iter().map(|step| step_id(step.index())).collect(),
        missed: missed_steps(scenario, taken).into_iter().map(step_id).collect(),
        trap: reply.trap.as_ref().map(|trap| scenario.trap(Ref::index(trap)).id.value.clone()),
        made: made(scenario, taken),
        kept: happened()
            .filter_map(|event| match event {
                Event::PromiseKept { promise } => Some(promise_id(*promise)),
                _ => None,
            })
            .collect(),
        broken: happened()
            .filter_map(|event| match event {
                Event::PromiseBroken { promise, .. } => Some(promise_id(*promise)),
                _ => None,
            })
            .collect(),
        cost: reply.remedy.as_ref().map_or(0, |remedy| remedy.cost.value),
        before: taken.before.feelings,
        after: taken.after.feelings,
        clock: taken.after.clock,
        worked: None,
    })))
}

fn made(scenario: &Scenario, turn: &Turn) -> Vec<PromiseMade> {
    let made = turn.events.iter().filter_map(|event| match *event {
        Event::PromiseMade { promise, due } => Some((promise, due)),
        _ => None,
    });
    made.map(|(promise, due)| PromiseMade { promise: scenario.promise(promise).id.value.clone(), due }).collect()
}

/// The last line; `None` where the story is not over. Nothing in it depends on whose choices they were: where some were made
/// for the learner, it tells the whole story as any other.
#[must_use]
pub fn ended(session: &Session, at: Timestamp) -> Option<Line> {
    let debrief = Debrief::of(session)?;
    let end = debrief.end?;
    Some(Line::Ended(Box::new(Ended {
        at,
        ending: session.scenario().ending(end.ending).id.value.clone(),
        outcome: end.outcome,
        elapsed: debrief.elapsed,
        time_to_fix: debrief.time_to_fix,
        promises_made: number(debrief.promises.len()),
        promises_kept: number(debrief.promises_kept()),
        cost: debrief.cost,
    })))
}

fn reply_id(scenario: &Scenario, reply: ReplyIx) -> String {
    scenario.reply(reply).id.value.clone()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
