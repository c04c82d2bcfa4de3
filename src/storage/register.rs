//! Who is known on this machine, and who was deleted meanwhile.
//!
//! Somebody may be deleted in one window while they play on in another. Whoever has something of them in memory asks here before
//! it is written: who was among the people once and is so no longer was deleted, and nothing of them is written any more. Where
//! the list of people is gone as a whole, or cannot be read, that says nothing about anybody.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::folders::Folders;
use super::lock::alone;
use super::memory;
use super::people::{LONGEST_NAME, People, Profile};
use crate::memory::Memory;
use crate::record::Id;

/// The people of this machine as this run of the program knows them. Copies know the same.
#[derive(Clone, Debug)]
pub struct Register {
    folders: Folders,
    known: Arc<Mutex<KnownPeople>>,
}

#[derive(Debug, Default)]
struct KnownPeople {
    /// Who was ever seen among them.
    seen: BTreeSet<Id>,
    /// Who was found to be gone, or is being deleted here.
    gone: BTreeSet<Id>,
}

impl Register {
    /// Of the people in these folders.
    #[must_use]
    pub fn within(folders: Folders) -> Self {
        Self { folders, known: Arc::default() }
    }

    /// Where they are.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Everybody; see [`People::read`]. Those who are being deleted are left out.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn read(&self) -> io::Result<People> {
        let mut people = People::read(&self.folders)?;
        let mut known = self.known();
        people.profiles.retain(|it| !known.gone.contains(&it.id));
        known.seen.extend(people.profiles.iter().map(|it| it.id));
        Ok(people)
    }

    /// Remembers somebody new, unless somebody has that name by now; who it is.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn find_or_add(&self, new: &Profile) -> io::Result<Profile> {
        let profile = People::change(&self.folders, |people| {
            // Somebody of this name may be about to be deleted: their name goes last. Whoever comes now is somebody else.
            let is_leaving = |it: &Profile| self.known().gone.contains(&it.id);
            let known = people.profiles.iter().find(|it| it.is_called(&new.name) && !is_leaving(it)).cloned();
            known.unwrap_or_else(|| {
                people.put(new.clone());
                new.clone()
            })
        })?;
        self.known().seen.insert(profile.id);
        Ok(profile)
    }

    /// Remembers what has changed about somebody; not, where they were deleted.
    ///
    /// # Errors
    /// Where the file cannot be read or written, or somebody else has taken the name by now.
    pub fn change(&self, profile: &Profile) -> io::Result<()> {
        alone(&People::file(&self.folders), || {
            if self.is_gone(profile.id) {
                return Ok(());
            }
            let is_free = People::change_alone(&self.folders, |people| {
                let is_free = !people.has_another(profile.id, &profile.name);
                if is_free {
                    people.put(profile.clone());
                }
                is_free
            })?;
            if !is_free {
                let why = format!("somebody else on this machine is called “{}” by now", profile.name);
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, why));
            }
            self.known().seen.insert(profile.id);
            Ok(())
        })
    }

    /// Writes what has changed about what is remembered of somebody, from `base` to `mine`; nothing, where they were deleted.
    ///
    /// # Errors
    /// Where the folder cannot be made or the file not be written.
    pub fn change_memory(&self, person: Id, base: &Memory, mine: &Memory) -> io::Result<()> {
        alone(&People::file(&self.folders), || {
            if self.is_gone(person) { Ok(()) } else { memory::change_alone(&self.folders, person, base, mine) }
        })
    }

    /// Forgets what is remembered of somebody, and their name where everything else of them is gone.
    ///
    /// # Errors
    /// Where one of both cannot be forgotten.
    pub fn forget(&self, person: Id, and_the_name: bool) -> io::Result<()> {
        alone(&People::file(&self.folders), || {
            memory::forget_memory(&self.folders, person)?;
            if and_the_name {
                People::change_alone(&self.folders, |people| people.profiles.retain(|it| it.id != person))?;
            }
            Ok(())
        })
    }

    /// Somebody is being deleted here: nothing of them is written from now on.
    pub fn leaves(&self, person: Id) {
        self.known().gone.insert(person);
    }

    /// They could not be deleted, and can be chosen as before; what they are called now. Where somebody new has taken their name
    /// meanwhile, they are called something else, so that no two are called alike.
    ///
    /// # Errors
    /// Where they cannot be called something else.
    pub fn stays(&self, person: Id) -> io::Result<Option<String>> {
        let called = People::change(&self.folders, |people| {
            let name = people.profiles.iter().find(|it| it.id == person)?.name.clone();
            if !people.has_another(person, &name) {
                return Some(name);
            }
            let name =
                (1..1_000).map(|number| left_behind(&name, number)).find(|it| !people.has_another(person, it))?;
            let own = people.profiles.iter_mut().find(|it| it.id == person)?;
            own.name.clone_from(&name);
            Some(name)
        });
        self.known().gone.remove(&person);
        called
    }

    /// Whether somebody was deleted: looks at the file, and so is not for a thread that may not wait for the disk.
    #[must_use]
    pub fn is_gone(&self, person: Id) -> bool {
        if self.was_found_gone(person) {
            return true;
        }
        if !self.known().seen.contains(&person) {
            // Somebody new, who may not have been written yet.
            let people = People::read_known(&self.folders).ok().flatten();
            if people.is_some_and(|people| people.profiles.iter().any(|it| it.id == person)) {
                self.known().seen.insert(person);
            }
            return false;
        }
        let Ok(Some(people)) = People::read_known(&self.folders) else { return false };
        let is_gone = !people.profiles.iter().any(|it| it.id == person);
        if is_gone {
            self.known().gone.insert(person);
        }
        is_gone
    }

    /// Whether somebody was found to be deleted, without looking.
    #[must_use]
    pub fn was_found_gone(&self, person: Id) -> bool {
        self.known().gone.contains(&person)
    }

    fn known(&self) -> MutexGuard<'_, KnownPeople> {
        // Each change is whole: nobody who holds it can fail in between.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody is called who could not be deleted, and whose name is somebody else's by now.
