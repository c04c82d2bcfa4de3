//! The debrief: how it ended, how the customer felt, what was shown and missed, and the reply that mattered most.

mod chart;
mod facts;
mod hero;
mod steps;
mod table;
mod takeaway;
mod turning;

use egui::Ui;

use self::facts::Facts;
use self::takeaway::Takeaway;
use super::parts::{self, Rows};
use crate::engine::{Debrief, Mode, Session};
use crate::memory;
use crate::play::FirstWords;
use crate::play::telling::{self, Telling};
use crate::ui::commands::Command;
use crate::ui::conversation;
use crate::ui::portraits::Portraits;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{Button, Card, heading, paragraph, toggle};
use crate::ui::{announce, icons, layout};
use crate::words;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct DebriefView<'a> {
    /// The session; one that was left before its end is shown as far as it came.
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
    /// What comes next, the nearest first.
    pub next: &'a [Offer],
    /// When it was played, where it is one of the past; `None` right after playing.
    pub past: Option<Past<'a>>,
}

/// Something to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is: "Next: Twenty-four hours late".
    pub label: String,
    /// Why this, in a sentence.
    pub why: String,
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
    /// Take the offer at this place of [`DebriefView::next`].
    Next(usize),
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
    tiles: Rows,
    /// When this session was first shown, in seconds since the program started.
    since: f64,
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
            let asked = hero::show(ui, view, &facts, self.since, portraits);
            action = action.take().or(asked);
            if view.past.is_some_and(|past| past.changed) {
                changed_since(ui);
            }
            ui.add_space(space::S);
            hero::tiles(ui, &facts, &mut self.tiles);
            ui.add_space(space::S);
            let words = view.card.or(self.shipped_card.as_ref());
            // A card is for an outcome.
            if view.debrief.end.is_some()
                && let Some(card) = self.takeaway.show(ui, words)
            {
                action = Some(DebriefAction::SaveCard(card));
            }
            action = action.take().or(hero::next(ui, view.next).map(DebriefAction::Next));
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
            self.conversation(ui, view, portraits);
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
        let since = ui.input(|input| input.time);
        *self = Self { shipped_card, table_rows: table::CHUNK, conversation_events: CHUNK, since, ..Self::default() };
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
    fn conversation(&mut self, ui: &mut Ui, view: &DebriefView<'_>, portraits: &mut Portraits) {
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
        conversation::show(ui, view.session, &items, portraits);
        if telling::whole(view.session).nth(shown).is_some() {
            ui.add_space(space::S);
            if ui.add(Button::secondary("Show more of it")).clicked() {
                self.conversation_events += CHUNK;
            }
        }
    }
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
