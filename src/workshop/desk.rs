//! What the desk sees: what the projector shows, what comes next, and what nobody else may know. Never who chose what.

use jiff::Timestamp;
use serde::Serialize;

use super::agenda::{Agenda, agenda};
use super::command::Refusal;
use super::line::Deed;
use super::phase::{Phase, Why};
use super::room::Room;
use super::shown::{Lettered, SpokenLine};
use super::voting::{Ballot, Split, letter, total};
use crate::engine::missed_steps;
use crate::scenario::workshop_plan::Voting;
use crate::scenario::{PromiseStatus, System, plain};
use crate::words;

/// What stands on the desk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeskView {
    /// How many steps the desk has made, those taken back included.
    pub revision: u64,
    /// What the room is doing.
    pub phase: Phase,
    /// What *on* would do.
    pub next: NextStep,
    /// Whether the projector is dark.
    pub dark: bool,
    /// Whether this is a detour.
    pub detour: bool,
    /// Whether the workshop is over.
    pub ended: bool,
    /// The title of the scene that the room is at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scene: Option<String>,
    /// What was said.
    pub told: Vec<SpokenLine>,
    /// The replies, and what they are.
    pub replies: Vec<DeskReply>,
    /// The rounds of this decision.
    pub rounds: Vec<DeskRound>,
    /// The note for this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The questions for this moment.
    pub questions: Vec<String>,
    /// Who has come in.
    pub door: DeskDoor,
    /// The time.
    pub agenda: Agenda,
    /// How the customer feels: trust, loss, dread.
    pub feelings: [i32; 3],
    /// Story minutes since the start.
    pub clock: u32,
    /// Promises that were made, and what became of each.
    pub promises: Vec<String>,
    /// What became of the decisions so far.
    pub decided: Vec<DecidedView>,
}

/// What *on* would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Go to a phase.
    Go(Phase),
    /// Open a vote.
    OpenVote(Ballot),
    /// Close the vote.
    CloseVote,
    /// Play the reply that most have chosen.
    Play(char),
    /// Nothing: the desk has to decide.
    Decide(String),
}

/// A reply, as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskReply {
    /// The reply with its letter.
    #[serde(flatten)]
    pub reply: Lettered,
    /// Which way of answering it belongs to.
    pub system: System,
    /// The steps that it shows, and the trap that it falls into.
    pub marks: Vec<String>,
}

/// A round, as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskRound {
    /// Its number.
    pub round: u32,
    /// What is voted on.
    pub ballot: Ballot,
    /// Whether it is open.
    pub open: bool,
    /// How many have voted.
    pub voted: u32,
    /// Of how many; those who came later count once they have voted.
    pub of: u32,
    /// The split, once it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    /// Whether the room has seen it, be it taken back.
    pub was_shown: bool,
}

/// The door, as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskDoor {
    /// How people vote.
    pub voting: Voting,
    /// How many phones are in.
    pub seats: u32,
    /// The code for joining.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Whether it is locked.
    pub locked: bool,
    /// How many people were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// Whether there are more phones than people.
    pub more_phones_than_people: bool,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecidedView {
    /// The title of its scene.
    pub scene: String,
    /// The id of the reply that was played.
    pub reply: String,
    /// Which way of answering that is.
    pub system: System,
    /// Why it was this one.
    pub why: Why,
    /// The same in the words of the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The first vote, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Split>,
    /// The second vote, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Split>,
    /// Whether another reply led in the second vote than in the first.
    pub changed_its_mind: bool,
    /// Steps that the reply shows.
    pub shown: Vec<String>,
    /// Steps that it leaves out.
    pub missed: Vec<String>,
}

impl Room {
    /// What stands on the desk now.
    #[must_use]
    pub fn desk(&self, now: Timestamp) -> DeskView {
        let moment = self.moment();
        let session = moment.shown();
        let snapshot = self.snapshot();
        let scene = self.scene().map(|scene| self.scenario.scene(scene));
        let promises = session.state().promises().map(|(promise, made)| {
            let text = plain(&self.scenario.promise(promise).text.value);
            match made.status {
                PromiseStatus::Open => format!("{text} ({})", words::due(made.due, snapshot.clock)),
                status => format!("{text} ({})", words::promise_status(status)),
            }
        });
        DeskView {
            revision: self.revision(),
            phase: moment.phase,
            next: self.next_step(),
            dark: self.is_dark,
            detour: moment.detour.is_some(),
            ended: self.has_ended(),
            scene: scene.map(|scene| plain(&scene.title.value)),
            told: self.told(),
            replies: self.desk_replies(),
            rounds: self.desk_rounds(),
            note: scene.and_then(|scene| scene.facilitator.as_ref()).map(|note| plain(&note.value)),
            questions: self.questions(),
            door: self.desk_door(),
            agenda: agenda(self, now),
            feelings: [snapshot.feelings.trust, snapshot.feelings.loss, snapshot.feelings.dread],
            clock: snapshot.clock,
            promises: promises.collect(),
            decided: self.decided(),
        }
    }

