//! Whom all of it is owed to.

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::ui::nav::NavTarget;
use crate::ui::screens::credits::{CreditsAction, CreditsScreen, CreditsView};

/// The credits.
#[derive(Default)]
pub(in crate::app) struct CreditsPage(CreditsScreen);

impl PageView for CreditsPage {
    fn page(&self) -> Page {
        Page::Credits
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Learn
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        // They come a moment after the first frame.
        let Some(teaching) = context.shelf.teaching() else { return Step::Stay };
        let view = CreditsView { credits: &teaching.credits, own: context.shelf.own_credits() };
        match self.0.ui(ui, &view) {
            None => Step::Stay,
            Some(CreditsAction::Close) => Step::Back,
        }
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
