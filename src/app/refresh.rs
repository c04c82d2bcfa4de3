//! Refreshers: what is due, a round of them, and keeping what was recalled.

use std::sync::Arc;

use egui::Ui;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::desk::Order;
use super::due::{Found, Inquiry, Refresher};
use super::keeping::Then;
use super::{App, Page};
use crate::record::Recall;
use crate::refresh::comes_again;
use crate::scenario::{ReplyIx, plain};
use crate::ui::screens::refresh::{Answered, Nothing, RefreshAction, RefreshScreen, RefreshView};
use crate::ui::{Phase, Play};

/// What is known of the person's refreshers.
#[derive(Default)]
pub(super) struct Refreshers {
    /// The number of the newest inquiry.
    asked: u64,
    known: What,
    round: Option<Round>,
}

/// What is known of what is due.
#[derive(Default)]
enum What {
    /// Nothing yet.
    #[default]
    Looking,
    /// The records cannot be read.
    Unreadable,
    Found(Box<Found>),
}

/// Refreshers that are being done, one after another.
struct Round {
    /// Those that are left, the next one first.
    left: std::vec::IntoIter<Refresher>,
    current: Option<Current>,
    of: usize,
    answered: Vec<Answered>,
}

/// The one that is on the screen.
struct Current {
    play: Play,
    source: Arc<[u8]>,
    stage: usize,
    /// Whether its two replies are shown side by side.
    compares: bool,
}

impl App {
    /// Has somebody find out what is due.
    pub(super) fn look_for_refreshers(&mut self) {
        let (Some(profile), Some(records)) = (&self.person, self.records()) else { return };
        self.refreshers.asked += 1;
        self.jobs.find_due(Inquiry {
            records,
            person: profile.id,
            known: self.known(),
            now: Timestamp::now(),
            zone: TimeZone::system(),
            number: self.refreshers.asked,
        });
    }

    /// Takes what was found, unless it is out of date already.
    pub(super) fn take_due(&mut self, number: u64, found: Option<Box<Found>>) {
        if number == self.refreshers.asked {
            self.refreshers.known = found.map_or(What::Unreadable, What::Found);
        }
    }

    /// Forgets all about them; when somebody else practises.
    pub(super) fn forget_refreshers(&mut self) {
        // What is still on its way is out of date.
        let asked = self.refreshers.asked + 1;
        self.refreshers = Refreshers { asked, ..Refreshers::default() };
    }

    /// How many are due now, those of a round included that has begun.
    pub(super) fn refreshers_due(&self) -> usize {
        match &self.refreshers.round {
            Some(round) if !round.is_over() => round.of - round.answered.len(),
            _ => self.refreshers.found().map_or(0, |found| found.due.len()),
        }
    }

    /// Looks again where what is known is of another day; whenever it is shown.
    pub(super) fn mind_the_day(&mut self) {
        let What::Found(found) = &mut self.refreshers.known else { return };
        let today = Timestamp::now().to_zoned(TimeZone::system()).date();
        if found.day != today {
            // Once, until the answer comes.
            found.day = today;
            self.look_for_refreshers();
        }
    }

    /// Opens the page: with what is due, with a round that was left for another page, or with why there is nothing.
    pub(super) fn open_refreshers(&mut self) {
        self.mind_the_day();
        if self.refreshers.round.as_ref().is_some_and(Round::is_over) {
            self.refreshers.round = None;
        }
        self.path.open(Page::Refresh);
    }

    pub(super) fn show_refreshers(&mut self, ui: &mut Ui) {
        self.begin_round();
        let view = match &self.refreshers.round {
            Some(round) => {
                let (number, of) = (round.number(), round.of);
                match &round.current {
                    Some(Current { play, compares: true, .. }) => RefreshView::Contrast { play, number, of },
                    Some(Current { play, .. }) => RefreshView::Moment { play, number, of },
                    None => RefreshView::End {
                        answered: &round.answered,
                        waiting: self.refreshers.found().map_or(0, |found| found.waiting),
                    },
                }
            }
            None => RefreshView::Nothing(self.why_nothing()),
        };
        match self.screens.refresh.ui(ui, &view, &mut self.portraits) {
            None => {}
            Some(RefreshAction::ShowReplies(words)) => {
                if let Some(current) = self.current() {
                    current.play.show_replies(&words);
                }
            }
            Some(RefreshAction::Choose(reply)) => self.recall(reply),
            Some(RefreshAction::Contrast) => {
                if let Some(current) = self.current() {
                    current.compares = true;
                }
            }
            Some(RefreshAction::Next) => self.next_refresher(),
            Some(RefreshAction::Leave) => self.leave_refreshers(),
        }
    }

