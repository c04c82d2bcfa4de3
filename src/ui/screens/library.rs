//! The library: what can be practised, what was left, and what was opened lately.

mod card;
mod drop;
mod grid;
mod recent;
pub(super) mod refreshers;
mod suggestion;
mod view;

use egui::{Align, Frame, Layout, Margin, Response, ScrollArea, Ui, UiBuilder};

use super::super::portraits::Portraits;
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, Card, Chip};
use crate::ui::{announce, icons, layout};
use crate::words;

pub use drop::drop_overlay;
pub use view::{CardView, Cards, Ended, Face, Leads, LibraryView, NextView, Origin, Status};

/// How many tags can be filtered by; the search finds the others.
const TAGS: usize = 8;

/// What the person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LibraryAction {
    /// Open the page of this card’s scenario.
    Play(usize),
    /// See what is wrong with the file of this card.
    Problems(usize),
    /// Choose a file to open.
    OpenFile,
    /// Open this one of the recent files.
    OpenRecent(usize),
    /// Do the refreshers that are due.
    Refresh,
    /// Do what [`LibraryView::next`] suggests.
    Next,
    /// Read the person's own folder again.
    ReloadFolder,
}

/// The page, and what is typed and picked on it.
#[derive(Debug, Default)]
pub struct LibraryScreen {
    search: String,
    tag: Option<String>,
    /// Only what is in other languages than the person’s, instead of what is in theirs.
    in_others: bool,
    /// The first card found gets the focus in the next frame.
    to_first: bool,
}

