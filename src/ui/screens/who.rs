//! Who is practising? Asked at the first start, where several people share a machine, and to switch.

mod hello;

use egui::{Frame, Key, Margin, ScrollArea, Ui};

use super::parts::Rows;
use crate::storage::Profile;
use crate::ui::commands::Command;
use crate::ui::portraits::Portraits;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button, Card};
use crate::ui::{icons, layout};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct WhoView<'a> {
    /// The people of this machine.
    pub names: &'a [&'a str],
    /// Who practises now; `None` for a guest, or nobody yet.
    pub current: Option<&'a str>,
    /// Whether somebody, or a guest, practises already, to whom one can go back.
    pub switching: bool,
    /// The languages in which there are scenarios, the one of most of them first.
    pub languages: &'a [Language],
    /// Whether they are told what the program is: nobody has ever practised here.
    pub hello: bool,
    /// Whether somebody new is being written down just now: nothing can be chosen meanwhile.
    pub waiting: bool,
}

/// A language in which there are scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhoAction {
    /// It is this one of the people.
    Person(usize),
    /// It is somebody of this name, and if they are new, they practise in this language.
    New {
        /// The name.
        name: String,
        /// The tag of the language; `None` where there was nothing to choose.
        language: Option<String>,
    },
    /// It is a guest, of whom nothing is kept.
    Guest,
    /// Nothing changes.
    Close,
}

/// The page, and the name that is being typed.
#[derive(Debug, Default)]
pub struct WhoScreen {
    name: String,
    /// Which of the languages somebody new practises in.
    language: usize,
    /// Whether the focus has been put where it belongs.
    opened: bool,
    /// Rows of what is told at the first start.
    rows: Rows,
    /// How high everything there is but its pictures, in points, as far as known.
    rest: f32,
}

impl WhoScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &WhoView<'_>, portraits: &mut Portraits) -> Option<WhoAction> {
        let escape = if view.switching { WhoAction::Close } else { WhoAction::Guest };
        let mut action = Command::Close.pressed(ui.ctx()).then_some(escape);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let room = ui.available_height();
            Frame::new().inner_margin(Margin::symmetric(24, 24)).show(ui, |ui| {
                if view.hello {
                    action = action.take().or(self.hello(ui, view, portraits));
                    return;
                }
                // A little above the middle, as a letter lies on a table.
                ui.add_space(((room - height(ui, view)) * 0.4).max(0.0));
                layout::column(ui, 620.0, |ui| {
                    let asked =
                        Card::new().margin(Margin::symmetric(28, 24)).name(TITLE).show(ui, |ui| self.card(ui, view));
                    action = action.take().or(asked.inner);
                });
            });
            layout::scroll_by_keys(ui);
        });
        self.opened = true;
        action
    }

    fn card(&mut self, ui: &mut Ui, view: &WhoView<'_>) -> Option<WhoAction> {
        ui.spacing_mut().item_spacing.y = space::S;
        let tokens = theme::tokens(ui);
        let mut action = None;
        widgets::heading(ui, TITLE, Type::Title);
        let words = if view.names.is_empty() {
            "Your progress is kept on this machine under your name, so that you can go on where you stopped. A nickname will do."
        } else {
            "Your progress is kept on this machine, for each of you."
        };
        widgets::paragraph(ui, words, Type::Body, tokens.muted);
        ui.add_space(space::S);
        for (at, name) in view.names.iter().enumerate() {
            let button = ui.add(Button::secondary(name).icon(icons::USER).full_width());
            let is_first = if view.current.is_some() { view.current == Some(*name) } else { at == 0 };
            if !self.opened && is_first {
                button.request_focus();
            }
            if button.clicked() {
                action = Some(WhoAction::Person(at));
            }
        }
        if !view.names.is_empty() {
            ui.add_space(space::S);
        }
        let field_name = if view.names.is_empty() { "Your name or nickname" } else { "Somebody else" };
        let field = widgets::text_field(ui, field_name, &mut self.name, "Name or nickname");
        if !self.opened && view.names.is_empty() {
            field.request_focus();
        }
        self.ask_for_language(ui, view);
        let is_name = Profile::name_of(&self.name).is_ok() && !view.waiting;
        let typed = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let start = ui.add_enabled(is_name, Button::primary("Start practising").key("Enter"));
            if is_name && (typed || start.clicked()) {
                action = Some(self.somebody_new(view));
            }
            let (label, asked) = if view.switching && view.current.is_none() {
                ("Go on as a guest", WhoAction::Close)
            } else {
                ("Practise as a guest", WhoAction::Guest)
            };
            let key = Command::Close.key();
            let guest = Button::secondary(label);
            let is_escape = !view.switching || view.current.is_none();
            if ui.add(if is_escape { guest.key(&key) } else { guest }).clicked() {
                action = Some(asked);
            }
            if !is_escape && ui.add(Button::secondary("Cancel").key(&key)).clicked() {
                action = Some(WhoAction::Close);
            }
        });
        let language = match view.languages {
            [only] => format!(" All scenarios here are in {}.", only.name),
            _ => String::new(),
        };
        let guest = format!("Nothing that a guest does is kept.{language}");
        let text = if view.waiting { WAITING.to_owned() } else { guest };
        widgets::paragraph(ui, &text, Type::Small, tokens.muted);
        action
    }
}

impl WhoScreen {
    /// Where there are scenarios in several languages, which of them somebody new practises in.
    fn ask_for_language(&mut self, ui: &mut Ui, view: &WhoView<'_>) {
        let names: Vec<(usize, &str)> =
            view.languages.iter().enumerate().map(|(at, language)| (at, language.name.as_str())).collect();
        if names.len() > 1 {
            ui.add_space(space::XS);
            widgets::label(ui, "Language to practise in", Type::SmallStrong, theme::tokens(ui).ink);
            widgets::segmented(ui, "Language to practise in", &mut self.language, &names);
        }
    }

    /// Somebody of the name that was typed.
    fn somebody_new(&self, view: &WhoView<'_>) -> WhoAction {
        let language = view.languages.get(self.language).filter(|_| view.languages.len() > 1);
        WhoAction::New { name: self.name.trim().to_owned(), language: language.map(|it| it.tag.clone()) }
    }
}

/// About how high the card is, in points.
fn height(ui: &Ui, view: &WhoView<'_>) -> f32 {
    let lines = 9.5 + 2.2 * f32::from(u8::try_from(view.names.len()).unwrap_or(u8::MAX));
    lines * Type::Body.line_height(ui) + 150.0
}

/// Said while somebody new is being written down.
const WAITING: &str = "One moment: your name is being written down.";

const TITLE: &str = "Who is practising?";
