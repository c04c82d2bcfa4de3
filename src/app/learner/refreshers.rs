//! The person's refreshers: what is due, and the round of them that has begun.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::own::{OwnNews, poll_own, whose};
use crate::app::shelf::Shelf;
use crate::app::waiting::Waiting;
use crate::play::{Phase, Play};
use crate::record::Recall;
use crate::refresh::comes_again;
use crate::scenario::plain;
use crate::services::due::{DueToday, Inquiry, Refresher};
use crate::services::own::{OwnTask, ask_due};
use crate::storage::{Profile, now};
use crate::ui::screens::refresh::{Answered, Nothing};

/// What is known of the person's refreshers.
#[derive(Default)]
pub(in crate::app) struct Refreshers {
    looking: Option<OwnTask<DueToday>>,
    /// Whether something has happened since that looking began.
    again: bool,
    /// Of what state of the files they are known.
    revision: u64,
    known: KnownDue,
    pub(in crate::app) round: Option<Round>,
}

/// What is known of what is due.
#[derive(Default)]
enum KnownDue {
    /// Nothing yet.
    #[default]
    Looking,
    /// The records cannot be read.
    Unreadable,
    Today(Box<DueToday>),
}

/// Refreshers that are being done, one after another.
pub(in crate::app) struct Round {
    /// Those that are left, the next one first.
    left: std::vec::IntoIter<Refresher>,
    pub(in crate::app) current: Option<CurrentRefresher>,
    pub(in crate::app) of: usize,
    pub(in crate::app) answered: Vec<Answered>,
    /// What was recalled last, while it is on its way to the disk.
    pub(in crate::app) waiting: Option<Waiting>,
}

/// The one that is on the screen.
pub(in crate::app) struct CurrentRefresher {
    pub(in crate::app) play: Play,
    stage: usize,
    /// Whether its two replies are shown side by side.
    pub(in crate::app) compares: bool,
}

impl Refreshers {
    /// Has somebody find out what is due for this person.
    pub(in crate::app) fn look(&mut self, profile: Option<&Profile>, shelf: &Shelf) {
        let Some(whose) = whose(profile, shelf) else { return };
        if self.looking.as_ref().is_some_and(|looking| looking.is_about(&whose)) {
            self.again = true;
            return;
        }
        let known = shelf.known_scenarios();
        let inquiry = Inquiry { known, now: now(), zone: TimeZone::system() };
        // What is being looked for in another folder is given up.
        self.looking = Some(ask_due(&shelf.services.own, whose, inquiry));
    }

    /// The same, unless somebody is looking or has seen the files as they are at this revision.
    pub(super) fn look_for_changes(&mut self, revision: Option<u64>, profile: Option<&Profile>, shelf: &Shelf) {
        if self.looking.is_none() && revision != Some(self.revision) {
            self.look(profile, shelf);
        }
    }

    /// The same, where what is known is not true any more.
    pub(in crate::app) fn look_anew(&mut self, profile: Option<&Profile>, shelf: &Shelf) {
        self.known = KnownDue::Looking;
        self.look(profile, shelf);
    }

    /// Takes what was found, unless it is out of date already.
    pub(super) fn take_answers(&mut self, profile: Option<&Profile>, shelf: &Shelf) -> Option<OwnNews> {
        let (due, news) = poll_own(&mut self.looking, profile, shelf)?;
        if std::mem::take(&mut self.again) {
            self.look(profile, shelf);
        } else {
            self.revision = news.revision;
            self.known = due.map_or(KnownDue::Unreadable, |due| KnownDue::Today(Box::new(due)));
        }
        Some(news)
    }

    /// How many are due now, those of a round included that has begun.
    pub(in crate::app) fn due(&self) -> usize {
        match &self.round {
            Some(round) if !round.is_over() => round.of.saturating_sub(round.answered.len()),
            _ => self.today().map_or(0, |today| today.due.len()),
        }
    }

