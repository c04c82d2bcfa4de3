//! Reading and writing what is remembered of one person.

use std::io;
use std::path::PathBuf;

use uuid::Uuid;

use super::folders::Folders;
use super::whole_file::write_whole;
use crate::memory::Memory;

/// What is remembered of this person; nothing, of somebody new.
///
/// # Errors
/// Where the file is there and cannot be read or understood. The file is left as it is.
pub fn read_memory(folders: &Folders, person: Uuid) -> io::Result<Memory> {
    match std::fs::read_to_string(file(folders, person)) {
        Ok(text) => ron::from_str(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Memory::default()),
        Err(error) => Err(error),
    }
}

/// Remembers it, all or nothing.
///
/// # Errors
/// Where the folder cannot be made or the file not be written.
pub fn write_memory(memory: &Memory, folders: &Folders, person: Uuid) -> io::Result<()> {
    write_whole(&file(folders, person), text_of(memory)?.as_bytes())
}

/// Forgets everything about this person; harmless where nothing is remembered.
///
/// # Errors
/// Where the file is there and cannot be deleted.
pub fn forget_memory(folders: &Folders, person: Uuid) -> io::Result<()> {
    match std::fs::remove_file(file(folders, person)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A memory as it stands in its file.
pub(super) fn text_of(memory: &Memory) -> io::Result<String> {
    ron::ser::to_string_pretty(memory, ron::ser::PrettyConfig::default()).map_err(io::Error::other)
}

fn file(folders: &Folders, person: Uuid) -> PathBuf {
    folders.data().join("people").join(format!("{person}.ron"))
}

#[cfg(test)]
mod tests {
    use crate::memory::Visited;
    use crate::scenario::{EndingIx, ReplyIx, SceneIx, StoryPlace};
    use crate::storage::Library;

    #[test]
    fn what_the_file_has_no_longer_is_forgotten() {
        let library = Library::shipped();
        let mut scenarios = library.entries.iter().filter_map(|entry| entry.scenario().cloned());
        let scenario = scenarios.next().expect("a scenario");
        let mut visited = Visited::default();
        visited.add_place(&scenario, StoryPlace::Scene(SceneIx(0)));
        visited.add_reply(&scenario, ReplyIx(0));
        assert!(!visited.has_an_ending(&scenario));
        visited.add_place(&scenario, StoryPlace::Ending(EndingIx(0)));
        assert!(visited.has_an_ending(&scenario) && visited.has_reply(&scenario, ReplyIx(0)));
        let known = visited.clone();
        visited.places.insert("gone".to_owned());
        visited.replies.insert("gone".to_owned());
        visited.keep_what_is_in(&scenario);
        assert_eq!(visited, known);
    }
}
