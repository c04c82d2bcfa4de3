//! The desk at which plays are kept: on a thread of its own, so that neither the interface nor a slow folder of
//! scenarios stands between a choice and the disk.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::task::Resident;
use crate::export::xapi::accounts_of;
use crate::lrs::forget;
use crate::record::{Id, Line, Recall};
use crate::storage::{Folders, Keeper, People, Records, forget_memory};

/// While something could not be written, it is tried again so often.
const TRY_AGAIN: Duration = Duration::from_secs(10);

/// Whoever sends records while somebody is deleted is given so long to leave theirs out.
const SENDING: Duration = Duration::from_secs(10);

/// Why something is not on the disk yet, for whoever shows it.
#[derive(Clone, Debug, Default)]
pub struct Unwritten(Arc<Mutex<Option<String>>>);

impl Unwritten {
    /// Why, in words of the system; `None` where everything is on the disk.
    #[must_use]
    pub fn why(&self) -> Option<String> {
        self.0.lock().ok()?.clone()
    }

    /// Puts it down; whether it is another reason than before.
    fn set(&self, why: Option<String>) -> bool {
        let Ok(mut known) = self.0.lock() else { return false };
        let is_new = *known != why;
        *known = why;
        is_new
    }
}

/// The plays of this run that are kept, and its refreshers.
#[derive(Debug)]
pub struct Desk {
    keepers: BTreeMap<Id, KeptPlay>,
    /// What was recalled in this run, by whom.
    recalls: BTreeMap<Id, Keeper>,
    unwritten: Unwritten,
    /// How often what waits is tried again.
    pause: Duration,
}

/// A play that is kept.
#[derive(Debug)]
struct KeptPlay {
    person: Option<Id>,
    keeper: Keeper,
}

impl Resident for Desk {
    fn patience(&self) -> Option<Duration> {
        self.unwritten.why().map(|_| self.pause)
    }

    fn idle(&mut self) -> bool {
        self.try_again()
    }

    fn close(&mut self) {
        self.try_again();
    }
}

impl Desk {
    /// Nothing is kept yet; what cannot be written is told through `unwritten`.
    #[must_use]
    pub fn new(unwritten: Unwritten) -> Self {
        Self { keepers: BTreeMap::new(), recalls: BTreeMap::new(), unwritten, pause: TRY_AGAIN }
    }

    /// Begins to keep a play under this name with its first line.
    pub fn begin(&mut self, records: Records, attempt: Id, line: &Line) {
        let person = match line {
            Line::Started(started) => started.person.as_ref().map(|it| it.id),
            _ => None,
        };
        let mut keeper = Keeper::new(records, attempt);
        // Whether it was written is found out below.
        let _ = keeper.keep(line);
        self.keepers.insert(attempt, KeptPlay { person, keeper });
        self.try_again();
    }

    /// Goes on with a play of an earlier run: its keeper has all that was recorded.
    pub fn go_on(&mut self, attempt: Id, person: Id, keeper: Keeper) {
        self.keepers.insert(attempt, KeptPlay { person: Some(person), keeper });
        self.try_again();
    }

    /// Keeps these lines of a play.
    pub fn keep(&mut self, attempt: Id, lines: &[Line]) {
        if let Some(kept) = self.keepers.get_mut(&attempt) {
            for line in lines {
                // Whether it was written is found out below.
                let _ = kept.keeper.keep(line);
            }
        }
        self.try_again();
    }

    /// Keeps that somebody has recalled a decision in a refresher.
    pub fn recall(&mut self, records: Records, person: Id, recall: &Recall) {
        let keeper = self.recalls.entry(person).or_insert_with(|| Keeper::of_refreshers(records, person));
        // Whether it was written is found out below.
        let _ = keeper.keep_recall(recall);
        self.try_again();
    }

    /// Keeps everything in another folder from now on, and the plays that are open as a whole.
    pub fn move_to(&mut self, records: &Records) {
        self.all().for_each(|keeper| keeper.move_to(records.clone()));
        self.try_again();
    }

    /// Deletes all that is kept of a person; how many attempts that were.
    ///
    /// # Errors
    /// Where something could not be deleted. Everything else is deleted all the same, but for the name.
    pub fn delete(&mut self, records: &Records, folders: &Folders, person: Id) -> std::io::Result<usize> {
        // First, so that nothing that waits is written after all.
        self.keepers.retain(|_, kept| kept.person != Some(person));
        self.recalls.remove(&person);
        let result = delete(records, folders, person);
        self.try_again();
        result
    }

