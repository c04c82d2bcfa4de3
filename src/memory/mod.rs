//! What is remembered of one person between runs, besides their attempts: how their plays ended, where they have been, the
//! lessons that they have read, and what they have put in their own words. Pure; `storage` reads and writes it.

mod card;
mod history;
mod visited;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use card::Card;
pub use history::{History, Played, RecordedPlay, Suggestion};
pub use visited::Visited;

/// What is remembered of one person. A field that an older or newer version wrote is no reason to lose the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// If–then cards that they have put in their own words, by scenario id and outcome ("late-unit/champion").
    pub cards: BTreeMap<String, Card>,
    /// The lessons that they have read to their end, by id.
    pub lessons_read: BTreeSet<String>,
    /// Words of ours that were explained to them, each once.
    pub words_met: BTreeSet<String>,
    /// Where they have been, by scenario id.
    pub visited: BTreeMap<String, Visited>,
    /// How their plays ended, and the modes that they chose.
    pub history: History,
}
