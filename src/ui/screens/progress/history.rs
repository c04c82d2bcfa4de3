//! The history: every conversation, the newest first, each leading to its debrief.

mod row;

use egui::{Ui, vec2};
use uuid::Uuid;

use super::super::parts;
use super::ProgressView;
use super::filter::{Filter, Standing};
use crate::engine::Mode;
use crate::report::progress::Progress;
use crate::ui::commands::Command;
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{self, Button, Card, Chip, heading, label};
use crate::ui::{announce, icons};
use crate::words;

/// So many rows are shown at a time.
const PAGE: usize = 25;

/// What is typed, picked and leafed through.
#[derive(Debug, Default)]
pub(super) struct History {
    filter: Filter,
    /// Which rows the filter lets through, and what that was found out from.
    found: Option<FoundRows>,
    /// The first row that is shown.
    first: usize,
    /// The first row gets the focus in the next frame.
    to_first: bool,
}

#[derive(Debug)]
struct FoundRows {
    filter: Filter,
    /// The newest attempt and how many there are: a history only ever grows at its new end, or is read anew.
    of: (Option<Uuid>, usize),
    rows: Vec<usize>,
    /// The ways in which conversations ended, and the modes, that occur at all.
    standings: Vec<Standing>,
    modes: Vec<Mode>,
}

impl History {
    /// Shows the card; the attempt that was asked for.
    pub(super) fn card(&mut self, ui: &mut Ui, view: &ProgressView<'_>, progress: &Progress) -> Option<Uuid> {
        let mut opened = None;
        Card::new().name(TITLE).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let found = self.find(progress);
            self.filters(ui, &found);
            if found.rows.is_empty() {
                self.nothing_found(ui);
            } else {
                self.first = self.first.min((found.rows.len() - 1) / PAGE * PAGE);
                ui.add_space(space::XS);
                opened = self.table(ui, view, progress, &found.rows);
                self.pager(ui, found.rows.len());
            }
            self.found = Some(found);
        });
        opened
    }

    /// Which rows are shown; looked for only where something has changed.
    fn find(&mut self, progress: &Progress) -> FoundRows {
        let of = (progress.rows.first().map(|row| row.attempt), progress.rows.len());
        if let Some(found) = self.found.take_if(|found| found.filter == self.filter && found.of == of) {
            return found;
        }
        self.first = 0;
        let rows = &progress.rows;
        let occurs = |standing: &Standing| rows.iter().any(|row| Standing::of(row) == *standing);
        let is_played = |mode: &Mode| rows.iter().any(|row| row.mode == *mode);
        FoundRows {
            rows: self.filter.found(rows),
            standings: Standing::ALL.into_iter().filter(occurs).collect(),
            modes: Mode::ALL.iter().copied().filter(is_played).collect(),
            filter: self.filter.clone(),
            of,
        }
    }

    fn filters(&mut self, ui: &mut Ui, found: &FoundRows) {
        let hint = "Search your conversations";
        let chip_row = Type::CaptionStrong.size(ui) * 1.3 + 9.0;
        let width = (250.0 * theme::scale(ui)).min(ui.available_width() - 40.0);
        let (widths, height) = (text_width(ui, TITLE, Type::Strong) + width + 60.0, Type::Body.line_height(ui) + 18.0);
        let title = |ui: &mut Ui| heading(ui, TITLE, Type::Strong);
        parts::ends(ui, widths, height, title, |ui| {
            let field = widgets::search_field(ui, &mut self.filter.search, hint, width);
            if Command::Search.pressed(ui.ctx()) {
                field.request_focus();
                field.scroll_to_me(None);
            }
            if field.lost_focus() {
                let (enter, escape) =
                    ui.input(|input| (input.key_pressed(egui::Key::Enter), input.key_pressed(egui::Key::Escape)));
                self.to_first = enter;
                if escape {
                    self.filter.search.clear();
                }
            }
            if field.changed() {
                let count = found.rows.len();
                announce::polite(ui.ctx(), words::count(count, "conversation", "conversations"));
            }
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            ui.set_row_height(chip_row);
            if ui.add(Chip::new("All").choice(self.filter.standing.is_none() && self.filter.mode.is_none())).clicked() {
                (self.filter.standing, self.filter.mode) = (None, None);
            }
            if found.standings.len() > 1 {
                for &standing in &found.standings {
                    choice(ui, standing.label(), standing, &mut self.filter.standing);
                }
            }
            if found.modes.len() > 1 {
                ui.add_space(space::M);
                for &mode in &found.modes {
                    choice(ui, mode.label(), mode, &mut self.filter.mode);
                }
            }
        });
        if !self.filter.is_empty() && !found.rows.is_empty() {
            let muted = theme::tokens(ui).muted;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::M, space::XS);
                let left = format!("Filtered: {} of {} conversations", found.rows.len(), found.of.1);
                label(ui, &left, Type::Small, muted);
                if ui.add(Button::secondary("Clear filters").icon(icons::X).small()).clicked() {
                    self.filter = Filter::default();
                }
            });
        }
    }

    fn table(&mut self, ui: &mut Ui, view: &ProgressView<'_>, progress: &Progress, found: &[usize]) -> Option<Uuid> {
        let columns = row::Columns::of(ui);
        if let Some(columns) = &columns {
            row::head(ui, columns);
        }
        let shown = &found[self.first..found.len().min(self.first + PAGE)];
        let mut opened = None;
        widgets::list(ui, TITLE, found.len(), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (position, &at) in shown.iter().enumerate() {
                let it = &progress.rows[at];
                let show = |ui: &mut Ui| row::show(ui, view, it, columns.as_ref());
                let response = widgets::item(ui, self.first + position, show);
                if position == 0 && std::mem::take(&mut self.to_first) {
                    response.request_focus();
                }
                if response.clicked() {
                    opened = Some(it.attempt);
                }
            }
        });
        opened
    }

    /// "26–50 of 1,203", and the way to the others.
    fn pager(&mut self, ui: &mut Ui, all: usize) {
        if all <= PAGE {
            return;
        }
        let last = all.min(self.first + PAGE);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            let newer = Button::secondary("Newer").icon(icons::CARET_LEFT).small();
            if ui.add_enabled(self.first > 0, newer).clicked() {
                self.first = self.first.saturating_sub(PAGE);
            }
            let older = Button::secondary("Older").icon(icons::CARET_RIGHT).small();
            if ui.add_enabled(last < all, older).clicked() {
                self.first += PAGE;
            }
            let muted = theme::tokens(ui).muted;
            label(ui, &format!("{}–{last} of {all}", self.first + 1), Type::Small, muted);
        });
    }

    fn nothing_found(&mut self, ui: &mut Ui) {
        let muted = theme::tokens(ui).muted;
        ui.add_space(space::S);
        label(ui, "No conversation is like that.", Type::Body, muted);
        if !self.filter.is_empty() && ui.add(Button::secondary("Show all conversations").small()).clicked() {
            self.filter = Filter::default();
        }
    }
}

const TITLE: &str = "History";

/// A chip that picks this value, or no longer.
fn choice<T: Copy + PartialEq>(ui: &mut Ui, word: &str, value: T, picked: &mut Option<T>) {
    let is_picked = *picked == Some(value);
    if ui.add(Chip::new(word).filter(is_picked)).clicked() {
        *picked = (!is_picked).then_some(value);
    }
}
