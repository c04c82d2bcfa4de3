//! Sending in the background: a thread that owns the outbox, takes statements, and tells how far it is.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::outbox::{Counts, Limits, Outbox, OutboxError};
use super::sender::{Ended, Pace, Patience, Progress, Transport, send};
use super::stop::Stop;
use crate::storage::now;

/// After the disk failed, so long is waited before the next try.
const DISK_WAIT: Duration = Duration::from_secs(30);

/// While nothing else happens, it is looked so often whether somebody is to be forgotten.
const HEED: Duration = Duration::from_secs(1);

/// After it has stopped for a reason that may pass, it is tried again so much later.
const STOP_WAIT: Duration = Duration::from_mins(10);

/// Where statements come from: gives some of them at each call, and `None` once there are no more. It is told which ids are
/// known, and need not give those. It is called on the thread that sends, and may take its time.
pub type Source = Box<dyn FnMut(&dyn Fn(Uuid) -> bool) -> Option<Vec<Value>> + Send>;

/// How sending in the background is, for a status line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What waits, and what became of the rest.
    pub counts: Counts,
    /// Why one of those that were set aside was, where there are any.
    pub why_aside: Option<String>,
    /// What it does.
    pub doing: Doing,
}

/// What sending in the background does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Doing {
    /// It opens the outbox.
    #[default]
    Opening,
    /// It sends.
    Sending,
    /// Nothing waits.
    Idle,
    /// What waits is sent once more together with what comes next: why, in words for a person.
    Doubtful(String),
    /// It waits before it tries again.
    Waiting {
        /// Until when.
        until: Timestamp,
        /// Why, in words for a person.
        why: String,
    },
    /// It has stopped, until a person changes something.
    Stopped(Stop),
    /// The outbox cannot be used, in words for a person. It is tried again.
    Failing(String),
    /// It was told to end, and has.
    Ended,
}

/// What sends in the background, until this is dropped.
pub struct Background {
    letters: Sender<Letter>,
    status: Arc<Mutex<Status>>,
    hang_up: Box<dyn Fn() + Send>,
    thread: Option<JoinHandle<()>>,
}

enum Letter {
    Add(Vec<Value>),
    AddFrom(Source),
    Stop,
}

impl Background {
    /// Starts a thread that sends what waits in the outbox that `open` gives, and what is added. `hang_up` ends a request
    /// that is under way (see [`super::Http::hang_up`]); `wake` is called with the status whenever it has changed.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn start(
        open: impl Fn() -> Result<Outbox, OutboxError> + Send + 'static,
        transport: impl Transport + Send + 'static,
        hang_up: impl Fn() + Send + 'static,
        wake: impl Fn(Status) + Send + 'static,
    ) -> io::Result<Self> {
        let (letters, inbox) = mpsc::channel();
        let status = Arc::new(Mutex::new(Status::default()));
        let mut worker = Worker {
            pace: RealPace::new(inbox),
            status: Arc::clone(&status),
            wake: Box::new(wake),
            transport: Box::new(transport),
        };
        let thread = thread::Builder::new().name("lrs".to_owned()).spawn(move || worker.run(&open))?;
        Ok(Self { letters, status, hang_up: Box::new(hang_up), thread: Some(thread) })
    }

    /// Adds statements; those that are known already make no difference. They are on the disk soon, not at once: whoever
    /// adds them adds them again at the next start.
    pub fn add(&self, statements: Vec<Value>) {
        // Where the thread is gone there is nobody to send them.
        let _ = self.letters.send(Letter::Add(statements));
    }

    /// Adds all statements that a source has.
    pub fn add_from(&self, source: Source) {
        let _ = self.letters.send(Letter::AddFrom(source));
    }

    /// How far it is.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells it to end, and waits for that, but no longer than this; returns whether it has. What is under way is given up,
    /// and sent again another time.
    #[must_use]
    pub fn stop(mut self, patience: Duration) -> bool {
        self.tell_to_stop();
        let Some(thread) = self.thread.take() else { return true };
        let until = Instant::now() + patience;
        while !thread.is_finished() {
            if Instant::now() >= until {
                return false;
            }
            thread::sleep(Duration::from_millis(2));
        }
        thread.join().is_ok()
    }

    fn tell_to_stop(&self) {
        let _ = self.letters.send(Letter::Stop);
        (self.hang_up)();
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.tell_to_stop();
    }
}

struct Worker {
    pace: RealPace,
    status: Arc<Mutex<Status>>,
    wake: Box<dyn Fn(Status) + Send>,
    transport: Box<dyn Transport + Send>,
}

impl Worker {
    fn run(&mut self, open: &dyn Fn() -> Result<Outbox, OutboxError>) {
        while !self.pace.is_stopped() {
            match open().and_then(|mut outbox| self.work(&mut outbox)) {
                Ok(()) => break,
                // The disk is full, or another window sends: that passes.
                Err(error) => {
                    self.tell(|status| status.doing = Doing::Failing(error.to_string()));
                    self.pace.wait(DISK_WAIT, &mut || ());
                }
            }
        }
        self.tell(|status| status.doing = Doing::Ended);
    }

