//! The glossary: every word of the program and what it means, found by typing.

use egui::{Align, Frame, Key, Margin, Modifiers, Panel, Ui, vec2};

use super::lesson::paragraph;
use super::parts;
use crate::scenario::glossary::{Glossary, Term};
use crate::scenario::lesson::{Lesson, spoken};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::widgets::{self, Button, Card, heading, label};
use crate::ui::{announce, icons, layout};
use crate::words;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct GlossaryView<'a> {
    /// The terms.
    pub glossary: &'a Glossary,
    /// The lessons that are there.
    pub lessons: &'a [Lesson],
}

/// What the person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlossaryAction {
    /// Go back to where they were.
    Close,
    /// Read this lesson, by its position.
    Lesson(usize),
}

/// The page, and what is typed on it.
#[derive(Debug, Default)]
pub struct GlossaryScreen {
    search: String,
    /// The entry that was asked for, by its position.
    picked: Option<usize>,
    /// It has yet to be brought into view.
    go_there: bool,
    /// Whether the field has had the focus once.
    opened: bool,
}

/// How wide the page grows at 100 % text size, in points.
const WIDTH: f32 = 860.0;

impl GlossaryScreen {
    /// A page that is open at a term, if the glossary has it.
    #[must_use]
    pub fn at(glossary: &Glossary, term: &str) -> Self {
        let picked = glossary.find(term);
        Self { picked, go_there: picked.is_some(), opened: picked.is_some(), ..Self::default() }
    }

    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &GlossaryView<'_>) -> Option<GlossaryAction> {
        let mut action = None;
        // The field and the way back stay in view, however far down one reads.
        let side = if ui.available_width() < 760.0 * theme::scale(ui) { 20 } else { 30 };
        let margin = Margin { left: side, right: side, top: 20, bottom: 4 };
        let frame = Frame::new().inner_margin(margin);
        Panel::top("glossary head").frame(frame).show_separator_line(false).show(ui, |ui| {
            layout::column(ui, WIDTH, |ui| {
                if head(ui) {
                    action = Some(GlossaryAction::Close);
                }
                ui.add_space(space::XS);
                self.field(ui, view.glossary);
            });
        });
        parts::page(ui, "glossary", |ui| {
            layout::column(ui, WIDTH, |ui| {
                let found = self.found(view.glossary);
                if found.is_empty() {
                    self.nothing_found(ui);
                }
                let mut asked = None;
                widgets::list(ui, "Words", found.len(), |ui| {
                    for (position, at) in found.into_iter().enumerate() {
                        let Some(term) = view.glossary.terms.get(at) else { continue };
                        if let Some(wanted) = widgets::item(ui, position, |ui| self.entry(ui, at, term, view)) {
                            asked = Some(wanted);
                        }
                    }
                });
                match asked {
                    Some(Asked::Term(at)) => self.go_to(ui, at, view.glossary),
                    Some(Asked::Lesson(at)) => action = Some(GlossaryAction::Lesson(at)),
                    None => {}
                }
            });
        });
        action
    }

    fn field(&mut self, ui: &mut Ui, glossary: &Glossary) {
        let width = ui.available_width().min(420.0 * theme::scale(ui)) - 28.0;
        let field = widgets::search_field(ui, &mut self.search, "Search the glossary", width);
        if Command::Search.pressed(ui.ctx()) || !self.opened {
            field.request_focus();
            self.opened = true;
        }
        if field.changed() {
            self.picked = None;
            announce::polite(ui.ctx(), words::count(self.found(glossary).len(), "word", "words"));
        }
        // Esc takes away what was typed; when there is nothing, it closes the page.
        if field.lost_focus() && !self.search.is_empty() {
            let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if escape {
                self.search.clear();
                field.request_focus();
            }
        }
    }

    /// Which entries are shown: those with the search in their names first, then those that mention it.
    fn found(&self, glossary: &Glossary) -> Vec<usize> {
        let search = self.search.trim().to_lowercase();
        let all = glossary.terms.iter().enumerate();
        if search.is_empty() {
            return all.map(|(at, _)| at).collect();
        }
        let named = |term: &Term| term.names().any(|name| name.to_lowercase().contains(&search));
        let mentions = |term: &Term| spoken(&term.definition).to_lowercase().contains(&search);
        let first = all.clone().filter(|(_, term)| named(term));
        let then = all.filter(|(_, term)| !named(term) && mentions(term));
        first.chain(then).map(|(at, _)| at).collect()
    }

    fn entry(&mut self, ui: &mut Ui, at: usize, term: &Term, view: &GlossaryView<'_>) -> Option<Asked> {
        let tokens = theme::tokens(ui);
        let picked = self.picked == Some(at);
        let mut asked = None;
        let tone = if picked { Tone::Accent } else { Tone::Plain };
        let card = Card::new().tone(tone).margin(Margin::symmetric(20, 14)).name(&term.term.value);
        let shown = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            heading(ui, &term.term.value, Type::Heading);
            let forms: Vec<_> = term.forms.iter().map(|form| form.value.as_str()).collect();
            if !forms.is_empty() {
                label(ui, &format!("Also: {}", forms.join(", ")), Type::Small, tokens.muted);
            }
            paragraph(ui, &term.definition, Type::Body, tokens.ink);
            asked = leads(ui, term, view);
        });
        if picked && self.go_there {
            shown.response.scroll_to_me(Some(Align::Center));
            announce::polite(ui.ctx(), format!("{}. {}", term.term.value, spoken(&term.definition)));
            self.go_there = false;
        }
        asked
    }

    fn go_to(&mut self, ui: &Ui, at: usize, glossary: &Glossary) {
        self.picked = Some(at);
        self.go_there = true;
        if !self.found(glossary).contains(&at) {
            self.search.clear();
        }
        ui.ctx().request_repaint();
    }

    fn nothing_found(&mut self, ui: &mut Ui) {
        let muted = theme::tokens(ui).muted;
        ui.add_space(space::L);
        heading(ui, &format!("Nothing found for “{}”", self.search.trim()), Type::Heading);
        label(ui, "Try a shorter word, or another for the same thing.", Type::Body, muted);
        ui.add_space(space::S);
        if ui.add(Button::secondary("Show all words")).clicked() {
            self.search.clear();
        }
    }
}

