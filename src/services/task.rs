//! Work that is done elsewhere, and its typed answer.
//!
//! Whoever asks gets a [`Task`] and polls it once in a frame; the answer has the type of what was asked, so that no list
//! of all jobs and all results stands anywhere. A page of our own rather than a crate: `poll-promise` panics where the
//! other side is gone, and `egui_inbox` needs egui, which the services do without.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Wakes whoever polls: there is something new.
#[derive(Clone)]
pub struct Wake(Arc<dyn Fn() + Send + Sync>);

impl Wake {
    /// Does this whenever there is something new; from any thread.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(wake))
    }

    /// Wakes nobody.
    #[must_use]
    pub fn nobody() -> Self {
        Self::new(|| ())
    }

    /// Wakes.
    pub fn wake(&self) {
        (self.0)();
    }
}

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wake")
    }
}

/// Something that was asked for, and its answer once there is one.
///
/// One that is dropped is of no interest any more; what was begun is done all the same.
#[derive(Debug)]
#[must_use = "the answer comes here"]
pub struct Task<T>(Receiver<T>);

impl<T> Task<T> {
    /// The answer, once.
    pub fn poll(&self) -> Option<T> {
        self.0.try_recv().ok()
    }

    /// A task whose answer is given by somebody, from any thread.
    pub fn open(wake: &Wake) -> (Teller<T>, Self) {
        let (to, answer) = mpsc::channel();
        (Teller { to, wake: wake.clone() }, Self(answer))
    }

    /// One that is answered already.
    pub fn ready(answer: T) -> Self {
        let (teller, task) = Self::open(&Wake::nobody());
        teller.tell(answer);
        task
    }
}

/// Polls a task that may be under way; it is over with its answer.
pub fn poll_once<T>(task: &mut Option<Task<T>>) -> Option<T> {
    let answer = task.as_ref()?.poll()?;
    *task = None;
    Some(answer)
}

/// Tells something to whoever polls the other end, and wakes them.
#[derive(Debug)]
pub struct Teller<T> {
    to: Sender<T>,
    wake: Wake,
}

impl<T> Clone for Teller<T> {
    fn clone(&self) -> Self {
        Self { to: self.to.clone(), wake: self.wake.clone() }
    }
}

impl<T> Teller<T> {
    /// Tells it.
    pub fn tell(&self, what: T) {
        // Whoever asked may be gone; what was done may show elsewhere all the same.
        let _ = self.to.send(what);
        self.wake.wake();
    }
}

/// Who lives on the thread of a [`Worker`], and does there what is asked of it.
pub trait Resident: 'static {
    /// For how long it waits for the next order before [`Resident::idle`] is called; without end, where absent.
    fn patience(&self) -> Option<Duration> {
        None
    }

    /// What it does when it has waited for so long; whether that changed anything worth waking somebody for.
    fn idle(&mut self) -> bool {
        false
    }

    /// What it does last.
    fn close(&mut self) {}
}

impl Resident for () {}

/// What happens to a worker’s orders when the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtTheEnd {
    /// All of them are waited for.
    Finish,
    /// They are waited for so long.
    Within(Duration),
    /// They are given up.
    GiveUp,
}

type Order<S> = Box<dyn FnOnce(&mut S) + Send>;

/// Does what is asked of it in order, on a thread of its own where there are threads.
pub struct Worker<S> {
    orders: Option<Sender<Order<S>>>,
    thread: Option<JoinHandle<()>>,
    /// Who does it where there is no thread.
    here: RefCell<Option<S>>,
    /// Orders that wait to be followed by hand; in tests.
    held: Option<RefCell<std::collections::VecDeque<Order<S>>>>,
    at_the_end: AtTheEnd,
    wake: Wake,
}

