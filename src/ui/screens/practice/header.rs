//! The head of the screen: the scenario, the steps shown so far, the time that has passed, and the way out.

use egui::{Align, Frame, Layout, Margin, Panel, Rect, Ui, UiBuilder, pos2, vec2};

use super::PracticeAction;
use super::person::PANEL_WIDTH;
use crate::play::{Phase, Play};
use crate::scenario::{Scenario, Step, plain};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::{chip_width, text_width};
use crate::ui::widgets::{Button, Chip, heading, label, toggle, toggle_width};
use crate::ui::{icons, layout};
use crate::words;

const PAUSE: &str = "Pause";
/// Room between the title, the steps and the time, in points.
const GAP: f32 = 24.0;

/// Shows it; what was asked for.
pub(super) fn show(ui: &mut Ui, play: &Play, place: Option<(usize, usize)>) -> Option<PracticeAction> {
    let tokens = theme::tokens(ui);
    let frame = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(24, 8));
    let rows = if layout::is_low(ui) { one_row } else { rows };
    let under = subtitle(ui, play, place);
    Panel::top("practice header").frame(frame).show(ui, |ui| rows(ui, play, &under)).inner
}

/// The same where the conversation needs the height: all in one row, as far as it has room.
fn one_row(ui: &mut Ui, play: &Play, under: &str) -> Option<PracticeAction> {
    let steps = Steps::of(play);
    let pause_width = controls_width(ui, play);
    let height = Type::Title.line_height(ui) + Type::Small.line_height(ui);
    ui.horizontal(|ui| {
        let steps_width = if steps.all.is_empty() { 0.0 } else { chip_width(ui, &steps.count(), true) + GAP };
        let room = ui.available_width() - pause_width - GAP;
        let title_width = text_width(ui, &plain(&play.session().scenario().file().title.value), Type::Title)
            .max(text_width(ui, under, Type::Small));
        let steps_fit = title_width + steps_width <= room;
        let width = if steps_fit { room - steps_width } else { room };
        ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            short(ui, |ui| heading(ui, &plain(&play.session().scenario().file().title.value), Type::Title));
            short(ui, |ui| label(ui, under, Type::Small, theme::tokens(ui).muted));
        });
        layout::at_right(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            let asked = controls(ui, play);
            if steps_fit && !steps.all.is_empty() {
                steps.in_one_word(ui);
            }
            asked
        })
        .inner
    })
    .inner
}

/// A text that ends in an ellipsis where it has no room; its whole stands in the accessibility tree and in the tooltip.
fn short<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        content(ui)
    })
    .inner
}

/// What one can do here, at the right end of the row: to say it first or no longer, and a break.
fn controls(ui: &mut Ui, play: &Play) -> Option<PracticeAction> {
    // From left to right within that, in the order in which they are heard.
    let size = vec2(controls_width(ui, play), Type::Title.line_height(ui) + Type::Small.line_height(ui));
    let row = Layout::left_to_right(Align::Center);
    let (switched, paused) =
        ui.allocate_ui_with_layout(size, row, |ui| (has_switch(play) && switch(ui, play), pause(ui, play))).inner;
    match (paused, switched) {
        (true, _) => Some(PracticeAction::Pause),
        (_, true) => Some(PracticeAction::SayFirst(!play.is_saying_first())),
        _ => None,
    }
}

/// Whether one can say it first here, and there is something left to say.
fn has_switch(play: &Play) -> bool {
    play.mode().lets_say_first() && !matches!(play.phase(), Phase::Ended { .. })
}

/// The switch for saying it first; whether it was pressed.
fn switch(ui: &mut Ui, play: &Play) -> bool {
    let mut on = play.is_saying_first();
    let switch = toggle(ui, &mut on, Command::SayFirst.label());
    let hint = format!("{} ({})", Command::SayFirst.tooltip(), Command::SayFirst.key());
    switch.on_hover_text(hint).changed()
}

/// How wide the controls are, in points.
fn controls_width(ui: &Ui, play: &Play) -> f32 {
    let pause = text_width(ui, PAUSE, Type::Strong) + 36.0;
    if has_switch(play) { pause + space::L + toggle_width(ui, Command::SayFirst.label()) } else { pause }
}

