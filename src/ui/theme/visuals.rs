//! Our tokens put into egui's style, so that its own widgets (text fields, scroll bars, tooltips, menus) fit in.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, Visuals, vec2};

use super::{Appearance, Tokens, Type, motion, space};

/// Sets everything about `style` that the tokens or the appearance decide.
pub(super) fn set(style: &mut Style, tokens: &Tokens, appearance: Appearance) {
    let scale = appearance.scale();
    for kind in Type::ALL {
        style.text_styles.insert(kind.style(), kind.font_scaled(scale));
    }
    if let Some(mono) = style.text_styles.get_mut(&egui::TextStyle::Monospace) {
        mono.size = Type::Small.base_size() * scale;
    }
    style.animation_time = if appearance.less_motion { 0.0 } else { motion::QUICK.as_secs_f32() };
    style.scroll_animation = if appearance.less_motion { ScrollAnimation::none() } else { ScrollAnimation::default() };

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::S);
    spacing.button_padding = vec2(16.0, 9.0);
    spacing.interact_size = vec2(44.0, 24.0) * scale.max(1.0);
    spacing.icon_width = 20.0 * scale;
    spacing.icon_width_inner = 12.0 * scale;
    spacing.icon_spacing = space::S;
    spacing.text_edit_width = 280.0 * scale;
    spacing.slider_width = 200.0 * scale;
    spacing.tooltip_width = 420.0 * scale;
    spacing.menu_margin = Margin::same(8);
    spacing.window_margin = Margin::same(24);
    spacing.scroll = ScrollStyle { bar_width: 10.0, floating_width: 4.0, ..ScrollStyle::floating() };

    style.interaction.tooltip_delay = 0.3;
    style.visuals = visuals(tokens, style.visuals.dark_mode);
}

fn visuals(tokens: &Tokens, dark: bool) -> Visuals {
    let base = if dark { Visuals::dark() } else { Visuals::light() };
    let shadow =
        Shadow { offset: [0, 8], blur: 24, spread: 0, color: Color32::from_black_alpha(if dark { 120 } else { 36 }) };
    let widget = |fill: Color32, border: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: border,
        corner_radius: CornerRadius::same(space::CORNER_SMALL),
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    let line = Stroke::new(1.0, tokens.line);
    let focus = Stroke::new(space::FOCUS, tokens.accent);
    let mut visuals = Visuals {
        // Also the colour of text: plain labels are ink.
        override_text_color: None,
        weak_text_color: Some(tokens.muted),
        selection: Selection { bg_fill: super::mix(tokens.accent_soft, tokens.accent, 0.18), stroke: focus },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.sunken,
        extreme_bg_color: tokens.sunken,
        text_edit_bg_color: Some(tokens.card),
        code_bg_color: tokens.sunken,
        warn_fg_color: tokens.caution,
        error_fg_color: tokens.no_recovery,
        window_corner_radius: CornerRadius::same(space::CORNER + 4),
        window_shadow: shadow,
        window_fill: tokens.card,
        window_stroke: line,
        menu_corner_radius: CornerRadius::same(space::CORNER),
        panel_fill: tokens.paper,
        popup_shadow: shadow,
        text_cursor: TextCursorStyle {
            stroke: focus,
            // A cursor that blinks repaints an idle window for ever.
            blink: false,
            ..base.text_cursor.clone()
        },
        interact_cursor: Some(egui::CursorIcon::PointingHand),
        ..base
    };
    visuals.widgets.noninteractive = widget(tokens.card, line, tokens.ink);
    visuals.widgets.inactive = widget(tokens.card, line, tokens.ink);
    visuals.widgets.hovered = widget(tokens.sunken, Stroke::new(1.0, tokens.muted), tokens.ink);
    visuals.widgets.active = widget(tokens.accent_soft, focus, tokens.ink);
    visuals.widgets.open = widget(tokens.accent_soft, line, tokens.ink);
    visuals
}
