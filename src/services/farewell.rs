//! Deleting somebody: in which order, what may still be left of them for a moment, and who takes that away.

use std::io;
use std::time::Duration;

use crate::export::xapi::accounts_of;
use crate::lrs::{Forgetting, forget};
use crate::record::Id;
use crate::storage::{Records, Register};

/// Whoever sends records while somebody is deleted is given so long to leave theirs out. One whose request is under way for longer
/// has a note that they heed, and is not waited for: a store may be a minute silent, and the records of others wait meanwhile.
const SENDING: Duration = Duration::from_secs(2);

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// So many files of attempts were deleted.
    pub files: usize,
    /// What is still left of them, and is taken away as soon as that is possible.
    pub rest: Option<DeletionRest>,
}

/// What may be left for a moment of somebody whose name is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeletionRest {
    /// Statements in an outbox that somebody has open. None of them is sent any more.
    Outbox,
    /// What another window began while they were deleted; why it could not be deleted, in words of the system.
    Files(String),
}

/// Somebody who is being deleted.
#[derive(Debug)]
pub(super) struct Farewell {
    person: Id,
    records: Records,
    register: Register,
}

impl Farewell {
    pub(super) fn of(person: Id, records: Records, register: Register) -> Self {
        Self { person, records, register }
    }

    /// Deletes all that is kept of them.
    ///
    /// # Errors
    /// Where something could not be deleted. Everything else is deleted all the same, but for the name: they can be chosen and
    /// deleted once more.
    pub(super) fn begin(&self) -> io::Result<Deletion> {
        self.register.leaves(self.person);
        // What waits to be sent goes before all else: it could be on its way while the rest is being deleted.
        let sending = self.forget(SENDING);
        let files = self.records.delete_all_of(self.person);
        // The name goes last: where something could not be deleted, they can still ask for it again.
        let forgotten = self.register.forget(self.person, files.is_ok() && sending.is_ok());
        let (files, sending) = match files.and_then(|files| Ok((files, sending?))).and_then(|it| forgotten.map(|()| it))
        {
            Ok(done) => done,
            Err(error) => {
                // Where not even that can be written, they are called as they were.
                let _ = self.register.stays(self.person);
                return Err(error);
            }
        };
        // Until the name was gone, another window could begin something. It finds out with its next line.
        let (since, rest) = match self.records.delete_all_of(self.person) {
            Ok(since) => (since, (sending == Forgetting::Soon).then_some(DeletionRest::Outbox)),
            Err(error) => (0, Some(DeletionRest::Files(error.to_string()))),
        };
        Ok(Deletion { files: files + since, rest })
    }

    /// Takes away what is left of them, without waiting for anybody; whether nothing is.
    pub(super) fn finish(&self) -> bool {
        let is_out = matches!(self.forget(Duration::ZERO), Ok(Forgetting::Done));
        self.records.delete_all_of(self.person).is_ok() && is_out
    }

