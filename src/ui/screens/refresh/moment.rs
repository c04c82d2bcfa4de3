//! One decision: who is there and where we are, what was said last, and what to say now.

use egui::{Align, Margin, Rect, Ui, vec2};

use super::super::parts::{LEAVE_REFRESHERS, LEAVE_REFRESHERS_HINT};
use super::{RefreshAction, RefreshScreen, title};
use crate::engine::Event;
use crate::play::telling::{self, Item, Telling};
use crate::play::{Phase, Play};
use crate::scenario::plain;
use crate::ui::commands::Command;
use crate::ui::conversation;
use crate::ui::layout;
use crate::ui::portraits::{Ground, Portraits};
use crate::ui::screens::parts::{portrait_words, styled};
use crate::ui::screens::replies;
use crate::ui::screens::saying::{Aside, own_words};
use crate::ui::theme::{self, Type, space};
use crate::ui::verdict::{self, mood_tone, text_width};
use crate::ui::widgets::{Button, Card, Chip, heading, label, rich_text};

/// The share of the width that the person gets, where there is room beside the conversation.
const PERSON: f32 = 0.27;
/// Side of the face above the conversation at 100 % text size, in points.
const FACE: f32 = 84.0;
/// Of what was said before the decision, more is not needed to understand the last line.
const NEWEST: usize = 8;

/// What was said since the last choice before this decision, that choice included, and what followed on this one.
pub(super) fn items(play: &Play) -> Vec<Item<'_>> {
    let last = play.lent().checked_sub(1);
    let is_new = |(turn, _): &(Option<usize>, &Event)| *turn >= last;
    let telling = Telling::during(play);
    // What stood there before the choice stays where it was.
    let came = play.reading().map_or(0, |turn| telling::count(telling, &turn.events));
    telling::newest(telling, play.told().filter(is_new), NEWEST + came).0
}

impl RefreshScreen {
    /// Shows it.
    pub(super) fn moment(
        &mut self,
        ui: &mut Ui,
        play: &Play,
        number: usize,
        of: usize,
        portraits: &mut Portraits,
    ) -> Option<RefreshAction> {
        ui.spacing_mut().item_spacing.y = space::S;
        let left = head(ui, &title(number, of), &under(play));
        ui.add_space(space::S);
        let asked = if layout::is_narrow(ui, ui.available_width()) {
            self.strip(ui, play, portraits);
            ui.add_space(space::S);
            self.talk(ui, play, portraits)
        } else {
            let both = std::cell::RefCell::new((self, portraits));
            let person = |ui: &mut Ui| {
                let (this, portraits) = &mut *both.borrow_mut();
                this.person(ui, play, portraits);
            };
            let talk = |ui: &mut Ui| {
                let (this, portraits) = &mut *both.borrow_mut();
                this.talk(ui, play, portraits)
            };
            layout::two_columns(ui, PERSON, space::XL, person, talk).1
        };
        asked.or(left.then_some(RefreshAction::Leave))
    }