/// The button that leads out; whether it was pressed.
fn pause(ui: &mut Ui, play: &Play) -> bool {
    let pause = ui.add(Button::secondary(PAUSE));
    let key = Command::Close.key();
    let is_draft = play.session().scenario().is_rehearsal();
    let kept = if is_draft { "Nothing of a draft is kept." } else { "Your place is kept." };
    pause.on_hover_text(format!("Go back to the library. {kept} ({key})")).clicked()
}

/// What of the head stands where: everything in one row, the steps in a row of their own, or all steps in one word.
fn rows(ui: &mut Ui, play: &Play, under: &str) -> Option<PracticeAction> {
    let scenario = play.session().scenario();
    let steps = Steps::of(play);
    let mut times = times(play);
    let room = ui.available_width();
    let under_width = text_width(ui, under, Type::Small);
    let title_width = text_width(ui, &plain(&scenario.file().title.value), Type::Title).max(under_width);
    let pause_width = controls_width(ui, play);
    let middle = |times: &[(&str, String)]| room - times_width(ui, times) - pause_width - 2.0 * GAP;
    let steps_fit = |left: f32, times: &[(&str, String)]| steps.width(ui) <= middle(times) - left;
    // The time of day can do without its place, the steps in one row with the title cannot: it is in the story as well.
    if !steps_fit(title_width, &times) && steps_fit(title_width, &times[..1]) {
        times.truncate(1);
    }
    // In line with the conversation where there is room for that.
    let in_line = PANEL_WIDTH + 28.0 - 24.0 - GAP;
    let left = if title_width < in_line && steps_fit(in_line, &times) { in_line } else { title_width };
    let in_row = steps_fit(left, &times);
    let times_width = times_width(ui, &times);
    let times_in_row = title_width + times_width + pause_width + GAP < room;
    let one_word = !in_row && steps.width(ui) > room;

    let asked = ui
        .horizontal(|ui| {
            let start = ui.cursor().min;
            let width = title_width.min(room - pause_width - GAP);
            let height = Type::Title.line_height(ui) + Type::Small.line_height(ui);
            ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| title(ui, play, under));
            layout::at_right(ui, |ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                let asked = controls(ui, play);
                if times_in_row {
                    for (what, when) in &times {
                        time(ui, what, when);
                    }
                }
                if in_row {
                    let between = ui.available_rect_before_wrap();
                    let rect = Rect::from_min_max(pos2(start.x + left + GAP, between.top()), between.max);
                    let across = Layout::left_to_right(Align::Center);
                    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(across), |ui| steps.chips(ui));
                }
                asked
            })
            .inner
        })
        .inner;
    if (!in_row && !steps.all.is_empty()) || !times_in_row {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
            if one_word {
                steps.in_one_word(ui);
            } else if !in_row {
                steps.chips(ui);
            }
            if !times_in_row {
                for (what, when) in &times {
                    time(ui, what, when);
                }
            }
        });
    }
    asked
}

fn title(ui: &mut Ui, play: &Play, under: &str) {
    ui.spacing_mut().item_spacing.y = 0.0;
    heading(ui, &plain(&play.session().scenario().file().title.value), Type::Title);
    label(ui, under, Type::Small, theme::tokens(ui).muted);
}

/// "Practice · Scene 4 of about 7"; at the end with the trade instead, and in a low window "Scene 4 of about 7 · 12 min". Before
/// that, "Draft" where it is one.
fn subtitle(ui: &Ui, play: &Play, place: Option<(usize, usize)>) -> String {
    let scenario = play.session().scenario();
    let draft = scenario.is_rehearsal().then(|| "Draft".to_owned());
    let trade = plain(&scenario.file().trade.value);
    let place = place.map(|(number, about)| format!("Scene {number} of about {about}"));
    let low = layout::is_low(ui);
    let time = low.then(|| words::minutes(play.clock()));
    let trade = (!trade.is_empty() && place.is_none() && !low).then_some(trade);
    // There is room for little else there, and the mode does not change.
    let mode = (!low || place.is_none()).then(|| play.mode().label().to_owned());
    let parts: Vec<_> = draft.into_iter().chain(trade).chain(mode).chain(place).chain(time).collect();
    parts.join(" · ")
}

