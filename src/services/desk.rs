//! The desk at which plays are kept: on a thread of its own, so that neither the interface nor a slow folder of
//! scenarios stands between a choice and the disk.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::farewell::{Deletion, Farewell};
use super::task::Resident;
use crate::record::{Id, Line, OwnWords, Recall};
use crate::storage::{Keeper, Records, Register};

/// While something could not be written, it is tried again so often.
const TRY_AGAIN: Duration = Duration::from_secs(10);

/// Why something is not on the disk yet, and what has happened to what was, for whoever shows it.
#[derive(Clone, Debug, Default)]
pub struct Unwritten(Arc<Mutex<DeskNews>>);

#[derive(Debug, Default)]
struct DeskNews {
    why: Option<String>,
    remark: Option<String>,
}

impl Unwritten {
    /// Why, in words of the system; `None` where everything is on the disk.
    #[must_use]
    pub fn why(&self) -> Option<String> {
        self.0.lock().ok()?.why.clone()
    }

    /// What has happened to the file of a play, as a sentence; once.
    #[must_use]
    pub fn take_remark(&self) -> Option<String> {
        self.0.lock().ok()?.remark.take()
    }

    /// Puts both down; whether there is anything new.
    fn set(&self, why: Option<String>, remark: Option<String>) -> bool {
        let Ok(mut known) = self.0.lock() else { return false };
        let is_new = known.why != why || remark.is_some();
        known.why = why;
        known.remark = remark.or_else(|| known.remark.take());
        is_new
    }
}

/// The plays of this run that are kept, and its refreshers.
#[derive(Debug)]
pub struct Desk {
    keepers: BTreeMap<Id, KeptPlay>,
    /// What was recalled in this run, by whom.
    recalls: BTreeMap<Id, Keeper>,
    /// Whose deletion is not at its end.
    farewells: Vec<Farewell>,
    /// Who was deleted meanwhile, where that can be found out.
    register: Option<Register>,
    unwritten: Unwritten,
    /// How often what waits is tried again.
    pause: Duration,
}

/// A play that is kept.
#[derive(Debug)]
struct KeptPlay {
    person: Option<Id>,
    keeper: Keeper,
    words: KeptWords,
}

/// The learner's own words in a play that is kept.
#[derive(Debug, Default)]
struct KeptWords {
    latest: Option<OwnWords>,
    /// Whether the latest are still to be written.
    waits: bool,
    /// Where they were written last, if anything is there.
    file: Option<PathBuf>,
}

impl KeptWords {
    /// Writes them where they wait.
    fn try_again(&mut self, records: &Records) -> io::Result<()> {
        let Some(latest) = self.latest.as_ref().filter(|_| self.waits) else { return Ok(()) };
        // What was deleted stays deleted, and nothing more is kept of it.
        let is_deleted = |file: &PathBuf| !file.exists() && file.parent().is_some_and(std::path::Path::exists);
        if self.file.as_ref().is_some_and(is_deleted) {
            (self.latest, self.waits) = (None, false);
            return Ok(());
        }
        let file = records.keep_own_words(latest)?;
        self.file = (!latest.is_empty()).then_some(file);
        self.waits = false;
        Ok(())
    }
}

impl KeptPlay {
    fn new(person: Option<Id>, keeper: Keeper) -> Self {
        Self { person, keeper, words: KeptWords::default() }
    }
}

impl Resident for Desk {
    fn patience(&self) -> Option<Duration> {
        (self.unwritten.why().is_some() || !self.farewells.is_empty()).then_some(self.pause)
    }

    fn idle(&mut self) -> bool {
        self.farewells.retain(|it| !it.finish());
        self.try_again()
    }

    fn close(&mut self) {
        self.idle();
    }
}

impl Desk {
    /// Nothing is kept yet; what cannot be written is told through `unwritten`.
    #[must_use]
    pub fn new(unwritten: Unwritten) -> Self {
        let (keepers, recalls, farewells) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        Self { keepers, recalls, farewells, register: None, unwritten, pause: TRY_AGAIN }
    }

    /// Asks this register from now on who was deleted, before anything of them is written.
    pub fn ask_of(&mut self, register: Option<Register>) {
        self.register = register;
    }

    /// The same keeper, that stops once the person was deleted.
    fn minding(&self, keeper: Keeper, person: Option<Id>) -> Keeper {
        match (&self.register, person) {
            (Some(register), Some(person)) => keeper.of_person(register.clone(), person),
            _ => keeper,
        }
    }

    /// Begins to keep a play under this name with its first line.
    pub fn begin(&mut self, records: Records, attempt: Id, line: &Line) {
        let person = match line {
            Line::Started(started) => started.person.as_ref().map(|it| it.id),
            _ => None,
        };
        let mut keeper = self.minding(Keeper::new(records, attempt), person);
        // Whether it was written is found out below.
        let _ = keeper.keep(line);
        self.keepers.insert(attempt, KeptPlay::new(person, keeper));
        self.try_again();
    }

