//! The way of one batch to the server: what to ask next, and what each answer means for which statements. Pure.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::answer::Answer;
use super::decide::{Claim, Fetched, Next, Situation, decide, decide_fetched, wait};
use super::proof::{Compared, compare};
use super::stop::{Refusal, Stop};

/// A batch on its way. Ask what [`Delivery::request`] says, and tell [`Delivery::take`] what came of it, until there is
/// nothing more to ask: then each statement of the batch has been delivered or set aside, once.
#[derive(Debug)]
pub struct Delivery {
    /// The last of them is under way.
    pieces: Vec<Piece>,
    /// How often in a row nothing came of it.
    failures: u32,
    /// How often the server did not show what it says that it has.
    rounds: u32,
}

/// So often in all is a batch sent once more because the server does not show what it says that it has: some show a statement
/// only after a while.
const MOST_ROUNDS: u32 = 6;

/// A part of the batch.
#[derive(Debug)]
enum Piece {
    /// To be sent together.
    Post(Vec<Uuid>),
    /// Refused as being there already: to be fetched one after the other, and compared.
    Compare {
        /// Of so many statements.
        of: usize,
        left: VecDeque<Uuid>,
        /// Not there after all.
        missing: Vec<Uuid>,
    },
    /// Taken, as far as one can believe it: to be fetched one after the other, as proof.
    ReadBack(Reading),
}

/// Statements that are being read back.
#[derive(Debug)]
struct Reading {
    claim: Claim,
    left: VecDeque<Uuid>,
    /// Not there, at least not yet.
    missing: Vec<Uuid>,
    /// The first of those that are left is asked for once more, as one that was voided: those are not shown by their id.
    as_voided: bool,
}

/// What to ask the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request<'a> {
    /// To take these statements.
    Post(&'a [Uuid]),
    /// For the statement that it has by this id.
    Fetch(Uuid),
    /// For the statement that it has by this id, and that somebody has voided.
    FetchVoided(Uuid),
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// These are with the server.
    Delivered(Vec<Uuid>),
    /// This one will not get there.
    SetAside(Uuid, Refusal),
    /// Whether these are with the server cannot be found out now. They wait, and go once more together with others: what is
    /// said of those is proof of these too.
    Leave(Vec<Uuid>, String),
    /// Nothing yet; ask on. Where it was too large, later batches are to be smaller.
    GoOn {
        /// Whether the server found it too large.
        too_large: bool,
    },
    /// Wait so long before asking on.
    Wait(Duration, String),
    /// Ask nothing more before a person has changed something.
    Stop(Stop),
}

/// The time, and a number from 0 to 1 drawn by chance.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// From 0 to 1.
    pub chance: f64,
}

impl Delivery {
    /// A batch that is to be sent.
    #[must_use]
    pub fn of(batch: Vec<Uuid>) -> Self {
        let pieces = if batch.is_empty() { Vec::new() } else { vec![Piece::Post(batch)] };
        Self { pieces, failures: 0, rounds: 0 }
    }