    fn forget(&self, patience: Duration) -> io::Result<Forgetting> {
        forget(self.register.folders(), &accounts_of(self.person), patience).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::thread;

    use super::*;
    use crate::engine::{Mode, Session};
    use crate::lrs::Outbox;
    use crate::record::{Opening, started};
    use crate::storage::{Folders, Library, People, Profile};

    /// Somebody of whom one attempt is kept, and her file.
    fn ada(folder: &Path) -> (Farewell, PathBuf) {
        let folders = Folders::within(folder);
        let register = Register::within(folders.clone());
        let ada = register.find_or_add(&Profile::new("Ada")).expect("written");
        let file = attempt_of(&ada, &folders.records());
        (Farewell::of(ada.id, Records::within(&folders.records()), register), file)
    }

    /// Writes an attempt of somebody, as another window would.
    fn attempt_of(profile: &Profile, records: &Path) -> PathBuf {
        let scenario = Library::shipped().entries.iter().find_map(|it| it.scenario().cloned()).expect("a scenario");
        let (attempt, person) = (Records::new_id(), Some(profile.person()));
        let opening = Opening { attempt, person, mode: Mode::Practice, seed: 1, hash: "its hash".to_owned() };
        let line = started(&Session::new(scenario), opening, jiff::Timestamp::now());
        let file = records.join("attempts").join(format!("{attempt}.jsonl"));
        fs::create_dir_all(records.join("attempts")).expect("a folder");
        fs::write(&file, line.to_text()).expect("written");
        file
    }

    /// Has somebody deleted, and does this when their files are gone and their name is not.
    fn deleted_with(farewell: &Farewell, file: &Path, meanwhile: impl FnOnce()) -> io::Result<Deletion> {
        let lock = farewell.register.folders().data().join("people.lock");
        let lock = fs::OpenOptions::new().create(true).truncate(false).write(true).open(lock).expect("a file");
        lock.lock().expect("locked");
        thread::scope(|scope| {
            let deleted = scope.spawn(|| farewell.begin());
            while file.exists() {
                assert!(!deleted.is_finished(), "the name waits for the lock");
                thread::yield_now();
            }
            meanwhile();
            drop(lock);
            deleted.join().expect("no panic")
        })
    }

    fn is_known(farewell: &Farewell) -> bool {
        let people = People::read(farewell.register.folders()).expect("people");
        people.profiles.iter().any(|it| it.id == farewell.person)
    }

    #[test]
    fn what_another_window_begins_meanwhile_goes_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let (farewell, file) = ada(folder.path());
        let profile = Profile { id: farewell.person, ..Profile::new("Ada") };
        let records = farewell.register.folders().records();
        let deleted = deleted_with(&farewell, &file, || drop(attempt_of(&profile, &records)));
        assert_eq!(deleted.expect("deleted"), Deletion { files: 2, rest: None });
        assert_eq!(farewell.records.files().expect("a folder").len(), 0);
    }

    #[test]
    fn whose_name_is_gone_is_gone_whatever_is_left_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let (farewell, file) = ada(folder.path());
        let attempts = file.parent().expect("a folder").to_owned();
        let deleted = deleted_with(&farewell, &file, || {
            fs::remove_dir_all(&attempts).expect("away");
            fs::write(&attempts, "in the way").expect("written");
        });
        let rest = deleted.expect("deleted").rest;
        assert!(matches!(rest, Some(DeletionRest::Files(_))), "{rest:?}");
        assert!(farewell.register.was_found_gone(farewell.person) && !is_known(&farewell));
        assert!(!farewell.finish());
        fs::remove_file(attempts).expect("out of the way");
        assert!(farewell.finish());
    }

    #[test]
    fn a_store_that_does_not_answer_keeps_nobody_waiting() {
        let folder = tempfile::tempdir().expect("a folder");
        let (farewell, _) = ada(folder.path());
        let path = folder.path().join("data/lrs/lrs.example.com-1");
        let mut outbox = Outbox::open(&path).expect("an outbox");
        let account = accounts_of(farewell.person).pop().expect("one");
        let id = Records::new_id();
        outbox
            .add([serde_json::json!({"id": id, "actor": {"account": {"homePage": "https://x", "name": account}}})])
            .expect("added");
        // Whoever has it open is in a request, and looks at no note.
        assert_eq!(farewell.begin().expect("deleted"), Deletion { files: 1, rest: Some(DeletionRest::Outbox) });
        assert!(farewell.register.was_found_gone(farewell.person) && !is_known(&farewell));
        assert!(!farewell.finish());
        drop(outbox);
        assert!(farewell.finish());
        let text = fs::read_to_string(path.join("outbox.jsonl")).expect("there");
        assert!(!text.contains(&account), "{text}");
    }

    #[test]
    fn who_could_not_be_deleted_can_be_chosen_and_deleted_once_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let (farewell, file) = ada(folder.path());
        let attempts = file.parent().expect("a folder").to_owned();
        fs::remove_dir_all(&attempts).expect("away");
        fs::write(&attempts, "in the way").expect("written");
        farewell.begin().expect_err("it cannot be read");
        assert!(!farewell.register.was_found_gone(farewell.person) && is_known(&farewell));
        fs::remove_file(attempts).expect("out of the way");
        assert_eq!(farewell.begin().expect("deleted"), Deletion { files: 0, rest: None });
        assert!(!is_known(&farewell));
    }
}