    fn why_nothing(&self) -> Nothing {
        match &self.refreshers.known {
            _ if self.person.is_none() => Nothing::Guest,
            What::Looking => Nothing::Looking,
            What::Unreadable => Nothing::Unreadable,
            What::Found(found) if found.never => Nothing::Never,
            What::Found(found) => Nothing::Today { done: found.done, waiting: found.waiting, next: found.next },
        }
    }

    fn current(&mut self) -> Option<&mut Current> {
        self.refreshers.round.as_mut()?.current.as_mut()
    }

    /// Begins with what is due, unless a round has begun.
    fn begin_round(&mut self) {
        if self.refreshers.round.is_some() {
            return;
        }
        let What::Found(found) = &mut self.refreshers.known else { return };
        let due = std::mem::take(&mut found.due);
        if due.is_empty() {
            return;
        }
        for path in due.iter().filter_map(|it| it.path.as_ref()) {
            self.library.look_beside(path);
        }
        self.look_for_portraits();
        self.screens.refresh = RefreshScreen::default();
        let round = Round { of: due.len(), left: due.into_iter(), current: None, answered: Vec::new() };
        self.refreshers.round = Some(round);
        self.next_refresher();
    }

    fn next_refresher(&mut self) {
        self.settle();
        let Some(round) = &mut self.refreshers.round else { return };
        let seed = self.start.seed.unwrap_or_else(|| fastrand::u64(..));
        round.current = round.left.next().map(|next| Current {
            play: Play::new(next.session, seed).saying_first(true),
            source: next.source,
            stage: next.stage,
            compares: false,
        });
        if round.current.is_none() {
            self.look_anew();
        }
    }

    /// Chooses a reply; it is shown once it is on the disk.
    fn recall(&mut self, reply: ReplyIx) {
        if self.pending.is_some() {
            return;
        }
        let (Some(profile), Some(records)) = (&self.person, self.records()) else { return };
        let person = profile.id;
        let Some(current) = self.current() else { return };
        let (mut next, source) = (current.play.clone(), Arc::clone(&current.source));
        if next.choose(reply) {
            let recall = Box::new(Recall::of(next.session().scenario(), reply, Timestamp::now()));
            self.ticket += 1;
            self.jobs.keep(Order::Recall { records, person, recall, source, ticket: self.ticket });
            self.wait_for(next, Then::Recalled);
        }
    }

    /// What was recalled is on the disk: shows what it did.
    pub(super) fn recalled(&mut self, next: Play) {
        let Some(round) = &mut self.refreshers.round else { return };
        let Some(current) = &mut round.current else { return };
        current.play = next;
        if let Some(turn) = current.play.reading() {
            let scenario = current.play.session().scenario();
            let right = Recall::of(scenario, turn.reply, Timestamp::UNIX_EPOCH).is_right();
            round.answered.push(Answered {
                title: plain(&scenario.file().title),
                moment: plain(&scenario.scene(turn.scene).title),
                right,
                again: comes_again(current.stage, right),
            });
        }
    }

    /// Goes back to where the page was opened. What was answered counts, and what was not is still due.
    fn leave_refreshers(&mut self) {
        self.settle();
        self.path.back();
        if self.refreshers.round.take().is_some() {
            self.look_anew();
        }
    }

    /// The same as looking, where what is known is not true any more.
    fn look_anew(&mut self) {
        self.refreshers.known = What::Looking;
        self.look_for_refreshers();
    }
}

