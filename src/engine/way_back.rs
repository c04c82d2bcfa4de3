//! How near a play came to a champion, and from which moment one was still possible.

use super::session::{At, Session};
use crate::scenario::{Outcome, System};

/// So many of the last replies are tried, and so many moments of each way: a play of a story has a dozen.
const MOST: usize = 60;

/// So many replies are looked at in all: a play of a story needs some hundreds, and more would be felt.
const BUDGET: usize = 2_000;

/// The last moment from which the customer could still have become a champion. Choices are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// From this choice on.
    pub turn: usize,
    /// The choices from there on that were of no recovery system.
    pub poor: Vec<usize>,
}

impl WayBack {
    /// Of a session that has ended otherwise; choices before number `first` are not the learner's own. `None` where the
    /// customer is a champion, or where none was found.
    ///
    /// It is found by playing: from each choice, the last one first, the recovery reply is taken that leaves the customer best.
    /// So what is found is possible; that nothing is found proves nothing.
    #[must_use]
    pub fn of(session: &Session, first: usize) -> Option<Self> {
        if session.outcome().is_none_or(|outcome| outcome == Outcome::Champion) {
            return None;
        }
        let turns = session.turns();
        let tried = first.max(turns.len().saturating_sub(MOST))..turns.len();
        let mut budget = BUDGET;
        let turn = tried.rev().find(|&turn| {
            let mut walk = session.clone();
            walk.jump_to(turn);
            best_way(&mut walk, &mut budget).is_some_and(|(outcome, _)| outcome == Outcome::Champion)
        })?;
        let is_poor = |number: &usize| session.scenario().reply(turns[*number].reply).system == System::NoRecovery;
        Some(Self { turn, poor: (turn..turns.len()).filter(is_poor).collect() })
    }
}

/// How many decisions lie ahead where recovery replies are taken, this one included; 0 at the end. `None` where that way does not
/// end within reach.
#[must_use]
pub fn decisions_ahead(session: &Session) -> Option<usize> {
    best_way(&mut session.clone(), &mut BUDGET.clone()).map(|(_, decisions)| decisions)
}

/// The session as it ends where the best recovery reply is taken at each decision from here on. `None` where that way does not
/// end within reach.
#[must_use]
pub fn along_the_good_road(session: &Session) -> Option<Session> {
    let mut walk = session.clone();
    let (_, decisions) = best_way(&mut walk, &mut BUDGET.clone())?;
    debug_assert_eq!(walk.turns().len(), session.turns().len() + decisions);
    Some(walk)
}

/// How it ends where the best recovery reply is taken at each decision from here on, and after how many of them. Each reply that is
/// looked at takes one of the budget; `None` where that is used up.
fn best_way(walk: &mut Session, budget: &mut usize) -> Option<(Outcome, usize)> {
    for decisions in 0..MOST {
        let next = match walk.at() {
            At::End { outcome, .. } => return Some((*outcome, decisions)),
            At::Decision { offered, .. } => {
                *budget = budget.checked_sub(offered.len())?;
                let recovery = |reply: &_| walk.scenario().reply(*reply).system == System::Recovery;
                offered.iter().copied().filter(recovery).max_by_key(|&reply| walk.standing_after(reply))
            }
        };
        walk.choose(next?).ok()?;
    }
    None
}
