//! How near a play came to a champion, and from which moment one was still possible.

use super::session::{At, Session};
use crate::scenario::{Outcome, System};

/// So many of the last replies are tried, and so many moments of each way: a play of a story has a dozen.
const MOST: usize = 60;

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
        let turn = tried.rev().find(|&turn| {
            let mut walk = session.clone();
            walk.jump_to(turn);
            ends_best(walk)
        })?;
        let is_poor = |number: &usize| session.scenario().reply(turns[*number].reply).system == System::NoRecovery;
        Some(Self { turn, poor: (turn..turns.len()).filter(is_poor).collect() })
    }
}

/// How many decisions lie ahead where recovery replies are taken, this one included; 0 at the end. `None` where that way does not
/// end within reach.
#[must_use]
pub fn decisions_ahead(session: &Session) -> Option<usize> {
    best_way(session.clone()).map(|(_, decisions)| decisions)
}

/// Whether it ends with a champion where the best recovery reply is taken at each decision from here on.
fn ends_best(walk: Session) -> bool {
    best_way(walk).is_some_and(|(outcome, _)| outcome == Outcome::Champion)
}

/// How it ends where the best recovery reply is taken at each decision from here on, and after how many of them.
fn best_way(mut walk: Session) -> Option<(Outcome, usize)> {
    for decisions in 0..MOST {
        let next = match walk.at() {
            At::End { outcome, .. } => return Some((*outcome, decisions)),
            At::Decision { offered, .. } => {
                let recovery = |reply: &_| walk.scenario().reply(*reply).system == System::Recovery;
                offered.iter().copied().filter(recovery).max_by_key(|&reply| walk.standing_after(reply))
            }
        };
        walk.choose(next?).ok()?;
    }
    None
}
