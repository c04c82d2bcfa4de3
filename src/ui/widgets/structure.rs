//! What belongs together, for those who hear it: lists with "3 of 12", dialogs, and what only the eye needs.

use egui::{Rect, Role, Sense, Ui, UiBuilder, WidgetInfo};

/// A list of so many things under this name; each of them in an [`item`].
pub fn list<R>(ui: &mut Ui, name: &str, count: usize, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().accessibility_role(Role::List).accessibility_label(name);
    let shown = ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_size_of_set(count));
        content(ui)
    });
    shown.inner
}

/// One thing of a [`list`], the `at`th from 0.
pub fn item<R>(ui: &mut Ui, at: usize, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().accessibility_role(Role::ListItem), |ui| {
        is_item(ui, at);
        content(ui)
    })
    .inner
}

/// Makes an [`item`] of the `ui` that a thing has for itself.
pub fn is_item(ui: &Ui, at: usize) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::ListItem);
        node.set_position_in_set(at);
    });
}

/// A row of a table that is painted as a whole: where it is, and what stands where in it. `is_head`: the names of the columns.
pub fn row(ui: &mut Ui, rect: Rect, name: &str, is_head: bool, cells: &[(Rect, &str)]) {
    let builder = UiBuilder::new().max_rect(rect).accessibility_role(Role::Row).accessibility_label(name);
    let row = ui.new_child(builder);
    let role = if is_head { Role::ColumnHeader } else { Role::Cell };
    for (column, (rect, words)) in cells.iter().enumerate() {
        let cell = row.interact(*rect, row.unique_id().with(column), Sense::hover());
        cell.widget_info(|| WidgetInfo::labeled(role, true, *words));
        row.ctx().accesskit_node_builder(cell.id, |node| node.set_column_index(column));
    }
}

/// Makes a dialog of the content of a modal: its name is what is said when it opens, and nothing beneath it can be used.
pub fn dialog(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Dialog);
        node.set_label(name);
        node.set_modal();
    });
}

/// What is in here is only for the eye: a picture or a chip on a card, whose name says the same.
pub fn silent(ui: &Ui) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), egui::accesskit::Node::set_hidden);
}
