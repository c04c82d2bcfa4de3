//! The path map: where the learner has been, and playing from anywhere.

use std::sync::Arc;
use std::time::Duration;

use egui::Ui;

use super::contrast::ContrastPage;
use crate::app::context::PageContext;
use crate::app::learner::{RunningPlay, stepped_back};
use crate::app::page::{Page, PageView, Step};
use crate::engine::{Choice, Contrast, Mode, Session, way_to};
use crate::map::StoryMap;
use crate::play::Play;
use crate::scenario::{Scenario, SceneIx, plain};
use crate::services::task::{Task, poll_once};
use crate::storage::now;
use crate::ui::screens::map::{MapAction, MapFacts, MapScreen, MapView};

/// The path map of a scenario.
pub(in crate::app) struct MapPage {
    scenario: Arc<Scenario>,
    /// The play that is looked at.
    looked_at: Option<RunningPlay>,
    /// Whether that is an attempt of the past: it is looked at and stays as it was, whatever is played meanwhile.
    is_past: bool,
    facts: MapFacts,
    /// The number of the learner when the facts were told.
    of: u64,
    screen: MapScreen,
    laying_out: Option<Task<StoryMap>>,
    /// The map, once it is laid out.
    map: Option<StoryMap>,
    finding: Option<(SceneIx, Task<Option<Vec<Choice>>>)>,
    /// The scene to which a way was looked for last, and what was found.
    way: Option<(SceneIx, Option<Vec<Choice>>)>,
}

impl MapPage {
    /// Opens the path map of a scenario on top of the current page, if it can be opened. `looked_at` is the play whose way is
    /// shown; the last one that is known, where absent.
    pub(in crate::app) fn opened(
        scenario: &Arc<Scenario>,
        looked_at: Option<&RunningPlay>,
        context: &PageContext<'_>,
    ) -> Step {
        Self::of(scenario, looked_at, context).map_or(Step::Stay, Step::open)
    }

    /// The same for an attempt of the past, whose way is shown.
    pub(in crate::app) fn of_old(play: &Play, context: &mut PageContext<'_>) -> Step {
        let looked_at = context.learner.take_in(play.clone(), context.shelf);
        let page = Self::of(play.session().scenario(), Some(&looked_at), context);
        page.map_or(Step::Stay, |page| Step::open(Self { is_past: true, ..page }))
    }

    /// The page, where there may be one.
    pub(in crate::app) fn of(
        scenario: &Arc<Scenario>,
        looked_at: Option<&RunningPlay>,
        context: &PageContext<'_>,
    ) -> Option<Self> {
        if !context.learner.has_path_map(scenario) {
            return None;
        }
        let looked_at = looked_at.or_else(|| context.learner.plays().last_of(scenario)).cloned();
        let theirs = Arc::clone(scenario);
        let laying_out = context.shelf.services.files.ask(move |()| StoryMap::of(&theirs));
        Some(Self {
            facts: facts(scenario, looked_at.as_ref(), context),
            scenario: Arc::clone(scenario),
            looked_at,
            is_past: false,
            of: context.learner.revision(),
            screen: MapScreen::default(),
            laying_out: Some(laying_out),
            map: None,
            finding: None,
            way: None,
        })
    }

    /// Tells the facts anew where something has happened: whoever has played from here comes back to the map.
    fn look_again(&mut self, context: &PageContext<'_>) {
        if self.of != context.learner.revision() {
            self.of = context.learner.revision();
            if !self.is_past {
                let plays = context.learner.plays();
                let looked_at = self.looked_at.as_ref();
                let now = looked_at.and_then(|it| plays.as_it_is_now(it)).or_else(|| plays.last_of(&self.scenario));
                self.looked_at = now.cloned().or_else(|| self.looked_at.take());
            }
            self.facts = facts(&self.scenario, self.looked_at.as_ref(), context);
        }
    }