impl Refreshers {
    fn found(&self) -> Option<&Found> {
        match &self.known {
            What::Found(found) => Some(found),
            What::Looking | What::Unreadable => None,
        }
    }
}

impl Round {
    /// The number of the one on the screen, from 1.
    fn number(&self) -> usize {
        let is_answered = self.current.as_ref().is_some_and(|it| matches!(it.play.phase(), Phase::Reading));
        self.answered.len() + usize::from(!is_answered)
    }

    fn is_over(&self) -> bool {
        self.current.is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;

    use super::*;
    use crate::app::desk::Answer;
    use crate::app::{Jobs, Start};
    use crate::engine::{At, Mode, Session};
    use crate::record::{self, Opening};
    use crate::storage::{Folders, Keeper, Records};
    use crate::ui::portraits::Portraits;

    /// Ada's app, a week after she has made one choice; and what is ordered of the desk.
    fn app(folder: &std::path::Path) -> (App, Receiver<Order>) {
        let ctx = egui::Context::default();
        let (jobs, orders) = Jobs::without_a_desk(&ctx);
        let start = Start { person: Some("Ada".to_owned()), ..Start::default() };
        let mut app = App::with(&ctx, start, Some(Folders::within(folder)), jobs, Portraits::blocking());
        let records = app.records().expect("a folder");
        let scenario = app.library.entries.iter().find_map(|entry| entry.scenario().cloned()).expect("a scenario");
        let mut session = Session::new(scenario);
        let at = Timestamp::now() - jiff::SignedDuration::from_hours(7 * 24);
        let (attempt, person) = (Records::new_id(), app.person.as_ref().expect("Ada").person());
        let opening = Opening { attempt, person: Some(person), mode: Mode::Practice, seed: 1, hash: String::new() };
        let mut keeper = Keeper::new(records, attempt);
        keeper.keep(&record::started(&session, opening, at)).expect("kept");
        let At::Decision { offered, .. } = session.at() else { panic!("a decision") };
        let reply = offered[0];
        session.choose(reply).expect("on offer");
        keeper.keep(&record::chose(&session, 0, at).expect("a choice")).expect("kept");
        app.look_for_refreshers();
        app.take_results(&ctx);
        (app, orders)
    }

    fn is_answered(app: &App) -> bool {
        app.refreshers.round.as_ref().is_some_and(|round| !round.answered.is_empty())
    }

    #[test]
    fn a_recall_waits_for_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut app, orders) = app(folder.path());
        assert_eq!(app.refreshers_due(), 1);
        app.open_refreshers();
        app.begin_round();
        let current = app.current().expect("a refresher");
        current.play.show_replies("");
        let Phase::Choosing { replies, .. } = current.play.phase() else { panic!("a choice") };
        app.recall(replies[0]);
        let Ok(Order::Recall { ticket, .. }) = orders.try_recv() else { panic!("the recall") };
        app.recall(replies[1]);
        assert!(orders.try_recv().is_err(), "nothing else happens meanwhile");
        assert!(!is_answered(&app), "not on the screen before it is on the disk");
        app.take_answer(Answer::Kept { ticket: Some(ticket), waiting: None });
        assert!(is_answered(&app) && app.play.is_none(), "and the play that stands is left alone");
        assert_eq!(app.refreshers_due(), 0);
    }

    #[test]
    fn another_day_is_looked_at_anew_and_an_answer_that_is_out_of_date_is_not_heard() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut app, _orders) = app(folder.path());
        let asked = app.refreshers.asked;
        app.mind_the_day();
        assert_eq!(app.refreshers.asked, asked, "it is still today");
        let What::Found(found) = &mut app.refreshers.known else { panic!("found") };
        found.day = found.day.yesterday().expect("a day");
        app.mind_the_day();
        assert_eq!(app.refreshers.asked, asked + 1);
        app.take_due(asked, None);
        assert_eq!(app.refreshers_due(), 1);
        app.take_due(asked + 1, None);
        assert_eq!((app.refreshers_due(), app.why_nothing()), (0, Nothing::Unreadable));
    }
}
