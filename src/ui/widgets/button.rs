//! The button: filled for the one thing to do next, outlined for everything else.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::key_cap::Cap;
use super::paint;
use crate::ui::theme::{self, Type, space};

/// A button with a word, and if wanted an icon before it and a key after it.
#[must_use = "a button is shown with `ui.add`"]
pub struct Button<'a> {
    text: &'a str,
    icon: Option<&'a str>,
    key: Option<&'a str>,
    primary: bool,
    full_width: bool,
    small: bool,
}

impl<'a> Button<'a> {
    /// Outlined, on the ground of a card.
    pub fn secondary(text: &'a str) -> Self {
        Self { text, icon: None, key: None, primary: false, full_width: false, small: false }
    }

    /// Filled with the accent: at most one on a screen.
    pub fn primary(text: &'a str) -> Self {
        Self { primary: true, ..Self::secondary(text) }
    }

    /// An icon before the word, from [`crate::ui::icons`].
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same. It is told to screen readers, and shown as a cap at the corner while the button is pointed at
    /// or has the focus; beside the word of every button where the person has chosen that. The screen itself listens for it.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// As wide as there is room.
    pub fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// Lower, for rows inside a card.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let colour = if self.primary { tokens.on_accent } else { tokens.ink };
        let padding = if self.small { vec2(13.0, 8.0) } else { vec2(18.0, 12.0) };
        let room = ui.available_width() - 2.0 * padding.x;

        let icon = self.icon.map(|icon| paint::galley(ui, icon, Type::Strong, colour, f32::INFINITY));
        let cap = self.key.map(|key| if self.primary { Cap::on_accent(ui, key) } else { Cap::new(ui, key) });
        let icon_width = icon.as_ref().map_or(0.0, |icon| icon.size().x + space::XS + 2.0);
        let (cap, quiet_cap) = if theme::keys_on_buttons(ui) { (cap, None) } else { (None, cap) };
        let cap_width = cap.as_ref().map_or(0.0, |cap| cap.size().x + space::S);
        let mut words = paint::galley(ui, self.text, Type::Strong, colour, f32::INFINITY);
        if words.size().x > room - icon_width - cap_width {
            // Wrapping beats running out of the window at 200 %.
            words = paint::galley(ui, self.text, Type::Strong, colour, room - icon_width - cap_width);
        }

        let inner = vec2(icon_width + words.size().x + cap_width, words.size().y);
        let mut size = inner + 2.0 * padding;
        if self.full_width {
            size.x = size.x.max(ui.available_width());
        }
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.text));
        if let Some(key) = self.key {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(key));
        }

        if ui.is_rect_visible(rect) {
            let held = response.is_pointer_button_down_on();
            let lit = response.hovered() || response.has_focus();
            let (fill, border) = if self.primary {
                let shade = if held {
                    0.24
                } else if lit {
                    0.12
                } else {
                    0.0
                };
                (theme::mix(tokens.accent, tokens.ink, shade), tokens.accent)
            } else if held {
                (tokens.accent_soft, tokens.accent)
            } else if lit {
                (theme::mix(tokens.card, tokens.accent_soft, 0.5), tokens.accent)
            } else {
                (tokens.card, tokens.line)
            };
            ui.painter().rect(rect, space::CORNER_SMALL, fill, Stroke::new(1.0, border), StrokeKind::Inside);
            let mut at = rect.center() - vec2(inner.x / 2.0, 0.0);
            if self.full_width {
                at.x = rect.left() + padding.x;
            }
            if let Some(icon) = icon {
                paint::text_left(ui.painter(), at, icon);
            }
            at.x += icon_width;
            let words_width = words.size().x;
            paint::text_left(ui.painter(), at, words);
            at.x += words_width + space::S;
            if let Some(cap) = cap {
                cap.paint(ui, at);
            }
        }
        // Also where it is out of sight: this brings it into view.
        paint::focus_ring(ui, &response, space::CORNER_SMALL);
        if let Some(cap) = quiet_cap.filter(|_| ui.is_enabled() && (response.hovered() || response.has_focus())) {
            cap.paint_at_corner(ui, &response);
        }
        response
    }
}
