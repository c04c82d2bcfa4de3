//! Progress: what somebody's own conversations come to, and every old one.
//!
//! Whatever a chart shows can be read as text as well: each says what it shows to screen readers, and a switch puts
//! sentences and tables in the place of all charts.

mod cards;
mod course;
mod export;
mod filter;
mod history;
mod skills;
mod trend;
mod when;

use egui::Ui;
use jiff::Zoned;
use uuid::Uuid;

use super::parts::{self, Rows};
use crate::report::progress::Progress;
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{Button, Card, heading, label, paragraph, toggle};
use crate::ui::{icons, layout};
use crate::words;

pub use course::TrapExample;
pub use export::ExportKind;
pub use when::date;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct ProgressView<'a> {
    /// How far the attempts are known.
    pub state: ProgressState<'a>,
    /// Now, in the person's zone.
    pub now: &'a Zoned,
    /// What could not be read, a sentence each.
    pub notices: &'a [String],
    /// The refreshers of today; `None` where there are none to speak of.
    pub refreshers: Option<RefreshersView>,
    /// The title of the scenario to practise the most telling circumstance with, where there is one.
    pub practise: Option<&'a str>,
    /// What the person said when they fell into each of their traps last, in the order of the traps.
    pub examples: &'a [Option<TrapExample>],
    /// The attempts that can be gone on with.
    pub open: &'a [Uuid],
}

/// How far somebody's attempts are known.
#[derive(Clone, Copy, Debug)]
pub enum ProgressState<'a> {
    /// A guest practises, of whom nothing is kept.
    Guest,
    /// They are being read for the first time.
    Reading,
    /// They could not be read, and why.
    Failed(&'a str),
    /// They have been read.
    Known(&'a Progress),
}

/// The refreshers of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshersView {
    /// How many are due.
    pub due: usize,
}

/// What the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressAction {
    /// Open the debrief of an attempt, or go on with it where that is possible.
    Open(Uuid),
    /// Open the scenario with which to practise the most telling circumstance.
    Practise,
    /// Begin the refreshers of today.
    Refresh,
    /// Put something of it into a file.
    Export(ExportKind),
    /// See what the attempts of a group come to.
    Group,
    /// Read the attempts again.
    ReadAgain,
    /// Choose who practises.
    ChooseName,
    /// Go to the library.
    Library,
    /// Go back.
    Close,
}

/// The screen.
#[derive(Debug, Default)]
pub struct ProgressScreen {
    /// Whether sentences and tables stand in the place of charts.
    as_text: bool,
    /// Which recovery model's steps are shown, by its id; the one with the most choices, where absent.
    model: Option<String>,
    history: history::History,
    export: export::Export,
    first_row: Rows,
    second_row: Rows,
}

