//! The settings: how the program looks, where the person's own scenarios are, and what it is made of.

mod about;
mod ear;
mod organisations;
mod own;
mod store;

use std::path::Path;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::appearance::{Appearance, Spacing, ThemeChoice};
use crate::scenario::credits::Credits;
use crate::storage::Settings;
use crate::ui::commands::Command;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button, Card};
use crate::ui::{icons, layout};
use crate::words;

pub use organisations::{OrganisationsAction, OrganisationsScreen};
pub use own::{OwnAction, PersonView, RecordsView};
pub use store::{SecretView, Store, StoreAction, StoreView, StoreWords, Typed};

/// What the page shows besides the settings themselves.
#[derive(Clone, Debug)]
pub struct SettingsView<'a> {
    /// The version of the program: "0.1.0".
    pub version: &'a str,
    /// How many scenario files were read in the person's own folder.
    pub own_scenarios: usize,
    /// Where the settings are kept; `None` where they are not kept.
    pub settings_file: Option<&'a Path>,
    /// What the scenarios that are there give credit to.
    pub credits: &'a [String],
    /// Whom the program itself owes what it is; `None` while that is being read.
    pub sources: Option<&'a Credits>,
    /// Who practises; `None` for a guest.
    pub person: Option<PersonView<'a>>,
    /// Where records are kept; `None` where there is no place for them.
    pub records: Option<RecordsView>,
    /// Whether this system has a voice to read aloud with; `None` while that is not known.
    pub has_voice: Option<bool>,
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsAction {
    /// Look like this from now on.
    Appearance(Appearance),
    /// Say one’s own reply before the replies appear, always, or only when asked for.
    SayFirst(bool),
    /// Read aloud what is said in a play, or no longer.
    ReadAloud(bool),
    /// Let letters, figures and signs ask for something without Ctrl, or no longer.
    SingleKeys(bool),
    /// Choose the folder of their own scenarios.
    ChooseFolder,
    /// Use that folder no longer. Nothing in it is touched.
    ForgetFolder,
    /// Read that folder again.
    Reload,
    /// Something with themselves or their records.
    Own(OwnAction),
    /// Open the page for organisations.
    Organisations,
}

/// The page.
#[derive(Debug, Default)]
pub struct SettingsScreen {
    own: own::Own,
}

impl SettingsScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, settings: &Settings, view: &SettingsView<'_>) -> Option<SettingsAction> {
        let mut action = None;
        // A name of its own: otherwise it begins where the library has been scrolled to.
        ScrollArea::vertical().id_salt("settings").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 34, right: 34, top: 24, bottom: 34 }).show(ui, |ui| {
                layout::column(ui, 1160.0, |ui| {
                    widgets::heading(ui, Command::Settings.label(), Type::Display);
                    ui.add_space(space::M);
                    let left = |ui: &mut Ui| {
                        ui.spacing_mut().item_spacing.y = space::L;
                        let look = look(ui, settings.appearance).map(SettingsAction::Appearance);
                        let look = look.or(practising(ui, settings.say_first).map(SettingsAction::SayFirst));
                        let look = look.or(ear::show(ui, settings, view.has_voice));
                        let own = self.own.show(ui, view.person, view.records.as_ref()).map(SettingsAction::Own);
                        let folder = folder(ui, settings.scenarios_folder.as_deref(), view.own_scenarios);
                        let is_sending = view.records.as_ref().is_some_and(|it| it.sent_to.is_some());
                        let there = organisations::way_there(ui, is_sending);
                        look.or(own).or(folder).or(there.then_some(SettingsAction::Organisations))
                    };
                    action = layout::two_columns(ui, 0.5, space::L, left, |ui| about::show(ui, view)).0;
                    layout::scroll_by_keys(ui);
                });
            });
        });
        action
    }
}

/// How the program looks; returns how it should look, where that was changed.
fn look(ui: &mut Ui, now: Appearance) -> Option<Appearance> {
    let mut wanted = now;
    let card = Card::new().name("How it looks");
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        widgets::heading(ui, "How it looks", Type::Heading);
        ui.add_space(space::XS);
        caption(ui, "Theme");
        let themes =
            [(ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark"), (ThemeChoice::System, "Like the system")];
        widgets::segmented(ui, "Theme", &mut wanted.theme, &themes);
        ui.add_space(space::S);
        caption(ui, "Text size, in percent");
        if let Some(sized) = text_size(ui, wanted) {
            wanted = sized;
        }
        ui.add_space(space::S);
        let spacings = [(Spacing::Usual, "Usual"), (Spacing::Wide, "Wide"), (Spacing::Wider, "Wider")];
        for (name, spacing) in
            [("Between lines", &mut wanted.line_spacing), ("Between letters", &mut wanted.letter_spacing)]
        {
            caption(ui, name);
            ui.push_id(name, |ui| widgets::segmented(ui, name, spacing, &spacings));
            ui.add_space(space::S);
        }
        widgets::toggle(ui, &mut wanted.less_motion, "Less motion");
        hint(ui, "Faces and meters change at once, without moving.");
        ui.add_space(space::XS);
        widgets::toggle(ui, &mut wanted.high_contrast, "High contrast");
        hint(ui, "Stronger lines, and words that stand out more.");
        ui.add_space(space::XS);
        widgets::toggle(ui, &mut wanted.keys_on_buttons, "Keys on buttons");
        let keys = Command::Keys.key();
        hint(
            ui,
            &format!(
                "Every button shows its key, not only the one you point at or come to by Tab. {keys} lists all keys."
            ),
        );
    });
    (wanted != now).then_some(wanted)
}

