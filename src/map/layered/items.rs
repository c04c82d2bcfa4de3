//! What stands in the layers: the boxes, and a point for each layer that a trunk passes.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::Lists;
use super::route::{Course, Route};

/// How many points there may be in all trunks; beyond it, the longest trunks are left out, and their links run straight
/// from box to box. No story that a person would write comes near; one made to do harm stays harmless.
const POINTS_LIMIT: usize = 40_000;

/// What links run on together.
pub(super) struct TrunkItems {
    pub(super) to: usize,
    pub(super) course: Course,
    /// Its items, in the direction of the links.
    pub(super) items: Range<usize>,
}

/// Everything that has to be placed: boxes first, by their numbers, then the points of trunks.
pub(super) struct Items {
    /// How many boxes there are.
    pub(super) boxes: usize,
    pub(super) layer_of: Vec<usize>,
    /// The items of each layer, from left to right.
    pub(super) layers: Vec<Vec<usize>>,
    /// What each item is linked with in the layer above.
    pub(super) above: Lists,
    /// What each item is linked with in the layer below.
    pub(super) below: Lists,
    pub(super) trunks: Vec<TrunkItems>,
    pub(super) routes: Vec<Route>,
}

/// A trunk that is still to be made: the first and the last layer that it passes, counted downwards.
struct Passing {
    to: usize,
    course: Course,
    top: usize,
    bottom: usize,
}

impl Items {
    /// The items of boxes in these layers, with links given as (from, to).
    pub(super) fn new(layer_of_box: &[usize], links: &[(usize, usize)], courses: &[Course]) -> Self {
        let boxes = layer_of_box.len();
        let (passing, mut trunk_of) = passing(layer_of_box, links, courses);
        let kept = within_limit(&passing);
        let mut layer_of = layer_of_box.to_vec();
        let mut trunks = Vec::new();
        let mut number = vec![None; passing.len()];
        for (position, trunk) in passing.iter().enumerate().filter(|(position, _)| kept[*position]) {
            let first = layer_of.len();
            match trunk.course {
                Course::Up => layer_of.extend((trunk.top..=trunk.bottom).rev()),
                Course::Down | Course::Loop => layer_of.extend(trunk.top..=trunk.bottom),
            }
            number[position] = Some(trunks.len());
            trunks.push(TrunkItems { to: trunk.to, course: trunk.course, items: first..layer_of.len() });
        }

        let mut pairs = Vec::new();
        let mut join = |a: usize, b: usize, layer_of: &[usize]| {
            pairs.push(if layer_of[a] < layer_of[b] { (a, b) } else { (b, a) });
        };
        for trunk in &trunks {
            for item in trunk.items.clone().skip(1) {
                join(item - 1, item, &layer_of);
            }
            join(trunk.items.end - 1, trunk.to, &layer_of);
        }
        let mut routes = Vec::with_capacity(links.len());
        for (link, (&(from, to), &course)) in links.iter().zip(courses).enumerate() {
            let joins = trunk_of[link].take().and_then(|position| number[position]).map(|number| {
                let first = layer_of[trunks[number].items.start];
                let own = if course == Course::Up { layer_of[from] - 1 } else { layer_of[from] + 1 };
                (number, own.abs_diff(first))
            });
            if let Some((trunk, at)) = joins {
                join(from, trunks[trunk].items.start + at, &layer_of);
            } else if layer_of[from].abs_diff(layer_of[to]) == 1 {
                join(from, to, &layer_of);
            }
            routes.push(Route { course, joins });
        }
        pairs.sort_unstable();
        pairs.dedup();
        let count = layer_of.len();
        let above = Lists::new(count, pairs.iter().map(|&(upper, lower)| (lower, upper)));
        let below = Lists::new(count, pairs.iter().copied());
        let layers = first_order(&layer_of, boxes, &below);
        Self { boxes, layer_of, layers, above, below, trunks, routes }
    }

    pub(super) fn is_box(&self, item: usize) -> bool {
        item < self.boxes
    }
}

/// The trunks that are wanted, and for each link which of them it joins.
fn passing(layer_of: &[usize], links: &[(usize, usize)], courses: &[Course]) -> (Vec<Passing>, Vec<Option<usize>>) {
    let mut known = HashMap::new();
    let mut trunks: Vec<Passing> = Vec::new();
    let mut trunk_of = Vec::with_capacity(links.len());
    for (&(from, to), &course) in links.iter().zip(courses) {
        let (upper, lower) = if course == Course::Up { (to, from) } else { (from, to) };
        if course == Course::Loop || layer_of[lower] - layer_of[upper] < 2 {
            trunk_of.push(None);
            continue;
        }
        let (top, bottom) = (layer_of[upper] + 1, layer_of[lower] - 1);
        let position = *known.entry((to, course == Course::Up)).or_insert(trunks.len());
        match trunks.get_mut(position) {
            Some(trunk) => (trunk.top, trunk.bottom) = (trunk.top.min(top), trunk.bottom.max(bottom)),
            None => trunks.push(Passing { to, course, top, bottom }),
        }
        trunk_of.push(Some(position));
    }
    (trunks, trunk_of)
}

/// Which trunks there is room for: the short ones first.
fn within_limit(trunks: &[Passing]) -> Vec<bool> {
    let mut by_length: Vec<_> = (0..trunks.len()).collect();
    let length = |trunk: usize| trunks[trunk].bottom - trunks[trunk].top + 1;
    by_length.sort_by_key(|&trunk| length(trunk));
    let mut kept = vec![false; trunks.len()];
    let mut points = 0;
    for trunk in by_length {
        points += length(trunk);
        if points > POINTS_LIMIT {
            break;
        }
        kept[trunk] = true;
    }
    kept
}

/// An order to begin with: as one meets them going down in depth, so that what hangs together lies together.
fn first_order(layer_of: &[usize], boxes: usize, below: &Lists) -> Vec<Vec<usize>> {
    let depth = layer_of.iter().max().map_or(0, |last| last + 1);
    let mut layers = vec![Vec::new(); depth];
    let mut met = vec![false; layer_of.len()];
    let mut roots: Vec<_> = (0..boxes).collect();
    roots.sort_by_key(|&root| layer_of[root]);
    // Points that nothing above leads to, at the top of a trunk that leads back up, come last.
    let all = roots.into_iter().chain(boxes..layer_of.len());
    for root in all {
        let mut waiting = vec![root];
        while let Some(item) = waiting.pop() {
            if std::mem::replace(&mut met[item], true) {
                continue;
            }
            layers[layer_of[item]].push(item);
            waiting.extend(below.of(item).iter().rev());
        }
    }
    layers
}
