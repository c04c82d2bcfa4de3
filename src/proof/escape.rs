//! Ways out: from where an ending can still be reached.

use fixedbitset::FixedBitSet;

use super::seen::Node;
use crate::scenario::SceneIx;

/// A scene in which a story may find itself without any way to an ending, having come from one where there was a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stuck {
    pub(super) scene: SceneIx,
    /// The first state in which that is so; `None` in the abstract tier.
    pub(super) node: Option<Node>,
    /// Whether that is so in every state in which the story may come to the scene.
    pub(super) always: bool,
}

/// Ways between numbered places, taken down as they are found, and the places that are a way out themselves.
#[derive(Default)]
pub(super) struct Escape {
    ways: Vec<(usize, usize)>,
    out: Vec<usize>,
}

impl Escape {
    /// One can go from one place to another.
    pub(super) fn way(&mut self, from: Option<usize>, to: usize) {
        self.ways.extend(from.map(|from| (from, to)));
    }

    /// A place from which one is out.
    pub(super) fn out(&mut self, place: usize) {
        self.out.push(place);
    }

    /// Every way that was taken down; one may be there more than once.
    pub(super) fn ways(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.ways.iter().copied()
    }

    /// Those of `count` places from which one can get out.
    pub(super) fn free(&self, count: usize) -> FixedBitSet {
        let mut first = vec![0; count + 1];
        for &(_, to) in &self.ways {
            first[to + 1] += 1;
        }
        for place in 0..count {
            first[place + 1] += first[place];
        }
        let mut filled = first.clone();
        let mut back = vec![0; self.ways.len()];
        for &(from, to) in &self.ways {
            back[filled[to]] = from;
            filled[to] += 1;
        }
        let mut free = FixedBitSet::with_capacity(count);
        let mut open = self.out.clone();
        while let Some(place) = open.pop() {
            if !free.put(place) {
                open.extend(&back[first[place]..first[place + 1]]);
            }
        }
        free
    }
}
