//! A scenario’s own page.

use std::sync::Arc;

use egui::Ui;

use super::map::MapPage;
use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::app::saved_anew::ScenarioFile;
use crate::engine::Session;
use crate::play::Play;
use crate::scenario::{Scenario, plain};
use crate::ui::screens::scenario::{ScenarioAction, ScenarioScreen, ScenarioView, Underway};

/// The page of a scenario.
pub(in crate::app) struct ScenarioPage {
    scenario: Arc<Scenario>,
    screen: ScenarioScreen,
    /// The file of the scenario, which may be saved anew meanwhile.
    file: Option<ScenarioFile>,
}

impl ScenarioPage {
    /// Of this one.
    pub(in crate::app) fn new(scenario: Arc<Scenario>) -> Self {
        Self { scenario, screen: ScenarioScreen::default(), file: None }
    }
}

impl PageView for ScenarioPage {
    fn page(&self) -> Page {
        Page::Scenario
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.scenario.file().title.value))
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        context.learner.look_on_return(ui.ctx(), context.shelf);
        let file = self.file.get_or_insert_with(|| ScenarioFile::of(&self.scenario, context.shelf));
        // Nothing has been chosen in it here.
        let session = || Session::new(Arc::clone(&self.scenario));
        if file.is_to_be_looked_at(context) {
            file.look_on_return(&session(), context);
        }
        if file.is_looked_at()
            && let Some(new) = file.take_news(&session(), context)
        {
            self.scenario = new.scenario;
        }
        let scenario = &self.scenario;
        let id = scenario.file().id.value.as_str();
        let is_this = |play: &Play| play.session().scenario().is_same_as(scenario);
        let play = context.learner.plays().find_underway(is_this);
        let history = context.learner.history();
        let (mode, suggestion) = (history.mode(id), history.suggested(id));
        let view = ScenarioView {
            scenario,
            past: history.of(id),
            mode,
            suggestion,
            underway: play.map(|it| Underway { mode: it.play.mode(), replies: it.play.session().turns().len() }),
            map: context.learner.has_path_map(scenario),
        };
        match self.screen.ui(ui, &view, &mut context.window.portraits) {
            None => Step::Stay,
            Some(ScenarioAction::PathMap) => MapPage::opened(scenario, None, context),
            Some(ScenarioAction::Mode(mode)) => {
                context.learner.remember(context.shelf, |memory| memory.history.choose_mode(id, mode, suggestion));
                Step::Stay
            }
            Some(ScenarioAction::Start) => Step::Begin(Arc::clone(scenario), mode),
            Some(ScenarioAction::Continue) => match play.cloned() {
                Some(play) => Step::Play(Box::new(play)),
                None => Step::Stay,
            },
            Some(ScenarioAction::Close) => Step::Back,
        }
    }
}
