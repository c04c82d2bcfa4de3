//! The conversation, and below it what is to be done: choose a reply, read the verdict, or see how it ended.

use egui::{Align, Margin, Rect, Response, ScrollArea, Ui, UiBuilder, pos2, style, vec2};

use super::foot::{Foot, LARGE_TEXT, leads_on, leads_on_from_the_foot};
use super::person::words_in_the_talk;
use super::{PracticeAction, PracticeScreen, Scroll};
use crate::engine::Turn;
use crate::play::telling::{self, Item, Telling};
use crate::play::{Phase, Play};
use crate::scenario::{EndingIx, Outcome, Person, plain};
use crate::ui::commands::Command;
use crate::ui::conversation;
use crate::ui::portraits::Portraits;
use crate::ui::screens::parts::styled;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{Button, Card, Chip, Edge, heading, key_hint, more_below, rich_text};
use crate::ui::{icons, layout, verdict};

/// How many of the newest items are shown; the page with the whole conversation has the rest.
const NEWEST: usize = 40;
/// The widest the conversation gets at 100 % text size, in points.
const WIDEST: f32 = 900.0;
/// Room at both sides, in points.
const SIDES: f32 = 28.0;
/// So many lines of text the conversation has room for, and the replies as well; where that is not possible, they scroll together:
/// a long one would never be seen whole.
const LEAST_LINES: f32 = 8.0;
/// Room above and below the conversation, in points.
const ABOVE: i8 = 20;
const BELOW: i8 = 13;
const AROUND: f32 = (ABOVE + BELOW) as f32;

impl PracticeScreen {
    /// Fills the rest of the screen.
    pub(super) fn talk(
        &mut self,
        ui: &mut Ui,
        play: &Play,
        phase: &Phase,
        portraits: &mut Portraits,
    ) -> Option<PracticeAction> {
        let area = ui.available_rect_before_wrap();
        if self.place.replace(area).is_some_and(|before| before.size() != area.size()) {
            self.scroll = Scroll::Jump;
        }
        let width = (area.width() - 2.0 * SIDES).min(WIDEST * theme::scale(ui).max(1.0)).max(1.0);
        let side = ((area.width() - width) / 2.0).round();
        // What is being answered stays in view, whole; where not all replies have room below it, they scroll.
        let least = LEAST_LINES * Type::Body.line_height(ui);
        let room = area.height() - self.answered_height.max(least);
        // With large text two areas that scroll would each be a slit: all scrolls in one.
        let answers = matches!(phase, Phase::Saying { .. } | Phase::Choosing { .. });
        let all_scrolls = answers && self.foot_height > room && (room < least || theme::scale(ui) > LARGE_TEXT);
        // The button that leads on is low enough to stay whatever there is to read.
        let foot_height = if answers { self.foot_height.min(room) } else { self.foot_height };
        let split = if all_scrolls { area.bottom() } else { area.bottom() - foot_height };

        let top = area.with_max_y(split);
        let builder = UiBuilder::new().max_rect(top);
        let Talked { action: above, foot: scrolled_foot, answered } =
            ui.scope_builder(builder, |ui| self.conversation(ui, play, phase, (side, all_scrolls), portraits)).inner;
        let foot = scrolled_foot.unwrap_or_else(|| {
            let left = area.left() + side;
            let rect = Rect::from_min_max(pos2(left, split), pos2(left + width, area.bottom()));
            self.scrolling_foot(ui, rect, play, phase)
        });
        let is_known = |known: f32, now: f32| (known - now).abs() <= 0.5;
        if !is_known(self.foot_height, foot.height) || !is_known(self.answered_height, answered) {
            (self.foot_height, self.answered_height) = (foot.height, answered);
            ui.ctx().request_discard("the height of the replies, or of what they answer, was not known");
        } else if !ui.ctx().will_discard() {
            self.scroll = Scroll::Stay;
            self.focus_next = false;
        }
        above.or(foot.action)
    }

