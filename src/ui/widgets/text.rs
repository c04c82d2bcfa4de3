//! Text that is only read: headings, labels, paragraphs.

use egui::{Color32, Label, Response, Role, Sense, Ui, WidgetInfo};

use super::rich_text;
use crate::ui::outline;
use crate::ui::theme::{self, Type, space};

/// A heading, which a screen reader can jump to.
pub fn heading(ui: &mut Ui, text: &str, kind: Type) -> Response {
    let ink = theme::tokens(ui).ink;
    heading_in(ui, text, kind, ink)
}

/// The same in a colour of the theme: a quiet one over a figure or a few words.
pub fn heading_in(ui: &mut Ui, text: &str, kind: Type, colour: Color32) -> Response {
    let job = rich_text::job(ui, [(text, false)], kind, colour);
    let sense = sense_of_heading(ui);
    // Laid out and painted by hand, because a label would name itself a label.
    let (at, galley, response) = Label::new(job).selectable(false).sense(sense).layout_in_ui(ui);
    ui.painter().galley(at, galley, colour);
    is_heading(ui, &response, text, kind);
    response
}

/// What the heading senses that comes next: nothing, unless it has been given the focus, which egui takes from what senses nothing.
pub(super) fn sense_of_heading(ui: &Ui) -> Sense {
    let has_focus = ui.memory(|memory| memory.has_focus(ui.next_auto_id()));
    if has_focus { Sense::focusable_noninteractive() } else { Sense::hover() }
}

/// Makes a heading of something that is drawn in this size. The one that names the page may be given the focus when the page
/// opens, and then Tab goes on from there; nobody comes back to it by Tab.
pub(super) fn is_heading(ui: &Ui, response: &Response, text: &str, kind: Type) {
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "13 to 38")]
    let level = outline::level(ui, response.id, (kind.base_size() * 10.0) as u16);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(level));
    super::focus_ring(ui, response, space::CORNER_SMALL);
}

/// Words on one or more lines in a colour of the theme; not selectable.
pub fn label(ui: &mut Ui, text: &str, kind: Type, colour: Color32) -> Response {
    let job = rich_text::job(ui, [(text, false)], kind, colour);
    ui.add(Label::new(job).selectable(false))
}

/// A sign for the eye alone, drawn like a word: what it means is said by the words beside it.
pub fn icon(ui: &mut Ui, icon: &str, kind: Type, colour: Color32) -> Response {
    let job = rich_text::job(ui, [(icon, false)], kind, colour);
    let (at, galley, response) = Label::new(job).selectable(false).sense(Sense::hover()).layout_in_ui(ui);
    ui.painter().galley(at, galley, colour);
    response
}

/// Running text that can be selected and copied.
pub fn paragraph(ui: &mut Ui, text: &str, kind: Type, colour: Color32) -> Response {
    rich_text::show(ui, [(text, false)], kind, colour)
}
