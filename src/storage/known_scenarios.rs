//! Finding the scenario of an attempt: the one place that does it, for plays that were left, old debriefs, refreshers,
//! statements and the command line alike. A scenario is known again by the hash of its file; where the very same file is not there any more, by
//! its id, and that is told.

use std::path::PathBuf;
use std::sync::Arc;

use super::library::{Entry, read_scenario};
use crate::scenario::Scenario;

/// The scenarios among which that of an attempt is looked for.
#[derive(Clone, Debug, Default)]
pub struct KnownScenarios {
    /// Those of the library; a shipped one is read only where it is looked for.
    pub library: Vec<Entry>,
    /// Others that were opened in this run, the newest first.
    pub opened: Vec<Arc<Scenario>>,
    /// Files that were opened lately.
    pub recent: Vec<PathBuf>,
}

/// Where the scenario of an attempt was found.
#[derive(Clone, Debug)]
pub struct FoundScenario {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Where the file is, for one that was opened lately and is not in the library.
    pub path: Option<PathBuf>,
    /// Whether it is the very same file. Otherwise only the id is the same, and it has changed since.
    pub is_same: bool,
}

impl KnownScenarios {
    /// The scenario with this id whose file has this hash; else one with this id, those of the library before files that
    /// were opened lately. Files are read for it where the library does not have the very same one.
    #[must_use]
    pub fn find(&self, id: &str, hash: &str) -> Option<FoundScenario> {
        let found = |scenario: Arc<Scenario>, path: Option<&PathBuf>| {
            let is_same = scenario.hash() == hash;
            FoundScenario { scenario, path: path.cloned(), is_same }
        };
        let here = self.find_here(id, hash).map(|scenario| found(scenario, None));
        if here.as_ref().is_some_and(|it| it.is_same) {
            return here;
        }
        let read = |path: &PathBuf| {
            let entry = read_scenario(path).ok().filter(|entry| entry.id() == Some(id))?;
            Some(found(Arc::clone(entry.scenario()?), Some(path)))
        };
        let mut other = None;
        for recent in self.recent.iter().filter_map(read) {
            if recent.is_same {
                return Some(recent);
            }
            other.get_or_insert(recent);
        }
        here.or(other)
    }

    /// The same without reading any file of the user's.
    #[must_use]
    pub fn find_here(&self, id: &str, hash: &str) -> Option<Arc<Scenario>> {
        let listed = || self.library.iter().filter(|entry| entry.id() == Some(id));
        let opened = || self.opened.iter().filter(|scenario| scenario.file().id.value == id);
        let same = listed().find(|entry| entry.hash() == hash).and_then(Entry::scenario);
        let same = same.or_else(|| opened().find(|scenario| scenario.hash() == hash));
        // A shipped one is still there, also where a file of the person's own stands in its place.
        let shipped = || Entry::shipped_with_hash(hash)?.scenario().cloned();
        if let Some(same) = same.cloned().or_else(shipped) {
            return Some(same);
        }
        listed().find_map(Entry::scenario).or_else(|| opened().next()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scenario file in this folder whose text differs by a comment.
    fn written(folder: &std::path::Path, name: &str, comment: &str) -> PathBuf {
        let text = include_str!("../../scenarios/late-unit.ron");
        let path = folder.join(name);
        std::fs::write(&path, format!("{text}// {comment}\n")).expect("written");
        path
    }

    fn sound(path: &std::path::Path) -> Arc<Scenario> {
        read_scenario(path).expect("read").scenario().cloned().expect("sound")
    }

    #[test]
    fn the_very_same_file_comes_first_wherever_it_is_and_a_fallback_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = ["one", "two", "three"].map(|it| written(folder.path(), &format!("{it}.ron"), it));
        let hashes = paths.each_ref().map(|path| sound(path).hash().to_owned());
        let scenarios = KnownScenarios {
            library: vec![read_scenario(&paths[0]).expect("read")],
            opened: vec![sound(&paths[1])],
            recent: vec![folder.path().join("gone.ron"), paths[2].clone()],
        };
        let found = |hash: &str| {
            let found = scenarios.find("late-unit", hash).expect("found");
            (found.scenario.hash().to_owned(), found.is_same, found.path)
        };
        assert_eq!(found(&hashes[0]), (hashes[0].clone(), true, None));
        assert_eq!(found(&hashes[1]), (hashes[1].clone(), true, None));
        assert_eq!(found(&hashes[2]), (hashes[2].clone(), true, Some(paths[2].clone())));
        assert_eq!(found("another"), (hashes[0].clone(), false, None));
        assert!(scenarios.find("nobody-knows", &hashes[0]).is_none());
        let here = |hash: &str| scenarios.find_here("late-unit", hash).expect("found").hash().to_owned();
        assert_eq!([here(&hashes[1]), here(&hashes[2])], [hashes[1].clone(), hashes[0].clone()]);
    }

    #[test]
    fn a_shipped_one_is_still_known_where_another_stands_in_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        written(folder.path(), "late-unit.ron", "mine");
        let library = crate::storage::Library::shipped().with_folder(folder.path());
        let scenarios = KnownScenarios { library: library.entries, ..KnownScenarios::default() };
        let shipped = crate::scenario::content_hash(include_bytes!("../../scenarios/late-unit.ron"));
        let found = scenarios.find("late-unit", &shipped).expect("found");
        assert!(found.is_same && found.scenario.hash() == shipped);
        assert_ne!(scenarios.find("late-unit", "another").expect("found").scenario.hash(), shipped);
    }
}
