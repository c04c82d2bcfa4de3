//! The plays of the person in this run: those that can be gone on with, and the last of each scenario that is over.

use std::collections::HashSet;
use std::time::Duration;

use uuid::Uuid;

use crate::engine::At;
use crate::play::{Phase, Play};
use crate::scenario::Scenario;
use crate::storage::WorkClock;

/// How many plays of one scenario are known: the newest, and the one it hides.
const OF_EACH: usize = 2;

/// A play of this run. It is the same play however often it is copied, and whatever has happened in it since.
#[derive(Clone, Debug)]
pub(in crate::app) struct RunningPlay {
    pub(in crate::app) play: Play,
    /// By which it is known again; no two plays of a run have the same.
    number: u64,
    /// What the settings said about saying one’s own reply first when it was last minded.
    say_first: bool,
    /// Time at work at the decision on the screen, from before it was put down.
    worked: Duration,
}

impl RunningPlay {
    /// Minds what the settings say about saying one’s own reply first: a change counts from the next decision on.
    pub(in crate::app) fn mind_the_settings(&mut self, say_first: bool) {
        if self.say_first != say_first {
            self.say_first = say_first;
            self.play.say_first_later(say_first);
        }
    }

    /// It is on the screen: time at work counts for it.
    pub(in crate::app) fn take_up(&mut self, clock: &WorkClock) {
        clock.pause();
        let _ = clock.take();
        clock.put(std::mem::take(&mut self.worked));
        clock.go_on();
    }

    /// It is put down, and goes on another time.
    pub(in crate::app) fn lay_down(&mut self, clock: &WorkClock) {
        clock.pause();
        self.worked = clock.take();
    }

    fn is_of(&self, scenario: &Scenario) -> bool {
        // One whose file has changed meanwhile is another scenario: its choices may mean something else by now.
        self.play.session().scenario().is_same_as(scenario)
    }
}

/// The newest plays of each scenario, as far as they are known in this run; the one that was played last comes last.
///
/// The page on which one is played has the play itself; here it is as it was after its last change.
#[derive(Debug, Default)]
pub(in crate::app) struct Plays {
    known: Vec<RunningPlay>,
    /// The names of all attempts that were begun or gone on with in this run.
    kept: HashSet<Uuid>,
    next: u64,
}

impl Plays {
    /// Takes in a play that begins, or is gone on with. It is put down once something has happened in it.
    pub(in crate::app) fn take_in(&mut self, play: Play, say_first: bool) -> RunningPlay {
        self.kept.extend(play.attempt());
        self.next += 1;
        RunningPlay { play, number: self.next, say_first, worked: Duration::ZERO }
    }

    /// Puts a play down as it is now. One in which nothing of the learner's own was chosen or said takes no place, and one of a
    /// draft neither: it is written on meanwhile.
    pub(in crate::app) fn put(&mut self, running: &RunningPlay) {
        self.known.retain(|known| known.number != running.number);
        let scenario = running.play.session().scenario();
        if is_untouched(&running.play) || self.is_trial(running) || scenario.is_rehearsal() {
            return;
        }
        self.known.push(running.clone());
        let of_it = self.known.iter().filter(|known| known.is_of(scenario)).count();
        let mut surplus = of_it.saturating_sub(OF_EACH);
        self.known.retain(|known| {
            let goes = surplus > 0 && known.is_of(scenario);
            surplus -= usize::from(goes);
            !goes
        });
    }

    /// Puts one before all others, that was left in an earlier run.
    pub(in crate::app) fn put_first(&mut self, play: Play, say_first: bool) {
        let running = self.take_in(play, say_first);
        self.known.insert(0, running);
    }

    /// The last play of a scenario.
    pub(in crate::app) fn last_of(&self, scenario: &Scenario) -> Option<&RunningPlay> {
        self.known.iter().rev().find(|known| known.is_of(scenario))
    }

    /// The same play as it was put down last.
    pub(in crate::app) fn as_it_is_now(&self, running: &RunningPlay) -> Option<&RunningPlay> {
        self.known.iter().find(|known| known.number == running.number)
    }

    /// The plays that can be gone on with, the last one last. A newer play of a scenario hides an older one.
    pub(in crate::app) fn underway(&self) -> impl DoubleEndedIterator<Item = &RunningPlay> {
        self.known.iter().enumerate().filter_map(|(at, known)| {
            let is_newest = !self.known[at + 1..].iter().any(|newer| newer.is_of(known.play.session().scenario()));
            (is_newest && is_underway(&known.play)).then_some(known)
        })
    }

    /// The last play of this run that has ended and counts.
    pub(in crate::app) fn last_ended(&self) -> Option<&Play> {
        let plays = self.known.iter().map(|known| &known.play);
        plays.rev().find(|play| is_over(play) && !play.is_tried_out() && play.lent() == 0)
    }

    /// The last play that can be gone on with and is like this.
    pub(in crate::app) fn find_underway(&self, is_it: impl Fn(&Play) -> bool) -> Option<&RunningPlay> {
        self.underway().rfind(|known| is_it(&known.play))
    }

    /// Whether an attempt of this name was begun or gone on with in this run.
    pub(in crate::app) fn keeps(&self, attempt: Uuid) -> bool {
        self.kept.contains(&attempt)
    }

    /// Whether it is a decision that is only tried out: nothing of the learner's own has been chosen in it yet, or there is
    /// a play of their own whose place it would take.
    fn is_trial(&self, running: &RunningPlay) -> bool {
        let play = &running.play;
        let is_their_own = |known: &RunningPlay| {
            known.number != running.number && known.is_of(play.session().scenario()) && is_underway(&known.play)
        };
        play.is_tried_out() && (play.session().turns().len() <= play.lent() || self.known.iter().any(is_their_own))
    }
}

/// Whether a play has begun and not ended.
pub(in crate::app) fn is_underway(play: &Play) -> bool {
    !is_untouched(play) && !matches!(play.phase(), Phase::Ended { .. })
}

/// Whether it has come to an end, read or not.
pub(in crate::app) fn is_over(play: &Play) -> bool {
    matches!(play.session().at(), At::End { .. })
}

/// Whether nothing was chosen in it, and nothing said in one's own words.
fn is_untouched(play: &Play) -> bool {
    play.session().turns().is_empty() && play.first_words().is_empty()
}
