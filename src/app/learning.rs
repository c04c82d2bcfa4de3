//! Learning: lessons, the glossary, the credits, and the way from a lesson into a scenario.

use std::sync::Arc;

use egui::Ui;

use super::jobs::Job;
use super::{App, Page};
use crate::engine::{Choice, Mode, Session};
use crate::scenario::lesson::spoken;
use crate::scenario::{Scenario, SceneIx};
use crate::storage::Teaching;
use crate::ui::Play;
use crate::ui::screens::credits::{CreditsAction, CreditsView};
use crate::ui::screens::glossary::{GlossaryAction, GlossaryScreen, GlossaryView};
use crate::ui::screens::learn::{LearnAction, LearnView};
use crate::ui::screens::lesson::{LessonAction, LessonScreen, LessonView};
use crate::ui::widgets::term::{self, Definition};

impl App {
    /// Has lessons and glossary read in the background.
    pub(super) fn read_teaching(&self) {
        self.jobs.add(Job::ReadTeaching(self.scenarios_folder()));
    }

    pub(super) fn take_teaching(&mut self, ctx: &egui::Context, teaching: Box<Teaching>) {
        let definition = |term: &crate::scenario::glossary::Term| Definition {
            term: term.term.value.clone(),
            forms: term.forms.iter().map(|form| form.value.clone()).collect(),
            text: spoken(&term.definition),
        };
        term::know(ctx, teaching.glossary.terms.iter().map(definition).collect());
        self.teaching = Some(teaching);
    }

    pub(super) fn show_learn(&mut self, ui: &mut Ui) {
        let teaching = self.teaching.as_ref();
        let view = LearnView {
            lessons: teaching.map(|it| it.lessons.as_slice()),
            read: &self.memory.lessons_read,
            notices: teaching.map_or(&[], |it| &it.unread),
        };
        match self.screens.learn.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(LearnAction::Lesson(at)) => self.open_lesson(at),
            Some(LearnAction::Glossary) => self.open_glossary(None),
            Some(LearnAction::Credits) => self.path.open(Page::Credits),
        }
    }

    /// Opens a lesson at its first screen.
    fn open_lesson(&mut self, at: usize) {
        let Some(lesson) = self.teaching.as_ref().and_then(|it| it.lessons.get(at)) else { return };
        let lesson = lesson.id.value.clone();
        self.screens.lesson = LessonScreen::default();
        self.path.open(Page::Lesson { lesson });
    }

    pub(super) fn show_lesson(&mut self, ui: &mut Ui, id: &str) {
        let lessons = self.teaching.as_ref().map_or(&[][..], |it| &it.lessons);
        // It may have gone with its file.
        let Some(at) = lessons.iter().position(|lesson| lesson.id.value == id) else { return self.path.back() };
        let Some(teaching) = &self.teaching else { return };
        let scenarios: Vec<_> = self.library.entries.iter().filter_map(|entry| entry.scenario().cloned()).collect();
        let view = LessonView {
            lesson: &lessons[at],
            number: at + 1,
            next: lessons.get(at + 1).map(|lesson| lesson.title.value.as_str()),
            scenarios: &scenarios,
            catalog: &teaching.catalog,
        };
        match self.screens.lesson.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(LessonAction::Close) => self.path.back(),
            Some(LessonAction::Finished) => {
                let is_new = self.memory.lessons_read.insert(id.to_owned());
                if is_new {
                    self.save_memory();
                }
            }
            Some(LessonAction::Practise) => {
                let practise = view.lesson.practise.clone();
                self.practise(&practise.scenario.value, &practise.scene.value);
            }
            Some(LessonAction::NextLesson) => {
                self.path.back();
                self.open_lesson(at + 1);
            }
        }
    }

    /// Plays a scenario from before the decision of a scene on, both by their ids; nothing, where they are not there.
    ///
    /// The way to that decision is looked for in the background.
    fn practise(&mut self, scenario: &str, scene: &str) {
        let entry = self.library.entries.iter().find(|entry| entry.id() == Some(scenario));
        let Some(scenario) = entry.and_then(|entry| entry.scenario()) else { return };
        let Some(at) = scenario.file().scenes.iter().position(|it| it.id.value == scene) else { return };
        let at = SceneIx::from(at);
        self.practise_at = Some((Arc::clone(scenario), at));
        self.jobs.add(Job::FindWay(Arc::clone(scenario), at));
    }

    /// Shows the play to which the way has been found, if it is the one waited for; or the scenario from its beginning.
    pub(super) fn practise_by(&mut self, scenario: &Arc<Scenario>, scene: SceneIx, way: Option<&[Choice]>) {
        let is_this = |(waiting, at): &(Arc<Scenario>, SceneIx)| Arc::ptr_eq(waiting, scenario) && *at == scene;
        if !self.practise_at.as_ref().is_some_and(is_this) {
            return;
        }
        self.practise_at = None;
        let Some(way) = way else {
            let title = &scenario.file().title.value;
            self.notice = Some(format!("No way leads to that moment, so “{title}” starts from its beginning."));
            return self.play(Arc::clone(scenario), Mode::Practice);
        };
        let (session, _) = Session::replay(Arc::clone(scenario), way.iter().copied());
        let seed = self.start.seed.unwrap_or_else(|| fastrand::u64(..));
        self.put_aside();
        self.show_play_here(Play::new(session, seed).in_mode(Mode::Practice).saying_first(self.settings.say_first));
    }

    /// Opens the glossary, at a term if one is given.
    pub(super) fn open_glossary(&mut self, term: Option<&str>) {
        let glossary = self.teaching.as_ref().map(|it| &it.glossary);
        self.screens.glossary = match (glossary, term) {
            (Some(glossary), Some(term)) => GlossaryScreen::at(glossary, term),
            _ => GlossaryScreen::default(),
        };
        self.path.open(Page::Glossary);
    }

    pub(super) fn show_glossary(&mut self, ui: &mut Ui) {
        let Some(teaching) = &self.teaching else { return };
        let view = GlossaryView { glossary: &teaching.glossary, lessons: &teaching.lessons };
        match self.screens.glossary.ui(ui, &view) {
            None => {}
            Some(GlossaryAction::Close) => self.path.back(),
            Some(GlossaryAction::Lesson(at)) => {
                // A lesson lies on the list of lessons, wherever the word was met.
                self.path.learn();
                self.open_lesson(at);
            }
        }
    }

    pub(super) fn show_credits(&mut self, ui: &mut Ui) {
        let Some(teaching) = &self.teaching else { return };
        let view = CreditsView { credits: &teaching.credits, own: &self.own_credits };
        match self.screens.credits.ui(ui, &view) {
            None => {}
            Some(CreditsAction::Close) => self.path.back(),
        }
    }
}
