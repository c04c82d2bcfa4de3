//! The clerk: the one thread that changes the room. It takes all that has come meanwhile, has it written in one go, and answers
//! then; so every vote is on the disk before it counts, and a thousand votes do not wait for the disk a thousand times.

use std::io;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use tokio::sync::{mpsc, oneshot, watch};

use crate::storage::{HeldWorkshop, KeepRemark, now};
use crate::workshop::{Command, Refusal, Room, Wish};

/// So many requests may wait; more are turned away at once, and phones ask again.
const MOST_WAITING: usize = 2_048;
/// So many are taken at a time.
const BATCH: usize = 512;

/// Something that somebody asks, and who waits for the answer.
struct Errand {
    command: Command,
    answer: oneshot::Sender<Result<bool, Refusal>>,
}

/// What everybody may look at.
struct Board {
    room: RwLock<Arc<Room>>,
    /// Counts what the desk has done, so that phones look again. What phones do is seen by nobody but themselves.
    changes: watch::Sender<u64>,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    trouble: Option<String>,
    remark: Option<KeepRemark>,
}

/// The way to the thread that holds the room. Clones lead to the same.
#[derive(Clone)]
pub struct Clerk {
    errands: mpsc::Sender<Errand>,
    board: Arc<Board>,
}

/// The thread that has a workshop, and gives it back at its end.
pub type HeldElsewhere = JoinHandle<Option<HeldWorkshop>>;

impl std::fmt::Debug for Clerk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Clerk").finish_non_exhaustive()
    }
}

impl Clerk {
    /// Hands a workshop to a thread of its own. It ends, and gives the workshop back, once the last clone is gone.
    ///
    /// # Errors
    /// Where the system gives no thread; the workshop comes back with it.
    pub fn employ(held: HeldWorkshop) -> Result<(Self, HeldElsewhere), (io::Error, Box<HeldWorkshop>)> {
        let (errands, waiting) = mpsc::channel(MOST_WAITING);
        let (changes, _) = watch::channel(0);
        let room = RwLock::new(Arc::new(held.room().clone()));
        let board = Arc::new(Board { room, changes, notes: Mutex::default() });
        let for_the_thread = Arc::clone(&board);
        // Handed over once the thread is there, so that it is not lost with one that cannot begin.
        let (hand, handed) = std::sync::mpsc::sync_channel::<HeldWorkshop>(1);
        let keep = move || handed.recv().ok().map(|held| work(held, waiting, &for_the_thread));
        match thread::Builder::new().name("workshop".to_owned()).spawn(keep) {
            Ok(thread) => {
                // The thread waits for it.
                let _ = hand.send(held);
                Ok((Self { errands, board }, thread))
            }
            Err(error) => Err((error, Box::new(held))),
        }
    }

    /// The room as it stands on the disk.
    #[must_use]
    pub fn room(&self) -> Arc<Room> {
        Arc::clone(&self.board.room.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks for the desk, and waits. Not to be called where a runtime runs.
    ///
    /// # Errors
    /// Where it cannot be done now.
    pub fn desk(&self, wish: Wish, seen: Option<u64>) -> Result<bool, Refusal> {
        let (answer, answered) = oneshot::channel();
        let errand = Errand { command: Command::Desk { wish, seen }, answer };
        // The thread lives as long as anybody can ask it.
        self.errands.blocking_send(errand).map_err(|_| Refusal::Ended)?;
        answered.blocking_recv().unwrap_or(Err(Refusal::Ended))
    }

    /// Asks for a phone. `None` where too many wait.
    pub(super) async fn phone(&self, command: Command) -> Option<Result<bool, Refusal>> {
        let (answer, answered) = oneshot::channel();
        self.errands.try_send(Errand { command, answer }).ok()?;
        answered.await.ok()
    }

    /// Tells when the desk has done something.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.board.changes.subscribe()
    }

    /// Why the last lines are not on the disk yet.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.board.notes.lock().unwrap_or_else(PoisonError::into_inner).trouble.clone()
    }

    /// What has happened to the record, once.
    pub fn take_remark(&self) -> Option<KeepRemark> {
        self.board.notes.lock().unwrap_or_else(PoisonError::into_inner).remark.take()
    }
}

fn work(mut held: HeldWorkshop, mut waiting: mpsc::Receiver<Errand>, board: &Board) -> HeldWorkshop {
    let mut errands = Vec::with_capacity(BATCH);
    while waiting.blocking_recv_many(&mut errands, BATCH) > 0 {
        let answers = held.ask_all(errands.iter().map(|errand| &errand.command), now());
        let is_done = |answer: &Result<bool, Refusal>| *answer == Ok(true);
        let by_desk = |errand: &Errand| matches!(errand.command, Command::Desk { .. });
        let desk_did = errands.iter().zip(&answers).any(|(errand, answer)| by_desk(errand) && is_done(answer));
        if answers.iter().any(is_done) {
            *board.room.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(held.room().clone());
        }
        {
            let mut notes = board.notes.lock().unwrap_or_else(PoisonError::into_inner);
            notes.trouble = held.trouble().map(str::to_owned);
            if let Some(remark) = held.take_remark() {
                notes.remark = Some(remark);
            }
        }
        if desk_did {
            board.changes.send_modify(|changes| *changes += 1);
        }
        for (errand, answer) in errands.drain(..).zip(answers) {
            // Whoever has gone meanwhile needs no answer.
            let _ = errand.answer.send(answer);
        }
    }
    held
}
