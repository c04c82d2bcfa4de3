//! A lesson: one screen at a time, then a question to answer from memory, then the way to practise it.

mod illustration;
mod question;
mod text;

use std::sync::Arc;

use egui::{Frame, Margin, ScrollArea, Ui};

use self::illustration::{Drawn, drawn};
use self::question::Recall;
use crate::scenario::lesson::{Illustration, Lesson, Screen, spoken};
use crate::scenario::{Catalog, Scenario};
use crate::ui::commands::Command;
use crate::ui::portraits::Portraits;
use crate::ui::screens::contrast::Sides;
use crate::ui::theme::{self, Tone, Type, space};
use crate::ui::verdict::text_width;
use crate::ui::widgets::{self, Button, Card, heading, label};
use crate::ui::{announce, icons, layout, presses};

pub(super) use self::text::paragraph;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct LessonView<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Its number in the list, from 1.
    pub number: usize,
    /// The lesson after it.
    pub next: Option<&'a str>,
    /// The scenarios that are there: its examples come from them.
    pub scenarios: &'a [Arc<Scenario>],
    /// The recovery models that are there.
    pub catalog: &'a Catalog,
}

/// What the person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonAction {
    /// Go back to the lessons.
    Close,
    /// They have come to the end of it.
    Finished,
    /// Practise at the decision that it names.
    Practise,
    /// Go on to the next lesson.
    NextLesson,
}

/// The page, and how far it has been read.
#[derive(Debug, Default)]
pub struct LessonScreen {
    /// The lesson that is shown.
    lesson: String,
    /// The screen that is shown; the question comes after the last.
    at: usize,
    /// Whether it has just come, and has yet to be announced.
    arrived: bool,
    /// The frame in which the page was last on show.
    frame: u64,
    recall: Recall,
    sides: Sides,
}

/// How wide the page grows at 100 % text size, in points.
const WIDTH: f32 = 1120.0;
/// How wide running text grows at 100 % text size, in points: about seventy letters.
const MEASURE: f32 = 700.0;
/// Below this many points at 100 % text size the illustration stands above the words.
const LEAST_FOR_TWO: f32 = 760.0;
/// Room above and below the page, in points.
const ABOVE: i8 = 20;
const BELOW: i8 = 24;