fn left_behind(name: &str, number: u32) -> String {
    let suffix = if number == 1 { " (not deleted)".to_owned() } else { format!(" (not deleted {number})") };
    let room = LONGEST_NAME.saturating_sub(suffix.chars().count());
    let short: String = name.chars().take(room).collect();
    format!("{}{suffix}", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_under_the_name_of_somebody_who_is_leaving_is_somebody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let register = Register::within(Folders::within(folder.path()));
        let before = register.find_or_add(&Profile::new("Ada")).expect("written");
        register.leaves(before.id);
        let after = register.find_or_add(&Profile::new("Ada")).expect("written");
        assert_ne!(after.id, before.id);
        register.forget(before.id, true).expect("forgotten");
        assert!(register.was_found_gone(before.id) && !register.is_gone(after.id));
        let left = register.read().expect("people").profiles;
        assert_eq!(left.iter().map(|it| it.id).collect::<Vec<_>>(), [after.id]);
    }

    fn names(register: &Register) -> Vec<String> {
        People::read(&register.folders).expect("people").profiles.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn whoever_comes_again_while_somebody_of_their_name_is_still_leaving_is_who_came_then() {
        let folder = tempfile::tempdir().expect("a folder");
        let register = Register::within(Folders::within(folder.path()));
        let add = || register.find_or_add(&Profile::new("Ada")).expect("written").id;
        let before = add();
        register.leaves(before);
        let after = add();
        assert_eq!(add(), after, "nobody is added a third time");
        assert_eq!(names(&register), ["Ada", "Ada"], "the one who leaves, and the one who came");
    }

    #[test]
    fn no_two_are_called_alike_where_somebody_could_not_be_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let register = Register::within(Folders::within(folder.path()));
        let long = "A".repeat(LONGEST_NAME);
        for name in ["Ada", &long] {
            let before = register.find_or_add(&Profile::new(name)).expect("written").id;
            register.leaves(before);
            assert_eq!(register.stays(before).expect("written").as_deref(), Some(name), "nobody has come");
            register.leaves(before);
            let after = register.find_or_add(&Profile::new(name)).expect("written").id;
            let called = register.stays(before).expect("written").expect("still there");
            assert!(called.ends_with(" (not deleted)") && Profile::name_of(&called).is_ok(), "{called}");
            assert_eq!(register.find_or_add(&Profile::new(&called)).expect("read").id, before);
            assert_eq!(register.find_or_add(&Profile::new(name)).expect("read").id, after);
        }
    }

    #[test]
    fn nobody_takes_a_name_that_somebody_else_was_given_in_another_window() {
        let folder = tempfile::tempdir().expect("a folder");
        let [here, there] = [(); 2].map(|()| Register::within(Folders::within(folder.path())));
        let ada = here.find_or_add(&Profile::new("Ada")).expect("written");
        let ben = there.find_or_add(&Profile::new("Ben")).expect("written");
        here.change(&Profile { name: "Cleo".to_owned(), ..ada }).expect("nobody else has it");
        let refused = there.change(&Profile { name: "cleo".to_owned(), ..ben }).expect_err("somebody has it");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(names(&here), ["Cleo", "Ben"]);
    }
}
