//! The abstract tier: for each scene one set of facts that covers every state in which a story may enter it.
//!
//! Sound, not exact: what it does not come across cannot happen; what it does come across perhaps cannot either. Its cost
//! is linear: components of scenes are worked off in the order of the story, those without a circle once, and in a circle
//! facts are first widened and then given up after a fixed number of visits.

use std::collections::VecDeque;

use super::escape::{Escape, Stuck};
use super::facts::Facts;
use super::lens::Lens;
use super::seen::Seen;
use super::step::{Stepper, Way};
use crate::scenario::{SceneIx, StoryPlace};

/// From this visit on, ranges that still grow are given up.
const WIDEN_AFTER: u8 = 4;

/// From this visit on, everything that still grows is given up: the next visit is the last.
const GIVE_UP_AFTER: u8 = 16;

/// What an abstract run came to.
pub(super) struct Sketch {
    pub(super) seen: Seen,
    /// How often scenes were looked at, all together.
    pub(super) visits: usize,
    escape: Escape,
    scenes: usize,
    /// Where the story starts.
    start: usize,
}

/// The state of a run.
struct Run<'l> {
    lens: &'l Lens<'l>,
    stepper: Stepper<'l>,
    /// What is known on entering each scene; `None` where nothing came there yet.
    entries: Vec<Option<Box<Facts>>>,
    visits: Vec<u8>,
    waiting: Vec<bool>,
    /// Scenes of which nothing is known any more: whatever comes there, they need not be looked at again.
    given_up: Vec<bool>,
    escape: Escape,
}

impl Sketch {
    /// Covers the whole story.
    pub(super) fn of(lens: &Lens) -> Self {
        let count = lens.scenario.file().scenes.len();
        let start = lens.scenario.file().start.scene.index();
        let mut run = Run {
            lens,
            stepper: Stepper::new(lens),
            entries: vec![None; count],
            visits: vec![0; count],
            waiting: vec![false; count],
            given_up: vec![false; count],
            escape: Escape::default(),
        };
        run.entries[start.at()] = Some(Box::new(lens.reduce(lens.start(), StoryPlace::Scene(start))));
        for component in (0..lens.components.len()).rev() {
            run.settle(component);
        }
        Self {
            seen: run.stepper.seen,
            visits: run.visits.iter().map(|&visits| usize::from(visits)).sum(),
            escape: run.escape,
            scenes: count,
            start: start.at(),
        }
    }

    /// The scenes in which a story is without a way out, in file order.
    pub(super) fn no_way_out(&self) -> Vec<Stuck> {
        let free = self.escape.free(self.scenes);
        let entered = self.escape.ways().filter(|(from, to)| free.contains(*from) && !free.contains(*to));
        let mut found: Vec<_> = entered.map(|(_, to)| SceneIx::from(to)).collect();
        if !free.contains(self.start) {
            found.push(SceneIx::from(self.start));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|scene| Stuck { scene, node: None, always: true }).collect()
    }
}

impl Run<'_> {
    /// Works off one component until nothing in it changes any more.
    fn settle(&mut self, component: usize) {
        let members = self.lens.components.members(component);
        let mut queue: VecDeque<usize> =
            members.iter().copied().filter(|&scene| self.entries[scene].is_some()).collect();
        for &scene in &queue {
            self.waiting[scene] = true;
        }
        let mut ways: Vec<Way> = Vec::new();
        while let Some(scene) = queue.pop_front() {
            self.waiting[scene] = false;
            let Some(facts) = self.entries[scene].as_deref().copied() else { continue };
            self.visits[scene] = self.visits[scene].saturating_add(1);
            self.stepper.enter(SceneIx::from(scene), facts, 0, &mut ways);
            for way in ways.drain(..) {
                match way.to {
                    StoryPlace::Ending(ending) => {
                        self.escape.out(scene);
                        self.stepper.end(ending, way.facts, 0);
                    }
                    StoryPlace::Scene(to) => {
                        let to = to.at();
                        self.escape.way(Some(scene), to);
                        let inside = self.lens.components.of(to) == component;
                        if self.join(to, &way.facts, inside) && inside && !self.waiting[to] {
                            self.waiting[to] = true;
                            queue.push_back(to);
                        }
                    }
                }
            }
        }
    }

    /// Adds to what is known on entering a scene, and says whether that changed anything.
    fn join(&mut self, scene: usize, facts: &Facts, in_circle: bool) -> bool {
        let lens = self.lens;
        let Some(known) = &mut self.entries[scene] else {
            self.entries[scene] = Some(Box::new(*facts));
            return true;
        };
        let mut joined = known.hull(facts);
        if self.given_up[scene] || joined == **known {
            return false;
        }
        if in_circle && self.visits[scene] >= GIVE_UP_AFTER {
            joined = Facts::unknown(lens.limits);
            self.given_up[scene] = true;
        } else if in_circle && self.visits[scene] >= WIDEN_AFTER {
            joined = joined.widened(known, lens.limits);
        }
        **known = lens.reduce(joined, StoryPlace::Scene(SceneIx::from(scene)));
        true
    }
}
