//! What lies over the page for a moment, beside the edge of what it belongs to.

use egui::{Area, Id, Order, Painter, Rect, Ui};

/// Paints something over the page, in `rect`, that cannot be pressed and takes no place in it. `id` is of what it belongs to.
pub(super) fn float(ui: &Ui, id: Id, rect: Rect, paint: impl FnOnce(&Painter)) {
    // Beneath dialogs, unless it belongs to one.
    let order = if ui.layer_id().order == Order::Background { Order::Middle } else { Order::Tooltip };
    Area::new(id.with("floating"))
        .order(order)
        .fixed_pos(rect.min)
        .constrain(false)
        .interactable(false)
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            ui.set_min_size(rect.size());
            paint(ui.painter());
        });
}
