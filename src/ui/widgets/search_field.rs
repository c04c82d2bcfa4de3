//! The field to search in.

use egui::{CursorIcon, Margin, Rect, Response, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::paint;

use crate::ui::icons;
use crate::ui::theme::{self, Type, space};

/// What the cross in the field is called.
const CLEAR: &str = "Clear the search";

/// A field of `width` points with a magnifying glass; `hint` is shown while it is empty and is its name. While something is in
/// it, a cross takes that away.
pub fn search_field(ui: &mut Ui, text: &mut String, hint: &str, width: f32) -> Response {
    let tokens = theme::tokens(ui);
    let margin = Margin { left: 13, right: if text.is_empty() { 13 } else { 36 }, top: 9, bottom: 9 };
    let frame = super::field_frame(ui, space::CORNER_SMALL, (13, 9)).inner_margin(margin);
    let mut response = ui.add(
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
    if !text.is_empty() && cross(ui, &response).clicked() {
        text.clear();
        response.mark_changed();
        response.request_focus();
    }
    response
}

/// The cross at the end of the field.
fn cross(ui: &Ui, field: &Response) -> Response {
    let tokens = theme::tokens(ui);
    let side = field.rect.height().min(space::TARGET.max(Type::Body.line_height(ui)));
    let middle = field.rect.right_center() - vec2(6.0 + side / 2.0, 0.0);
    let rect = Rect::from_center_size(middle, vec2(side, side));
    let response = ui.interact(rect, field.id.with("clear"), Sense::click()).on_hover_cursor(CursorIcon::Default);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), CLEAR));
    let colour = if response.hovered() || response.has_focus() { tokens.ink } else { tokens.muted };
    let galley = paint::galley(ui, icons::X, Type::Small, colour, f32::INFINITY);
    paint::text_centred(ui.painter(), rect, galley);
    super::focus_ring(ui, &response, space::CORNER_SMALL);
    response
}
