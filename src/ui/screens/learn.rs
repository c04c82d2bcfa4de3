//! The way into learning: the lessons in order, and what there is to look up.

mod card;

use std::collections::BTreeSet;

use egui::{Id, Key, Modifiers, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use self::card::{Entry, Laid};
use super::parts;
use crate::scenario::lesson::Lesson;
use crate::ui::commands::Command;
use crate::ui::icons;
use crate::ui::outline;
use crate::ui::portraits::Portraits;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Card};
use crate::words;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct LearnView<'a> {
    /// The lessons, in order; `None` while they are being read.
    pub lessons: Option<&'a [Lesson]>,
    /// The ids of those that were read to their end.
    pub read: &'a BTreeSet<String>,
    /// What could not be read.
    pub notices: &'a [String],
}

/// What the person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LearnAction {
    /// Read this lesson, counted from 0.
    Lesson(usize),
    /// Look a word up.
    Glossary,
    /// See whom all of it is owed to.
    Credits,
}

/// The page.
#[derive(Debug, Default)]
pub struct LearnScreen;

impl LearnScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &LearnView<'_>, portraits: &mut Portraits) -> Option<LearnAction> {
        parts::page(ui, "learn", |ui| {
            let muted = theme::tokens(ui).muted;
            widgets::heading(ui, "Learn", Type::Display);
            widgets::label(ui, &summary(view), Type::Body, muted);
            ui.add_space(space::M);
            if !view.notices.is_empty() {
                notices(ui, view.notices);
                ui.add_space(space::M);
            }
            let lessons = view.lessons.unwrap_or_default();
            let entries: Vec<_> =
                lessons.iter().enumerate().map(|(at, lesson)| lesson_entry(at, lesson, view)).collect();
            let chosen = cards(ui, "lessons", &entries, portraits).map(LearnAction::Lesson);
            ui.add_space(space::XL);
            widgets::heading(ui, "To look up", Type::Title);
            ui.add_space(space::S);
            let asked = cards(ui, "to look up", &look_up(), portraits);
            let asked = asked.map(|at| if at == 0 { LearnAction::Glossary } else { LearnAction::Credits });
            chosen.or(asked)
        })
    }
}

fn summary(view: &LearnView<'_>) -> String {
    const START: &str = "Short lessons on what the scenarios practise.";
    let Some(lessons) = view.lessons else { return START.to_owned() };
    let read = lessons.iter().filter(|lesson| view.read.contains(&lesson.id.value)).count();
    match read {
        0 => format!("{START} Begin anywhere; the order is a suggestion."),
        _ if read == lessons.len() => format!("{START} You have read all {read}. Practise what stayed with you least."),
        _ => format!("{START} You have read {read} of {}.", lessons.len()),
    }
}

fn lesson_entry<'a>(at: usize, lesson: &'a Lesson, view: &LearnView<'_>) -> Entry<'a> {
    let read = view.read.contains(&lesson.id.value);
    let face = lesson.face().and_then(|face| Some((face.portrait.value.as_str(), face.mood.as_ref()?.value.word())));
    Entry {
        title: format!("{}. {}", at + 1, lesson.title.value),
        summary: &lesson.summary.value,
        facts: format!(
            "{} min · {}",
            lesson.minutes.value,
            words::count(lesson.screens.len() + 1, "screen", "screens")
        ),
        face,
        icon: icons::BOOK_OPEN,
        read,
        name: format!(
            "Lesson {}, {}. {} {}{}",
            at + 1,
            lesson.title.value,
            lesson.summary.value,
            words::count(lesson.minutes.value as usize, "minute", "minutes"),
            if read { ", read" } else { "" }
        ),
    }
}

fn look_up() -> [Entry<'static>; 2] {
    let entry = |title: &str, summary: &'static str, facts: String, icon| Entry {
        title: title.to_owned(),
        summary,
        facts,
        face: None,
        icon,
        read: false,
        name: format!("{title}. {summary}"),
    };
    [
        entry(
            "Glossary",
            "What the words mean here, from agility to turning point.",
            Command::Glossary.key(),
            icons::BOOKS,
        ),
        entry("Credits", "The articles, the studies, the drawings, the letters.", String::new(), icons::HEART),
    ]
}

/// The least width of a card in points, at 100 % text size.
const LEAST_WIDTH: f32 = 400.0;

/// Shows cards in rows of one or two; returns the one that was chosen.
fn cards(ui: &mut Ui, name: &str, entries: &[Entry<'_>], portraits: &mut Portraits) -> Option<usize> {
    let room = ui.available_width();
    let columns = if room >= 2.0 * LEAST_WIDTH * theme::scale(ui) + space::L { 2 } else { 1 };
    let width = if columns == 2 { ((room - space::L) / 2.0).floor() } else { room };
    let base = ui.make_persistent_id(name);
    let mut chosen = None;
    let gap = space::L - ui.spacing().item_spacing.y;
    widgets::list(ui, name, entries.len(), |ui| {
        for (row, line) in entries.chunks(columns).enumerate() {
            if row > 0 {
                ui.add_space(gap);
            }
            let laid: Vec<Laid> = line.iter().map(|entry| Laid::new(ui, entry, width)).collect();
            let height = laid.iter().map(Laid::height).fold(0.0, f32::max).ceil();
            let (place, _) = ui.allocate_exact_size(vec2(room, height), Sense::hover());
            let mut left = place.left();
            for (column, (entry, laid)) in line.iter().zip(laid).enumerate() {
                let rect = Rect::from_min_size(pos2(left, place.top()), vec2(width, height));
                left += width + space::L;
                let at = row * columns + column;
                let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((name, at)));
                widgets::is_item(&ui, at);
                if card::show(&mut ui, rect, base.with(at), entry, laid, portraits).clicked() {
                    chosen = Some(at);
                }
            }
        }
    });
    if !entries.is_empty() {
        arrows_lead_in(ui, base.with(0_usize));
    }
    chosen
}

/// An arrow leads to the first card at once, where nothing has the focus; from there on egui knows the way.
fn arrows_lead_in(ui: &Ui, first: Id) {
    let nothing = outline::nothing_has_focus(ui.ctx()) && ui.memory(|memory| memory.top_modal_layer().is_none());
    let keys = [Key::ArrowDown, Key::ArrowRight];
    if nothing && ui.input_mut(|input| keys.into_iter().any(|key| input.consume_key(Modifiers::NONE, key))) {
        ui.memory_mut(|memory| {
            memory.request_focus(first);
            memory.move_focus(egui::FocusDirection::None);
        });
    }
}

fn notices(ui: &mut Ui, notices: &[String]) {
    Card::new().tone(Tone::Caution).name("Your lessons").show(ui, |ui| {
        let tokens = theme::tokens(ui);
        let title = format!("{}  Not everything could be read", icons::WARNING);
        widgets::label(ui, &title, Type::Strong, tokens.caution);
        for notice in notices {
            widgets::paragraph(ui, notice, Type::Body, tokens.ink);
        }
    });
}
