//! Whom one meets, what one takes away, and where it comes from.

use egui::{Margin, Ui, vec2};

use crate::scenario::{Mood, Scenario, plain};
use crate::ui::icons;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::screens::library::Face;
use crate::ui::screens::parts::{portrait_words, styled};
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Card, heading, heading_in, icon, label, rich_text};

/// Side of a face at 100 % text size, in points.
const FACE: f32 = 58.0;

/// Everybody who speaks, with a line on who they are.
pub(super) fn people(ui: &mut Ui, scenario: &Scenario, portraits: &mut Portraits) {
    let tokens = theme::tokens(ui);
    Card::new().margin(Margin::symmetric(18, 14)).name("Who you meet").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        heading(ui, "Who you meet", Type::Strong);
        let customer = scenario.person(scenario.customer());
        let people = &scenario.file().people;
        widgets::list(ui, "Who you meet", people.len(), |ui| {
            for (at, person) in people.iter().enumerate() {
                let is_customer = person.id.value == customer.id.value;
                let mood = if is_customer { Face::of_customer(scenario).mood } else { Mood::Calm };
                let side = (FACE * theme::scale(ui).clamp(1.0, 1.3)).round();
                widgets::item(ui, at, |ui| {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = space::M;
                        let alt = portrait_words(person, mood);
                        let picture = person.portrait.value.as_str();
                        portraits.show_on(ui, picture, mood.word(), vec2(side, side), &alt, Ground::Round);
                        ui.vertical(|ui| {
                            ui.spacing_mut().item_spacing.y = 1.0;
                            let name = plain(&person.name.value);
                            let name = if is_customer { format!("{name}, your customer") } else { name };
                            label(ui, &name, Type::SmallStrong, tokens.ink);
                            label(ui, &plain(&person.role.value), Type::Small, tokens.muted);
                            rich_text::show(ui, styled(&person.about.value), Type::Small, tokens.ink);
                        });
                    })
                });
            }
        });
    });
}

/// What one takes away.
pub(super) fn points(ui: &mut Ui, scenario: &Scenario) {
    let points = &scenario.file().learning_points;
    if points.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    Card::new().margin(Margin::symmetric(18, 14)).name("What it teaches").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        heading(ui, "What it teaches", Type::Strong);
        widgets::list(ui, "What it teaches", points.len(), |ui| {
            for (at, point) in points.iter().enumerate() {
                let row = |ui: &mut Ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    icon(ui, icons::CHECK, Type::Small, tokens.muted);
                    rich_text::show(ui, styled(&point.value), Type::Small, tokens.ink);
                };
                widgets::item(ui, at, |ui| ui.horizontal_top(row));
            }
        });
    });
}

/// Where it comes from.
pub(super) fn credits(ui: &mut Ui, scenario: &Scenario) {
    let credits: Vec<_> = scenario.file().credits.iter().map(|credit| plain(credit)).collect();
    if credits.is_empty() {
        return;
    }
    let muted = theme::tokens(ui).muted;
    ui.spacing_mut().item_spacing.y = space::XS;
    heading_in(ui, "What is taught here comes from", Type::SmallStrong, muted);
    for credit in credits {
        rich_text::show(ui, [(credit, false)], Type::Small, muted);
    }
}
