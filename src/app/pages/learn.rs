//! All lessons.

use egui::Ui;

use super::credits::CreditsPage;
use super::glossary::GlossaryPage;
use super::lesson::LessonPage;
use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::ui::nav::NavTarget;
use crate::ui::screens::learn::{LearnAction, LearnScreen, LearnView};

/// The list of lessons.
#[derive(Default)]
pub(in crate::app) struct LearnPage(LearnScreen);

impl PageView for LearnPage {
    fn page(&self) -> Page {
        Page::Learn
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Learn
    }

    fn is_about_nothing(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let teaching = context.shelf.teaching();
        let view = LearnView {
            lessons: teaching.map(|it| it.lessons.as_slice()),
            read: &context.learner.memory().lessons_read,
            notices: teaching.map_or(&[], |it| &it.unread),
        };
        match self.0.ui(ui, &view, &mut context.window.portraits) {
            None => Step::Stay,
            Some(LearnAction::Lesson(at)) => {
                match context.shelf.teaching().and_then(|it| LessonPage::of(it, at, context.shelf)) {
                    Some(lesson) => Step::open(lesson),
                    None => Step::Stay,
                }
            }
            Some(LearnAction::Glossary) => Step::open(GlossaryPage::new(None)),
            Some(LearnAction::Credits) => Step::open(CreditsPage::default()),
        }
    }
}
