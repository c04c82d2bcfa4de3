//! A way to a store in memory on which everything goes wrong that is asked for, and a clock that does not wait.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use make_it_right::lrs::{Answer, Knock, Pace, RetryAfter, Transport};
use uuid::Uuid;

use crate::common::lrs_store::{Reply, Store, statement};

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The connection is dropped before the server has seen anything.
    DroppedBefore,
    /// The server has done what was asked; the connection is dropped before it says so.
    DroppedAfter,
    /// It comes to the server twice; the second answer is what we see.
    Doubled,
    /// The server does it, but later: after the next request.
    Late,
    /// The server answers with this status and does nothing.
    Status(u16),
    /// The server answers this and does nothing.
    Says(u16, &'static str),
    /// The same as [`Fault::Status`], and asks to be left alone for so many seconds.
    RetryAfter(u16, u64),
    /// The answer to a fetch is that of another statement.
    Mixed,
    /// The answer to a fetch is torn.
    Torn,
}

/// The way.
#[derive(Default)]
pub struct Fake {
    pub store: RefCell<Store>,
    pub faults: RefCell<VecDeque<Fault>>,
    late: RefCell<Option<Vec<u8>>>,
    pub posts: Cell<usize>,
    pub fetches: Cell<usize>,
    pub largest_post: Cell<usize>,
}

impl Fake {
    /// One with these faults, in this order, and none after them.
    pub fn with(faults: &[Fault]) -> Self {
        Self { faults: RefCell::new(faults.iter().copied().collect()), ..Self::default() }
    }

    fn next_fault(&self) -> Fault {
        self.faults.borrow_mut().pop_front().unwrap_or(Fault::None)
    }

    /// What was under way arrives.
    pub fn late_ones_arrive(&self) {
        if let Some(body) = self.late.borrow_mut().take() {
            self.store.borrow_mut().post(&body);
        }
    }

    fn dropped() -> Answer {
        Answer::Nothing { why: "the connection was dropped".to_owned() }
    }

    fn injected(fault: Fault) -> Option<Answer> {
        match fault {
            Fault::Status(status) => Some(Answer::status(status)),
            Fault::Says(status, text) => Some(said((status, text.to_owned()))),
            Fault::RetryAfter(status, seconds) => {
                let retry_after = RetryAfter::parse(&seconds.to_string());
                Some(Answer::Said { status, retry_after, text: String::new() })
            }
            Fault::DroppedBefore => Some(Self::dropped()),
            _ => None,
        }
    }
}

fn said((status, text): Reply) -> Answer {
    Answer::Said { status, retry_after: None, text }
}

impl Transport for Fake {
    fn post(&self, body: Vec<u8>) -> Answer {
        self.posts.set(self.posts.get() + 1);
        self.largest_post.set(self.largest_post.get().max(body.len()));
        let fault = self.next_fault();
        if let Some(answer) = Self::injected(fault) {
            return answer;
        }
        if fault == Fault::Late {
            self.late_ones_arrive();
            *self.late.borrow_mut() = Some(body);
            return Self::dropped();
        }
        let mut reply = self.store.borrow_mut().post(&body);
        if fault == Fault::Doubled {
            reply = self.store.borrow_mut().post(&body);
        }
        self.late_ones_arrive();
        if fault == Fault::DroppedAfter { Self::dropped() } else { said(reply) }
    }

    fn fetch(&self, id: Uuid) -> Answer {
        self.fetches.set(self.fetches.get() + 1);
        let fault = self.next_fault();
        if let Some(answer) = Self::injected(fault) {
            return answer;
        }
        let (status, text) = self.store.borrow_mut().fetch(id);
        match fault {
            Fault::Mixed => said((200, statement(999_999).to_string())),
            Fault::Torn => said((status, text.chars().take(text.len() / 2).collect())),
            Fault::DroppedAfter | Fault::Late => Self::dropped(),
            _ => said((status, text)),
        }
    }

    fn fetch_voided(&self, id: Uuid) -> Answer {
        if let Some(answer) = Self::injected(self.next_fault()) {
            return answer;
        }
        said(self.store.borrow_mut().fetch_voided(id))
    }
}

/// What is asked at its door is asked without faults.
impl Knock for Fake {
    fn newest(&self) -> Answer {
        said(self.store.borrow().newest())
    }

    fn about(&self) -> Answer {
        said(self.store.borrow().about())
    }

    fn send_nothing(&self) -> Answer {
        said(self.store.borrow_mut().post(b"[]"))
    }
}

/// A clock that is put forward instead of waiting.
pub struct Clock {
    pub now: Timestamp,
    pub chances: fastrand::Rng,
    pub waits: Vec<Duration>,
    /// Stop after so many requests.
    pub requests_left: Option<usize>,
}

impl Clock {
    pub fn new(seed: u64) -> Self {
        let now = "2026-11-22T05:00:00Z".parse().expect("a time");
        Self { now, chances: fastrand::Rng::with_seed(seed), waits: Vec::new(), requests_left: None }
    }
}

impl Pace for Clock {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn chance(&mut self) -> f64 {
        self.chances.f64()
    }

    fn wait(&mut self, wait: Duration, meanwhile: &mut dyn FnMut()) {
        self.waits.push(wait);
        self.now += wait;
        meanwhile();
    }

    fn is_stopped(&mut self) -> bool {
        match &mut self.requests_left {
            None => false,
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
        }
    }
}