/// How long it has been, and what time it is in the story where that matters.
fn times(play: &Play) -> Vec<(&'static str, String)> {
    let clock = play.clock();
    let now = words::time_of_day(play.session().scenario(), clock).map(|now| ("Time", now));
    [("Elapsed", words::minutes(clock))].into_iter().chain(now).collect()
}

fn times_width(ui: &Ui, times: &[(&str, String)]) -> f32 {
    times.iter().map(|(what, when)| time_width(ui, what, when) + space::L).sum()
}

fn time_width(ui: &Ui, what: &str, when: &str) -> f32 {
    text_width(ui, what, Type::Small) + word_gap(ui) + text_width(ui, when, Type::SmallStrong)
}

fn word_gap(ui: &Ui) -> f32 {
    Type::Small.size(ui) * 0.3
}

fn time(ui: &mut Ui, what: &str, when: &str) {
    let tokens = theme::tokens(ui);
    let size = vec2(time_width(ui, what, when), Type::Small.line_height(ui));
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = word_gap(ui);
        label(ui, what, Type::Small, tokens.muted);
        label(ui, when, Type::SmallStrong, tokens.ink);
    });
}

/// The steps of the recovery model, and which of them were shown so far; none where the mode does not tell.
struct Steps<'a> {
    all: &'a [Step],
    shown: Vec<bool>,
}

impl<'a> Steps<'a> {
    fn of(play: &'a Play) -> Self {
        let scenario: &Scenario = play.session().scenario();
        let all: &[Step] = if play.mode().shows_steps() { &scenario.model().steps } else { &[] };
        let mut shown = vec![false; all.len()];
        // A reply shows its steps at once, so that choices alone tell; stop when there is nothing left to find.
        for turn in play.session().turns() {
            for step in &scenario.reply(turn.reply).steps {
                if let Some(shown) = shown.get_mut(step.index().at()) {
                    *shown = true;
                }
            }
            if shown.iter().all(|shown| *shown) {
                break;
            }
        }
        Self { all, shown }
    }

    fn width(&self, ui: &Ui) -> f32 {
        self.all.iter().map(|step| chip_width(ui, &step.short.value, true) + space::S).sum()
    }

    fn chips(&self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.x = space::S;
        for (step, &shown) in self.all.iter().zip(&self.shown) {
            let (icon, tone, state) = if shown {
                (icons::CHECK, Tone::Recovery, "shown")
            } else {
                (icons::CIRCLE, Tone::Neutral, "not yet shown")
            };
            let name = format!("{}, {state}", step.short.value);
            ui.add(Chip::new(&step.short.value).icon(icon).tone(tone).name(&name)).on_hover_text(&step.question.value);
        }
    }

    /// "2 of 5 steps".
    fn count(&self) -> String {
        format!("{} of {} steps", self.shown.iter().filter(|shown| **shown).count(), self.all.len())
    }

    fn in_one_word(&self, ui: &mut Ui) {
        let steps = self.all;
        let names = |wanted: bool| -> Vec<&str> {
            let these = steps.iter().zip(&self.shown).filter(|(_, shown)| **shown == wanted);
            these.map(|(step, _)| step.short.value.as_str()).collect()
        };
        let (shown, open) = (names(true), names(false));
        let text = self.count();
        let lists = [(&shown, "Shown"), (&open, "Not yet shown")];
        let told = lists.iter().filter(|(names, _)| !names.is_empty());
        let told: Vec<_> = told.map(|(names, word)| format!("{word}: {}", words::list(names))).collect();
        let name = format!("{text}. {}", told.join(". "));
        let (icon, tone) =
            if self.shown.contains(&true) { (icons::CHECK, Tone::Recovery) } else { (icons::CIRCLE, Tone::Neutral) };
        ui.add(Chip::new(&text).icon(icon).tone(tone).name(&name)).on_hover_text(&name);
    }
}
