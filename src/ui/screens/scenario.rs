//! A scenario’s own page: what it is about, whom one meets, how it went before, and how to play it.

mod about;
mod modes;

use std::sync::Arc;

use egui::{Frame, Margin, Stroke, Ui, vec2};

use super::library::Face;
use super::parts;
use crate::engine::Mode;
use crate::memory::{Played, Suggestion};
use crate::scenario::{Scenario, plain};
use crate::ui::commands::Command;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Button, Chip, heading, paragraph};
use crate::ui::{announce, icons, layout};
use crate::words;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct ScenarioView<'a> {
    /// The scenario.
    pub scenario: &'a Arc<Scenario>,
    /// How it ended before, the newest last.
    pub past: &'a [Played],
    /// The mode in which it would be started.
    pub mode: Mode,
    /// The mode that is suggested, and why.
    pub suggestion: Suggestion,
    /// The play that can be gone on with, if there is one.
    pub underway: Option<Underway>,
    /// Whether the map of its paths can be opened: an ending was reached.
    pub map: bool,
}

/// A play that was left in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Underway {
    /// Its mode.
    pub mode: Mode,
    /// How many replies were chosen.
    pub replies: usize,
}

impl Underway {
    /// "after 3 replies"; where nothing was chosen, "at the first reply".
    fn place(self) -> String {
        match self.replies {
            0 => "at the first reply".to_owned(),
            some => format!("after {}", words::count(some, "reply", "replies")),
        }
    }
}

/// What the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScenarioAction {
    /// Play it in this mode from now on.
    Mode(Mode),
    /// Start it from the beginning.
    Start,
    /// Go on where it was left.
    Continue,
    /// See the map of its paths.
    PathMap,
    /// Go back to the library.
    Close,
}

/// What there is to know of a draft.
const DRAFT: &str = "This file has errors. What is missing says so, and nothing of your plays is kept.";

/// Below this many points at 100 % text size, the buttons do without their keys.
const LEAST_FOR_KEYS: f32 = 760.0;

/// The screen. It holds nothing but what was last shown.
#[derive(Debug, Default)]
pub struct ScenarioScreen {
    /// The scenario, by where it lies; only ever compared.
    shown: Option<usize>,
    /// The frame in which the screen was last on show.
    frame: u64,
    /// The main button is to get the focus.
    focus_next: bool,
}

impl ScenarioScreen {
    /// Shows it and says what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, view: &ScenarioView<'_>, portraits: &mut Portraits) -> Option<ScenarioAction> {
        self.notice(ui, view);
        let asked = keys(ui, view);
        let body = |ui: &mut Ui| parts::page(ui, "scenario", |ui| page(ui, view, portraits));
        let (chosen, foot) = layout::above_foot(ui, "scenario foot", body, |ui| self.foot(ui, view));
        let edge = foot.response.rect;
        ui.painter().hline(edge.x_range(), edge.top() + 0.5, Stroke::new(1.0, theme::tokens(ui).line));
        if !ui.ctx().will_discard() {
            self.focus_next = false;
        }
        asked.or(foot.inner).or(chosen)
    }

    /// Takes note of another scenario, or of somebody who comes back: the main button gets the focus.
    fn notice(&mut self, ui: &Ui, view: &ScenarioView<'_>) {
        let frame = ui.ctx().cumulative_frame_nr();
        let was_away = std::mem::replace(&mut self.frame, frame) + 1 < frame;
        let now = Arc::as_ptr(view.scenario).addr();
        let is_new = self.shown.replace(now) != Some(now);
        self.focus_next |= is_new || was_away;
        if is_new || was_away {
            let file = view.scenario.file();
            announce::polite(ui.ctx(), format!("{}. {}", plain(&file.title), plain(&file.summary)));
        }
    }

    /// What can be done, always in sight.
    fn foot(&self, ui: &mut Ui, view: &ScenarioView<'_>) -> Option<ScenarioAction> {
        let tokens = theme::tokens(ui);
        let mut action = None;
        let margin = Margin::symmetric(parts::side(ui), 12);
        Frame::new().fill(tokens.card).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            layout::column(ui, parts::PAGE_WIDTH, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
                    action = self.buttons(ui, view);
                });
            });
        });
        action
    }

    fn buttons(&self, ui: &mut Ui, view: &ScenarioView<'_>) -> Option<ScenarioAction> {
        // Where room is short the keys are left to the list of keys.
        let keys = ui.available_width() >= LEAST_FOR_KEYS * theme::scale(ui);
        let add = |ui: &mut Ui, enabled: bool, button: Button<'_>, command: Command| {
            let key = command.key();
            ui.add_enabled(enabled, if keys { button.key(&key) } else { button })
        };
        let mut action = None;
        let (word, about, asked) = match view.underway {
            Some(underway) => {
                let about = format!("Go on {}, in {}.", underway.place(), underway.mode.label().to_lowercase());
                (Command::Continue.label(), about, ScenarioAction::Continue)
            }
            None => ("Start", view.mode.about().to_owned(), ScenarioAction::Start),
        };
        let main = add(ui, true, Button::primary(word).icon(icons::PLAY), Command::Continue).on_hover_text(about);
        if self.focus_next && !ui.ctx().will_discard() {
            main.request_focus();
        }
        if main.clicked() {
            action = Some(asked);
        }
        if view.underway.is_some() {
            let again = add(ui, true, Button::secondary("Start again"), Command::PlayAgain);
            if again.on_hover_text(Command::PlayAgain.tooltip()).clicked() {
                action = Some(ScenarioAction::Start);
            }
        }
        let button = Button::secondary(Command::PathMap.label());
        let map = add(ui, view.map, button, Command::PathMap);
        let map = map.on_hover_text(Command::PathMap.tooltip());
        if map.on_disabled_hover_text("Opens once you have reached an ending.").clicked() {
            action = Some(ScenarioAction::PathMap);
        }
        let word = if keys { "Back to the library" } else { "Back" };
        if add(ui, true, Button::secondary(word), Command::Close).clicked() {
            action = Some(ScenarioAction::Close);
        }
        action
    }
}

