//! What the checker found in a file.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::scenario::Scenario;
use crate::storage::{Entry, Origin};
use crate::ui::screens::problems::{Problems, ProblemsAction, ProblemsScreen, ProblemsView};

/// The problems of a file.
pub(in crate::app) struct ProblemsPage {
    problems: Problems,
    /// Where it is; `None` for one that is inside the program.
    path: Option<PathBuf>,
    /// The scenario, where nothing that was found keeps it from being played.
    scenario: Option<Arc<Scenario>>,
    screen: ProblemsScreen,
}

impl ProblemsPage {
    /// Of this file.
    pub(in crate::app) fn of(entry: &Entry) -> Self {
        let source = String::from_utf8_lossy(entry.source()).into();
        let path = match &entry.origin {
            Origin::File(path) => Some(path.clone()),
            Origin::Shipped => None,
        };
        let problems = Problems::new(&entry.file, source, entry.diagnostics());
        Self { problems, path, scenario: entry.scenario().cloned(), screen: ProblemsScreen::default() }
    }
}

impl PageView for ProblemsPage {
    fn page(&self) -> Page {
        Page::Problems
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let view = ProblemsView { problems: &self.problems, playable: self.scenario.is_some() };
        match self.screen.ui(ui, &view) {
            None => Step::Stay,
            Some(ProblemsAction::Back) => Step::Back,
            Some(ProblemsAction::CheckAgain) => match self.path.clone() {
                Some(path) => {
                    // The card of a file in the person's own folder tells how it is, too.
                    if context.shelf.machine.scenarios_folder().is_some_and(|folder| path.starts_with(folder)) {
                        context.shelf.read_library();
                    }
                    Step::ReadFile(path)
                }
                None => {
                    context.shelf.read_library();
                    Step::Stay
                }
            },
            Some(ProblemsAction::CopyAll) => {
                ui.copy_text(self.problems.as_text());
                Step::Stay
            }
            Some(ProblemsAction::PlayAnyway) => self.scenario.clone().map_or(Step::Stay, Step::Scenario),
        }
    }
}
