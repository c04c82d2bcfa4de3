//! Sizes and distances, in points at 100 % text size and without magnification.

/// Width of a box.
pub const BOX_WIDTH: f32 = 216.0;
/// Height of a box.
pub const BOX_HEIGHT: f32 = 76.0;
/// Between two boxes beside each other.
pub(super) const BOX_GAP: f32 = 36.0;
/// Between a line that passes a layer and what stands beside it.
pub(super) const LANE_GAP: f32 = 22.0;
/// Between two layers.
pub(super) const LAYER_GAP: f32 = 72.0;
/// Room all around.
pub(super) const MARGIN: f32 = 28.0;

/// A number of things as a factor.
#[expect(clippy::cast_precision_loss, reason = "a file is refused long before it holds as many scenes")]
pub(super) fn count(number: usize) -> f32 {
    number as f32
}
