//! Keeping plays: what happens in a play is on the disk before it is on the screen.

use std::sync::Arc;

use jiff::Timestamp;

use super::desk::{Answer, Order};
use super::jobs::Job;
use super::left::{Found, Known};
use super::{App, Page};
use crate::engine::{Debrief, Mode, Session};
use crate::record::{self, Id, Line, Opening, SteppedBack};
use crate::scenario::{Scenario, plain};
use crate::storage::{Keeper, Records};
use crate::ui::{Phase, Play};

/// How long a choice waits for the disk before it is shown all the same, in seconds.
const PATIENCE: f64 = 1.0;

/// A change of the play that is on its way to the disk.
pub(super) struct Pending {
    next: Play,
    then: Then,
    ticket: u64,
    /// When it was first waited for, in seconds since the program started.
    since: Option<f64>,
}

/// What a change of the play was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// A choice.
    Chose,
    /// A step back, or something that is not recorded.
    Changed,
    /// A step back from the debrief.
    Replay,
    /// A choice in a refresher, which is no change of the play that stands.
    Recalled,
}

/// A play of an earlier run that can be gone on with.
pub(super) struct LeftOpen {
    attempt: Id,
    person: Id,
    keeper: Box<Keeper>,
    /// Choices that do not fit any more.
    left_out: usize,
    /// What there is to say when it goes on.
    remark: Option<String>,
}

/// Why something is not on the disk.
pub(super) enum Unsaved {
    /// It cannot be written.
    Failed(String),
    /// It takes long.
    Slow,
}

impl App {
    /// The folder of records: the one for this run, the one in the settings, or the usual one.
    pub(super) fn records(&self) -> Option<Records> {
        self.records_folder().map(|folder| Records::within(&folder))
    }

    /// Where that is.
    pub(super) fn records_folder(&self) -> Option<std::path::PathBuf> {
        let own = self.start.records.clone().or_else(|| self.settings.records_folder.clone());
        own.or_else(|| self.folders.as_ref().map(crate::storage::Folders::records))
    }

    /// Begins to keep a play; its name, unless a guest plays.
    pub(super) fn begin_keeping(&self, session: &Session, mode: Mode, seed: u64) -> Option<Id> {
        let (profile, records) = (self.person.as_ref()?, self.records()?);
        let attempt = Records::new_id();
        let source = self.source_of(session.scenario()).unwrap_or_else(|| Arc::from(&[][..]));
        let opening = Opening { attempt, person: Some(profile.person()), mode, seed, hash: String::new() };
        let line = Box::new(record::started(session, opening, Timestamp::now()));
        self.jobs.keep(Order::Begin { records, attempt, line, source });
        Some(attempt)
    }

    /// Remembers the file of a scenario, by which its attempts know it again.
    pub(super) fn know_source(&mut self, scenario: &Arc<Scenario>, source: &Arc<[u8]>) {
        self.sources
            .retain(|(known, _)| known.strong_count() > 0 && !std::ptr::eq(known.as_ptr(), &raw const **scenario));
        self.sources.push((Arc::downgrade(scenario), Arc::clone(source)));
    }

    pub(super) fn source_of(&self, scenario: &Arc<Scenario>) -> Option<Arc<[u8]>> {
        let opened = self.sources.iter().find(|(known, _)| std::ptr::eq(known.as_ptr(), &raw const **scenario));
        let is_this = |it: &Arc<Scenario>| Arc::ptr_eq(it, scenario);
        let id = Some(scenario.file().id.value.as_str());
        let mut with_id = self.library.entries.iter().filter(|entry| entry.id() == id);
        let mut in_library = || with_id.find(|entry| entry.scenario().is_some_and(is_this));
        opened.map(|(_, source)| Arc::clone(source)).or_else(|| in_library().map(|entry| Arc::clone(entry.source())))
    }

    /// Shows the play as `next` is, once what has happened in it is on the disk. Until then, and while another change is on
    /// its way, nothing else happens in it.
    pub(super) fn change_to(&mut self, next: Play, lines: Vec<Line>, then: Then) {
        if self.pending.is_some() {
            return;
        }
        match next.attempt().filter(|_| !lines.is_empty()) {
            None => self.arrive(next, then),
            Some(attempt) => {
                self.ticket += 1;
                self.jobs.keep(Order::Keep { attempt, lines, ticket: self.ticket });
                self.wait_for(next, then);
            }
        }
    }

    /// Shows the play as `next` is, once the order with the newest ticket has been followed.
    pub(super) fn wait_for(&mut self, next: Play, then: Then) {
        self.pending = Some(Pending { next, then, ticket: self.ticket, since: None });
    }

