//! The words, and what they mean.

use egui::Ui;

use super::lesson::LessonPage;
use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::ui::nav::NavTarget;
use crate::ui::screens::glossary::{GlossaryAction, GlossaryScreen, GlossaryView};

/// The glossary.
#[derive(Default)]
pub(in crate::app) struct GlossaryPage {
    /// The term at which it opens, until it has.
    term: Option<String>,
    screen: GlossaryScreen,
}

impl GlossaryPage {
    /// At a term, if one is given.
    pub(in crate::app) fn new(term: Option<String>) -> Self {
        Self { term, screen: GlossaryScreen::default() }
    }
}

impl PageView for GlossaryPage {
    fn page(&self) -> Page {
        Page::Glossary
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Learn
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        // It comes a moment after the first frame.
        let Some(teaching) = context.shelf.teaching() else { return Step::Stay };
        if let Some(term) = self.term.take() {
            self.screen = GlossaryScreen::at(&teaching.glossary, &term);
        }
        let view = GlossaryView { glossary: &teaching.glossary, lessons: &teaching.lessons };
        match self.screen.ui(ui, &view) {
            None => Step::Stay,
            Some(GlossaryAction::Close) => Step::Back,
            // A lesson lies on the list of lessons, wherever the word was met.
            Some(GlossaryAction::Lesson(at)) => match LessonPage::of(teaching, at, context.shelf) {
                Some(lesson) => Step::Lesson(Box::new(lesson)),
                None => Step::Stay,
            },
        }
    }

    fn is_about_nothing(&self) -> bool {
        self.term.is_none()
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
