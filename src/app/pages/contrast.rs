//! The two systems' replies side by side, wherever that is asked for.

use std::sync::Arc;

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::engine::Contrast;
use crate::scenario::{Scenario, plain};
use crate::ui::nav::NavTarget;
use crate::ui::screens::contrast::{ContrastAction, ContrastScreen};

/// A contrast that was asked for.
pub(in crate::app) struct ContrastPage {
    page: Page,
    scenario: Arc<Scenario>,
    contrast: Contrast,
    screen: ContrastScreen,
}

impl ContrastPage {
    /// The contrast of a choice of the play, of an old attempt, or of a scene of the path map, as `page` says.
    pub(in crate::app) fn new(page: Page, scenario: Arc<Scenario>, contrast: Contrast) -> Self {
        Self { page, scenario, contrast, screen: ContrastScreen::default() }
    }
}

impl PageView for ContrastPage {
    fn page(&self) -> Page {
        self.page
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.scenario.file().title.value))
    }

    fn rail(&self) -> NavTarget {
        if self.page == Page::OldContrast { NavTarget::Progress } else { NavTarget::Practise }
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        match self.screen.ui(ui, &self.scenario, &self.contrast, &mut context.window.portraits) {
            None => Step::Stay,
            Some(ContrastAction::Close | ContrastAction::GoOn) => Step::Back,
        }
    }

    fn is_of_the_play(&self) -> bool {
        self.page == Page::Contrast
    }
}

/// A contrast that opens by itself in guided play.
pub(in crate::app) struct WhatDiffersPage {
    scenario: Arc<Scenario>,
    contrast: Contrast,
    screen: ContrastScreen,
}

impl WhatDiffersPage {
    /// The contrast of the choice that was made last; the page beneath goes on with the story once this is closed.
    pub(in crate::app) fn new(scenario: Arc<Scenario>, contrast: Contrast) -> Self {
        Self { scenario, contrast, screen: ContrastScreen::default() }
    }
}

impl PageView for WhatDiffersPage {
    fn page(&self) -> Page {
        Page::WhatDiffers
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.scenario.file().title.value))
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        match self.screen.on_the_way(ui, &self.scenario, &self.contrast, &mut context.window.portraits) {
            None => Step::Stay,
            Some(ContrastAction::Close | ContrastAction::GoOn) => Step::Back,
        }
    }

    fn is_of_the_play(&self) -> bool {
        true
    }
}
