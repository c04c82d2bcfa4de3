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
