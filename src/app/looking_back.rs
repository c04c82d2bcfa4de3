//! Looking back: the debrief of an attempt of the past, and what can be begun from it. Nothing is ever added to it.

use std::sync::Arc;

use egui::Ui;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::jobs::Job;
use super::old::{Old, Shown};
use super::playing::card_key;
use super::{App, Page};
use crate::engine::{Contrast, Debrief, Mode};
use crate::export::Document;
use crate::record::{Attempt, Id};
use crate::scenario::Scenario;
use crate::storage::AttemptError;
use crate::ui::Play;
use crate::ui::screens::contrast::ContrastAction;
use crate::ui::screens::conversation::{ConversationAction, ConversationScreen};
use crate::ui::screens::debrief::{DebriefAction, DebriefScreen, DebriefView, Past};
use crate::ui::screens::document::{DocumentAction, DocumentScreen, DocumentView};
use crate::ui::screens::progress::date;

/// An attempt of the past that is open.
pub(super) struct OpenOld {
    scenario: Option<Arc<Scenario>>,
    mode: Mode,
    attempt: Box<Attempt>,
    shown: OldView,
}

/// What of it is shown.
enum OldView {
    Debrief { play: Box<Play>, debrief: Box<Debrief>, when: String, changed: bool },
    Document(Box<Document>),
}

impl App {
    /// Has an attempt of the past read, to show its debrief.
    pub(super) fn open_old(&mut self, attempt: Id) {
        match self.progress.file_of(attempt) {
            Some(file) => self.jobs.add_aside(Job::ReadOld(file, Box::new(self.known()), TimeZone::system())),
            None => self.read_progress(),
        }
    }

    /// Shows an attempt of the past, if the page from which it was asked for is still there.
    pub(super) fn take_old(&mut self, result: Result<Box<Old>, AttemptError>) {
        if self.path.current() != Page::Progress {
            return;
        }
        let old = match result {
            Ok(old) => *old,
            Err(error) => {
                self.notice = Some(format!("This conversation could not be read. {error}."));
                return self.read_progress();
            }
        };
        if let (Some(scenario), Some((source, path))) = (&old.scenario, &old.source) {
            self.know_source(scenario, source);
            if let Some(path) = path {
                self.library.look_beside(path);
                self.look_for_portraits();
            }
        }
        let shown = match old.shown {
            Shown::Debrief(it) => {
                self.note_session(&it.session);
                let play = Play::new(it.session, it.seed).in_mode(old.mode).as_it_was_left(it.stepped_back, true);
                let when = date(it.at, &jiff::Zoned::now());
                let (play, debrief) = (Box::new(play), Box::new(it.debrief));
                OldView::Debrief { play, debrief, when, changed: it.changed }
            }
            Shown::Document(document) => OldView::Document(document),
        };
        self.old = Some(OpenOld { scenario: old.scenario, mode: old.mode, attempt: old.attempt, shown });
        self.screens.old_debrief = DebriefScreen::default();
        self.path.open(Page::OldDebrief);
    }

    fn old_play(&self) -> Option<&Play> {
        match &self.old.as_ref()?.shown {
            OldView::Debrief { play, .. } => Some(play),
            OldView::Document(_) => None,
        }
    }

    pub(super) fn show_old_debrief(&mut self, ui: &mut Ui) {
        let Some(old) = &self.old else { return self.path.back() };
        let (play, debrief, when, changed) = match &old.shown {
            OldView::Debrief { play, debrief, when, changed } => (play, debrief, when, *changed),
            OldView::Document(document) => {
                let view = DocumentView { document, can_play: old.scenario.is_some() };
                match DocumentScreen.ui(ui, &view) {
                    None => {}
                    Some(DocumentAction::Play) => self.play_old_again(),
                    Some(DocumentAction::Close) => self.path.back(),
                }
                return;
            }
        };
        let key = card_key(play.session(), debrief);
        let view = DebriefView {
            session: play.session(),
            debrief,
            mode: old.mode,
            lent: 0,
            example: play.was_example(0).then_some(0),
            first_words: play.first_words(),
            card: self.memory.cards.get(&key),
            past: Some(Past { when, changed }),
        };
        match self.screens.old_debrief.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(DebriefAction::ReplayFrom(turn)) => self.replay_old(turn),
            Some(DebriefAction::PlayAgain) => self.play_old_again(),
            Some(DebriefAction::Contrast(turn)) => self.path.open(Page::OldContrast { turn }),
            Some(DebriefAction::Conversation) => {
                self.screens.conversation = ConversationScreen::default();
                self.path.open(Page::OldConversation);
            }
            Some(DebriefAction::PathMap) => {
                let scenario = Arc::clone(play.session().scenario());
                self.open_path_map(&scenario);
            }
            Some(DebriefAction::Save) => {
                let (attempt, scenario) = ((*old.attempt).clone(), Arc::clone(play.session().scenario()));
                self.save_old_debrief(attempt, scenario);
            }
            Some(DebriefAction::SaveCard(card)) => self.save_card(key, card),
            Some(DebriefAction::Library) => self.path.back(),
        }
    }

    pub(super) fn show_old_contrast(&mut self, ui: &mut Ui, turn: usize) {
        let Some(play) = self.old_play() else { return self.path.back() };
        let Some(contrast) = Contrast::of_turn(play.session(), turn) else { return self.path.back() };
        let scenario = Arc::clone(play.session().scenario());
        match self.screens.contrast.ui(ui, &scenario, &contrast, &mut self.portraits) {
            None => {}
            Some(ContrastAction::Close | ContrastAction::GoOn) => self.path.back(),
        }
    }

    pub(super) fn show_old_conversation(&mut self, ui: &mut Ui) {
        let Some(OldView::Debrief { play, .. }) = self.old.as_ref().map(|old| &old.shown) else {
            return self.path.back();
        };
        match self.screens.conversation.ui(ui, play) {
            None => {}
            Some(ConversationAction::Close) => self.path.back(),
        }
    }

    /// Plays from before a choice of the old attempt on. What was said before it leads there, and is not the learner's own
    /// this time; so it is not kept, as with every moment that is tried out. From the first reply on it is a new attempt.
    fn replay_old(&mut self, turn: usize) {
        if turn == 0 {
            return self.play_old_again();
        }
        let (Some(play), Some(old)) = (self.old_play(), &self.old) else { return };
        let mut session = play.session().clone();
        session.jump_to(turn);
        let mode = if old.mode.allows_stepping_back() { old.mode } else { Mode::Practice };
        let seed = self.start.seed.unwrap_or_else(|| fastrand::u64(..));
        let play = Play::new(session, seed).in_mode(mode).saying_first(self.settings.say_first);
        self.put_aside();
        self.show_play_here(play);
    }

    fn play_old_again(&mut self) {
        let Some((scenario, mode)) = self.old.as_ref().and_then(|old| Some((old.scenario.clone()?, old.mode))) else {
            return;
        };
        self.play(scenario, mode);
    }

    /// Goes on with a play that was left, by the name under which it is kept.
    pub(super) fn resume_attempt(&mut self, attempt: Uuid) {
        self.put_aside();
        if let Some(at) = self.left.iter().position(|play| play.attempt() == Some(attempt)) {
            let play = self.left.remove(at);
            self.keep_on(&play);
            self.show_play(play);
        }
    }
}
