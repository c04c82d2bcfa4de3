//! What an organisation needs, and nobody in order to practise.

use egui::Ui;

use super::group::GroupPage;
use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::ui::nav::NavTarget;
use crate::ui::screens::settings::{OrganisationsAction, OrganisationsScreen};

/// The page for organisations.
#[derive(Default)]
pub(in crate::app) struct OrganisationsPage(OrganisationsScreen);

impl PageView for OrganisationsPage {
    fn page(&self) -> Page {
        Page::Organisations
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Settings
    }

    fn is_about_nothing(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        match self.0.ui(ui, context.shelf.sending.view()) {
            None => {}
            Some(OrganisationsAction::ReportOnGroup) => return Step::open(GroupPage::default()),
            Some(OrganisationsAction::Store(action)) => context.shelf.take_store_action(action),
            Some(OrganisationsAction::Close) => return Step::Back,
        }
        Step::Stay
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
