//! A document to be read: what was recorded of a conversation whose story cannot be shown any more, or not yet.

mod chart;

use egui::{Align, Layout, Role, Ui, UiBuilder, vec2};

use super::parts;
use crate::export::{Block, Document, Mark, Marked, Run, Table, Weight};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{self, Button, Card, Chip, heading, label, paragraph, rich_text};
use crate::ui::{icons, layout};

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct DocumentView<'a> {
    /// The document.
    pub document: &'a Document,
    /// Whether the scenario can be played again.
    pub can_play: bool,
}

/// What the person asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentAction {
    /// Play the scenario from its beginning.
    Play,
    /// Go back.
    Close,
}

/// The screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct DocumentScreen;

impl DocumentScreen {
    /// Shows it in all of `ui`.
    pub fn ui(self, ui: &mut Ui, view: &DocumentView<'_>) -> Option<DocumentAction> {
        let ctx = ui.ctx();
        let mut action = Command::Close.pressed(ctx).then_some(DocumentAction::Close);
        if view.can_play && Command::PlayAgain.pressed(ctx) {
            action = Some(DocumentAction::Play);
        }
        parts::page(ui, "document", |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            layout::column(ui, WIDTH, |ui| {
                let asked = head(ui, view);
                action = action.or(asked);
                blocks(ui, view.document.blocks());
            });
        });
        action
    }
}

/// How wide lines grow at 100 % text size, in points.
const WIDTH: f32 = 860.0;

fn head(ui: &mut Ui, view: &DocumentView<'_>) -> Option<DocumentAction> {
    let mut action = None;
    let muted = theme::tokens(ui).muted;
    heading(ui, view.document.title(), Type::Display);
    label(ui, view.document.subtitle(), Type::Body, muted);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S + 2.0, space::S);
        let mut button = |ui: &mut Ui, command: Command, word: &str, asked: DocumentAction| {
            if ui.add(Button::secondary(word).key(&command.key())).clicked() {
                action = Some(asked);
            }
        };
        if view.can_play {
            let again = Command::PlayAgain;
            button(ui, again, again.label(), DocumentAction::Play);
        }
        button(ui, Command::Close, Command::Progress.label(), DocumentAction::Close);
    });
    action
}

/// Shows the parts of a document, one below the other.
pub(super) fn blocks(ui: &mut Ui, blocks: &[Block]) {
    let mut above = "";
    for block in blocks {
        if let Block::Heading(text) | Block::Subheading(text) = block {
            above = text;
        }
        show(ui, block, above);
    }
}

/// `above` is the heading that it stands under.
fn show(ui: &mut Ui, block: &Block, above: &str) {
    let (ink, muted) = (theme::tokens(ui).ink, theme::tokens(ui).muted);
    match block {
        Block::Heading(text) => {
            ui.add_space(space::L);
            heading(ui, text, Type::Title);
        }
        Block::Subheading(text) => {
            ui.add_space(space::S);
            heading(ui, text, Type::Strong);
        }
        Block::Paragraph(runs) => said(ui, runs),
        Block::Notice(text) => {
            Card::new().tone(Tone::Caution).margin(egui::Margin::symmetric(18, 12)).show(ui, |ui| {
                paragraph(ui, &format!("{}  {text}", icons::WARNING), Type::Body, ink);
            });
        }
        Block::Outcome { good, word, headline } => {
            let tone = if *good { Tone::Recovery } else { Tone::NoRecovery };
            let icon = if *good { icons::CHECK } else { icons::X };
            ui.add(Chip::new(&format!("Outcome: {word}")).icon(icon).tone(tone));
            if let Some(headline) = headline {
                heading(ui, headline, Type::Title);
            }
        }
        Block::Facts(it) => facts(ui, it),
        Block::Marks(marks) => marks.iter().for_each(|marked| mark(ui, marked)),
        Block::Table(it) => table(ui, it, above),
        Block::Quote { label: words, mark, words: said_words } => {
            let tone = mark.map_or(Tone::Neutral, tone);
            Card::new().tone(tone).margin(egui::Margin::symmetric(16, 12)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let sign = mark.map(|mark| format!("{} ", icon(mark))).unwrap_or_default();
                label(ui, &format!("{sign}{words}"), Type::SmallStrong, tone.strong(theme::tokens(ui)));
                said(ui, said_words);
            });
        }
        Block::Said { who, words } => {
            if let Some(who) = who {
                label(ui, who, Type::SmallStrong, muted);
            }
            said(ui, words);
        }
        Block::Card { title, words } => {
            Card::new().tone(Tone::Caution).margin(egui::Margin::symmetric(20, 13)).show(ui, |ui| {
                heading(ui, title, Type::Strong);
                said(ui, words);
            });
        }
    }
}

