//! A choice of one among a few, side by side.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme::{self, Type, space};

/// Shows `options` as (value, word) and sets `value` to the one that is clicked. Returns whether it changed.
///
/// `name` is what a screen reader calls the group.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, name: &str, value: &mut T, options: &[(T, &str)]) -> bool {
    let mut changed = false;
    let builder = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S - 2.0, space::S - 2.0);
            for (option, word) in options {
                if segment(ui, word, *option == *value).clicked() && *option != *value {
                    *value = *option;
                    changed = true;
                }
            }
        });
    });
    changed
}

fn segment(ui: &mut Ui, word: &str, chosen: bool) -> Response {
    let tokens = theme::tokens(ui);
    let colour = if chosen { tokens.accent } else { tokens.ink };
    let words = paint::galley(ui, word, Type::Strong, colour, ui.max_rect().width() - 32.0);
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(32.0, 18.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, word));
    if ui.is_rect_visible(rect) {
        let (fill, border) = if chosen {
            (tokens.accent_soft, Stroke::new(space::FOCUS, tokens.accent))
        } else if response.hovered() {
            (tokens.card, Stroke::new(1.0, tokens.accent))
        } else {
            (tokens.card, Stroke::new(1.0, tokens.line))
        };
        ui.painter().rect(rect, space::CORNER_SMALL, fill, border, StrokeKind::Inside);
        paint::text_centred(ui.painter(), rect, words);
    }
    // Also where it is out of sight: this brings it into view.
    paint::focus_ring(ui, &response, space::CORNER_SMALL);
    response
}
