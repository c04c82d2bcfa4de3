//! The debrief: how it ended, how the customer felt, what was shown and missed, and the reply that mattered most.

mod chart;
mod facts;
mod steps;
mod table;
mod takeaway;
mod turning;

use egui::{Ui, vec2};

use self::facts::Facts;
use self::takeaway::Takeaway;
use super::parts::{self, Rows};
use crate::engine::{Debrief, Mode, Session};
use crate::memory;
use crate::play::FirstWords;
use crate::play::telling::{self, Telling};
use crate::scenario::plain;
use crate::ui::commands::Command;
use crate::ui::conversation;
use crate::ui::portraits::{Backdrop, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::{outcome_look, text_width};
use crate::ui::widgets::{Button, Card, Chip, heading, paragraph, toggle};
use crate::ui::{announce, icons, layout};
use crate::words;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct DebriefView<'a> {
    /// The finished session.
    pub session: &'a Session,
    /// What it came to.
    pub debrief: &'a Debrief,
    /// The mode in which it was played.
    pub mode: Mode,
    /// How many of the choices were made for the learner, to bring them into the middle of the story.
    pub lent: usize,
    /// The choice that was a worked example, counted from 0, if one was.
    pub example: Option<usize>,
    /// What the learner said before the replies appeared.
    pub first_words: &'a FirstWords,
    /// The if–then card in the learner's own words, where they have written one for this scenario and outcome.
    pub card: Option<&'a memory::Card>,
    /// When it was played, where it is one of the past; `None` right after playing.
    pub past: Option<Past<'a>>,
}

/// An attempt of the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past<'a> {
    /// When it was played: "18 November".
    pub when: &'a str,
    /// Whether the words of the scenario have changed since.
    pub changed: bool,
}

/// What the person asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DebriefAction {
    /// Go back to the decision before this choice, counted from 0.
    ReplayFrom(usize),
    /// Start the scenario again.
    PlayAgain,
    /// Show the contrast of this choice, counted from 0.
    Contrast(usize),
    /// Show the whole conversation on a page of its own.
    Conversation,
    /// Show the path map.
    PathMap,
    /// Save it as a document.
    Save,
    /// Remember the if–then card in these words.
    SaveCard(memory::Card),
    /// Go back to the library, or, from an attempt of the past, to the page below.
    Library,
}

/// The screen.
#[derive(Debug, Default)]
pub struct DebriefScreen {
    facts: Option<Facts>,
    /// The shipped if–then card of this outcome.
    shipped_card: Option<memory::Card>,
    as_table: bool,
    table_rows: usize,
    how_found: bool,
    conversation_open: bool,
    /// How many events of the conversation are shown.
    conversation_events: usize,
    takeaway: Takeaway,
    /// How high the steps were in the last pass, in points; the chart is made as high as they are.
    steps_height: f32,
    cards: Rows,
    turning_cards: Rows,
}

/// Events of the conversation that are shown at first, and that each click adds.
const CHUNK: usize = 400;

/// Below this many points at 100 % text size, chart and steps stand below each other.
const LEAST_FOR_TWO: f32 = 800.0;

