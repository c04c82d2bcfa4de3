//! Finding the scenario of an attempt: the one place that does it, for plays that were left, old debriefs, refreshers and
//! statements alike. A scenario is known again by the hash of its file; where the very same file is not there any more, by
//! its id, and that is told.

use std::path::PathBuf;
use std::sync::Arc;

use crate::scenario::Scenario;
use crate::storage::{Entry, read_scenario};

/// A scenario together with its file.
#[derive(Clone, Debug)]
pub struct KnownScenario {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// What stands in its file.
    pub source: Arc<[u8]>,
}

impl KnownScenario {
    /// A scenario, and what stands in its file.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, source: Arc<[u8]>) -> Self {
        Self { scenario, source }
    }

    /// That of a file, where it can be played.
    #[must_use]
    pub fn of_entry(entry: &Entry) -> Option<Self> {
        Some(Self::new(Arc::clone(entry.scenario()?), Arc::clone(entry.source())))
    }

    /// SHA-256 of its file, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        self.scenario.hash()
    }

    fn id(&self) -> &str {
        &self.scenario.file().id.value
    }
}

/// The scenarios among which that of an attempt is looked for.
#[derive(Clone, Debug, Default)]
pub struct KnownScenarios {
    /// Those of the library; a shipped one is read only where it is looked for.
    pub library: Vec<Entry>,
    /// Others that were opened in this run, the newest first.
    pub opened: Vec<KnownScenario>,
    /// Files that were opened lately.
    pub recent: Vec<PathBuf>,
}

/// Where the scenario of an attempt was found.
#[derive(Clone, Debug)]
pub struct FoundScenario {
    /// The scenario, with its file.
    pub known: KnownScenario,
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
        let mut fallback = None;
        if let Some(known) = self.find_here(id, hash) {
            let is_same = known.hash() == hash;
            let found = FoundScenario { known, path: None, is_same };
            if is_same {
                return Some(found);
            }
            fallback = Some(found);
        }
        for path in &self.recent {
            let Some(known) = read_scenario(path).ok().as_ref().and_then(KnownScenario::of_entry) else { continue };
            if known.id() == id {
                let is_same = known.hash() == hash;
                let found = FoundScenario { known, path: Some(path.clone()), is_same };
                if is_same {
                    return Some(found);
                }
                fallback.get_or_insert(found);
            }
        }
        fallback
    }

    /// The same without reading any file of the user's.
    #[must_use]
    pub fn find_here(&self, id: &str, hash: &str) -> Option<KnownScenario> {
        let listed = || self.library.iter().filter(|entry| entry.id() == Some(id));
        let opened = || self.opened.iter().filter(|known| known.id() == id);
        let same = listed().find(|entry| entry.hash() == hash).and_then(KnownScenario::of_entry);
        same.or_else(|| opened().find(|known| known.hash() == hash).cloned())
            .or_else(|| listed().find_map(KnownScenario::of_entry))
            .or_else(|| opened().next().cloned())
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

    fn known(path: &std::path::Path) -> KnownScenario {
        KnownScenario::of_entry(&read_scenario(path).expect("read")).expect("sound")
    }

    #[test]
    fn the_very_same_file_comes_first_wherever_it_is_and_a_fallback_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = ["one", "two", "three"].map(|it| written(folder.path(), &format!("{it}.ron"), it));
        let hashes = paths.each_ref().map(|path| known(path).hash().to_owned());
        let scenarios = KnownScenarios {
            library: vec![read_scenario(&paths[0]).expect("read")],
            opened: vec![known(&paths[1])],
            recent: vec![folder.path().join("gone.ron"), paths[2].clone()],
        };
        let found = |hash: &str| {
            let found = scenarios.find("late-unit", hash).expect("found");
            (found.known.hash().to_owned(), found.is_same, found.path)
        };
        assert_eq!(found(&hashes[0]), (hashes[0].clone(), true, None));
        assert_eq!(found(&hashes[1]), (hashes[1].clone(), true, None));
        assert_eq!(found(&hashes[2]), (hashes[2].clone(), true, Some(paths[2].clone())));
        assert_eq!(found("another"), (hashes[0].clone(), false, None));
        assert!(scenarios.find("nobody-knows", &hashes[0]).is_none());
        let here = |hash: &str| scenarios.find_here("late-unit", hash).expect("found").hash().to_owned();
        assert_eq!([here(&hashes[1]), here(&hashes[2])], [hashes[1].clone(), hashes[0].clone()]);
    }
}
