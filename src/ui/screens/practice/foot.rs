//! The foot of the screen: what to say, and the keys that work now.

use egui::{Rect, ScrollArea, Ui, UiBuilder, Vec2};

use super::{PracticeAction, PracticeScreen, Scroll, example};
use crate::play::{Phase, Play};
use crate::ui::commands::{Command, figure};
use crate::ui::screens::replies;
use crate::ui::screens::saying::{self, Aside};
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{key_hint, label, more_below};

/// Text from this size on is large, as a share of the usual.
pub(super) const LARGE_TEXT: f32 = 1.5;

/// The foot as it was shown.
pub(super) struct Foot {
    pub(super) action: Option<PracticeAction>,
    pub(super) height: f32,
    /// How much of that are the keys at its end.
    pub(super) hints: f32,
}

impl PracticeScreen {
    /// Shows it in `rect`; where that is too low, it scrolls, and its edge shows that there is more.
    pub(super) fn scrolling_foot(&mut self, ui: &mut Ui, rect: Rect, play: &Play, phase: &Phase) -> Foot {
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let mut area = ScrollArea::vertical().id_salt("what to say").auto_shrink(false);
            if self.scroll != Scroll::Stay {
                area = area.vertical_scroll_offset(0.0);
            }
            let rect = |ui: &Ui| ui.available_rect_before_wrap();
            let shown = area.show(ui, |ui| self.foot(ui, rect(ui), play, phase));
            more_below(ui, &shown, shown.inner.hints);
            shown.inner
        })
        .inner
    }

    /// Shows it in `rect`, which may be higher.
    pub(super) fn foot(&mut self, ui: &mut Ui, rect: Rect, play: &Play, phase: &Phase) -> Foot {
        let shown = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            let asked = self.what_to_say(ui, play, phase);
            if let Some(why) = self.remark {
                label(ui, why, Type::Small, theme::tokens(ui).muted);
            }
            // Where the height is needed, the button says what is needed most.
            let replies = ui.min_rect().bottom();
            let answers = matches!(phase, Phase::Saying { .. } | Phase::Choosing { .. });
            if answers || !leads_on_from_the_foot(ui) {
                hints(ui, play, phase);
            }
            ui.add_space(space::XS);
            (asked, ui.min_rect().bottom() - replies)
        });
        let (action, hints) = shown.inner;
        Foot { action, height: shown.response.rect.height(), hints }
    }

    /// The replies, or the field for one’s own.
    fn what_to_say(&mut self, ui: &mut Ui, play: &Play, phase: &Phase) -> Option<PracticeAction> {
        let scenario = play.session().scenario();
        match phase {
            Phase::Saying { .. } => {
                let focus = self.focus_next && !ui.ctx().will_discard();
                let aside = if play.attempt().is_some() { Aside::Kept } else { Aside::Gone };
                // Names of its own, so that the focus does not pass to the replies, which come in its place.
                let shown = ui.push_id("say it first", |ui| self.saying.show(ui, focus, aside)).inner;
                shown.then(|| PracticeAction::ShowReplies(self.saying.words()))
            }
            Phase::Choosing { scene, replies } => {
                if play.mode().names_the_step() {
                    example::step(ui, scenario, *scene);
                }
                let own = play.first_words().of_turn(play.turn_on_screen());
                let again = own.is_some_and(|words| saying::above_the_replies(ui, words));
                let channel = play.channel();
                let chosen = if play.example().is_some() {
                    example::show(ui, scenario, (replies, channel), &mut self.example)
                } else {
                    replies::show(ui, scenario, replies, channel)
                };
                chosen.map(PracticeAction::Choose).or(again.then_some(PracticeAction::SayAgain))
            }
            Phase::Reading | Phase::Ended { .. } if leads_on_from_the_foot(ui) => {
                let (label, action) = leads_on(phase);
                self.main_button(ui, label, true).then_some(action)
            }
            Phase::Reading | Phase::Ended { .. } => None,
        }
    }
}

/// Whether the button that leads on stands below the conversation, and not within it: with large text it would often have to be
/// scrolled to.
pub(super) fn leads_on_from_the_foot(ui: &Ui) -> bool {
    theme::scale(ui) > LARGE_TEXT
}

/// What the button that leads on says, and what it does, where there is nothing to answer.
pub(super) fn leads_on(phase: &Phase) -> (&'static str, PracticeAction) {
    match phase {
        Phase::Ended { .. } => ("See the debrief", PracticeAction::Debrief),
        _ => (Command::Continue.label(), PracticeAction::Continue),
    }
}

/// The keys that work now.
fn hints(ui: &mut Ui, play: &Play, phase: &Phase) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(space::M + 1.0, space::XS);
        match phase {
            Phase::Saying { .. } => {
                key_hint(ui, &Command::Show.key(), "show the replies");
            }
            Phase::Choosing { replies, .. } if replies.len() > 1 => {
                key_hint(ui, &format!("{}–{}", figure(1), replies.len()), "choose");
            }
            Phase::Choosing { .. } => {
                key_hint(ui, &figure(1), "choose");
            }
            Phase::Reading => {
                key_hint(ui, &Command::Continue.key(), "go on");
            }
            Phase::Ended { .. } => {
                key_hint(ui, &Command::Continue.key(), "see the debrief");
            }
        }
        let can = |command: Command| command.why_not(play.mode()).is_none();
        if matches!(phase, Phase::Choosing { .. }) && can(Command::SayFirst) && !play.is_saying_first() {
            key_hint(ui, &Command::SayFirst.key(), "say it first in your own words");
        }
        if !play.session().turns().is_empty() && can(Command::StepBack) {
            let keys = Command::StepBack.keys();
            key_hint(ui, keys.last().map_or("", String::as_str), "step back");
        }
        key_hint(ui, &Command::Conversation.key(), "whole conversation");
        key_hint(ui, &Command::Close.key(), "pause");
        key_hint(ui, &Command::Keys.key(), "keys");
    });
}
