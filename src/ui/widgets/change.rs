//! A change of a feeling: an arrow and a number, for better or worse.

use egui::{Color32, Pos2, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::play::Change;
use crate::ui::theme::{self, Tokens, Type};

pub(super) fn colour(change: Change, tokens: &Tokens) -> Color32 {
    if change.good { tokens.recovery } else { tokens.no_recovery }
}

/// Paints the arrow with its middle at `centre`, about `size` points wide.
pub(super) fn paint_arrow(ui: &Ui, change: Change, centre: Pos2, size: f32, colour: Color32) {
    let (half, height) = (size / 2.0, size * 0.42);
    let tip = if change.by > 0 { -height } else { height };
    ui.painter().add(Shape::convex_polygon(
        vec![
            pos2(centre.x, centre.y + tip),
            pos2(centre.x + half, centre.y - tip),
            pos2(centre.x - half, centre.y - tip),
        ],
        colour,
        Stroke::NONE,
    ));
}

/// A feeling and its change in a row of text: "Trust ▲ 8". `change` of `None` reads "Trust unchanged".
pub fn change_label(ui: &mut Ui, name: &str, change: Option<Change>, kind: Type) -> Response {
    let tokens = theme::tokens(ui);
    let strong = if kind == Type::Small { Type::SmallStrong } else { Type::Strong };
    let words = paint::galley(ui, name, kind, tokens.ink, f32::INFINITY);
    let (number, tint) = match change {
        Some(change) => (change.by.unsigned_abs().to_string(), colour(change, tokens)),
        None => ("±0".to_owned(), tokens.muted),
    };
    let number = paint::galley(ui, &number, strong, tint, f32::INFINITY);
    let arrow = if change.is_some() { kind.size(ui) * 0.66 } else { 0.0 };
    let parts = [words.size(), vec2(arrow, 0.0), number.size()];
    let gap = kind.size(ui) * 0.36;
    let (rect, response) = ui.allocate_exact_size(paint::row_size(&parts, gap), Sense::hover());
    response.widget_info(|| {
        let change = change.map_or_else(|| "unchanged".to_owned(), Change::words);
        WidgetInfo::labeled(Role::Label, true, format!("{name} {change}"))
    });
    if let Some(change) = change {
        let at = rect.left_center() + vec2(words.size().x + gap + arrow / 2.0, 0.5);
        paint_arrow(ui, change, at, arrow, tint);
    }
    let number_at = rect.right_center() - vec2(number.size().x, 0.0);
    paint::text_left(ui.painter(), rect.left_center(), words);
    paint::text_left(ui.painter(), number_at, number);
    response
}
