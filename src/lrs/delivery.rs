//! The way of one batch to the server: what to ask next, and what each answer means for which statements. Pure.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::answer::Answer;
use super::decide::{Fetched, Next, Refusal, Situation, Stop, decide, decide_fetched, wait};
use super::same::{id_of, same};

/// A batch on its way. Ask what [`Delivery::request`] says, and tell [`Delivery::take`] what came of it, until there is
/// nothing more to ask: then each statement of the batch has been delivered or set aside, once.
#[derive(Debug)]
pub struct Delivery {
    /// The last of them is under way.
    pieces: Vec<Piece>,
    /// How often in a row nothing came of it.
    failures: u32,
}

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
}

/// What to ask the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request<'a> {
    /// To take these statements.
    Post(&'a [Uuid]),
    /// For the statement that it has by this id.
    Fetch(Uuid),
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// These are with the server.
    Delivered(Vec<Uuid>),
    /// This one will not get there.
    SetAside(Uuid, Refusal),
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
        Self { pieces, failures: 0 }
    }

    /// What to ask now; `None` once all of the batch is settled.
    #[must_use]
    pub fn request(&self) -> Option<Request<'_>> {
        match self.pieces.last()? {
            Piece::Post(ids) => Some(Request::Post(ids)),
            Piece::Compare { left, .. } => left.front().map(|&id| Request::Fetch(id)),
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
        };
        match effect {
            Effect::Wait(..) => self.failures = self.failures.saturating_add(1),
            _ => self.failures = 0,
        }
        effect
    }

    fn posted(&mut self, answer: &Answer, moment: Moment, ids: Vec<Uuid>) -> Effect {
        match decide(answer, &self.state(ids.len(), moment)) {
            Next::Delivered => Effect::Delivered(ids),
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
        let effect = match decide_fetched(answer, &self.state(1, moment)) {
            Fetched::There => match compare(id, answer, ours(id)) {
                Compared::Same => Effect::Delivered(vec![id]),
                Compared::Different => Effect::SetAside(id, Refusal::Different),
                Compared::Missing => {
                    missing.push(id);
                    Effect::GoOn { too_large: false }
                }
                // Not what was asked for: half an answer, or that to another question.
                Compared::SomethingElse => {
                    let unclear = "the server answers with something else than what it was asked for".to_owned();
                    Effect::Wait(wait(answer, &self.state(1, moment)), unclear)
                }
            },
            Fetched::Missing => {
                missing.push(id);
                Effect::GoOn { too_large: false }
            }
            Fetched::SetAside(refusal) => Effect::SetAside(id, refusal),
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

    /// The first half comes first.
    fn halve(&mut self, mut ids: Vec<Uuid>) {
        let second = ids.split_off(ids.len().div_ceil(2));
        self.pieces.extend([second, ids].into_iter().filter(|half| !half.is_empty()).map(Piece::Post));
    }

    fn state(&self, statements: usize, moment: Moment) -> Situation {
        Situation { statements, failures: self.failures, now: moment.now, chance: moment.chance }
    }
}

enum Compared {
    Same,
    Different,
    Missing,
    SomethingElse,
}

fn compare(id: Uuid, answer: &Answer, ours: Option<&Value>) -> Compared {
    let Answer::Said { text, .. } = answer else { return Compared::SomethingElse };
    let Ok(answer) = serde_json::from_str::<Value>(text) else { return Compared::SomethingElse };
    // Some servers answer with a list, as if they had been asked for many; and with an empty one in place of 404.
    let theirs = match answer.get("statements").and_then(Value::as_array) {
        Some(list) if list.is_empty() => return Compared::Missing,
        Some(list) => list.iter().find(|theirs| id_of(theirs) == Some(id)),
        None => Some(&answer).filter(|theirs| id_of(theirs) == Some(id)),
    };
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if same(ours, theirs) => Compared::Same,
        (Some(_), Some(_)) => Compared::Different,
        _ => Compared::SomethingElse,
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
