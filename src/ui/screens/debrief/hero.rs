//! How it ended, as a moment: the customer's face, the outcome, how near a champion was, and what can be done now.

use std::f32::consts::{FRAC_PI_2, TAU};

use egui::{Color32, Mesh, Pos2, Shape, Stroke, Ui, pos2, vec2};

use super::facts::Facts;
use super::{DebriefAction, DebriefView, Offer};
use crate::engine::Debrief;
use crate::scenario::{Outcome, plain};
use crate::ui::commands::Command;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::screens::parts;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::outcome_look;
use crate::ui::widgets::{Button, Chip, heading, label, paragraph};
use crate::ui::{icons, layout};
use crate::words;

/// How long the ring around the face takes to close, in seconds.
const CLOSING: f64 = 0.5;
/// How thick it is, in points.
const RING: f32 = 5.0;
/// How far the colour of the outcome reaches beyond what stands on it, in points.
const WASH: f32 = 48.0;
/// Of so many straight pieces the ring is made, and so many rays stand around a champion’s.
const PIECES: u8 = 96;
const RAYS: u8 = 24;
/// Below this many points at 100 % text size, the buttons stand below the face as well as beside it.
const NARROW: f32 = 1000.0;

/// Shows it; `since` is when it was first shown, in seconds.
pub(super) fn show(
    ui: &mut Ui,
    view: &DebriefView<'_>,
    facts: &Facts,
    since: f64,
    portraits: &mut Portraits,
) -> Option<DebriefAction> {
    let wash = ui.painter().add(Shape::Noop);
    let top = ui.clip_rect().top().min(ui.cursor().top());
    let scale = theme::scale(ui);
    let narrow = ui.available_width() < NARROW * scale;
    let side = if narrow { 112.0 * scale.min(1.3) } else { 196.0 * scale.clamp(1.0, 1.25) }.round();
    let shown = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = if narrow { space::L } else { space::XL + 8.0 };
        face(ui, view, facts, side, closed(ui, since), portraits);
        ui.vertical(|ui| said(ui, view, facts, narrow)).inner
    });
    let bottom = shown.response.rect.bottom();
    paint_wash(ui, wash, top, bottom, look(view.debrief).0.soft(theme::tokens(ui)));
    if !narrow {
        return shown.inner;
    }
    ui.add_space(space::XS);
    shown.inner.or(buttons(ui, view, facts, true))
}

/// How far the ring has closed, 0 to 1.
fn closed(ui: &Ui, since: f64) -> f32 {
    if theme::less_motion(ui) {
        return 1.0;
    }
    let share = ((ui.input(|input| input.time) - since) / CLOSING).clamp(0.0, 1.0);
    if share < 1.0 {
        ui.ctx().request_repaint();
    }
    #[expect(clippy::cast_possible_truncation, reason = "0 to 1")]
    let share = share as f32;
    // It slows down towards its end.
    1.0 - (1.0 - share).powi(3)
}

/// The customer within a ring in the colour of the outcome; around a champion's there are rays.
fn face(ui: &mut Ui, view: &DebriefView<'_>, facts: &Facts, side: f32, closed: f32, portraits: &mut Portraits) {
    let scenario = facts.scenario();
    let customer = scenario.person(scenario.customer());
    let alt = parts::portrait_words(customer, facts.mood);
    let (picture, mood) = (customer.portrait.value.as_str(), facts.mood.word());
    let rect = portraits.show_on(ui, picture, mood, vec2(side, side), &alt, Ground::Round).rect;
    let (tone, _) = look(view.debrief);
    let colour = tone.strong(theme::tokens(ui));
    let (centre, radius) = (rect.center(), (side - RING) / 2.0);
    let on = |radius: f32, share: f32| {
        let angle = TAU * share - FRAC_PI_2;
        centre + vec2(angle.cos(), angle.sin()) * radius
    };
    let points: Vec<Pos2> =
        (0..=PIECES).map(|piece| on(radius, closed * f32::from(piece) / f32::from(PIECES))).collect();
    ui.painter().add(Shape::line(points, Stroke::new(RING, colour)));
    if view.debrief.outcome() == Some(Outcome::Champion) {
        let (from, length) = (radius + RING * 1.6, side * 0.055 * closed);
        for ray in 0..RAYS {
            let share = f32::from(ray) / f32::from(RAYS);
            let length = if ray % 2 == 0 { length } else { length * 0.5 };
            ui.painter().line_segment([on(from, share), on(from + length, share)], Stroke::new(2.5, colour));
        }
    }
}

