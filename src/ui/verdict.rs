//! The verdict on a reply: which system it belongs to, what it showed, what it did, and the coach's words.

use egui::{InnerResponse, Ui};

use super::theme::{self, Tone, Type, space};
use super::widgets::{self, Card, Change, Chip, Edge, change_label, rich_text, term};
use super::{icons, layout};
use crate::engine::{Event, Turn};
use crate::scenario::{Feeling, Mood, Outcome, Reply, Scenario, System, plain, runs};
use crate::words;

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
            for (icon, note) in notes(scenario, turn) {
                let muted = theme::tokens(ui).muted;
                rich_text::show(ui, [(icon, false), (" ", false), (note.as_str(), false)], Type::Small, muted);
            }
            below(ui)
        },
    )
}

/// The same as plain text: to be read aloud, and to be copied.
#[must_use]
pub fn spoken(scenario: &Scenario, turn: &Turn) -> String {
    let reply = scenario.reply(turn.reply);
    let mut parts = vec![reply.system.label().to_owned()];
    let marks = marks(scenario, reply);
    if !marks.is_empty() {
        parts.push(words::list(&marks));
    }
    let effects: Vec<_> =
        effects(turn).map(|(feeling, change)| format!("{} {}", feeling.short_name(), change.words())).collect();
    if !effects.is_empty() {
        parts.push(effects.join(", "));
    }
    let mut text = parts.join(". ");
    text.push_str(". ");
    text.push_str(&plain(&reply.feedback.value));
    for (_, note) in notes(scenario, turn) {
        text.push(' ');
        text.push_str(&note);
        text.push('.');
    }
    text
}

/// The widgets know nothing of scenarios and have their own word for it.
#[must_use]
pub fn widget_system(system: System) -> widgets::System {
    match system {
        System::Recovery => widgets::System::Recovery,
        System::NoRecovery => widgets::System::NoRecovery,
    }
}

/// The steps shown and the trap fallen into, in words.
#[must_use]
pub fn marks(scenario: &Scenario, reply: &Reply) -> Vec<String> {
    let steps = reply.steps.iter().map(|step| scenario.step(step.index()).short.value.clone());
    let trap = reply.trap.iter().map(|trap| format!("Trap: {}", scenario.trap(trap.index()).name.value.to_lowercase()));
    steps.chain(trap).collect()
}

/// Which feelings the reply moved, and how far.
fn effects(turn: &Turn) -> impl DoubleEndedIterator<Item = (Feeling, Change)> {
    let (before, after) = (turn.before.feelings, turn.after_reply.feelings);
    Feeling::ALL.into_iter().filter_map(move |feeling| {
        let change = Change::new(after.change_since(&before, feeling), feeling.more_is_good())?;
        Some((feeling, change))
    })
}

/// What the reply gave away and promised.
fn notes(scenario: &Scenario, turn: &Turn) -> Vec<(&'static str, String)> {
    let note = |event: &Event| match event {
        Event::RemedyGiven { reply, cost, .. } => {
            let remedy = scenario.reply(*reply).remedy.as_ref()?;
            Some((icons::GIFT, format!("You give: {}, {}", plain(&remedy.text.value), words::money(scenario, *cost))))
        }
        Event::PromiseMade { promise, due } => {
            let text = plain(&scenario.promise(*promise).text.value);
            Some((icons::CLOCK, format!("You promise: {text}, {}", words::due(*due, turn.after_reply.clock))))
        }
        _ => None,
    };
    turn.events.iter().filter_map(note).collect()
}

/// System, steps and trap on the left, effects on the right, or below where there is no room beside.
fn head(ui: &mut Ui, scenario: &Scenario, turn: &Turn) {
    let reply = scenario.reply(turn.reply);
    let system = widget_system(reply.system);
    let marks = marks(scenario, reply);
    let gap = space::S + 2.0;
    let words_width = text_width(ui, system.words(), Type::Heading) + Type::Heading.size(ui) * 1.3;
    let marks_width: f32 = marks.iter().map(|mark| chip_width(ui, mark, false) + gap).sum();
    let effects_width: f32 = effects(turn)
        .map(|(feeling, _)| text_width(ui, feeling.short_name(), Type::Small) + Type::Small.size(ui) * 3.0 + gap)
        .sum();
    let fits = words_width + marks_width + effects_width < ui.available_width();

    let left = |ui: &mut Ui| {
        widgets::verdict(ui, system, None, Type::Heading);
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
