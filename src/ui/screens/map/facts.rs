//! What the map tells about each place: prepared once when the map is opened.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::engine::{At, Event, Session};
use crate::map::{Link, StoryGraph, Way};
use crate::memory::Visited;
use crate::scenario::{Outcome, ReplyIx, Scenario, SceneIx, StoryPlace, plain};
use crate::words;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A scene in which the learner chooses.
    Decision(SceneIx),
    /// A scene that goes on by itself.
    Passage,
    /// An ending; its outcome, where that is known.
    Ending(Option<Outcome>),
}

/// What the map tells about a place.
#[derive(Clone, Debug)]
pub(super) struct PlaceFacts {
    pub(super) title: String,
    pub(super) kind: Kind,
    pub(super) seen: bool,
    /// Whether the last play came through it.
    pub(super) on_the_way: bool,
    /// The short name of the step that is practised.
    pub(super) step: Option<String>,
}

/// Everything the map tells.
#[derive(Clone, Debug)]
pub struct MapFacts {
    scenario: Arc<Scenario>,
    pub(super) places: Vec<PlaceFacts>,
    /// The links that the last play went by.
    pub(super) way: HashSet<Link>,
    /// The last place that the last play came to.
    pub(super) reached: Option<usize>,
    /// For each scene of the last play: its last turn there, counted from 0, and what was chosen.
    turns: HashMap<SceneIx, (usize, Option<ReplyIx>)>,
    visited: Visited,
}

impl MapFacts {
    /// The facts about a scenario, with where the learner has been in it, and their last play of it.
    #[must_use]
    pub fn of(scenario: &Arc<Scenario>, visited: &Visited, last: Option<&Session>) -> Self {
        let graph = StoryGraph::of(scenario);
        let (way, trail) = last.map(|session| trail(&graph, session)).unwrap_or_default();
        let mut turns = HashMap::new();
        if let Some(session) = last {
            for (number, turn) in session.turns().iter().enumerate() {
                turns.insert(turn.scene, (number, Some(turn.reply)));
            }
            if let At::Decision { scene, .. } = session.at() {
                turns.insert(*scene, (session.turns().len(), None));
            }
        }
        let ended = last.and_then(Session::outcome);
        let on_the_way: HashSet<usize> = trail.iter().copied().collect();
        let reached = trail.last().copied();
        let facts = |number: usize| {
            let place = graph.place(number);
            let (title, kind) = match place {
                StoryPlace::Scene(scene) => {
                    let kind = scenario.decision(scene).map_or(Kind::Passage, |_| Kind::Decision(scene));
                    (&scenario.scene(scene).title, kind)
                }
                StoryPlace::Ending(ending) => {
                    let ending = scenario.ending(ending);
                    let own = ending.outcome.as_ref().map(|outcome| outcome.value);
                    let outcome = own.or(ended.filter(|_| reached == Some(number)));
                    (outcome.map_or(&ending.title, |it| ending.title_for(it)), Kind::Ending(outcome))
                }
            };
            let step = match kind {
                Kind::Decision(scene) => scenario.decision(scene).and_then(|decision| decision.step.as_ref()),
                Kind::Passage | Kind::Ending(_) => None,
            };
            PlaceFacts {
                title: plain(&title.value),
                kind,
                seen: on_the_way.contains(&number) || visited.has_place(scenario, place),
                on_the_way: on_the_way.contains(&number),
                step: step.map(|step| scenario.step(step.index()).short.value.clone()),
            }
        };
        let places = (0..graph.len()).map(facts).collect();
        Self { scenario: Arc::clone(scenario), places, way, reached, turns, visited: visited.clone() }
    }

    /// The scenario whose map it is.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The last turn of the last play in this scene, counted from 0; `None` where that play did not come there.
    #[must_use]
    pub fn turn(&self, scene: SceneIx) -> Option<usize> {
        self.turns.get(&scene).map(|(turn, _)| *turn)
    }

    /// What the last play chose in this scene.
    pub(super) fn chosen(&self, scene: SceneIx) -> Option<ReplyIx> {
        self.turns.get(&scene).and_then(|(_, reply)| *reply)
    }

    /// How many of the replies of a scene were ever chosen, and how many there are.
    pub(super) fn tried(&self, scene: SceneIx) -> (usize, usize) {
        let replies = self.scenario.replies_of(scene);
        let tried = replies
            .clone()
            .filter(|&reply| self.visited.has_reply(&self.scenario, reply) || self.chosen(scene) == Some(reply));
        (tried.count(), replies.count())
    }

    /// What is written on a place. The title of one that was not yet seen would give the story away, so it is told only
    /// to whoever asks for it.
    pub(super) fn title(&self, place: usize, all_titles: bool) -> &str {
        match self.places.get(place) {
            Some(facts) if facts.seen || all_titles => &facts.title,
            _ => NOT_SEEN,
        }
    }

    /// What a screen reader calls a place.
    pub(super) fn name(&self, place: usize, all_titles: bool) -> String {
        let Some(facts) = self.places.get(place) else { return String::new() };
        let mut parts = Vec::new();
        if facts.seen || all_titles {
            parts.push(facts.title.clone());
        }
        match facts.kind {
            Kind::Decision(_) => parts.push(match &facts.step {
                Some(step) => format!("decision, {step}"),
                None => "decision".to_owned(),
            }),
            Kind::Passage => parts.push("scene".to_owned()),
            Kind::Ending(outcome) => parts.push(format!("ending, {}", outcome_word(outcome).to_lowercase())),
        }
        parts.push(if facts.seen { "visited" } else { "not yet seen" }.to_owned());
        if facts.on_the_way {
            parts.push("on your last way".to_owned());
        }
        parts.join(", ")
    }

    /// How much was seen, in words: "9 of 14 scenes and 1 of 4 endings seen".
    pub(super) fn summary(&self) -> String {
        let of = |endings: bool| {
            let these = self.places.iter().filter(|place| matches!(place.kind, Kind::Ending(_)) == endings);
            (these.clone().filter(|place| place.seen).count(), these.count())
        };
        let ((scenes, all_scenes), (endings, all_endings)) = (of(false), of(true));
        let all_scenes = words::count(all_scenes, "scene", "scenes");
        format!("{scenes} of {all_scenes} and {endings} of {} seen", words::count(all_endings, "ending", "endings"))
    }
}

/// What stands in the place of the title of a scene that was not yet seen.
pub(super) const NOT_SEEN: &str = "Not yet seen";

/// The word for an outcome; an ending may have one or another, by how the customer feels.
pub(super) fn outcome_word(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("It depends", Outcome::label)
}

/// The links that a session went by, and the places it came to.
fn trail(graph: &StoryGraph, session: &Session) -> (HashSet<Link>, Vec<usize>) {
    let mut way = HashSet::new();
    let mut places: Vec<usize> = Vec::new();
    let mut come = |events: &[Event], first: Way, places: &mut Vec<usize>| {
        let mut by = first;
        for event in events {
            let place = match event {
                Event::SceneEntered { scene } => StoryPlace::Scene(*scene),
                Event::Ended { ending, .. } => StoryPlace::Ending(*ending),
                _ => continue,
            };
            let to = graph.number(place);
            if let Some(&from) = places.last() {
                way.insert(Link { from, to, way: by });
            }
            places.push(to);
            by = Way::Onward;
        }
    };
    come(session.opening(), Way::Onward, &mut places);
    for turn in session.turns() {
        let system = session.scenario().reply(turn.reply).system;
        come(&turn.onward, system.into(), &mut places);
    }
    (way, places)
}
