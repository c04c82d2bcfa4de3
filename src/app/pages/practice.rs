//! Practice: from a choice to the debrief.

use std::mem::Discriminant;
use std::sync::Arc;

use egui::Ui;

use super::contrast::{ContrastPage, WhatDiffersPage};
use super::conversation::ConversationPage;
use super::debrief::DebriefPage;
use crate::app::context::PageContext;
use crate::app::keeping_words::KeepingWords;
use crate::app::learner::{RunningPlay, chosen, is_over, note_last_choice, stepped_back};
use crate::app::page::{Page, PageView, Step};
use crate::app::saved_anew::ScenarioFile;
use crate::app::waiting::{Arrived, Waiting};
use crate::engine::{At, Contrast, Debrief, Event, Mode, Session};
use crate::memory::Played;
use crate::play::{Phase, Play, aloud};
use crate::record::Line;
use crate::scenario::{ReplyIx, Scenario, plain};
use crate::services::saved_anew::{NewText, WhereInIt};
use crate::storage::now;
use crate::ui::screens::practice::{PracticeAction, PracticeScreen};

/// The page on which a scenario is played. It has the play itself, and puts each change down with the learner.
pub(in crate::app) struct PracticePage {
    running: RunningPlay,
    screen: PracticeScreen,
    /// What it came to, once it is over.
    debrief: Option<Debrief>,
    waiting: Option<Waiting>,
    /// Whether the contrast has opened by itself, and the story goes on once it is closed.
    comparing: bool,
    /// What is said in their own words, on its way to the disk.
    words: KeepingWords,
    /// The file of the scenario, which may be saved anew meanwhile.
    file: ScenarioFile,
    /// The moment that was read aloud last: after how many choices, and what the learner does in it.
    read_aloud: Option<(usize, Discriminant<Phase>)>,
}

impl PracticePage {
    /// Begins a scenario.
    pub(in crate::app) fn begin(scenario: Arc<Scenario>, mode: Mode, context: &mut PageContext<'_>) -> Self {
        let seed = context.seed();
        let session = Session::new(scenario);
        let attempt = context.learner.begin_keeping(&session, mode, seed, context.shelf);
        let say_first = context.shelf.machine.settings.say_first;
        let play = Play::new(session, seed).in_mode(mode).saying_first(say_first);
        let play = attempt.into_iter().fold(play, Play::kept_as);
        print(context, play.session().scenario(), play.session().opening());
        let running = context.learner.take_in(play, context.shelf);
        Self::with(running, context)
    }

    /// Goes on with a play.
    pub(in crate::app) fn with(mut running: RunningPlay, context: &PageContext<'_>) -> Self {
        running.mind_the_settings(context.shelf.machine.settings.say_first);
        running.take_up(context.learner.clock());
        // The end may have been reached, and not yet been read.
        let debrief = Debrief::from_choice(running.play.session(), running.play.lent());
        let file = ScenarioFile::of(running.play.session().scenario(), context.shelf);
        let (screen, words) = (PracticeScreen::default(), KeepingWords::of(&running.play));
        Self { running, screen, debrief, waiting: None, comparing: false, words, file, read_aloud: None }
    }

    pub(in crate::app) fn choose(&mut self, reply: ReplyIx, context: &mut PageContext<'_>) {
        let mut next = self.running.play.clone();
        if self.waiting.is_none() && next.choose(reply) {
            let lines = chosen(&next, context.learner.clock().take());
            self.change_to(next, lines, context);
        }
    }

    /// The play as it is on the screen.
    #[cfg(test)]
    pub(in crate::app) fn play(&self) -> &Play {
        &self.running.play
    }

    /// Changes the play otherwise than by a choice.
    pub(in crate::app) fn change(&mut self, context: &mut PageContext<'_>, change: impl FnOnce(&mut Play)) {
        if self.waiting.is_some() {
            return;
        }
        let mut next = self.running.play.clone();
        change(&mut next);
        let went_back = next.session().turns().len() < self.running.play.session().turns().len();
        let lines = went_back.then(|| stepped_back(&next, now(), context.learner.clock().take()));
        self.change_to(next, lines.into_iter().collect(), context);
    }

    /// Shows the play as `next` is, once what has happened in it is on the disk. Until then nothing else happens in it.
    fn change_to(&mut self, next: Play, lines: Vec<Line>, context: &mut PageContext<'_>) {
        match next.attempt().filter(|_| !lines.is_empty()) {
            None => self.arrive(next, context),
            Some(attempt) => {
                let kept = context.shelf.keep(attempt, lines);
                self.waiting = Some(Waiting::new(next, kept));
            }
        }
    }