    /// The conversation and what belongs to it, in one area that scrolls; with the foot where that is too high to stay.
    fn conversation(
        &mut self,
        ui: &mut Ui,
        play: &Play,
        phase: &Phase,
        (side, with_foot): (f32, bool),
        portraits: &mut Portraits,
    ) -> Talked {
        let height = ui.available_height();
        let margin = Margin { left: 0, right: 0, top: ABOVE, bottom: BELOW };
        let area = ScrollArea::vertical().auto_shrink(false).content_margin(margin).id_salt("conversation");
        let shown = area.show(ui, |ui| {
            layout::scroll_by_keys(ui);
            let column = ui.available_rect_before_wrap().shrink2(vec2(side, 0.0));
            ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                let lines = self.items(ui, play, portraits);
                let verdict = ui.cursor().top();
                let action = self.after_the_items(ui, play, phase);
                let answers = matches!(phase, Phase::Saying { .. } | Phase::Choosing { .. });
                let end = ui.min_rect().bottom();
                let answered = if answers { end - lines.last + AROUND } else { 0.0 };
                let foot = with_foot.then(|| {
                    ui.add_space(space::S);
                    let rect = ui.available_rect_before_wrap();
                    self.foot(ui, rect, play, phase)
                });
                let field = self.saying.bottom().filter(|_| with_foot && matches!(phase, Phase::Saying { .. }));
                // Of what does not fit, the first is read first; but where an answer is wanted, what is to be answered.
                let start = if fits(end - lines.new, height) {
                    lines.new
                } else if answers {
                    lines.last
                } else {
                    // The verdict and the way on, with as much of the reaction above them as has room.
                    verdict
                };
                self.bring_into_view(ui, start, height, field);
                Talked { action, foot, answered }
            })
            .inner
        });
        if with_foot {
            more_below(ui, &shown, shown.inner.foot.as_ref().map_or(0.0, |foot| foot.hints));
        }
        shown.inner
    }

    /// The verdict, or the outcome: they belong to what was just said and scroll with it.
    fn after_the_items(&self, ui: &mut Ui, play: &Play, phase: &Phase) -> Option<PracticeAction> {
        match phase {
            Phase::Saying { .. } | Phase::Choosing { .. } => None,
            Phase::Reading => {
                let turn = play.reading()?;
                let share = self.arrived(ui);
                ui.scope(|ui| {
                    ui.multiply_opacity(share);
                    self.feedback(ui, play, turn)
                })
                .inner
            }
            Phase::Ended { ending, outcome } => self.outcome(ui, play, *ending, *outcome),
        }
    }

    fn feedback(&self, ui: &mut Ui, play: &Play, turn: &Turn) -> Option<PracticeAction> {
        let buttons = |ui: &mut Ui| {
            ui.add_space(space::XS);
            let contrast = (Command::Contrast, icons::ARROWS_LEFT_RIGHT, Command::Contrast.label());
            let back = (Command::StepBack, icons::ARROW_COUNTER_CLOCKWISE, "Try another reply");
            let (others, next) = self.buttons(ui, play, &[contrast, back], &Phase::Reading);
            match others {
                Some(Command::Contrast) => Some(PracticeAction::Contrast),
                Some(_) => Some(PracticeAction::StepBack),
                None => next.then_some(PracticeAction::Continue),
            }
        };
        if !play.mode().shows_feedback() {
            return buttons(ui);
        }
        verdict::card(ui, play.session().scenario(), turn, buttons).inner
    }

    fn outcome(&self, ui: &mut Ui, play: &Play, ending: EndingIx, outcome: Outcome) -> Option<PracticeAction> {
        let at = ending;
        let ending = play.session().scenario().ending(at);
        let (tone, icon) = verdict::outcome_look(outcome);
        let card = Card::new().edge(Edge::Left(tone)).margin(Margin::symmetric(18, 14)).name("Outcome");
        card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let name = format!("Outcome: {}", outcome.label().to_lowercase());
            ui.add(Chip::new(&name).icon(icon).tone(tone));
            heading(ui, &plain(ending.title_for(outcome)), Type::Heading);
            let ink = theme::tokens(ui).ink;
            let summary = styled(ending.summary_for(outcome));
            rich_text::show(ui, summary, Type::Body, ink);
            ui.add_space(space::XS);
            let back = (Command::StepBack, icons::ARROW_COUNTER_CLOCKWISE, "Try another reply");
            let (others, next) = self.buttons(ui, play, &[back], &Phase::Ended { ending: at, outcome });
            if others.is_some() { Some(PracticeAction::StepBack) } else { next.then_some(PracticeAction::Debrief) }
        })
        .inner
    }

    /// A row of buttons, the main one at the right; where there is no room it stands above the others, and these below each
    /// other only where they must. Which of the others was clicked, and whether the main one was.
    fn buttons(
        &self,
        ui: &mut Ui,
        play: &Play,
        others: &[(Command, &'static str, &'static str)],
        phase: &Phase,
    ) -> (Option<Command>, bool) {
        let (main, _) = leads_on(phase);
        let without_main = leads_on_from_the_foot(ui);
        // What a challenge does not allow is not there.
        let others: Vec<_> = others.iter().filter(|(command, ..)| command.why_not(play.mode()).is_none()).collect();
        let key_width = |ui: &Ui, text: &str, key: &str| {
            verdict::text_width(ui, text, Type::Strong)
                + verdict::text_width(ui, key, Type::CaptionStrong)
                + 36.0
                + 22.0
        };
        let icon_width = Type::Strong.size(ui) + space::XS + 2.0;
        let gap = space::S + 2.0;
        let others_width: f32 =
            others.iter().map(|(command, _, text)| key_width(ui, text, &command.key()) + icon_width + gap).sum();
        let room = ui.available_width();
        let fits = others_width + key_width(ui, main, &Command::Continue.key()) <= room;
        let others_fit = others_width - gap <= room;
        let mut clicked = None;
        let show_main = |ui: &mut Ui| !without_main && self.main_button(ui, main, !fits);
        let mut show_others = |ui: &mut Ui| {
            for (command, icon, text) in &others {
                let key = command.key();
                let button = Button::secondary(text).icon(icon).key(&key);
                let button = if others_fit { button } else { button.full_width() };
                if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                    clicked = Some(*command);
                }
            }
        };
        let next = if fits {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                show_others(ui);
                layout::at_right(ui, show_main).inner
            })
            .inner
        } else {
            let next = show_main(ui);
            if others_fit {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = gap;
                    show_others(ui);
                });
            } else {
                show_others(ui);
            }
            next
        };
        (clicked, next)
    }

    /// The button that leads on; whether it was pressed.
    pub(super) fn main_button(&self, ui: &mut Ui, label: &str, full_width: bool) -> bool {
        let key = Command::Continue.key();
        let button = Button::primary(label).key(&key);
        let response = ui.add(if full_width { button.full_width() } else { button });
        self.focus(ui, &response);
        response.clicked()
    }

    /// The main button of a new moment gets the focus, so that Tab goes on from there and Enter presses it.
    fn focus(&self, ui: &Ui, response: &Response) {
        if self.focus_next && !ui.ctx().will_discard() {
            response.request_focus();
        }
    }

    /// Shows the end of the conversation; where the new part is too long for that, its beginning. A `field` to write in that
    /// scrolls with it is shown in any case, down to that height.
    fn bring_into_view(&self, ui: &Ui, start: f32, height: f32, field: Option<f32>) {
        let end = field.unwrap_or(ui.min_rect().bottom());
        let animation = match self.scroll {
            Scroll::Stay => return,
            Scroll::Jump => style::ScrollAnimation::none(),
            Scroll::Glide => ui.style().scroll_animation,
        };
        let x = ui.min_rect().x_range();
        let below = f32::from(BELOW);
        let (y, align) = if field.is_some() || fits(end - start, height) {
            (end + below, Align::BOTTOM)
        } else {
            (start - below, Align::TOP)
        };
        ui.scroll_to_rect_animation(Rect::from_x_y_ranges(x, y..=y), Some(align), animation);
    }

    /// Shows the newest items; where they begin.
    fn items(&mut self, ui: &mut Ui, play: &Play, portraits: &mut Portraits) -> Lines {
        let session = play.session();
        let telling = Telling::during(play);
        let top = ui.cursor().top();
        let mut lines = Lines { new: top, last: top };
        let (items, earlier) = telling::newest(telling, play.told(), NEWEST);
        if session.turns().is_empty() {
            self.your_part.show(ui, &session.scenario().file().brief.value);
        }
        words_in_the_talk(ui, play);
        if earlier {
            ui.vertical_centered(|ui| key_hint(ui, &Command::Conversation.key(), "earlier"));
        }
        let new = match (play.reading(), session.turns().last()) {
            (Some(turn), _) => telling::count(telling, &turn.events),
            (None, Some(turn)) => telling::count(telling, &turn.onward),
            (None, None) => items.len(),
        };
        let first_new = items.len().saturating_sub(new);
        // Words that somebody has said are what is answered, and not what is told after them.
        let mut said = false;
        for (at, item) in items.iter().enumerate() {
            let rect = conversation::show_item(ui, session, item, portraits);
            // At the opening the brief does not count as new: where room is short, the customer's words come first.
            if at == first_new {
                (lines.new, said) = (rect.top(), false);
            }
            let says = matches!(item, Item::Line { .. });
            if says || (!said && matches!(item, Item::Narration(_))) {
                lines.last = rect.top();
            }
            said |= says;
        }
        if telling::is_typing(play) {
            conversation::typing(ui, &customer_of(play).name.value);
        }
        lines
    }
}

fn customer_of(play: &Play) -> &Person {
    let scenario = play.session().scenario();
    scenario.person(scenario.customer())
}

/// Whether items of this height are in view as a whole where this is the height of the conversation, in points.
fn fits(items: f32, height: f32) -> bool {
    items + AROUND <= height
}

/// What came of the conversation as it was shown.
struct Talked {
    action: Option<PracticeAction>,
    /// Where it scrolls with the conversation.
    foot: Option<Foot>,
    /// How high what is being answered is, with the room around it, in points.
    answered: f32,
}

/// Where lines begin, in points from the top of the window.
struct Lines {
    /// The first of those that are new.
    new: f32,
    /// The last one of all: what is being answered, where an answer is wanted.
    last: f32,
}