    /// Sends until it is told to stop.
    fn work(&mut self, outbox: &mut Outbox) -> Result<(), OutboxError> {
        loop {
            self.add_what_came(outbox)?;
            self.tell_counts(outbox, Doing::Sending);
            let (status, wake) = (&self.status, &self.wake);
            let mut progress = |progress| {
                let mut status = status.lock().unwrap_or_else(PoisonError::into_inner);
                match progress {
                    Progress::Settled(counts) => status.counts = counts,
                    Progress::Sending(_) => status.doing = Doing::Sending,
                    Progress::Waiting(wait, why) => {
                        let until = now().checked_add(wait).unwrap_or(Timestamp::MAX);
                        status.doing = Doing::Waiting { until, why };
                    }
                }
                wake(status.clone());
            };
            let limits = Limits::default();
            let ended =
                send(outbox, self.transport.as_ref(), &mut self.pace, limits, Patience::Endless, &mut progress)?;
            let doing = match ended {
                Ended::Interrupted => return Ok(()),
                Ended::Done => Doing::Idle,
                Ended::ForNow { why } => Doing::Doubtful(why),
                Ended::Stopped(stop) => Doing::Stopped(stop),
            };
            self.tell_counts(outbox, doing.clone());
            if !self.rest(outbox, &doing)? {
                return Ok(());
            }
        }
    }

    /// Waits until there is something to send, or it is told to stop; returns whether to go on.
    fn rest(&mut self, outbox: &mut Outbox, doing: &Doing) -> Result<bool, OutboxError> {
        let until = match doing {
            Doing::Stopped(stop) if !stop.may_pass() => None,
            _ => Some(Instant::now() + STOP_WAIT),
        };
        loop {
            // First: what has come together with the end is not added any more, and would be waited for without end.
            if self.pace.is_stopped() {
                return Ok(false);
            }
            let forgettings = outbox.forgettings();
            outbox.heed()?;
            if outbox.forgettings() != forgettings {
                self.tell_counts(outbox, doing.clone());
            }
            if let Doing::Stopped(_) = doing {
                // What is added is kept; nothing is sent any more.
                if !self.pace.is_empty() {
                    self.add_what_came(outbox)?;
                    self.tell_counts(outbox, doing.clone());
                }
                if until.is_some_and(|until| Instant::now() >= until) {
                    return Ok(true);
                }
            } else if !self.pace.is_empty() {
                return Ok(true);
            }
            if !self.pace.next_letter(HEED) {
                return Ok(false);
            }
        }
    }

    /// Puts everything that has come into the outbox, unless it is told to stop.
    fn add_what_came(&mut self, outbox: &mut Outbox) -> Result<(), OutboxError> {
        while !self.pace.is_stopped() {
            // What could not be written is still the first, and is tried again.
            if let Some(statements) = self.pace.added.front() {
                outbox.add(statements.iter().cloned())?;
                self.pace.added.pop_front();
            } else if let Some(source) = self.pace.sources.front_mut() {
                match source(&|id| outbox.knows(id)) {
                    Some(statements) => self.pace.added.push_back(statements),
                    None => drop(self.pace.sources.pop_front()),
                }
            } else {
                break;
            }
        }
        Ok(())
    }

    fn tell_counts(&self, outbox: &Outbox, doing: Doing) {
        let why_aside = outbox.set_aside().next().map(|(_, why)| why.to_owned());
        self.tell(|status| *status = Status { counts: outbox.counts(), why_aside, doing });
    }

    fn tell(&self, change: impl FnOnce(&mut Status)) {
        let mut status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut status);
        (self.wake)(status.clone());
    }
}

/// Time and chance as they are, and letters that come in the meantime.
struct RealPace {
    inbox: Receiver<Letter>,
    added: VecDeque<Vec<Value>>,
    sources: VecDeque<Source>,
    stopped: bool,
}

impl RealPace {
    fn new(inbox: Receiver<Letter>) -> Self {
        Self { inbox, added: VecDeque::new(), sources: VecDeque::new(), stopped: false }
    }

    fn take(&mut self, letter: Letter) {
        match letter {
            Letter::Add(statements) => self.added.push_back(statements),
            Letter::AddFrom(source) => self.sources.push_back(source),
            Letter::Stop => self.stopped = true,
        }
    }

    /// Waits for a letter, but no longer than this; returns whether to go on.
    fn next_letter(&mut self, patience: Duration) -> bool {
        match self.inbox.recv_timeout(patience) {
            Ok(letter) => self.take(letter),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.stopped = true,
        }
        !self.stopped
    }

    /// Whether nothing has come.
    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.sources.is_empty()
    }
}

impl Pace for RealPace {
    fn now(&self) -> Timestamp {
        now()
    }

    fn chance(&mut self) -> f64 {
        fastrand::f64()
    }

    fn wait(&mut self, wait: Duration, meanwhile: &mut dyn FnMut()) {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || !self.next_letter(left.min(HEED)) {
                return;
            }
            meanwhile();
        }
    }

    fn is_stopped(&mut self) -> bool {
        while let Ok(letter) = self.inbox.try_recv() {
            self.take(letter);
        }
        self.stopped
    }
}
