//! What is known of the state of a story at one place: for each part of the state, the values it may have.
//!
//! One type serves both tiers. In the exact one every range is a single value and every set holds one member, so that it
//! is a state of the engine, reduced to what matters; in the abstract one it stands for all states that may come there.

use std::hash::{Hash, Hasher};

use crate::scenario::{FEELING_RANGE, Feeling, PromiseStatus};

/// How many promises are followed one by one.
pub(super) const PROMISE_SLOTS: usize = 8;

/// The lowest and the highest value that something may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Range<T> {
    pub(super) low: T,
    pub(super) high: T,
}

impl<T: Copy + Ord> Range<T> {
    pub(super) fn point(value: T) -> Self {
        Self { low: value, high: value }
    }

    pub(super) fn new(low: T, high: T) -> Self {
        Self { low, high }
    }

    pub(super) fn map(self, change: impl Fn(T) -> T) -> Self {
        Self { low: change(self.low), high: change(self.high) }
    }

    pub(super) fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// `self`, with each end that lies outside `before` moved to the end of `all`.
    fn widened(self, before: Self, all: Self) -> Self {
        Self {
            low: if self.low < before.low { all.low } else { self.low },
            high: if self.high > before.high { all.high } else { self.high },
        }
    }
}

/// What may have become of one promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PromiseFacts {
    /// A set of the constants below.
    pub(super) may_be: u8,
    /// Minutes left until the deadline, where it may be open; nothing, otherwise.
    pub(super) left: Range<i32>,
}

impl PromiseFacts {
    pub(super) const UNMADE: u8 = 1;
    pub(super) const OPEN: u8 = 2;
    pub(super) const KEPT: u8 = 4;
    pub(super) const BROKEN: u8 = 8;
    const ALL: u8 = 15;

    /// It was not made.
    pub(super) const NONE: Self = Self { may_be: Self::UNMADE, left: Range { low: 0, high: 0 } };

    /// The member of the set that stands for a status.
    pub(super) fn bit(status: PromiseStatus) -> u8 {
        match status {
            PromiseStatus::Open => Self::OPEN,
            PromiseStatus::Kept => Self::KEPT,
            PromiseStatus::Broken => Self::BROKEN,
        }
    }

    /// It was made just now. Stories of more than four thousand years are told no further.
    pub(super) fn made(within: u32) -> Self {
        Self { may_be: Self::OPEN, left: Range::point(i32::try_from(within).unwrap_or(i32::MAX)) }
    }

    /// The same, so many minutes later.
    pub(super) fn later(self, minutes: u32) -> Self {
        Self { left: self.left.map(|left| left.saturating_sub_unsigned(minutes)), ..self }
    }

    pub(super) fn may(self, status: u8) -> bool {
        self.may_be & status != 0
    }

    /// The same, restricted to a set of statuses.
    pub(super) fn only(self, statuses: u8) -> Self {
        let may_be = self.may_be & statuses;
        Self { may_be, left: if may_be & Self::OPEN == 0 { Self::NONE.left } else { self.left } }
    }

    fn hull(self, other: Self) -> Self {
        let left = match (self.may(Self::OPEN), other.may(Self::OPEN)) {
            (true, true) => self.left.hull(other.left),
            (false, true) => other.left,
            _ => self.left,
        };
        Self { may_be: self.may_be | other.may_be, left }
    }

    fn widened(self, before: Self) -> Self {
        if self.may(Self::OPEN) && before.may(Self::OPEN) {
            Self { left: self.left.widened(before.left, Self::UNKNOWN.left), ..self }
        } else {
            self
        }
    }

    /// Nothing is known of it.
    const UNKNOWN: Self = Self { may_be: Self::ALL, left: Range { low: 0, high: i32::MAX } };
}

/// Facts that are true or false: the set of values each may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Atoms {
    pub(super) may_hold: u128,
    pub(super) may_fail: u128,
}

impl Atoms {
    /// None of them holds.
    pub(super) const NONE: Self = Self { may_hold: 0, may_fail: u128::MAX };

    pub(super) fn set(&mut self, atom: u8) {
        self.may_hold |= 1 << atom;
        self.may_fail &= !(1 << atom);
    }

