//! A field of one line with its name above it.

use egui::{Frame, Margin, Response, Sense, Stroke, TextEdit, Ui};

use super::paint;
use crate::ui::theme::{self, Type, space};

/// How many characters may be typed.
const LIMIT: usize = 60;

/// A field as wide as there is room; `name` stands above it, and is its name.
pub fn text_field(ui: &mut Ui, name: &str, content: &mut String, hint: &str) -> Response {
    let tokens = theme::tokens(ui);
    // Only drawn: to a screen reader, it is the name of the field.
    let caption = paint::galley(ui, name, Type::SmallStrong, tokens.ink, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(caption.size(), Sense::hover());
    ui.painter().galley(rect.min, caption, tokens.ink);
    let frame = Frame::new()
        .fill(tokens.card)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(space::CORNER_SMALL)
        .inner_margin(Margin::symmetric(12, 8));
    let edit = TextEdit::singleline(content)
        .font(Type::Body.font(ui))
        .hint_text(Type::Body.rich(hint).color(tokens.muted))
        .frame(frame)
        .char_limit(LIMIT)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    super::focus_ring(ui, &response, space::CORNER_SMALL);
    response
}
