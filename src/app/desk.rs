//! The desk at which plays are kept: on a thread of its own, so that neither the interface nor a slow folder of
//! scenarios stands between a choice and the disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::record::{Id, Line, Recall};
use crate::storage::{Folders, Keeper, Memory, People, Records, content_hash};

/// Something to be done with records.
#[derive(Debug)]
pub enum Order {
    /// Begin to keep a play. The hash of its scenario is put into its first line here.
    Begin {
        /// Where.
        records: Records,
        /// Under which name.
        attempt: Id,
        /// Its first line.
        line: Box<Line>,
        /// The scenario's file.
        source: Arc<[u8]>,
    },
    /// Go on with a play of an earlier run.
    GoOn {
        /// Its name.
        attempt: Id,
        /// Who plays it.
        person: Id,
        /// Its keeper, with all that was recorded.
        keeper: Box<Keeper>,
    },
    /// Keep these lines of a play.
    Keep {
        /// Which play.
        attempt: Id,
        /// What happened in it.
        lines: Vec<Line>,
        /// By which the answer is known.
        ticket: u64,
    },
    /// Keep that somebody has recalled a decision in a refresher. The hash of its scenario is filled in here.
    Recall {
        /// Where.
        records: Records,
        /// Who.
        person: Id,
        /// What.
        recall: Box<Recall>,
        /// The scenario's file.
        source: Arc<[u8]>,
        /// By which the answer is known.
        ticket: u64,
    },
    /// Keep everything in another folder from now on, and the plays that are open as a whole.
    MoveTo(Records),
    /// Delete all that is kept of a person.
    Delete {
        /// Where their attempts are.
        records: Records,
        /// Where they themselves are.
        folders: Folders,
        /// Who.
        person: Id,
    },
}

/// What came of an order.
#[derive(Debug)]
pub enum Answer {
    /// How things stand.
    Kept {
        /// Of which order; `None` where it was tried again without one.
        ticket: Option<u64>,
        /// Why something is not on the disk yet.
        waiting: Option<String>,
    },
    /// A person was deleted, with so many files, or not.
    Deleted {
        /// Whether they were.
        result: Result<usize, std::io::Error>,
        /// Why something of others is not on the disk yet.
        waiting: Option<String>,
    },
}

/// The plays of this run that are kept, and its refreshers.
#[derive(Debug, Default)]
pub struct Desk {
    keepers: BTreeMap<Id, Kept>,
    /// What was recalled in this run, by whom.
    recalls: BTreeMap<Id, Keeper>,
    /// Why something is not on the disk yet.
    waiting: Option<String>,
}

/// A play that is kept.
#[derive(Debug)]
struct Kept {
    person: Option<Id>,
    keeper: Keeper,
}

