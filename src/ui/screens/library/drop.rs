//! What is seen while a file is dragged over the window.

use egui::{Align2, Context, Id, LayerId, Order, Shape, Stroke, vec2};

use crate::ui::icons;
use crate::ui::theme::{self, Type, space};

/// Says that a file may be dropped, while one is held over the window. The app takes the file when it is dropped.
pub fn drop_overlay(ui: &egui::Ui) {
    let ctx: &Context = ui.ctx();
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let tokens = theme::tokens(ui);
    let window = ctx.content_rect();
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop a file")));
    painter.rect_filled(window, 0.0, tokens.paper.gamma_multiply(0.88));
    let inner = window.shrink(space::XL);
    let stroke = Stroke::new(space::FOCUS, tokens.accent);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    painter.extend(Shape::dashed_line(&corners, stroke, 10.0, 8.0));
    let font = Type::Title.font(ui);
    let icon = egui::FontId::new(font.size * 2.4, Type::Body.font(ui).family);
    let gap = vec2(0.0, font.size * 0.4);
    painter.text(inner.center() - gap, Align2::CENTER_BOTTOM, icons::FILE_ARROW_DOWN, icon, tokens.accent);
    painter.text(inner.center() + gap, Align2::CENTER_TOP, DROP, font, tokens.ink);
}

/// What it says.
pub(super) const DROP: &str = "Drop a scenario file to open it";
