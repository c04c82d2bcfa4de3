//! The icon of the window.

use egui::IconData;
use resvg::{tiny_skia, usvg};

/// Its side in pixels; the desktop scales it from there.
const SIDE: u16 = 64;

/// The icon; `None` where it cannot be drawn, and the desktop then shows its own.
pub fn window_icon() -> Option<IconData> {
    let svg = include_bytes!("../../assets/icon.svg");
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).ok()?;
    let mut pixels = tiny_skia::Pixmap::new(SIDE.into(), SIDE.into())?;
    let scale = f32::from(SIDE) / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Some(IconData { rgba: rgba.collect(), width: SIDE.into(), height: SIDE.into() })
}
