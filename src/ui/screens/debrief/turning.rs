//! The card of the turning point: what was said there, what could have been said, and how it was found.

use egui::{Ui, vec2};

use super::super::parts::{self, Rows};
use super::super::saying::own_words;
use super::facts::{Facts, Turning};
use crate::scenario::{ReplyIx, System};
use crate::ui::commands::Command;
use crate::ui::conversation::quoted;
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::{text_width, widget_system};
use crate::ui::widgets::{self, Button, Card, heading, paragraph, rich_text, term};

/// The definition of the turning point for people; `engine::TurningPoint` has it for the code.
pub(super) const HOW: &str = "Where you stand with a customer is their trust, less the mean of their sense of loss and \
    their dread of hassle. For each of your replies two figures count: how far it moved that by your next reply, and how \
    much further the best recovery reply on offer would have moved it. The reply with the largest of all these figures \
    is the turning point; of equals, the earliest.";

/// Shows the card; whether its contrast was asked for.
pub(super) fn show(ui: &mut Ui, facts: &Facts, turning: &Turning, rows: &mut Rows, how: &mut bool) -> bool {
    let mut contrast = false;
    Card::new().name("Turning point").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M - 2.0;
        let was_open = *how;
        contrast = head(ui, turning, how);
        let opened = *how && !was_open;
        let mine = facts.scenario().reply(turning.mine).system;
        let beside_each_other = ui.available_width() >= LEAST_FOR_TWO * theme::scale(ui);
        let height = if beside_each_other { rows } else { &mut Rows::default() };
        match turning.other {
            Some(other) => {
                let theirs = facts.scenario().reply(other).system;
                let replies = [(turning.mine, "You said"), (other, beside(mine, theirs))];
                layout::pair(ui, LEAST_FOR_TWO, 0.5, space::M + 3.0, |ui, number| {
                    let (reply, words) = replies[number];
                    said(ui, facts, reply, words, height);
                });
            }
            None => said(ui, facts, turning.mine, "You said", height),
        }
        if let Some(words) = facts.first_words().of_turn(turning.turn) {
            own_words(ui, words);
        }
        if beside_each_other {
            height.end(ui);
        }
        let ink = theme::tokens(ui).ink;
        paragraph(ui, &turning.sentence, Type::Body, ink);
        if *how {
            let muted = theme::tokens(ui).muted;
            let shown = paragraph(ui, &format!("{} {HOW}", turning.figures), Type::Small, muted);
            if opened {
                shown.scroll_to_me(None);
            }
        }
    });
    contrast
}

/// The heading, and what can be done with it; whether the contrast was asked for.
fn head(ui: &mut Ui, turning: &Turning, how: &mut bool) -> bool {
    let title = format!("Your turning point: reply {}", turning.turn + 1);
    let key = Command::Contrast.key();
    let (contrast, found) = (Command::Contrast.label(), "How is this found?");
    let words: f32 = [title.as_str(), contrast, found, &key].iter().map(|it| text_width(ui, it, Type::Strong)).sum();
    let buttons = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
        let response = ui.add(Button::secondary(found).small()).on_hover_text(HOW);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(*how));
        if response.clicked() {
            *how = !*how;
        }
        let button = Button::secondary(contrast).key(&key).small();
        ui.add(button).on_hover_text(Command::Contrast.tooltip()).clicked()
    };
    let height = Type::Strong.size(ui) * 1.25 + 16.0;
    parts::ends(
        ui,
        words + 110.0,
        height,
        |ui| {
            let shown = heading(ui, &title, Type::Strong);
            term::explain(ui, &shown, "Turning point");
        },
        buttons,
    )
    .1
}

/// What stands over the reply beside the learner's.
fn beside(mine: System, theirs: System) -> &'static str {
    match (mine == theirs, theirs) {
        (true, _) => "Also on offer",
        (false, System::Recovery) => "With a recovery system",
        (false, System::NoRecovery) => "Without a recovery system",
    }
}

/// A reply on the ground of its system.
fn said(ui: &mut Ui, facts: &Facts, reply: ReplyIx, words: &str, height: &mut Rows) {
    let reply = facts.scenario().reply(reply);
    let system = widget_system(reply.system);
    let ink = theme::tokens(ui).ink;
    let card = Card::new().tone(system.tone()).margin(egui::Margin::symmetric(16, 12)).name(words);
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        height.row(ui, 0, |ui| {
            widgets::verdict(ui, system, Some(words), Type::SmallStrong);
            rich_text::show(ui, quoted(&reply.text.value), Type::Body, ink);
        });
    });
}

/// Below this many points at 100 % text size, the two replies stand below each other.
const LEAST_FOR_TWO: f32 = 640.0;
