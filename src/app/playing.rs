//! Playing: from a choice to the debrief.

use std::sync::Arc;

use egui::Ui;

use super::keeping::{self, Then};
use super::{App, Page};
use crate::engine::{At, Contrast, Debrief, Event, Mode, Session};
use crate::memory::{Card, Played};
use crate::scenario::{ReplyIx, Scenario};
use crate::ui::screens::contrast::ContrastAction;
use crate::ui::screens::conversation::{ConversationAction, ConversationScreen};
use crate::ui::screens::debrief::{DebriefAction, DebriefScreen, DebriefView};
use crate::ui::screens::practice::{PracticeAction, PracticeScreen};
use crate::ui::{Phase, Play};

impl App {
    /// Starts a scenario from the beginning.
    pub(super) fn play(&mut self, scenario: Arc<Scenario>, mode: Mode) {
        let seed = self.start.seed.unwrap_or_else(|| fastrand::u64(..));
        let session = Session::new(scenario);
        self.settle();
        let attempt = self.begin_keeping(&session, mode, seed);
        let play = Play::new(session, seed).in_mode(mode).saying_first(self.settings.say_first);
        let play = attempt.into_iter().fold(play, Play::kept_as);
        self.print(play.session().scenario(), play.session().opening());
        self.put_aside();
        self.show_play(play);
    }

    /// Goes on with a scenario where it was left.
    pub(super) fn resume(&mut self, scenario: &Arc<Scenario>) {
        self.put_aside();
        // One that was read anew meanwhile is another scenario: its choices may mean something else by now.
        let same = |play: &Play| Arc::ptr_eq(play.session().scenario(), scenario);
        if let Some(at) = self.left.iter().position(same) {
            let play = self.left.remove(at);
            self.keep_on(&play);
            self.show_play(play);
        }
    }

    /// The plays that can be picked up again, the current one last.
    pub(super) fn underway(&self) -> impl DoubleEndedIterator<Item = &Play> {
        let current = self.play.as_ref().filter(|play| is_underway(play) && !self.is_trial(play));
        self.left.iter().filter(|play| is_underway(play)).chain(current)
    }

    /// Whether the current play is a decision tried out from a lesson or the path map, which takes no place of the
    /// learner's own play.
    fn is_trial(&self, play: &Play) -> bool {
        let same = |left: &Play| Arc::ptr_eq(left.session().scenario(), play.session().scenario());
        play.lent() > 0 && (play.session().turns().len() <= play.lent() || self.left.iter().any(same))
    }

    /// Goes on with the play that was left last.
    pub(super) fn resume_last(&mut self) {
        self.put_aside();
        if let Some(play) = self.left.pop() {
            self.keep_on(&play);
            self.show_play(play);
        }
    }

    /// Keeps the place in the current play, unless it has not begun or is over.
    pub(super) fn put_aside(&mut self) {
        self.settle();
        self.send_play();
        if let Some(play) = self.play.take().filter(is_underway) {
            if self.is_trial(&play) {
                return;
            }
            self.left.retain(|left| !Arc::ptr_eq(left.session().scenario(), play.session().scenario()));
            self.left.push(play);
        }
    }

    pub(super) fn show_play(&mut self, play: Play) {
        self.path.home();
        self.show_play_here(play);
    }

    /// Shows a play on top of the page from which it was begun, to which Escape leads back.
    pub(super) fn show_play_here(&mut self, play: Play) {
        self.play = Some(play);
        self.debrief = None;
        self.screens.practice = PracticeScreen::default();
        self.refresh_cards();
        self.path.open(Page::Practice);
    }

    pub(super) fn show_practice(&mut self, ui: &mut Ui) {
        let Some(play) = &self.play else { return self.path.home() };
        match self.screens.practice.ui(ui, play, &mut self.portraits) {
            None => {}
            Some(PracticeAction::Choose(reply)) => self.choose(reply),
            Some(PracticeAction::Continue) => self.go_on(),
            Some(PracticeAction::StepBack) => self.change(Then::Changed, Play::step_back),
            Some(PracticeAction::Contrast) => {
                let turn = play.turn_on_screen();
                self.path.open(Page::Contrast { turn });
            }
            Some(PracticeAction::Conversation) => self.open_conversation(),
            // A moment that was tried out leads back to the lesson or the map.
            Some(PracticeAction::Pause) => self.path.back(),
            Some(PracticeAction::SayFirst(on)) => self.change(Then::Changed, |play| play.say_first(on)),
            Some(PracticeAction::ShowReplies(words)) => self.change(Then::Changed, |play| play.show_replies(&words)),
            Some(PracticeAction::Debrief) => {
                self.screens.debrief = DebriefScreen::default();
                self.path.replace(Page::Debrief);
            }
        }
    }

    pub(super) fn show_contrast(&mut self, ui: &mut Ui, turn: usize) {
        let Some(play) = &self.play else { return self.path.home() };
        let Some(contrast) = Contrast::of_turn(play.session(), turn) else { return self.path.back() };
        match self.screens.contrast.ui(ui, play.session().scenario(), &contrast, &mut self.portraits) {
            None => {}
            Some(ContrastAction::Close | ContrastAction::GoOn) => self.path.back(),
        }
    }

