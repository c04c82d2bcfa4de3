//! Sending: the loop that takes batches from the outbox to the server, until nothing waits.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::answer::Answer;
use super::delivery::{Delivery, Effect, Moment, Request};
use super::outbox::{Counts, Limits, Outbox, OutboxError};
use super::stop::Stop;

/// Batches do not get smaller than this because of one that was too large.
const FEWEST_BYTES: usize = 4_096;

/// The way to a learning record store.
pub trait Transport {
    /// Sends statements: a JSON array.
    fn post(&self, body: Vec<u8>) -> Answer;
    /// Asks for the statement by this id.
    fn fetch(&self, id: Uuid) -> Answer;
    /// Asks for the statement by this id, which somebody has voided.
    fn fetch_voided(&self, id: Uuid) -> Answer;
}

/// Time and chance.
pub trait Pace {
    /// The time.
    fn now(&self) -> Timestamp;
    /// A number from 0 to 1.
    fn chance(&mut self) -> f64;
    /// Waits so long, or until it is told to stop; does this now and then, where the wait is long.
    fn wait(&mut self, wait: Duration, meanwhile: &mut dyn FnMut());
    /// Whether to stop.
    fn is_stopped(&mut self) -> bool;
}

/// What to do where the server cannot be reached, or asks to be left alone for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Wait, and try again, for ever.
    Endless,
    /// Leave it for another time.
    Once,
}

/// How sending ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing waits any more.
    Done,
    /// Nothing more can be sent before a person has changed something.
    Stopped(Stop),
    /// The server cannot be reached for now, and [`Patience::Once`] was asked for; or nothing proves yet that it has what it
    /// says that it has.
    ForNow {
        /// Why, in words for a person.
        why: String,
    },
    /// It was told to stop.
    Interrupted,
}

/// What is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many statements are being sent.
    Sending(usize),
    /// Some were settled.
    Settled(Counts),
    /// It waits so long before it tries again.
    Waiting(Duration, String),
}

/// Sends what waits in the outbox, until nothing does, or as far as it can.
///
/// # Errors
/// Where the outbox cannot be read or written.
pub fn send(
    outbox: &mut Outbox,
    transport: &dyn Transport,
    pace: &mut dyn Pace,
    mut limits: Limits,
    patience: Patience,
    tell: &mut dyn FnMut(Progress),
) -> Result<Ended, OutboxError> {
    // Nothing proves yet that these are there: they go once more beside others.
    let (mut doubtful, mut why_doubtful) = (HashSet::new(), String::new());
    'batches: loop {
        outbox.heed()?;
        let batch = outbox.next_batch_beside(limits, &doubtful)?;
        if batch.is_empty() {
            let is_done = outbox.counts().waiting == 0;
            return Ok(if is_done { Ended::Done } else { Ended::ForNow { why: why_doubtful } });
        }
        let forgettings = outbox.forgettings();
        let mut delivery = Delivery::of(batch.iter().map(|(id, _)| *id).collect());
        let ours: HashMap<Uuid, Value> = batch.into_iter().collect();
        while let Some(request) = delivery.request() {
            if pace.is_stopped() {
                return Ok(Ended::Interrupted);
            }
            // Somebody may have been deleted meanwhile, whose statements are among these.
            outbox.heed()?;
            if outbox.forgettings() != forgettings {
                tell(Progress::Settled(outbox.counts()));
                continue 'batches;
            }
            let (answer, bytes) = ask(transport, request, &ours, tell);
            let moment = Moment { now: pace.now(), chance: pace.chance() };
            match delivery.take(&answer, moment, |id| ours.get(&id)) {
                Effect::Delivered(ids) => outbox.deliver(&ids)?,
                Effect::SetAside(id, refusal) => outbox.put_aside(id, &refusal.to_string())?,
                Effect::Leave(ids, why) => {
                    doubtful.extend(ids);
                    why_doubtful = why;
                    continue;
                }
                Effect::GoOn { too_large } => {
                    if too_large {
                        limits.bytes = (bytes / 2).clamp(FEWEST_BYTES.min(limits.bytes), limits.bytes);
                    }
                    continue;
                }
                Effect::Stop(stop) => return Ok(Ended::Stopped(stop)),
                Effect::Wait(_, why) if patience == Patience::Once => return Ok(Ended::ForNow { why }),
                Effect::Wait(wait, why) => {
                    tell(Progress::Waiting(wait, why));
                    // What goes wrong with it comes to light above.
                    pace.wait(wait, &mut || drop(outbox.heed()));
                    continue;
                }
            }
            tell(Progress::Settled(outbox.counts()));
        }
    }
}

/// Makes a request; returns the answer, and how many bytes were sent.
fn ask(
    transport: &dyn Transport,
    request: Request,
    ours: &HashMap<Uuid, Value>,
    tell: &mut dyn FnMut(Progress),
) -> (Answer, usize) {
    match request {
        Request::Post(ids) => {
            tell(Progress::Sending(ids.len()));
            let statements: Vec<&Value> = ids.iter().filter_map(|id| ours.get(id)).collect();
            // Values that were read from JSON can be written as JSON.
            let body = serde_json::to_vec(&statements).unwrap_or_default();
            let bytes = body.len();
            (transport.post(body), bytes)
        }
        Request::Fetch(id) => (transport.fetch(id), 0),
        Request::FetchVoided(id) => (transport.fetch_voided(id), 0),
    }
}