impl Desk {
    /// Follows orders until nobody gives any more, and hands each answer to `tell`. While something waits to be written, it is
    /// tried again every `pause`.
    pub fn work(mut self, orders: &Receiver<Order>, pause: Duration, tell: impl Fn(Answer)) {
        loop {
            let order = match self.waiting {
                Some(_) => orders.recv_timeout(pause),
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(order) => tell(self.follow(order)),
                Err(RecvTimeoutError::Timeout) => {
                    let before = self.waiting.clone();
                    self.try_again();
                    if self.waiting != before {
                        tell(Answer::Kept { ticket: None, waiting: self.waiting.clone() });
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.try_again();
    }

    /// Follows one order.
    pub fn follow(&mut self, order: Order) -> Answer {
        let mut answered = None;
        match order {
            Order::Begin { records, attempt, mut line, source } => {
                let mut person = None;
                if let Line::Started(started) = &mut *line {
                    started.scenario.hash = content_hash(&source);
                    person = started.person.as_ref().map(|it| it.id);
                }
                let mut keeper = Keeper::new(records, attempt);
                // Whether it was written is found out below.
                let _ = keeper.keep(&line);
                self.keepers.insert(attempt, Kept { person, keeper });
            }
            Order::GoOn { attempt, person, keeper } => {
                self.keepers.insert(attempt, Kept { person: Some(person), keeper: *keeper });
            }
            Order::Keep { attempt, lines, ticket } => {
                answered = Some(ticket);
                if let Some(kept) = self.keepers.get_mut(&attempt) {
                    for line in &lines {
                        let _ = kept.keeper.keep(line);
                    }
                }
            }
            Order::Recall { records, person, mut recall, source, ticket } => {
                answered = Some(ticket);
                recall.hash = content_hash(&source);
                let keeper = self.recalls.entry(person).or_insert_with(|| Keeper::of_refreshers(records, person));
                // Whether it was written is found out below.
                let _ = keeper.keep_recall(&recall);
            }
            Order::MoveTo(records) => {
                self.all().for_each(|keeper| keeper.move_to(records.clone()));
            }
            Order::Delete { records, folders, person } => {
                // First, so that nothing that waits is written after all.
                self.keepers.retain(|_, kept| kept.person != Some(person));
                self.recalls.remove(&person);
                let result = delete(&records, &folders, person);
                self.try_again();
                return Answer::Deleted { result, waiting: self.waiting.clone() };
            }
        }
        self.try_again();
        Answer::Kept { ticket: answered, waiting: self.waiting.clone() }
    }

    /// Writes whatever waits.
    fn try_again(&mut self) {
        let unwritten = self.all().filter(|keeper| keeper.is_waiting()).filter_map(|keeper| keeper.try_again().err());
        let waiting = unwritten.last().map(|error| error.to_string());
        self.waiting = waiting;
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Keeper> {
        self.keepers.values_mut().map(|kept| &mut kept.keeper).chain(self.recalls.values_mut())
    }
}

fn delete(records: &Records, folders: &Folders, person: Id) -> std::io::Result<usize> {
    let attempts = records.delete_all_of(person);
    Memory::forget(folders, person)?;
    let count = attempts?;
    // The name goes last: where something could not be deleted, they can still ask for it again.
    People::forget(folders, person)?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::engine::{Mode, Session};
    use crate::record::{Opening, started};
    use crate::storage::{Library, read_attempt};

    fn begin(records: &Records) -> Order {
        let scenario =
            Library::shipped().entries.iter().find_map(|entry| entry.scenario().cloned()).expect("a scenario");
        let attempt = Records::new_id();
        let opening = Opening { attempt, person: None, mode: Mode::Practice, seed: 1, hash: String::new() };
        let line = Box::new(started(&Session::new(scenario), opening, jiff::Timestamp::now()));
        Order::Begin { records: records.clone(), attempt, line, source: b"(id: \"a\")"[..].into() }
    }

    #[test]
    fn what_waits_is_written_without_anybody_asking() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("records");
        // A file in the place of the folder: nobody can write there, not even an administrator.
        std::fs::write(&place, "in the way").expect("written");
        let records = Records::within(&place);
        let (order, orders) = mpsc::channel();
        let (tell, answers) = mpsc::channel();
        let worker = std::thread::spawn(move || {
            Desk::default().work(&orders, Duration::from_millis(5), |answer| tell.send(answer).expect("heard"));
        });
        order.send(begin(&records)).expect("sent");
        let waiting = |answer| matches!(answer, Answer::Kept { waiting: Some(_), .. });
        assert!(waiting(answers.recv().expect("an answer")));
        std::fs::remove_file(&place).expect("out of the way");
        while waiting(answers.recv().expect("an answer by itself")) {}
        let file = records.files().expect("there").pop().expect("one attempt");
        let hash = read_attempt(&file).expect("readable").started.scenario.hash;
        assert_eq!(hash, content_hash(b"(id: \"a\")"));
        drop(order);
        worker.join().expect("done");
    }

    #[test]
    fn whoever_is_deleted_leaves_what_waits_of_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let (place, folders) = (folder.path().join("records"), Folders::within(folder.path()));
        std::fs::write(&place, "in the way").expect("written");
        let records = Records::within(&place);
        let mut desk = Desk::default();
        let people = [Id::now_v7(), Id::now_v7()];
        for person in people {
            let mut order = begin(&records);
            if let Order::Begin { line, .. } = &mut order
                && let Line::Started(started) = &mut **line
            {
                started.person = Some(crate::record::Person { id: person, name: "Ada".to_owned(), team: None });
            }
            desk.follow(order);
        }
        std::fs::remove_file(&place).expect("out of the way");
        let deleted = desk.follow(Order::Delete { records: records.clone(), folders, person: people[0] });
        assert!(matches!(deleted, Answer::Deleted { result: Ok(0), waiting: None }), "{deleted:?}");
        let files = records.files().expect("there");
        let players = files.iter().map(|file| read_attempt(file).expect("readable").started.person.map(|it| it.id));
        assert_eq!(players.collect::<Vec<_>>(), [Some(people[1])]);
    }

    #[test]
    fn another_folder_gets_all_of_a_play_that_could_not_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (bad, good) = (folder.path().join("bad"), Records::within(&folder.path().join("good")));
        std::fs::write(&bad, "in the way").expect("written");
        let mut desk = Desk::default();
        assert!(matches!(desk.follow(begin(&Records::within(&bad))), Answer::Kept { waiting: Some(_), .. }));
        assert!(matches!(desk.follow(Order::MoveTo(good.clone())), Answer::Kept { waiting: None, .. }));
        assert_eq!(good.files().expect("there").len(), 1);
    }
}
