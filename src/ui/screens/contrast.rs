//! The contrast: the two systems' replies to the same customer line, side by side, and the question what differs.

mod question;
mod side;

use egui::{Ui, vec2};

use self::question::DiffersQuestion;
use super::parts::{self, Rows};
use crate::engine::{Contrast, Said};
use crate::scenario::{Mood, ReplyIx, Scenario, SceneIx, plain};
use crate::ui::commands::Command;
use crate::ui::conversation::quoted;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{Button, Card, heading, label, rich_text};
use crate::ui::{announce, layout};

/// What the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContrastAction {
    /// Go back to where they were.
    Close,
    /// Go on, from a contrast that has opened by itself.
    GoOn,
}

/// Which decision is on the screen.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    scenario: String,
    scene: SceneIx,
    replies: [Option<(ReplyIx, bool)>; 2],
}

/// The screen. Remembers the answer to the question as long as the same decision is shown.
#[derive(Debug, Default)]
pub struct ContrastScreen {
    shown: Option<Shown>,
    question: DiffersQuestion,
    sides: Sides,
}

impl ContrastScreen {
    /// Shows the contrast of a decision of `scenario`.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        scenario: &Scenario,
        contrast: &Contrast,
        portraits: &mut Portraits,
    ) -> Option<ContrastAction> {
        self.show(ui, scenario, contrast, portraits, Way::Back)
    }

    /// Shows it where it opens by itself on the way on: from there the story goes on, also without an answer.
    pub fn on_the_way(
        &mut self,
        ui: &mut Ui,
        scenario: &Scenario,
        contrast: &Contrast,
        portraits: &mut Portraits,
    ) -> Option<ContrastAction> {
        self.show(ui, scenario, contrast, portraits, Way::On)
    }

    /// Shows it at the end of a refresher: `place` says of which, and from there the next one follows, or their end.
    pub fn in_a_refresher(
        &mut self,
        ui: &mut Ui,
        scenario: &Scenario,
        contrast: &Contrast,
        portraits: &mut Portraits,
        place: &str,
    ) -> Option<ContrastAction> {
        self.show(ui, scenario, contrast, portraits, Way::Refresher { place })
    }

    fn show(
        &mut self,
        ui: &mut Ui,
        scenario: &Scenario,
        contrast: &Contrast,
        portraits: &mut Portraits,
        way: Way<'_>,
    ) -> Option<ContrastAction> {
        self.turn_to(ui, scenario, contrast, way);
        let mut close = Command::Close.pressed(ui.ctx());
        let mut done = false;
        parts::page(ui, "contrast", |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            close |= head(ui, scenario, contrast, way);
            if let Some(said) = &contrast.prompt {
                ui.add_space(space::S);
                prompt(ui, scenario, said, portraits);
            }
            ui.add_space(space::S);
            let answered = self.question.is_answered();
            self.sides.show(ui, scenario, contrast, answered, portraits);
            if let Some(decision) = scenario.decision(contrast.scene) {
                ui.add_space(space::S);
                done = self.question.show(ui, &decision.differs, way);
            }
        });
        match way {
            Way::On if close => Some(ContrastAction::GoOn),
            _ if close => Some(ContrastAction::Close),
            Way::Back => done.then_some(ContrastAction::Close),
            Way::On | Way::Refresher { .. } => done.then_some(ContrastAction::GoOn),
        }
    }

    /// Starts afresh where another decision is shown than before.
    fn turn_to(&mut self, ui: &Ui, scenario: &Scenario, contrast: &Contrast, way: Way<'_>) {
        let replies =
            [&contrast.no_recovery, &contrast.recovery].map(|side| side.as_ref().map(|it| (it.reply, it.chosen)));
        let same = self.shown.as_ref().is_some_and(|shown| {
            shown.scene == contrast.scene && shown.replies == replies && shown.scenario == scenario.file().id.value
        });
        if same {
            return;
        }
        let scenario_id = scenario.file().id.value.clone();
        *self =
            Self { shown: Some(Shown { scenario: scenario_id, scene: contrast.scene, replies }), ..Self::default() };
        let said = contrast.prompt.as_ref().map_or_else(String::new, |said| format!(" “{}”", plain(&said.text)));
        let lead = if way == Way::On { format!(" {LEAD}") } else { String::new() };
        announce::polite(ui.ctx(), format!("{TITLE}.{lead}{said}"));
    }
}

/// The two replies beside each other, or below each other where it is narrow.
#[derive(Debug, Default)]
pub(super) struct Sides {
    rows: Rows,
    /// Heights of the two reactions in the last pass, in points.
    reactions: [f32; 2],
}

