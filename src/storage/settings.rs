//! What the program remembers between runs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folders::Folders;
use super::{path_text, ron_file};
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
    #[serde(with = "path_text::maybe")]
    pub scenarios_folder: Option<PathBuf>,
    /// Scenario files opened lately, newest first.
    #[serde(with = "path_text::list")]
    pub recent: Vec<PathBuf>,
    /// The folder in which attempts are kept; the usual one, where absent.
    #[serde(with = "path_text::maybe")]
    pub records_folder: Option<PathBuf>,
    /// Whether every decision starts with saying one’s own reply.
    pub say_first: bool,
    /// Whether letters, figures and signs ask for nothing without Ctrl.
    pub keys_with_control: bool,
    /// Whether what is said in a play is read aloud.
    pub read_aloud: bool,
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
    /// Reads the settings; those of a first run, where there is no file yet. An entry that cannot be read is left out, and left
    /// where it is.
    ///
    /// # Errors
    /// Where the file is there and cannot be read or understood. The file is left as it is.
    pub fn read(folders: &Folders) -> Result<Self, io::Error> {
        let mut settings = ron_file::read(&folders.settings_file())?.unwrap_or_else(Self::default);
        settings.appearance = settings.appearance.with_text_size(settings.appearance.text_size_percent);
        settings.recent.truncate(RECENT_LIMIT);
        Ok(settings)
    }

    /// Writes what has changed since `base`, which was read or written before, all or nothing: a kill at any moment leaves the
    /// old file or the new one. What another window has set meanwhile stays. A file that could not be understood is put aside.
    ///
    /// # Errors
    /// Where the folder cannot be made or the file not be written.
    pub fn write(&self, base: &Self, folders: &Folders) -> Result<(), io::Error> {
        ron_file::change(&folders.settings_file(), base, self)
    }

    /// Takes out what a version without people has left here.
    #[must_use]
    pub fn take_memory(&mut self) -> Memory {
        Memory {
            cards: std::mem::take(&mut self.cards),
            lessons_read: std::mem::take(&mut self.lessons_read),
            // Those versions explained no words.
            words_met: BTreeSet::new(),
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
    use crate::storage::{Register, forget_memory, read_memory};

    fn written(folders: &Folders, text: impl AsRef<[u8]>) -> Settings {
        std::fs::write(folders.settings_file(), text).expect("written");
        Settings::read(folders).expect("read")
    }

    fn text(folders: &Folders) -> String {
        std::fs::read_to_string(folders.settings_file()).expect("text")
    }

    #[test]
    fn settings_come_back_as_they_were_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(&folder.path().join("new"));
        let first = Settings::read(&folders).expect("a first run");
        assert_eq!(first, Settings::default());
        let mut settings = Settings::default();
        settings.appearance = settings.appearance.larger();
        settings.remember(Path::new("a.ron"));
        settings.remember(Path::new("b.ron"));
        settings.remember(Path::new("a.ron"));
        settings.write(&first, &folders).expect("written");
        let read = Settings::read(&folders).expect("read");
        assert_eq!(read, settings);
        assert_eq!(read.appearance.text_size_percent, 125);
        assert_eq!(read.recent, [Path::new("a.ron"), Path::new("b.ron")]);
    }

    #[test]
    fn a_field_of_another_version_loses_nothing_else_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let text_before = "(appearance: (theme: Dark, sparkle: 3, text_size_percent: 900), novelty: \"x\")";
        let read = written(&folders, text_before);
        assert_eq!(read.appearance.theme, ThemeChoice::Dark);
        assert_eq!(read.appearance.text_size_percent, 200);
        let mut next = read.clone();
        next.say_first = true;
        next.write(&read, &folders).expect("written");
        for part in ["theme: Dark", "sparkle: 3", "novelty: \"x\"", "say_first: true"] {
            assert!(text(&folders).contains(part), "{part} in {}", text(&folders));
        }
    }

    #[test]
    fn one_entry_that_cannot_be_read_spoils_no_other_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        // A theme of a newer version, a number among the paths, bytes that are no text.
        let bad = b"(appearance: (theme: Sepia, less_motion: true), recent: [\"a.ron\", 7, \"b.ron\"], records_folder: Some(\"\xff\"), say_first: true)";
        let read = written(&folders, bad);
        assert!(read.appearance.less_motion && read.say_first);
        assert_eq!(read.appearance.theme, ThemeChoice::System);
        assert_eq!(read.recent, [Path::new("a.ron"), Path::new("b.ron")]);
        let mut next = read.clone();
        next.appearance.high_contrast = true;
        next.write(&read, &folders).expect("written");
        assert!(text(&folders).contains("theme: Sepia") && text(&folders).contains("high_contrast: true"));
        // Until the person chooses another one.
        let mut last = next.clone();
        last.appearance.theme = ThemeChoice::Light;
        last.write(&next, &folders).expect("written");
        assert!(text(&folders).contains("theme: Light") && text(&folders).contains('7'));
    }

    #[test]
    #[cfg(unix)]
    fn a_path_that_is_no_text_is_kept_like_any_other() {
        use std::os::unix::ffi::OsStrExt as _;

        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let strange = Path::new(std::ffi::OsStr::from_bytes(b"/home/b\xfcro")).to_owned();
        let mut settings = Settings { records_folder: Some(strange.clone()), ..Settings::default() };
        settings.scenarios_folder = Some(strange.clone());
        settings.remember(Path::new("a.ron"));
        settings.remember(&strange.join("x.ron"));
        settings.write(&Settings::default(), &folders).expect("written");
        assert_eq!(Settings::read(&folders).expect("read"), settings);
    }

    #[test]
    fn two_windows_do_not_undo_what_the_other_has_set() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let at_start = written(&folders, "(recent: [\"old.ron\"])");
        let (mut one, mut other) = (at_start.clone(), at_start.clone());
        one.appearance.theme = ThemeChoice::Dark;
        one.remember(Path::new("one.ron"));
        one.write(&at_start, &folders).expect("written");
        other.say_first = true;
        other.remember(Path::new("other.ron"));
        other.write(&at_start, &folders).expect("written");
        let read = Settings::read(&folders).expect("read");
        assert_eq!((read.appearance.theme, read.say_first), (ThemeChoice::Dark, true));
        assert_eq!(read.recent, ["other.ron", "one.ron", "old.ron"].map(Path::new));
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_put_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let nonsense = "(appearance: (theme: Purple";
        std::fs::write(folders.settings_file(), nonsense).expect("written");
        assert!(Settings::read(&folders).is_err());
        let settings = Settings { say_first: true, ..Settings::default() };
        settings.write(&Settings::default(), &folders).expect("written");
        assert_eq!(Settings::read(&folders).expect("read"), settings);
        let aside = std::fs::read_to_string(folder.path().join("settings.unreadable.ron"));
        assert_eq!(aside.expect("there"), nonsense);
    }

    #[test]
    fn a_file_that_cannot_be_changed_in_parts_is_put_aside() {
        for text in ["Settings(novelty: \"x\")", "#![enable(implicit_some)]\n(records_folder: \"y\", novelty: \"x\")"] {
            let folder = tempfile::tempdir().expect("a folder");
            let folders = Folders::within(folder.path());
            let read = written(&folders, text);
            read.write(&read, &folders).expect("nothing has changed");
            assert_eq!(std::fs::read_to_string(folders.settings_file()).expect("there"), text);
            let next = Settings { say_first: true, ..read.clone() };
            next.write(&read, &folders).expect("written");
            assert_eq!(Settings::read(&folders).expect("read"), next);
            let aside = std::fs::read_to_string(folder.path().join("settings.unreadable.ron"));
            assert_eq!(aside.expect("there"), text);
        }
    }

    #[test]
    fn a_field_that_stands_twice_spoils_nothing_also_once_it_is_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let read = written(&folders, "(say_first: x: 1, recent: [\"a.ron\"], say_first: true)");
        assert!(read.say_first);
        let next = Settings { say_first: false, ..read.clone() };
        next.write(&read, &folders).expect("written");
        assert_eq!(Settings::read(&folders).expect("read"), next);
    }

    #[test]
    fn a_file_that_is_very_deep_is_read_and_changed_like_any_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let deep = format!("(novelty: {}{}, say_first: true)", "[".repeat(20_000), "]".repeat(20_000));
        let read = written(&folders, &deep);
        assert!(read.say_first);
        let next = Settings { say_first: false, ..read.clone() };
        next.write(&read, &folders).expect("written");
        assert_eq!(Settings::read(&folders).expect("read"), next);
        assert!(text(&folders).contains(&"[".repeat(10_000)));
    }

    #[test]
    fn what_was_remembered_before_there_were_people_can_be_taken_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::within(folder.path());
        let old = r#"(cards: {"a/lost": (situation: "x", response: "y")}, lessons_read: ["b"],
            history: (plays: {"a": [(outcome: "lost", mode: "guided")]}))"#;
        let before = written(&folders, old);
        let mut settings = before.clone();
        let memory = settings.take_memory();
        assert!(memory.cards.contains_key("a/lost") && memory.lessons_read.contains("b"));
        assert_eq!(memory.history.of("a").len(), 1);
        assert_eq!(settings, Settings::default());
        settings.write(&before, &folders).expect("written");
        assert!(!text(&folders).contains("history") && !text(&folders).contains("cards"), "{}", text(&folders));
        let person = crate::storage::Records::new_id();
        Register::within(folders.clone()).change_memory(person, &Memory::default(), &memory).expect("written");
        assert_eq!(read_memory(&folders, person).expect("read"), memory);
        forget_memory(&folders, person).expect("forgotten");
        assert_eq!(read_memory(&folders, person).expect("nobody known"), Memory::default());
    }
}
