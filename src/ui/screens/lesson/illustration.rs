//! What is drawn on a screen of a lesson: faces, meters, steps, and examples taken from the scenarios.

use std::sync::Arc;

use egui::{Margin, Ui, vec2};

use super::{LessonView, missing};
use crate::engine::{Contrast, Said};
use crate::play::Change;
use crate::scenario::lesson::{Face, Illustration, Levels, SceneName, SideNote};
use crate::scenario::{Feeling, Mood, RecoveryModel, Scenario, SceneIx};
use crate::ui::icons;
use crate::ui::layout;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::screens::contrast::{Sides, prompt};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Card, Chip, Edge, Meter, heading, label, term};

/// What is needed to draw.
pub(super) struct Drawn<'a, 'v> {
    pub(super) view: &'a LessonView<'v>,
    pub(super) portraits: &'a mut Portraits,
    pub(super) sides: &'a mut Sides,
    /// How high it may well be, in points; 0 where it is to be as low as it can.
    pub(super) room: f32,
}

/// Draws it, over the width there is.
pub(super) fn drawn(ui: &mut Ui, illustration: &Illustration, with: &mut Drawn<'_, '_>) {
    match illustration {
        Illustration::Portrait(face) => faces(ui, std::slice::from_ref(face), with.portraits, with.room),
        Illustration::Faces(all) => faces(ui, all, with.portraits, with.room),
        Illustration::Contrast(name) => contrast(ui, name, with),
        Illustration::Meters { before, after } => meters(ui, before, after, with.room),
        Illustration::Steps { model, step } => match with.view.catalog.model(&model.value) {
            Some(model) => steps(ui, model, step.as_ref().map(|it| it.value.as_str()), with.room),
            None => missing(ui, NO_MODEL),
        },
        Illustration::Traps { model } => match with.view.catalog.model(&model.value) {
            Some(model) => traps(ui, model, with.room),
            None => missing(ui, NO_MODEL),
        },
        Illustration::Sides { left, right } => sides(ui, left, right, with.room),
    }
}

/// The most that is put between two parts of an illustration besides the usual, in points.
const MOST_EXTRA: f32 = 30.0;

/// Spreads what is drawn over `room` points: `content` is told how much more to put into each of `gaps` gaps.
fn spread(ui: &mut Ui, room: f32, gaps: u8, content: impl FnOnce(&mut Ui, f32)) {
    let gaps = f32::from(gaps.max(1));
    let key = ui.make_persistent_id("height without more room");
    let known: Option<f32> = ui.data(|data| data.get_temp(key));
    let extra = known.map_or(0.0, |known| ((room - known) / gaps).clamp(0.0, MOST_EXTRA).floor());
    let now = ui.scope(|ui| content(ui, extra)).response.rect.height() - extra * gaps;
    if known.is_none_or(|known| (known - now).abs() > 1.0) {
        ui.data_mut(|data| data.insert_temp(key, now));
        super::super::parts::lay_out_again(ui, "what is spread");
    }
}

const NO_MODEL: &str = "The recovery model that belongs here is not there.";

/// The decision that a lesson names, where it is there.
pub(super) fn find<'a>(scenarios: &'a [Arc<Scenario>], name: &SceneName) -> Option<(&'a Arc<Scenario>, SceneIx)> {
    let scenario = scenarios.iter().find(|it| it.file().id == name.scenario)?;
    let scene = SceneIx::from(scenario.file().scenes.iter().position(|it| it.id == name.scene)?);
    scenario.decision(scene)?;
    Some((scenario, scene))
}

fn contrast(ui: &mut Ui, name: &SceneName, with: &mut Drawn<'_, '_>) {
    let found = find(with.view.scenarios, name);
    let Some((scenario, contrast)) =
        found.and_then(|(scenario, at)| Some((scenario, Contrast::of_scene(scenario, at)?)))
    else {
        return missing(ui, "The example for this screen comes from a scenario that is not in your library.");
    };
    let muted = theme::tokens(ui).muted;
    ui.spacing_mut().item_spacing.y = space::S;
    let from = format!("From “{}”", scenario.file().title.value);
    label(ui, &from, Type::Small, muted);
    // Where nobody speaks, the moment itself is what is answered.
    let told = || {
        let line = scenario.scene(contrast.scene).lines.last()?;
        Some(Said { speaker: None, mood: None, text: line.text.value.clone() })
    };
    if let Some(said) = contrast.prompt.clone().or_else(told) {
        prompt(ui, scenario, &said, with.portraits);
    }
    with.sides.show(ui, scenario, &contrast, false, with.portraits);
}

/// Faces in a row, as large as there is room, each with its words.
fn faces(ui: &mut Ui, faces: &[Face], portraits: &mut Portraits, height: f32) {
    let tokens = theme::tokens(ui);
    let room = ui.available_width();
    #[expect(clippy::cast_precision_loss, reason = "one to four")]
    let count = faces.len().max(1) as f32;
    // On low windows the faces leave room for the words.
    let most = (ui.ctx().content_rect().height() * 0.32).min(if faces.len() == 1 { 380.0 } else { 260.0 });
    let most = if layout::is_narrow(ui, ui.ctx().content_rect().width()) { most } else { most.max(260.0) };
    // Words below a face need two lines.
    let words = if faces.iter().any(|face| face.caption.is_some()) { 3.0 * Type::Body.line_height(ui) } else { 0.0 };
    let most = most.max(height - words);
    let side = ((room - (count - 1.0) * space::L) / count).clamp(60.0, most).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for face in faces {
            let mood = face.mood.as_ref().map_or(Mood::Calm, |it| it.value);
            ui.vertical(|ui| {
                ui.set_width(side);
                let alt = format!("Somebody, {}", mood.label());
                let portrait = &face.portrait.value;
                portraits.show_on(ui, portrait, mood.word(), vec2(side, side), &alt, Ground::Framed);
                if let Some(caption) = &face.caption {
                    ui.add_space(space::XS);
                    label(ui, &caption.value, Type::Body, tokens.muted);
                }
            });
        }
    });
}