    /// What to ask now; `None` once all of the batch is settled.
    #[must_use]
    pub fn request(&self) -> Option<Request<'_>> {
        match self.pieces.last()? {
            Piece::Post(ids) => Some(Request::Post(ids)),
            Piece::Compare { left, .. } => left.front().map(|&id| Request::Fetch(id)),
            Piece::ReadBack(Reading { left, as_voided, .. }) => {
                left.front().map(|&id| if *as_voided { Request::FetchVoided(id) } else { Request::Fetch(id) })
            }
        }
    }

    /// What the answer to [`Delivery::request`] means. `ours` gives our own wording of a statement.
    pub fn take<'a>(
        &mut self,
        answer: &Answer,
        moment: Moment,
        ours: impl FnOnce(Uuid) -> Option<&'a Value>,
    ) -> Effect {
        let effect = match self.pieces.pop() {
            None => return Effect::GoOn { too_large: false },
            Some(Piece::Post(ids)) => self.posted(answer, moment, ids),
            Some(Piece::Compare { of, left, missing }) => self.fetched(answer, moment, of, left, missing, ours),
            Some(Piece::ReadBack(reading)) => self.read_back(answer, moment, reading, ours),
        };
        match effect {
            Effect::Wait(..) => self.failures = self.failures.saturating_add(1),
            _ => self.failures = 0,
        }
        effect
    }

    fn posted(&mut self, answer: &Answer, moment: Moment, ids: Vec<Uuid>) -> Effect {
        match decide(answer, &ids, &self.state(moment)) {
            Next::Delivered => Effect::Delivered(ids),
            Next::ReadBack { named, claim } => {
                let left = ids.into_iter().filter(|id| !named.contains(id)).collect();
                self.pieces.push(Piece::ReadBack(Reading { claim, left, missing: Vec::new(), as_voided: false }));
                if named.is_empty() { Effect::GoOn { too_large: false } } else { Effect::Delivered(named) }
            }
            Next::Compare => {
                self.pieces.push(Piece::Compare { of: ids.len(), left: ids.into(), missing: Vec::new() });
                Effect::GoOn { too_large: false }
            }
            Next::Halve { too_large } => {
                self.halve(ids);
                Effect::GoOn { too_large }
            }
            Next::SetAside(refusal) => match ids.first() {
                Some(&id) => Effect::SetAside(id, refusal),
                None => Effect::GoOn { too_large: false },
            },
            Next::Wait(wait) => {
                self.pieces.push(Piece::Post(ids));
                Effect::Wait(wait, why(answer))
            }
            Next::Stop(stop) => {
                self.pieces.push(Piece::Post(ids));
                Effect::Stop(stop)
            }
        }
    }

    fn fetched<'a>(
        &mut self,
        answer: &Answer,
        moment: Moment,
        of: usize,
        mut left: VecDeque<Uuid>,
        mut missing: Vec<Uuid>,
        ours: impl FnOnce(Uuid) -> Option<&'a Value>,
    ) -> Effect {
        let Some(id) = left.pop_front() else { return Effect::GoOn { too_large: false } };
        let effect = match decide_fetched(answer, &self.state(moment)) {
            Fetched::There => match compare(id, answer, ours(id)) {
                Compared::Same => Effect::Delivered(vec![id]),
                Compared::Different => Effect::SetAside(id, Refusal::Different),
                Compared::Missing => {
                    missing.push(id);
                    Effect::GoOn { too_large: false }
                }
                Compared::SomethingElse => Effect::Wait(wait(answer, &self.state(moment)), UNCLEAR.to_owned()),
                Compared::NoStatement => Effect::Stop(no_store(answer)),
            },
            Fetched::Missing => {
                missing.push(id);
                Effect::GoOn { too_large: false }
            }
            // The key is right, since it was good enough for sending. Without reading, only those that are to blame can be found.
            Fetched::Denied(_) if of > 1 => {
                missing.push(id);
                missing.extend(left);
                self.halve(missing);
                return Effect::GoOn { too_large: false };
            }
            Fetched::Denied(_) => Effect::SetAside(id, Refusal::NotCompared { status: status_of(answer) }),
            Fetched::Refused { status } => Effect::SetAside(id, Refusal::NotCompared { status }),
            Fetched::Wait(wait) => Effect::Wait(wait, why(answer)),
            Fetched::Stop(stop) => Effect::Stop(stop),
        };
        if matches!(effect, Effect::Wait(..) | Effect::Stop(_)) {
            left.push_front(id);
        }
        if !left.is_empty() {
            self.pieces.push(Piece::Compare { of, left, missing });
            return effect;
        }
        self.without_those_that_are_there(of, missing).unwrap_or(effect)
    }

    /// Goes on with those that are not there after all.
    fn without_those_that_are_there(&mut self, of: usize, missing: Vec<Uuid>) -> Option<Effect> {
        match missing.as_slice() {
            [] => None,
            // Refused because it is there, and it is not: nothing more can be found out.
            &[id] if of == 1 => Some(Effect::SetAside(id, Refusal::NotShown)),
            // Some of them were to blame; or none of them shows that it is, and each half is tried by itself.
            _ if missing.len() < of => {
                self.pieces.push(Piece::Post(missing));
                None
            }
            _ => {
                self.halve(missing);
                None
            }
        }
    }

    /// Takes the answer to fetching a statement that the server does not refuse, and has not named.
    fn read_back<'a>(
        &mut self,
        answer: &Answer,
        moment: Moment,
        mut reading: Reading,
        ours: impl FnOnce(Uuid) -> Option<&'a Value>,
    ) -> Effect {
        let Some(id) = reading.left.pop_front() else { return Effect::GoOn { too_large: false } };
        let as_voided = std::mem::take(&mut reading.as_voided);
        let compared = match decide_fetched(answer, &self.state(moment)) {
            Fetched::There => compare(id, answer, ours(id)),
            Fetched::Missing => Compared::Missing,
            Fetched::Wait(wait) if !as_voided || is_for_a_while(answer) => {
                (reading.as_voided, reading.left) = (as_voided, with_first(id, reading.left));
                self.pieces.push(Piece::ReadBack(reading));
                return Effect::Wait(wait, why(answer));
            }
            // Servers that know of no voided statements say so in all manner of ways.
            _ if as_voided => Compared::Missing,
            Fetched::Wait(_) => Compared::SomethingElse,
            Fetched::Denied(_) => {
                reading.left.push_front(id);
                return self.unread(reading, status_of(answer));
            }
            Fetched::Refused { .. } => Compared::NoStatement,
            Fetched::Stop(stop) => {
                reading.left.push_front(id);
                return self.no_proof(reading, stop);
            }
        };
        let mut effect = Effect::GoOn { too_large: false };
        match compared {
            Compared::Same => {
                // Whatever it answers otherwise: it is a store.
                reading.claim = reading.claim.confirmed();
                effect = Effect::Delivered(vec![id]);
            }
            Compared::Different => effect = Effect::SetAside(id, Refusal::ShownDifferent),
            _ if as_voided => reading.missing.push(id),
            Compared::Missing => (reading.as_voided, reading.left) = (true, with_first(id, reading.left)),
            Compared::SomethingElse if self.rounds < MOST_ROUNDS => {
                self.rounds += 1;
                reading.left.push_front(id);
                effect = Effect::Wait(wait(answer, &self.state(moment)), UNCLEAR.to_owned());
            }
            Compared::SomethingElse | Compared::NoStatement => {
                reading.left.push_front(id);
                return self.no_proof(reading, no_store(answer));
            }
        }
        self.go_on_reading(reading, effect, moment)
    }

    /// Reads the next one; where there is none, sends those once more that the server does not show.
    fn go_on_reading(&mut self, reading: Reading, effect: Effect, moment: Moment) -> Effect {
        if !reading.left.is_empty() {
            self.pieces.push(Piece::ReadBack(reading));
            return effect;
        }
        if reading.missing.is_empty() {
            return effect;
        }
        if matches!(reading.claim, Claim::Nothing(_)) {
            return self.no_proof(reading, Stop::NotShown);
        }
        self.pieces.push(Piece::Post(reading.missing));
        // What was settled just now is told first; the others come round once more.
        if !matches!(effect, Effect::GoOn { .. }) {
            return effect;
        }
        self.rounds += 1;
        if self.rounds > MOST_ROUNDS {
            return Effect::Stop(Stop::NotShown);
        }
        let pause = Situation { failures: self.rounds, ..self.state(moment) };
        let nothing = Answer::Nothing { why: String::new() };
        Effect::Wait(wait(&nothing, &pause), "the server does not show yet what it says that it has".to_owned())
    }

    /// What it means that the server does not let this key read.
    fn unread(&mut self, reading: Reading, status: u16) -> Effect {
        let Reading { claim, left, missing, .. } = reading;
        let ids = missing.into_iter().chain(left).collect();
        match claim {
            Claim::HadBefore => Effect::Delivered(ids),
            Claim::SaysSo => {
                let why = format!(
                    "the server says that it has the statements and does not let this key read ({status}), so that nothing \
                     proves it"
                );
                Effect::Leave(ids, why)
            }
            Claim::Nothing(stop) => {
                self.pieces.push(Piece::Post(ids));
                Effect::Stop(stop)
            }
        }
    }

    /// Nothing that was answered is proof. What no store answers to sending tells more than what came now.
    fn no_proof(&mut self, reading: Reading, stop: Stop) -> Effect {
        let Reading { claim, left, missing, .. } = reading;
        self.pieces.push(Piece::Post(missing.into_iter().chain(left).collect()));
        Effect::Stop(match claim {
            Claim::Nothing(known) => known,
            Claim::HadBefore | Claim::SaysSo => stop,
        })
    }

    /// The first half comes first.
    fn halve(&mut self, mut ids: Vec<Uuid>) {
        let second = ids.split_off(ids.len().div_ceil(2));
        self.pieces.extend([second, ids].into_iter().filter(|half| !half.is_empty()).map(Piece::Post));
    }

    fn state(&self, moment: Moment) -> Situation {
        Situation { failures: self.failures, now: moment.now, chance: moment.chance }
    }
}

