//! What is told about one place, and what can be done there.

use egui::{ScrollArea, Ui};

use super::facts::{Kind, MapFacts, outcome_word};
use super::{MapView, WayThere, shown};
use crate::map::StoryMap;
use crate::scenario::{Ref, SceneIx, StoryPlace, plain};
use crate::ui::commands::Command;
use crate::ui::conversation::quoted;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::widget_system;
use crate::ui::widgets::{Button, Chip, heading, label, paragraph, rich_text, verdict};
use crate::ui::{icons, layout};

/// What was asked for.
pub(super) enum Asked {
    /// Close the panel.
    Back,
    /// The contrast of this scene.
    Contrast(SceneIx),
    /// Play from this scene.
    PlayFrom(SceneIx),
}

/// Shows the panel; `fresh` where it has just been opened, and takes the focus.
pub(super) fn show(
    ui: &mut Ui,
    view: &MapView<'_>,
    map: &StoryMap,
    at: usize,
    titles: bool,
    fresh: bool,
) -> Option<Asked> {
    let facts = view.facts.places.get(at)?;
    let mut asked = None;
    ScrollArea::vertical().id_salt("place on the map").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, view.facts.title(at, titles), Type::Title);
        chips(ui, view.facts, at);
        if facts.seen || titles {
            told(ui, view.facts, map.graph.place(at), facts.kind);
        } else {
            let muted = theme::tokens(ui).muted;
            paragraph(ui, "You have not come here yet. What is said here stays untold.", Type::Body, muted);
        }
        if let Kind::Decision(scene) = facts.kind {
            choices(ui, view.facts, scene);
            ui.add_space(space::S);
            asked = buttons(ui, view, scene, fresh);
        } else if matches!(facts.kind, Kind::Passage) {
            label(ui, "The story goes on from here by itself.", Type::Small, theme::tokens(ui).muted);
        }
        let back = ui.add(Button::secondary("Back to the map").key(&Command::Close.key()).full_width());
        if fresh && !matches!(facts.kind, Kind::Decision(_)) {
            back.request_focus();
        }
        if back.clicked() {
            asked = Some(Asked::Back);
        }
        layout::scroll_by_keys(ui);
    });
    asked
}

fn chips(ui: &mut Ui, all: &MapFacts, at: usize) {
    let Some(facts) = all.places.get(at) else { return };
    ui.horizontal_wrapped(|ui| {
        let (tone, icon) = shown::look(facts);
        match facts.kind {
            Kind::Ending(outcome) => {
                let name = format!("Outcome: {}", outcome_word(outcome).to_lowercase());
                ui.add(Chip::new(outcome_word(outcome)).icon(icon).tone(tone).name(&name));
            }
            Kind::Decision(_) | Kind::Passage => {
                if let Some(step) = &facts.step {
                    ui.add(Chip::new(step));
                }
            }
        }
        if facts.seen {
            ui.add(Chip::new("Visited").icon(icons::CHECK).tone(Tone::Accent));
        } else {
            ui.add(Chip::new("Not yet seen").icon(icons::CIRCLE));
        }
    });
}

/// What is said there.
fn told(ui: &mut Ui, facts: &MapFacts, place: StoryPlace, kind: Kind) {
    let scenario = facts.scenario();
    let tokens = theme::tokens(ui);
    match place {
        StoryPlace::Scene(scene) => {
            let lines = &scenario.scene(scene).lines;
            let Some(line) = lines.iter().rev().find(|line| line.speaker.is_some()).or(lines.last()) else { return };
            match line.speaker.as_ref().map(Ref::index) {
                Some(speaker) => {
                    label(ui, &plain(&scenario.person(speaker).name.value), Type::SmallStrong, tokens.muted);
                    rich_text::show(ui, quoted(&line.text.value), Type::Body, tokens.ink);
                }
                None => {
                    paragraph(ui, &plain(&line.text.value), Type::Italic, tokens.ink);
                }
            }
        }
        StoryPlace::Ending(ending) => {
            let ending = scenario.ending(ending);
            let summary = match kind {
                Kind::Ending(Some(outcome)) => ending.summary_for(outcome),
                _ => &ending.summary,
            };
            paragraph(ui, &plain(summary), Type::Body, tokens.ink);
        }
    }
}

/// What was chosen there.
fn choices(ui: &mut Ui, facts: &MapFacts, scene: SceneIx) {
    let tokens = theme::tokens(ui);
    if let Some(reply) = facts.chosen(scene) {
        let reply = facts.scenario().reply(reply);
        ui.add_space(space::XS);
        verdict(ui, widget_system(reply.system), Some("Your last reply"), Type::SmallStrong);
        rich_text::show(ui, quoted(&reply.text.value), Type::Body, tokens.ink);
    }
    let (tried, all) = facts.tried(scene);
    if tried > 0 {
        label(ui, &format!("{tried} of {all} replies tried so far"), Type::Small, tokens.muted);
    }
}

fn buttons(ui: &mut Ui, view: &MapView<'_>, scene: SceneIx, fresh: bool) -> Option<Asked> {
    let mut asked = None;
    let command = Command::Contrast;
    let contrast =
        ui.add(Button::secondary(command.label()).icon(icons::ARROWS_LEFT_RIGHT).key(&command.key()).full_width());
    if fresh {
        contrast.request_focus();
        contrast.scroll_to_me(None);
    }
    if contrast.on_hover_text(command.tooltip()).clicked() {
        asked = Some(Asked::Contrast(scene));
    }
    let way = view.way_to(scene);
    let play = Button::secondary("Play from here").icon(icons::PLAY).full_width();
    if ui.add_enabled(way == WayThere::Known, play).clicked() {
        asked = Some(Asked::PlayFrom(scene));
    }
    let why_not = match way {
        WayThere::Known => return asked,
        WayThere::Sought => "Looking for a way that leads here…",
        WayThere::None => "No way was found that leads here: it takes a rare turn of the story.",
    };
    label(ui, why_not, Type::Small, theme::tokens(ui).muted);
    asked
}
