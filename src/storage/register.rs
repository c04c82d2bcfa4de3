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
use super::people::{People, Profile};
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
            let known = people.find(&new.name).filter(|it| !is_leaving(it)).cloned();
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
    /// Where the file cannot be read or written.
    pub fn change(&self, profile: &Profile) -> io::Result<()> {
        alone(&People::file(&self.folders), || {
            if !self.is_gone(profile.id) {
                People::change_alone(&self.folders, |people| people.put(profile.clone()))?;
                self.known().seen.insert(profile.id);
            }
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

    /// They could not be deleted.
    pub fn stays(&self, person: Id) {
        self.known().gone.remove(&person);
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
}