/// Where an entry leads: other entries, and a lesson.
fn leads(ui: &mut Ui, term: &Term, view: &GlossaryView<'_>) -> Option<Asked> {
    let mut asked = None;
    let lesson = term.lesson.as_ref().and_then(|id| {
        let at = view.lessons.iter().position(|lesson| lesson.id == *id)?;
        Some((at, view.lessons.get(at)?))
    });
    if term.see_also.is_empty() && lesson.is_none() {
        return None;
    }
    let tokens = theme::tokens(ui);
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        if !term.see_also.is_empty() {
            label(ui, "See also", Type::Small, tokens.muted);
        }
        for other in &term.see_also {
            let Some(at) = view.glossary.find(&other.value) else { continue };
            let name = format!("{}, see also from {}", other.value, term.term.value);
            if lead(ui, &other.value, None, &name) {
                asked = Some(Asked::Term(at));
            }
        }
        if let Some((at, lesson)) = lesson {
            let words = format!("Lesson: {}", lesson.title.value);
            let name = format!("{words}, from {}", term.term.value);
            if lead(ui, &words, Some(icons::BOOK_OPEN), &name) {
                asked = Some(Asked::Lesson(at));
            }
        }
    });
    asked
}

/// What somebody clicked in an entry.
enum Asked {
    Term(usize),
    Lesson(usize),
}

/// A word that leads somewhere, with a name that says from where.
fn lead(ui: &mut Ui, words: &str, icon: Option<&str>, name: &str) -> bool {
    let chip = widgets::Chip::new(words).tone(Tone::Accent).link(name);
    ui.add(match icon {
        Some(icon) => chip.icon(icon),
        None => chip,
    })
    .clicked()
}

/// The heading, and the way back. Whether that was clicked.
fn head(ui: &mut Ui) -> bool {
    ui.spacing_mut().interact_size.y = (Type::Display.size(ui) * 1.3).ceil();
    ui.horizontal(|ui| {
        heading(ui, Command::Glossary.label(), Type::Display);
        let key = Command::Close.key();
        let close = Button::secondary(Command::Close.label()).key(&key).small();
        layout::at_right(ui, |ui| ui.add(close).clicked()).inner
    })
    .inner
}