impl DebriefScreen {
    /// Shows the debrief of a finished session.
    pub fn ui(&mut self, ui: &mut Ui, view: &DebriefView<'_>, portraits: &mut Portraits) -> Option<DebriefAction> {
        let facts = self.turn_to(ui, view);
        let mut action = self.keys(ui, &facts);
        parts::page(ui, "debrief", |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let asked = head(ui, view, &facts, portraits);
            action = action.take().or(asked);
            if view.past.is_some_and(|past| past.changed) {
                changed_since(ui);
            }
            ui.add_space(space::S);
            let asked = self.overview(ui, &facts);
            action = action.take().or(asked.map(DebriefAction::Contrast));
            if let Some(turning) = &facts.turning {
                ui.add_space(space::S);
                if turning::show(ui, &facts, turning, &mut self.turning_cards, &mut self.how_found) {
                    action = Some(DebriefAction::Contrast(turning.turn));
                }
            }
            ui.add_space(space::S);
            let words = view.card.or(self.shipped_card.as_ref());
            if let Some(card) = self.takeaway.show(ui, words) {
                action = Some(DebriefAction::SaveCard(card));
            }
            ui.add_space(space::S);
            self.conversation(ui, view);
        });
        self.facts = Some(facts);
        action
    }

    /// The facts of this session; starts afresh, and says the outcome once, where it is another than before.
    fn turn_to(&mut self, ui: &Ui, view: &DebriefView<'_>) -> Facts {
        if let Some(facts) = self.facts.take_if(|facts| facts.are_of(view)) {
            return facts;
        }
        let facts = Facts::of(view);
        announce::now(ui.ctx(), facts.announcement.as_str());
        let shipped_card = view.session.takeaway().map(|card| memory::Card {
            situation: card.situation.value.clone(),
            response: card.response.value.clone(),
        });
        *self = Self { shipped_card, table_rows: table::CHUNK, conversation_events: CHUNK, ..Self::default() };
        facts
    }

    fn keys(&self, ui: &Ui, facts: &Facts) -> Option<DebriefAction> {
        if self.takeaway.is_edited() {
            return None;
        }
        let ctx = ui.ctx();
        if let Some(turning) = &facts.turning {
            if Command::ReplayTurningPoint.pressed(ctx) {
                return Some(DebriefAction::ReplayFrom(turning.turn));
            }
            if Command::Contrast.pressed(ctx) {
                return Some(DebriefAction::Contrast(turning.turn));
            }
        }
        let asked = [
            (Command::PlayAgain, DebriefAction::PlayAgain),
            (Command::Conversation, DebriefAction::Conversation),
            (Command::PathMap, DebriefAction::PathMap),
            (Command::SaveDebrief, DebriefAction::Save),
            (Command::Close, DebriefAction::Library),
        ];
        asked.into_iter().find_map(|(command, action)| command.pressed(ctx).then_some(action))
    }

    /// The chart or the table, and the steps beside it. The reply whose contrast was asked for, counted from 0.
    fn overview(&mut self, ui: &mut Ui, facts: &Facts) -> Option<usize> {
        let stacked = ui.available_width() < LEAST_FOR_TWO * theme::scale(ui);
        let mut rows = if stacked { Rows::default() } else { std::mem::take(&mut self.cards) };
        let mut clicked = None;
        layout::pair(ui, LEAST_FOR_TWO, 0.585, space::L, |ui, number| {
            let name = if number == 0 { "How the customer felt" } else { "Steps" };
            Card::new().name(name).show(ui, |ui| {
                rows.row(ui, 0, |ui| {
                    if number == 0 {
                        clicked = self.feelings(ui, facts, if stacked { 0.0 } else { self.steps_height });
                        return;
                    }
                    let height = ui.scope(|ui| steps::show(ui, facts)).response.rect.height();
                    if (height - self.steps_height).abs() > 0.5 {
                        self.steps_height = height;
                        parts::lay_out_again(ui, "height of the steps");
                    }
                });
            });
        });
        if !stacked {
            rows.end(ui);
            self.cards = rows;
        }
        clicked
    }

    /// `height` is how high the steps beside it are, in points.
    fn feelings(&mut self, ui: &mut Ui, facts: &Facts, height: f32) -> Option<usize> {
        ui.spacing_mut().item_spacing.y = space::S;
        let scenario = facts.scenario();
        let name = words::first_name(&scenario.person(scenario.customer()).name);
        let top = ui.cursor().top();
        let (title, switch) = (format!("How {name} felt, reply by reply"), "Show as a table");
        let widths = text_width(ui, &title, Type::Strong) + text_width(ui, switch, Type::Body);
        parts::ends(
            ui,
            widths + Type::Body.size(ui) * 3.0 + space::XL,
            Type::Body.size(ui) * 1.5,
            |ui| heading(ui, &title, Type::Strong),
            |ui| toggle(ui, &mut self.as_table, switch),
        );
        if self.as_table {
            table::show(ui, facts, &mut self.table_rows);
            return None;
        }
        // Grows with the text, but by less: the lines need no more room, only their names do.
        let scale = (1.0 + theme::scale(ui) * 2.0) / 3.0;
        let room = height - (ui.cursor().top() - top);
        chart::show(ui, facts, room.clamp(205.0 * scale, 330.0 * scale))
    }

    /// The whole conversation, under a heading that opens.
    fn conversation(&mut self, ui: &mut Ui, view: &DebriefView<'_>) {
        let icon = if self.conversation_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
        let response = ui.add(Button::secondary("The whole conversation").icon(icon).full_width());
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(self.conversation_open));
        if response.clicked() {
            self.conversation_open = !self.conversation_open;
            self.conversation_events = CHUNK;
        }
        if !self.conversation_open {
            return;
        }
        ui.add_space(space::S);
        let shown = self.conversation_events;
        let items =
            telling::items(Telling::whole(view.session, view.first_words), telling::whole(view.session).take(shown));
        conversation::show(ui, view.session, &items);
        if telling::whole(view.session).nth(shown).is_some() {
            ui.add_space(space::S);
            if ui.add(Button::secondary("Show more of it")).clicked() {
                self.conversation_events += CHUNK;
            }
        }
    }
}

