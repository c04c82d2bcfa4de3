//! What can be put into a file, asked for over the page.

use egui::{Frame, Id, Modal, Ui};

use crate::ui::icons;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Button, dialog, heading, label};

/// What is put into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// A table of all attempts.
    Attempts,
    /// A table of all choices.
    Choices,
    /// A copy of everything that is kept of the person.
    Everything,
}

/// What the way out is for.
pub(super) const WHAT: &str = "Put your conversations into a table for a spreadsheet, or copy all that is kept of you.";

/// The question what to export.
#[derive(Debug, Default)]
pub(super) struct Export {
    question: Option<ExportQuestion>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportQuestion {
    Opening,
    Open,
}

impl Export {
    /// Asks from the next frame on.
    pub(super) fn open(&mut self) {
        self.question = Some(ExportQuestion::Opening);
    }

    /// Shows the question while it is open; what was answered.
    pub(super) fn ask(&mut self, ui: &Ui) -> Option<ExportKind> {
        let state = self.question?;
        let frame = Frame::window(&ui.ctx().style_of(ui.ctx().theme()));
        let width = (520.0 * theme::scale(ui).max(1.0)).min(ui.ctx().content_rect().width() - 96.0);
        let modal = Modal::new(Id::unique("export progress")).frame(frame).show(ui.ctx(), |ui| {
            dialog(ui, "What to put into a file");
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::S;
            let muted = theme::tokens(ui).muted;
            heading(ui, "What to put into a file", Type::Heading);
            let mut chosen = None;
            let answers = [
                (
                    ExportKind::Attempts,
                    "Conversations…",
                    "A table (CSV): one line for each conversation, and how it ended.",
                ),
                (
                    ExportKind::Choices,
                    "Replies…",
                    "A table (CSV): one line for each reply that you chose, and what it did.",
                ),
                (
                    ExportKind::Everything,
                    "Everything…",
                    "A folder with your records as they are kept, and what is remembered of you.",
                ),
            ];
            for (kind, word, about) in answers {
                ui.add_space(space::XS);
                let response = ui.add(Button::secondary(word).icon(icons::FILE_ARROW_DOWN));
                if state == ExportQuestion::Opening && kind == ExportKind::Attempts {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = Some(kind);
                }
                label(ui, about, Type::Small, muted);
            }
            ui.add_space(space::S);
            let cancelled = ui.add(Button::secondary("Cancel").key("Esc").small()).clicked();
            (chosen, cancelled)
        });
        let (chosen, cancelled) = modal.inner;
        let stays = chosen.is_none() && !cancelled && !modal.should_close();
        self.question = stays.then_some(ExportQuestion::Open);
        chosen
    }
}
