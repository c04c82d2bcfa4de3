//! The verdict on a reply: which system it belongs to, what it showed, what it did, and the coach's words.

use egui::{Id, InnerResponse, Ui};

use super::theme::{self, Tone, Type, space};
use super::widgets::first_met::{self, OwnWord};
use super::widgets::{self, Card, Chip, Edge, change_label, rich_text, term};
use super::{icons, layout};
use crate::engine::Turn;
use crate::play::Change;
use crate::play::verdict::{ReplyNote, effects, marks, notes};
use crate::scenario::{Feeling, Mood, Outcome, Scenario, System, runs};

/// Shows it as a card; `below` puts things under the coach's words, such as buttons.
pub fn card<R>(ui: &mut Ui, scenario: &Scenario, turn: &Turn, below: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let reply = scenario.reply(turn.reply);
    let system = widget_system(reply.system);
    Card::new().edge(Edge::Left(system.tone())).margin(egui::Margin::symmetric(18, 14)).name("Feedback").show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            head(ui, scenario, turn);
            let ink = theme::tokens(ui).ink;
            let feedback = runs(&reply.feedback.value).into_iter().map(|run| (run.text, run.emphasis));
            rich_text::show(ui, feedback, Type::Body, ink);
            let place = Id::unique((&scenario.file().id.value, turn.scene, turn.reply));
            first_met::line(ui, OwnWord::RecoverySystem, place);
            if reply.trap.is_some() {
                first_met::line(ui, OwnWord::Trap, place);
            }
            for (kind, note) in notes(scenario, turn) {
                let icon = match kind {
                    ReplyNote::Remedy => icons::GIFT,
                    ReplyNote::Promise => icons::CLOCK,
                };
                let muted = theme::tokens(ui).muted;
                rich_text::show(ui, [(icon, false), (" ", false), (note.as_str(), false)], Type::Small, muted);
            }
            below(ui)
        },
    )
}

/// The widgets know nothing of scenarios and have their own word for it.
#[must_use]
pub fn widget_system(system: System) -> widgets::System {
    match system {
        System::Recovery => widgets::System::Recovery,
        System::NoRecovery => widgets::System::NoRecovery,
    }
}

/// System, steps and trap on the left, effects on the right, or below where there is no room beside.
fn head(ui: &mut Ui, scenario: &Scenario, turn: &Turn) {
    let reply = scenario.reply(turn.reply);
    let system = widget_system(reply.system);
    let marks = marks(scenario, reply);
    let gap = space::S + 2.0;
    // The coach speaks to whoever said it, where that costs no line more.
    let yours = format!("Your reply: {}", system.words().to_lowercase());
    let width_of = |words: &str| text_width(ui, words, Type::Heading) + Type::Heading.size(ui) * 1.3;
    let marks_width: f32 = marks.iter().map(|mark| chip_width(ui, mark, false) + gap).sum();
    let effects_width: f32 = effects(turn)
        .map(|(feeling, _)| text_width(ui, feeling.short_name(), Type::Small) + Type::Small.size(ui) * 3.0 + gap)
        .sum();
    let rest = marks_width + effects_width;
    let has_room = width_of(&yours) + rest < ui.available_width();
    let words = if has_room { yours.as_str() } else { system.words() };
    let fits = width_of(words) + rest < ui.available_width();

    let left = |ui: &mut Ui| {
        widgets::verdict(ui, system, Some(words), Type::Heading);
        for mark in &marks {
            let shown = ui.add(Chip::new(mark).tone(system.tone()));
            term::explain(ui, &shown, mark);
        }
    };
    let effect = |ui: &mut Ui, (feeling, change): (Feeling, Change)| {
        change_label(ui, feeling.short_name(), Some(change), Type::Small);
    };
    if fits {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            left(ui);
            layout::at_right(ui, |ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                effects(turn).rev().for_each(|it| effect(ui, it));
            });
        });
    } else {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            left(ui);
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            effects(turn).for_each(|it| effect(ui, it));
        });
    }
}

/// How wide a text is on one line, in points.
#[must_use]
pub fn text_width(ui: &Ui, text: &str, kind: Type) -> f32 {
    // The colour is not part of the width; the galley is shared with the one that is painted only by chance.
    ui.painter().layout_no_wrap(text.to_owned(), kind.font(ui), theme::tokens(ui).ink).size().x
}

/// How wide a [`Chip`] is, in points.
#[must_use]
pub fn chip_width(ui: &Ui, text: &str, icon: bool) -> f32 {
    let icon = if icon { Type::CaptionStrong.size(ui) + space::XS } else { 0.0 };
    text_width(ui, text, Type::CaptionStrong) + icon + 22.0
}

/// The tone in which a mood is shown.
#[must_use]
pub fn mood_tone(mood: Mood) -> Tone {
    match mood {
        Mood::Furious | Mood::Angry | Mood::Suspicious => Tone::NoRecovery,
        Mood::Relieved | Mood::Delighted => Tone::Recovery,
        Mood::Worried | Mood::Sad | Mood::Tired | Mood::Calm | Mood::Thinking | Mood::Explaining => Tone::Neutral,
    }
}

/// The tone and the icon in which an outcome is shown.
#[must_use]
pub fn outcome_look(outcome: Outcome) -> (Tone, &'static str) {
    match outcome {
        Outcome::Champion => (Tone::Recovery, icons::TROPHY),
        Outcome::Satisfied => (Tone::Recovery, icons::SMILEY),
        Outcome::AtRisk => (Tone::Caution, icons::WARNING),
        Outcome::Lost => (Tone::NoRecovery, icons::HEART_BREAK),
    }
}