    pub(super) fn clear(&mut self, atom: u8) {
        self.may_hold &= !(1 << atom);
        self.may_fail |= 1 << atom;
    }

    pub(super) fn may_hold(self, atom: u8) -> bool {
        self.may_hold & (1 << atom) != 0
    }

    pub(super) fn may_fail(self, atom: u8) -> bool {
        self.may_fail & (1 << atom) != 0
    }
}

/// How far the parts of the state that know no bound of their own need to be told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The clock from here on is all the same: past everything that a condition asks for.
    pub(super) clock: u32,
    /// Spending from here on is all the same: beyond the authority limit.
    pub(super) spent: u32,
}

/// What is known of the state of a story at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// Trust, loss and dread.
    pub(super) feelings: [Range<i32>; 3],
    pub(super) clock: Range<u32>,
    pub(super) spent: Range<u32>,
    pub(super) atoms: Atoms,
    pub(super) promises: [PromiseFacts; PROMISE_SLOTS],
}

impl Hash for Facts {
    /// Only what differs between most states, and in few pieces: this runs for every state there is.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let feelings = self.feelings.iter().fold(0_u64, |packed, range| {
            (packed << 16) | (u64::from(range.low.unsigned_abs()) << 8) | u64::from(range.high.unsigned_abs())
        });
        hasher.write_u64(feelings);
        hasher.write_u64((u64::from(self.clock.low) << 32) | u64::from(self.spent.low));
        hasher.write_u128(self.atoms.may_hold);
        for (slot, promise) in (0_u32..).zip(&self.promises) {
            if promise.may_be != PromiseFacts::UNMADE {
                hasher.write_u32((slot << 8) | u32::from(promise.may_be));
                hasher.write_i32(promise.left.low);
            }
        }
    }
}

impl Facts {
    pub(super) fn feeling(&self, feeling: Feeling) -> Range<i32> {
        self.feelings[feeling as usize]
    }

    pub(super) fn feeling_mut(&mut self, feeling: Feeling) -> &mut Range<i32> {
        &mut self.feelings[feeling as usize]
    }

    /// Moves a feeling, within its bounds.
    pub(super) fn feel(&mut self, feeling: Feeling, by: i32) {
        let range = self.feeling_mut(feeling);
        *range = range.map(|value| clamp(value.saturating_add(by)));
    }

    /// What is known where either may be so.
    pub(super) fn hull(mut self, other: &Self) -> Self {
        for (range, other) in self.feelings.iter_mut().zip(other.feelings) {
            *range = range.hull(other);
        }
        self.clock = self.clock.hull(other.clock);
        self.spent = self.spent.hull(other.spent);
        self.atoms.may_hold |= other.atoms.may_hold;
        self.atoms.may_fail |= other.atoms.may_fail;
        for (promise, other) in self.promises.iter_mut().zip(other.promises) {
            *promise = promise.hull(other);
        }
        self
    }

    /// `self`, with every range that grew since `before` grown as far as it can, so that a loop comes to rest soon.
    pub(super) fn widened(mut self, before: &Self, limits: Limits) -> Self {
        let all = Range::new(*FEELING_RANGE.start(), *FEELING_RANGE.end());
        for (range, before) in self.feelings.iter_mut().zip(before.feelings) {
            *range = range.widened(before, all);
        }
        self.clock = self.clock.widened(before.clock, Range::new(0, limits.clock));
        self.spent = self.spent.widened(before.spent, Range::new(0, limits.spent));
        for (promise, before) in self.promises.iter_mut().zip(before.promises) {
            *promise = promise.widened(before);
        }
        self
    }

    /// Nothing is known.
    pub(super) fn unknown(limits: Limits) -> Self {
        Self {
            feelings: [Range::new(*FEELING_RANGE.start(), *FEELING_RANGE.end()); 3],
            clock: Range::new(0, limits.clock),
            spent: Range::new(0, limits.spent),
            atoms: Atoms { may_hold: u128::MAX, may_fail: u128::MAX },
            promises: [PromiseFacts::UNKNOWN; PROMISE_SLOTS],
        }
    }
}

/// A feeling within its bounds.
pub(super) fn clamp(value: i32) -> i32 {
    value.clamp(*FEELING_RANGE.start(), *FEELING_RANGE.end())
}
