//! The question what differs: answered first, then told.

use egui::{Align, Ui, vec2};

use super::super::parts;
use super::Way;
use crate::scenario::{Answer, Differs, plain};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{AnswerButton, AnswerState, Button, Card, heading, label, rich_text};
use crate::ui::{announce, icons, presses};

/// The question, and how far the person has come with it.
#[derive(Debug, Default)]
pub(super) struct DiffersQuestion {
    /// The answer that was given, counted from 0.
    answered: Option<usize>,
    /// Whether it was given in the last pass, and so has yet to be brought into view.
    arrived: bool,
    /// Whether it was given by a button that had the focus, which has to go somewhere then.
    by_focus: bool,
}

impl DiffersQuestion {
    /// Whether it has been answered.
    pub(super) fn is_answered(&self) -> bool {
        self.answered.is_some()
    }

    /// Shows the question; takes an answer by click, by its number, or by Enter on it. Whether the person, now that they
    /// have answered, wants to go back, or on.
    pub(super) fn show(&mut self, ui: &mut Ui, differs: &Differs, way: Way<'_>) -> bool {
        let open = self.answered.is_none();
        let enter = !open && way.goes_on() && Command::Continue.pressed(ui.ctx());
        let mut chosen = if open { parts::number_pressed(ui).map(|number| number - 1) } else { None };
        let mut by_focus = false;
        let (mut again, mut back) = (false, false);
        let card = Card::new().tone(Tone::Accent).name("What differs?").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M - 2.0;
            heading(ui, &plain(&differs.question.value), Type::Strong);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S + 2.0);
                for (position, answer) in differs.answers.iter().enumerate() {
                    let text = plain(&answer.text.value);
                    let state = self.state(position, answer);
                    let response = ui.add(AnswerButton::new(position + 1, &text).state(state));
                    if open && response.clicked() {
                        chosen = Some(position);
                        by_focus = response.has_focus();
                    }
                }
            });
            match self.answered {
                None => {
                    let muted = theme::tokens(ui).muted;
                    let hint = "Say it to yourself first, then choose. The point appears after your answer.";
                    label(ui, hint, Type::Small, muted);
                }
                Some(given) => {
                    told(ui, differs, given);
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S + 2.0);
                        // The way back at the head of the page may be out of sight by now.
                        let (word, key) = way.after_the_answer();
                        let button = ui.add(Button::primary(word).key(&key).small());
                        if self.arrived && way.goes_on() {
                            button.request_focus();
                        }
                        back = button.clicked();
                        let button =
                            Button::secondary("Answer the question again").icon(icons::ARROW_COUNTER_CLOCKWISE).small();
                        let button = ui.add(button);
                        if self.arrived && self.by_focus && !way.goes_on() {
                            button.request_focus();
                        }
                        again = button.clicked();
                    });
                }
            }
        });
        if let Some(given) = chosen.filter(|given| *given < differs.answers.len()) {
            *self = Self { answered: Some(given), arrived: true, by_focus };
            presses::appeared(ui.ctx());
            announce::polite(ui.ctx(), words(differs, given));
        } else if again {
            *self = Self::default();
            presses::appeared(ui.ctx());
        } else if self.arrived && !ui.ctx().will_discard() {
            // The coach's words above have just pushed the point down: keep it where the eye is.
            card.response.scroll_to_me(Some(Align::Max));
            self.arrived = false;
        }
        back || enter
    }

    fn state(&self, position: usize, answer: &Answer) -> AnswerState {
        match self.answered {
            None => AnswerState::Open,
            Some(_) if answer.right => AnswerState::Right,
            Some(given) if given == position => AnswerState::Wrong,
            Some(_) => AnswerState::Passed,
        }
    }
}

/// What comes to light after the answer.
fn told(ui: &mut Ui, differs: &Differs, given: usize) {
    let Some(answer) = differs.answers.get(given) else { return };
    if answer.right {
        note(ui, icons::CHECK_CIRCLE, Tone::Recovery, RIGHT, &answer.response.value);
        return;
    }
    note(ui, icons::X_CIRCLE, Tone::NoRecovery, WRONG, &answer.response.value);
    if let Some(point) = differs.answers.iter().find(|answer| answer.right) {
        let head = format!("The point: {}", lower_first(&plain(&point.text.value)));
        note(ui, icons::CHECK_CIRCLE, Tone::Recovery, &head, without_yes(&point.response.value));
    }
}

const RIGHT: &str = "That’s it";
const WRONG: &str = "Not quite";

/// The same for screen readers.
fn words(differs: &Differs, given: usize) -> String {
    let Some(answer) = differs.answers.get(given) else { return String::new() };
    let response = plain(&answer.response.value);
    if answer.right {
        return format!("{RIGHT}. {response}");
    }
    let point = differs.answers.iter().find(|answer| answer.right).map_or_else(String::new, |point| {
        format!(
            " The point: {}. {}",
            lower_first(&plain(&point.text.value)),
            without_yes(&plain(&point.response.value))
        )
    });
    format!("{WRONG}. {response}{point}")
}

/// What there is to say about the right answer to somebody who gave another: "Yes." would be said to the wrong person.
fn without_yes(response: &str) -> &str {
    let rest = response.strip_prefix("Yes. ").map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(response)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let is_word = letters.clone().next().is_some_and(char::is_lowercase);
    // "It says…" becomes "it says…"; "I", and names of one capital more, stay.
    if is_word { first.to_lowercase().chain(letters).collect() } else { text.to_owned() }
}

/// An icon, a word or two in its colour, and what there is to say.
fn note(ui: &mut Ui, icon: &str, tone: Tone, head: &str, text: &str) {
    let tokens = theme::tokens(ui);
    let colour = tone.strong(tokens);
    parts::beside_icon(ui, icon, colour, |ui| {
        label(ui, head, Type::Strong, colour);
        rich_text::show(ui, parts::styled(text), Type::Body, tokens.ink);
    });
}
