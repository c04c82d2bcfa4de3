//! How to play it: the modes, the one that is suggested, and how it went before.

use egui::{Role, Ui, UiBuilder, vec2};

use super::{ScenarioAction, ScenarioView};
use crate::engine::Mode;
use crate::memory::Played;
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::outcome_look;
use crate::ui::widgets::{Card, Chip, ChoiceCard, heading, label};

/// How many of the last outcomes are shown.
const LAST: usize = 6;

/// Shows them; what was asked for.
pub(super) fn show(ui: &mut Ui, view: &ScenarioView<'_>) -> Option<ScenarioAction> {
    let mut chosen = None;
    Card::new().name("How to play").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S + 2.0;
        let muted = theme::tokens(ui).muted;
        heading(ui, "How do you want to play?", Type::Heading);
        let builder = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label("Mode");
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for (at, &mode) in Mode::ALL.iter().enumerate() {
                let note = if mode == view.suggestion.mode() { "suggested" } else { "" };
                let card = ChoiceCard::new(at + 1, mode.label(), mode.about()).note(note).chosen(mode == view.mode);
                if ui.add(card).clicked() {
                    chosen = Some(ScenarioAction::Mode(mode));
                }
            }
        });
        label(ui, &why(view), Type::Small, muted);
        if let Some(underway) = view.underway {
            let goes_on = format!(
                "You are in the middle of it: Continue goes on in {}, {}.",
                underway.mode.label().to_lowercase(),
                underway.place()
            );
            label(ui, &goes_on, Type::Small, muted);
        }
        past(ui, view.past);
    });
    chosen
}

/// Why this mode is chosen.
fn why(view: &ScenarioView<'_>) -> String {
    if view.mode == view.suggestion.mode() {
        return view.suggestion.why().to_owned();
    }
    let suggested = view.suggestion.mode().label().to_lowercase();
    format!("Your choice for this scenario. Suggested would be {suggested}.")
}

/// "Played 3 times", and the last outcomes, the newest last.
fn past(ui: &mut Ui, past: &[Played]) {
    if past.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    let times = match past.len() {
        1 => "Played once".to_owned(),
        2 => "Played twice".to_owned(),
        times => format!("Played {times} times"),
    };
    let earlier = past.len().saturating_sub(LAST);
    let title = if earlier > 0 { format!("{times}, the last {LAST}:") } else { format!("{times}:") };
    label(ui, &title, Type::SmallStrong, theme::tokens(ui).ink);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        for played in past.iter().skip(earlier) {
            let (tone, icon) = outcome_look(played.outcome);
            let back = if played.stepped_back { ", with steps taken back" } else { "" };
            let name = format!("{}, {}{back}", played.outcome.label(), played.mode.label().to_lowercase());
            let chip = Chip::new(played.outcome.label()).icon(icon).tone(tone).name(&name);
            ui.add(chip).on_hover_text(&name);
        }
    });
}
