//! The whole conversation as a page: everything told so far, each reply with its verdict.

use egui::{Align, Frame, Key, Margin, Modifiers, ScrollArea, Ui, vec2};

use super::parts;
use crate::play::telling::{self, Telling};
use crate::play::{Phase, Play};
use crate::scenario::plain;
use crate::ui::commands::Command;
use crate::ui::conversation;
use crate::ui::portraits::Portraits;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Button, heading, label};
use crate::ui::{icons, layout};
use crate::words;

/// How many replies are shown at first, and how many more with each "Show earlier".
const CHUNK: usize = 20;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConversationAction {
    /// Back to where it was opened.
    Close,
}

/// The screen. A fresh one shows the newest part.
#[derive(Debug, Default)]
pub struct ConversationScreen {
    /// How many chunks beyond the first are shown.
    more: usize,
    /// Whether the newest part has been brought into view.
    opened: bool,
    copied: bool,
    /// How far the view was from the end when earlier parts were asked for, in points: it stays there.
    from_end: Option<f32>,
    /// Where the view has to start, in points from the top, where that is not where it was.
    offset: Option<f32>,
}

impl ConversationScreen {
    /// Shows it and says what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) -> Option<ConversationAction> {
        let keyed = Command::Close.pressed(ui.ctx()) || Command::Conversation.pressed(ui.ctx());
        ui.expand_to_include_rect(ui.max_rect());
        let margin = Margin { left: 20, right: 8, top: 18, bottom: 0 };
        let page = Frame::new().inner_margin(margin).show(ui, |ui| {
            let column = layout::column(ui, 960.0, |ui| {
                let clicked = self.head(ui, play);
                ui.add_space(space::S);
                self.body(ui, play, portraits);
                clicked
            });
            column.inner
        });
        let clicked = page.inner;
        (keyed || clicked).then_some(ConversationAction::Close)
    }

    fn head(&mut self, ui: &mut Ui, play: &Play) -> bool {
        let session = play.session();
        let replies = words::count(session.turns().len(), "reply", "replies");
        let under = format!("{} · {replies} so far", plain(&session.scenario().file().title.value));
        let mut close = false;
        let mut buttons = |ui: &mut Ui| {
            let (icon, word) = if self.copied { (icons::CHECK, "Copied") } else { (icons::COPY, "Copy all") };
            let copy = ui.add(Button::secondary(word).icon(icon)).on_hover_text("Copy everything said so far as text.");
            if copy.clicked() {
                self.copied = true;
                let items = telling::items(telling(play), play.told());
                ui.ctx().copy_text(telling::as_text(session, &items));
            }
            let key = Command::Close.key();
            close = ui.add(Button::secondary(Command::Close.label()).key(&key)).clicked();
        };
        let muted = theme::tokens(ui).muted;
        let title = |ui: &mut Ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                heading(ui, "The whole conversation", Type::Display);
                label(ui, &under, Type::Body, muted);
            });
        };
        if ui.available_width() < 720.0 * theme::scale(ui) {
            title(ui);
            ui.horizontal_wrapped(|ui| {
                ui.add_space(2.0);
                buttons(ui);
            });
        } else {
            ui.horizontal(|ui| {
                ui.add_space(2.0);
                layout::left_and_right(ui, Align::Center, title, |ui| {
                    buttons(ui);
                    ui.add_space(14.0);
                });
            });
        }
        close
    }

    fn body(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) {
        let session = play.session();
        let first = session.turns().len().saturating_sub(CHUNK.saturating_mul(self.more + 1));
        let is_shown = |turn: &Option<usize>| turn.map_or(first == 0, |turn| turn >= first);
        let mut events: Vec<_> = play.told().rev().take_while(|(turn, _)| is_shown(turn)).collect();
        events.reverse();
        let items = telling::items(telling(play), events.into_iter());

        let margin = Margin { left: 2, right: 14, top: 8, bottom: 24 };
        let mut area = ScrollArea::vertical().auto_shrink(false).content_margin(margin).id_salt("whole");
        if let Some(offset) = self.offset.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let shown = area.show(ui, |ui| {
            scroll_by_keys(ui);
            let mut more = false;
            if first > 0 {
                ui.vertical_centered(|ui| {
                    let text = format!("Show earlier ({})", words::count(first, "reply", "replies"));
                    more = ui.add(Button::secondary(&text).icon(icons::ARROW_UP)).clicked();
                });
                ui.add_space(space::S);
            }
            if first == 0 {
                parts::brief(ui, &session.scenario().file().brief.value);
                ui.add_space(space::S);
            }
            conversation::show(ui, session, &items, portraits);
            if !self.opened {
                ui.scroll_to_cursor_animation(Some(Align::BOTTOM), egui::style::ScrollAnimation::none());
                self.opened = !ui.ctx().will_discard();
            }
            more
        });
        if let Some(from_end) = self.from_end.take() {
            // How high the page has become is known only now; the next pass starts from there.
            self.offset = Some((shown.content_size.y - from_end).max(0.0));
            ui.ctx().request_discard("earlier parts were added above");
        }
        if shown.inner {
            self.from_end = Some(shown.content_size.y - shown.state.clamped_offset().y);
            self.more += 1;
            ui.ctx().request_repaint();
        }
    }
}

/// A challenge keeps its verdicts until it is over.
fn telling(play: &Play) -> Telling<'_> {
    match play.phase() {
        Phase::Ended { .. } => Telling::whole(play.session(), play.first_words()),
        _ => Telling::during(play),
    }
}

/// Keys for those who do not use a wheel; on this page, which has little else to go to, arrows as well.
fn scroll_by_keys(ui: &Ui) {
    layout::scroll_by_keys(ui);
    for (key, by) in [(Key::ArrowUp, 60.0), (Key::ArrowDown, -60.0)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}
