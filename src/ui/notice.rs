//! A bar that says what went wrong and what to do about it, until it is dismissed.

use egui::{Frame, Margin, Panel, Ui};

use super::theme::{self, Tone, Type, space};
use super::widgets::{Button, icon, paragraph};
use super::{announce, icons, layout};

/// Shows the bar at the top of what is left of `ui`; returns whether it was dismissed.
pub fn bar(ui: &mut Ui, text: &str) -> bool {
    show(ui, "notice", text, Some("Dismiss"))
}

/// Shows a bar that stays as long as what it says holds, with a button to where that can be changed; returns whether it
/// was pressed.
pub fn lasting(ui: &mut Ui, text: &str, button: Option<&str>) -> bool {
    show(ui, "lasting notice", text, button)
}

fn show(ui: &mut Ui, name: &'static str, text: &str, button: Option<&str>) -> bool {
    let tokens = theme::tokens(ui);
    let frame = Frame::new().fill(Tone::Caution.soft(tokens)).inner_margin(Margin::symmetric(24, 10));
    let shown = Panel::top(name).resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            icon(ui, icons::WARNING, Type::Body, Tone::Caution.strong(tokens));
            let words = |ui: &mut Ui| {
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    paragraph(ui, text, Type::Body, tokens.ink);
                });
            };
            let pressed = |ui: &mut Ui| {
                button.is_some_and(|button| {
                    ui.add_space(space::S);
                    ui.add(Button::secondary(button).small()).clicked()
                })
            };
            layout::left_and_right(ui, egui::Align::Center, words, pressed).1
        })
        .inner
    });
    // In each window for itself.
    let told = egui::Id::unique((name, "told", ui.ctx().viewport_id()));
    let is_new = ui.ctx().data_mut(|data| {
        let last = data.get_temp_mut_or_default::<String>(told);
        let is_new = *last != text;
        if shown.inner {
            // The next one is told, even where it says the same.
            last.clear();
        } else {
            text.clone_into(last);
        }
        is_new
    });
    if is_new {
        announce::now(ui.ctx(), text);
    }
    shown.inner
}
