//! The report on a group.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::debrief::with_warning;
use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::export::csv;
use crate::services::group::{self, FORMS};
use crate::ui::nav::NavTarget;
use crate::ui::screens::group::{GroupAction, GroupScreen, GroupView};

/// The page of the report.
#[derive(Default)]
pub(in crate::app) struct GroupPage {
    screen: GroupScreen,
}

impl PageView for GroupPage {
    fn page(&self) -> Page {
        Page::Group
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Progress
    }

    fn is_about_nothing(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let group = &mut context.learner.group;
        let view = GroupView { folders: group.named(), asked: group.asked(), state: group.state() };
        match self.screen.ui(ui, &view) {
            None => {}
            Some(GroupAction::ChooseFolder) => {
                let choosing = context.shelf.choose_folder("Choose a folder of records");
                context.when_chosen(choosing, |folder, context| {
                    context.learner.group.read(vec![folder], context.shelf);
                });
            }
            Some(GroupAction::AddFolder) => {
                let choosing = context.shelf.choose_folder("Choose one more folder");
                context.when_chosen(choosing, |folder, context| {
                    context.learner.group.read_more(folder, context.shelf);
                });
            }
            Some(GroupAction::OwnRecords) => {
                group.read(context.shelf.machine.records_folder().into_iter().collect(), context.shelf);
            }
            Some(GroupAction::ReadAgain) => group.read_again(context.shelf),
            Some(GroupAction::Stop) => group.stop(),
            Some(GroupAction::Ask(asked)) => group.ask(asked, context.shelf),
            Some(GroupAction::Save) => {
                let choosing = context.shelf.choose_place("Save the report", "group-report.html", &FORMS);
                context.when_chosen(choosing, save);
            }
            Some(GroupAction::Close) => return Step::Back,
        }
        Step::Stay
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}

/// Saves the report as it is then.
fn save(to: PathBuf, context: &mut PageContext<'_>) {
    let Some(report) = context.learner.group.report().map(Arc::clone) else { return };
    let style = context.learner.profile().map(|it| csv::Style::of_language(&it.language)).unwrap_or_default();
    let saved = context.shelf.services.aside(move || {
        Some(match group::save(&report, &to, style) {
            Ok((path, warning)) => with_warning(format!("The report is in {}.", path.display()), warning),
            Err(error) => format!("The report could not be saved: {error}."),
        })
    });
    context.shelf.send_on_an_errand(Some(saved));
}