    /// Shows what is on its way to the disk now.
    pub(super) fn settle(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.arrive(pending.next, pending.then);
        }
    }

    /// Shows what has been on its way for too long; once in a frame.
    pub(super) fn mind_the_wait(&mut self, ctx: &egui::Context) {
        let Some(pending) = &mut self.pending else { return };
        let now = ctx.input(|input| input.time);
        let waited = now - *pending.since.get_or_insert(now);
        if waited < PATIENCE {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(PATIENCE - waited));
            return;
        }
        self.unsaved.get_or_insert(Unsaved::Slow);
        self.settle();
        ctx.request_repaint();
    }

    fn arrive(&mut self, next: Play, then: Then) {
        if then == Then::Recalled {
            return self.recalled(next);
        }
        self.play = Some(next);
        let Some(play) = &self.play else { return };
        let session = play.session();
        match then {
            Then::Chose => {
                if let Some(turn) = session.turns().last() {
                    self.print(session.scenario(), &turn.events);
                    self.print(session.scenario(), &turn.onward);
                }
                self.debrief = Debrief::from_choice(session, play.lent());
                let is_over = session.outcome().is_some();
                self.note_visit();
                self.record();
                if is_over {
                    self.send_play();
                    self.look_for_refreshers();
                }
            }
            Then::Recalled => {}
            Then::Changed | Then::Replay => {
                if !matches!(play.phase(), Phase::Ended { .. }) {
                    self.debrief = None;
                }
                if then == Then::Replay {
                    self.path.replace(Page::Practice);
                }
            }
        }
        self.refresh_cards();
    }

    pub(super) fn take_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Kept { ticket, waiting } => {
                self.unsaved = waiting.map(Unsaved::Failed);
                if self.pending.as_ref().is_some_and(|pending| Some(pending.ticket) == ticket) {
                    self.settle();
                }
            }
            Answer::Deleted { result, waiting } => {
                self.unsaved = waiting.map(Unsaved::Failed);
                self.take_deleted(result);
            }
        }
    }

    /// What there is to say while something is not on the disk.
    pub(super) fn unsaved_words(&self) -> Option<String> {
        let folder = || self.records_folder().map(|folder| folder.display().to_string()).unwrap_or_default();
        match self.unsaved.as_ref()? {
            Unsaved::Failed(error) => Some(format!(
                "Your play is not being saved in {}: {error}. You can go on; what is missing is written as soon as that is \
                 possible.",
                folder()
            )),
            Unsaved::Slow => Some(format!("Saving your play in {} takes unusually long. You can go on.", folder())),
        }
    }

    /// Has somebody look for a play that the person has left open.
    pub(super) fn look_for_open(&self) {
        let (Some(profile), Some(records)) = (&self.person, self.records()) else { return };
        self.jobs.add(Job::FindOpen(records, profile.id, Box::new(self.known())));
    }

    /// The scenarios among which that of a record is looked for.
    pub(super) fn known(&self) -> Known {
        Known { library: self.library.entries.clone(), recent: self.settings.recent.clone() }
    }

    /// Offers a play that was found, unless it is under way here already.
    pub(super) fn take_open(&mut self, person: Id, found: Found) {
        let attempt = found.attempt.started.attempt;
        let is_this = |play: &Play| play.attempt() == Some(attempt);
        let is_here = self.left.iter().chain(&self.play).any(is_this);
        if is_here || self.person.as_ref().is_none_or(|it| it.id != person) {
            return;
        }
        let session = found.replayed.session;
        let title = plain(&session.scenario().file().title);
        let (fit, all) = (session.turns().len(), found.attempt.way().count());
        self.know_source(session.scenario(), &found.source);
        let mode = found.attempt.started.mode;
        let stepped_back = found.attempt.choices.iter().any(|choice| choice.taken_back);
        let play = Play::new(session, found.attempt.started.seed).in_mode(mode).saying_first(self.settings.say_first);
        let play = play.kept_as(attempt).as_it_was_left(stepped_back, found.attempt.end().is_some());
        if !super::playing::is_underway(&play) {
            self.notice = Some(format!(
                "“{title}” has changed so much that you cannot go on where you left it. Your choices stay on record."
            ));
            return;
        }
        let mut remarks = Vec::new();
        if found.changed {
            let fits = match (fit, found.replayed.left_out) {
                (_, 0) => "All of your replies still fit.".to_owned(),
                (1, _) => format!("1 of your {all} replies still fits, and you go on from there."),
                _ => format!("{fit} of your {all} replies still fit, and you go on from there."),
            };
            remarks.push(format!("“{title}” has changed since you left it. {fits}"));
        }
        if found.attempt.torn > 0 {
            remarks.push("The last thing you did was not saved completely and is left out.".to_owned());
        }
        if let Some(path) = &found.path {
            self.library.look_beside(path);
            self.look_for_portraits();
        }
        let remark = (!remarks.is_empty()).then(|| remarks.join(" "));
        self.left_open = Some(LeftOpen {
            attempt,
            person,
            keeper: Box::new(found.keeper),
            left_out: found.replayed.left_out,
            remark,
        });
        self.left.insert(0, play);
        self.refresh_cards();
    }

    /// Goes on recording a play that was left in an earlier run, and says what has changed.
    pub(super) fn keep_on(&mut self, play: &Play) {
        let Some(open) = self.left_open.take_if(|open| play.attempt() == Some(open.attempt)) else { return };
        let at = Timestamp::now();
        let mut lines = vec![Line::Resumed { at }];
        if open.left_out > 0 {
            lines.push(stepped_back(play, at));
        }
        self.jobs.keep(Order::GoOn { attempt: open.attempt, person: open.person, keeper: open.keeper });
        self.jobs.keep(Order::Keep { attempt: open.attempt, lines, ticket: 0 });
        if open.remark.is_some() {
            self.notice = open.remark;
        }
    }

    /// Records a step back that is shown at once, with the play it belongs to.
    pub(super) fn keep_step_back(&self, play: &Play) {
        if let Some(attempt) = play.attempt() {
            let lines = vec![stepped_back(play, Timestamp::now())];
            self.jobs.keep(Order::Keep { attempt, lines, ticket: 0 });
        }
    }
}