/// The outcome in words, and beneath them the buttons where they have room there.
fn said(ui: &mut Ui, view: &DebriefView<'_>, facts: &Facts, narrow: bool) -> Option<DebriefAction> {
    let scenario = facts.scenario();
    let (tone, icon) = look(view.debrief);
    let (chip, title, summary) = match view.debrief.end {
        Some(end) => {
            let ending = scenario.ending(end.ending);
            let chip = format!("Outcome: {}", end.outcome.label().to_lowercase());
            (chip, plain(ending.title_for(end.outcome)), plain(ending.summary_for(end.outcome)))
        }
        None => ("Unfinished".to_owned(), "Not over yet".to_owned(), so_far(view)),
    };
    let ink = theme::tokens(ui).ink;
    ui.spacing_mut().item_spacing.y = space::S;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        ui.add(Chip::new(&chip).icon(icon).tone(Tone::Plain));
        ui.add(Chip::new(&mode_words(view)));
        if let Some(past) = view.past {
            ui.add(Chip::new(&format!("Played on {}", past.when)).icon(icons::CLOCK));
        }
    });
    heading(ui, &title, if narrow { Type::Display } else { Type::Figure });
    paragraph(ui, &summary, Type::BodyLarge, ink);
    paragraph(ui, &nearness(view, facts), Type::Strong, tone.strong(theme::tokens(ui)));
    if narrow {
        return None;
    }
    ui.add_space(space::XS);
    buttons(ui, view, facts, false)
}

/// The tone and the icon of the outcome, or of there being none yet.
fn look(debrief: &Debrief) -> (Tone, &'static str) {
    debrief.outcome().map_or((Tone::Accent, icons::CIRCLE), outcome_look)
}

/// "You left after 4 replies. This is how far it came."
fn so_far(view: &DebriefView<'_>) -> String {
    match view.session.turns().len() {
        0 => "You left before you had said anything.".to_owned(),
        replies => format!("You left after {}. This is how far it came.", words::count(replies, "reply", "replies")),
    }
}

/// How near a champion was, or that there is one.
fn nearness(view: &DebriefView<'_>, facts: &Facts) -> String {
    let scenario = facts.scenario();
    let name = words::first_name(&scenario.person(scenario.customer()).name);
    let Some(outcome) = view.debrief.outcome() else {
        return format!("How it ends with {name} is still open.");
    };
    match (outcome, &facts.way_back) {
        (Outcome::Champion, _) => format!("{name} will tell others about you."),
        (Outcome::Lost, Some(way_back)) => {
            format!("{name} is gone, and nobody is the worse for trying again. {way_back}")
        }
        (Outcome::Lost, None) => format!("{name} is gone, and nobody is the worse for trying again."),
        (_, Some(way_back)) => way_back.clone(),
        (Outcome::Satisfied, None) => format!("{name} is content, and will probably come back."),
        (Outcome::AtRisk, None) => format!("{name} might leave at the next occasion."),
    }
}

/// "Guided, from reply 4 on, with a worked example".
fn mode_words(view: &DebriefView<'_>) -> String {
    let from = if view.lent == 0 { String::new() } else { format!(", from reply {} on", view.lent + 1) };
    let example = if view.example.is_some() { ", with a worked example" } else { "" };
    let draft = if view.session.scenario().is_rehearsal() { "Draft · " } else { "" };
    format!("{draft}{}{from}{example}", view.mode.label())
}