    /// How many are due, and do not come today because ten are enough.
    pub(in crate::app) fn waiting(&self) -> usize {
        self.today().map_or(0, |today| today.waiting)
    }

    /// Looks again where what is known is of another day; whenever it is shown.
    pub(in crate::app) fn mind_the_day(&mut self, profile: Option<&Profile>, shelf: &Shelf) {
        let KnownDue::Today(known) = &mut self.known else { return };
        let today = now().to_zoned(TimeZone::system()).date();
        if known.day != today {
            // Once, until the answer comes.
            known.day = today;
            self.look(profile, shelf);
        }
    }

    /// Begins with what is due, unless a round has begun; the files beside which there may be pictures.
    pub(in crate::app) fn begin_round(&mut self, seed: u64) -> Option<Vec<std::path::PathBuf>> {
        if self.round.is_some() {
            return None;
        }
        let KnownDue::Today(today) = &mut self.known else { return None };
        let due = std::mem::take(&mut today.due);
        if due.is_empty() {
            return None;
        }
        let files = due.iter().filter_map(|it| it.path.clone()).collect();
        let mut round =
            Round { of: due.len(), left: due.into_iter(), current: None, answered: Vec::new(), waiting: None };
        round.next(seed);
        self.round = Some(round);
        Some(files)
    }

    /// Why there is nothing to do.
    pub(in crate::app) fn why_nothing(&self, is_guest: bool) -> Nothing {
        match &self.known {
            _ if is_guest => Nothing::Guest,
            KnownDue::Looking => Nothing::Looking,
            KnownDue::Unreadable => Nothing::Unreadable,
            KnownDue::Today(today) if today.never => Nothing::Never,
            KnownDue::Today(today) => Nothing::Today { done: today.done, waiting: today.waiting, next: today.next },
        }
    }

    fn today(&self) -> Option<&DueToday> {
        match &self.known {
            KnownDue::Today(today) => Some(today),
            KnownDue::Looking | KnownDue::Unreadable => None,
        }
    }
}

impl Round {
    /// Goes on to the next one; whether there is one.
    pub(in crate::app) fn next(&mut self, seed: u64) -> bool {
        self.current = self.left.next().map(|next| CurrentRefresher {
            play: Play::new(next.session, seed).saying_first(true),
            stage: next.stage,
            compares: false,
        });
        self.current.is_some()
    }

    /// What was recalled is on the disk: shows what it did.
    pub(in crate::app) fn recalled(&mut self, next: Play) {
        let is_new = |current: &&mut CurrentRefresher| !matches!(current.play.phase(), Phase::Reading);
        let Some(current) = self.current.as_mut().filter(is_new) else { return };
        current.play = next;
        if let Some(turn) = current.play.reading() {
            let scenario = current.play.session().scenario();
            let right = Recall::of(scenario, turn.reply, Timestamp::UNIX_EPOCH).is_right();
            self.answered.push(Answered {
                title: plain(&scenario.file().title),
                moment: plain(&scenario.scene(turn.scene).title),
                right,
                again: comes_again(current.stage, right),
            });
        }
    }

    /// The number of the one on the screen, from 1.
    pub(in crate::app) fn number(&self) -> usize {
        let is_answered = self.current.as_ref().is_some_and(|it| matches!(it.play.phase(), Phase::Reading));
        self.answered.len() + usize::from(!is_answered)
    }

    /// Whether all of them are done.
    pub(in crate::app) fn is_over(&self) -> bool {
        self.current.is_none()
    }
}

#[cfg(test)]
impl Refreshers {
    /// As if what is known had been found out the day before.
    pub(in crate::app) fn age(&mut self) {
        let KnownDue::Today(today) = &mut self.known else { panic!("something is known") };
        today.day = today.day.yesterday().expect("a day");
    }

    /// Whether somebody is looking.
    pub(in crate::app) fn is_looking(&self) -> bool {
        self.looking.is_some()
    }
}
