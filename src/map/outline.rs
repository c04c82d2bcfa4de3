//! The map as an indented list, for reading it from top to bottom and by ear.

use super::story::StoryGraph;

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number of the place.
    pub place: usize,
    /// How deep it stands, from 0. It deepens only where the way parts: a story that goes straight on stays on one level,
    /// or the hundredth scene of a long one would stand a hundred levels deep.
    pub level: usize,
}

/// Every place once, under the place from which the fewest steps lead there from the start; those that nothing leads to
/// come last, on the first level.
#[must_use]
pub fn outline(graph: &StoryGraph) -> Vec<Entry> {
    let children = children(graph);
    let mut entries = Vec::with_capacity(graph.len());
    let mut waiting: Vec<_> = children.roots.iter().rev().map(|&place| Entry { place, level: 0 }).collect();
    while let Some(entry) = waiting.pop() {
        entries.push(entry);
        let below = &children.of[entry.place];
        let level = entry.level + usize::from(below.len() > 1);
        waiting.extend(below.iter().rev().map(|&place| Entry { place, level }));
    }
    entries
}

/// For each place, those that were first found from it.
struct Children {
    of: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

/// Goes through the graph in breadth.
fn children(graph: &StoryGraph) -> Children {
    let mut children = Children { of: vec![Vec::new(); graph.len()], roots: Vec::new() };
    let mut found = vec![false; graph.len()];
    let roots = std::iter::once(graph.start()).chain(0..graph.len());
    for root in roots {
        if std::mem::replace(&mut found[root], true) {
            continue;
        }
        children.roots.push(root);
        let mut front = vec![root];
        while !front.is_empty() {
            let mut next = Vec::new();
            for place in front {
                for link in graph.leaving(place) {
                    if !std::mem::replace(&mut found[link.to], true) {
                        children.of[place].push(link.to);
                        next.push(link.to);
                    }
                }
            }
            front = next;
        }
    }
    children
}
