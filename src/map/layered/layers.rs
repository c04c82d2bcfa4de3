//! In which layer each place stands.

use super::lists::Lists;

/// The layer of each place, from 0: below everything that leads to it, `links` being (upper, lower) without circles.
///
/// Each place stands as high as that allows; then those with more ways out than in come down to what they lead to, which
/// shortens lines.
pub(super) fn assign(places: usize, start: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let below = Lists::new(places, links.iter().copied());
    let mut above = vec![0_usize; places];
    for &(_, lower) in links {
        above[lower] += 1;
    }
    let mut left = above.clone();
    let mut ready: Vec<_> = (0..places).filter(|&place| left[place] == 0).collect();
    let mut layer = vec![0; places];
    let mut next = 0;
    while let Some(&place) = ready.get(next) {
        next += 1;
        for &lower in below.of(place) {
            layer[lower] = layer[lower].max(layer[place] + 1);
            left[lower] -= 1;
            if left[lower] == 0 {
                ready.push(lower);
            }
        }
    }
    for &place in ready.iter().rev() {
        let lowest = below.of(place).iter().map(|&lower| layer[lower] - 1).min();
        if let Some(lowest) = lowest
            && place != start
            && below.of(place).len() > above[place]
        {
            layer[place] = lowest;
        }
    }
    layer
}