/// Names and values, in as many columns as there is room for.
#[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
fn facts(ui: &mut Ui, facts: &[(String, String)]) {
    let (ink, muted) = (theme::tokens(ui).ink, theme::tokens(ui).muted);
    let named: Vec<_> = facts.iter().map(|(name, value)| (format!("{name}:"), drawn(value))).collect();
    let width = |(name, value): &(String, String)| {
        text_width(ui, name, Type::Body) + space::XS + text_width(ui, value, Type::Strong) + space::L
    };
    let widest = named.iter().map(width).fold(0.0, f32::max).ceil();
    let room = ui.available_width();
    if widest > room {
        for (name, value) in &named {
            rich_text::show(ui, [(format!("{name} {value}"), false)], Type::Body, ink);
        }
        return;
    }
    let mut columns = 1;
    while columns < named.len() && widest * (columns + 1) as f32 <= room {
        columns += 1;
    }
    for row in named.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (name, value) in row {
                let size = vec2(widest, Type::Body.line_height(ui));
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(widest);
                    ui.spacing_mut().item_spacing.x = space::XS;
                    label(ui, name, Type::Body, muted);
                    label(ui, value, Type::Strong, ink);
                });
            }
        });
    }
}

/// A text with the signs of documents drawn by the icon font: the typeface has none.
fn drawn(text: &str) -> String {
    text.replace('✓', icons::CHECK).replace('✕', icons::X).replace('○', icons::CIRCLE).replace('→', icons::ARROW_RIGHT)
}

/// Running text.
fn said(ui: &mut Ui, runs: &[Run]) {
    let ink = theme::tokens(ui).ink;
    let mut job = egui::text::LayoutJob::default();
    for run in runs {
        let kind = if run.weight == Weight::Strong { Type::Strong } else { Type::Body };
        let part = rich_text::job(ui, [(run.text.as_str(), run.weight == Weight::Emphasis)], kind, ink);
        if let Some(section) = part.sections.first() {
            job.append(&drawn(&run.text), 0.0, section.format.clone());
        }
    }
    ui.add(egui::Label::new(job).wrap().selectable(true));
}

fn tone(mark: Mark) -> Tone {
    match mark {
        Mark::Good => Tone::Recovery,
        Mark::Bad => Tone::NoRecovery,
        Mark::Neither => Tone::Neutral,
    }
}

fn icon(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => icons::CHECK,
        Mark::Bad => icons::X,
        Mark::Neither => icons::CIRCLE,
    }
}

fn mark(ui: &mut Ui, marked: &Marked) {
    let tokens = theme::tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        label(ui, icon(marked.mark), Type::Strong, tone(marked.mark).strong(tokens));
        let text =
            if marked.place.is_empty() { marked.name.clone() } else { format!("{}: {}", marked.name, marked.place) };
        paragraph(ui, &text, Type::Body, tokens.ink);
    });
}

/// A table; as lines, each with the names of its columns, where it is too wide.
fn table(ui: &mut Ui, table: &Table, above: &str) {
    if let Some(it) = &table.chart {
        chart::show(ui, it, it.title != above);
    }
    let (ink, muted) = (theme::tokens(ui).ink, theme::tokens(ui).muted);
    let columns = table.head.len();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|cell| drawn(cell)).collect()).collect();
    let cells = || std::iter::once(&table.head).chain(&rows);
    let width = |column: usize| {
        let widths = cells().filter_map(|row| row.get(column)).map(|cell| text_width(ui, cell, Type::Small));
        widths.fold(0.0, f32::max) + space::L
    };
    let widths: Vec<f32> = (0..columns).map(width).collect();
    let fits = widths.iter().sum::<f32>() <= ui.available_width();
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(&*table.caption);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if !fits {
            for row in &rows {
                let named: Vec<_> = table.head.iter().zip(row).map(|(name, cell)| format!("{name}: {cell}")).collect();
                paragraph(ui, &named.join(" · "), Type::Small, ink);
            }
            return;
        }
        for (number, row) in cells().enumerate() {
            let (kind, colour) = if number == 0 { (Type::SmallStrong, muted) } else { (Type::Small, ink) };
            let size = vec2(ui.available_width(), kind.line_height(ui));
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let mut left = rect.left();
            let mut told = Vec::new();
            for (cell, width) in row.iter().zip(&widths) {
                let at = egui::pos2(left, rect.center().y);
                let place = ui.painter().text(at, egui::Align2::LEFT_CENTER, cell, kind.font(ui), colour);
                told.push((place, cell.as_str()));
                left += width;
            }
            widgets::row(ui, rect, &row.join(", "), number == 0, &told);
        }
    });
}