impl ProgressScreen {
    /// Shows it in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &ProgressView<'_>) -> Option<ProgressAction> {
        let mut action = None;
        parts::page(ui, "progress", |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            action = self.content(ui, view);
        });
        let exported = self.export.ask(ui).map(ProgressAction::Export);
        let close = || Command::Close.pressed(ui.ctx()).then_some(ProgressAction::Close);
        action.or(exported).or_else(close)
    }

    fn content(&mut self, ui: &mut Ui, view: &ProgressView<'_>) -> Option<ProgressAction> {
        let progress = match view.state {
            ProgressState::Known(progress) if !progress.rows.is_empty() => progress,
            ProgressState::Known(_) => {
                title(ui, "");
                unread(ui, view.notices);
                return nothing_yet(ui);
            }
            ProgressState::Guest => {
                title(ui, "");
                return guest(ui);
            }
            ProgressState::Reading => {
                title(ui, "Reading your attempts…");
                return None;
            }
            ProgressState::Failed(error) => {
                title(ui, "");
                return failed(ui, error);
            }
        };
        self.head(ui, view, progress);
        unread(ui, view.notices);
        ui.add_space(space::XS);
        let mut action = cards::show(ui, view, progress, &mut self.first_row);
        ui.add_space(space::S);
        let asked = self.skills_and_traps(ui, view, progress);
        action = action.or(asked);
        ui.add_space(space::S);
        trend::card(ui, progress, self.as_text);
        ui.add_space(space::S);
        let opened = self.history.card(ui, view, progress);
        ui.add_space(space::S);
        let group = Command::GroupReport;
        let button = Button::secondary("Report on a group…").icon(icons::USERS).small();
        let asked = ui.add(button).on_hover_text(group.tooltip()).clicked();
        action.or(opened.map(ProgressAction::Open)).or(asked.then_some(ProgressAction::Group))
    }

    /// "Your progress", what it is made of, the switch between charts and text, and the way out.
    fn head(&mut self, ui: &mut Ui, view: &ProgressView<'_>, progress: &Progress) {
        let conversations = words::count(progress.rows.len(), "conversation", "conversations");
        let since = progress.since.map(|at| format!(" since {}", date(at, view.now))).unwrap_or_default();
        let under = format!("{conversations}{since}");
        let (switch, export) = ("Show as text", "Export…");
        let buttons = text_width(ui, switch, Type::Body) + text_width(ui, export, Type::Strong);
        let widths = text_width(ui, TITLE, Type::Display).max(text_width(ui, &under, Type::Body)) + buttons;
        let height = Type::Display.line_height(ui) + Type::Body.line_height(ui);
        let as_text = &mut self.as_text;
        let ((), asked) = parts::ends(
            ui,
            widths + Type::Body.size(ui) * 3.0 + 100.0,
            height,
            |ui| {
                ui.vertical(|ui| title(ui, &under));
            },
            |ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                toggle(ui, as_text, switch).on_hover_text("Sentences and tables in the place of charts.");
                ui.add(Button::secondary(export).icon(icons::EXPORT)).on_hover_text(export::WHAT).clicked()
            },
        );
        if asked {
            self.export.open();
        }
    }

    fn skills_and_traps(
        &mut self,
        ui: &mut Ui,
        view: &ProgressView<'_>,
        progress: &Progress,
    ) -> Option<ProgressAction> {
        let stacked = ui.available_width() < LEAST_FOR_TWO * theme::scale(ui);
        let mut rows = if stacked { Rows::default() } else { std::mem::take(&mut self.second_row) };
        let mut practise = false;
        layout::pair(ui, LEAST_FOR_TWO, 0.54, space::L, |ui, number| {
            let name = if number == 0 { skills::TITLE } else { course::TITLE };
            Card::new().name(name).show(ui, |ui| {
                rows.row(ui, 0, |ui| {
                    ui.spacing_mut().item_spacing.y = space::S;
                    if number == 0 {
                        skills::show(ui, progress, &mut self.model, self.as_text);
                    } else {
                        practise = course::show(ui, progress, view, self.as_text);
                    }
                });
            });
        });
        if !stacked {
            rows.end(ui);
            self.second_row = rows;
        }
        practise.then_some(ProgressAction::Practise)
    }
}

const TITLE: &str = "Your progress";

/// Below this many points at 100 % text size, skills and traps stand below each other.
const LEAST_FOR_TWO: f32 = 800.0;

fn title(ui: &mut Ui, under: &str) {
    ui.spacing_mut().item_spacing.y = space::XS;
    heading(ui, TITLE, Type::Display);
    if !under.is_empty() {
        let muted = theme::tokens(ui).muted;
        label(ui, under, Type::Body, muted);
    }
}

/// What could not be read.
fn unread(ui: &mut Ui, notices: &[String]) {
    if notices.is_empty() {
        return;
    }
    Card::new().tone(Tone::Caution).margin(egui::Margin::symmetric(18, 12)).name("Not everything could be read").show(
        ui,
        |ui| {
            let ink = theme::tokens(ui).ink;
            for notice in notices {
                paragraph(ui, &format!("{}  {notice}", icons::WARNING), Type::Body, ink);
            }
        },
    );
}

/// A card with a few words and one thing to do.
fn invitation(ui: &mut Ui, head: &str, text: &str, button: &str, icon: &str) -> bool {
    ui.add_space(space::M);
    Card::new()
        .name(head)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let ink = theme::tokens(ui).ink;
            heading(ui, head, Type::Heading);
            paragraph(ui, text, Type::Body, ink);
            ui.add_space(space::XS);
            ui.add(Button::primary(button).icon(icon)).clicked()
        })
        .inner
}

fn nothing_yet(ui: &mut Ui) -> Option<ProgressAction> {
    let text = "Here you will see how your customers fared, which steps come easily to you, what pulls you off course, and \
        every conversation again. It begins with your first reply.";
    let chosen = invitation(ui, "Nothing here yet", text, "Choose a scenario", icons::CHAT);
    chosen.then_some(ProgressAction::Library)
}

fn guest(ui: &mut Ui) -> Option<ProgressAction> {
    let text = "You practise as a guest: nothing of your conversations is kept, so there is nothing to show here. Choose a \
        name, and from then on they stay on this machine, for you to look back on.";
    let chosen = invitation(ui, "Nothing is kept of a guest", text, "Choose a name…", icons::USER);
    chosen.then_some(ProgressAction::ChooseName)
}

fn failed(ui: &mut Ui, error: &str) -> Option<ProgressAction> {
    let chosen = invitation(ui, "Your attempts could not be read", error, "Read again", icons::ARROW_CLOCKWISE);
    chosen.then_some(ProgressAction::ReadAgain)
}
