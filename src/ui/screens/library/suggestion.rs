//! The banner that says what to do next, and why: one thing.

use egui::{Align, Layout, Ui, vec2};

use super::view::{Leads, NextView};
use crate::ui::commands::Command;
use crate::ui::layout;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, Card};

/// Side of the face, in points.
const FACE: f32 = 76.0;

/// Shows it; returns whether to do it.
pub(super) fn banner(ui: &mut Ui, view: &NextView, portraits: &mut Portraits) -> bool {
    let narrow = layout::is_narrow(ui, ui.available_width() + 100.0);
    let card = Card::new().tone(Tone::Accent).margin(egui::Margin::symmetric(20, 16));
    card.name(if view.leads == Leads::Back { "Pick up where you left off" } else { "What next" })
        .show(ui, |ui| {
            let size = vec2(ui.available_width(), FACE);
            let clicked = ui
                .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_height(FACE);
                    let face = &view.face;
                    ui.scope(|ui| {
                        // The words beside it say who it is about.
                        widgets::silent(ui);
                        let size = vec2(FACE, FACE);
                        portraits.show_on(ui, &face.portrait, face.mood.word(), size, &face.alt(), Ground::Bare);
                    });
                    ui.add_space(space::S);
                    if narrow {
                        words(ui, view);
                        return false;
                    }
                    layout::left_and_right(ui, Align::Center, |ui| words(ui, view), |ui| button(ui, view)).1
                })
                .inner;
            if narrow {
                ui.add_space(space::M);
                return button(ui, view);
            }
            clicked
        })
        .inner
}

fn button(ui: &mut Ui, view: &NextView) -> bool {
    let key = Command::Continue.key();
    let label = match view.leads {
        Leads::Back => Command::Continue.label(),
        Leads::ToPlay => "Start",
        Leads::ToScenario => "Have a look",
    };
    ui.add(Button::primary(label).key(&key)).clicked()
}

/// The words, in the middle of the height of the face.
fn words(ui: &mut Ui, view: &NextView) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let height = |text: &str, kind: Type| {
        let mut job = widgets::rich_text::job(ui, [(text, false)], kind, tokens.ink);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().y
    };
    let above = (FACE - height(&view.title, Type::Heading) - height(&view.why, Type::Body)) / 2.0;
    ui.allocate_ui_with_layout(vec2(width, FACE), Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(above.max(0.0));
        widgets::label(ui, &view.title, Type::Heading, tokens.ink);
        widgets::label(ui, &view.why, Type::Body, tokens.muted);
    });
}
