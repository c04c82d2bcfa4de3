//! Keeping plays: beginning, going on, and what there is to say while something is not on the disk.

use std::time::Duration;

use jiff::Timestamp;

use super::Learner;
use super::plays::is_underway;
use crate::app::shelf::Shelf;
use crate::engine::{Mode, Session};
use crate::play::Play;
use crate::record::{self, Id, Line, Opening, SteppedBack};
use crate::scenario::plain;
use crate::services::left::{self, LeftPlay};
use crate::services::task::Task;
use crate::storage::{Keeper, Profile, Records, now};

/// A play of an earlier run that can be gone on with.
pub(super) struct LeftOpen {
    attempt: Id,
    keeper: Box<Keeper>,
    /// Choices that do not fit any more.
    left_out: usize,
    /// What there is to say when it goes on.
    remark: Option<String>,
}

impl Learner {
    /// Begins to keep a play; its name, unless a guest plays, or a draft is played.
    pub(in crate::app) fn begin_keeping(&self, session: &Session, mode: Mode, seed: u64, shelf: &Shelf) -> Option<Id> {
        if session.scenario().is_rehearsal() {
            return None;
        }
        let (profile, records) = (self.profile.as_ref()?, shelf.machine.records()?);
        let attempt = Records::new_id();
        let opening =
            Opening { attempt, person: Some(profile.person()), mode, seed, hash: session.scenario().hash().to_owned() };
        let line = record::started(session, opening, now());
        let register = shelf.machine.register.clone();
        drop(shelf.services.desk.ask(move |desk| {
            desk.ask_of(register);
            desk.begin(records, attempt, &line);
        }));
        Some(attempt)
    }

    /// Something that takes long to be written is shown already.
    pub(in crate::app) fn do_not_wait(&mut self, kept: Task<()>) {
        self.late = Some(kept);
    }

    /// Sends what is new in a play of theirs, where it is on record and sending is on; nothing, where they were deleted.
    pub(in crate::app) fn send_play(&self, attempt: Option<Id>, shelf: &Shelf) {
        if self.profile.as_ref().is_some_and(|it| !shelf.machine.is_gone(it.id)) {
            shelf.send_play(attempt);
        }
    }

    /// What there is to say while something is not on the disk.
    pub(in crate::app) fn unsaved_words(&self, shelf: &Shelf) -> Option<String> {
        if let Some(gone) = self.profile.as_ref().filter(|it| shelf.machine.is_gone(it.id)) {
            return Some(format!(
                "{} was deleted in another window or program. You can go on, and nothing of it is kept. To be kept again, \
                 choose who practises.",
                gone.name
            ));
        }
        let folder = || shelf.machine.records_folder().map(|folder| folder.display().to_string()).unwrap_or_default();
        if let Some(why) = shelf.services.unwritten.why() {
            return Some(format!(
                "Your play is not being saved in {}: {why}. You can go on; what is missing is written as soon as that is \
                 possible.",
                folder()
            ));
        }
        self.late.as_ref()?;
        Some(format!("Saving your play in {} takes unusually long. You can go on.", folder()))
    }

    /// Has somebody look for a play that the person has left open.
    pub(super) fn look_for_open(&mut self, shelf: &Shelf) {
        let (Some(profile), Some(records)) = (&self.profile, shelf.machine.records()) else { return };
        let (person, known) = (profile.id, shelf.known_scenarios());
        let looking = shelf.services.files.ask(move |()| left::find(&records, person, &known).map(Box::new));
        self.looking_for_open = Some(looking);
    }

    /// Offers a play that was found, unless it is under way here already.
    pub(super) fn take_open(&mut self, found: Option<Box<LeftPlay>>, shelf: &mut Shelf, notice: &mut Option<String>) {
        let Some(found) = found else { return };
        let attempt = found.attempt.started.attempt;
        if self.plays.keeps(attempt) {
            return;
        }
        let session = found.replayed.session;
        let title = plain(&session.scenario().file().title);
        let (fit, all) = (session.turns().len(), found.attempt.way().count());
        shelf.know(&found.scenario);
        let mode = found.attempt.started.mode;
        let stepped_back = found.attempt.choices.iter().any(|choice| choice.taken_back);
        let say_first = shelf.machine.settings.say_first;
        let play = Play::new(session, found.attempt.started.seed).in_mode(mode).saying_first(say_first);
        let play = play.kept_as(attempt).as_it_was_left(stepped_back, found.attempt.end().is_some());
        let play = found.words.into_iter().fold(play, |play, own| play.with_first_words(own.words, own.at_end));
        if !is_underway(&play) {
            *notice = Some(format!(
                "“{title}” has changed so much that you cannot go on where you left it. Your choices stay on record."
            ));
            return;
        }
        let mut remarks = Vec::new();
        if !found.scenario.is_same {
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
        let remark = (!remarks.is_empty()).then(|| remarks.join(" "));
        let keeper = Box::new(found.keeper);
        self.left_open = Some(LeftOpen { attempt, keeper, left_out: found.replayed.left_out, remark });
        self.plays.put_first(play, say_first);
        self.revision += 1;
    }

    /// Goes on recording a play that was left in an earlier run; what there is to say of what has changed.
    pub(in crate::app) fn keep_on(&mut self, play: &Play, shelf: &Shelf) -> Option<String> {
        let open = self.left_open.take_if(|open| play.attempt() == Some(open.attempt))?;
        let person = self.profile.as_ref().map(|it: &Profile| it.id)?;
        let at = now();
        let mut lines = vec![Line::Resumed { at }];
        if open.left_out > 0 {
            lines.push(stepped_back(play, at, Duration::ZERO));
        }
        let (attempt, keeper) = (open.attempt, *open.keeper);
        let register = shelf.machine.register.clone();
        drop(shelf.services.desk.ask(move |desk| {
            desk.ask_of(register);
            desk.go_on(attempt, person, keeper);
            desk.keep(attempt, &lines);
        }));
        open.remark
    }
}

/// The lines of the last choice after so much time at work, and of the end where it came with it.
pub(in crate::app) fn chosen(play: &Play, worked: Duration) -> Vec<Line> {
    let (session, now) = (play.session(), now());
    let turn = session.turns().len().checked_sub(1).and_then(|turn| record::chose(session, turn, now));
    turn.map(|line| line.after_work(worked)).into_iter().chain(record::ended(session, now)).collect()
}

/// The line that says that choices were taken back, down to those of this play, after so much time at work.
pub(in crate::app) fn stepped_back(play: &Play, at: Timestamp, worked: Duration) -> Line {
    let to = u32::try_from(play.session().turns().len()).unwrap_or(u32::MAX);
    Line::SteppedBack(SteppedBack { at, to, worked: None }).after_work(worked)
}
