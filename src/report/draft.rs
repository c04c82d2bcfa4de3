//! An attempt in the making, while its lines are read.

use jiff::Timestamp;

use super::collection::{Collection, number};
use super::names::Name;
use super::play::{End, First, KindIx, Play, PlayerIx, StampIx};
use crate::engine::{Feelings, Mode};
use crate::record::{Extent, Id};
use crate::scenario::Outcome;

/// What a first line says.
pub(super) struct Begun {
    pub(super) attempt: Id,
    pub(super) at: Timestamp,
    pub(super) person: Option<(Id, Name, Option<Name>)>,
    pub(super) mode: Mode,
    pub(super) stamp: StampIx,
    pub(super) start: Feelings,
}

/// The first end of an attempt, as far as its line says it.
pub(super) struct EndLine {
    pub(super) at: Timestamp,
    pub(super) outcome: Outcome,
    pub(super) promises_made: u32,
    pub(super) promises_kept: u32,
}

/// An attempt in the making: the same fold as that of [`Attempt`](crate::record::Attempt), over less. One draft serves for one
/// attempt after the other, so that its lists are made only once.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) last_at: Timestamp,
    /// The choices that stand, and the customer’s feelings after each.
    way: Vec<(KindIx, Feelings)>,
    taken_back: bool,
    /// How many attempts there were, this one included.
    number: u64,
    /// For each scene, by its name, the number of the last attempt in which it was met.
    met: Vec<u64>,
    firsts: Vec<First>,
    end: Option<End>,
    steps: Vec<Name>,
}

impl Draft {
    /// Begins the next attempt.
    pub(super) fn begin(&mut self, at: Timestamp) {
        self.last_at = at;
        self.number += 1;
        (self.taken_back, self.end) = (false, None);
        self.way.clear();
        self.firsts.clear();
    }

    pub(super) fn chose(
        &mut self,
        collection: &Collection,
        at: Timestamp,
        turn: u32,
        kind: KindIx,
        before: Feelings,
        after: Feelings,
    ) {
        self.stepped_back(at, turn);
        let scene = collection.kind_of(kind).scene.position();
        if self.met.len() <= scene {
            self.met.resize(scene + 1, 0);
        }
        if std::mem::replace(&mut self.met[scene], self.number) != self.number {
            self.firsts.push(First { kind, before });
        }
        self.way.push((kind, after));
    }

    pub(super) fn stepped_back(&mut self, at: Timestamp, left: u32) {
        self.last_at = at;
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        self.taken_back |= left < self.way.len();
        self.way.truncate(left);
    }

    pub(super) fn ended(&mut self, end: &EndLine) {
        self.last_at = end.at;
        self.end.get_or_insert(End {
            at: end.at,
            outcome: end.outcome,
            after_stepping_back: self.taken_back,
            promises_made: end.promises_made,
            promises_kept: end.promises_kept,
        });
    }

    pub(super) fn finish(
        &mut self,
        begun: &Begun,
        player: Option<PlayerIx>,
        extent: Extent,
        collection: &Collection,
    ) -> Play {
        self.steps.clear();
        self.steps.extend(self.way.iter().flat_map(|&(kind, _)| &collection.kind_of(kind).shown));
        self.steps.sort_unstable();
        self.steps.dedup();
        Play {
            attempt: begun.attempt,
            at: begun.at,
            last_at: self.last_at,
            extent,
            player,
            stamp: begun.stamp,
            mode: begun.mode,
            start: begun.start,
            now: self.way.last().map_or(begun.start, |&(_, after)| after),
            steps_shown: number(self.steps.len()),
            firsts: self.firsts.as_slice().into(),
            end: self.end,
        }
    }
}
