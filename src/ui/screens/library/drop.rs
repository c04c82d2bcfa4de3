//! What is seen while a file is dragged over the window.

use egui::{Align2, Context, Id, LayerId, Order, Rect, Shape, Stroke, StrokeKind, vec2};

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
    painter.rect_filled(window, 0.0, tokens.paper.gamma_multiply(0.82));
    let inner = window.shrink(space::M);
    let stroke = Stroke::new(space::FOCUS, tokens.accent);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    painter.extend(Shape::dashed_line(&corners, stroke, 10.0, 8.0));
    let font = Type::Title.font(ui);
    let icon = egui::FontId::new(font.size * 2.2, Type::Body.font(ui).family);
    let words = painter.layout_no_wrap(DROP.to_owned(), font.clone(), tokens.ink);
    let card = Rect::from_center_size(inner.center(), words.size() + vec2(96.0, font.size * 2.6 + 82.0));
    painter.rect(card, space::CORNER, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    painter.text(card.center_top() + vec2(0.0, 34.0), Align2::CENTER_TOP, icons::FILE_ARROW_DOWN, icon, tokens.accent);
    let at = Align2::CENTER_BOTTOM.anchor_size(card.center_bottom() - vec2(0.0, 34.0), words.size()).min;
    painter.galley(at, words, tokens.ink);
}

/// What it says.
const DROP: &str = "Drop a scenario file to open it";
