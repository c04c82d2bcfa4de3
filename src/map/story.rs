//! What leads where in a story, as a graph of scenes and endings.

use std::collections::HashSet;

use crate::scenario::{EndingIx, Scenario, SceneIx, StoryPlace, System};

/// By what one gets from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// The story goes on by itself.
    Onward,
    /// By a reply with no recovery system behind it.
    NoRecovery,
    /// By a reply with a recovery system behind it.
    Recovery,
}

impl Way {
    /// All of them, in the order in which they are drawn: the better above the worse.
    pub const ALL: [Way; 3] = [Way::Onward, Way::NoRecovery, Way::Recovery];
}

impl From<System> for Way {
    fn from(system: System) -> Self {
        match system {
            System::Recovery => Self::Recovery,
            System::NoRecovery => Self::NoRecovery,
        }
    }
}

/// One way from one place to another; several replies of one system that lead to the same place are one link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The number of the place it leaves.
    pub from: usize,
    /// The number of the place it leads to.
    pub to: usize,
    /// By what.
    pub way: Way,
}

/// The scenes and endings of a story, numbered from 0, scenes first, each list in file order; and the links between them.
#[derive(Clone, Debug)]
pub struct StoryGraph {
    scenes: usize,
    len: usize,
    start: usize,
    links: Vec<Link>,
}

impl StoryGraph {
    /// The graph of a scenario. Conditions are left aside: every branch counts.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let file = scenario.file();
        let scenes = file.scenes.len();
        let number = |place: StoryPlace| number(scenes, place);
        let mut seen = HashSet::new();
        let mut links = Vec::new();
        for (from, scene) in file.scenes.iter().enumerate() {
            let replies = scene.decision.iter().flat_map(|decision| &decision.replies);
            let chosen = replies.flat_map(|reply| reply.next.iter().map(|branch| (Way::from(reply.system), branch)));
            // A scene with a decision goes on by its replies alone.
            let onward = scene.next.iter().filter(|_| scene.decision.is_none()).map(|branch| (Way::Onward, branch));
            for (way, branch) in chosen.chain(onward) {
                let link = Link { from, to: number(branch.to.index()), way };
                if seen.insert(link) {
                    links.push(link);
                }
            }
        }
        let start = number(StoryPlace::Scene(file.start.scene.index()));
        Self { scenes, len: scenes + file.endings.len(), start, links }
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none; no checked scenario is that empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of the scene that the story starts with.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// What leads where; the links that leave one place are together, in file order of the places.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links that leave a place, in file order.
    #[must_use]
    pub fn leaving(&self, place: usize) -> &[Link] {
        let first = self.links.partition_point(|link| link.from < place);
        let end = self.links.partition_point(|link| link.from <= place);
        &self.links[first..end]
    }

    /// The scene or ending with this number.
    #[must_use]
    pub fn place(&self, number: usize) -> StoryPlace {
        match number.checked_sub(self.scenes) {
            Some(ending) => StoryPlace::Ending(EndingIx::from(ending)),
            None => StoryPlace::Scene(SceneIx::from(number)),
        }
    }

    /// The number of a scene or ending.
    #[must_use]
    pub fn number(&self, place: StoryPlace) -> usize {
        number(self.scenes, place)
    }
}

fn number(scenes: usize, place: StoryPlace) -> usize {
    match place {
        StoryPlace::Scene(scene) => scene.at(),
        StoryPlace::Ending(ending) => scenes + ending.at(),
    }
}
