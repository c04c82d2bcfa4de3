//! The map as an indented list, for reading it from top to bottom and by ear.

use super::layered::{Course, Layout};
use super::story::{Link, StoryGraph, Way};

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number of the place.
    pub place: usize,
    /// How deep it stands, from 0. Side ways stand one level deeper, and before the main way, which goes on at the same
    /// level: or the hundredth scene of a story would stand a hundred levels deep.
    pub level: usize,
}

/// Every place once, under one of those that lead to it: the one that comes latest in the story, so that the list reads in
/// the order of the story, and of several the first that leads there by a recovery reply, or else the first of all. Places
/// that nothing leads to come last, on the first level.
#[must_use]
pub fn outline(graph: &StoryGraph, layout: &Layout) -> Vec<Entry> {
    let mut parent: Vec<Option<&Link>> = vec![None; graph.len()];
    for (link, route) in graph.links().iter().zip(&layout.routes) {
        let rank = |link: &Link| (layout.layer_of[link.from], link.way == Way::Recovery);
        let is_better = parent[link.to].is_none_or(|known| rank(link) > rank(known));
        if route.course == Course::Down && link.to != graph.start() && is_better {
            parent[link.to] = Some(link);
        }
    }
    let mut children = vec![Vec::new(); graph.len()];
    for link in graph.links() {
        if parent[link.to].is_some_and(|known| known == link) {
            children[link.from].push(link.to);
        }
    }
    let roots = (0..graph.len()).filter(|&place| parent[place].is_none() && place != graph.start());
    let mut roots: Vec<_> = std::iter::once(graph.start()).chain(roots).collect();
    roots.reverse();
    let sizes = sizes(&roots, &children);
    let mut waiting: Vec<_> = roots.into_iter().map(|place| Entry { place, level: 0 }).collect();
    let mut entries = Vec::with_capacity(graph.len());
    while let Some(Entry { place, level }) = waiting.pop() {
        entries.push(Entry { place, level });
        let below = &children[place];
        let main = match below[..] {
            [only] => Some(only),
            // The way with the most behind it; of equals the first.
            _ => below.iter().rev().copied().max_by_key(|&child| sizes[child]).filter(|&child| sizes[child] > 1),
        };
        waiting.extend(main.map(|place| Entry { place, level }));
        let side = below.iter().rev().filter(|&&child| Some(child) != main);
        waiting.extend(side.map(|&place| Entry { place, level: level + 1 }));
    }
    entries
}

/// How many places stand below each, itself counted.
fn sizes(roots: &[usize], children: &[Vec<usize>]) -> Vec<usize> {
    let mut order = roots.to_vec();
    let mut next = 0;
    while let Some(&place) = order.get(next) {
        next += 1;
        order.extend(&children[place]);
    }
    let mut sizes = vec![1; children.len()];
    for &place in order.iter().rev() {
        sizes[place] = 1 + children[place].iter().map(|&child| sizes[child]).sum::<usize>();
    }
    sizes
}