impl<S: Resident> Worker<S> {
    /// Starts a thread of this name, on which `make` makes who works there. Where no thread can be started, everything is
    /// done at once: slower to the eye, but done.
    pub fn start(name: &str, wake: &Wake, at_the_end: AtTheEnd, make: impl Fn() -> S + Clone + Send + 'static) -> Self {
        let mut worker = Self::at_once(wake, make.clone());
        let (orders, to_follow) = mpsc::channel::<Order<S>>();
        let wake = wake.clone();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || live(make(), &to_follow, &wake));
        if let Ok(thread) = thread {
            worker.here = RefCell::new(None);
            (worker.orders, worker.thread) = (Some(orders), Some(thread));
        }
        worker.at_the_end = at_the_end;
        worker
    }

    /// Does everything at once, on the caller's thread; for tests.
    pub fn at_once(wake: &Wake, make: impl Fn() -> S) -> Self {
        let here = RefCell::new(Some(make()));
        Self { orders: None, thread: None, here, held: None, at_the_end: AtTheEnd::GiveUp, wake: wake.clone() }
    }

    /// Does nothing until [`Worker::step`] is called; for tests of what happens meanwhile.
    pub fn by_hand(wake: &Wake, make: impl Fn() -> S) -> Self {
        let mut worker = Self::at_once(wake, make);
        worker.held = Some(RefCell::default());
        worker
    }

    /// Has this done, after all that was asked before.
    pub fn ask<T: Send + 'static>(&self, work: impl FnOnce(&mut S) -> T + Send + 'static) -> Task<T> {
        let (teller, task) = Task::open(&self.wake);
        let order: Order<S> = Box::new(move |resident| teller.tell(work(resident)));
        match &self.held {
            Some(held) => held.borrow_mut().push_back(order),
            None => self.give(order),
        }
        task
    }

    /// Follows the next of the orders that wait to be followed by hand; whether there was one.
    pub fn step(&self) -> bool {
        let order = self.held.as_ref().and_then(|held| held.borrow_mut().pop_front());
        order.map(|order| self.give(order)).is_some()
    }

    fn give(&self, order: Order<S>) {
        let unsent = match &self.orders {
            Some(orders) => orders.send(order).err().map(|unsent| unsent.0),
            None => Some(order),
        };
        if let Some(order) = unsent
            && let Some(here) = self.here.borrow_mut().as_mut()
        {
            order(here);
        }
    }
}

fn live<S: Resident>(mut resident: S, orders: &Receiver<Order<S>>, wake: &Wake) {
    loop {
        let order = match resident.patience() {
            Some(patience) => orders.recv_timeout(patience),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(order) => order(&mut resident),
            Err(RecvTimeoutError::Timeout) => {
                if resident.idle() {
                    wake.wake();
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    resident.close();
}

impl<S> Drop for Worker<S> {
    fn drop(&mut self) {
        self.orders = None;
        let Some(thread) = self.thread.take() else { return };
        match self.at_the_end {
            // One that has panicked has nothing left to do.
            AtTheEnd::Finish => drop(thread.join()),
            AtTheEnd::Within(most) => {
                let until = Instant::now() + most;
                while !thread.is_finished() && Instant::now() < until {
                    thread::sleep(Duration::from_millis(1));
                }
            }
            AtTheEnd::GiveUp => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts what it is asked, and what it does by itself.
    struct Counter(u32);

    impl Resident for Counter {
        fn patience(&self) -> Option<Duration> {
            Some(Duration::from_millis(1))
        }

        fn idle(&mut self) -> bool {
            self.0 += 100;
            true
        }
    }

    fn wait<T>(task: &Task<T>) -> T {
        loop {
            if let Some(answer) = task.poll() {
                return answer;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn every_answer_comes_to_whoever_asked_and_in_order() {
        for worker in [
            Worker::start("test", &Wake::nobody(), AtTheEnd::Finish, || 0_u32),
            Worker::at_once(&Wake::nobody(), || 0_u32),
        ] {
            let tasks: Vec<_> = (0..100)
                .map(|_| {
                    worker.ask(|count| {
                        *count += 1;
                        *count
                    })
                })
                .collect();
            let words = worker.ask(|count| format!("{count}"));
            assert_eq!(tasks.iter().map(wait).collect::<Vec<_>>(), (1..=100).collect::<Vec<_>>());
            assert_eq!(wait(&words), "100");
            assert!(words.poll().is_none(), "once");
        }
    }

    #[test]
    fn by_hand_nothing_is_done_before_it_is_its_turn() {
        let worker = Worker::by_hand(&Wake::nobody(), || 0_u32);
        let first = worker.ask(|count| *count += 1);
        let second = worker.ask(|count| *count);
        assert!(worker.step());
        assert!(first.poll().is_some() && second.poll().is_none());
        assert!(worker.step() && !worker.step());
        assert_eq!(second.poll(), Some(1));
    }

    #[test]
    fn a_worker_does_what_it_must_when_nobody_asks_and_wakes_somebody() {
        let (woken, heard) = mpsc::channel();
        let wake = Wake::new(move || {
            let _ = woken.send(());
        });
        let worker = Worker::start("test", &wake, AtTheEnd::Finish, || Counter(0));
        heard.recv().expect("woken");
        assert!(wait(&worker.ask(|counter| counter.0)) >= 100);
    }

    #[test]
    fn what_was_asked_is_done_before_the_end() {
        let (done, heard) = mpsc::channel();
        let worker = Worker::start("test", &Wake::nobody(), AtTheEnd::Finish, || ());
        for number in 0..100 {
            let done = done.clone();
            drop(worker.ask(move |()| {
                let _ = done.send(number);
            }));
        }
        drop(worker);
        assert_eq!(heard.try_iter().count(), 100);
    }

    impl Resident for u32 {}
}
