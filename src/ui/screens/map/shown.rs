//! What both the canvas and the list show of a map.

use super::facts::{Kind, MapFacts, PlaceFacts};
use crate::map::StoryMap;
use crate::ui::icons;
use crate::ui::theme::Tone;
use crate::ui::verdict::outcome_look;

/// What the canvas shows.
pub(super) struct ShownMap<'a> {
    pub(super) map: &'a StoryMap,
    pub(super) facts: &'a MapFacts,
    pub(super) all_titles: bool,
    /// The place whose details are open.
    pub(super) open: Option<usize>,
}

/// The tone and the icon of a place.
pub(super) fn look(facts: &PlaceFacts) -> (Tone, &'static str) {
    match facts.kind {
        Kind::Ending(Some(outcome)) => outcome_look(outcome),
        Kind::Ending(None) => (Tone::Neutral, icons::QUESTION),
        Kind::Decision(_) | Kind::Passage if facts.seen => (Tone::Accent, icons::CHECK),
        Kind::Decision(_) | Kind::Passage => (Tone::Neutral, icons::CIRCLE),
    }
}
