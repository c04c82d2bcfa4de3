//! The report on a group.

use std::sync::Arc;

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::dialogs::Choosing;
use crate::app::page::{Page, PageView, Step};
use crate::services::group::{self, FORMS};
use crate::services::task::poll_once;
use crate::ui::nav::NavTarget;
use crate::ui::screens::group::{GroupAction, GroupScreen, GroupView};

/// The page of the report.
#[derive(Default)]
pub(in crate::app) struct GroupPage {
    screen: GroupScreen,
    choosing_folder: Option<Choosing>,
    adding_folder: Option<Choosing>,
    choosing_place: Option<Choosing>,
}

impl PageView for GroupPage {
    fn page(&self) -> Page {
        Page::Group
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Progress
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let group = &mut context.learner.group;
        let view = GroupView { folders: group.named(), asked: group.asked(), state: group.state() };
        match self.screen.ui(ui, &view) {
            None => {}
            Some(GroupAction::ChooseFolder) => {
                self.choosing_folder = Some(context.shelf.choose_folder("Choose a folder of records"));
            }
            Some(GroupAction::AddFolder) => {
                self.adding_folder = Some(context.shelf.choose_folder("Choose one more folder"));
            }
            Some(GroupAction::OwnRecords) => {
                group.read(context.shelf.machine.records_folder().into_iter().collect(), context.shelf);
            }
            Some(GroupAction::ReadAgain) => group.read_again(context.shelf),
            Some(GroupAction::Stop) => group.stop(),
            Some(GroupAction::Ask(asked)) => group.ask(asked, context.shelf),
            Some(GroupAction::Save) => {
                self.choosing_place = Some(context.shelf.choose_place("Save the report", "group-report.html", &FORMS));
            }
            Some(GroupAction::Close) => return Step::Back,
        }
        Step::Stay
    }

    fn take_answers(&mut self, context: &mut PageContext<'_>) -> Step {
        let group = &mut context.learner.group;
        if let Some(folder) = poll_once(&mut self.choosing_folder).flatten() {
            group.read(vec![folder], context.shelf);
        }
        if let Some(folder) = poll_once(&mut self.adding_folder).flatten() {
            group.read_more(folder, context.shelf);
        }
        if let Some(to) = poll_once(&mut self.choosing_place).flatten()
            && let Some(report) = group.report().map(Arc::clone)
        {
            let saved = context.shelf.services.aside(move || {
                Some(match group::save(&report, to) {
                    Ok(path) => format!("The report is in {}.", path.display()),
                    Err(error) => format!("The report could not be saved: {error}."),
                })
            });
            context.shelf.send_on_an_errand(Some(saved));
        }
        Step::Stay
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