/// The customer's state, first before and then after.
fn meters(ui: &mut Ui, before: &Levels, after: &Levels, room: f32) {
    let of = |levels: &Levels, feeling| match feeling {
        Feeling::Trust => levels.trust.value,
        Feeling::Loss => levels.loss.value,
        Feeling::Dread => levels.dread.value,
    };
    let cards = |ui: &mut Ui, extra: f32| {
        for (title, is_after) in [("Before", false), ("After", true)] {
            // The two have meters of the same names, which must not be taken for one that moves.
            let card = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.y = space::S + extra;
                heading(ui, title, Type::Strong);
                for feeling in Feeling::ALL {
                    let (then, now) = (of(before, feeling), of(after, feeling));
                    let change = if is_after { Change::new(now - then, feeling.more_is_good()) } else { None };
                    let meter = Meter::new(feeling.name(), if is_after { now } else { then });
                    let shown = ui.add(meter.tone(Tone::of(feeling)).change(change));
                    term::explain(ui, &shown, feeling.name());
                }
            };
            ui.push_id(title, |ui| Card::new().name(title).show(ui, card));
            ui.add_space(space::XS);
        }
    };
    spread(ui, room, 2 * 3, cards);
}

/// The steps in order, each with its question.
fn steps(ui: &mut Ui, model: &RecoveryModel, current: Option<&str>, room: f32) {
    let gaps = u8::try_from(model.steps.len().saturating_sub(1)).unwrap_or(u8::MAX);
    spread(ui, room, gaps, |ui, extra| steps_card(ui, model, current, (extra, room > 0.0)));
}

fn steps_card(ui: &mut Ui, model: &RecoveryModel, current: Option<&str>, (extra, roomy): (f32, bool)) {
    let tokens = theme::tokens(ui);
    let (name_type, question_type) = if roomy { (Type::Heading, Type::Body) } else { (Type::Strong, Type::Small) };
    Card::new().edge(Edge::Left(Tone::Recovery)).name(&model.name.value).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S + extra;
        for (at, step) in model.steps.iter().enumerate() {
            let is_current = current == Some(step.id.value.as_str());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S + 2.0;
                let tone = if is_current { Tone::Accent } else { Tone::Recovery };
                let name = format!("Step {}", at + 1);
                ui.add(Chip::new(&(at + 1).to_string()).tone(tone).name(&name));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    term::term(ui, &step.name.value, &step.name.value, name_type, tokens.ink);
                    label(ui, &step.question.value, question_type, tokens.muted);
                });
            });
        }
    });
}

/// The traps, each with what it does.
fn traps(ui: &mut Ui, model: &RecoveryModel, room: f32) {
    let gaps = u8::try_from(model.traps.len()).unwrap_or(u8::MAX);
    spread(ui, room, gaps, |ui, extra| trap_cards(ui, model, (extra, room > 0.0)));
}

fn trap_cards(ui: &mut Ui, model: &RecoveryModel, (extra, roomy): (f32, bool)) {
    let tokens = theme::tokens(ui);
    let (name_type, words_type) = if roomy { (Type::Heading, Type::BodyLarge) } else { (Type::Strong, Type::Body) };
    ui.spacing_mut().item_spacing.y = space::M;
    for trap in &model.traps {
        let card = Card::new().edge(Edge::Left(Tone::NoRecovery)).margin(Margin::symmetric(18, 13));
        card.name(&trap.name.value).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add_space(extra / 2.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                label(ui, icons::WARNING, name_type, tokens.no_recovery);
                term::term(ui, &trap.name.value, &trap.name.value, name_type, tokens.no_recovery);
            });
            label(ui, &trap.principle.value, words_type, tokens.ink);
            ui.add_space(extra / 2.0);
        });
    }
}

/// Two things beside each other, or below each other where it is narrow.
fn sides(ui: &mut Ui, left: &SideNote, right: &SideNote, room: f32) {
    let tokens = theme::tokens(ui);
    let height = ui.make_persistent_id("height of the sides");
    let known: f32 = ui.data(|data| data.get_temp(height)).unwrap_or(0.0);
    let mut highest: f32 = 0.0;
    // As high as the room, but not so high that a few lines are lost in it.
    let least = room.min(1.8 * known).max(known);
    let kind = if room > 0.0 { Type::Lead } else { Type::BodyLarge };
    layout::pair(ui, 560.0, 0.5, space::L, |ui, number| {
        let side = if number == 0 { left } else { right };
        let tone = if number == 0 { Tone::Caution } else { Tone::Accent };
        let card = Card::new().edge(Edge::Top(tone)).margin(Margin::symmetric(20, 15)).name(&side.title.value);
        let shown = card.min_height(least).show(ui, |ui| {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                heading(ui, &side.title.value, Type::Heading);
                super::paragraph(ui, &side.text.value, kind, tokens.ink);
            })
            .response
            .rect
            .height()
        });
        highest = highest.max(shown.inner + 36.0);
    });
    if (highest - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(height, highest));
        super::super::parts::lay_out_again(ui, "sides of equal height");
    }
}
