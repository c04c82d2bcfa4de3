//! The line that says how many refreshers are due.

use egui::{Align, Layout, Margin, Ui, vec2};

use crate::ui::commands::Command;
use crate::ui::layout;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, Card};
use crate::words;

/// Shows it; returns whether to start. `due`: how many, at least one; `first`: nothing else comes before them.
pub(super) fn banner(ui: &mut Ui, due: usize, first: bool) -> bool {
    let narrow = layout::is_narrow(ui, ui.available_width() + 100.0);
    let title = title(due);
    let card = if first { Card::new().tone(Tone::Accent) } else { Card::new() };
    card.margin(Margin::symmetric(20, 14))
        .name("Refreshers")
        .show(ui, |ui| {
            if narrow {
                words(ui, &title, due);
                ui.add_space(space::M);
                return button(ui, first);
            }
            let size = vec2(ui.available_width(), words_height(ui));
            let middle = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(size, middle, |ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                let words = |ui: &mut Ui| {
                    ui.with_layout(Layout::top_down(Align::Min), |ui| words(ui, &title, due));
                };
                layout::left_and_right(ui, Align::Center, words, |ui| button(ui, first)).1
            })
            .inner
        })
        .inner
}

fn button(ui: &mut Ui, first: bool) -> bool {
    let key = if first { Command::Continue.key() } else { Command::Refreshers.key() };
    let button = if first { Button::primary("Start") } else { Button::secondary("Start") };
    ui.add(button.key(&key)).on_hover_text(Command::Refreshers.tooltip()).clicked()
}

/// How high the words are, each on one line; in points.
fn words_height(ui: &Ui) -> f32 {
    Type::Heading.line_height(ui) + Type::Body.line_height(ui) + 2.0
}

fn words(ui: &mut Ui, title: &str, due: usize) {
    let tokens = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    widgets::label(ui, title, Type::Heading, tokens.ink);
    widgets::label(ui, &about(due), Type::Body, tokens.muted);
}

/// "Due today: 4 short refreshers".
pub(in crate::ui::screens) fn title(due: usize) -> String {
    format!("Due today: {}", words::count(due, "short refresher", "short refreshers"))
}

/// What they are, and how long they take: three quarters of a minute each.
pub(in crate::ui::screens) fn about(due: usize) -> String {
    let minutes = words::count((due * 3).div_ceil(4), "minute", "minutes");
    format!("One customer line each. Say your reply before the options appear. About {minutes}.")
}
