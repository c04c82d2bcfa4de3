//! One of a few ways to choose from, each with a sentence about it.

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::paint;
use crate::ui::commands::figure;
use crate::ui::theme::{self, Type, space};

/// A numbered card of a group in which one is chosen; as wide as there is room.
#[must_use = "a choice is shown with `ui.add`"]
pub struct ChoiceCard<'a> {
    number: usize,
    title: &'a str,
    about: &'a str,
    note: &'a str,
    chosen: bool,
}

impl<'a> ChoiceCard<'a> {
    /// `number` is what the person presses: 1 and up.
    pub fn new(number: usize, title: &'a str, about: &'a str) -> Self {
        Self { number, title, about, note: "", chosen: false }
    }

    /// A word beside the title, such as "suggested".
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    /// Whether it is the one that is chosen.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

impl Widget for ChoiceCard<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let padding = vec2(15.0, 11.0);
        let gap = space::M;
        let edge = paint::number_side(ui);
        let width = ui.available_width();
        let room = width - 2.0 * padding.x - edge - gap;
        let title = paint::galley(ui, self.title, Type::Strong, tokens.ink, room);
        let note_room = room - title.size().x - space::S;
        let note = paint::galley(ui, self.note, Type::CaptionStrong, tokens.accent, f32::INFINITY);
        // A note that has no room beside the title goes below it.
        let note_below = note.size().x > note_room && !self.note.is_empty();
        let about = paint::galley(ui, self.about, Type::Small, tokens.muted, room);
        let note_height = if note_below { note.size().y } else { 0.0 };
        let words = title.size().y + note_height + 2.0 + about.size().y;
        let size = vec2(width, words.max(edge) + 2.0 * padding.y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), self.chosen, self.title));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            let note = if self.note.is_empty() { String::new() } else { format!("{}. ", self.note) };
            node.set_description(format!("{note}{}", self.about));
            node.set_keyboard_shortcut(figure(self.number));
        });
        if ui.is_rect_visible(rect) {
            let lit = response.hovered() || response.has_focus();
            let (fill, border) = match (self.chosen, lit) {
                (true, _) => (tokens.accent_soft, Stroke::new(space::FOCUS, tokens.accent)),
                (false, true) => (tokens.card, Stroke::new(1.0, tokens.accent)),
                (false, false) => (tokens.card, Stroke::new(1.0, tokens.line)),
            };
            ui.painter().rect(rect, space::CORNER, fill, border, StrokeKind::Inside);
            let number = Rect::from_min_size(rect.min + padding, vec2(edge, edge));
            paint::number_box(ui, number, &self.number.to_string(), self.chosen, tokens);
            let mut at = number.right_top() + vec2(gap, 0.0);
            let title_size = title.size();
            ui.painter().galley(at, title, tokens.ink);
            if note_below {
                at.y += title_size.y;
                ui.painter().galley(at, note, tokens.accent);
                at.y += note_height + 2.0;
            } else {
                let beside = at + vec2(title_size.x + space::S, (title_size.y - note.size().y) / 2.0);
                ui.painter().galley(beside, note, tokens.accent);
                at.y += title_size.y + 2.0;
            }
            ui.painter().galley(at, about, tokens.muted);
        }
        // Also where it is out of sight: this brings it into view.
        paint::focus_ring(ui, &response, space::CORNER);
        response
    }
}
