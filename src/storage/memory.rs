//! What the program remembers of one person between runs, besides their attempts.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::history::History;
use super::settings::{Card, Folders, write_whole};
use super::visited::Visited;

/// What is remembered of one person. A field that an older or newer version wrote is no reason to lose the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// If–then cards that they have put in their own words, by scenario id and outcome ("late-unit/champion").
    pub cards: BTreeMap<String, Card>,
    /// The lessons that they have read to their end, by id.
    pub lessons_read: BTreeSet<String>,
    /// Where they have been, by scenario id.
    pub visited: BTreeMap<String, Visited>,
    /// How their plays ended, and the modes that they chose.
    pub history: History,
}

impl Memory {
    /// What is remembered of this person; nothing, of somebody new.
    ///
    /// # Errors
    /// Where the file is there and cannot be read or understood. The file is left as it is.
    pub fn read(folders: &Folders, person: Uuid) -> io::Result<Self> {
        match std::fs::read_to_string(Self::file(folders, person)) {
            Ok(text) => ron::from_str(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Remembers it, all or nothing.
    ///
    /// # Errors
    /// Where the folder cannot be made or the file not be written.
    pub fn write(&self, folders: &Folders, person: Uuid) -> io::Result<()> {
        write_whole(&Self::file(folders, person), self.to_text()?.as_bytes())
    }

    /// Forgets everything about this person; harmless where nothing is remembered.
    ///
    /// # Errors
    /// Where the file is there and cannot be deleted.
    pub fn forget(folders: &Folders, person: Uuid) -> io::Result<()> {
        match std::fs::remove_file(Self::file(folders, person)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    pub(super) fn to_text(&self) -> io::Result<String> {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)
    }

    fn file(folders: &Folders, person: Uuid) -> PathBuf {
        folders.data().join("people").join(format!("{person}.ron"))
    }
}