/// What can be done now: in a narrow window a little smaller.
fn buttons(ui: &mut Ui, view: &DebriefView<'_>, facts: &Facts, narrow: bool) -> Option<DebriefAction> {
    let mut action = None;
    let leaves_challenge = !view.mode.allows_stepping_back();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
        let mut show = |ui: &mut Ui, command: Command, label: &str, primary: bool, asked: DebriefAction| {
            let key = command.key();
            let button = if primary { Button::primary(label) } else { Button::secondary(label) };
            let leads_on = matches!(command, Command::ReplayTurningPoint | Command::PlayAgain);
            let button = if narrow || !leads_on { button.small() } else { button };
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
        ui.end_row();
        let others = [
            (Command::Conversation, DebriefAction::Conversation),
            (Command::PathMap, DebriefAction::PathMap),
            (Command::SaveDebrief, DebriefAction::Save),
        ];
        for (command, asked) in others {
            show(ui, command, command.label(), false, asked);
        }
        let back = if view.past.is_some() { Command::Progress.label() } else { "Library" };
        show(ui, Command::Close, back, false, DebriefAction::Library);
    });
    action
}

/// What comes next; which of it was asked for.
pub(super) fn next(ui: &mut Ui, offers: &[Offer]) -> Option<usize> {
    let mut asked = None;
    if offers.is_empty() {
        return asked;
    }
    let muted = theme::tokens(ui).muted;
    ui.add_space(space::S);
    heading(ui, "What next?", Type::Heading);
    for (at, offer) in offers.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
            let button = ui.add(Button::secondary(&offer.label));
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(offer.why.as_str()));
            if button.clicked() {
                asked = Some(at);
            }
            label(ui, &offer.why, Type::Small, muted);
        });
    }
    asked
}

/// The colour of the outcome, from the top of the page down, where it fades into the page.
fn paint_wash(ui: &Ui, at: egui::layers::ShapeIdx, top: f32, bottom: f32, colour: Color32) {
    let across = ui.clip_rect().x_range();
    let (whole, gone) = (colour, colour.gamma_multiply(0.0));
    let mut mesh = Mesh::default();
    for (y, colour) in [(top - WASH, whole), (top + (bottom - top) * 0.4, whole), (bottom + WASH, gone)] {
        mesh.colored_vertex(pos2(across.min, y), colour);
        mesh.colored_vertex(pos2(across.max, y), colour);
    }
    for row in [0, 2] {
        mesh.add_triangle(row, row + 1, row + 2);
        mesh.add_triangle(row + 1, row + 3, row + 2);
    }
    ui.painter().set(at, Shape::mesh(mesh));
}

/// What made it, promises and cost, beside each other where there is room.
pub(super) fn tiles(ui: &mut Ui, facts: &Facts, rows: &mut parts::Rows) {
    let beside = ui.available_width() >= 720.0 * theme::scale(ui);
    let rows = if beside { rows } else { &mut parts::Rows::default() };
    let tile = |ui: &mut Ui, at: usize, rows: &mut parts::Rows| {
        let (name, text) = &facts.tiles[at];
        let tokens = theme::tokens(ui);
        let card = crate::ui::widgets::Card::new().name(name);
        card.show(ui, |ui| {
            rows.row(ui, 0, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                heading(ui, name, Type::SmallStrong);
                paragraph(ui, text, Type::Body, tokens.ink);
            });
        });
    };
    if beside {
        // What made it has the most words.
        let weights: Vec<f32> = facts.tiles.iter().enumerate().map(|(at, _)| if at == 0 { 1.6 } else { 1.0 }).collect();
        layout::row_of(ui, &weights, space::L, |ui, at| tile(ui, at, rows));
        rows.end(ui);
    } else {
        for at in 0..facts.tiles.len() {
            tile(ui, at, &mut parts::Rows::default());
        }
    }
}