impl LessonScreen {
    /// Shows the page in all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, view: &LessonView<'_>, portraits: &mut Portraits) -> Option<LessonAction> {
        if self.lesson != view.lesson.id.value {
            *self = Self { lesson: view.lesson.id.value.clone(), arrived: true, ..Self::default() };
        }
        let count = view.lesson.screens.len();
        // A file that was read anew may have become shorter.
        self.at = self.at.min(count);
        let is_question = self.at == count;
        let frame = ui.ctx().cumulative_frame_nr();
        let was_away = std::mem::replace(&mut self.frame, frame) + 1 < frame;
        let arrived = std::mem::take(&mut self.arrived) || was_away;
        if arrived {
            self.recall.arrive();
            announce::polite(ui.ctx(), self.said(view));
        }
        let mut action = (arrived && is_question).then_some(LessonAction::Finished);
        let turn = keys(ui);
        let mut close = false;
        let at = self.at;
        let scrolling = ScrollArea::vertical().id_salt(("lesson", &self.lesson, at)).auto_shrink(false);
        let reached = Reached { at, count, arrived };
        let body = |ui: &mut Ui| {
            scrolling.show(ui, |ui| {
                let side = if ui.available_width() < 760.0 * theme::scale(ui) { 20 } else { 34 };
                let margin = Margin { left: side, right: side, top: ABOVE, bottom: BELOW };
                Frame::new().inner_margin(margin).show(ui, |ui| {
                    layout::column(ui, WIDTH, |ui| {
                        close = head(ui, view);
                        ui.add_space(space::S);
                        match view.lesson.screens.get(at) {
                            Some(screen) => self.screen(ui, screen, view, portraits),
                            None => {
                                let asked = self.recall.show(ui, view, portraits);
                                action = action.or(asked);
                            }
                        }
                        layout::scroll_by_keys(ui);
                    });
                });
            });
        };
        let clicked = layout::above_foot(ui, "lesson foot", body, |ui| reached.foot(ui)).1.inner;
        let turn = clicked.or(turn);
        if turn == Some(Turn::Done) || close {
            return Some(LessonAction::Close);
        }
        self.turn(ui, turn, count);
        action
    }

    fn turn(&mut self, ui: &Ui, turn: Option<Turn>, count: usize) {
        let to = match turn {
            Some(Turn::Forth) if self.at < count => self.at + 1,
            Some(Turn::Back) if self.at > 0 => self.at - 1,
            _ => return,
        };
        self.at = to;
        self.arrived = true;
        presses::appeared(ui.ctx());
        self.sides = Sides::default();
        ui.ctx().request_repaint();
    }

    fn screen(&mut self, ui: &mut Ui, screen: &Screen, view: &LessonView<'_>, portraits: &mut Portraits) {
        heading(ui, &screen.title.value, Type::Display);
        ui.add_space(space::M);
        let illustration = screen.illustration.as_ref().map(|it| &it.value);
        let wide = matches!(illustration, Some(Illustration::Contrast(_) | Illustration::Sides { .. }));
        let beside = ui.available_width() >= LEAST_FOR_TWO * theme::scale(ui);
        // An example needs the height; everything else may have what there is.
        let roomy = beside && !matches!(illustration, Some(Illustration::Contrast(_)));
        let kind = if roomy { Type::Lead } else { Type::BodyLarge };
        let both = |ui: &mut Ui| {
            words(ui, screen, kind);
            ui.add_space(space::M);
            key_point(ui, screen);
        };
        let Some(illustration) = illustration else { return both(ui) };
        let mut draw = |ui: &mut Ui, room: f32| {
            let mut drawn_with = Drawn { view, portraits, sides: &mut self.sides, room };
            drawn(ui, illustration, &mut drawn_with);
        };
        if wide {
            // The key point stands beside the words where there is room.
            layout::two_columns(ui, 0.62, space::XL, |ui| words(ui, screen, kind), |ui| key_point(ui, screen));
            ui.add_space(space::L);
            let room = if roomy { room_below(ui) } else { 0.0 };
            draw(ui, room);
        } else if beside {
            let room = room_below(ui);
            // Faces beside each other are as small as their column is narrow.
            let share = if matches!(illustration, Illustration::Faces(_)) { 0.54 } else { 0.46 };
            layout::pair(ui, LEAST_FOR_TWO, share, space::XL * 1.4, |ui, number| match number {
                0 => in_the_middle(ui, room, |ui| draw(ui, room)),
                _ => in_the_middle(ui, room, both),
            });
        } else {
            draw(ui, 0.0);
            ui.add_space(space::M);
            both(ui);
        }
    }

    /// What is announced on arrival.
    fn said(&self, view: &LessonView<'_>) -> String {
        let place = format!("{} of {}", self.at + 1, view.lesson.screens.len() + 1);
        match view.lesson.screens.get(self.at) {
            Some(screen) => {
                let text: Vec<_> = screen.text.iter().map(|text| spoken(text)).collect();
                format!("{place}. {}. {}", screen.title.value, text.join(" "))
            }
            None => format!("{place}. {}", spoken(&view.lesson.question.ask)),
        }
    }
}

/// How far somebody is in a lesson, and whether they have just come there.
#[derive(Clone, Copy)]
struct Reached {
    at: usize,
    count: usize,
    arrived: bool,
}

impl Reached {
    /// Back, how far, and on.
    fn foot(&self, ui: &mut Ui) -> Option<Turn> {
        let tokens = theme::tokens(ui);
        let mut turn = None;
        let frame = Frame::new().fill(tokens.paper).inner_margin(Margin::symmetric(34, 11));
        let place = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().interact_size.y = Type::Strong.size(ui) * 1.3 + 24.0;
            ui.horizontal(|ui| {
                let back = Button::secondary(Command::PreviousScreen.label()).icon(icons::ARROW_LEFT);
                let key = Command::PreviousScreen.key();
                let shown = ui.add_enabled(self.at > 0, back.key(&key));
                if shown.on_hover_text(Command::PreviousScreen.tooltip()).clicked() {
                    turn = Some(Turn::Back);
                }
                ui.add_space(space::M);
                progress(ui, self.at, self.count + 1);
                layout::at_right(ui, |ui| {
                    let key = Command::NextScreen.key();
                    let (button, means) = if self.at < self.count {
                        (Button::primary(Command::NextScreen.label()).key(&key), Turn::Forth)
                    } else {
                        (Button::secondary("All lessons").icon(icons::BOOK_OPEN), Turn::Done)
                    };
                    let shown = ui.add(button);
                    // On the question, the eye goes to the field.
                    if self.arrived && self.at < self.count {
                        shown.request_focus();
                    }
                    if shown.clicked() {
                        turn = Some(means);
                    }
                });
            });
        });
        let edge = place.response.rect;
        ui.painter().hline(edge.x_range(), edge.top() + 0.5, egui::Stroke::new(1.0, tokens.line));
        turn
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Back,
    Forth,
    Done,
}

