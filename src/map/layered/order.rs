//! The order within each layer, with few crossings of lines.

use super::items::Items;
use super::sizes::count;

/// How often the layers are gone through, at most; without a better order, it ends earlier.
const SWEEPS: usize = 16;
/// After how many sweeps without a better order it ends.
const PATIENCE: usize = 4;
/// How often neighbours are tried the other way round, at most, after the sweeps.
const SWAP_ROUNDS: usize = 6;

/// Puts the items of each layer into an order with few crossings.
pub(super) fn reduce_crossings(items: &mut Items) {
    let mut place = vec![0; items.layer_of.len()];
    note_places(&items.layers, &mut place);
    let mut fewest = crossings(items, &place);
    let mut best = items.layers.clone();
    let mut patience = PATIENCE;
    for sweep in 0..SWEEPS {
        if fewest == 0 || patience == 0 {
            break;
        }
        let down = sweep % 2 == 0;
        let depth = items.layers.len();
        for step in 1..depth {
            let layer = if down { step } else { depth - 1 - step };
            sort_layer(items, layer, down, &mut place);
        }
        patience -= 1;
        let now = crossings(items, &place);
        if now < fewest {
            (fewest, patience) = (now, PATIENCE);
            best.clone_from(&items.layers);
        }
    }
    items.layers = best;
    note_places(&items.layers, &mut place);
    for _ in 0..SWAP_ROUNDS {
        if fewest == 0 || !swap_neighbours(items, &mut place) {
            break;
        }
    }
}

fn note_places(layers: &[Vec<usize>], place: &mut [usize]) {
    for layer in layers {
        for (position, &item) in layer.iter().enumerate() {
            place[item] = position;
        }
    }
}

/// Sorts a layer by the middle of what each item is linked with in the layer above, or below. An item that is linked with
/// nothing there keeps its place.
fn sort_layer(items: &mut Items, layer: usize, by_above: bool, place: &mut [usize]) {
    let near = if by_above { &items.above } else { &items.below };
    let middle = |item: usize| {
        let linked = near.of(item);
        let sum: usize = linked.iter().map(|&other| place[other]).sum();
        (!linked.is_empty()).then(|| count(sum) / count(linked.len()))
    };
    let current = &items.layers[layer];
    let mut moving: Vec<(f32, usize)> =
        current.iter().filter_map(|&item| middle(item).map(|middle| (middle, item))).collect();
    // Equals stay as they are.
    moving.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut moving = moving.into_iter();
    let sorted: Vec<usize> = current
        .iter()
        .map(|&item| if near.of(item).is_empty() { item } else { moving.next().map_or(item, |(_, moved)| moved) })
        .collect();
    for (position, &item) in sorted.iter().enumerate() {
        place[item] = position;
    }
    items.layers[layer] = sorted;
}

/// How many pairs of lines cross.
fn crossings(items: &Items, place: &[usize]) -> usize {
    let mut total = 0;
    let mut ends = Vec::new();
    for (layer, next) in items.layers.iter().zip(items.layers.iter().skip(1)) {
        ends.clear();
        for &item in layer {
            let first = ends.len();
            ends.extend(items.below.of(item).iter().map(|&lower| place[lower]));
            ends[first..].sort_unstable();
        }
        total += inversions(&ends, next.len());
    }
    total
}

/// How many pairs stand in the wrong order; the numbers are below `bound`.
fn inversions(numbers: &[usize], bound: usize) -> usize {
    // A Fenwick tree of how often each number has come so far.
    let mut tree = vec![0_usize; bound + 1];
    let mut total = 0;
    for (seen, &number) in numbers.iter().enumerate() {
        let mut not_above = 0;
        let mut at = number + 1;
        while at > 0 {
            not_above += tree[at];
            at &= at - 1;
        }
        total += seen - not_above;
        at = number + 1;
        while at <= bound {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

/// Changes neighbours round where fewer lines cross then; whether that was so anywhere.
fn swap_neighbours(items: &mut Items, place: &mut [usize]) -> bool {
    let mut better = false;
    let mut scratch = [Vec::new(), Vec::new()];
    for layer in 0..items.layers.len() {
        for position in 1..items.layers[layer].len() {
            let (left, right) = (items.layers[layer][position - 1], items.layers[layer][position]);
            let mut as_is = 0;
            let mut swapped = 0;
            for near in [&items.above, &items.below] {
                for (places, item) in scratch.iter_mut().zip([left, right]) {
                    places.clear();
                    places.extend(near.of(item).iter().map(|&other| place[other]));
                    places.sort_unstable();
                }
                as_is += pairs_above(&scratch[0], &scratch[1]);
                swapped += pairs_above(&scratch[1], &scratch[0]);
            }
            if swapped < as_is {
                items.layers[layer].swap(position - 1, position);
                place.swap(left, right);
                better = true;
            }
        }
    }
    better
}

/// Of all pairs of one number from each list, both sorted, in how many the first is above the second.
fn pairs_above(first: &[usize], second: &[usize]) -> usize {
    let mut below = 0;
    let mut pairs = 0;
    for number in first {
        while second.get(below).is_some_and(|other| other < number) {
            below += 1;
        }
        pairs += below;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_as_by_hand() {
        assert_eq!(inversions(&[0, 1, 2], 3), 0);
        assert_eq!(inversions(&[2, 1, 0], 3), 3);
        assert_eq!(inversions(&[1, 1, 0, 2, 0], 3), 5);
        assert_eq!(pairs_above(&[1, 3], &[0, 2, 3]), 3);
        assert_eq!(pairs_above(&[], &[0]), 0);
    }
}
