//! From SVG to pixels.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::ColorImage;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

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

/// A drawing is all that stands in its file: it opens no other, and no picture within it is unpacked. What may be in it is
/// decided where it is read (`storage::Portraits`); this is the second lock.
fn nothing_else() -> Options<'static> {
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    Options { image_href_resolver, ..Options::default() }
}

fn rasterise(svg: &[u8], side: u32) -> Option<ColorImage> {
    let tree = Tree::from_data(svg, &nothing_else()).ok()?;
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
    fn no_other_file_is_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.svg");
        let red =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='red'/></svg>";
        std::fs::write(&path, red).expect("written");
        let inside =
            [path.display().to_string(), format!("data:image/svg+xml,{}", red.replace('<', "%3C").replace('>', "%3E"))];
        for href in inside {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image width='9' height='9' href=\"{href}\"/></svg>"
            );
            let drawn = rasterise(svg.as_bytes(), 8).expect("an empty picture");
            assert!(drawn.pixels.iter().all(|pixel| pixel.a() == 0), "{href}");
        }
        assert!(rasterise(red.as_bytes(), 8).expect("red").pixels.iter().all(|pixel| pixel.r() == 255));
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
