//! What the checker found in a file.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::scenario::{Rehearsal, Scenario};
use crate::storage::{Entry, Origin};
use crate::ui::screens::problems::{Playable, Problems, ProblemsAction, ProblemsScreen, ProblemsView};

/// The problems of a file.
pub(in crate::app) struct ProblemsPage {
    problems: Problems,
    /// Where it is; `None` for one that is inside the program.
    path: Option<PathBuf>,
    /// What can be played of it: the scenario, or a draft where there are errors.
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
        let scenario = entry.scenario().or_else(|| entry.rehearsal().map(Rehearsal::scenario)).cloned();
        Self { problems, path, scenario, screen: ProblemsScreen::default() }
    }
}

impl PageView for ProblemsPage {
    fn page(&self) -> Page {
        Page::Problems
    }

    fn subject(&self) -> Option<String> {
        Some(self.problems.file().to_owned())
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let playable = match &self.scenario {
            None => Playable::No,
            Some(scenario) if scenario.is_rehearsal() => Playable::AsDraft,
            Some(_) => Playable::Yes,
        };
        let view = ProblemsView { problems: &self.problems, playable };
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