impl LibraryScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &LibraryView<'_>, portraits: &mut Portraits) -> Option<LibraryAction> {
        drop_overlay(ui);
        let mut action = None;
        if Command::OpenFile.pressed(ui.ctx()) {
            action = Some(LibraryAction::OpenFile);
        }
        let first = match view.next {
            Some(_) => Some(LibraryAction::Next),
            None => (view.refreshers > 0).then_some(LibraryAction::Refresh),
        };
        if first.is_some() && Command::Continue.pressed(ui.ctx()) {
            action = first;
        }
        ScrollArea::vertical().id_salt("library").auto_shrink(false).show(ui, |ui| {
            let margin = Margin { left: 34, right: 34, top: 24, bottom: 34 };
            Frame::new().inner_margin(margin).show(ui, |ui| {
                layout::column(ui, width(view.cards), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let shown = self.content(ui, view, portraits);
                    action = action.or(shown);
                    layout::scroll_by_keys(ui);
                });
            });
        });
        action
    }

    fn content(&mut self, ui: &mut Ui, view: &LibraryView<'_>, portraits: &mut Portraits) -> Option<LibraryAction> {
        let mut action = None;
        if head(ui) {
            action = Some(LibraryAction::OpenFile);
        }
        ui.add_space(20.0);
        if !view.notices.is_empty() {
            if notices(ui, view.notices) {
                action = Some(LibraryAction::ReloadFolder);
            }
            ui.add_space(20.0);
        }
        if let Some(next) = view.next {
            if suggestion::banner(ui, next, portraits) {
                action = Some(LibraryAction::Next);
            }
            ui.add_space(20.0);
        }
        if view.refreshers > 0 {
            if refreshers::banner(ui, view.refreshers, view.next.is_none()) {
                action = Some(LibraryAction::Refresh);
            }
            ui.add_space(20.0);
        }
        // A tag that has gone with its file filters nothing.
        if self.tag.as_ref().is_some_and(|tag| view.cards.tags.iter().all(|known| known.name != *tag)) {
            self.tag = None;
        }
        self.in_others &= view.cards.others.is_some();
        let field = self.filters(ui, view.cards);
        ui.add_space(20.0);
        let found = self.found(view.cards);
        if field.changed() {
            announce::polite(ui.ctx(), words::count(found.len(), "scenario", "scenarios"));
        }
        if self.is_filtered() && !found.is_empty() {
            self.what_is_left(ui, found.len(), view.cards.len());
            ui.add_space(space::L);
        }
        if found.is_empty() {
            self.nothing_found(ui);
        } else {
            let to_first = std::mem::take(&mut self.to_first);
            let chosen = grid::show(ui, view.cards, &found, portraits, &field, to_first);
            action = action.or(chosen.map(|index| match view.cards.list[index].card.status {
                Status::Broken { .. } => LibraryAction::Problems(index),
                _ => LibraryAction::Play(index),
            }));
        }
        if !view.recent.is_empty() {
            ui.add_space(space::XL);
            action = action.or(recent::list(ui, view.recent).map(LibraryAction::OpenRecent));
        }
        action
    }

    /// The cards that the search and the chosen tag or languages let through.
    fn found(&self, cards: &Cards) -> Vec<usize> {
        let search = self.search.to_lowercase();
        let tagged = |card: &view::Prepared| self.tag.as_ref().is_none_or(|tag| card.card.tags.contains(tag));
        let cards = cards.list.iter().enumerate();
        let spoken = |card: &view::Prepared| card.card.other_language.is_some() == self.in_others;
        cards
            .filter(|(_, card)| spoken(card) && tagged(card) && card.matches(&search))
            .map(|(index, _)| index)
            .collect()
    }

    /// The tags and the search, beside each other or, where it is narrow, below each other. Returns the search field.
    fn filters(&mut self, ui: &mut Ui, cards: &Cards) -> Response {
        let room = ui.available_rect_before_wrap();
        let width = (230.0 * theme::scale(ui)).min(room.width());
        if layout::is_narrow(ui, room.width() + 100.0) {
            let response = self.search_field(ui, room.width());
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| self.tags(ui, cards));
            return response;
        }
        let field = room.with_min_x(room.right() - width);
        let mut right = ui.new_child(UiBuilder::new().max_rect(field).layout(Layout::top_down(Align::Min)));
        let response = self.search_field(&mut right, width);
        let height = right.min_rect().height();
        let left = room.with_max_x(field.left() - space::L);
        let left = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            // The first row stands in the middle of the field's height.
            ui.add_space(((height - chip_height(ui)) / 2.0).max(0.0));
            ui.horizontal_wrapped(|ui| self.tags(ui, cards));
        });
        ui.add_space((height - left.response.rect.height()).max(0.0));
        response
    }

    fn tags(&mut self, ui: &mut Ui, cards: &Cards) {
        ui.spacing_mut().item_spacing = egui::vec2(10.0, space::S);
        ui.set_row_height(chip_height(ui));
        widgets::heading(ui, "All scenarios", Type::Strong);
        if ui.add(Chip::new(&cards.all).choice(self.tag.is_none() && !self.in_others)).clicked() {
            (self.tag, self.in_others) = (None, false);
        }
        for tag in cards.tags.iter().take(TAGS) {
            let chosen = self.tag.as_ref() == Some(&tag.name);
            if ui.add(Chip::new(&tag.label).filter(chosen)).clicked() {
                (self.tag, self.in_others) = ((!chosen).then(|| tag.name.clone()), false);
            }
        }
        if let Some(others) = &cards.others
            && ui.add(Chip::new(others).filter(self.in_others)).clicked()
        {
            (self.tag, self.in_others) = (None, !self.in_others);
        }
    }

    fn search_field(&mut self, ui: &mut Ui, width: f32) -> Response {
        let response = widgets::search_field(ui, &mut self.search, Command::Search.label(), width);
        if Command::Search.pressed(ui.ctx()) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() {
            let (enter, escape) =
                ui.input(|input| (input.key_pressed(egui::Key::Enter), input.key_pressed(egui::Key::Escape)));
            self.to_first = enter;
            if escape {
                self.search.clear();
            }
        }
        response.on_hover_text(format!("{} ({})", Command::Search.tooltip(), Command::Search.key()))
    }

    /// Whether some scenarios are left out.
    fn is_filtered(&self) -> bool {
        !self.search.trim().is_empty() || self.tag.is_some() || self.in_others
    }

    fn clear(&mut self) {
        self.search.clear();
        (self.tag, self.in_others) = (None, false);
    }

    /// "Filtered: 4 of 12 scenarios", and the way back to all of them.
    fn what_is_left(&mut self, ui: &mut Ui, found: usize, all: usize) {
        let muted = theme::tokens(ui).muted;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, space::XS);
            widgets::label(ui, &format!("Filtered: {found} of {all} scenarios"), Type::Small, muted);
            if ui.add(Button::secondary("Clear filters").icon(icons::X).small()).clicked() {
                self.clear();
            }
        });
    }

    fn nothing_found(&mut self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        ui.add_space(space::XL);
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let icon = egui::RichText::new(icons::MAGNIFYING_GLASS).size(Type::Display.size(ui) * 1.3);
            ui.add(egui::Label::new(icon.color(tokens.muted)).selectable(false));
            let (title, hint) = if self.search.trim().is_empty() {
                ("No scenarios here yet".to_owned(), "Open a scenario file, or drop one on this window.")
            } else {
                let title = format!("Nothing found for “{}”", self.search.trim());
                (title, "Try another word: a trade, a title, or what goes wrong.")
            };
            widgets::heading(ui, &title, Type::Heading);
            widgets::label(ui, hint, Type::Body, tokens.muted);
            ui.add_space(space::S);
            if self.is_filtered() && ui.add(Button::secondary("Show all scenarios")).clicked() {
                self.clear();
            }
        });
        ui.add_space(space::XL);
    }
}