/// The lines of the last choice, and of the end where it came with it.
pub(super) fn chosen(play: &Play) -> Vec<Line> {
    let (session, now) = (play.session(), Timestamp::now());
    let turn = session.turns().len().checked_sub(1).and_then(|turn| record::chose(session, turn, now));
    turn.into_iter().chain(record::ended(session, now)).collect()
}

/// The line that says that choices were taken back, down to those of this play.
pub(super) fn stepped_back(play: &Play, at: Timestamp) -> Line {
    let to = u32::try_from(play.session().turns().len()).unwrap_or(u32::MAX);
    Line::SteppedBack(SteppedBack { at, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Jobs, Start};
    use crate::engine::At;
    use crate::storage::Folders;
    use crate::ui::portraits::Portraits;

    fn choices(app: &App) -> usize {
        app.play.as_ref().map_or(0, |play| play.session().turns().len())
    }

    fn choose(app: &mut App) {
        let Some(play) = &app.play else { panic!("a play") };
        let At::Decision { offered, .. } = play.session().at() else { panic!("a decision") };
        let reply = offered[0];
        app.choose(reply);
    }

    #[test]
    fn a_choice_waits_for_the_disk_but_not_for_ever() {
        let folder = tempfile::tempdir().expect("a folder");
        let ctx = egui::Context::default();
        let (jobs, orders) = Jobs::without_a_desk(&ctx);
        let start = Start { person: Some("Ada".to_owned()), ..Start::default() };
        let mut app = App::with(&ctx, start, Some(Folders::within(folder.path())), jobs, Portraits::blocking());
        let scenario = app.library.entries.iter().find_map(|entry| entry.scenario().cloned()).expect("a scenario");
        app.play(scenario, Mode::Practice);
        assert!(matches!(orders.try_recv(), Ok(Order::Begin { .. })));

        choose(&mut app);
        let Ok(Order::Keep { ticket, .. }) = orders.try_recv() else { panic!("the choice") };
        assert_eq!(choices(&app), 0, "not on the screen before it is on the disk");
        choose(&mut app);
        assert!(orders.try_recv().is_err(), "nothing else happens meanwhile");
        app.take_answer(Answer::Kept { ticket: Some(ticket + 1), waiting: None });
        assert_eq!(choices(&app), 0, "the answer to something else");
        app.take_answer(Answer::Kept { ticket: Some(ticket), waiting: None });
        assert_eq!(choices(&app), 1);

        app.go_on();
        choose(&mut app);
        let mut at = |seconds: f64| {
            let input = egui::RawInput { time: Some(seconds), ..egui::RawInput::default() };
            ctx.begin_pass(input);
            app.mind_the_wait(&ctx);
            ctx.end_pass().textures_delta.clear();
            (choices(&app), app.unsaved_words().is_some())
        };
        assert_eq!(at(10.0), (1, false));
        assert_eq!(at(10.9), (1, false));
        assert_eq!(at(11.1), (2, true), "shown all the same, and told");
        app.take_answer(Answer::Kept { ticket: Some(ticket + 1), waiting: None });
        assert!(app.unsaved_words().is_none());
    }
}
