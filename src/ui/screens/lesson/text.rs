//! Text of a lesson: with emphasis, and with links to the glossary.

use egui::{Color32, Role, Ui, UiBuilder};

use crate::scenario::lesson::stretches;
use crate::ui::screens::parts;
use crate::ui::theme::Type;
use crate::ui::widgets::{rich_text, term};

/// Shows a paragraph with its `*emphasis*` and its `[[terms]]`.
pub(in crate::ui::screens) fn paragraph(ui: &mut Ui, text: &str, kind: Type, colour: Color32) {
    let stretches = stretches(text);
    if stretches.iter().all(|stretch| stretch.term.is_none()) {
        rich_text::show(ui, parts::styled(text), kind, colour);
        return;
    }
    ui.scope_builder(UiBuilder::new().accessibility_role(Role::Paragraph), |ui| {
        // A row is as high as its text, and not as high as a button.
        ui.spacing_mut().interact_size.y = kind.line_height(ui);
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        ui.horizontal_wrapped(|ui| {
            for stretch in stretches {
                match stretch.term {
                    None => drop(rich_text::show(ui, parts::styled(stretch.text), kind, colour)),
                    Some(name) => drop(term::term(ui, stretch.text, name, kind, colour)),
                }
            }
        });
    });
}
