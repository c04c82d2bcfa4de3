//! A scenario’s own page: what it sees, and what comes of what it asks for.

use std::sync::Arc;

use egui::Ui;

use super::{App, Page};
use crate::scenario::Scenario;
use crate::ui::Play;
use crate::ui::screens::scenario::{ScenarioAction, ScenarioView, Underway};

impl App {
    /// Opens the page of a scenario.
    pub(super) fn open_scenario(&mut self, scenario: Arc<Scenario>) {
        self.scenario = Some(scenario);
        self.path.home();
        self.path.open(Page::Scenario);
    }

    pub(super) fn show_scenario(&mut self, ui: &mut Ui) {
        let Some(scenario) = self.scenario.clone() else { return self.path.home() };
        let id = scenario.file().id.value.as_str();
        let is_this = |play: &&Play| Arc::ptr_eq(play.session().scenario(), &scenario);
        let underway = self.underway().rev().find(is_this);
        let underway = underway.map(|play| Underway { mode: play.mode(), replies: play.session().turns().len() });
        let history = &self.settings.history;
        let mode = history.mode(id);
        let view = ScenarioView {
            scenario: &scenario,
            past: history.of(id),
            mode,
            suggestion: history.suggested(id),
            underway,
            map: self.has_path_map(&scenario),
        };
        match self.screens.scenario.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(ScenarioAction::PathMap) => self.open_path_map(&scenario),
            Some(ScenarioAction::Mode(mode)) => {
                self.settings.history.choose_mode(id, mode);
                self.save_settings();
            }
            Some(ScenarioAction::Start) => self.play(Arc::clone(&scenario), mode),
            Some(ScenarioAction::Continue) => self.resume(&scenario),
            Some(ScenarioAction::Close) => self.path.back(),
        }
    }
}