/// The customer, how it ended, and what can be done now.
fn head(ui: &mut Ui, view: &DebriefView<'_>, facts: &Facts, portraits: &mut Portraits) -> Option<DebriefAction> {
    let scenario = facts.scenario();
    let customer = scenario.person(scenario.customer());
    let ending = scenario.ending(view.debrief.ending);
    let outcome = view.debrief.outcome;
    let (tone, icon) = outcome_look(outcome);
    let muted = theme::tokens(ui).muted;
    let scale = theme::scale(ui);
    let narrow = ui.available_width() < 1040.0 * scale;
    // Whether the button that saves stands at the end of the first row; it is among the others elsewhere.
    let mut has_room = false;
    let words = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = space::XS + 1.0;
        let name = format!("Outcome: {}", outcome.label().to_lowercase());
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            ui.add(Chip::new(&name).icon(icon).tone(tone));
            ui.add(Chip::new(&mode_words(view)));
            if let Some(past) = view.past {
                ui.add(Chip::new(&format!("Played on {}", past.when)).icon(icons::CLOCK));
            }
            has_room = ui.available_size_before_wrap().x > 240.0 * scale;
            if has_room && layout::at_right(ui, save).inner {
                action = Some(DebriefAction::Save);
            }
        });
        heading(ui, &plain(&ending.title.value), Type::Display);
        paragraph(ui, &plain(&ending.summary.value), Type::Body, muted);
        if narrow {
            return action;
        }
        ui.add_space(space::XS);
        action.or(buttons(ui, view, facts, [false, !has_room]))
    };
    let side = if narrow { 108.0 * scale.min(1.3) } else { 136.0 * scale.clamp(1.0, 1.25) }.round();
    let alt = parts::portrait_words(customer, facts.mood);
    let shown = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L + 4.0;
        let (picture, mood) = (customer.portrait.value.as_str(), facts.mood.word());
        portraits.show_on(ui, picture, mood, vec2(side, side), &alt, Backdrop::Round);
        ui.vertical(words).inner
    });
    if !narrow {
        return shown.inner;
    }
    ui.add_space(space::XS);
    shown.inner.or(buttons(ui, view, facts, [true, !has_room]))
}

/// The button that saves the debrief; whether it was pressed.
fn save(ui: &mut Ui) -> bool {
    let (command, key) = (Command::SaveDebrief, Command::SaveDebrief.key());
    let button = Button::secondary(command.label()).icon(icons::FILE_ARROW_DOWN).key(&key).small();
    ui.add(button).on_hover_text(command.tooltip()).clicked()
}

/// That the scenario was edited after this was played.
fn changed_since(ui: &mut Ui) {
    Card::new().tone(Tone::Caution).margin(egui::Margin::symmetric(18, 12)).name("Changed since").show(ui, |ui| {
        let ink = theme::tokens(ui).ink;
        let text = "The scenario was edited after you played this. Its words are shown as they are now; all that happened is \
                    as it was.";
        paragraph(ui, text, Type::Body, ink);
    });
}

/// "Guided, from reply 4 on, with a worked example".
fn mode_words(view: &DebriefView<'_>) -> String {
    let from = if view.lent == 0 { String::new() } else { format!(", from reply {} on", view.lent + 1) };
    let example = if view.example.is_some() { ", with a worked example" } else { "" };
    let draft = if view.session.scenario().is_rehearsal() { "Draft · " } else { "" };
    format!("{draft}{}{from}{example}", view.mode.label())
}

/// What can be done now: in a narrow window a little smaller, and saving as well where that is wanted.
fn buttons(
    ui: &mut Ui,
    view: &DebriefView<'_>,
    facts: &Facts,
    [narrow, with_save]: [bool; 2],
) -> Option<DebriefAction> {
    let mut action = None;
    let leaves_challenge = !view.mode.allows_stepping_back();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
        let mut show = |ui: &mut Ui, command: Command, label: &str, primary: bool, asked: DebriefAction| {
            let key = command.key();
            let button = if primary { Button::primary(label) } else { Button::secondary(label) };
            let button = if narrow { button.small() } else { button };
            let mut response = ui.add(button.key(&key));
            // “Library” says it all; what Esc does elsewhere would only confuse.
            if command == Command::ReplayTurningPoint && leaves_challenge {
                response = response.on_hover_text(format!("{} It is practice from there.", command.tooltip()));
            } else if command != Command::Close {
                response = response.on_hover_text(command.tooltip());
            }
            if response.clicked() {
                action = Some(asked);
            }
        };
        if let Some(turning) = &facts.turning {
            let command = Command::ReplayTurningPoint;
            show(ui, command, command.label(), true, DebriefAction::ReplayFrom(turning.turn));
        }
        let again = Command::PlayAgain;
        show(ui, again, again.label(), facts.turning.is_none(), DebriefAction::PlayAgain);
        let all = Command::Conversation;
        show(ui, all, all.label(), false, DebriefAction::Conversation);
        let map = Command::PathMap;
        show(ui, map, map.label(), false, DebriefAction::PathMap);
        let back = if view.past.is_some() { Command::Progress.label() } else { "Library" };
        show(ui, Command::Close, back, false, DebriefAction::Library);
        if with_save && save(ui) {
            action = Some(DebriefAction::Save);
        }
    });
    action
}