    /// Who is there, and where we are: beside the conversation.
    fn person(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) {
        let scenario = play.session().scenario();
        let person = scenario.person(scenario.customer());
        Card::new().margin(Margin::same(18)).name("Where you are").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let side = ui.available_width();
            // In a low window the face gives way to the words.
            let height = (ui.clip_rect().height() * 0.36).clamp(96.0, side);
            let alt = portrait_words(person, play.mood());
            portraits.show(ui, &person.portrait.value, play.mood().word(), vec2(side, height), &alt);
            let tokens = theme::tokens(ui);
            heading(ui, &person.name.value, Type::Title);
            label(ui, &plain(&person.role), Type::Small, tokens.muted);
            mood(ui, play);
            rich_text::show(ui, styled(&scenario.file().summary), Type::Body, tokens.ink);
            self.your_part.show(ui, &scenario.file().brief);
        });
    }

    /// The same above the conversation.
    fn strip(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) {
        let scenario = play.session().scenario();
        let person = scenario.person(scenario.customer());
        Card::new().margin(Margin::symmetric(18, 14)).name("Where you are").show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                let side = (FACE * theme::scale(ui).clamp(1.0, 1.4)).round();
                let (picture, looks) = (person.portrait.value.as_str(), play.mood());
                let alt = portrait_words(person, looks);
                portraits.show_on(ui, picture, looks.word(), vec2(side, side), &alt, Ground::Bare);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    let tokens = theme::tokens(ui);
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing.x = space::M;
                        heading(ui, &person.name.value, Type::Title);
                        label(ui, &plain(&person.role), Type::Small, tokens.muted);
                        mood(ui, play);
                    });
                    rich_text::show(ui, styled(&scenario.file().summary), Type::Body, tokens.ink);
                    self.your_part.show(ui, &scenario.file().brief);
                });
            });
        });
    }

    /// What was said, and what is to be done.
    fn talk(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) -> Option<RefreshAction> {
        ui.spacing_mut().item_spacing.y = space::M;
        let top = ui.cursor().top();
        let items = items(play);
        let mut newest = top;
        for item in &items {
            newest = conversation::show_item(ui, play.session(), item, portraits).top();
        }
        let scenario = play.session().scenario();
        let action = match play.phase() {
            Phase::Saying { .. } => {
                let focus = self.arrived && !ui.ctx().will_discard();
                // Names of its own, so that the focus does not pass to the replies, which come in its place.
                let shown = ui.push_id("say it first", |ui| self.saying.show(ui, focus, Aside::Gone)).inner;
                shown.then(|| RefreshAction::ShowReplies(self.saying.words()))
            }
            Phase::Choosing { replies, .. } => {
                if let Some(words) = play.first_words().of_turn(play.turn_on_screen()) {
                    own_words(ui, words);
                }
                replies::show(ui, scenario, &replies, play.channel()).map(RefreshAction::Choose)
            }
            Phase::Reading | Phase::Ended { .. } => {
                let turn = play.reading()?;
                let onward = |ui: &mut Ui| {
                    ui.add_space(space::XS);
                    let (word, key) = (Command::Contrast.label(), Command::Continue.key());
                    let button = ui.add(Button::primary(word).key(&key)).on_hover_text(Command::Contrast.tooltip());
                    if self.arrived && !ui.ctx().will_discard() {
                        button.request_focus();
                    }
                    button.clicked()
                };
                let clicked = verdict::card(ui, scenario, turn, onward).inner;
                clicked.then_some(RefreshAction::Contrast)
            }
        };
        self.bring_into_view(ui, newest);
        action
    }

    /// What has just come is brought into view: to its end, but never past the newest words.
    fn bring_into_view(&mut self, ui: &Ui, newest: f32) {
        if !self.arrived || ui.ctx().will_discard() {
            return;
        }
        self.arrived = false;
        let bottom = ui.min_rect().bottom() + space::M;
        let height = ui.clip_rect().height();
        let at = if bottom - newest > height { (newest, Align::TOP) } else { (bottom, Align::BOTTOM) };
        let line = Rect::from_x_y_ranges(ui.min_rect().x_range(), at.0..=at.0);
        // Only where it is out of sight: a page that fits stays where it is.
        if bottom > ui.clip_rect().bottom() || newest < ui.clip_rect().top() {
            ui.scroll_to_rect_animation(line, Some(at.1), egui::style::ScrollAnimation::none());
        }
    }
}

fn mood(ui: &mut Ui, play: &Play) {
    ui.add(Chip::new(&format!("Mood: {}", play.mood().label())).tone(mood_tone(play.mood())));
}

/// The title and what stands under it, and the way out; whether that was clicked.
fn head(ui: &mut Ui, title: &str, under: &str) -> bool {
    let key = Command::Close.key();
    let muted = theme::tokens(ui).muted;
    let mut clicked = false;
    ui.horizontal_top(|ui| {
        // The words keep clear of the button, however long they are.
        let taken = text_width(ui, LEAVE_REFRESHERS, Type::Strong) + text_width(ui, &key, Type::CaptionStrong);
        let room = ui.available_width() - taken - 80.0;
        ui.allocate_ui(vec2(room.max(1.0), 0.0), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                heading(ui, title, Type::Display);
                label(ui, under, Type::Body, muted);
            });
        });
        ui.with_layout(egui::Layout::right_to_left(Align::Min), |ui| {
            clicked =
                ui.add(Button::secondary(LEAVE_REFRESHERS).key(&key)).on_hover_text(LEAVE_REFRESHERS_HINT).clicked();
        });
    });
    clicked
}

/// "The late unit · Equipment rental".
fn under(play: &Play) -> String {
    let file = play.session().scenario().file();
    let trade = plain(&file.trade);
    if trade.is_empty() { plain(&file.title) } else { format!("{} · {trade}", plain(&file.title)) }
}
