//! A field of one line with its name above it.

use egui::{Response, Sense, TextEdit, Ui};

use super::paint;
use crate::storage::LONGEST_NAME;
use crate::ui::theme::{self, Type, space};

/// How many characters may be typed as a name.
const NAME: usize = LONGEST_NAME;

/// How many may be typed as an address, a key or a secret.
const ADDRESS: usize = 2_000;

/// A field as wide as there is room; `name` stands above it, and is its name.
pub fn text_field(ui: &mut Ui, name: &str, content: &mut String, hint: &str) -> Response {
    field(ui, name, content, hint, NAME, false)
}

/// The same for an address or a key, which may be long.
pub fn long_field(ui: &mut Ui, name: &str, content: &mut String, hint: &str) -> Response {
    field(ui, name, content, hint, ADDRESS, false)
}

/// The same for a secret, which is not shown.
pub fn secret_field(ui: &mut Ui, name: &str, content: &mut String) -> Response {
    field(ui, name, content, "", ADDRESS, true)
}

fn field(ui: &mut Ui, name: &str, content: &mut String, hint: &str, limit: usize, secret: bool) -> Response {
    let tokens = theme::tokens(ui);
    // Only drawn: to a screen reader, it is the name of the field.
    let caption = paint::galley(ui, name, Type::SmallStrong, tokens.ink, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(caption.size(), Sense::hover());
    ui.painter().galley(rect.min, caption, tokens.ink);
    let frame = paint::field_frame(ui, space::CORNER_SMALL, (12, 8));
    let edit = TextEdit::singleline(content)
        .font(Type::Body.font(ui))
        .hint_text(Type::Body.rich(hint).color(tokens.muted))
        .password(secret)
        .frame(frame)
        .char_limit(limit)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    super::focus_ring(ui, &response, space::CORNER_SMALL);
    super::length_note(ui, content, limit);
    response
}
