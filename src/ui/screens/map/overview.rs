//! A small picture of the whole map with the part that is seen, so that nobody gets lost in a long story.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::camera::Camera;
use super::shown::{ShownMap, look};
use crate::map::{BOX_HEIGHT, BOX_WIDTH, Point};
use crate::ui::theme::{self, space};

/// So much height, in points at 100 % text size, leaves room for it beside the map itself.
const LEAST_HEIGHT: f32 = 360.0;

/// Shows it in the corner at the lower right of `view`, where not everything is seen and there is room. Clicking or dragging in it moves
/// the map.
pub(super) fn show(ui: &Ui, view: Rect, shown: &ShownMap<'_>, camera: &mut Camera) {
    let size = shown.map.layout.size;
    let whole = Rect::from_min_size(egui::Pos2::ZERO, vec2(size.x, size.y));
    let seen = camera.seen();
    if seen.contains_rect(whole.shrink(20.0)) || view.height() < LEAST_HEIGHT * theme::scale(ui) {
        return;
    }
    let tokens = theme::tokens(ui);
    let most = vec2(190.0, 150.0).min(view.size() * 0.3);
    let factor = (most / vec2(size.x.max(1.0), size.y.max(1.0))).min_elem();
    // A very long story is a thin line; it can still be clicked.
    let inner = vec2((size.x * factor).max(16.0), (size.y * factor).max(16.0));
    let frame = Rect::from_min_max(view.max - inner - Vec2::splat(28.0), view.max - Vec2::splat(12.0));
    let response = ui.interact(frame, ui.scope_id().with("overview"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "The whole map, and the part you see"));
    let plot = frame.shrink(8.0);
    let at = |x: f32, y: f32| plot.min + vec2(x, y) * factor;
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged()) {
        let to = (pointer - plot.min) / factor;
        camera.look_at(pos2(to.x.clamp(0.0, size.x), to.y.clamp(0.0, size.y)));
    }
    let painter = ui.painter();
    painter.rect(frame, space::CORNER_SMALL, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    let mark = vec2((BOX_WIDTH * factor).max(1.5), (BOX_HEIGHT * factor).max(1.5));
    for (&Point { x, y }, facts) in shown.map.layout.centres.iter().zip(&shown.facts.places) {
        let tone = look(facts).0.strong(tokens);
        let colour = if facts.seen { tone } else { theme::mix(tokens.card, tone, 0.4) };
        painter.rect_filled(Rect::from_center_size(at(x, y), mark), 0.0, colour);
    }
    let part = Rect::from_min_max(at(seen.min.x, seen.min.y), at(seen.max.x, seen.max.y)).intersect(frame);
    painter.rect_stroke(part, 2.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
}