impl Sides {
    /// Shows them; with the coach's words where the person has `answered` what differs.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scenario: &Scenario,
        contrast: &Contrast,
        answered: bool,
        portraits: &mut Portraits,
    ) {
        let both = [&contrast.no_recovery, &contrast.recovery];
        let beside = both.iter().all(|side| side.is_some());
        let stacked = !beside || ui.available_width() < side::LEAST_FOR_TWO * theme::scale(ui);
        let before = contrast.prompt.as_ref().and_then(|said| said.mood);
        let level = if stacked { 0.0 } else { self.reactions[0].max(self.reactions[1]) };
        let mut rows = if stacked { Rows::default() } else { std::mem::take(&mut self.rows) };
        let mut show = |ui: &mut Ui, number: usize| {
            if let Some(side) = both[number] {
                let own_words = contrast.own_words.as_deref();
                let view = side::View { scenario, side, before, own_words, answered, level };
                side::show(ui, &view, portraits, &mut rows, &mut self.reactions[number]);
            }
        };
        if beside {
            layout::pair(ui, side::LEAST_FOR_TWO, 0.5, space::L, show);
        } else {
            show(ui, 0);
            show(ui, 1);
        }
        if !stacked {
            rows.end(ui);
            self.rows = rows;
        }
    }
}

/// Where closing the page leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way<'a> {
    /// Back to where it was opened.
    Back,
    /// On with the story.
    On,
    /// Out of the refreshers; the question leads to the next one.
    Refresher {
        /// Which refresher it is.
        place: &'a str,
    },
}

impl Way<'_> {
    /// The word and the key of the button that stands below the answer.
    fn after_the_answer(self) -> (&'static str, String) {
        match self {
            Self::Back => ("Go back", Command::Close.key()),
            Self::On => (Command::Continue.label(), Command::Continue.key()),
            Self::Refresher { .. } => ("Next", Command::Continue.key()),
        }
    }

    /// The word of the button at the head, and what it does.
    fn at_the_head(self) -> (&'static str, &'static str) {
        match self {
            Self::Back => (Command::Close.label(), Command::Close.tooltip()),
            Self::On => ("Skip", Command::Continue.tooltip()),
            Self::Refresher { .. } => (parts::LEAVE_REFRESHERS, parts::LEAVE_REFRESHERS_HINT),
        }
    }

    /// Whether Enter goes on from here.
    fn goes_on(self) -> bool {
        self != Self::Back
    }
}

/// Why the page has opened by itself.
const LEAD: &str = "A first reply without a recovery system. Before the story goes on: what differs?";

const TITLE: &str = "Two ways to answer the same customer";

/// The heading, where we are, and the way back; whether that was clicked.
fn head(ui: &mut Ui, scenario: &Scenario, contrast: &Contrast, way: Way<'_>) -> bool {
    let key = Command::Close.key();
    let (word, tooltip) = way.at_the_head();
    let close = Button::secondary(word).key(&key);
    let muted = theme::tokens(ui).muted;
    let place = match way {
        Way::On => LEAD.to_owned(),
        Way::Refresher { place } => place.to_owned(),
        Way::Back => format!("{} · {}", scenario.file().title.value, parts::place_words(scenario, contrast.scene)),
    };
    let mut clicked = false;
    ui.horizontal_top(|ui| {
        // The words keep clear of the button, however long they are.
        let taken = text_width(ui, word, Type::Strong) + text_width(ui, &key, Type::CaptionStrong);
        let room = ui.available_width() - taken - 80.0;
        ui.allocate_ui(vec2(room.max(1.0), 0.0), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                heading(ui, TITLE, Type::Display);
                label(ui, &place, Type::Body, muted);
            });
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            clicked = ui.add(close).on_hover_text(tooltip).clicked();
        });
    });
    clicked
}

/// What the customer said, with a small picture of who said it.
pub(super) fn prompt(ui: &mut Ui, scenario: &Scenario, said: &Said, portraits: &mut Portraits) {
    let ink = theme::tokens(ui).ink;
    let name = if said.speaker.is_some() { "The customer’s line" } else { "The moment" };
    Card::new().margin(egui::Margin::symmetric(20, 14)).name(name).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            if let Some(person) = said.speaker.map(|speaker| scenario.person(speaker)) {
                let mood = said.mood.unwrap_or(Mood::Calm);
                let side = (62.0 * theme::scale(ui).clamp(1.0, 1.4)).round();
                let alt = parts::portrait_words(person, mood);
                let picture = person.portrait.value.as_str();
                portraits.show_on(ui, picture, mood.word(), vec2(side, side), &alt, Ground::Bare);
            }
            if said.speaker.is_some() {
                rich_text::show(ui, quoted(&said.text), Type::BodyLarge, ink);
            } else {
                rich_text::show(ui, parts::styled(&said.text), Type::Italic, ink);
            }
        });
    });
}
