//! One of the two replies: what it says, how the customer takes it, what it does, and the coach's words on it.

use egui::{Align, Layout, Ui, vec2};

use super::super::parts::{self, Rows};
use super::super::saying::own_words;
use crate::engine::Side;
use crate::play::Change;
use crate::scenario::{Feeling, Mood, Reply, Scenario, System};
use crate::ui::conversation::quoted;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::widget_system;
use crate::ui::widgets::first_met::{self, OwnWord};
use crate::ui::widgets::{self, Bubble, Card, Chip, Edge, change_label, label, rich_text, term, verdict};

/// Below this many points at 100 % text size, the two stand below each other.
pub(super) const LEAST_FOR_TWO: f32 = 720.0;

/// What is shown.
pub(super) struct View<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) side: &'a Side,
    /// How the customer looked before.
    pub(super) before: Option<Mood>,
    /// What the learner said in their own words before they saw the replies. It stands beside the strong reply.
    pub(super) own_words: Option<&'a str>,
    /// Whether the question has been answered, so that the coach may speak.
    pub(super) answered: bool,
    /// How high the higher of the two reactions is, where they stand beside each other; in points.
    pub(super) level: f32,
}

/// Shows it. `reaction_height` remembers how high the reaction was, so that it can stand beside the picture's foot.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    portraits: &mut Portraits,
    rows: &mut Rows,
    reaction_height: &mut f32,
) {
    let reply = view.scenario.reply(view.side.reply);
    let system = widget_system(reply.system);
    Card::new().edge(Edge::Top(system.tone())).name(system.words()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        rows.row(ui, 0, |ui| head(ui, view, reply, system));
        if let Some(words) = view.own_words {
            rows.row(ui, 1, |ui| {
                if reply.system == System::Recovery {
                    own_words(ui, words);
                }
            });
        }
        rows.row(ui, 2, |ui| {
            let speaker = if view.side.chosen { "Your reply" } else { "The reply" };
            let bubble = Bubble::new(widgets::Side::Right).tone(system.tone()).full_width().speaker(speaker);
            bubble.show(ui, quoted(&reply.text.value));
        });
        rows.row(ui, 3, |ui| reaction(ui, view, portraits, reaction_height));
        rows.row(ui, 4, |ui| effects(ui, view.side));
        if view.answered {
            rows.row(ui, 5, |ui| coach(ui, reply));
        }
    });
}

fn head(ui: &mut Ui, view: &View<'_>, reply: &Reply, system: widgets::System) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        verdict(ui, system, None, Type::Heading);
        for mark in marks(view.scenario, reply) {
            let shown = ui.add(Chip::new(&mark).tone(system.tone()));
            term::explain(ui, &shown, &mark);
        }
        if view.side.chosen {
            ui.add(Chip::new("your reply"));
        }
    });
    let place = egui::Id::unique((&view.scenario.file().id.value, view.side.reply));
    if system == widgets::System::Recovery {
        first_met::line(ui, OwnWord::RecoverySystem, place);
    }
    if reply.trap.is_some() {
        first_met::line(ui, OwnWord::Trap, place);
    }
}

/// The steps shown and the trap; where there are none, what was missed.
fn marks(scenario: &Scenario, reply: &Reply) -> Vec<String> {
    let step = |step: &crate::scenario::Ref<crate::scenario::StepIx>| scenario.step(step.index()).short.value.clone();
    let mut marks: Vec<_> = reply.steps.iter().map(step).collect();
    marks.extend(
        reply.trap.iter().map(|trap| format!("Trap: {}", scenario.trap(trap.index()).name.value.to_lowercase())),
    );
    if marks.is_empty() {
        marks.extend(reply.misses.iter().map(|missed| format!("Misses: {}", step(missed).to_lowercase())));
    }
    marks
}

/// A picture in the mood of the reaction, and what is said, both standing on one line in both cards.
fn reaction(ui: &mut Ui, view: &View<'_>, portraits: &mut Portraits, height: &mut f32) {
    let scenario = view.scenario;
    let spoken = view.side.reaction.iter().rev().filter_map(|said| said.speaker.map(|speaker| (speaker, said.mood)));
    // The customer's face, unless only somebody else answers.
    let customer = scenario.customer();
    let seen = spoken.clone().find(|(speaker, _)| *speaker == customer).or_else(|| spoken.clone().next());
    let (who, mood) = seen.unwrap_or((customer, view.before));
    let mood = mood.or(view.before).unwrap_or(Mood::Calm);
    let person = scenario.person(who);
    let side = (132.0 * theme::scale(ui).clamp(1.0, 1.3)).min(ui.available_width() * 0.27).round();
    let foot = view.level.max(*height).max(side);
    let muted = theme::tokens(ui).muted;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let alt = parts::portrait_words(person, mood);
        ui.vertical(|ui| {
            ui.set_width(side);
            ui.add_space(foot - side);
            portraits.show_on(ui, &person.portrait.value, mood.word(), vec2(side, side), &alt, Ground::Bare);
        });
        ui.vertical(|ui| {
            if *height > 0.0 {
                ui.add_space(foot - *height);
            }
            let shown = ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                for said in &view.side.reaction {
                    match said.speaker {
                        None => {
                            rich_text::show(ui, parts::styled(&said.text), Type::Italic, muted);
                        }
                        Some(speaker) => {
                            let name = scenario.person(speaker).name.value.as_str();
                            if speaker != customer {
                                label(ui, name, Type::SmallStrong, muted);
                            }
                            Bubble::new(widgets::Side::Left).full_width().speaker(name).show(ui, quoted(&said.text));
                        }
                    }
                }
            });
            let now = shown.response.rect.height();
            if (now - *height).abs() > 0.5 {
                *height = now;
                parts::lay_out_again(ui, "height of a reaction");
            }
        });
    });
}

/// How far each feeling moved.
fn effects(ui: &mut Ui, side: &Side) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(22.0, space::XS);
        for feeling in Feeling::ALL {
            let by = side.after.change_since(&side.before, feeling);
            change_label(ui, feeling.short_name(), Change::new(by, feeling.more_is_good()), Type::Body);
        }
    });
}

/// The coach's words.
fn coach(ui: &mut Ui, reply: &Reply) {
    let tokens = theme::tokens(ui);
    let (rule, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().rect_filled(rule, 0.0, Tone::Plain.line(tokens));
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        label(ui, "What it did", Type::SmallStrong, tokens.muted);
        rich_text::show(ui, parts::styled(&reply.feedback.value), Type::Body, tokens.ink);
    });
}
