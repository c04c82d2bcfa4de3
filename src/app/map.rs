//! The path map: where the learner has been, opening it, and what comes of what it asks for.

use std::sync::Arc;

use egui::Ui;

use super::jobs::Job;
use super::{App, Page};
use crate::engine::{At, Choice, Contrast, Event, Mode, Session};
use crate::map::StoryMap;
use crate::memory::Visited;
use crate::scenario::{Place, Scenario, SceneIx};
use crate::ui::Play;
use crate::ui::screens::contrast::ContrastAction;
use crate::ui::screens::map::{MapAction, MapFacts, MapScreen, MapView};

/// The path map that is open.
pub(super) struct OpenMap {
    facts: MapFacts,
    /// The map, once it is laid out.
    map: Option<Box<StoryMap>>,
    /// The scene to which a way was looked for last, and what was found.
    way: Option<(SceneIx, Option<Vec<Choice>>)>,
}

impl App {
    /// Opens the path map of a scenario on top of the current page, if it can be opened.
    pub(super) fn open_path_map(&mut self, scenario: &Arc<Scenario>) {
        let id = scenario.file().id.value.as_str();
        if !self.has_path_map(scenario) {
            return;
        }
        let visited = self.memory.visited.get(id).cloned().unwrap_or_default();
        let facts = MapFacts::of(scenario, &visited, self.last_play(scenario).map(Play::session));
        self.map = Some(Box::new(OpenMap { facts, map: None, way: None }));
        self.screens.map = MapScreen::default();
        self.jobs.add(Job::LayOutMap(Arc::clone(scenario)));
        self.path.open(Page::Map);
    }

    /// Whether the path map of a scenario can be opened: it was ever played to an end.
    pub(super) fn has_path_map(&self, scenario: &Scenario) -> bool {
        let id = scenario.file().id.value.as_str();
        let ended = self.memory.visited.get(id).is_some_and(|visited| visited.has_an_ending(scenario));
        ended || !self.memory.history.of(id).is_empty()
    }

    /// The last play of a scenario that is still known.
    fn last_play(&self, scenario: &Arc<Scenario>) -> Option<&Play> {
        let is_this = |play: &&Play| Arc::ptr_eq(play.session().scenario(), scenario);
        self.play.iter().chain(self.left.iter().rev()).find(is_this)
    }

    /// Remembers where the last choice has led; on the disk once an ending is reached, which is when it is first of use.
    pub(super) fn note_visit(&mut self) {
        let Some(session) = self.play.as_ref().map(Play::session) else { return };
        let (scenario, turns) = (session.scenario(), session.turns());
        let visited = self.memory.visited.entry(scenario.file().id.value.clone()).or_default();
        if turns.len() <= 1 {
            visited.keep_what_is_in(scenario);
        }
        let opening = if turns.len() <= 1 { session.opening() } else { &[] };
        let onward = turns.last().map_or(&[][..], |turn| &turn.onward);
        for event in opening.iter().chain(onward) {
            note(visited, scenario, event);
        }
        if let Some(turn) = turns.last() {
            // A play may begin in the middle, where no event tells of the scene.
            visited.add_place(scenario, Place::Scene(turn.scene));
            visited.add_reply(scenario, turn.reply);
        }
        if matches!(session.at(), At::End { .. }) {
            self.save_memory();
        }
    }

    /// Notes that the learner has been wherever this session of theirs came: what is remembered need not know of it, where
    /// its record has come from another machine.
    pub(super) fn note_session(&mut self, session: &Session) {
        let scenario = session.scenario();
        let visited = self.memory.visited.entry(scenario.file().id.value.clone()).or_default();
        for event in session.opening() {
            note(visited, scenario, event);
        }
        for turn in session.turns() {
            visited.add_place(scenario, Place::Scene(turn.scene));
            visited.add_reply(scenario, turn.reply);
            for event in &turn.onward {
                note(visited, scenario, event);
            }
        }
    }

    pub(super) fn show_map(&mut self, ui: &mut Ui) {
        let Some(open) = &self.map else { return self.path.back() };
        let way = open.way.as_ref().map(|(scene, way)| (*scene, way.is_some()));
        let view = MapView { facts: &open.facts, map: open.map.as_deref(), way };
        match self.screens.map.ui(ui, &view) {
            None => {}
            Some(MapAction::Close) => self.path.back(),
            Some(MapAction::Contrast(scene)) => self.path.open(Page::SceneContrast { scene }),
            Some(MapAction::PlayFrom(scene)) => self.play_from(scene),
            Some(MapAction::FindWay(scene)) => self.jobs.add(Job::FindWay(Arc::clone(open.facts.scenario()), scene)),
        }
    }

    /// The contrast of a scene of the map: as it was in the last play, or, where that did not come there, as it would be
    /// at the very start.
    pub(super) fn show_scene_contrast(&mut self, ui: &mut Ui, scene: SceneIx) {
        let Some(open) = &self.map else { return self.path.back() };
        let scenario = open.facts.scenario();
        let of_turn = |play: &Play| Contrast::of_turn(play.session(), open.facts.turn(scene)?);
        let contrast = self.last_play(scenario).and_then(of_turn).filter(|contrast| contrast.scene == scene);
        let Some(contrast) = contrast.or_else(|| Contrast::of_scene(scenario, scene)) else { return self.path.back() };
        match self.screens.contrast.ui(ui, scenario, &contrast, &mut self.portraits) {
            None => {}
            Some(ContrastAction::Close | ContrastAction::GoOn) => self.path.back(),
        }
    }

    /// Plays from a scene: the last play from there, or one that a found way leads to.
    fn play_from(&mut self, scene: SceneIx) {
        let Some(open) = &self.map else { return };
        let scenario = Arc::clone(open.facts.scenario());
        let found = open.way.as_ref().filter(|(known, _)| *known == scene).and_then(|(_, way)| way.clone());
        let play = match (open.facts.turn(scene), self.last_play(&scenario), found) {
            (Some(turn), Some(play), _) => {
                let mut play = play.clone();
                play.jump_to(turn);
                self.keep_step_back(&play);
                play
            }
            (_, _, Some(way)) => {
                let seed = self.start.seed.unwrap_or_else(|| fastrand::u64(..));
                // Whoever starts in the middle has help already: that is no challenge.
                let mode = self.memory.history.mode(&scenario.file().id.value);
                let mode = if mode.allows_stepping_back() { mode } else { Mode::Practice };
                let play = Play::new(Session::replay(scenario, way).0, seed);
                play.in_mode(mode).saying_first(self.settings.say_first)
            }
            _ => return,
        };
        self.put_aside();
        self.show_play_here(play);
    }

    pub(super) fn take_map(&mut self, scenario: &Arc<Scenario>, map: Box<StoryMap>) {
        if let Some(open) = self.map.as_mut().filter(|open| Arc::ptr_eq(open.facts.scenario(), scenario)) {
            open.map = Some(map);
        }
    }

    pub(super) fn take_way(&mut self, scenario: &Arc<Scenario>, scene: SceneIx, way: Option<Vec<Choice>>) {
        if let Some(open) = self.map.as_mut().filter(|open| Arc::ptr_eq(open.facts.scenario(), scenario)) {
            open.way = Some((scene, way));
        }
    }
}

/// Notes the place that an event tells of, if it tells of one.
fn note(visited: &mut Visited, scenario: &Scenario, event: &Event) {
    match event {
        Event::SceneEntered { scene } => visited.add_place(scenario, Place::Scene(*scene)),
        Event::Ended { ending, .. } => visited.add_place(scenario, Place::Ending(*ending)),
        _ => {}
    }
}
