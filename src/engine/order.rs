//! The order in which replies are shown.

use crate::scenario::{ReplyIx, SceneIx};

/// The replies in an order that gives nothing away: shuffled by the seed of the attempt and the scene, so that it is the
/// same again after stepping back.
#[must_use]
pub fn shuffled(replies: &[ReplyIx], scene: SceneIx, seed: u64) -> Vec<ReplyIx> {
    let mut order = replies.to_vec();
    // Neighbouring scenes must not get neighbouring seeds: multiplying by an odd constant spreads them.
    let scene_seed = u64::from(scene.0).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    fastrand::Rng::with_seed(seed ^ scene_seed).shuffle(&mut order);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A play that is gone on with must offer its replies in the order in which they were seen. If another version of
    /// the generator breaks this, keep the old one, or write its few lines here: these orders may never change.
    #[test]
    fn the_order_of_a_seed_never_changes() {
        let pinned: [(u64, u32, &[u32]); 12] = [
            (0, 0, &[1, 0, 2]),
            (0, 1, &[2, 0, 1]),
            (1, 0, &[2, 1, 0]),
            (7, 0, &[2, 3, 1, 0]),
            (7, 1, &[2, 3, 1, 0]),
            (7, 2, &[1, 3, 0, 2]),
            (42, 11, &[0, 4, 3, 1, 2]),
            (2026, 3, &[2, 0, 1]),
            (u64::MAX, 250, &[3, 4, 2, 1, 0, 5]),
            (6_523_266_437_543, u32::MAX, &[5, 1, 4, 2, 3, 0]),
            (123_456_789, 9, &[0, 1]),
            (123_456_791, 10, &[1, 0]),
        ];
        for (seed, scene, order) in pinned {
            let in_file: Vec<_> = (0..).take(order.len()).map(ReplyIx).collect();
            let wanted: Vec<_> = order.iter().map(|&reply| ReplyIx(reply)).collect();
            assert_eq!(shuffled(&in_file, SceneIx(scene), seed), wanted, "seed {seed}, scene {scene}");
        }
    }
}
