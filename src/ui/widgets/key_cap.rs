//! A key as printed on the keyboard, and a row that says what it does.

use std::sync::Arc;

use egui::{
    Color32, Galley, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::floating::float;
use super::paint;
use crate::ui::theme::{self, Type, space};

/// A key cap laid out but not yet painted, for widgets that carry one.
pub(super) struct Cap {
    galley: Arc<Galley>,
    border: Color32,
    fill: Color32,
}

impl Cap {
    /// On a quiet ground.
    pub(super) fn new(ui: &Ui, key: &str) -> Self {
        let tokens = theme::tokens(ui);
        Self {
            galley: paint::galley(ui, key, Type::CaptionStrong, tokens.muted, f32::INFINITY),
            border: tokens.line,
            fill: tokens.sunken,
        }
    }

    /// On the accent.
    pub(super) fn on_accent(ui: &Ui, key: &str) -> Self {
        let tokens = theme::tokens(ui);
        Self {
            galley: paint::galley(ui, key, Type::CaptionStrong, tokens.on_accent, f32::INFINITY),
            border: theme::mix(tokens.accent, tokens.on_accent, 0.45),
            fill: theme::mix(tokens.accent, tokens.on_accent, 0.12),
        }
    }

    pub(super) fn size(&self) -> Vec2 {
        let text = self.galley.size();
        vec2((text.x + 14.0).max(text.y + 4.0), text.y + 5.0)
    }

    /// Paints it with its left edge's middle at `left_centre`.
    pub(super) fn paint(self, ui: &Ui, left_centre: Pos2) {
        let rect = Rect::from_min_size(left_centre - vec2(0.0, self.size().y / 2.0), self.size());
        self.paint_in(ui.painter(), rect);
    }

    fn paint_in(self, painter: &Painter, rect: Rect) {
        painter.rect(rect, 4.0, self.fill, Stroke::new(1.0, self.border), StrokeKind::Inside);
        paint::text_centred(painter, rect, self.galley);
    }

    /// Paints it over the upper right corner of a button, which keeps its size: nothing moves when it comes.
    pub(super) fn paint_at_corner(self, ui: &Ui, button: &Response) {
        if !ui.is_rect_visible(button.rect) {
            return;
        }
        let (size, clip) = (self.size(), ui.clip_rect());
        let left = (button.rect.right() + BEYOND).min(clip.right()) - size.x;
        let top = (button.rect.top() - 1.0 - size.y / 2.0).max(clip.top());
        let rect = Rect::from_min_size(pos2(left, top), size);
        float(ui, button.id, rect, |painter| self.paint_in(painter, rect));
    }
}

/// How far a cap at the corner of a button stands out of it, in points.
const BEYOND: f32 = 6.0;

/// A key cap by itself.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let cap = Cap::new(ui, key);
    let (rect, response) = ui.allocate_exact_size(cap.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
    cap.paint(ui, rect.left_center());
    response
}

/// A key cap and what it does, such as "Enter go on", kept together as one when the row wraps.
pub fn key_hint(ui: &mut Ui, key: &str, what: &str) -> Response {
    let cap = Cap::new(ui, key);
    let muted = theme::tokens(ui).muted;
    let words = paint::galley(ui, what, Type::Small, muted, f32::INFINITY);
    let size = paint::row_size(&[cap.size(), words.size()], space::XS + 1.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{key}: {what}")));
    let words_at = rect.left_center() + vec2(cap.size().x + space::XS + 1.0, 0.0);
    cap.paint(ui, rect.left_center());
    paint::text_left(ui.painter(), words_at, words);
    response
}
