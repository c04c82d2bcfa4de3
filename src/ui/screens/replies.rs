//! The replies to choose from.

use egui::{FocusDirection, Key, Modifiers, Response, Ui};

use crate::scenario::{Channel, ReplyIx, Scenario};
use crate::ui::conversation;
use crate::ui::outline;
use crate::ui::theme::{self, Type};
use crate::ui::widgets::{ReplyCard, label};

/// Shows them, in this order; which was clicked.
pub(super) fn show(ui: &mut Ui, scenario: &Scenario, replies: &[ReplyIx], channel: Option<Channel>) -> Option<ReplyIx> {
    label(ui, "HOW DO YOU REPLY?", Type::SmallStrong, theme::tokens(ui).accent);
    let mut chosen = None;
    let mut shown = Vec::new();
    for (at, &reply) in replies.iter().enumerate() {
        let text = &scenario.reply(reply).text.value;
        let response = ReplyCard::new(at + 1).show(ui, conversation::said(text, channel));
        if response.clicked() {
            chosen = Some(reply);
        }
        shown.push(response);
    }
    focus_by_arrows(ui, &shown);
    chosen
}

/// An arrow key goes to the replies when nothing has the focus yet; from there egui takes over.
pub(super) fn focus_by_arrows(ui: &Ui, replies: &[Response]) {
    if !outline::nothing_has_focus(ui.ctx()) {
        return;
    }
    let target = ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            replies.first()
        } else if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            replies.last()
        } else {
            None
        }
    });
    if let Some(reply) = target {
        reply.request_focus();
        // Otherwise egui goes on from there in the same breath.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
}
