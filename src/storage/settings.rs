//! What the program remembers between runs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folders::Folders;
use super::whole_file::write_whole;
use crate::appearance::Appearance;
use crate::memory::{Card, History, Memory, Visited};

/// How many recently opened files are remembered.
const RECENT_LIMIT: usize = 8;

/// What the program remembers between runs. A field that an older or newer version wrote is no reason to lose the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How it looks.
    pub appearance: Appearance,
    /// The user's own folder of scenarios.
    pub scenarios_folder: Option<PathBuf>,
    /// Scenario files opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The folder in which attempts are kept; the usual one, where absent.
    pub records_folder: Option<PathBuf>,
    /// Whether every decision starts with saying one’s own reply.
    pub say_first: bool,
    /// What a version without people remembered of whoever used it; it goes to the first of them. See
    /// [`Settings::take_memory`].
    #[serde(skip_serializing_if = "is_nothing")]
    pub cards: BTreeMap<String, Card>,
    /// See `cards`.
    #[serde(skip_serializing_if = "is_nothing")]
    pub lessons_read: BTreeSet<String>,
    /// See `cards`.
    #[serde(skip_serializing_if = "is_nothing")]
    pub visited: BTreeMap<String, Visited>,
    /// See `cards`.
    #[serde(skip_serializing_if = "is_nothing")]
    pub history: History,
}

fn is_nothing<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Settings {
    /// Reads the settings; those of a first run, where there is no file yet.
    ///
    /// # Errors
    /// Where the file is there and cannot be read or understood. The file is left as it is.
    pub fn read(folders: &Folders) -> Result<Self, io::Error> {
        let text = match std::fs::read_to_string(folders.settings_file()) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let mut settings: Self =
            ron::from_str(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        settings.appearance = settings.appearance.with_text_size(settings.appearance.text_size_percent);
        Ok(settings)
    }

    /// Writes the settings, all or nothing: a kill at any moment leaves the old file or the new one.
    ///
    /// # Errors
    /// Where the folder cannot be made or the file not be written.
    pub fn write(&self, folders: &Folders) -> Result<(), io::Error> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        write_whole(&folders.settings_file(), text.as_bytes())
    }

    /// Takes out what a version without people has left here.
    #[must_use]
    pub fn take_memory(&mut self) -> Memory {
        Memory {
            cards: std::mem::take(&mut self.cards),
            lessons_read: std::mem::take(&mut self.lessons_read),
            visited: std::mem::take(&mut self.visited),
            history: std::mem::take(&mut self.history),
        }
    }

    /// Puts a file at the head of the recently opened ones.
    pub fn remember(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
        self.recent.insert(0, file.to_owned());
        self.recent.truncate(RECENT_LIMIT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appearance::ThemeChoice;
    use crate::storage::{forget_memory, read_memory, write_memory};

    #[test]
    fn settings_come_back_as_they_were_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(&folder.path().join("new"));
        assert_eq!(Settings::read(&folders).expect("a first run"), Settings::default());
        let mut settings = Settings::default();
        settings.appearance = settings.appearance.larger();
        settings.remember(Path::new("a.ron"));
        settings.remember(Path::new("b.ron"));
        settings.remember(Path::new("a.ron"));
        settings.write(&folders).expect("written");
        let read = Settings::read(&folders).expect("read");
        assert_eq!(read, settings);
        assert_eq!(read.appearance.text_size_percent, 125);
        assert_eq!(read.recent, [Path::new("a.ron"), Path::new("b.ron")]);
    }

    #[test]
    fn a_field_of_another_version_loses_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let text = "(appearance: (theme: Dark, sparkle: 3, text_size_percent: 900), novelty: \"x\")";
        std::fs::write(folder.path().join("settings.ron"), text).expect("written");
        let read = Settings::read(&folders).expect("read");
        assert_eq!(read.appearance.theme, ThemeChoice::Dark);
        assert_eq!(read.appearance.text_size_percent, 200);
    }

    #[test]
    fn what_was_remembered_before_there_were_people_can_be_taken_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let text = r#"(cards: {"a/lost": (situation: "x", response: "y")}, lessons_read: ["b"],
            history: (plays: {"a": [(outcome: "lost", mode: "guided")]}))"#;
        std::fs::write(folder.path().join("settings.ron"), text).expect("written");
        let mut settings = Settings::read(&folders).expect("read");
        let memory = settings.take_memory();
        assert!(memory.cards.contains_key("a/lost") && memory.lessons_read.contains("b"));
        assert_eq!(memory.history.of("a").len(), 1);
        assert_eq!(settings, Settings::default());
        settings.write(&folders).expect("written");
        let text = std::fs::read_to_string(folders.settings_file()).expect("read");
        assert!(!text.contains("history") && !text.contains("cards"), "{text}");
        let person = uuid::Uuid::now_v7();
        write_memory(&memory, &folders, person).expect("written");
        assert_eq!(read_memory(&folders, person).expect("read"), memory);
        forget_memory(&folders, person).expect("forgotten");
        assert_eq!(read_memory(&folders, person).expect("nobody known"), Memory::default());
    }
}
