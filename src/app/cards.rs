//! The library, the problems of a file, and the settings: what these screens see, and what they ask for.

use egui::Ui;

use super::{App, Page};
use crate::storage::{Entry, Origin};
use crate::ui::Phase;
use crate::ui::screens::library::{CardView, LibraryAction, LibraryView, ResumeView, Source, Status};
use crate::ui::screens::problems::{ProblemsAction, ProblemsView};
use crate::ui::screens::settings::{SettingsAction, SettingsView};

impl App {
    /// Makes the cards anew; after the library, a play or an outcome has changed.
    pub(super) fn rebuild_cards(&mut self) {
        self.cards = self.library.entries.iter().map(|entry| self.card(entry)).collect();
    }
}