    fn arrive(&mut self, next: Play, context: &mut PageContext<'_>) {
        let has_chosen = next.session().turns().len() > self.running.play.session().turns().len();
        self.running.play = next;
        if has_chosen {
            let session = self.running.play.session();
            if let Some(turn) = session.turns().last() {
                print(context, session.scenario(), &turn.events);
                print(context, session.scenario(), &turn.onward);
            }
            self.debrief = Debrief::from_choice(session, self.running.play.lent());
            // A draft is listened to by its author, and nobody has practised anything.
            if !session.scenario().is_rehearsal() {
                note_visit(session, context);
                self.record(context);
            }
        } else if !is_over(&self.running.play) {
            self.debrief = None;
        }
        self.put_down(context);
        if has_chosen && is_over(&self.running.play) {
            context.learner.send_play(self.running.play.attempt(), context.shelf);
            context.learner.look_for_refreshers(context.shelf);
        }
    }

    /// Remembers how the play ended, once it has; a play counts once. This goes with the last choice, although the
    /// ending has yet to be read: the attempt has ended with it as well.
    fn record(&mut self, context: &mut PageContext<'_>) {
        let At::End { outcome, .. } = *self.running.play.session().at() else { return };
        if self.running.play.record() {
            let played =
                Played { outcome, mode: self.running.play.mode(), stepped_back: self.running.play.stepped_back() };
            let id = self.running.play.session().scenario().file().id.value.clone();
            let attempt = self.running.play.attempt();
            context.learner.remember(context.shelf, |memory| memory.history.add_play(&id, played, attempt));
        }
    }

    /// Puts the play down with the learner, as it is now.
    fn put_down(&self, context: &mut PageContext<'_>) {
        context.learner.put_play(&self.running);
    }

    fn settle(&mut self, context: &mut PageContext<'_>) {
        if let Some(waiting) = self.waiting.take() {
            self.arrive(waiting.settle(), context);
        }
    }

    /// Goes on with the story; in guided play the contrast comes first where it opens by itself.
    pub(in crate::app) fn go_on(&mut self, context: &mut PageContext<'_>) -> Step {
        self.settle(context);
        if self.running.play.compares_first() {
            self.running.play.compared();
            self.put_down(context);
            let contrast = Contrast::of_turn(self.running.play.session(), self.running.play.turn_on_screen());
            if let Some(contrast) = contrast {
                let contrast = self.with_own_words(contrast);
                self.comparing = true;
                return Step::open(WhatDiffersPage::new(Arc::clone(self.running.play.session().scenario()), contrast));
            }
        }
        self.running.play.go_on();
        self.put_down(context);
        Step::Stay
    }

    /// Goes on in the text of a file that has been saved anew: where the play was, if there is still a way to it.
    fn go_on_in(&mut self, new: NewText, context: &mut PageContext<'_>) -> Step {
        let title = plain(&new.scenario.file().title);
        match new.there {
            WhereInIt::ByTheChoices { session, left_out } => {
                let next = self.running.play.clone().in_another_text(session);
                let lines = (left_out > 0).then(|| stepped_back(&next, now(), context.learner.clock().take()));
                self.debrief = Debrief::from_choice(next.session(), next.lent());
                self.change_to(next, lines.into_iter().collect(), context);
                context.notice(match left_out {
                    0 => format!("“{title}” has been saved anew. You go on in the new text."),
                    1 => format!("“{title}” has been saved anew. Your last reply does not fit any more; you go on before it."),
                    _ => format!(
                        "“{title}” has been saved anew. Your last {left_out} replies do not fit any more; you go on before them."
                    ),
                });
                Step::Stay
            }
            WhereInIt::ByAnotherWay(session) => {
                let mode = self.running.play.mode();
                let mode = if mode.allows_stepping_back() { mode } else { Mode::Practice };
                let play = Play::new(session, self.running.play.seed()).in_mode(mode);
                context.notice(format!(
                    "“{title}” has been saved anew, and your replies do not lead here any more. You go on in the same scene, by \
                     another way; this play is not kept."
                ));
                Step::PlayHere(context.take_in(play))
            }
        }
    }

    /// The contrast of the decision on the screen, with what was said there in their own words.
    fn with_own_words(&self, contrast: Contrast) -> Contrast {
        contrast.with_own_words(self.running.play.first_words().of_turn(self.running.play.turn_on_screen()))
    }

    /// Reads a new moment aloud, where the person wants that.
    fn mind_the_voice(&mut self, context: &mut PageContext<'_>) {
        let play = &self.running.play;
        if !context.shelf.machine.settings.read_aloud {
            self.hush(context);
            return;
        }
        let moment = (play.session().turns().len(), std::mem::discriminant(&play.phase()));
        if self.read_aloud.replace(moment) != Some(moment) {
            context.shelf.say(aloud::words_of(play).join("\n"));
        }
    }

