//! The edge of what scrolls, where there is more below it.

use egui::scroll_area::ScrollAreaOutput;
use egui::{Direction, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::floating::float;
use super::paint;
use crate::ui::icons;
use crate::ui::theme::{self, Type, space};

/// Less than this, in points, is rounding and the room around things.
const LEAST: f32 = 12.0;
/// How high the edge is, in lines of small text.
const LINES: f32 = 2.2;

/// Shows that what has just been shown goes on below: it fades, and words say so. They are for the eye alone; a screen reader reads
/// all of it anyway. Nobody misses the last `quiet` points.
pub fn more_below<R>(ui: &Ui, shown: &ScrollAreaOutput<R>, quiet: f32) {
    let room = shown.inner_rect;
    if shown.content_size.y - shown.state.clamped_offset().y - room.height() < quiet + LEAST {
        return;
    }
    let tokens = theme::tokens(ui);
    let height = (Type::Caption.size(ui) * LINES).min(room.height() / 2.0);
    let edge = room.with_min_y(room.bottom() - height);
    let fade = [tokens.paper, tokens.paper.gamma_multiply(0.0)];
    let words =
        paint::galley(ui, &format!("{} More below", icons::CARET_DOWN), Type::CaptionStrong, tokens.ink, f32::INFINITY);
    let size = words.size() + vec2(space::M * 2.0, space::XS);
    let at = pos2(room.center().x - size.x / 2.0, room.bottom() - size.y - 2.0);
    let pill = Rect::from_min_size(at, size);
    ui.painter().add(Shape::gradient_rect(edge, Direction::BottomUp, fade));
    float(ui, shown.id, pill, |painter| {
        painter.rect(pill, size.y / 2.0, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        paint::text_centred(painter, pill, words);
    });
}
