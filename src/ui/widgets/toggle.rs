//! A switch with its words.

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, lerp, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Type, motion, space};

/// How wide a switch with these words is in one line, in points.
#[must_use]
pub fn toggle_width(ui: &Ui, text: &str) -> f32 {
    let words = paint::galley(ui, text, Type::Body, theme::tokens(ui).ink, f32::INFINITY);
    track(ui).x + GAP + words.size().x
}

const GAP: f32 = space::S + 2.0;

/// The size of what slides, in points.
fn track(ui: &Ui) -> Vec2 {
    let height = (Type::Body.size(ui) * 1.5).round();
    vec2((height * 1.8).round(), height)
}

/// Something that is on or off. The words can be clicked too.
pub fn toggle(ui: &mut Ui, on: &mut bool, text: &str) -> Response {
    let tokens = theme::tokens(ui);
    let (width, height) = (track(ui).x, track(ui).y);
    let gap = GAP;
    let words = paint::galley(ui, text, Type::Body, tokens.ink, ui.available_width() - width - gap);
    let size = vec2(width + gap + words.size().x, height.max(words.size().y).max(space::TARGET));
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), *on, text));
    let share = ui.ctx().animate_bool_with_time(response.id, *on, theme::duration(ui, motion::QUICK));
    if ui.is_rect_visible(rect) {
        let track = Rect::from_center_size(rect.left_center() + vec2(width / 2.0, 0.0), vec2(width, height));
        let fill = theme::mix(tokens.sunken, tokens.accent, share);
        let border = theme::mix(tokens.muted, tokens.accent, share);
        ui.painter().rect(track, height / 2.0, fill, Stroke::new(1.5, border), StrokeKind::Inside);
        let radius = height / 2.0 - 4.0;
        let x = lerp(track.left() + 4.0 + radius..=track.right() - 4.0 - radius, share);
        let knob = theme::mix(tokens.muted, tokens.on_accent, share);
        ui.painter().circle_filled(pos2(x, track.center().y), radius, knob);
        paint::text_left(ui.painter(), track.right_center() + vec2(gap, 0.0), words);
    }
    // Also where it is out of sight: this brings it into view.
    paint::focus_ring(ui, &response, space::CORNER);
    response
}
