//! What a page is given to work with: the shelf, the learner, and what it may use of its window.

use std::sync::Arc;

use super::learner::Learner;
use super::shelf::Shelf;
use crate::ui::portraits::Portraits;

/// What pages may use of the window they are in.
pub(super) struct Surroundings {
    /// Something that went wrong, or was done, and what to do about it.
    pub(super) notice: Option<String>,
    /// The portraits as this window shows them.
    pub(super) portraits: Portraits,
    /// How it looks.
    pub(super) appearance: crate::appearance::Appearance,
    /// The pictures that `portraits` knows, by the number of their change.
    pub(super) pictures: u64,
}

/// What a page is given.
pub(super) struct PageContext<'a> {
    pub(super) ctx: egui::Context,
    pub(super) shelf: &'a mut Shelf,
    pub(super) learner: &'a mut Learner,
    pub(super) window: &'a mut Surroundings,
}

impl PageContext<'_> {
    /// Says something to the person.
    pub(super) fn notice(&mut self, words: impl Into<String>) {
        self.window.notice = Some(words.into());
    }

    /// A seed by which replies are shuffled.
    pub(super) fn seed(&self) -> u64 {
        self.shelf.machine.start.seed.unwrap_or_else(|| fastrand::u64(..))
    }

    /// What is remembered of the person goes to the disk.
    pub(super) fn save_memory(&mut self) {
        self.learner.save_memory(self.shelf);
    }

    /// The scenario with its file, as records know it again.
    pub(super) fn known(&self, scenario: &Arc<crate::scenario::Scenario>) -> crate::services::scenarios::KnownScenario {
        self.shelf.known(scenario)
    }
}
