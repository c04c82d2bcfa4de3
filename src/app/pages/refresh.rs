//! Past decisions that come back.

use egui::Ui;

use crate::app::context::PageContext;
use crate::app::learner::Round;
use crate::app::page::{Page, PageView, Step};
use crate::app::waiting::{Arrived, Waiting};
use crate::play::Play;
use crate::record::Recall;
use crate::scenario::ReplyIx;
use crate::storage::now;
use crate::ui::screens::refresh::{RefreshAction, RefreshScreen, RefreshView};

/// The page of refreshers. The round that has begun belongs to the learner, and waits for them where they leave it.
#[derive(Default)]
pub(in crate::app) struct RefreshPage {
    screen: RefreshScreen,
}

impl RefreshPage {
    /// Opens the page: with what is due, with a round that was left for another page, or with why there is nothing.
    pub(in crate::app) fn opened(context: &mut PageContext<'_>) -> Step {
        context.learner.mind_the_day(context.shelf);
        let refreshers = &mut context.learner.refreshers;
        if refreshers.round.as_ref().is_some_and(Round::is_over) {
            refreshers.round = None;
        }
        Step::open(Self::default())
    }

    /// Begins with what is due, unless a round has begun.
    pub(in crate::app) fn begin_round(context: &mut PageContext<'_>) {
        let seed = context.seed();
        for file in context.learner.refreshers.begin_round(seed).unwrap_or_default() {
            context.shelf.look_beside(&file);
        }
    }

    /// Chooses a reply; it is shown once it is on the disk.
    pub(in crate::app) fn recall(reply: ReplyIx, context: &mut PageContext<'_>) {
        let (Some(profile), Some(records)) = (context.learner.profile(), context.shelf.machine.records()) else {
            return;
        };
        let person = profile.id;
        let Some(round) = context.learner.refreshers.round.as_mut().filter(|it| it.waiting.is_none()) else { return };
        let Some(current) = &round.current else { return };
        let mut next = current.play.clone();
        if next.choose(reply) {
            let recall = Recall::of(next.session().scenario(), reply, now());
            let register = context.shelf.machine.register.clone();
            let kept = context.shelf.services.desk.ask(move |desk| {
                desk.ask_of(register);
                desk.recall(records, person, &recall);
            });
            round.waiting = Some(Waiting::new(next, kept));
        }
    }

    fn settle(context: &mut PageContext<'_>) {
        let waiting = context.learner.refreshers.round.as_mut().and_then(|round| round.waiting.take());
        if let Some(waiting) = waiting {
            recalled(waiting.settle(), context);
        }
    }

    fn next(context: &mut PageContext<'_>) {
        Self::settle(context);
        let seed = context.seed();
        if context.learner.refreshers.round.as_mut().is_some_and(|round| !round.next(seed)) {
            look_anew(context);
        }
    }
}

fn recalled(next: Play, context: &mut PageContext<'_>) {
    if let Some(round) = &mut context.learner.refreshers.round {
        round.recalled(next);
    }
}

fn look_anew(context: &mut PageContext<'_>) {
    context.learner.look_for_refreshers_anew(context.shelf);
}

impl PageView for RefreshPage {
    fn page(&self) -> Page {
        Page::Refresh
    }

    fn is_about_nothing(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        Self::begin_round(context);
        let is_guest = context.learner.profile().is_none();
        let refreshers = &mut context.learner.refreshers;
        let waiting = refreshers.waiting();
        let view = match &refreshers.round {
            Some(round) => {
                let (number, of) = (round.number(), round.of);
                match &round.current {
                    Some(current) if current.compares => RefreshView::Contrast { play: &current.play, number, of },
                    Some(current) => RefreshView::Moment { play: &current.play, number, of },
                    None => RefreshView::End { answered: &round.answered, waiting },
                }
            }
            None => RefreshView::Nothing(refreshers.why_nothing(is_guest)),
        };
        let action = self.screen.ui(ui, &view, &mut context.window.portraits);
        let current = refreshers.round.as_mut().and_then(|round| round.current.as_mut());
        match (action, current) {
            (Some(RefreshAction::ShowReplies(words)), Some(current)) => current.play.show_replies(&words),
            (Some(RefreshAction::Contrast), Some(current)) => current.compares = true,
            (Some(RefreshAction::Choose(reply)), Some(_)) => Self::recall(reply, context),
            (Some(RefreshAction::Next), _) => Self::next(context),
            // What was answered counts, and what was not is still due.
            (Some(RefreshAction::Leave), _) => {
                Self::settle(context);
                if context.learner.refreshers.round.take().is_some() {
                    look_anew(context);
                }
                return Step::Back;
            }
            (None, _)
            | (Some(RefreshAction::ShowReplies(_) | RefreshAction::Contrast | RefreshAction::Choose(_)), None) => {}
        }
        Step::Stay
    }

    fn take_answers(&mut self, _: bool, context: &mut PageContext<'_>) -> Step {
        let Some(round) = &mut context.learner.refreshers.round else { return Step::Stay };
        match Waiting::poll(&mut round.waiting, &context.ctx) {
            None => {}
            Some(Arrived::Kept(next)) => recalled(next, context),
            Some(Arrived::Late(next, kept)) => {
                context.learner.do_not_wait(kept);
                recalled(next, context);
            }
        }
        Step::Stay
    }

    fn leave(&mut self, context: &mut PageContext<'_>) {
        Self::settle(context);
    }
}
