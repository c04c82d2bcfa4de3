//! The plays of the person: those that can be gone on with, one of each scenario, and the last of each that is over.

use uuid::Uuid;

use crate::engine::At;
use crate::play::{Phase, Play};
use crate::scenario::Scenario;

/// The newest play of each scenario, as far as it is known in this run; the one that was played last comes last.
///
/// The page on which one is played has the play itself; here it is as it was after its last change.
#[derive(Debug, Default)]
pub(in crate::app) struct Plays {
    known: Vec<Play>,
}

impl Plays {
    /// Puts a play down as it is now. It takes the place of an older one of the same scenario once it has begun.
    pub(in crate::app) fn put(&mut self, play: &Play) {
        if !play.session().turns().is_empty() {
            self.known.retain(|known| !is_of(known, play.session().scenario()));
            self.known.push(play.clone());
        }
    }

    /// Puts one before all others, that was left in an earlier run.
    pub(in crate::app) fn put_first(&mut self, play: Play) {
        self.known.insert(0, play);
    }

    /// The last play of a scenario.
    pub(in crate::app) fn last_of(&self, scenario: &Scenario) -> Option<&Play> {
        self.known.iter().rev().find(|play| is_of(play, scenario))
    }

    /// The plays that can be gone on with, the last one last.
    pub(in crate::app) fn underway(&self) -> impl DoubleEndedIterator<Item = &Play> {
        self.known.iter().filter(|play| is_underway(play))
    }

    /// The last play that can be gone on with and is like this.
    pub(in crate::app) fn find_underway(&self, is_it: impl Fn(&Play) -> bool) -> Option<&Play> {
        self.underway().rfind(|play| is_it(play))
    }

    /// Whether a play with this name is here.
    pub(in crate::app) fn has(&self, attempt: Uuid) -> bool {
        self.known.iter().any(|play| play.attempt() == Some(attempt))
    }

    /// Whether a decision that was tried out takes no place here: nothing of the learner's own has been chosen in it yet, or
    /// there is a play of their own that it would replace.
    pub(in crate::app) fn is_trial(&self, play: &Play) -> bool {
        let of_their_own = |known: &&Play| is_of(known, play.session().scenario()) && is_underway(known);
        play.lent() > 0
            && (play.session().turns().len() <= play.lent() || self.known.iter().any(|known| of_their_own(&known)))
    }
}

/// One whose file has changed meanwhile is another scenario: its choices may mean something else by now.
fn is_of(play: &Play, scenario: &Scenario) -> bool {
    play.session().scenario().is_same_as(scenario)
}

/// Whether a play has begun and not ended.
pub(in crate::app) fn is_underway(play: &Play) -> bool {
    !play.session().turns().is_empty() && !matches!(play.phase(), Phase::Ended { .. })
}

/// Whether it has come to an end, read or not.
pub(in crate::app) fn is_over(play: &Play) -> bool {
    matches!(play.session().at(), At::End { .. })
}
