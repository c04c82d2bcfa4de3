//! The report on a group: whose folders, what is asked, and what their attempts come to.

mod question;

use egui::{ProgressBar, Ui, vec2};

use super::{document, parts};
use crate::export::Document;
use crate::ui::commands::Command;
use crate::ui::icons;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{Button, Card, heading, label, paragraph};
use crate::words;

pub use question::Asked;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct GroupView<'a> {
    /// The folders that were chosen, in words.
    pub folders: &'a [String],
    /// What is asked of them.
    pub asked: &'a Asked,
    /// How far that is known.
    pub state: GroupState<'a>,
}

/// How far a report is known.
#[derive(Clone, Copy, Debug)]
pub enum GroupState<'a> {
    /// No folder has been chosen yet.
    Nothing,
    /// Attempts are being read.
    Reading {
        /// So many files have been read.
        done: usize,
        /// So many were found.
        all: usize,
    },
    /// They have been read, and are being counted.
    Counting,
    /// There is no report, and why.
    Failed(&'a str),
    /// There is one.
    Known {
        /// What it says.
        document: &'a Document,
        /// What could not be read, a line each.
        left_out: &'a [String],
    },
}

/// What the person asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupAction {
    /// Choose the folder to report on.
    ChooseFolder,
    /// Choose one more.
    AddFolder,
    /// Report on the records of this machine.
    OwnRecords,
    /// Read the folders once more.
    ReadAgain,
    /// Stop reading.
    Stop,
    /// Ask something else of the same attempts.
    Ask(Asked),
    /// Put the report into a file.
    Save,
    /// Go back.
    Close,
}

/// The screen.
#[derive(Debug, Default)]
pub struct GroupScreen {
    question: question::GroupQuestion,
}

/// So many things that could not be read are named.
const NAMED: usize = 20;

impl GroupScreen {
    /// Shows it in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &GroupView<'_>) -> Option<GroupAction> {
        let mut action = None;
        parts::page(ui, "group", |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let asked = head(ui, view);
            let below = match view.state {
                GroupState::Nothing => invitation(ui),
                GroupState::Reading { done, all } => reading(ui, done, all),
                GroupState::Counting => {
                    label(ui, "Counting…", Type::Body, theme::tokens(ui).muted);
                    None
                }
                GroupState::Failed(error) => {
                    notice(ui, "There is no report", &[error.to_owned()]);
                    None
                }
                GroupState::Known { document, left_out } => {
                    let asked = self.question.show(ui, view.asked).map(GroupAction::Ask);
                    unread(ui, left_out);
                    ui.add_space(space::XS);
                    label(ui, document.subtitle(), Type::Strong, theme::tokens(ui).ink);
                    document::blocks(ui, document.blocks());
                    asked
                }
            };
            action = asked.or(below);
        });
        action.or_else(|| Command::Close.pressed(ui.ctx()).then_some(GroupAction::Close))
    }
}

/// The title, the folders, and what can be done with them.
fn head(ui: &mut Ui, view: &GroupView<'_>) -> Option<GroupAction> {
    let muted = theme::tokens(ui).muted;
    heading(ui, "Report on a group", Type::Display);
    if matches!(view.state, GroupState::Nothing) {
        return None;
    }
    label(ui, &view.folders.join("\n"), Type::Body, muted);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
        let mut button = |ui: &mut Ui, icon: &str, words: &str, asked: GroupAction| {
            if ui.add(Button::secondary(words).icon(icon).small()).clicked() {
                action = Some(asked);
            }
        };
        if matches!(view.state, GroupState::Known { .. }) {
            button(ui, icons::EXPORT, "Save the report…", GroupAction::Save);
        }
        button(ui, icons::FOLDER, "Another folder…", GroupAction::ChooseFolder);
        button(ui, icons::FOLDER_OPEN, "One more folder…", GroupAction::AddFolder);
        if !matches!(view.state, GroupState::Reading { .. } | GroupState::Counting) {
            button(ui, icons::ARROW_CLOCKWISE, "Read again", GroupAction::ReadAgain);
        }
    });
    action
}

/// What the page is for, and the way in.
fn invitation(ui: &mut Ui) -> Option<GroupAction> {
    let mut action = None;
    label(ui, "What many people’s conversations come to.", Type::Body, theme::tokens(ui).muted);
    ui.add_space(space::M);
    Card::new().name("Choose a folder").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let ink = theme::tokens(ui).ink;
        heading(ui, "Choose a folder", Type::Heading);
        let text = "Take the folder in which a group keeps its records: a shared folder, or one with the copies that people have \
            given you, each in a folder of its own. It is only read, and nothing of it leaves this machine. An attempt that lies \
            there twice counts once.";
        paragraph(ui, text, Type::Body, ink);
        let text = "You see the skill in each step at first and now, how conversations ended, what pulls people off course, and \
            the hardest decisions. Groups of fewer than five people are not told apart.";
        paragraph(ui, text, Type::Body, ink);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
            if ui.add(Button::primary("Choose a folder…").icon(icons::FOLDER)).clicked() {
                action = Some(GroupAction::ChooseFolder);
            }
            if ui.add(Button::secondary("Records of this machine")).clicked() {
                action = Some(GroupAction::OwnRecords);
            }
        });
    });
    action
}

#[expect(clippy::cast_precision_loss, reason = "only drawn")]
fn reading(ui: &mut Ui, done: usize, all: usize) -> Option<GroupAction> {
    let words = if all == 0 {
        "Looking for attempts…".to_owned()
    } else {
        format!("{done} of {} read", words::count(all, "file", "files"))
    };
    let mut stop = false;
    ui.add_space(space::M);
    Card::new().name("Reading").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        let tokens = theme::tokens(ui);
        label(ui, &words, Type::Body, tokens.ink);
        let share = if all == 0 { 0.0 } else { done as f32 / all as f32 };
        let bar = ui.add(ProgressBar::new(share).fill(tokens.accent).corner_radius(space::CORNER_SMALL));
        ui.ctx().accesskit_node_builder(bar.id, |node| node.set_label("Reading attempts"));
        stop = ui.add(Button::secondary("Stop").icon(icons::X).small()).clicked();
    });
    stop.then_some(GroupAction::Stop)
}

/// What could not be read.
fn unread(ui: &mut Ui, left_out: &[String]) {
    if left_out.is_empty() {
        return;
    }
    let mut lines: Vec<String> = left_out.iter().take(NAMED).cloned().collect();
    if left_out.len() > NAMED {
        lines.push(format!("And {} more.", left_out.len() - NAMED));
    }
    notice(ui, "Not everything could be read; the rest counts", &lines);
}

fn notice(ui: &mut Ui, title: &str, lines: &[String]) {
    Card::new().tone(Tone::Caution).margin(egui::Margin::symmetric(18, 12)).name(title).show(ui, |ui| {
        let tokens = theme::tokens(ui);
        label(ui, &format!("{}  {title}", icons::WARNING), Type::Strong, tokens.caution);
        for line in lines {
            paragraph(ui, line, Type::Small, tokens.ink);
        }
    });
}
