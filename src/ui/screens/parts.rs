//! What several screens share: the page they stand on, rows of equal height, the number keys, and names.

use std::borrow::Cow;

use egui::{Align, Align2, Color32, Frame, Key, Margin, ScrollArea, Sense, Ui, vec2};

use crate::scenario::{Mood, Person, Scenario, runs};
use crate::ui::commands::modifiers_of_figures;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Button, Card, heading_in, rich_text};
use crate::ui::{icons, layout};

/// How wide a page grows at 100 % text size, in points; beyond that, lines are too long to read.
pub(super) const PAGE_WIDTH: f32 = 1240.0;

/// The word of the button that leads out of the refreshers, and what it does.
pub(super) const LEAVE_REFRESHERS: &str = "Leave";
pub(super) const LEAVE_REFRESHERS_HINT: &str = "Go back. What you have answered counts; the others stay due.";

/// A page that scrolls when it is higher than the window, by wheel and by keys.
pub(super) fn page<R>(ui: &mut Ui, name: &'static str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let scrolling = ScrollArea::vertical().id_salt(name).auto_shrink(false);
    let shown = scrolling.show(ui, |ui| {
        let side = side(ui);
        let margin = Margin { left: side, right: side, top: 24, bottom: 24 };
        let shown = Frame::new().inner_margin(margin).show(ui, |ui| layout::column(ui, PAGE_WIDTH, content).inner);
        layout::scroll_by_keys(ui);
        shown.inner
    });
    shown.inner
}

/// Room at both sides of a page, in points.
pub(super) fn side(ui: &Ui) -> i8 {
    if ui.available_width() < 760.0 * theme::scale(ui) { 20 } else { 30 }
}

/// Lays everything out again with a size that has just become known, unseen if egui still allows it in this frame.
pub(super) fn lay_out_again(ui: &Ui, reason: &'static str) {
    ui.ctx().request_discard(reason);
    if !ui.ctx().will_discard() {
        ui.ctx().request_repaint();
    }
}

/// A row with something at its left and something at its right end; below each other where `widths`, in points, do not
/// fit beside each other. `height` is that of the higher of the two, in points.
pub(super) fn ends<A, B>(
    ui: &mut Ui,
    widths: f32,
    height: f32,
    left: impl FnOnce(&mut Ui) -> A,
    right: impl FnOnce(&mut Ui) -> B,
) -> (A, B) {
    if widths > ui.available_width() {
        return (left(ui), ui.horizontal_wrapped(right).inner);
    }
    ui.scope(|ui| {
        // What comes first is centred in a row of this height, not in one of its own.
        ui.spacing_mut().interact_size.y = height;
        ui.horizontal(|ui| layout::left_and_right(ui, Align::Center, left, right)).inner
    })
    .inner
}

/// An icon, and beside it what it stands for. It is only painted: the words say the same.
pub(super) fn beside_icon(ui: &mut Ui, icon: &str, colour: Color32, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let size = vec2(Type::Heading.size(ui), Type::Strong.line_height(ui));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, Type::Heading.font(ui), colour);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            content(ui);
        });
    });
}

/// The number key that was pressed, 1–9, unless somebody is typing. Takes it from the input.
pub(super) fn number_pressed(ui: &Ui) -> Option<usize> {
    const KEYS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    if ui.ctx().text_edit_focused() {
        return None;
    }
    let with = modifiers_of_figures();
    let position = ui.input_mut(|input| KEYS.iter().position(|&key| input.consume_key(with, key)));
    position.map(|position| position + 1)
}

/// A text of the scenario as runs of (text, stressed) for the widgets.
pub(super) fn styled(text: &str) -> impl Iterator<Item = (Cow<'_, str>, bool)> {
    runs(text).into_iter().map(|run| (run.text, run.emphasis))
}

/// What a screen reader says for a picture: "Dan Okafor, worried".
pub(super) fn portrait_words(person: &Person, mood: Mood) -> String {
    format!("{}, {}", person.name.value, mood.label())
}

/// Who the learner is in this story, on a card.
pub(super) fn brief(ui: &mut Ui, text: &str) {
    if text.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    Card::new().tone(Tone::Neutral).margin(Margin::symmetric(18, 12)).name("Your part").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        heading_in(ui, "Your part", Type::SmallStrong, tokens.muted);
        rich_text::show(ui, styled(text), Type::Body, tokens.ink);
    });
}

/// The same on demand: it is read on the scenario's own page, and may be wanted again.
#[derive(Debug, Default)]
pub(super) struct YourPart {
    is_open: bool,
}

impl YourPart {
    /// Shows a button, and when it is open, what stands behind it.
    pub(super) fn show(&mut self, ui: &mut Ui, text: &str) {
        if text.is_empty() {
            return;
        }
        let icon = if self.is_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
        let button = Button::secondary("Your part").icon(icon).small();
        let response = ui.add(button).on_hover_text("Who you are in this story, and what you know.");
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(self.is_open));
        if response.clicked() {
            self.is_open = !self.is_open;
        }
        if self.is_open {
            brief(ui, text);
        }
    }
}

/// "Step 2 of 5, Listen" for a decision that practises a step; else the title of its scene.
pub(super) fn place_words(scenario: &Scenario, scene: crate::scenario::SceneIx) -> String {
    let step = scenario.decision(scene).and_then(|decision| decision.step.as_ref());
    match step {
        Some(step) => {
            let (step, steps) = (step.index(), scenario.model().steps.len());
            format!("Step {} of {steps}, {}", step.at() + 1, scenario.step(step).short.value)
        }
        None => scenario.scene(scene).title.value.clone(),
    }
}

/// Rows of equal height in things that stand beside each other.
///
/// A height is known once everything has been laid out; the first pass is therefore laid out again, unseen.
#[derive(Debug, Default)]
pub(super) struct Rows {
    known: Vec<f32>,
    now: Vec<f32>,
}

impl Rows {
    /// Shows row number `row`, and leaves it as much room as the highest beside it needs.
    pub(super) fn row<R>(&mut self, ui: &mut Ui, row: usize, content: impl FnOnce(&mut Ui) -> R) -> R {
        let known = self.known.get(row).copied().unwrap_or(0.0);
        let shown = ui.scope(|ui| {
            ui.set_min_height(known);
            ui.scope(content)
        });
        // What it needs by itself, so that a row can also become lower again.
        let height = shown.inner.response.rect.height();
        if self.now.len() <= row {
            self.now.resize(row + 1, 0.0);
        }
        self.now[row] = self.now[row].max(height);
        shown.inner.inner
    }

    /// After all rows were shown.
    pub(super) fn end(&mut self, ui: &Ui) {
        let same = self.known.len() == self.now.len()
            && self.known.iter().zip(&self.now).all(|(known, now)| (known - now).abs() < 0.5);
        if same {
            self.now.clear();
        } else {
            self.known = std::mem::take(&mut self.now);
            lay_out_again(ui, "rows of equal height");
        }
    }
}
