//! An appearance for each viewport.
//!
//! egui has one pair of styles and one choice between them for all viewports. So each viewport's own are kept here, and
//! exchanged as its passes begin and end, also where the pass of one lies within that of another. Whatever is painted in a
//! pass (popups, dialogs and tooltips too) then has the appearance of its own window.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Context, FullOutput, Plugin, RawInput, Style, Theme, ThemePreference, ViewportId};

use super::{Tokens, visuals};
use crate::appearance::{Appearance, ThemeChoice};

/// How one viewport looks.
#[derive(Clone)]
struct Look {
    light: Arc<Style>,
    dark: Arc<Style>,
    preference: ThemePreference,
    high_contrast: bool,
    keys_on_buttons: bool,
    spacing: TextSpacing,
}

/// How far apart lines and letters are.
#[derive(Clone, Copy)]
pub(super) struct TextSpacing {
    /// By how much lines are further apart than usual.
    pub(super) lines: f32,
    /// What is added between letters, as a share of the size of the text.
    pub(super) letters: f32,
}

impl Default for TextSpacing {
    fn default() -> Self {
        Self { lines: 1.0, letters: 0.0 }
    }
}

impl Look {
    fn of(ctx: &Context, appearance: Appearance) -> Self {
        let style = |theme: Theme| {
            let mut style = ctx.style_of(theme);
            let tokens = Tokens::of(theme == Theme::Dark, appearance.high_contrast);
            visuals::set(Arc::make_mut(&mut style), tokens, appearance);
            style
        };
        let preference = match appearance.theme {
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
            ThemeChoice::System => ThemePreference::System,
        };
        let Appearance { high_contrast, keys_on_buttons, .. } = appearance;
        let (lines, letters) = (appearance.line_spacing.of_lines(), appearance.letter_spacing.of_letters());
        let spacing = TextSpacing { lines, letters };
        Self {
            light: style(Theme::Light),
            dark: style(Theme::Dark),
            preference,
            high_contrast,
            keys_on_buttons,
            spacing,
        }
    }
}

/// The looks of all viewports. One that was given none looks like the root.
#[derive(Default)]
pub(super) struct Looks {
    own: HashMap<ViewportId, Look>,
    /// Whose look egui's options hold now.
    in_force: ViewportId,
    /// Whether that one has more contrast.
    pub(super) high_contrast: bool,
    /// Whether every button there shows its key.
    pub(super) keys_on_buttons: bool,
    /// How far apart its lines and letters are.
    pub(super) spacing: TextSpacing,
}

impl Looks {
    /// Gives a viewport this appearance, at once if it is the one whose pass is under way.
    pub(super) fn apply(&mut self, ctx: &Context, viewport: ViewportId, appearance: Appearance) {
        let look = Look::of(ctx, appearance);
        if viewport == self.in_force {
            self.set(ctx, look);
        } else {
            self.own.insert(viewport, look);
            self.put_in_force(ctx, ctx.viewport_id());
        }
    }

    /// Puts in force what this viewport looks like, and remembers what was, with whatever others have changed about it.
    fn put_in_force(&mut self, ctx: &Context, viewport: ViewportId) {
        let owner =
            if viewport == self.in_force || self.own.contains_key(&viewport) { viewport } else { ViewportId::ROOT };
        if owner == self.in_force {
            return;
        }
        let Some(look) = self.own.remove(&owner) else { return };
        let before = Look {
            light: ctx.style_of(Theme::Light),
            dark: ctx.style_of(Theme::Dark),
            preference: ctx.options(|options| options.theme_preference),
            high_contrast: self.high_contrast,
            keys_on_buttons: self.keys_on_buttons,
            spacing: self.spacing,
        };
        self.own.insert(self.in_force, before);
        self.in_force = owner;
        self.set(ctx, look);
    }

    fn set(&mut self, ctx: &Context, look: Look) {
        self.high_contrast = look.high_contrast;
        self.keys_on_buttons = look.keys_on_buttons;
        self.spacing = look.spacing;
        ctx.options_mut(|options| {
            options.light_style = look.light;
            options.dark_style = look.dark;
            options.theme_preference = look.preference;
        });
    }
}

impl Plugin for Looks {
    fn debug_name(&self) -> &'static str {
        "looks"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.put_in_force(ctx, input.viewport_id);
    }

    fn output_hook(&mut self, ctx: &Context, _: &mut FullOutput) {
        // The viewport whose pass goes on now, or the root between passes.
        self.put_in_force(ctx, ctx.viewport_id());
    }
}
