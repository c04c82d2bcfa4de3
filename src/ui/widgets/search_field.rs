//! The field to search in.

use egui::{Frame, Margin, Response, Role, Stroke, TextEdit, Ui};

use crate::ui::icons;
use crate::ui::theme::{self, Type, space};

/// A field of `width` points with a magnifying glass; `hint` is shown while it is empty and is its name.
pub fn search_field(ui: &mut Ui, text: &mut String, hint: &str, width: f32) -> Response {
    let tokens = theme::tokens(ui);
    let frame = Frame::new()
        .fill(tokens.card)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(space::CORNER_SMALL)
        .inner_margin(Margin::symmetric(13, 9));
    let response = ui.add(
        TextEdit::singleline(text)
            .font(Type::Body.font(ui))
            .hint_text(Type::Body.rich(hint).color(tokens.muted))
            .prefix(Type::Body.rich(icons::MAGNIFYING_GLASS).color(tokens.muted))
            .frame(frame)
            .desired_width(width),
    );
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::SearchInput);
        node.set_label(hint);
    });
    super::focus_ring(ui, &response, space::CORNER_SMALL);
    response
}
