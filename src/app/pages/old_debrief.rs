//! Looking back: the debrief of an attempt of the past, and what can be begun from it. Nothing is ever added to it.

use std::sync::Arc;

use egui::Ui;
use jiff::tz::TimeZone;

use super::contrast::ContrastPage;
use super::conversation::ConversationPage;
use super::debrief::{ask_where_to_save, card_key};
use super::map::{MapPage, replay};
use crate::app::context::PageContext;
use crate::app::learner::note_session;
use crate::app::page::{Page, PageView, Step};
use crate::engine::{Contrast, Debrief, Mode};
use crate::export::Document;
use crate::play::Play;
use crate::record::Attempt;
use crate::scenario::{Scenario, plain};
use crate::services::old::{OldAttempt, OldView};
use crate::services::saving::DebriefToSave;
use crate::storage::now;
use crate::ui::nav::NavTarget;
use crate::ui::screens::debrief::{DebriefAction, DebriefScreen, DebriefView, Past};
use crate::ui::screens::document::{DocumentAction, DocumentScreen, DocumentView};
use crate::ui::screens::progress::date;

/// An attempt of the past.
pub(in crate::app) struct OldDebriefPage {
    scenario: Option<Arc<Scenario>>,
    mode: Mode,
    attempt: Box<Attempt>,
    shown: Shown,
}

/// What of it is shown.
enum Shown {
    Debrief(Box<OldPlay>),
    Document(Box<Document>),
}

/// The play as it was, brought back from the record.
struct OldPlay {
    play: Play,
    debrief: Debrief,
    when: String,
    changed: bool,
    screen: DebriefScreen,
}

impl OldDebriefPage {
    /// Of an attempt that was read.
    pub(in crate::app) fn new(old: OldAttempt, context: &mut PageContext<'_>) -> Self {
        if let Some(found) = &old.scenario {
            context.shelf.know(found);
        }
        let shown = match old.view {
            OldView::Debrief(it) => {
                let id = it.session.scenario().file().id.value.clone();
                let session = &it.session;
                context.learner.note(|memory| note_session(memory.visited.entry(id).or_default(), session));
                let play = Play::new(it.session, it.seed).in_mode(old.mode).as_it_was_left(it.stepped_back, true);
                let play = play.with_first_words(it.first_words, None);
                let when = date(it.at, &now().to_zoned(TimeZone::system()));
                let screen = DebriefScreen::default();
                Shown::Debrief(Box::new(OldPlay { play, debrief: it.debrief, when, changed: it.changed, screen }))
            }
            OldView::Document(document) => Shown::Document(document),
        };
        let scenario = old.scenario.map(|found| found.scenario);
        Self { scenario, mode: old.mode, attempt: old.attempt, shown }
    }
}

impl PageView for OldDebriefPage {
    fn page(&self) -> Page {
        Page::OldDebrief
    }

    fn subject(&self) -> Option<String> {
        self.scenario.as_ref().map(|scenario| plain(&scenario.file().title.value))
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Progress
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let play_again = || self.scenario.clone().map_or(Step::Stay, |scenario| Step::Begin(scenario, self.mode));
        let old = match &mut self.shown {
            Shown::Debrief(old) => &mut **old,
            Shown::Document(document) => {
                let view = DocumentView { document, can_play: self.scenario.is_some() };
                return match DocumentScreen.ui(ui, &view) {
                    None => Step::Stay,
                    Some(DocumentAction::Play) => play_again(),
                    Some(DocumentAction::Close) => Step::Back,
                };
            }
        };
        let (session, key) = (old.play.session(), card_key(old.play.session(), &old.debrief));
        let scenario = Arc::clone(session.scenario());
        let view = DebriefView {
            session,
            debrief: &old.debrief,
            mode: self.mode,
            lent: 0,
            example: old.play.was_example(0).then_some(0),
            first_words: old.play.first_words(),
            card: context.learner.memory().cards.get(&key),
            next: &[],
            past: Some(Past { when: &old.when, changed: old.changed }),
        };
        match old.screen.ui(ui, &view, &mut context.window.portraits) {
            // What comes next is not offered here.
            None | Some(DebriefAction::Next(_)) => Step::Stay,
            Some(DebriefAction::ReplayFrom(0) | DebriefAction::PlayAgain) => play_again(),
            Some(DebriefAction::ReplayFrom(turn)) => replay(&old.play, turn, self.mode, context),
            Some(DebriefAction::Contrast(turn)) => match Contrast::of_turn(session, turn) {
                Some(contrast) => {
                    let contrast = contrast.with_own_words(old.play.first_words().of_turn(turn));
                    Step::open(ContrastPage::new(Page::OldContrast, scenario, contrast))
                }
                None => Step::Stay,
            },
            Some(DebriefAction::Conversation) => Step::open(ConversationPage::of_old(old.play.clone())),
            Some(DebriefAction::PathMap) => MapPage::of_old(&old.play, context),
            Some(DebriefAction::Save) => {
                let wanted = DebriefToSave::of_attempt((*self.attempt).clone(), scenario);
                let wanted = wanted.with_own_words(old.play.first_words().clone());
                ask_where_to_save(wanted, context);
                Step::Stay
            }
            Some(DebriefAction::SaveCard(card)) => {
                context.learner.remember(context.shelf, |memory| {
                    memory.cards.insert(key, card);
                });
                Step::Stay
            }
            Some(DebriefAction::Library) => Step::Back,
        }
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