/// What there is to know, and the way to play it.
fn page(ui: &mut Ui, view: &ScenarioView<'_>, portraits: &mut Portraits) -> Option<ScenarioAction> {
    ui.spacing_mut().item_spacing.y = space::M;
    head(ui, view, portraits);
    let scenario: &Scenario = view.scenario;
    let chosen = if layout::is_narrow(ui, ui.available_width()) {
        parts::brief(ui, &scenario.file().brief.value);
        let chosen = modes::show(ui, view);
        about::people(ui, scenario, portraits);
        about::points(ui, scenario);
        chosen
    } else {
        let left = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            parts::brief(ui, &scenario.file().brief.value);
            about::people(ui, scenario, portraits);
        };
        let right = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            let chosen = modes::show(ui, view);
            about::points(ui, scenario);
            chosen
        };
        layout::two_columns(ui, 0.56, space::L, left, right).1
    };
    about::credits(ui, scenario);
    chosen
}

/// What the keyboard asks for.
fn keys(ui: &Ui, view: &ScenarioView<'_>) -> Option<ScenarioAction> {
    let ctx = ui.ctx();
    if let Some(number) = parts::number_pressed(ui) {
        return Mode::ALL.get(number - 1).copied().map(ScenarioAction::Mode);
    }
    if Command::Continue.pressed(ctx) {
        return Some(if view.underway.is_some() { ScenarioAction::Continue } else { ScenarioAction::Start });
    }
    if Command::PlayAgain.pressed(ctx) && view.underway.is_some() {
        return Some(ScenarioAction::Start);
    }
    if view.map && Command::PathMap.pressed(ctx) {
        return Some(ScenarioAction::PathMap);
    }
    Command::Close.pressed(ctx).then_some(ScenarioAction::Close)
}

/// The customer, the title, and what there is to know at a glance.
fn head(ui: &mut Ui, view: &ScenarioView<'_>, portraits: &mut Portraits) {
    let scenario: &Scenario = view.scenario;
    let file = scenario.file();
    let muted = theme::tokens(ui).muted;
    let scale = theme::scale(ui);
    let side = if layout::is_narrow(ui, ui.available_width()) { 92.0 } else { 112.0 } * scale.clamp(1.0, 1.25);
    let side = side.round();
    let face = Face::of_customer(scenario);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L + 4.0;
        let mood = face.mood.word();
        portraits.show_on(ui, &face.portrait, mood, vec2(side, side), &face.alt(), Ground::Round);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS + 1.0;
            heading(ui, &plain(&file.title), Type::Display);
            paragraph(ui, &plain(&file.summary), Type::Body, muted);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
                facts(ui, scenario);
            });
            if scenario.is_rehearsal() {
                paragraph(ui, DRAFT, Type::Small, muted);
            }
        });
    });
}

/// Trade, channel, minutes and recovery model.
fn facts(ui: &mut Ui, scenario: &Scenario) {
    let file = scenario.file();
    if scenario.is_rehearsal() {
        ui.add(Chip::new("Draft").tone(Tone::Caution).icon(icons::WARNING));
    }
    let trade = plain(&file.trade);
    if !trade.is_empty() {
        ui.add(Chip::new(&trade));
    }
    if let Some(channel) = file.channel {
        ui.add(Chip::new(channel.label()));
    }
    if file.minutes.value > 0 {
        let name = format!("About {}", words::minutes_spoken(file.minutes.value));
        ui.add(Chip::new(&format!("About {}", words::minutes(file.minutes.value))).icon(icons::CLOCK).name(&name));
    }
    let model = plain(&scenario.model().name);
    // A draft may name a model that is not there.
    if model.is_empty() {
        return;
    }
    let name = format!("Practises: {model}");
    ui.add(Chip::new(&model).icon(icons::BOOK_OPEN).name(&name));
}