    /// Writes whatever waits; whether the reason why something waits has changed.
    fn try_again(&mut self) -> bool {
        let unwritten = self.all().filter(|keeper| keeper.is_waiting()).filter_map(|keeper| keeper.try_again().err());
        let why = unwritten.last().map(|error| error.to_string());
        self.unwritten.set(why)
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Keeper> {
        self.keepers.values_mut().map(|kept| &mut kept.keeper).chain(self.recalls.values_mut())
    }
}

fn delete(records: &Records, folders: &Folders, person: Id) -> std::io::Result<usize> {
    // What waits to be sent goes first: it could be on its way otherwise while all else is being deleted.
    let outboxes = forget(folders, &accounts_of(person), SENDING);
    let attempts = records.delete_all_of(person);
    forget_memory(folders, person)?;
    let count = attempts?;
    outboxes.map_err(std::io::Error::other)?;
    // The name goes last: where something could not be deleted, they can still ask for it again.
    People::forget(folders, person)?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Mode, Session};
    use crate::record::{Opening, started};
    use crate::services::task::{AtTheEnd, Wake, Worker};
    use crate::storage::{Library, read_attempt};

    /// A desk that tries again soon.
    fn desk() -> Desk {
        Desk { pause: Duration::from_millis(5), ..Desk::new(Unwritten::default()) }
    }

    /// The first line of an attempt of this person.
    fn opening(person: Option<Id>) -> (Id, Line) {
        let scenario =
            Library::shipped().entries.iter().find_map(|entry| entry.scenario().cloned()).expect("a scenario");
        let attempt = Records::new_id();
        let person = person.map(|id| crate::record::Person { id, name: "Ada".to_owned(), team: None });
        let opening = Opening { attempt, person, mode: Mode::Practice, seed: 1, hash: "its hash".to_owned() };
        (attempt, started(&Session::new(scenario), opening, jiff::Timestamp::now()))
    }

    fn begin(desk: &mut Desk, records: &Records, person: Option<Id>) {
        let (attempt, line) = opening(person);
        desk.begin(records.clone(), attempt, &line);
    }

    #[test]
    fn what_waits_is_written_without_anybody_asking() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("records");
        // A file in the place of the folder: nobody can write there, not even an administrator.
        std::fs::write(&place, "in the way").expect("written");
        let records = Records::within(&place);
        let unwritten = Unwritten::default();
        let (told, theirs) = (unwritten.clone(), unwritten.clone());
        let (woken, heard) = std::sync::mpsc::channel();
        let wake = Wake::new(move || {
            let _ = woken.send(());
        });
        let make = move || Desk { unwritten: theirs.clone(), ..desk() };
        let worker = Worker::start("records", &wake, AtTheEnd::Finish, make);
        let theirs = records.clone();
        drop(worker.ask(move |desk| begin(desk, &theirs, None)));
        heard.recv().expect("told");
        assert!(told.why().is_some());
        std::fs::remove_file(&place).expect("out of the way");
        while told.why().is_some() {
            heard.recv().expect("told by itself");
        }
        let file = records.files().expect("there").pop().expect("one attempt");
        let hash = read_attempt(&file).expect("readable").started.scenario.hash;
        assert_eq!(hash, "its hash");
    }

    #[test]
    fn whoever_is_deleted_leaves_what_waits_of_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let (place, folders) = (folder.path().join("records"), Folders::within(folder.path()));
        std::fs::write(&place, "in the way").expect("written");
        let records = Records::within(&place);
        let mut desk = desk();
        let people = [Id::now_v7(), Id::now_v7()];
        for person in people {
            begin(&mut desk, &records, Some(person));
        }
        assert!(desk.unwritten.why().is_some());
        std::fs::remove_file(&place).expect("out of the way");
        let deleted = desk.delete(&records, &folders, people[0]);
        assert!(matches!(deleted, Ok(0)) && desk.unwritten.why().is_none(), "{deleted:?}");
        let files = records.files().expect("there");
        let players = files.iter().map(|file| read_attempt(file).expect("readable").started.person.map(|it| it.id));
        assert_eq!(players.collect::<Vec<_>>(), [Some(people[1])]);
    }

    #[test]
    fn another_folder_gets_all_of_a_play_that_could_not_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (bad, good) = (folder.path().join("bad"), Records::within(&folder.path().join("good")));
        std::fs::write(&bad, "in the way").expect("written");
        let mut desk = desk();
        begin(&mut desk, &Records::within(&bad), None);
        assert!(desk.unwritten.why().is_some());
        desk.move_to(&good);
        assert!(desk.unwritten.why().is_none());
        assert_eq!(good.files().expect("there").len(), 1);
    }
}
