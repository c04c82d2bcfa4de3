//! The clock by which time at work is counted. It has a thread of its own that looks at it once a second, for at most two minutes
//! at each decision, so that at rest nothing is done.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::record::{LOOK_EVERY, Work};

/// Counts time at work; see [`Work`] for what counts.
#[derive(Debug)]
pub struct WorkClock {
    shared: Arc<SharedClock>,
}

#[derive(Debug)]
struct SharedClock {
    begun: Instant,
    counted: Mutex<CountedWork>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct CountedWork {
    work: Work,
    is_over: bool,
}

impl WorkClock {
    /// A clock that stands still until it is told to go on.
    #[must_use]
    pub fn new() -> Self {
        let shared = SharedClock { begun: Instant::now(), counted: Mutex::default(), changed: Condvar::new() };
        let shared = Arc::new(shared);
        let theirs = Arc::clone(&shared);
        // Where there is no thread to be had, less counts.
        drop(thread::Builder::new().name("work clock".to_owned()).spawn(move || theirs.look_on()));
        Self { shared }
    }

    /// The play is on the screen.
    pub fn go_on(&self) {
        let now = self.shared.now();
        let mut counted = self.shared.counted();
        if !counted.work.is_counting() {
            counted.work.go_on(now);
            self.shared.changed.notify_all();
        }
    }

    /// It is not.
    pub fn pause(&self) {
        let now = self.shared.now();
        self.shared.counted().work.pause(now);
    }

    /// The time at work until now; from now on it is counted anew.
    #[must_use]
    pub fn take(&self) -> Duration {
        let now = self.shared.now();
        let spent = self.shared.counted().work.take(now);
        self.shared.changed.notify_all();
        spent
    }

    /// So much was spent before; it counts once more.
    pub fn put(&self, spent: Duration) {
        self.shared.counted().work.put(spent);
    }
}

impl Default for WorkClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for WorkClock {
    fn drop(&mut self) {
        self.shared.counted().is_over = true;
        self.shared.changed.notify_all();
    }
}

impl SharedClock {
    fn now(&self) -> Duration {
        self.begun.elapsed()
    }

    fn counted(&self) -> MutexGuard<'_, CountedWork> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the clock while that counts.
    fn look_on(&self) {
        let mut counted = self.counted();
        while !counted.is_over {
            counted = if counted.work.is_counting() {
                let waited = self.changed.wait_timeout(counted, LOOK_EVERY);
                waited.unwrap_or_else(PoisonError::into_inner).0
            } else {
                self.changed.wait(counted).unwrap_or_else(PoisonError::into_inner)
            };
            counted.work.look(self.now());
        }
    }
}
