//! Everything said in a play, or in an attempt of the past.

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::page::{Page, PageView, Step};
use crate::play::Play;
use crate::scenario::plain;
use crate::ui::nav::NavTarget;
use crate::ui::screens::conversation::{ConversationAction, ConversationScreen};

/// The whole conversation.
pub(in crate::app) struct ConversationPage {
    page: Page,
    play: Play,
    /// A fresh one starts at its newest part.
    screen: ConversationScreen,
}

impl ConversationPage {
    /// Of a play as it is now.
    pub(in crate::app) fn during(play: Play) -> Self {
        Self { page: Page::Conversation, play, screen: ConversationScreen::default() }
    }

    /// Of an attempt of the past.
    pub(in crate::app) fn of_old(play: Play) -> Self {
        Self { page: Page::OldConversation, ..Self::during(play) }
    }
}

impl PageView for ConversationPage {
    fn page(&self) -> Page {
        self.page
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.play.session().scenario().file().title.value))
    }

    fn rail(&self) -> NavTarget {
        if self.page == Page::OldConversation { NavTarget::Progress } else { NavTarget::Practise }
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        match self.screen.ui(ui, &self.play, &mut context.window.portraits) {
            None => Step::Stay,
            Some(ConversationAction::Close) => Step::Back,
        }
    }

    fn is_of_the_play(&self) -> bool {
        self.page == Page::Conversation
    }
}
