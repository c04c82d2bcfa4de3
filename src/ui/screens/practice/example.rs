//! Guided play: the worked example of the first decision, and the step that the later ones practise.

use egui::{Margin, Response, Ui};

use crate::play::verdict::marks;
use crate::scenario::{Channel, ReplyIx, Scenario, SceneIx, plain};
use crate::ui::conversation::said;
use crate::ui::screens::parts::{Rows, styled};
use crate::ui::screens::replies::focus_by_arrows;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::widget_system;
use crate::ui::widgets::first_met::{self, OwnWord};
use crate::ui::widgets::{Card, Chip, Edge, ReplyCard, label, rich_text, verdict};
use crate::ui::{icons, layout};

/// Below this many points at 100 % text size, the two replies stand below each other.
const LEAST_FOR_TWO: f32 = 720.0;

/// What to do with a worked example.
pub(super) const INVITATION: &str = "A worked example: read both, then choose one to play on";

/// Shows the two replies, labelled and explained; which was chosen.
pub(super) fn show(
    ui: &mut Ui,
    scenario: &Scenario,
    (replies, channel): (&[ReplyIx], Option<Channel>),
    rows: &mut Rows,
) -> Option<ReplyIx> {
    let accent = theme::tokens(ui).accent;
    label(ui, &INVITATION.to_uppercase(), Type::SmallStrong, accent);
    let place = egui::Id::unique((&scenario.file().id.value, replies));
    first_met::line(ui, OwnWord::RecoverySystem, place);
    if replies.iter().any(|&reply| scenario.reply(reply).trap.is_some()) {
        first_met::line(ui, OwnWord::Trap, place);
    }
    let mut shown = Vec::new();
    let beside = ui.available_width() >= LEAST_FOR_TWO * theme::scale(ui);
    let height = if beside { rows } else { &mut Rows::default() };
    layout::pair(ui, LEAST_FOR_TWO, 0.5, space::M, |ui, number| {
        let Some(&reply) = replies.get(number) else { return };
        shown.push((reply, side(ui, scenario, (reply, channel), number + 1, height)));
    });
    if beside {
        height.end(ui);
    }
    let chosen = shown.iter().find(|(_, response)| response.clicked()).map(|(reply, _)| *reply);
    let responses: Vec<_> = shown.into_iter().map(|(_, response)| response).collect();
    focus_by_arrows(ui, &responses);
    chosen
}

/// One of the two.
fn side(
    ui: &mut Ui,
    scenario: &Scenario,
    (index, channel): (ReplyIx, Option<Channel>),
    number: usize,
    rows: &mut Rows,
) -> Response {
    let reply = scenario.reply(index);
    let system = widget_system(reply.system);
    let card = Card::new().edge(Edge::Top(system.tone())).margin(Margin::symmetric(16, 10)).name(system.words());
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        rows.row(ui, 0, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(space::S, space::XS);
                verdict(ui, system, None, Type::Heading);
                for mark in marks(scenario, reply) {
                    ui.add(Chip::new(&mark).tone(system.tone()));
                }
            });
        });
        let said = rows.row(ui, 1, |ui| ReplyCard::new(number).show(ui, said(&reply.text.value, channel)));
        rows.row(ui, 2, |ui| {
            let ink = theme::tokens(ui).ink;
            rich_text::show(ui, styled(&reply.feedback.value), Type::Small, ink);
        });
        said
    })
    .inner
}

/// The step that a decision practises, and the question to ask oneself; nothing where the decision names none.
pub(super) fn step(ui: &mut Ui, scenario: &Scenario, scene: SceneIx) {
    let Some(step) = scenario.decision(scene).and_then(|decision| decision.step.as_ref()) else { return };
    let tokens = theme::tokens(ui);
    let question = &scenario.step(step.index()).question.value;
    let place = practised(scenario, scene);
    Card::new().tone(Tone::Accent).margin(Margin::symmetric(16, 9)).name("Step to practise").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        label(ui, &format!("{}  {place}", icons::BOOK_OPEN), Type::SmallStrong, tokens.accent);
        rich_text::show(ui, styled(question), Type::Body, tokens.ink);
    });
}

/// The same as words, for screen readers.
pub(super) fn step_words(scenario: &Scenario, scene: SceneIx) -> Option<String> {
    let step = scenario.decision(scene)?.step.as_ref()?;
    let question = plain(&scenario.step(step.index()).question.value);
    Some(format!("{}. {question}", practised(scenario, scene)))
}

/// "To practise here: Listen". Steps come back in a story, so they are not counted like pages.
fn practised(scenario: &Scenario, scene: SceneIx) -> String {
    let step = scenario.decision(scene).and_then(|decision| decision.step.as_ref());
    step.map_or_else(String::new, |step| format!("To practise here: {}", scenario.step(step.index()).name.value))
}