/// How practising goes; whether one’s own reply is to be said first, where that was changed.
fn practising(ui: &mut Ui, say_first: bool) -> Option<bool> {
    let mut wanted = say_first;
    Card::new().name("When you practise").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        widgets::heading(ui, "When you practise", Type::Heading);
        widgets::toggle(ui, &mut wanted, "Always say it first");
        let key = Command::SayFirst.key();
        hint(
            ui,
            &format!(
                "In practice and in a challenge, each decision asks what you would say before it shows the replies. \
                 {key} does so for one play."
            ),
        );
    });
    (wanted != say_first).then_some(wanted)
}

fn text_size(ui: &mut Ui, now: Appearance) -> Option<Appearance> {
    let tokens = theme::tokens(ui);
    let mut wanted = now;
    ui.horizontal_wrapped(|ui| {
        let (smaller, larger) = (now.smaller(), now.larger());
        let mut step = |ui: &mut Ui, command: Command, icon: &str, to: Appearance| {
            let button = Button::secondary(command.label()).icon(icon).small();
            let response = ui.add_enabled(to != now, button);
            if response.on_hover_text(format!("{} ({})", command.tooltip(), command.key())).clicked() {
                wanted = to;
            }
        };
        step(ui, Command::SmallerText, icons::MINUS, smaller);
        step(ui, Command::LargerText, icons::PLUS, larger);
    });
    let sizes = Appearance::TEXT_SIZES.map(|size| (size, size.to_string()));
    let options: Vec<(u16, &str)> = sizes.iter().map(|(size, word)| (*size, word.as_str())).collect();
    widgets::segmented(ui, "Text size", &mut wanted.text_size_percent, &options);
    Frame::new().fill(tokens.sunken).corner_radius(space::CORNER_SMALL).inner_margin(Margin::symmetric(14, 10)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            let sentence = "“Let me find out where it is, right now, while you are here.”";
            widgets::paragraph(ui, sentence, Type::Body, tokens.ink);
        },
    );
    (wanted != now).then_some(wanted)
}

/// The folder of the person's own scenarios.
fn folder(ui: &mut Ui, folder: Option<&Path>, scenarios: usize) -> Option<SettingsAction> {
    let mut action = None;
    Card::new().name("Your own scenarios").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let tokens = theme::tokens(ui);
        widgets::heading(ui, "Your own scenarios", Type::Heading);
        hint(
            ui,
            "A folder with scenario files (*.ron), and beside them, if you like, “models” with recovery models, “lessons” \
             with lessons and “portraits” with pictures. A scenario with the id of a shipped one takes its place.",
        );
        ui.add_space(space::XS);
        match folder {
            Some(folder) => {
                let text = format!("{}  {}", icons::FOLDER_OPEN, folder.display());
                widgets::paragraph(ui, &text, Type::Body, tokens.ink);
                hint(ui, &format!("{} read there.", words::count(scenarios, "scenario", "scenarios")));
            }
            None => {
                widgets::label(ui, "No folder chosen yet.", Type::Body, tokens.muted);
            }
        }
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let choose = if folder.is_some() { "Choose another…" } else { "Choose a folder…" };
            let mut button = |ui: &mut Ui, text: &str, icon: &str, asked: SettingsAction| {
                if ui.add(Button::secondary(text).icon(icon).small()).clicked() {
                    action = Some(asked);
                }
            };
            button(ui, choose, icons::FOLDER, SettingsAction::ChooseFolder);
            if folder.is_some() {
                button(ui, "Read again", icons::ARROW_CLOCKWISE, SettingsAction::Reload);
                button(ui, "Stop using it", icons::X, SettingsAction::ForgetFolder);
            }
        });
    });
    action
}

fn caption(ui: &mut Ui, text: &str) {
    let ink = theme::tokens(ui).ink;
    widgets::label(ui, text, Type::SmallStrong, ink);
}

fn hint(ui: &mut Ui, text: &str) {
    let muted = theme::tokens(ui).muted;
    widgets::label(ui, text, Type::Small, muted);
}
