//! What several widgets paint alike.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align2, Color32, CornerRadius, Frame, Galley, Margin, Painter, Rect, Response, Stroke, StrokeKind, Ui, Vec2, pos2,
    vec2,
};

use crate::ui::theme::{self, Tokens, Type, space};

/// Draws the focus ring around a widget that has the keyboard, and brings it into view when it has just got it; so call it also
/// where the widget is out of sight.
pub fn focus_ring(ui: &Ui, response: &Response, corner: u8) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect.expand(space::FOCUS),
            CornerRadius::same(corner.saturating_add(2)),
            Stroke::new(space::FOCUS, theme::tokens(ui).accent),
            StrokeKind::Outside,
        );
    }
}

/// The frame of a field that is filled in. Its border is what shows where it is, and so stands out from the page.
pub fn field_frame(ui: &Ui, corner: u8, margin: (i8, i8)) -> Frame {
    let tokens = theme::tokens(ui);
    let border = Stroke::new(1.0, tokens.edge);
    Frame::new()
        .fill(tokens.card)
        .stroke(border)
        .corner_radius(corner)
        .inner_margin(Margin::symmetric(margin.0, margin.1))
}

/// The outline of a bar: how far it could reach, also where nothing of it is filled.
pub fn track_edge(ui: &Ui, track: Rect, corner: impl Into<CornerRadius>) {
    ui.painter().rect_stroke(track, corner, Stroke::new(1.0, theme::tokens(ui).edge), StrokeKind::Inside);
}

/// Lays out one piece of text, wrapped at `width` points.
pub(super) fn galley(ui: &Ui, text: &str, kind: Type, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), kind.font(ui), colour, width.max(1.0));
    let (lines, letters) = (theme::line_spacing(ui), theme::letter_spacing(ui) * kind.size(ui));
    for section in &mut job.sections {
        section.format.extra_letter_spacing = letters;
        section.format.line_height = (lines > 1.0).then(|| kind.line_height(ui));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints text so that its block stands vertically centred at `left_centre`.
pub(super) fn text_left(painter: &Painter, left_centre: egui::Pos2, galley: Arc<Galley>) {
    let at = pos2(left_centre.x, left_centre.y - galley.size().y / 2.0);
    painter.galley(at, galley, Color32::PLACEHOLDER);
}

/// Paints text centred in `rect`.
pub(super) fn text_centred(painter: &Painter, rect: Rect, galley: Arc<Galley>) {
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    painter.galley(at, galley, Color32::PLACEHOLDER);
}

/// The side of the box that carries the number of a reply or an answer.
pub(super) fn number_side(ui: &Ui) -> f32 {
    (Type::Strong.size(ui) * 1.75).round()
}

/// Paints the box with a number or an icon: outlined at rest, filled when it is about to be chosen.
pub(super) fn number_box(ui: &Ui, rect: Rect, mark: &str, filled: bool, tokens: &Tokens) {
    let (fill, border, text) = if filled {
        (tokens.accent, tokens.accent, tokens.on_accent)
    } else {
        (tokens.card, tokens.line, tokens.accent)
    };
    ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, border), StrokeKind::Inside);
    text_centred(ui.painter(), rect, galley(ui, mark, Type::Strong, text, f32::INFINITY));
}

/// The size of a row of things beside each other: the sum of the widths with gaps, the greatest height.
pub(super) fn row_size(parts: &[Vec2], gap: f32) -> Vec2 {
    parts.iter().filter(|part| part.x > 0.0).fold(Vec2::ZERO, |row, part| {
        let gap = if row.x > 0.0 { gap } else { 0.0 };
        vec2(row.x + gap + part.x, row.y.max(part.y))
    })
}
