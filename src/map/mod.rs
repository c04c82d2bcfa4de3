//! The path map: what leads where in a story, and where each part of it stands when it is drawn.
//!
//! Pure: it knows scenarios, and neither sessions nor screens. The same story gives the same map, on every machine.

mod layered;
mod outline;
mod story;

pub use layered::{BOX_HEIGHT, BOX_WIDTH, Course, Layout, Point, Route, Trunk, lay_out};
pub use outline::{Entry, outline};
pub use story::{Link, StoryGraph, Way};

use crate::scenario::Scenario;

/// A story as a map: the places and what leads from one to another, drawn and as a list.
#[derive(Clone, Debug)]
pub struct StoryMap {
    /// What leads where.
    pub graph: StoryGraph,
    /// Where everything stands.
    pub layout: Layout,
    /// The same as an indented list: every place once.
    pub outline: Vec<Entry>,
    /// For each trunk and each of [`Way::ALL`], the first of its points from which links of that way run on it.
    pub trunk_ways: Vec<[Option<usize>; 3]>,
}

impl StoryMap {
    /// The map of a scenario. Takes about linear time: milliseconds for hundreds of scenes, a part of a second for
    /// thousands.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let graph = StoryGraph::of(scenario);
        let edges: Vec<_> = graph.links().iter().map(|link| (link.from, link.to)).collect();
        let layout = lay_out(graph.len(), graph.start(), &edges);
        let outline = outline(&graph, &layout);
        let mut trunk_ways = vec![[None; 3]; layout.trunks.len()];
        for (link, route) in graph.links().iter().zip(&layout.routes) {
            if let Some((trunk, at)) = route.joins {
                let first: &mut Option<usize> = &mut trunk_ways[trunk][link.way as usize];
                *first = Some(first.map_or(at, |known| known.min(at)));
            }
        }
        Self { graph, layout, outline, trunk_ways }
    }
}
