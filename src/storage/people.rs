//! The people who practise on this machine.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock;
use super::folders::Folders;
use super::lock::alone;
use super::ron_file;
use crate::record::Person;

/// No name is longer, in characters.
pub const LONGEST_NAME: usize = 60;

/// Somebody who practises here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Stays when the name changes.
    pub id: Uuid,
    /// A name or nickname.
    pub name: String,
    /// BCP 47 language in which they practise.
    pub language: String,
    /// Their team, for reports on groups.
    #[serde(default)]
    pub team: Option<String>,
}

/// Why somebody cannot be called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// There is nothing in it.
    #[error("a name or nickname is missing")]
    Empty,
    /// It is too long.
    #[error("it has more than {LONGEST_NAME} characters")]
    TooLong,
    /// It has signs that cannot be shown.
    #[error("it has line breaks or other signs in it that cannot be shown")]
    Unshowable,
}

impl Profile {
    /// Somebody new.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { id: clock::new_id(), name: name.trim().to_owned(), language: "en".to_owned(), team: None }
    }

    /// A name, without white space around it.
    ///
    /// # Errors
    /// Where nobody can be called so.
    pub fn name_of(text: &str) -> Result<&str, NameError> {
        let name = text.trim();
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if name.chars().nth(LONGEST_NAME).is_some() {
            return Err(NameError::TooLong);
        }
        if name.chars().any(char::is_control) {
            return Err(NameError::Unshowable);
        }
        Ok(name)
    }

    /// Whether they have this name, capital letters aside.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.trim().to_lowercase()
    }

    /// As they stand in their attempts.
    #[must_use]
    pub fn person(&self) -> Person {
        Person { id: self.id, name: self.name.clone(), team: self.team.clone() }
    }
}

/// Everybody who practises on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct People {
    /// In the order in which they came.
    pub profiles: Vec<Profile>,
}

impl People {
    /// Those that are remembered; nobody, on a first start. An entry that cannot be read is left out, and left where it is.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn read(folders: &Folders) -> io::Result<Self> {
        Ok(Self::read_known(folders)?.unwrap_or_default())
    }

    /// The same; `None` where nobody was ever remembered.
    pub(super) fn read_known(folders: &Folders) -> io::Result<Option<Self>> {
        ron_file::read(&Self::file(folders))
    }

    /// Remembers one profile, in the place of an older one of the same person; others that were added meanwhile stay.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn remember(folders: &Folders, profile: &Profile) -> io::Result<()> {
        Self::change(folders, |people| people.put(profile.clone()))
    }

    /// Forgets one profile.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn forget(folders: &Folders, person: Uuid) -> io::Result<()> {
        Self::change(folders, |people| people.profiles.retain(|it| it.id != person))
    }

    /// Reads them, changes them and writes them, while no other program does.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub(super) fn change<T>(folders: &Folders, change: impl FnOnce(&mut Self) -> T) -> io::Result<T> {
        alone(&Self::file(folders), || Self::change_alone(folders, change))
    }

    /// The same where nobody else does anyway.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub(super) fn change_alone<T>(folders: &Folders, change: impl FnOnce(&mut Self) -> T) -> io::Result<T> {
        let known = Self::read(folders)?;
        let mut people = known.clone();
        let result = change(&mut people);
        if people != known {
            ron_file::change_alone(&Self::file(folders), &known, &people)?;
        }
        Ok(result)
    }

    /// Puts a profile in the place of an older one of the same person, or at the end.
    pub fn put(&mut self, profile: Profile) {
        match self.profiles.iter_mut().find(|it| it.id == profile.id) {
            Some(known) => *known = profile,
            None => self.profiles.push(profile),
        }
    }

    /// The profile of this name, capital letters aside.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.is_called(name))
    }

    /// Whether somebody else than this person has this name.
    pub(super) fn has_another(&self, person: Uuid, name: &str) -> bool {
        self.profiles.iter().any(|it| it.id != person && it.is_called(name))
    }

    /// The file of all of them. Whoever changes it, or what is remembered of one of them, holds its lock.
    pub(super) fn file(folders: &Folders) -> PathBuf {
        folders.data().join("people.ron")
    }
}
