//! One lesson, and the way from it into a scenario.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::app::shelf::Shelf;
use crate::engine::{Choice, Mode, Session, way_to};
use crate::play::Play;
use crate::scenario::{Scenario, SceneIx};
use crate::services::task::Task;
use crate::storage::Teaching;
use crate::ui::nav::NavTarget;
use crate::ui::screens::lesson::{LessonAction, LessonScreen, LessonView};

/// Choices that lead to a decision, while they are looked for.
type FindingWay = Task<Option<Vec<Choice>>>;

/// A lesson at its first screen.
pub(in crate::app) struct LessonPage {
    teaching: Arc<Teaching>,
    /// Its place among the lessons.
    at: usize,
    screen: LessonScreen,
    /// The scenarios from which it has examples.
    scenarios: Vec<Arc<Scenario>>,
    /// The scenario to practise in, while the way to its decision is looked for.
    finding: Option<(Arc<Scenario>, FindingWay)>,
}

impl LessonPage {
    /// The lesson at this place, where there is one.
    pub(in crate::app) fn of(teaching: &Arc<Teaching>, at: usize, shelf: &Shelf) -> Option<Self> {
        let lesson = teaching.lessons.get(at)?;
        let ids: BTreeSet<_> = lesson.decisions().map(|it| it.scenario.value.as_str()).collect();
        let scenarios = ids.into_iter().filter_map(|id| shelf.with_id(id).cloned()).collect();
        let (teaching, screen) = (Arc::clone(teaching), LessonScreen::default());
        Some(Self { teaching, at, screen, scenarios, finding: None })
    }

    /// Plays a scenario from before the decision of a scene on, both by their ids; nothing, where they are not there. The
    /// way to that decision is looked for in the background.
    fn practise(&mut self, context: &PageContext<'_>) {
        let practise = &self.teaching.lessons[self.at].practise;
        let Some(scenario) = context.shelf.with_id(&practise.scenario.value) else { return };
        let is_scene = |it: &crate::scenario::Scene| it.id.value == practise.scene.value;
        let Some(at) = scenario.file().scenes.iter().position(is_scene) else { return };
        let theirs = Arc::clone(scenario);
        let finding = context.shelf.services.files.ask(move |()| way_to(&theirs, SceneIx::from(at)));
        self.finding = Some((Arc::clone(scenario), finding));
    }
}

impl PageView for LessonPage {
    fn page(&self) -> Page {
        Page::Lesson
    }

    fn subject(&self) -> Option<String> {
        self.teaching.lessons.get(self.at).map(|lesson| lesson.title.value.clone())
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Learn
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let lessons = &self.teaching.lessons;
        let view = LessonView {
            lesson: &lessons[self.at],
            number: self.at + 1,
            next: lessons.get(self.at + 1).map(|lesson| lesson.title.value.as_str()),
            scenarios: &self.scenarios,
            catalog: &self.teaching.catalog,
        };
        match self.screen.ui(ui, &view, &mut context.window.portraits) {
            None => Step::Stay,
            Some(LessonAction::Close) => Step::Back,
            Some(LessonAction::Finished) => {
                let id = &lessons[self.at].id.value;
                if !context.learner.memory().lessons_read.contains(id) {
                    context.learner.remember(context.shelf, |memory| {
                        memory.lessons_read.insert(id.clone());
                    });
                }
                Step::Stay
            }
            Some(LessonAction::Practise) => {
                self.practise(context);
                Step::Stay
            }
            Some(LessonAction::NextLesson) => match Self::of(&self.teaching, self.at + 1, context.shelf) {
                Some(next) => Step::Replace(Box::new(next)),
                None => Step::Stay,
            },
        }
    }

    /// Shows the play to which the way has been found; or the scenario from its beginning.
    fn take_answers(&mut self, is_on_top: bool, context: &mut PageContext<'_>) -> Step {
        let Some(way) = self.finding.as_ref().and_then(|(_, finding)| finding.poll()) else { return Step::Stay };
        let Some((scenario, _)) = self.finding.take() else { return Step::Stay };
        if !is_on_top {
            // They have gone on to something else.
            return Step::Stay;
        }
        let Some(way) = way else {
            let title = &scenario.file().title.value;
            context.notice(format!("No way leads to that moment, so “{title}” starts from its beginning."));
            return Step::Begin(scenario, Mode::Practice);
        };
        let (session, _) = Session::replay(scenario, way);
        let play = Play::new(session, context.seed()).in_mode(Mode::Practice);
        Step::PlayHere(context.take_in(play))
    }
}
