//! One screen by itself, or one widget: how it looks, what a screen reader finds in it, and what it asks for when it is used with
//! the keyboard and the mouse.
//!
//! A test belongs here when it shows a screen with facts that it makes itself, and looks at the actions that come back. What
//! needs the app around it: `tests/app`. Pictures are few and show what words cannot; that nothing is cut, covered or out of
//! reach is the matter of `tests/app/layout`.
#![cfg(feature = "gui")]

#[path = "../common/mod.rs"]
mod common;

mod contrast;
mod debrief;
mod gallery;
mod group;
mod keys;
mod learn;
mod library;
mod map;
mod modes;
mod practice;
mod problems;
mod progress;
mod refresh;
mod scenario;
mod settings;
mod who;
mod widgets;

use egui::{CentralPanel, Frame, Ui, UiBuilder};
use egui_kittest::{Harness, SnapshotResults};
use make_it_right::storage::{Appearance, ThemeChoice};
use make_it_right::ui::nav::{self, NavTarget};
use make_it_right::ui::theme;

use crate::common::scenarios;

/// The themes and sizes every page is looked at in: a name, the window, and how it looks.
fn looks() -> [(&'static str, [f32; 2], Appearance); 3] {
    let light = Appearance { theme: ThemeChoice::Light, ..Appearance::default() };
    [
        ("light", [1280.0, 800.0], light),
        ("dark", [1280.0, 800.0], Appearance { theme: ThemeChoice::Dark, ..light }),
        ("large", [1024.0, 700.0], Appearance { text_size_percent: 200, ..light }),
    ]
}

fn light() -> Appearance {
    Appearance { theme: ThemeChoice::Light, ..Appearance::default() }
}

/// A page with the rail beside it, as the app shows it.
fn page<State: 'static>(
    size: [f32; 2],
    appearance: Appearance,
    current: Option<NavTarget>,
    mut content: impl FnMut(&mut Ui, &mut State) + 'static,
    state: State,
) -> Harness<'static, State> {
    let mut harness = common::harness(size[0], size[1], appearance).build_ui_state(
        move |ui, state: &mut State| {
            let window = ui.ctx().content_rect();
            // The harness leaves a margin around; the app does not.
            ui.scope_builder(UiBuilder::new().max_rect(window), |ui| {
                ui.set_clip_rect(window);
                nav::rail(ui, current);
                let paper = theme::tokens(ui).paper;
                CentralPanel::default().frame(Frame::new().fill(paper)).show(ui, |ui| content(ui, state));
            });
        },
        state,
    );
    harness.run();
    harness
}

/// Takes the picture of a page in every look.
fn pictures<State>(name: &str, mut shown: impl FnMut([f32; 2], Appearance) -> Harness<'static, State>) {
    if !common::can_render() {
        return;
    }
    let mut results = SnapshotResults::new();
    for (look, size, appearance) in looks() {
        let mut harness = shown(size, appearance);
        harness.snapshot(format!("{name}_{look}"));
        results.extend_harness(&mut harness);
    }
}
