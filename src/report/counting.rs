//! Figures, with the people who stand behind them.

use std::ops::AddAssign;

use serde::Serialize;

use super::play::Play;
use super::privacy::{Behind, Over};
use super::skill::Mark;
use crate::scenario::Outcome;

/// How attempts ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcomes {
    /// With a champion.
    pub champion: u32,
    /// With a satisfied customer.
    pub satisfied: u32,
    /// With a customer who might leave.
    pub at_risk: u32,
    /// With a lost customer.
    pub lost: u32,
    /// Not at all.
    pub unfinished: u32,
}

impl Outcomes {
    /// That of one attempt.
    pub(super) fn of(play: &Play) -> Self {
        let mut outcomes = Self::default();
        let count = match play.end.map(|end| end.outcome) {
            Some(Outcome::Champion) => &mut outcomes.champion,
            Some(Outcome::Satisfied) => &mut outcomes.satisfied,
            Some(Outcome::AtRisk) => &mut outcomes.at_risk,
            Some(Outcome::Lost) => &mut outcomes.lost,
            None => &mut outcomes.unfinished,
        };
        *count = 1;
        outcomes
    }

    /// The counts with their words, in the order in which they are shown.
    #[must_use]
    pub fn named(&self) -> [(&'static str, u32); 5] {
        [
            ("Champion", self.champion),
            ("Satisfied", self.satisfied),
            ("At risk", self.at_risk),
            ("Lost", self.lost),
            ("Unfinished", self.unfinished),
        ]
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.finished() + self.unfinished
    }

    /// Those that ended.
    #[must_use]
    pub fn finished(&self) -> u32 {
        self.champion + self.satisfied + self.at_risk + self.lost
    }
}

impl AddAssign for Outcomes {
    fn add_assign(&mut self, other: Self) {
        self.champion += other.champion;
        self.satisfied += other.satisfied;
        self.at_risk += other.at_risk;
        self.lost += other.lost;
        self.unfinished += other.unfinished;
    }
}

/// What became of promises, in attempts that ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Promises {
    /// How many were made.
    pub made: u32,
    /// How many of them were kept.
    pub kept: u32,
}

impl AddAssign for Promises {
    fn add_assign(&mut self, other: Self) {
        self.made += other.made;
        self.kept += other.kept;
    }
}

/// A figure over three choices of attempts. What would tell of too few people is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared<T> {
    /// Over all attempts.
    pub all: Option<T>,
    /// Over everybody’s first attempt at each scenario.
    pub first: Option<T>,
    /// Over everybody’s latest attempts.
    pub latest: Option<T>,
}

/// A figure in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trio<T> {
    pub(super) all: T,
    pub(super) first: T,
    pub(super) latest: T,
    pub(super) behind: Behind,
}

impl<T: AddAssign + Copy> Trio<T> {
    /// Adds what an attempt with this mark comes to.
    pub(super) fn add(&mut self, value: T, mark: Mark) {
        self.all += value;
        if mark.first {
            self.first += value;
        }
        if mark.latest {
            self.latest += value;
        }
    }

    /// Notes that somebody stands behind the figure, by the [bits](super::privacy::bit) of their attempts in it.
    pub(super) fn add_person(&mut self, bits: u8) {
        self.behind.add_person(bits);
    }

    /// What of it may be shown.
    pub(super) fn shown(&self, shown: &[Over]) -> Compared<T> {
        let only = |over, value| shown.contains(&over).then_some(value);
        Compared {
            all: only(Over::All, self.all),
            first: only(Over::First, self.first),
            latest: only(Over::Latest, self.latest),
        }
    }
}
