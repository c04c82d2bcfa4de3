//! The path map: where the learner has been, and playing from anywhere.

use std::sync::Arc;

use egui::Ui;
use jiff::Timestamp;

use super::contrast::ContrastPage;
use crate::app::context::PageContext;
use crate::app::learner::stepped_back;
use crate::app::page::{Page, PageView, Step};
use crate::engine::{Choice, Contrast, Mode, Session, way_to};
use crate::map::StoryMap;
use crate::play::Play;
use crate::scenario::{Scenario, SceneIx};
use crate::services::task::{Task, poll_once};
use crate::ui::screens::map::{MapAction, MapFacts, MapScreen, MapView};

/// The path map of a scenario.
pub(in crate::app) struct MapPage {
    facts: MapFacts,
    screen: MapScreen,
    laying_out: Option<Task<StoryMap>>,
    /// The map, once it is laid out.
    map: Option<StoryMap>,
    finding: Option<(SceneIx, Task<Option<Vec<Choice>>>)>,
    /// The scene to which a way was looked for last, and what was found.
    way: Option<(SceneIx, Option<Vec<Choice>>)>,
}

impl MapPage {
    /// Opens the path map of a scenario on top of the current page, if it can be opened. `session` is the play that is
    /// looked at; the last one that is known, where absent.
    pub(in crate::app) fn opened(
        scenario: &Arc<Scenario>,
        session: Option<&Session>,
        context: &PageContext<'_>,
    ) -> Step {
        if !context.learner.has_path_map(scenario) {
            return Step::Stay;
        }
        let visited = context.learner.memory().visited.get(scenario.file().id.value.as_str()).cloned();
        let last = session.or_else(|| context.learner.last_play(scenario).map(Play::session));
        let facts = MapFacts::of(scenario, &visited.unwrap_or_default(), last);
        let theirs = Arc::clone(scenario);
        let laying_out = context.shelf.services.files.ask(move |()| StoryMap::of(&theirs));
        Step::open(Self {
            facts,
            screen: MapScreen::default(),
            laying_out: Some(laying_out),
            map: None,
            finding: None,
            way: None,
        })
    }

    /// The contrast of a scene: as it was in the last play, or, where that did not come there, as it would be at the very
    /// start.
    fn contrast(&self, scene: SceneIx, context: &PageContext<'_>) -> Step {
        let scenario = self.facts.scenario();
        let of_turn = |play: &Play| Contrast::of_turn(play.session(), self.facts.turn(scene)?);
        let contrast = context.learner.last_play(scenario).and_then(of_turn);
        let contrast = contrast.filter(|contrast| contrast.scene == scene);
        match contrast.or_else(|| Contrast::of_scene(scenario, scene)) {
            Some(contrast) => Step::open(ContrastPage::new(Page::SceneContrast, Arc::clone(scenario), contrast)),
            None => Step::Stay,
        }
    }

    /// Plays from a scene: the last play from there, or one that a found way leads to.
    fn play_from(&self, scene: SceneIx, context: &PageContext<'_>) -> Step {
        let scenario = Arc::clone(self.facts.scenario());
        let found = self.way.as_ref().filter(|(known, _)| *known == scene).and_then(|(_, way)| way.clone());
        let play = match (self.facts.turn(scene), context.learner.last_play(&scenario), found) {
            (Some(turn), Some(play), _) => {
                let mut play = play.clone();
                play.jump_to(turn);
                if let Some(attempt) = play.attempt() {
                    drop(context.shelf.keep(attempt, vec![stepped_back(&play, Timestamp::now())]));
                }
                play
            }
            (_, _, Some(way)) => {
                // Whoever starts in the middle has help already: that is no challenge.
                let mode = context.learner.history().mode(&scenario.file().id.value);
                let mode = if mode.allows_stepping_back() { mode } else { Mode::Practice };
                let play = Play::new(Session::replay(scenario, way).0, context.seed());
                play.in_mode(mode).saying_first(context.shelf.machine.settings.say_first)
            }
            _ => return Step::Stay,
        };
        Step::PlayHere(Box::new(play))
    }
}

impl PageView for MapPage {
    fn page(&self) -> Page {
        Page::Map
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let way = self.way.as_ref().map(|(scene, way)| (*scene, way.is_some()));
        let view = MapView { facts: &self.facts, map: self.map.as_ref(), way };
        match self.screen.ui(ui, &view) {
            None => Step::Stay,
            Some(MapAction::Close) => Step::Back,
            Some(MapAction::Contrast(scene)) => self.contrast(scene, context),
            Some(MapAction::PlayFrom(scene)) => self.play_from(scene, context),
            Some(MapAction::FindWay(scene)) => {
                let scenario = Arc::clone(self.facts.scenario());
                self.finding = Some((scene, context.shelf.services.files.ask(move |()| way_to(&scenario, scene))));
                Step::Stay
            }
        }
    }

    fn take_answers(&mut self, _: &mut PageContext<'_>) -> Step {
        if let Some(map) = poll_once(&mut self.laying_out) {
            self.map = Some(map);
        }
        if let Some((scene, finding)) = &self.finding
            && let Some(way) = finding.poll()
        {
            self.way = Some((*scene, way));
            self.finding = None;
        }
        Step::Stay
    }
}
