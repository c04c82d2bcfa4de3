//! The person, and where what is kept of them is: renaming, another folder, a copy of all of it, and its end.

use std::path::PathBuf;

use egui::{Frame, Id, Modal, Ui};

use super::{caption, hint};
use crate::ui::icons;
use crate::ui::screens::who::Language;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button, Card};
use crate::words;

/// Who practises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonView<'a> {
    /// Their name or nickname.
    pub name: &'a str,
    /// Their team; empty for none.
    pub team: &'a str,
    /// The tag of the language in which they practise.
    pub language: &'a str,
    /// The languages in which there are scenarios.
    pub languages: &'a [Language],
}

/// Where records are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsView {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it is the usual one.
    pub is_usual: bool,
    /// The learning record store to which they are sent as well; `None` while that is off.
    pub sent_to: Option<String>,
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAction {
    /// Let somebody else practise.
    Switch,
    /// Be called this.
    Rename {
        /// The name.
        name: String,
        /// The team; empty for none.
        team: String,
    },
    /// Practise in the language of this tag.
    Language(String),
    /// Choose another folder for records.
    ChooseFolder,
    /// Use the usual folder for records.
    UsualFolder,
    /// Copy all that is kept of them to a folder of their choice.
    Export,
    /// Delete all that is kept of them; they have been asked.
    Delete,
}

/// What is half typed, and whether the person is being asked whether they mean it.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// As the person is called; the draft begins with it.
    known: (String, String),
    draft: (String, String),
    question: Option<OwnQuestion>,
}

/// The question whether to delete everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnQuestion {
    Opening,
    Open,
}

impl Own {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        person: Option<PersonView<'_>>,
        records: Option<&RecordsView>,
    ) -> Option<OwnAction> {
        let mut action = None;
        Card::new().name("You and your records").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            widgets::heading(ui, "You and your records", Type::Heading);
            match person {
                Some(person) => {
                    action = self.person(ui, person);
                    action = action.take().or(language(ui, person));
                }
                None => {
                    hint(ui, "You practise as a guest: nothing that you do is kept.");
                    if ui.add(Button::secondary("Choose a name…").icon(icons::USER).small()).clicked() {
                        action = Some(OwnAction::Switch);
                    }
                }
            }
            if let Some(records) = records {
                action = action.take().or(folder(ui, records));
            }
            if person.is_some() {
                ui.add_space(space::XS);
                action = action.take().or(self.all_of_it(ui));
            }
        });
        if let (Some(person), Some(records)) = (person, records) {
            action = action.or(self.ask(ui, person, records));
        }
        action
    }

    fn person(&mut self, ui: &mut Ui, person: PersonView<'_>) -> Option<OwnAction> {
        let known = (person.name.to_owned(), person.team.to_owned());
        if self.known != known {
            self.draft = known.clone();
            self.known = known;
        }
        let (name, team) = &mut self.draft;
        let fields = [
            widgets::text_field(ui, "Name or nickname", name, ""),
            widgets::text_field(ui, "Team", team, "If you like: it groups reports"),
        ];
        let changed = (name.trim(), team.trim()) != (person.name, person.team) && !name.trim().is_empty();
        let entered = fields.iter().any(egui::Response::lost_focus) && ui.input(|it| it.key_pressed(egui::Key::Enter));
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let save = ui.add_enabled(changed, Button::secondary("Save").icon(icons::CHECK).small());
            if changed && (save.clicked() || entered) {
                action = Some(OwnAction::Rename { name: name.trim().to_owned(), team: team.trim().to_owned() });
            }
            if ui.add(Button::secondary("Somebody else…").icon(icons::USERS).small()).clicked() {
                action = Some(OwnAction::Switch);
            }
        });
        action
    }

    fn all_of_it(&mut self, ui: &mut Ui) -> Option<OwnAction> {
        caption(ui, "All that is kept of you");
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::secondary("Copy it…").icon(icons::COPY).small()).clicked() {
                action = Some(OwnAction::Export);
            }
            if ui.add(Button::secondary("Delete it…").icon(icons::X).small()).clicked() {
                self.question = Some(OwnQuestion::Opening);
            }
        });
        action
    }

    /// The question whether to delete everything, over the page.
    fn ask(&mut self, ui: &Ui, person: PersonView<'_>, records: &RecordsView) -> Option<OwnAction> {
        let state = self.question?;
        let frame = Frame::window(&ui.ctx().style_of(ui.ctx().theme()));
        let width = (520.0 * theme::scale(ui).max(1.0)).min(ui.ctx().content_rect().width() - 96.0);
        let modal = Modal::new(Id::unique("delete everything")).frame(frame).show(ui.ctx(), |ui| {
            widgets::dialog(ui, "Delete everything kept of you?");
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::M;
            let ink = theme::tokens(ui).ink;
            widgets::heading(ui, &format!("Delete everything kept of {}?", person.name), Type::Heading);
            let text = format!(
                "All attempts of {} in {} are deleted, with their progress, if–then cards, lessons read and what waits to be \
                 sent. This cannot be undone. Copies elsewhere stay{}.",
                person.name,
                records.folder.display(),
                if records.sent_to.is_some() { ", also what a learning record store has already" } else { "" }
            );
            widgets::paragraph(ui, &text, Type::Body, ink);
            ui.horizontal_wrapped(|ui| {
                let keep = ui.add(Button::secondary("Keep everything"));
                if state == OwnQuestion::Opening {
                    keep.request_focus();
                }
                let delete = ui.add(Button::secondary("Delete everything").icon(icons::X)).clicked();
                (keep.clicked(), delete)
            })
            .inner
        });
        let (keep, delete) = modal.inner;
        self.question = (!keep && !delete && !modal.should_close()).then_some(OwnQuestion::Open);
        delete.then_some(OwnAction::Delete)
    }
}

