//! Where the learner has been in a scenario, over all plays.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::scenario::{ReplyIx, Scenario, StoryPlace};

/// Where the learner has been in one scenario, by id, so that it outlives changes of the file. It never has more than the
/// file has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visited {
    /// Scenes and endings; they share one set of ids.
    pub places: BTreeSet<String>,
    /// Replies that were chosen.
    pub replies: BTreeSet<String>,
}

impl Visited {
    /// Adds a reply that was chosen.
    pub fn add_reply(&mut self, scenario: &Scenario, reply: ReplyIx) {
        self.replies.insert(scenario.reply(reply).id.value.clone());
    }

    /// Adds a place that was come to.
    pub fn add_place(&mut self, scenario: &Scenario, place: StoryPlace) {
        self.places.insert(id(scenario, place).to_owned());
    }

    /// Forgets what the file has no longer.
    pub fn keep_what_is_in(&mut self, scenario: &Scenario) {
        let file = scenario.file();
        let replies = file.scenes.iter().flat_map(|scene| &scene.decision).flat_map(|decision| &decision.replies);
        let replies: BTreeSet<&str> = replies.map(|reply| reply.id.value.as_str()).collect();
        let scenes = file.scenes.iter().map(|scene| scene.id.value.as_str());
        let places: BTreeSet<&str> = scenes.chain(file.endings.iter().map(|ending| ending.id.value.as_str())).collect();
        self.places.retain(|id| places.contains(id.as_str()));
        self.replies.retain(|id| replies.contains(id.as_str()));
    }

    /// Whether this place was come to.
    #[must_use]
    pub fn has_place(&self, scenario: &Scenario, place: StoryPlace) -> bool {
        self.places.contains(id(scenario, place))
    }

    /// Whether this reply was chosen.
    #[must_use]
    pub fn has_reply(&self, scenario: &Scenario, reply: ReplyIx) -> bool {
        self.replies.contains(&scenario.reply(reply).id.value)
    }

    /// Whether the scenario was played to an end.
    #[must_use]
    pub fn has_an_ending(&self, scenario: &Scenario) -> bool {
        scenario.file().endings.iter().any(|ending| self.places.contains(&ending.id.value))
    }
}

fn id(scenario: &Scenario, place: StoryPlace) -> &str {
    match place {
        StoryPlace::Scene(scene) => &scenario.scene(scene).id.value,
        StoryPlace::Ending(ending) => &scenario.ending(ending).id.value,
    }
}