    /// The contrast of a scene: as it was in the play that is looked at, or, where that did not come there, as it would be
    /// at the very start.
    fn contrast(&self, scene: SceneIx) -> Step {
        let turn = self.facts.turn(scene);
        let looked_at = self.looked_at.as_ref().zip(turn);
        let contrast = looked_at.and_then(|(it, turn)| {
            let contrast = Contrast::of_turn(it.play.session(), turn)?;
            Some(contrast.with_own_words(it.play.first_words().of_turn(turn)))
        });
        let contrast = contrast.filter(|contrast| contrast.scene == scene);
        match contrast.or_else(|| Contrast::of_scene(&self.scenario, scene)) {
            Some(contrast) => Step::open(ContrastPage::new(Page::SceneContrast, Arc::clone(&self.scenario), contrast)),
            None => Step::Stay,
        }
    }

    /// Plays from a scene: the play that is looked at from there, or one that a found way leads to.
    pub(in crate::app) fn play_from(&self, scene: SceneIx, context: &mut PageContext<'_>) -> Step {
        let found = self.way.as_ref().filter(|(known, _)| *known == scene).and_then(|(_, way)| way.clone());
        match (self.facts.turn(scene), &self.looked_at, found) {
            (Some(0), Some(looked_at), _) if self.is_past => {
                Step::Begin(Arc::clone(&self.scenario), looked_at.play.mode())
            }
            (Some(turn), Some(looked_at), _) if self.is_past => {
                replay(&looked_at.play, turn, looked_at.play.mode(), context)
            }
            (Some(turn), Some(looked_at), _) => {
                let mut running = looked_at.clone();
                running.play.jump_to(turn);
                if let Some(remark) = context.learner.keep_on(&running.play, context.shelf) {
                    context.notice(remark);
                }
                if let Some(attempt) = running.play.attempt() {
                    drop(context.shelf.keep(attempt, vec![stepped_back(&running.play, now(), Duration::ZERO)]));
                }
                context.learner.put_play(&running);
                Step::PlayHere(Box::new(running))
            }
            (_, _, Some(way)) => {
                // Whoever starts in the middle has help already: that is no challenge.
                let mode = context.learner.history().mode(&self.scenario.file().id.value);
                let mode = if mode.allows_stepping_back() { mode } else { Mode::Practice };
                let session = Session::replay(Arc::clone(&self.scenario), way).0;
                let play = Play::new(session, context.seed()).in_mode(mode);
                Step::PlayHere(context.take_in(play))
            }
            _ => Step::Stay,
        }
    }
}

/// Plays from before a choice of the old attempt on. What was said before it leads there, and is not the learner's own this
/// time; so it is not kept, as with every moment that is tried out. From the first reply on it is a new attempt.
pub(super) fn replay(play: &Play, turn: usize, mode: Mode, context: &mut PageContext<'_>) -> Step {
    let mut session = play.session().clone();
    session.jump_to(turn);
    let mode = if mode.allows_stepping_back() { mode } else { Mode::Practice };
    let play = Play::new(session, context.seed()).in_mode(mode);
    Step::PlayHere(context.take_in(play))
}

fn facts(scenario: &Arc<Scenario>, looked_at: Option<&RunningPlay>, context: &PageContext<'_>) -> MapFacts {
    let visited = context.learner.memory().visited.get(scenario.file().id.value.as_str()).cloned();
    MapFacts::of(scenario, &visited.unwrap_or_default(), looked_at.map(|it| it.play.session()))
}

impl PageView for MapPage {
    fn page(&self) -> Page {
        Page::Map
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.scenario.file().title.value))
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        self.look_again(context);
        let way = self.way.as_ref().map(|(scene, way)| (*scene, way.is_some()));
        let view = MapView { facts: &self.facts, map: self.map.as_ref(), way };
        match self.screen.ui(ui, &view) {
            None => Step::Stay,
            Some(MapAction::Close) => Step::Back,
            Some(MapAction::Contrast(scene)) => self.contrast(scene),
            Some(MapAction::PlayFrom(scene)) => self.play_from(scene, context),
            Some(MapAction::FindWay(scene)) => {
                let scenario = Arc::clone(&self.scenario);
                self.finding = Some((scene, context.shelf.services.files.ask(move |()| way_to(&scenario, scene))));
                Step::Stay
            }
        }
    }

    fn take_answers(&mut self, _: bool, _: &mut PageContext<'_>) -> Step {
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
