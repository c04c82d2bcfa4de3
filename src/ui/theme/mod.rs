//! Colours, type, spacing and motion, by name, for light and dark and for more contrast.
//!
//! [`install`] once at start, [`apply`] whenever the person changes a setting, [`tokens`] wherever something is painted. Each
//! viewport has an appearance of its own.

mod fonts;
mod looks;
mod system_fonts;
mod tokens;
mod visuals;

use std::time::Duration;

use egui::{Color32, Context, Theme, Ui, ViewportId};

use crate::appearance::Appearance;
use looks::Looks;

pub use fonts::Type;
pub use system_fonts::{take_font_trouble, use_system_fonts};
pub use tokens::{DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Tokens, Tone, mix, shade};

/// Distances in points at 100 % text size. They do not grow with the text: at 200 % the room is needed for words.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between things that belong together.
    pub const S: f32 = 8.0;
    /// Between lines of conversation, between cards of a list.
    pub const M: f32 = 13.0;
    /// Inside a card, between cards of a grid.
    pub const L: f32 = 18.0;
    /// Between sections.
    pub const XL: f32 = 28.0;
    /// Corner radius of cards, panels and pictures.
    pub const CORNER: u8 = 12;
    /// Corner radius of buttons and fields.
    pub const CORNER_SMALL: u8 = 9;
    /// Width of the focus ring and of the border of what is about to be chosen.
    pub const FOCUS: f32 = 2.0;
    /// The least width and height of what is pressed, whatever the size of text.
    pub const TARGET: f32 = 24.0;
}

/// How long a change takes, where the person has not asked for less motion.
pub mod motion {
    use std::time::Duration;
    /// A colour or a knob.
    pub const QUICK: Duration = Duration::from_millis(120);
    /// A face that changes.
    pub const FACE: Duration = Duration::from_millis(150);
    /// A meter that moves.
    pub const METER: Duration = Duration::from_millis(200);
}

/// Loads the fonts and gives the root the default [`Appearance`]. Call once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    // It would enlarge all windows at once; the size of text belongs to each appearance.
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Some systems do not say whether they are light or dark; paper is light.
        options.fallback_theme = Theme::Light;
    });
    apply(ctx, &Appearance::default());
}

/// Sets theme, text size, motion and contrast of the viewport whose pass is under way, or of the root between passes.
/// Cheap enough to call on every change of a slider, not every frame.
pub fn apply(ctx: &Context, appearance: &Appearance) {
    apply_to(ctx, ctx.viewport_id(), appearance);
}

/// [`apply`] for another viewport, also before it is shown for the first time. A viewport without an appearance of its own
/// has that of the root.
pub fn apply_to(ctx: &Context, viewport: ViewportId, appearance: &Appearance) {
    ctx.plugin_or_default::<Looks>().lock().apply(ctx, viewport, *appearance);
    ctx.request_repaint_of(viewport);
}

/// The colour of the page in the viewport whose pass is under way, or that of the root between passes. A window that is
/// cleared with it need not be filled with it, which on a machine without a graphics card is a good part of a frame.
#[must_use]
pub fn paper(ctx: &Context) -> Color32 {
    let high_contrast = ctx.with_plugin(|looks: &mut Looks| looks.high_contrast).unwrap_or(false);
    Tokens::of(ctx.theme() == Theme::Dark, high_contrast).paper
}

/// The colours in use here.
#[must_use]
pub fn tokens(ui: &Ui) -> &'static Tokens {
    Tokens::of(ui.visuals().dark_mode, high_contrast(ui))
}

/// Whether the person asked for more contrast.
#[must_use]
pub fn high_contrast(ui: &Ui) -> bool {
    ui.ctx().with_plugin(|looks: &mut Looks| looks.high_contrast).unwrap_or(false)
}

/// Whether the person wants to see the key of every button.
#[must_use]
pub fn keys_on_buttons(ui: &Ui) -> bool {
    ui.ctx().with_plugin(|looks: &mut Looks| looks.keys_on_buttons).unwrap_or(false)
}

/// By how much lines are further apart than usual.
#[must_use]
pub fn line_spacing(ui: &Ui) -> f32 {
    ui.ctx().with_plugin(|looks: &mut Looks| looks.spacing.lines).unwrap_or(1.0)
}

/// What the person has added between letters, as a share of the size of the text.
#[must_use]
pub fn letter_spacing(ui: &Ui) -> f32 {
    ui.ctx().with_plugin(|looks: &mut Looks| looks.spacing.letters).unwrap_or(0.0)
}

/// The factor by which text is larger than its normal size: 0.8 to 2.0. Multiply what must grow with the text.
#[must_use]
pub fn scale(ui: &Ui) -> f32 {
    Type::Body.size(ui) / Type::Body.base_size()
}

/// `usual` in seconds, or zero where the person asked for less motion.
#[must_use]
pub fn duration(ui: &Ui, usual: Duration) -> f32 {
    if less_motion(ui) { 0.0 } else { usual.as_secs_f32() }
}

/// Whether the person asked for less motion.
#[must_use]
pub fn less_motion(ui: &Ui) -> bool {
    ui.style().animation_time <= 0.0
}
