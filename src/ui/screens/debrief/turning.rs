//! The card of the turning point: what was said there, what could have been said, and how it was found.

use egui::{Ui, vec2};

use super::super::parts::Rows;
use super::facts::{Facts, Turning};
use crate::scenario::{ReplyIx, System};
use crate::ui::commands::Command;
use crate::ui::conversation::quoted;
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::widget_system;
use crate::ui::widgets::{self, Button, Card, heading, paragraph, rich_text};

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
        heading(ui, &format!("Your turning point: reply {}", turning.turn + 1), Type::Strong);
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
        height.end(ui);
        let ink = theme::tokens(ui).ink;
        paragraph(ui, &turning.sentence, Type::Body, ink);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
            let key = Command::Contrast.key();
            let button = Button::secondary(Command::Contrast.label()).key(&key).small();
            contrast = ui.add(button).on_hover_text(Command::Contrast.tooltip()).clicked();
            let words = if *how { "Hide how this is found" } else { "How is this found?" };
            let response = ui.add(Button::secondary(words).small()).on_hover_text(HOW);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(*how));
            if response.clicked() {
                *how = !*how;
            }
        });
        if *how {
            let muted = theme::tokens(ui).muted;
            paragraph(ui, HOW, Type::Small, muted);
        }
    });
    contrast
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
