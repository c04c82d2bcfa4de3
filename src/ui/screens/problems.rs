//! The page of a file that has problems: all of them, as the checker tells them.

mod excerpt;
mod list;

use std::sync::Arc;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::scenario::{Diagnostic, Report, Severity};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button};
use crate::ui::{announce, icons, layout};
use crate::words;

use list::{List, Row};

/// The problems of one file, made ready to be shown. Made once for each check, not in every frame.
#[derive(Clone, Debug)]
pub struct Problems {
    file: String,
    source: Arc<str>,
    diagnostics: Vec<Diagnostic>,
    /// "3 problems in late-unit.ron".
    title: String,
    /// "2 errors and 1 warning".
    counts: String,
    rows: Vec<Row>,
}

impl Problems {
    /// `file` is its name for people; `diagnostics` are in the order of the file. Errors are shown before the rest.
    #[must_use]
    pub fn new(file: &str, source: Arc<str>, diagnostics: &[Diagnostic]) -> Self {
        let mut diagnostics = diagnostics.to_vec();
        diagnostics.sort_by_key(|found| found.severity);
        let report = Report::new(file, source.as_bytes());
        let rows = diagnostics.iter().map(|found| Row::new(&report, &source, found)).collect();
        let how_many = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
        let counts: Vec<String> = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Advice, "piece of advice", "pieces of advice"),
        ]
        .into_iter()
        .map(|(severity, one, many)| (how_many(severity), one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| words::count(count, one, many))
        .collect();
        let title = match diagnostics.len() {
            0 => format!("Nothing is wrong in {file}"),
            count => format!("{} in {file}", words::count(count, "problem", "problems")),
        };
        Self { file: file.to_owned(), title, counts: words::list(&counts), rows, source, diagnostics }
    }

    /// The name of the file, for people.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// All of them as text, as the command line prints them.
    #[must_use]
    pub fn as_text(&self) -> String {
        let report = Report::new(&self.file, self.source.as_bytes());
        self.diagnostics.iter().map(|found| report.render(found, false) + "\n\n").collect()
    }

    fn has_errors(&self) -> bool {
        self.diagnostics.first().is_some_and(|found| found.severity == Severity::Error)
    }
}

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct ProblemsView<'a> {
    /// What was found.
    pub problems: &'a Problems,
    /// Whether the scenario can be played as it is.
    pub playable: Playable,
}

/// Whether a scenario in which something was found can be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Playable {
    /// Nothing can be heard of it before it is mended.
    No,
    /// It has errors, and can be heard all the same: what is missing says so.
    AsDraft,
    /// It has none.
    Yes,
}

/// What the person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemsAction {
    /// Go back to the library.
    Back,
    /// Read and check the file again.
    CheckAgain,
    /// Play it as it is, with errors as a draft.
    PlayAnyway,
    /// Copy [`Problems::as_text`].
    CopyAll,
}

/// The page.
#[derive(Debug, Default)]
pub struct ProblemsScreen {
    list: List,
    /// The text that was checked, which is another one after each check: what is new is announced.
    seen: Option<Arc<str>>,
    copied: bool,
}

impl ProblemsScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &ProblemsView<'_>) -> Option<ProblemsAction> {
        let mut action = Command::Close.pressed(ui.ctx()).then_some(ProblemsAction::Back);
        let problems = view.problems;
        let is_new = self.seen.as_ref().is_none_or(|seen| !Arc::ptr_eq(seen, &problems.source));
        if is_new {
            self.seen = Some(Arc::clone(&problems.source));
            self.copied = false;
            announce::now(ui.ctx(), format!("{}: {}", problems.title, problems.counts));
        }
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if is_new {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 34, right: 34, top: 24, bottom: 34 }).show(ui, |ui| {
                layout::column(ui, 960.0, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let asked = self.head(ui, view, is_new);
                    action = action.or(asked);
                    ui.add_space(20.0);
                    self.list.show(ui, &problems.rows);
                    layout::scroll_by_keys(ui);
                });
            });
        });
        action
    }

    fn head(&mut self, ui: &mut Ui, view: &ProblemsView<'_>, is_new: bool) -> Option<ProblemsAction> {
        let tokens = theme::tokens(ui);
        let problems = view.problems;
        let mut action = None;
        let esc = Command::Close.key();
        if ui.add(Button::secondary("Back").icon(icons::ARROW_LEFT).key(&esc).small()).clicked() {
            action = Some(ProblemsAction::Back);
        }
        ui.add_space(space::L);
        widgets::heading(ui, &problems.title, Type::Display);
        ui.add_space(5.0);
        if !problems.counts.is_empty() {
            let todo = if problems.has_errors() {
                match view.playable {
                    Playable::AsDraft => {
                        "Mend the errors in a text editor, save the file, then check again. You can play it as a draft \
                         meanwhile: what is missing says so, and nothing of it is kept."
                    }
                    _ => "Mend the errors in a text editor, save the file, then check again.",
                }
            } else {
                "It can be played as it is. These places are worth a look."
            };
            widgets::label(ui, &format!("{}. {todo}", problems.counts), Type::Body, tokens.muted);
        }
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let mut button = |ui: &mut Ui, button: Button<'_>, asked: ProblemsAction| {
                let response = ui.add(button);
                if response.clicked() {
                    action = Some(asked);
                }
                response
            };
            let check =
                button(ui, Button::primary("Check again").icon(icons::ARROW_CLOCKWISE), ProblemsAction::CheckAgain);
            if is_new {
                check.request_focus();
            }
            let play = match view.playable {
                Playable::No => None,
                Playable::AsDraft => Some("Play it all the same"),
                Playable::Yes => Some("Play it anyway"),
            };
            if let Some(play) = play {
                button(ui, Button::secondary(play).icon(icons::PLAY), ProblemsAction::PlayAnyway);
            }
            if !problems.rows.is_empty() {
                let (word, icon) = if self.copied { ("Copied", icons::CHECK) } else { ("Copy all", icons::COPY) };
                if button(ui, Button::secondary(word).icon(icon), ProblemsAction::CopyAll).clicked() {
                    self.copied = true;
                    announce::polite(ui.ctx(), "Copied");
                }
            }
        });
        action
    }
}
