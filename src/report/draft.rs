//! An attempt in the making, while its lines are read.

use std::collections::HashSet;

use jiff::Timestamp;

use super::collection::{Collection, number};
use super::names::Name;
use super::play::{End, First, KindIx, Play, PlayerIx, StampIx};
use crate::engine::{Feelings, Mode};
use crate::record::{Ended, Id};

/// What a first line says.
pub(super) struct Begun {
    pub(super) attempt: Id,
    pub(super) at: Timestamp,
    pub(super) person: Option<(Id, Name, Option<Name>)>,
    pub(super) mode: Mode,
    pub(super) stamp: StampIx,
    pub(super) start: Feelings,
}

/// An attempt in the making: the same fold as that of [`Attempt`](crate::record::Attempt), over less.
pub(super) struct Draft {
    pub(super) last_at: Timestamp,
    /// The choices that stand, and the customer’s feelings after each.
    way: Vec<(KindIx, Feelings)>,
    taken_back: bool,
    scenes: HashSet<Name>,
    firsts: Vec<First>,
    end: Option<End>,
}

impl Draft {
    pub(super) fn new(at: Timestamp) -> Self {
        Self { last_at: at, way: Vec::new(), taken_back: false, scenes: HashSet::new(), firsts: Vec::new(), end: None }
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
        if self.scenes.insert(collection.kind_of(kind).scene) {
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

    pub(super) fn ended(&mut self, ended: &Ended) {
        self.last_at = ended.at;
        self.end.get_or_insert(End {
            at: ended.at,
            outcome: ended.outcome,
            after_stepping_back: self.taken_back,
            promises_made: ended.promises_made,
            promises_kept: ended.promises_kept,
        });
    }

    pub(super) fn finish(self, begun: &Begun, player: Option<PlayerIx>, collection: &Collection) -> Play {
        let shown = self.way.iter().flat_map(|&(kind, _)| &collection.kind_of(kind).shown);
        let mut steps: Vec<_> = shown.collect();
        steps.sort_unstable();
        steps.dedup();
        Play {
            attempt: begun.attempt,
            at: begun.at,
            last_at: self.last_at,
            player,
            stamp: begun.stamp,
            mode: begun.mode,
            start: begun.start,
            now: self.way.last().map_or(begun.start, |&(_, after)| after),
            steps_shown: number(steps.len()),
            firsts: self.firsts.into(),
            end: self.end,
        }
    }
}
