//! Where in its layer each item stands.
//!
//! Every item wants to stand above or below the middle of what it is linked with. Layer by layer these wishes are met as
//! well as the order and the gaps allow: exactly, by least squares, which for wishes along a line is a matter of pooling
//! neighbours that push against each other. Going down and up a few times carries the wishes through the whole drawing.

use super::items::Items;
use super::lists::Lists;
use super::sizes::{BOX_GAP, BOX_WIDTH, LANE_GAP, MARGIN, count};

/// How often the layers are gone through by what is above, and by what is below.
const ROUNDS: usize = 10;
/// How often, at the end, by both at once: the more, the tidier; so many items are placed in all, but the layers are gone
/// through no less and no more often than this.
const LAST_PLACED: usize = 60_000;
const LAST_ROUNDS: std::ops::RangeInclusive<usize> = 8..=120;

/// By what an item goes.
#[derive(Clone, Copy)]
enum By {
    Above,
    Below,
    Both,
}

/// The x of each item, in points; the left edge of the leftmost box is at the margin.
pub(super) fn positions(items: &Items) -> Vec<f32> {
    let mut xs = vec![0.0; items.layer_of.len()];
    for layer in &items.layers {
        let mut x = 0.0;
        for (position, &item) in layer.iter().enumerate() {
            if let Some(before) = position.checked_sub(1) {
                x += distance(items, layer[before], item);
            }
            xs[item] = x;
        }
        let half = x / 2.0;
        for &item in layer {
            xs[item] -= half;
        }
    }
    let depth = items.layers.len();
    let last = (LAST_PLACED / items.layer_of.len().max(1)).clamp(*LAST_ROUNDS.start(), *LAST_ROUNDS.end());
    for round in 0..2 * ROUNDS + last {
        let down = round % 2 == 0;
        let by = match (round < 2 * ROUNDS, down) {
            (false, _) => By::Both,
            (true, true) => By::Above,
            (true, false) => By::Below,
        };
        for step in 0..depth {
            settle(items, if down { step } else { depth - 1 - step }, by, &mut xs);
        }
    }
    let left = (0..items.layer_of.len()).map(|item| xs[item] - half_width(items, item)).fold(f32::INFINITY, f32::min);
    xs.into_iter().map(|x| x + MARGIN - left).collect()
}

fn half_width(items: &Items, item: usize) -> f32 {
    if items.is_box(item) { BOX_WIDTH / 2.0 } else { 0.0 }
}

/// How far apart two neighbours stand at least, from middle to middle.
fn distance(items: &Items, left: usize, right: usize) -> f32 {
    let gap = if items.is_box(left) && items.is_box(right) { BOX_GAP } else { LANE_GAP };
    half_width(items, left) + gap + half_width(items, right)
}

/// Neighbours that push against each other and so move together.
struct Pool {
    /// Where they would stand, each less its distance from the first of the layer.
    mean: f32,
    weight: f32,
    members: usize,
}

/// Moves the items of a layer as close to where they want to stand as order and gaps allow.
fn settle(items: &Items, layer: usize, by: By, xs: &mut [f32]) {
    let layer = &items.layers[layer];
    let mut pools: Vec<Pool> = Vec::with_capacity(layer.len());
    let mut offset = 0.0;
    for (position, &item) in layer.iter().enumerate() {
        if let Some(before) = position.checked_sub(1) {
            offset += distance(items, layer[before], item);
        }
        let (wish, weight) = wish(items, item, by, xs);
        let mut pool = Pool { mean: wish - offset, weight, members: 1 };
        while let Some(before) = pools.pop_if(|before| before.mean > pool.mean) {
            let weight = before.weight + pool.weight;
            pool.mean = (before.mean * before.weight + pool.mean * pool.weight) / weight;
            pool.weight = weight;
            pool.members += before.members;
        }
        pools.push(pool);
    }
    let wanted = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.mean, pool.members));
    let mut offset = 0.0;
    for (position, (&item, wanted)) in layer.iter().zip(wanted).enumerate() {
        if let Some(before) = position.checked_sub(1) {
            offset += distance(items, layer[before], item);
        }
        xs[item] = wanted + offset;
    }
}

/// Where an item wants to stand, and how much.
fn wish(items: &Items, item: usize, by: By, xs: &[f32]) -> (f32, f32) {
    let lists: &[&Lists] = match by {
        By::Above => &[&items.above],
        By::Below => &[&items.below],
        By::Both => &[&items.above, &items.below],
    };
    let (mut sum, mut weight) = (0.0, 0.0);
    for list in lists {
        // Of many that share an end, each pulls less.
        let linked = list.of(item);
        let share = 1.0 / count(linked.len().max(1)).sqrt();
        for &other in linked {
            // Lines that pass layers had best be straight.
            let pull = match (items.is_box(item), items.is_box(other)) {
                (true, true) => 1.0,
                (false, false) => 8.0,
                _ => 2.0,
            } * share;
            sum += xs[other] * pull;
            weight += pull;
        }
    }
    if weight > 0.0 { (sum / weight, weight) } else { (xs[item], 0.05) }
}