    /// What is left behind is read no further.
    fn hush(&mut self, context: &mut PageContext<'_>) {
        if self.read_aloud.take().is_some() {
            context.shelf.hush();
        }
    }

    fn contrast(&self) -> Step {
        match Contrast::of_turn(self.running.play.session(), self.running.play.turn_on_screen()) {
            Some(contrast) => {
                let scenario = Arc::clone(self.running.play.session().scenario());
                Step::open(ContrastPage::new(Page::Contrast, scenario, self.with_own_words(contrast)))
            }
            None => Step::Stay,
        }
    }
}

impl PageView for PracticePage {
    fn page(&self) -> Page {
        Page::Practice
    }

    fn subject(&self) -> Option<String> {
        Some(plain(&self.running.play.session().scenario().file().title.value))
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        context.learner.clock().go_on();
        // The contrast that had opened by itself is closed.
        if std::mem::take(&mut self.comparing) {
            // It has been compared, so that this leads on in the story.
            drop(self.go_on(context));
        }
        if self.waiting.is_none() {
            self.file.look_on_return(self.running.play.session(), context);
        }
        self.mind_the_voice(context);
        let asked = self.screen.ui(ui, &self.running.play, &mut context.window.portraits);
        if self.waiting.is_none()
            && let Some(words) = self.screen.half_said()
            && self.running.play.half_said() != words
        {
            self.running.play.half_say(words);
        }
        match asked {
            None => Step::Stay,
            Some(PracticeAction::Choose(reply)) => {
                self.choose(reply, context);
                Step::Stay
            }
            Some(PracticeAction::Continue) => self.go_on(context),
            Some(PracticeAction::StepBack) => {
                self.change(context, Play::step_back);
                Step::Stay
            }
            Some(PracticeAction::Contrast) => self.contrast(),
            Some(PracticeAction::Conversation) => Step::open(ConversationPage::during(self.running.play.clone())),
            // A moment that was tried out leads back to the lesson or the map.
            Some(PracticeAction::Pause) => Step::Back,
            Some(PracticeAction::SayFirst(on)) => {
                self.change(context, |play| play.say_first(on));
                Step::Stay
            }
            Some(PracticeAction::SayAgain) => {
                self.change(context, Play::say_again);
                Step::Stay
            }
            Some(PracticeAction::ShowReplies(words)) => {
                self.change(context, |play| play.show_replies(&words));
                Step::Stay
            }
            Some(PracticeAction::Debrief) => match self.debrief.take() {
                Some(debrief) => Step::Replace(Box::new(DebriefPage::new(self.running.clone(), debrief))),
                None => Step::Home,
            },
        }
    }

    fn take_answers(&mut self, is_on_top: bool, context: &mut PageContext<'_>) -> Step {
        if !is_on_top {
            self.hush(context);
        }
        self.running.mind_the_settings(context.shelf.machine.settings.say_first);
        match Waiting::poll(&mut self.waiting, &context.ctx) {
            None => {}
            Some(Arrived::Kept(next)) => self.arrive(next, context),
            Some(Arrived::Late(next, kept)) => {
                context.learner.do_not_wait(kept);
                self.arrive(next, context);
            }
        }
        self.words.mind(&self.running.play, context);
        if self.waiting.is_none()
            && let Some(new) = self.file.take_news(self.running.play.session(), context)
        {
            return self.go_on_in(new, context);
        }
        Step::Stay
    }

    fn leave(&mut self, context: &mut PageContext<'_>) {
        self.hush(context);
        self.settle(context);
        self.running.lay_down(context.learner.clock());
        self.words.send(&self.running.play, context);
        let is_known = context.learner.plays().as_it_is_now(&self.running).is_some();
        if is_known || !self.running.play.first_words().is_empty() {
            self.put_down(context);
        }
        context.learner.send_play(self.running.play.attempt(), context.shelf);
    }

    fn is_of_the_play(&self) -> bool {
        true
    }
}

/// Remembers where the last choice has led; on the disk once an ending is reached, which is when it is first of use.
fn note_visit(session: &Session, context: &mut PageContext<'_>) {
    let id = session.scenario().file().id.value.clone();
    context.learner.note(|memory| note_last_choice(memory.visited.entry(id).or_default(), session));
    if matches!(session.at(), At::End { .. }) {
        context.save_memory();
    }
}

/// Prints what happened, where that was asked for.
fn print(context: &PageContext<'_>, scenario: &Scenario, events: &[Event]) {
    if context.shelf.machine.start.print_events {
        for event in events {
            // Nobody reading any longer is no reason to stop playing.
            let _ = std::io::Write::write_fmt(
                &mut std::io::stdout().lock(),
                format_args!("{}\n", crate::export::events::event(scenario, event)),
            );
        }
    }
}
