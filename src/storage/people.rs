//! The people who practise on this machine.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::folders::Folders;
use super::whole_file::write_whole;
use crate::record::Person;

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

impl Profile {
    /// Somebody new.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { id: Uuid::now_v7(), name: name.trim().to_owned(), language: "en".to_owned(), team: None }
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
    /// Those that are remembered; nobody, on a first start.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn read(folders: &Folders) -> io::Result<Self> {
        match std::fs::read_to_string(Self::file(folders)) {
            Ok(text) => ron::from_str(&text).map_err(io::Error::other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Remembers them.
    ///
    /// # Errors
    /// Where the folder cannot be made or the file not be written.
    pub fn write(&self, folders: &Folders) -> io::Result<()> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        write_whole(&Self::file(folders), text.as_bytes())
    }

    /// Remembers one profile, in the place of an older one of the same person; others that were added meanwhile stay.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn remember(folders: &Folders, profile: &Profile) -> io::Result<()> {
        let mut people = Self::read(folders)?;
        people.put(profile.clone());
        people.write(folders)
    }

    /// Forgets one profile.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn forget(folders: &Folders, person: Uuid) -> io::Result<()> {
        let mut people = Self::read(folders)?;
        people.profiles.retain(|it| it.id != person);
        people.write(folders)
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
        let wanted = name.trim().to_lowercase();
        self.profiles.iter().find(|profile| profile.name.to_lowercase() == wanted)
    }

    fn file(folders: &Folders) -> PathBuf {
        folders.data().join("people.ron")
    }
}
