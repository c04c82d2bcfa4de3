//! For organisations: what somebody needs who looks after this machine or a team, and nobody in order to practise.

use egui::Ui;

use super::super::parts;
use super::hint;
use super::store::{StoreAction, StorePart, StoreView};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button, Card};
use crate::ui::{icons, layout};

/// The name of the page, and of the way to it.
pub(super) const TITLE: &str = "For organisations";

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganisationsAction {
    /// See what the attempts of a group come to.
    ReportOnGroup,
    /// Something with sending to a learning record store.
    Store(StoreAction),
    /// Go back to where they were.
    Close,
}

/// The page.
#[derive(Debug, Default)]
pub struct OrganisationsScreen {
    store: StorePart,
}

impl OrganisationsScreen {
    /// Shows the page in all of `ui`; `store` is `None` where there is no place for records, or it is not known yet.
    pub fn ui(&mut self, ui: &mut Ui, store: Option<&StoreView>) -> Option<OrganisationsAction> {
        let mut action = None;
        parts::page(ui, "organisations", |ui| {
            layout::column(ui, 860.0, |ui| {
                let ink = theme::tokens(ui).ink;
                ui.spacing_mut().interact_size.y = (Type::Display.size(ui) * 1.3).ceil();
                ui.horizontal(|ui| {
                    widgets::heading(ui, TITLE, Type::Display);
                    let key = Command::Close.key();
                    let close = Button::secondary(Command::Close.label()).key(&key).small();
                    if layout::at_right(ui, |ui| ui.add(close).clicked()).inner {
                        action = Some(OrganisationsAction::Close);
                    }
                });
                ui.spacing_mut().item_spacing.y = space::M;
                let text = "You need nothing here in order to practise. It is for whoever looks after this machine, or a team.";
                widgets::paragraph(ui, text, Type::Body, ink);
                action = action.take().or(group(ui));
                let stored = store.and_then(|store| self.store.show(ui, store));
                action = action.take().or(stored.map(OrganisationsAction::Store));
            });
        });
        action
    }
}

/// The report on a group; whether it was asked for.
fn group(ui: &mut Ui) -> Option<OrganisationsAction> {
    let mut action = None;
    Card::new().name("A team’s progress").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        widgets::heading(ui, "A team’s progress", Type::Heading);
        hint(
            ui,
            "What the attempts of several people come to, read from the folders that you choose. Where a team keeps its \
             records in one shared folder, that is all it takes.",
        );
        let button = Button::secondary("Report on a group…").icon(icons::USERS).small();
        if ui.add(button).on_hover_text(Command::GroupReport.tooltip()).clicked() {
            action = Some(OrganisationsAction::ReportOnGroup);
        }
    });
    action
}

/// The card that leads here; whether it was asked for.
pub(super) fn way_there(ui: &mut Ui, is_sending: bool) -> bool {
    Card::new()
        .name(TITLE)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            widgets::heading(ui, TITLE, Type::Heading);
            let text = if is_sending {
                "What is practised on this machine is sent to a learning record store. Where to, and how far that is, stands there; \
                 so do reports on a group."
            } else {
                "Reports on a group, and sending to a learning record store. You need neither in order to practise."
            };
            hint(ui, text);
            ui.add(Button::secondary("Open it…").icon(icons::USERS).small()).clicked()
        })
        .inner
}