/// Arrows turn the pages, whatever has the focus, unless somebody types.
fn keys(ui: &Ui) -> Option<Turn> {
    let forth = Command::NextScreen.pressed(ui.ctx()).then_some(Turn::Forth);
    let turn = forth.or_else(|| Command::PreviousScreen.pressed(ui.ctx()).then_some(Turn::Back));
    if turn.is_some() {
        // Otherwise egui goes from one button to another in the same breath.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    turn
}

/// Which lesson this is, and the way out. Whether that was clicked.
fn head(ui: &mut Ui, view: &LessonView<'_>) -> bool {
    let muted = theme::tokens(ui).muted;
    let place = format!("Lesson {} · {}", view.number, view.lesson.title.value);
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = Type::Strong.size(ui) * 1.3 + 16.0;
        ui.horizontal(|ui| head_row(ui, &place, muted)).inner
    })
    .inner
}

fn head_row(ui: &mut Ui, place: &str, muted: egui::Color32) -> bool {
    let key = Command::Close.key();
    let close = Button::secondary(Command::Close.label()).key(&key).small();
    // The words keep clear of the button, however long they are.
    let taken = text_width(ui, Command::Close.label(), Type::Strong) + text_width(ui, &key, Type::CaptionStrong);
    let room = ui.available_width() - taken - 70.0;
    let wrapping = egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true);
    ui.allocate_ui_with_layout(egui::vec2(room.max(1.0), 0.0), wrapping, |ui| label(ui, place, Type::Body, muted));
    layout::at_right(ui, |ui| ui.add(close).clicked()).inner
}

/// How high the window is below here, in points, where nothing is scrolled.
fn room_below(ui: &Ui) -> f32 {
    let above = ui.cursor().top() - ui.max_rect().top();
    (ui.clip_rect().height() - above - f32::from(ABOVE) - f32::from(BELOW)).max(0.0)
}

/// Half way down the room there is; at its top where it is higher.
fn in_the_middle(ui: &mut Ui, room: f32, content: impl FnOnce(&mut Ui)) {
    let key = ui.make_persistent_id("height in the middle");
    let known: Option<f32> = ui.data(|data| data.get_temp(key));
    ui.add_space(((room - known.unwrap_or(room)) / 2.0).max(0.0).round());
    let now = ui.scope(content).response.rect.height();
    if known.is_none_or(|known| (known - now).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(key, now));
        super::parts::lay_out_again(ui, "what stands in the middle");
    }
}

/// The paragraphs.
fn words(ui: &mut Ui, screen: &Screen, kind: Type) {
    let tokens = theme::tokens(ui);
    ui.scope(|ui| {
        ui.set_max_width((MEASURE * theme::scale(ui).max(1.0)).min(ui.available_width()));
        ui.spacing_mut().item_spacing.y = space::M;
        for text in &screen.text {
            paragraph(ui, text, kind, tokens.ink);
        }
    });
}

/// The sentence to keep.
fn key_point(ui: &mut Ui, screen: &Screen) {
    let tokens = theme::tokens(ui);
    ui.scope(|ui| {
        ui.set_max_width((MEASURE * theme::scale(ui).max(1.0)).min(ui.available_width()));
        Card::new().tone(Tone::Accent).margin(Margin::symmetric(18, 13)).name("Key point").show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let size = egui::vec2(Type::Heading.size(ui) * 1.2, Type::Strong.line_height(ui));
                let (place, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                let font = Type::Heading.font(ui);
                ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, icons::LIGHTBULB, font, tokens.accent);
                ui.vertical(|ui| paragraph(ui, &screen.key_point, Type::Strong, tokens.ink));
            });
        });
    });
}

/// "2 of 4", as words and as dots.
fn progress(ui: &mut Ui, at: usize, count: usize) {
    let tokens = theme::tokens(ui);
    label(ui, &format!("{} of {count}", at + 1), Type::Body, tokens.muted);
    ui.add_space(space::XS);
    let step = 17.0 * theme::scale(ui).max(1.0);
    let radius = step * 0.26;
    #[expect(clippy::cast_precision_loss, reason = "a handful of screens")]
    let width = count as f32 * step;
    if width > ui.available_width() - 180.0 * theme::scale(ui) {
        return;
    }
    let (place, _) = ui.allocate_exact_size(egui::vec2(width, 2.0 * radius), egui::Sense::hover());
    let mut centre = place.left_center() + egui::vec2(step * 0.5, 0.0);
    for dot in 0..count {
        if dot <= at {
            ui.painter().circle_filled(centre, radius, tokens.accent);
        } else {
            ui.painter().circle_stroke(centre, radius - 0.75, egui::Stroke::new(1.5, tokens.muted));
        }
        centre.x += step;
    }
}

/// A sentence about something that is missing.
fn missing(ui: &mut Ui, text: &str) {
    let tokens = theme::tokens(ui);
    Card::new().tone(Tone::Caution).margin(Margin::symmetric(18, 13)).show(ui, |ui| {
        widgets::paragraph(ui, text, Type::Body, tokens.ink);
    });
}