/// The language in which the person practises, where there is a choice.
fn language(ui: &mut Ui, person: PersonView<'_>) -> Option<OwnAction> {
    let known: Vec<(&str, &str)> = person.languages.iter().map(|it| (it.tag.as_str(), it.name.as_str())).collect();
    if let [(_, only)] = known[..] {
        hint(ui, &format!("All scenarios here are in {only}."));
        return None;
    }
    caption(ui, "Language to practise in");
    let main = words::main_language(person.language);
    let mut wanted = known.iter().map(|(tag, _)| *tag).find(|tag| *tag == main).unwrap_or_default();
    let changed = widgets::segmented(ui, "Language to practise in", &mut wanted, &known);
    hint(ui, "The library shows the scenarios in this language first. Those in others are one click away.");
    changed.then(|| OwnAction::Language(wanted.to_owned()))
}

/// The folder of records, what is in it, and what is not.
fn folder(ui: &mut Ui, records: &RecordsView) -> Option<OwnAction> {
    let mut action = None;
    ui.add_space(space::XS);
    caption(ui, "Folder of records");
    let ink = theme::tokens(ui).ink;
    let text = format!("{}  {}", icons::FOLDER_OPEN, records.folder.display());
    widgets::paragraph(ui, &text, Type::Body, ink);
    let sent = match &records.sent_to {
        Some(store) => format!("All of it is also sent to the learning record store at {store}, which is set under “For organisations”."),
        None => "Nothing leaves this machine, unless you choose a shared folder, or sending is switched on under “For organisations”.".to_owned(),
    };
    hint(
        ui,
        &format!(
            "Kept there: your name and team, every play with its choices, their times, and its end. What you say in your \
             own words is kept beside it, for you alone: it is in no report and is never sent. {sent}"
        ),
    );
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::secondary("Keep them elsewhere…").icon(icons::FOLDER).small()).clicked() {
            action = Some(OwnAction::ChooseFolder);
        }
        if !records.is_usual && ui.add(Button::secondary("Usual folder").small()).clicked() {
            action = Some(OwnAction::UsualFolder);
        }
    });
    action
}