/// How wide the page grows at 100 % text size, in points: few cards are not stretched over a wide window.
fn width(cards: &Cards) -> f32 {
    if cards.list.len() <= 3 { 1128.0 } else { 1500.0 }
}

/// How high a chip is, in points.
fn chip_height(ui: &Ui) -> f32 {
    (Type::CaptionStrong.size(ui) * 1.3 + 9.0).ceil()
}

/// What the page is about, and the way to a file. Returns whether that was asked for.
fn head(ui: &mut Ui) -> bool {
    let muted = theme::tokens(ui).muted;
    let words = |ui: &mut Ui| {
        widgets::heading(ui, "Practise making it right", Type::Display);
        ui.add_space(5.0);
        widgets::label(ui, "Things go wrong. What you say next decides whether the customer stays.", Type::Body, muted);
    };
    let open = |ui: &mut Ui| {
        let key = Command::OpenFile.key();
        let button = Button::secondary(Command::OpenFile.label()).key(&key);
        ui.add(button).on_hover_text(Command::OpenFile.tooltip()).clicked()
    };
    if layout::is_narrow(ui, ui.available_width() + 100.0) {
        words(ui);
        ui.add_space(space::M);
        return open(ui);
    }
    let room = ui.available_rect_before_wrap();
    let top = ui.scope(words).response.rect;
    let right = UiBuilder::new()
        .max_rect(room.with_max_y(top.bottom()))
        .layout(Layout::right_to_left(Align::Center))
        .id_salt("open");
    let mut right = ui.new_child(right);
    open(&mut right)
}

/// What went wrong in reading the person's own folder. Returns whether to read it again.
fn notices(ui: &mut Ui, notices: &[String]) -> bool {
    Card::new()
        .tone(Tone::Caution)
        .name("Your scenarios folder")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let tokens = theme::tokens(ui);
            let title = format!("{}  Not everything could be read", icons::WARNING);
            widgets::label(ui, &title, Type::Strong, tokens.caution);
            for notice in notices {
                widgets::paragraph(ui, notice, Type::Body, tokens.ink);
            }
            ui.add(Button::secondary("Read again").icon(icons::ARROW_CLOCKWISE).small()).clicked()
        })
        .inner
}
