//! One entry of the rail down the left side.

use egui::{Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Type, space};

/// Width of the rail in points; it grows with the text.
#[must_use]
pub fn rail_width(ui: &Ui) -> f32 {
    (84.0 * theme::scale(ui).max(1.0)).round()
}

/// How high an entry is, in points.
#[must_use]
pub fn nav_item_height(ui: &Ui) -> f32 {
    let row = |font: &egui::FontId| ui.fonts_mut(|fonts| fonts.row_height(font));
    let icon = egui::FontId::new(Type::Title.size(ui) * 1.1, Type::Body.font(ui).family);
    (row(&icon) + row(&Type::Caption.font(ui)) + 16.0).ceil()
}

/// An icon over a word; as wide as there is room.
#[must_use = "an entry is shown with `ui.add`"]
pub struct NavItem<'a> {
    icon: &'a str,
    text: &'a str,
    current: bool,
}

impl<'a> NavItem<'a> {
    /// `icon` from [`crate::ui::icons`].
    pub fn new(icon: &'a str, text: &'a str) -> Self {
        Self { icon, text, current: false }
    }

    /// Whether this is where the person is.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

impl Widget for NavItem<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let width = ui.available_width();
        let kind = if self.current { Type::CaptionStrong } else { Type::Caption };
        let colour = if self.current { tokens.accent } else { tokens.muted };
        let icon = ui.painter().layout_no_wrap(
            self.icon.to_owned(),
            egui::FontId::new(Type::Title.size(ui) * 1.1, Type::Body.font(ui).family),
            colour,
        );
        let word = paint::galley(ui, self.text, kind, colour, width);
        let size = vec2(width, (icon.size().y + word.size().y + 16.0).ceil());
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), self.text));
        // A tab is selected; only what is on or off is checked.
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(self.current));
        if ui.is_rect_visible(rect) {
            if self.current {
                ui.painter().rect_filled(rect, space::CORNER_SMALL, tokens.accent_soft);
            } else if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, space::CORNER_SMALL, tokens.sunken);
            }
            let icon_rect = rect.with_max_y(rect.top() + 7.0 + icon.size().y).with_min_y(rect.top() + 7.0);
            let word_at = pos2(rect.center().x - word.size().x / 2.0, icon_rect.bottom() + 1.0);
            paint::text_centred(ui.painter(), icon_rect, icon);
            ui.painter().galley(word_at, word, colour);
        }
        // Also where it is out of sight: this brings it into view.
        paint::focus_ring(ui, &response, space::CORNER_SMALL);
        response
    }
}
