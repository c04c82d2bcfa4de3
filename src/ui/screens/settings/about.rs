//! What the program is made of, and whom it owes its teaching to.

use egui::Ui;

use super::SettingsView;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Card};

/// What ships inside the program, by whom, under which licence.
const PARTS: [(&str, &str); 4] = [
    ("Program", "MIT OR Apache-2.0, as you like"),
    ("Portraits", "Open Peeps by Pablo Stanley, CC0 1.0 (public domain)"),
    ("Type", "Atkinson Hyperlegible Next, SIL Open Font License 1.1"),
    ("Icons", "Phosphor, MIT"),
];

/// The articles behind the recovery models and the scenarios.
const ARTICLES: [&str; 5] = [
    "Steve Whittington (2019): “Great service is not about being perfect, it is about what you do when things fall \
     apart”",
    "Sarah Nicastro, Future of Field Service: on rupture and repair in service, with Adam Gloss and Dr Ammara Khalid",
    "James A. Alexander: on service recovery as a chance to create loyalty",
    "Chip R. Bell: “Healing Customer Service”",
    "“The Best Moments in Service Recovery”",
];

/// The research behind the way it teaches.
const STUDIES: [&str; 8] = [
    "Taylor, Russ-Eft & Chan (2005): behaviour modelling training, a meta-analysis of 117 studies. Journal of Applied \
     Psychology 90",
    "Thompson, Gentner & Loewenstein (2000): analogical training. Organizational Behavior and Human Decision Processes 82",
    "Große & Renkl (2007): finding and fixing errors in worked examples. Learning and Instruction 17",
    "Keith & Frese (2008): error management training, a meta-analysis. Journal of Applied Psychology 93",
    "Orsingher, Valentini & de Angelis (2010): satisfaction with complaint handling, a meta-analysis. Journal of the \
     Academy of Marketing Science 38",
    "Gelbrich & Roschk (2011): complaint handling and customer responses, a meta-analysis. Journal of Service Research 14",
    "de Matos, Henrique & Rossi (2007): the service recovery paradox, a meta-analysis. Journal of Service Research 10",
    "Tannenbaum & Cerasoli (2013): team and individual debriefs, a meta-analysis. Human Factors 55",
];

pub(super) fn show(ui: &mut Ui, view: &SettingsView<'_>) {
    Card::new().name("About").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let tokens = theme::tokens(ui);
        widgets::heading(ui, "About", Type::Heading);
        widgets::paragraph(ui, &format!("Make It Right {}", view.version), Type::Body, tokens.ink);
        for (part, licence) in PARTS {
            line(ui, &format!("{part}: {licence}"));
        }
        if let Some(file) = view.settings_file {
            line(ui, &format!("Your settings: {}", file.display()));
        }
        section(ui, "What is taught here comes from");
        for article in ARTICLES {
            line(ui, article);
        }
        if !view.credits.is_empty() {
            section(ui, "Your own scenarios give credit to");
            for credit in view.credits {
                line(ui, credit);
            }
        }
        section(ui, "How it is taught rests on");
        for study in STUDIES {
            line(ui, study);
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
