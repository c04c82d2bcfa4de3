//! A play that was left in an earlier run of the program: looking for it, and what has become of its scenario.

use std::path::PathBuf;
use std::sync::Arc;

use crate::record::{Attempt, Id, Replayed, replay};
use crate::scenario::Scenario;
use crate::storage::{Entry, Keeper, Records, content_hash, read_attempt, read_scenario};

/// The scenarios among which that of a play is looked for.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Those of the library; the shipped ones are read only where they are looked for.
    pub library: Vec<Entry>,
    /// Files that were opened lately.
    pub recent: Vec<PathBuf>,
}

/// A play that was left.
#[derive(Debug)]
pub struct Found {
    /// What was recorded of it.
    pub attempt: Attempt,
    /// Goes on recording it, in a copy.
    pub keeper: Keeper,
    /// The session, as far as its choices still fit.
    pub replayed: Replayed,
    /// The scenario's file as it is now.
    pub source: Arc<[u8]>,
    /// Where that is, for one that is not in the library.
    pub path: Option<PathBuf>,
    /// Whether it has changed since.
    pub changed: bool,
}

/// Where a scenario was found.
pub struct Place {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Its file.
    pub source: Arc<[u8]>,
    /// Where that is, for one that is not in the library.
    pub path: Option<PathBuf>,
}

/// Looks for the newest play that a person has left open. What cannot be read is no reason to say anything: nothing is lost
/// by it.
pub fn find(records: &Records, person: Id, known: &Known) -> Option<Found> {
    let open = records.newest_open(person, read_attempt).ok()??;
    let stamp = &open.attempt.started.scenario;
    let place = scenario_of(&stamp.id, &stamp.hash, known)?;
    let changed = content_hash(&place.source) != stamp.hash;
    let replayed = replay(&open.attempt, &place.scenario);
    let keeper = Keeper::go_on(records.clone(), open.attempt.started.attempt, &open.file).ok()?;
    Some(Found { attempt: open.attempt, keeper, replayed, source: place.source, path: place.path, changed })
}

/// The scenario with this id: best the very same file, else one of the library, else one that was opened lately.
pub fn scenario_of(id: &str, hash: &str, known: &Known) -> Option<Place> {
    let entry = known.library.iter().find(|entry| entry.id() == Some(id));
    let in_library = || {
        let entry = entry?;
        Some(Place { scenario: entry.scenario()?.clone(), source: entry.source().clone(), path: None })
    };
    if entry.is_some_and(|entry| entry.hash() == hash) {
        return in_library();
    }
    let opened = |path: &PathBuf| {
        let entry = read_scenario(path).ok()?;
        let scenario = entry.scenario().filter(|scenario| scenario.file().id.value == id)?.clone();
        Some(Place { scenario, source: entry.source().clone(), path: Some(path.clone()) })
    };
    let mut opened: Vec<_> = known.recent.iter().filter_map(opened).collect();
    let same = opened.iter().position(|place| content_hash(&place.source) == hash);
    match same {
        Some(at) => Some(opened.swap_remove(at)),
        None => in_library().or_else(|| opened.into_iter().next()),
    }
}
