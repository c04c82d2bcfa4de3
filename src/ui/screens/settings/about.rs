//! What the program is made of, and whom it owes its teaching to.

use egui::Ui;

use super::super::credits::{ARTICLES, OWN, STUDIES};
use super::SettingsView;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Card};

pub(super) fn show(ui: &mut Ui, view: &SettingsView<'_>) {
    Card::new().name("About").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let tokens = theme::tokens(ui);
        widgets::heading(ui, "About", Type::Heading);
        widgets::paragraph(ui, &format!("Make It Right {}", view.version), Type::Body, tokens.ink);
        for part in view.sources.iter().flat_map(|it| &it.parts) {
            line(ui, &format!("{}: {}", part.what.value, part.licence.value));
        }
        if let Some(file) = view.settings_file {
            line(ui, &format!("Your settings: {}", file.display()));
        }
        section(ui, ARTICLES);
        for article in view.sources.iter().flat_map(|it| &it.articles) {
            line(ui, &article.text.value);
        }
        if !view.credits.is_empty() {
            section(ui, OWN);
            for credit in view.credits {
                line(ui, credit);
            }
        }
        section(ui, STUDIES);
        for study in view.sources.iter().flat_map(|it| &it.studies) {
            line(ui, &study.text.value);
        }
    });
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(space::M);
    widgets::heading(ui, title, Type::SmallStrong);
}

fn line(ui: &mut Ui, text: &str) {
    let muted = theme::tokens(ui).muted;
    widgets::paragraph(ui, text, Type::Small, muted);
}
