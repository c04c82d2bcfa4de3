//! From SVG to pixels.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::ColorImage;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The largest side that is drawn, in pixels; larger places stretch it.
const MAX_SIDE: f32 = 1024.0;

/// The side to draw at for a place of `side` pixels: rounded up, so that a window being resized does not draw anew for
/// every pixel.
pub(super) fn side_in_pixels(side: f32) -> u32 {
    let stepped = (side / 8.0).ceil() * 8.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let side = stepped.clamp(8.0, MAX_SIDE) as u32;
    side
}

/// Draws an SVG into a square of `side` pixels, on whose lower edge it stands; `None` where it cannot be drawn.
pub(super) fn draw(svg: &[u8], side: u32) -> Option<ColorImage> {
    // A scenario may bring its own drawings, and the drawing library must not take the program down with one of them.
    catch_unwind(AssertUnwindSafe(|| rasterise(svg, side))).ok()?
}

fn rasterise(svg: &[u8], side: u32) -> Option<ColorImage> {
    let tree = Tree::from_data(svg, &Options::default()).ok()?;
    let mut pixels = Pixmap::new(side, side)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    #[expect(clippy::cast_precision_loss, reason = "at most 1024")]
    let side_f = side as f32;
    let scale = side_f / width.max(height);
    // Centred across, standing on the lower edge.
    let place =
        Transform::from_scale(scale, scale).post_translate((side_f - width * scale) / 2.0, side_f - height * scale);
    resvg::render(&tree, place, &mut pixels.as_mut());
    let side = usize::try_from(side).ok()?;
    Some(ColorImage::from_rgba_premultiplied([side, side], pixels.data()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets;

    #[test]
    fn every_shipped_portrait_can_be_drawn() {
        for (person, mood) in assets::portrait_names() {
            let drawn = assets::portrait(&person, &mood).and_then(|svg| draw(&svg, 16));
            let visible = drawn.is_some_and(|image| image.pixels.iter().any(|pixel| pixel.a() > 0));
            assert!(visible, "{person}-{mood}");
        }
    }

    #[test]
    fn nonsense_is_none() {
        for bytes in [&b""[..], b"\0\0", b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='0'/>"] {
            assert!(rasterise(bytes, 64).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn sizes_are_stepped_and_bounded() {
        assert_eq!(side_in_pixels(233.0), 240);
        assert_eq!(side_in_pixels(0.0), 8);
        assert_eq!(side_in_pixels(f32::INFINITY), 1024);
        assert_eq!(side_in_pixels(f32::NAN), 0);
    }
}