    /// Goes on with a play of an earlier run: its keeper has all that was recorded.
    pub fn go_on(&mut self, attempt: Id, person: Id, keeper: Keeper) {
        let keeper = self.minding(keeper, Some(person));
        self.keepers.insert(attempt, KeptPlay::new(Some(person), keeper));
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

    /// Keeps the learner's own words in a play, in the place of those that were kept of it before.
    pub fn keep_words(&mut self, words: OwnWords) {
        let of_them = self.keepers.get_mut(&words.attempt).filter(|kept| kept.person == Some(words.person));
        if let Some(kept) = of_them {
            kept.words.latest = Some(words);
            kept.words.waits = true;
        }
        self.try_again();
    }

    /// Keeps that somebody has recalled a decision in a refresher.
    pub fn recall(&mut self, records: Records, person: Id, recall: &Recall) {
        if !self.recalls.contains_key(&person) {
            let keeper = self.minding(Keeper::of_refreshers(records, person), Some(person));
            self.recalls.insert(person, keeper);
        }
        if let Some(keeper) = self.recalls.get_mut(&person) {
            // Whether it was written is found out below.
            let _ = keeper.keep_recall(recall);
        }
        self.try_again();
    }

    /// Keeps everything in another folder from now on, and the plays that are open as a whole.
    pub fn move_to(&mut self, records: &Records) {
        self.all().for_each(|keeper| keeper.move_to(records.clone()));
        for words in self.keepers.values_mut().map(|kept| &mut kept.words) {
            (words.waits, words.file) = (words.latest.is_some(), None);
        }
        self.try_again();
    }

    /// Deletes all that is kept of a person; how far that has come. Other windows find out when they have something to write.
    ///
    /// # Errors
    /// Where something could not be deleted. Everything else is deleted all the same, but for the name.
    pub fn delete(&mut self, records: &Records, register: &Register, person: Id) -> std::io::Result<Deletion> {
        // First, so that nothing that waits is written after all.
        self.keepers.retain(|_, kept| kept.person != Some(person));
        self.recalls.remove(&person);
        let farewell = Farewell::of(person, records.clone(), register.clone());
        let deleted = farewell.begin();
        if deleted.as_ref().is_ok_and(|it| it.rest.is_some()) {
            self.farewells.push(farewell);
        }
        self.try_again();
        deleted
    }

    /// Writes whatever waits; whether there is anything new to tell of it.
    fn try_again(&mut self) -> bool {
        let (mut why, mut remark) = (None, None);
        for keeper in self.all() {
            why = keeper.try_again().err().map(|error| error.to_string()).or(why);
            remark = keeper.take_remark().or(remark);
        }
        for kept in self.keepers.values_mut() {
            let gone = |person| self.register.as_ref().is_some_and(|register: &Register| register.is_gone(person));
            // Of a play that was deleted, nothing is kept.
            if kept.words.waits && (kept.keeper.has_stopped() || kept.person.is_some_and(gone)) {
                kept.words = KeptWords::default();
            }
            let written = kept.words.try_again(kept.keeper.records());
            why = written.err().map(|error| error.to_string()).or(why);
        }
        self.unwritten.set(why, remark.map(|remark| format!("{remark}.")))
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Keeper> {
        self.keepers.values_mut().map(|kept| &mut kept.keeper).chain(self.recalls.values_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Mode, Session};
    use crate::record::{Opening, started};
    use crate::services::task::{AtTheEnd, Wake, Worker};
    use crate::storage::{Folders, Library, People, Profile, read_attempt};

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
        let (place, register) = (folder.path().join("records"), Register::within(Folders::within(folder.path())));
        std::fs::write(&place, "in the way").expect("written");
        let records = Records::within(&place);
        let mut desk = desk();
        let people = [Records::new_id(), Records::new_id()];
        for person in people {
            begin(&mut desk, &records, Some(person));
        }
        assert!(desk.unwritten.why().is_some());
        std::fs::remove_file(&place).expect("out of the way");
        let deleted = desk.delete(&records, &register, people[0]);
        assert_eq!(deleted.expect("deleted"), Deletion { files: 0, rest: None });
        assert!(desk.unwritten.why().is_none());
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

    #[test]
    fn whoever_is_deleted_elsewhere_is_not_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (records, folders) = (Records::within(folder.path()), Folders::within(folder.path()));
        let ada = Profile::new("Ada");
        People::remember(&folders, &ada).expect("remembered");
        let [mut here, mut there] = [(); 2].map(|()| {
            let register = Register::within(folders.clone());
            register.read().expect("people");
            let mut desk = desk();
            desk.ask_of(Some(register));
            desk
        });
        let (attempt, line) = opening(Some(ada.id));
        here.begin(records.clone(), attempt, &line);
        assert_eq!(records.files().expect("there").len(), 1);
        let register = there.register.clone().expect("one");
        assert_eq!(there.delete(&records, &register, ada.id).expect("deleted"), Deletion { files: 1, rest: None });
        // A play that is under way, one that begins, and a refresher.
        here.keep(attempt, std::slice::from_ref(&line));
        let told = here.unwritten.take_remark().expect("told");
        assert!(told.contains("was deleted in another window"), "{told}");
        begin(&mut here, &records, Some(ada.id));
        let recall = Recall {
            at: jiff::Timestamp::UNIX_EPOCH,
            scenario: String::new(),
            hash: String::new(),
            scene: String::new(),
            reply: String::new(),
            system: crate::scenario::System::Recovery,
            trap: None,
        };
        here.recall(records.clone(), ada.id, &recall);
        assert!(records.files().expect("there").is_empty() && !folder.path().join("refreshers").exists());
        assert!(here.unwritten.why().is_none() && here.register.expect("one").was_found_gone(ada.id));
    }
}
