//! Whom all of it is owed to. The settings show the same, from the same file.

use egui::{Margin, Ui};

use super::parts;
use crate::scenario::credits::{Credits, Source};
use crate::ui::commands::Command;
use crate::ui::layout;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button, Card, heading};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct CreditsView<'a> {
    /// The credits of the program.
    pub credits: &'a Credits,
    /// What the person's own scenarios give credit to.
    pub own: &'a [String],
}

/// What the person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditsAction {
    /// Go back to where they were.
    Close,
}

/// The page.
#[derive(Debug, Default)]
pub struct CreditsScreen;

/// The headings, for whoever shows a part of this.
pub(super) const ARTICLES: &str = "What is taught here comes from";
pub(super) const STUDIES: &str = "How it is taught rests on";
pub(super) const OWN: &str = "Your own scenarios give credit to";

impl CreditsScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &CreditsView<'_>) -> Option<CreditsAction> {
        let mut close = false;
        parts::page(ui, "credits", |ui| {
            layout::column(ui, 900.0, |ui| {
                ui.spacing_mut().interact_size.y = (Type::Display.size(ui) * 1.3).ceil();
                ui.horizontal(|ui| {
                    heading(ui, "Credits", Type::Display);
                    let key = Command::Close.key();
                    let button = Button::secondary(Command::Close.label()).key(&key).small();
                    close = layout::at_right(ui, |ui| ui.add(button).clicked()).inner;
                });
                ui.spacing_mut().item_spacing.y = space::L;
                sources(ui, ARTICLES, &view.credits.articles);
                sources(ui, STUDIES, &view.credits.studies);
                section(ui, "What ships inside the program", |ui| {
                    for part in &view.credits.parts {
                        entry(ui, &part.what.value, &part.licence.value);
                    }
                });
                if !view.own.is_empty() {
                    section(ui, OWN, |ui| {
                        let ink = theme::tokens(ui).ink;
                        for credit in view.own {
                            widgets::paragraph(ui, credit, Type::Body, ink);
                        }
                    });
                }
            });
        });
        close.then_some(CreditsAction::Close)
    }
}

fn sources(ui: &mut Ui, title: &str, sources: &[Source]) {
    section(ui, title, |ui| {
        for source in sources {
            entry(ui, &source.gives.value, &source.text.value);
        }
    });
}

fn section(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) {
    Card::new().margin(Margin::symmetric(24, 18)).name(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        heading(ui, title, Type::Heading);
        content(ui);
    });
}

/// What it gives, and who gave it.
fn entry(ui: &mut Ui, gives: &str, from: &str) {
    let tokens = theme::tokens(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        widgets::paragraph(ui, gives, Type::Strong, tokens.ink);
        widgets::paragraph(ui, from, Type::Body, tokens.muted);
    });
}
