//! Reading and writing what is remembered of one person.

use std::io;
use std::path::PathBuf;

use uuid::Uuid;

use super::folders::Folders;
use super::ron_file;
use crate::memory::Memory;

/// What is remembered of this person; nothing, of somebody new. An entry that cannot be read is left out, and left where it is.
///
/// # Errors
/// Where the file is there and cannot be read or understood. The file is left as it is.
pub fn read_memory(folders: &Folders, person: Uuid) -> io::Result<Memory> {
    Ok(ron_file::read(&file(folders, person))?.unwrap_or_default())
}

/// Writes what has changed from `base` to `mine`, all or nothing. Whoever calls this holds the lock of the people.
pub(super) fn change_alone(folders: &Folders, person: Uuid, base: &Memory, mine: &Memory) -> io::Result<()> {
    ron_file::change_alone(&file(folders, person), base, mine)
}

/// Forgets everything about this person; harmless where nothing is remembered.
///
/// # Errors
/// Where the file is there and cannot be deleted.
pub fn forget_memory(folders: &Folders, person: Uuid) -> io::Result<()> {
    let file = file(folders, person);
    for file in [ron_file::put_aside(&file), file] {
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
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