    pub(super) fn show_what_differs(&mut self, ui: &mut Ui, turn: usize) {
        let Some(play) = &self.play else { return self.path.home() };
        let Some(contrast) = Contrast::of_turn(play.session(), turn) else { return self.path.back() };
        match self.screens.contrast.on_the_way(ui, play.session().scenario(), &contrast, &mut self.portraits) {
            None => {}
            Some(ContrastAction::Close | ContrastAction::GoOn) => {
                self.path.back();
                self.go_on();
            }
        }
    }

    pub(super) fn show_conversation(&mut self, ui: &mut Ui) {
        let Some(play) = &self.play else { return self.path.home() };
        match self.screens.conversation.ui(ui, play) {
            None => {}
            Some(ConversationAction::Close) => self.path.back(),
        }
    }

    pub(super) fn show_debrief(&mut self, ui: &mut Ui) {
        let (Some(play), Some(debrief)) = (&self.play, &self.debrief) else { return self.path.home() };
        let key = card_key(play.session(), debrief);
        let view = DebriefView {
            session: play.session(),
            debrief,
            mode: play.mode(),
            lent: play.lent(),
            example: (0..play.session().turns().len()).find(|&turn| play.was_example(turn)),
            first_words: play.first_words(),
            card: self.memory.cards.get(&key),
            past: None,
        };
        match self.screens.debrief.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(DebriefAction::ReplayFrom(turn)) => self.change(Then::Replay, |play| play.jump_to(turn)),
            Some(DebriefAction::PlayAgain) => {
                let (scenario, mode) = (Arc::clone(play.session().scenario()), play.mode());
                self.play(scenario, mode);
            }
            Some(DebriefAction::Contrast(turn)) => self.path.open(Page::Contrast { turn }),
            Some(DebriefAction::Conversation) => self.open_conversation(),
            Some(DebriefAction::PathMap) => {
                let scenario = Arc::clone(play.session().scenario());
                self.open_path_map(&scenario);
            }
            Some(DebriefAction::Save) => self.save_debrief(),
            Some(DebriefAction::SaveCard(card)) => self.save_card(key, card),
            Some(DebriefAction::Library) => self.path.home(),
        }
    }

    pub(super) fn choose(&mut self, reply: ReplyIx) {
        let Some(mut next) = self.play.clone() else { return };
        if next.choose(reply) {
            let lines = keeping::chosen(&next);
            self.change_to(next, lines, Then::Chose);
        }
    }

    /// Goes on with the story; in guided play the contrast comes first where it opens by itself.
    pub(super) fn go_on(&mut self) {
        self.settle();
        let Some(play) = &mut self.play else { return };
        if play.compares_first() {
            play.compared();
            let turn = play.turn_on_screen();
            self.path.open(Page::WhatDiffers { turn });
            return;
        }
        play.go_on();
        self.refresh_cards();
    }

    /// Remembers how the play ended, once it has; a play counts once. This goes with the last choice, although the
    /// ending has yet to be read: the attempt has ended with it as well.
    pub(super) fn record(&mut self) {
        let Some(play) = &mut self.play else { return };
        let At::End { outcome, .. } = *play.session().at() else { return };
        if play.record() {
            let played = Played { outcome, mode: play.mode(), stepped_back: play.stepped_back() };
            self.memory.history.add(&play.session().scenario().file().id.value, played);
            self.save_memory();
        }
    }

    /// Changes the play otherwise than by a choice; a debrief that no longer holds is forgotten.
    pub(super) fn change(&mut self, then: Then, change: impl FnOnce(&mut Play)) {
        let Some(now) = &self.play else { return };
        let mut next = now.clone();
        change(&mut next);
        let went_back = next.session().turns().len() < now.session().turns().len();
        let lines = went_back.then(|| keeping::stepped_back(&next, jiff::Timestamp::now()));
        self.change_to(next, lines.into_iter().collect(), then);
    }

    fn open_conversation(&mut self) {
        // A fresh one starts at its newest part.
        self.screens.conversation = ConversationScreen::default();
        self.path.open(Page::Conversation);
    }

    pub(super) fn save_card(&mut self, key: String, card: Card) {
        self.memory.cards.insert(key, card);
        self.save_memory();
    }

    pub(super) fn print(&self, scenario: &Scenario, events: &[Event]) {
        if self.start.print_events {
            for event in events {
                // Nobody reading any longer is no reason to stop playing.
                let _ = std::io::Write::write_fmt(
                    &mut std::io::stdout().lock(),
                    format_args!("{}\n", crate::cli::events::event(scenario, event)),
                );
            }
        }
    }
}

/// Whether a play has begun and not ended.
pub(super) fn is_underway(play: &Play) -> bool {
    !play.session().turns().is_empty() && !matches!(play.phase(), Phase::Ended { .. })
}

/// Under which name the learner's own if–then card is kept: one for each scenario and outcome.
pub(super) fn card_key(session: &Session, debrief: &Debrief) -> String {
    format!("{}/{}", session.scenario().file().id.value, debrief.outcome.word())
}
