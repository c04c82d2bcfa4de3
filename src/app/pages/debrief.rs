//! What a play came to.

use std::sync::Arc;

use egui::Ui;

use super::contrast::ContrastPage;
use super::conversation::ConversationPage;
use super::map::MapPage;
use super::next::Next;
use crate::app::context::PageContext;
use crate::app::learner::{RunningPlay, stepped_back};
use crate::app::page::{Page, PageView, Step};
use crate::app::waiting::{Arrived, Waiting};
use crate::engine::{Contrast, Debrief, Session};
use crate::play::Play;
use crate::scenario::{Outcome, plain};
use crate::services::saving::{self, DebriefToSave};
use crate::storage::{Profile, now};
use crate::ui::screens::debrief::{DebriefAction, DebriefScreen, DebriefView};

/// The debrief of the play.
pub(in crate::app) struct DebriefPage {
    running: RunningPlay,
    debrief: Debrief,
    screen: DebriefScreen,
    /// What comes next, once it has been looked for.
    next: Option<Next>,
    /// A step back that is on its way to the disk.
    waiting: Option<Waiting>,
}

impl DebriefPage {
    /// What this play came to.
    pub(in crate::app) fn new(running: RunningPlay, debrief: Debrief) -> Self {
        Self { running, debrief, screen: DebriefScreen::default(), next: None, waiting: None }
    }

    fn replay_from(&mut self, turn: usize, context: &mut PageContext<'_>) -> Step {
        let mut next = self.running.play.clone();
        next.jump_to(turn);
        let went_back = next.session().turns().len() < self.running.play.session().turns().len();
        match next.attempt().filter(|_| went_back) {
            None => self.replayed(next, context),
            Some(attempt) => {
                let lines = vec![stepped_back(&next, now(), context.learner.clock().take())];
                let kept = context.shelf.keep(attempt, lines);
                self.waiting = Some(Waiting::new(next, kept));
                Step::Stay
            }
        }
    }

    /// Goes back to the play, in the place of its debrief.
    fn replayed(&mut self, next: Play, context: &mut PageContext<'_>) -> Step {
        self.running.play = next;
        context.learner.put_play(&self.running);
        Step::PlayHere(Box::new(self.running.clone()))
    }
}

impl PageView for DebriefPage {
    fn page(&self) -> Page {
        Page::Debrief
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.running.play.session().scenario().file().title.value))
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let next = match self.next.take() {
            Some(next) => next,
            None => Next::after(&self.running.play, &self.debrief, context),
        };
        let (session, key) = (self.running.play.session(), card_key(self.running.play.session(), &self.debrief));
        let scenario = Arc::clone(session.scenario());
        let view = DebriefView {
            session,
            debrief: &self.debrief,
            mode: self.running.play.mode(),
            lent: self.running.play.lent(),
            example: (0..session.turns().len()).find(|&turn| self.running.play.was_example(turn)),
            first_words: self.running.play.first_words(),
            card: context.learner.memory().cards.get(&key),
            next: next.offers(),
            past: None,
        };
        let asked = self.screen.ui(ui, &view, &mut context.window.portraits);
        let next = self.next.insert(next);
        match asked {
            None => Step::Stay,
            // While a step back is on its way, nothing else happens in the play.
            Some(DebriefAction::ReplayFrom(_)) if self.waiting.is_some() => Step::Stay,
            Some(DebriefAction::ReplayFrom(turn)) => self.replay_from(turn, context),
            Some(DebriefAction::PlayAgain) => Step::Begin(scenario, self.running.play.mode()),
            Some(DebriefAction::Next(at)) => next.step(at, &scenario, context),
            Some(DebriefAction::Contrast(turn)) => match Contrast::of_turn(session, turn) {
                Some(contrast) => {
                    let contrast = contrast.with_own_words(self.running.play.first_words().of_turn(turn));
                    Step::open(ContrastPage::new(Page::Contrast, scenario, contrast))
                }
                None => Step::Stay,
            },
            Some(DebriefAction::Conversation) => Step::open(ConversationPage::during(self.running.play.clone())),
            Some(DebriefAction::PathMap) => MapPage::opened(&scenario, Some(&self.running), context),
            Some(DebriefAction::Save) => {
                let records = context.shelf.machine.records();
                let person = context.learner.profile().map(Profile::person);
                let wanted = DebriefToSave::of_play(&self.running.play, person, records);
                ask_where_to_save(wanted, context);
                Step::Stay
            }
            Some(DebriefAction::SaveCard(card)) => {
                context.learner.remember(context.shelf, |memory| {
                    memory.cards.insert(key, card);
                });
                Step::Stay
            }
            Some(DebriefAction::Library) => Step::Home,
        }
    }

    fn take_answers(&mut self, _: bool, context: &mut PageContext<'_>) -> Step {
        match Waiting::poll(&mut self.waiting, &context.ctx) {
            None => Step::Stay,
            Some(Arrived::Kept(next)) => self.replayed(next, context),
            Some(Arrived::Late(next, kept)) => {
                context.learner.do_not_wait(kept);
                self.replayed(next, context)
            }
        }
    }

    fn leave(&mut self, context: &mut PageContext<'_>) {
        if let Some(waiting) = self.waiting.take() {
            drop(self.replayed(waiting.settle(), context));
        }
        context.learner.send_play(self.running.play.attempt(), context.shelf);
    }

    fn is_of_the_play(&self) -> bool {
        true
    }
}

/// Asks where a debrief, as it is now, is to be saved, and saves it there.
pub(in crate::app) fn ask_where_to_save(wanted: DebriefToSave, context: &mut PageContext<'_>) {
    let choosing = context.shelf.choose_place("Save the debrief", &wanted.file_name(), &saving::FORMS);
    context.when_chosen(choosing, move |file, context| {
        let saved = context.shelf.services.files.ask(move |()| {
            Some(match wanted.save(&file) {
                Ok((file, warning)) => with_warning(format!("The debrief is saved as {}.", file.display()), warning),
                Err(error) => format!("The debrief was not saved: {error}."),
            })
        });
        context.shelf.send_on_an_errand(Some(saved));
    });
}

/// What is told of something that was saved, and what its reader should know.
pub(super) fn with_warning(told: String, warning: Option<String>) -> String {
    match warning {
        Some(warning) => told + " " + &warning + ".",
        None => told,
    }
}

/// Under which name the learner's own if–then card is kept: one for each scenario and outcome.
pub(super) fn card_key(session: &Session, debrief: &Debrief) -> String {
    let outcome = debrief.outcome().map_or("unfinished", Outcome::word);
    format!("{}/{outcome}", session.scenario().file().id.value)
}