    /// As it was told so far: right after the reply, while that is looked at.
    fn snapshot(&self) -> crate::engine::Snapshot {
        let session = self.moment().shown();
        let turn = session.turns().last().filter(|_| self.phase().is_after_the_reply());
        turn.map_or_else(|| session.state().snapshot(), |turn| turn.after_reply)
    }

    fn next_step(&self) -> NextStep {
        let command = super::command::Command::Desk { wish: super::command::Wish::Next, seen: None };
        match self.hear(&command) {
            Ok(Some(Deed::Went { phase, .. })) => NextStep::Go(phase),
            Ok(Some(Deed::Opened { ballot, .. })) => NextStep::OpenVote(ballot),
            Ok(Some(Deed::Closed { .. })) => NextStep::CloseVote,
            Ok(Some(Deed::Played { .. })) => {
                NextStep::Play(letter(self.leading().first().copied().unwrap_or(usize::MAX)))
            }
            Ok(_) => NextStep::Decide(Refusal::StoryOver.to_string()),
            Err(refusal) => NextStep::Decide(refusal.to_string()),
        }
    }

    fn desk_replies(&self) -> Vec<DeskReply> {
        let of = |reply| {
            let it = self.scenario.reply(reply);
            let marks = crate::play::verdict::marks(&self.scenario, it);
            DeskReply { reply: self.reply(reply), system: it.system, marks }
        };
        self.lettered().into_iter().map(of).collect()
    }

    fn desk_rounds(&self) -> Vec<DeskRound> {
        let open = self.open_round();
        let rounds = self.moment().rounds.iter().filter_map(|(&ballot, &number)| {
            let round = self.round(number)?;
            let is_open = open == Some(number);
            let voted = total(&self.counts(number));
            let phones = u32::try_from(round.votes.len()).unwrap_or(u32::MAX);
            Some(DeskRound {
                round: number,
                ballot,
                open: is_open,
                voted,
                of: round.seats_at_opening.max(phones).saturating_add(voted - phones.min(voted)),
                split: (!is_open).then(|| self.split(number)),
                was_shown: round.was_shown,
            })
        });
        rounds.collect()
    }

    fn desk_door(&self) -> DeskDoor {
        let seats = self.door.taken();
        DeskDoor {
            voting: self.voting,
            seats,
            code: self.door.code.as_ref().map(|code| code.letters().to_owned()),
            locked: self.door.is_locked,
            people: self.door.cap,
            more_phones_than_people: self.door.cap.is_some_and(|people| seats > people),
        }
    }

    /// What became of the decisions so far; at the end, the summary of the workshop.
    fn decided(&self) -> Vec<DecidedView> {
        let session = self.session();
        let of = |(turn, decided): (&crate::engine::Turn, &super::phase::Decided)| {
            let reply = self.scenario.reply(turn.reply);
            let step = |step: crate::scenario::StepIx| plain(&self.scenario.step(step).short.value);
            let leads = |round: Option<u32>| round.map(|round| super::voting::leading(&self.counts(round)));
            let (before, after) = (leads(decided.first), leads(decided.second));
            DecidedView {
                scene: plain(&self.scenario.scene(turn.scene).title.value),
                reply: reply.id.value.clone(),
                system: reply.system,
                why: decided.why,
                because: decided.because.clone(),
                first: decided.first.map(|round| self.split(round)),
                second: decided.second.map(|round| self.split(round)),
                changed_its_mind: matches!((&before, &after), (Some(a), Some(b)) if !b.is_empty() && a != b),
                shown: reply.steps.iter().map(|it| step(it.index())).collect(),
                missed: missed_steps(&self.scenario, turn).into_iter().map(step).collect(),
            }
        };
        session.turns().iter().zip(&self.moment().decided).map(of).collect()
    }
}
