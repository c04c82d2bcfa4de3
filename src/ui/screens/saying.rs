//! Say it first: a field for one’s own reply, before those on offer appear.

use egui::{Frame, Key, Margin, Modifiers, Stroke, TextEdit, Ui};

use crate::ui::commands::Command;
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Button, focus_ring, label};

/// What is asked.
pub(super) const QUESTION: &str = "What would you say?";
/// Nobody says more than this in one breath; in characters.
const LONGEST: usize = 600;

/// The field, and what is half written in it.
#[derive(Debug, Default)]
pub(super) struct Saying {
    draft: String,
    has_focus: bool,
    /// Where it ends, in points, once it has been shown.
    bottom: Option<f32>,
}

impl Saying {
    /// What is written in it so far.
    pub(super) fn words(&self) -> String {
        self.draft.clone()
    }

    /// Where the field ends, in points from the top of the window.
    pub(super) fn bottom(&self) -> Option<f32> {
        self.bottom
    }

    /// Takes Escape from the input while the field has the focus; whether it was pressed.
    pub(super) fn takes_escape(&mut self, ui: &Ui) -> bool {
        // egui has taken the focus from the field by now, so what counts is the last frame.
        self.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Shows it; whether the replies are asked for. `focus` gives the focus to the field.
    ///
    /// Enter makes a new line: what is written is prose, and replies that have been seen cannot be unseen, so they are
    /// not shown by the key that the hand finds by habit.
    pub(super) fn show(&mut self, ui: &mut Ui, focus: bool) -> bool {
        let tokens = theme::tokens(ui);
        label(ui, QUESTION.to_uppercase().as_str(), Type::SmallStrong, tokens.accent);
        // In a low window the customer’s words above need the room.
        let rows = if layout::is_low(ui) { 2 } else { 3 };
        let frame = Frame::new()
            .fill(tokens.card)
            .stroke(Stroke::new(1.0, tokens.line))
            .corner_radius(space::CORNER)
            .inner_margin(Margin::symmetric(17, 13));
        let edit = TextEdit::multiline(&mut self.draft)
            .font(Type::Body.font(ui))
            .hint_text(Type::Body.rich("Write it here, or just think it.").color(tokens.muted))
            .frame(frame)
            .char_limit(LONGEST)
            .desired_rows(rows)
            .desired_width(f32::INFINITY);
        let field = ui.add(edit);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(QUESTION));
        if focus {
            field.request_focus();
        }
        focus_ring(ui, &field, space::CORNER);
        self.has_focus = field.has_focus();
        self.bottom = Some(field.rect.bottom());
        let key = Command::ShowReplies.key();
        let mut shown = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::L, space::S);
            let button = Button::primary(Command::ShowReplies.label()).key(&key);
            shown = ui.add(button).on_hover_text(Command::ShowReplies.tooltip()).clicked();
            label(ui, "Only you see this. It is not scored and not saved.", Type::Small, tokens.muted);
        });
        shown
    }
}