impl Claim {
    /// The same, from a server that has shown a statement of ours.
    fn confirmed(self) -> Self {
        match self {
            Self::Nothing(_) => Self::SaysSo,
            it => it,
        }
    }
}

const UNCLEAR: &str = "the server answers with something else than what it was asked for";

fn with_first(id: Uuid, mut left: VecDeque<Uuid>) -> VecDeque<Uuid> {
    left.push_front(id);
    left
}

/// Whether nothing, or nothing but the moment, keeps a server from answering.
fn is_for_a_while(answer: &Answer) -> bool {
    matches!(answer, Answer::Nothing { .. } | Answer::Said { status: 429 | 503, .. })
}

fn no_store(answer: &Answer) -> Stop {
    match answer {
        Answer::Said { status, text, .. } => Stop::not_a_store(*status, text),
        Answer::Nothing { .. } => Stop::NotShown,
    }
}

fn status_of(answer: &Answer) -> u16 {
    match answer {
        Answer::Said { status, .. } => *status,
        Answer::Nothing { .. } => 0,
    }
}

/// Why to wait, in words for a person.
fn why(answer: &Answer) -> String {
    match answer {
        Answer::Nothing { why } => why.clone(),
        Answer::Said { status: 429, .. } => "the server is busy (429)".to_owned(),
        Answer::Said { status, .. } => format!("the server has trouble ({status})"),
    }
}
