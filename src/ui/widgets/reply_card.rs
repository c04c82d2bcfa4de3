//! One of the replies to choose from.

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{paint, rich_text};
use crate::ui::commands::figure;
use crate::ui::theme::{self, Type, space};

/// A numbered card, all of which can be clicked; as wide as there is room.
#[must_use = "a reply is shown with `show`"]
pub struct ReplyCard {
    number: usize,
}

impl ReplyCard {
    /// `number` is what the person presses: 1 and up.
    pub fn new(number: usize) -> Self {
        Self { number }
    }

    /// Shows it with runs of (text, stressed).
    pub fn show<S: AsRef<str>>(self, ui: &mut Ui, runs: impl IntoIterator<Item = (S, bool)>) -> Response {
        let tokens = theme::tokens(ui);
        let padding = vec2(17.0, 14.0);
        let gap = 15.0;
        let side = paint::number_side(ui);
        let width = ui.available_width();
        let mut job = rich_text::job(ui, runs, Type::Body, tokens.ink);
        job.wrap.max_width = (width - 2.0 * padding.x - side - gap).max(1.0);
        let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let height = words.size().y.max(side) + 2.0 * padding.y;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| {
            let name = format!("Reply {}: {}", self.number, words.text());
            WidgetInfo::labeled(Role::Button, ui.is_enabled(), name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_keyboard_shortcut(figure(self.number));
        });
        if ui.is_rect_visible(rect) {
            let lit = response.hovered() || response.has_focus();
            let border = if lit { Stroke::new(space::FOCUS, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
            let fill = if response.is_pointer_button_down_on() { tokens.accent_soft } else { tokens.card };
            ui.painter().rect(rect, space::CORNER, fill, border, StrokeKind::Inside);
            let number = Rect::from_min_size(rect.min + padding, vec2(side, side));
            paint::number_box(ui, number, &self.number.to_string(), lit, tokens);
            // The first line stands at the height of the number, however many follow.
            let first = ((side - Type::Body.line_height(ui)) / 2.0).max(0.0);
            ui.painter().galley(number.right_top() + vec2(gap, first), words, tokens.ink);
        }
        // Also where it is out of sight: this brings it into view.
        paint::focus_ring(ui, &response, space::CORNER);
        response
    }
}
