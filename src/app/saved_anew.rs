//! The file of the scenario on a page, which somebody may save anew beside the program.

use std::path::PathBuf;

use egui::Event;

use super::context::PageContext;
use super::shelf::Shelf;
use crate::engine::Session;
use crate::scenario::{Scenario, plain};
use crate::services::saved_anew::{FileNews, NewText, look};
use crate::services::task::{Task, poll_once};
use crate::words;

/// The file of a scenario, where it has one.
pub(super) struct ScenarioFile {
    path: Option<PathBuf>,
    looking: Option<Task<FileNews>>,
    /// The text with errors that has been told of, by its hash.
    told: Option<String>,
}

impl ScenarioFile {
    /// The file of this scenario.
    pub(super) fn of(scenario: &Scenario, shelf: &Shelf) -> Self {
        Self { path: shelf.file_of(scenario), looking: None, told: None }
    }

    /// Whether the person has just come back to the window, from their editor perhaps.
    pub(super) fn is_to_be_looked_at(&self, context: &PageContext<'_>) -> bool {
        let is_back = |event: &Event| matches!(event, Event::WindowFocused(true));
        self.path.is_some() && context.ctx.input(|input| input.events.iter().any(is_back))
    }

    /// Whether somebody is looking at it.
    pub(super) fn is_looked_at(&self) -> bool {
        self.looking.is_some()
    }

    /// Has the file looked at where they have.
    pub(super) fn look_on_return(&mut self, session: &Session, context: &PageContext<'_>) {
        if self.is_to_be_looked_at(context)
            && let Some(path) = self.path.clone()
        {
            let session = session.clone();
            self.looking = Some(context.shelf.services.files.ask(move |()| look(&path, &session)));
        }
    }

    /// The new text, where there is one and it can be played. Says where it has errors.
    pub(super) fn take_news(&mut self, session: &Session, context: &mut PageContext<'_>) -> Option<NewText> {
        match poll_once(&mut self.looking)? {
            FileNews::Same => None,
            FileNews::Broken { errors, hash } => {
                if self.told.replace(hash.clone()) != Some(hash) {
                    let title = plain(&session.scenario().file().title);
                    let errors = words::count(errors, "error", "errors");
                    context.notice(format!(
                        "“{title}” has been saved anew with {errors}, so you go on in the text as it was. Open the file to see them."
                    ));
                }
                None
            }
            FileNews::Changed(new) => {
                if let Some(path) = &self.path {
                    context.shelf.take_saved_anew(path, &new.scenario);
                }
                Some(*new)
            }
        }
    }
}
