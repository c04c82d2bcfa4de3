//! The foot of the screen: what to say, and the keys that work now.

use egui::{Rect, ScrollArea, Ui, UiBuilder, Vec2};

use super::{PracticeAction, PracticeScreen, Scroll, example};
use crate::play::{Phase, Play};
use crate::ui::commands::Command;
use crate::ui::screens::replies;
use crate::ui::screens::saying::{self, Aside};
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{key_hint, label};

/// The foot as it was shown.
pub(super) struct Foot {
    pub(super) action: Option<PracticeAction>,
    pub(super) height: f32,
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
            area.show(ui, |ui| self.foot(ui, rect(ui), play, phase)).inner
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
            hints(ui, play, phase);
            ui.add_space(space::XS);
            asked
        });
        Foot { action: shown.inner, height: shown.response.rect.height() }
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
                let chosen = if play.example().is_some() {
                    example::show(ui, scenario, replies, &mut self.example)
                } else {
                    replies::show(ui, scenario, replies)
                };
                chosen.map(PracticeAction::Choose).or(again.then_some(PracticeAction::SayAgain))
            }
            Phase::Reading | Phase::Ended { .. } => None,
        }
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
                key_hint(ui, &format!("1–{}", replies.len()), "choose");
            }
            Phase::Choosing { .. } => {
                key_hint(ui, "1", "choose");
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
