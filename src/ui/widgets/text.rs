//! Text that is only read: headings, labels, paragraphs.

use egui::{Color32, Label, Response, Role, Sense, Ui, WidgetInfo};

use super::rich_text;
use crate::ui::theme::{self, Type};

/// A heading, which a screen reader can jump to.
pub fn heading(ui: &mut Ui, text: &str, kind: Type) -> Response {
    let ink = theme::tokens(ui).ink;
    let job = rich_text::job(ui, [(text, false)], kind, ink);
    // Laid out and painted by hand, because a label would name itself a label.
    let (at, galley, response) = Label::new(job).selectable(false).sense(Sense::hover()).layout_in_ui(ui);
    ui.painter().galley(at, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    response
}

/// Words on one or more lines in a colour of the theme; not selectable.
pub fn label(ui: &mut Ui, text: &str, kind: Type, colour: Color32) -> Response {
    let job = rich_text::job(ui, [(text, false)], kind, colour);
    ui.add(Label::new(job).selectable(false))
}

/// Running text that can be selected and copied.
pub fn paragraph(ui: &mut Ui, text: &str, kind: Type, colour: Color32) -> Response {
    rich_text::show(ui, [(text, false)], kind, colour)
}
