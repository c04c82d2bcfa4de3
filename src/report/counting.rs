//! Figures with the people who stand behind them, so that none is shown that tells of fewer people than it may.

use std::ops::AddAssign;

use serde::Serialize;

use super::play::Play;
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

/// Attempts that a figure may be over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    All,
    First,
    Latest,
}

/// Whether an attempt is neither a first nor a latest one, a first, a latest, or both: one bit for each.
pub(super) fn bit(mark: Mark) -> u8 {
    1 << (u8::from(mark.first) | u8::from(mark.latest) << 1)
}

const NOT_FIRST: u8 = 0b0101;
const NOT_LATEST: u8 = 0b0011;
const FIRST: u8 = !NOT_FIRST & ANY;
const LATEST: u8 = !NOT_LATEST & ANY;
const ONE_OF_BOTH: u8 = 0b0110;
const ANY: u8 = 0b1111;

/// How many people stand behind a figure, by the kinds of attempts that they have among those it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Behind([u32; 16]);

impl Behind {
    /// How many there are in all.
    pub(super) fn people(&self) -> u32 {
        self.with(ANY)
    }

    /// How many have an attempt of one of these kinds.
    fn with(&self, kinds: u8) -> u32 {
        let has = |&(mask, _): &(u8, &u32)| mask & kinds != 0;
        (0..).zip(&self.0).filter(has).map(|(_, count)| count).sum()
    }

    /// Whether these attempts are those of nobody or of enough people.
    fn hides(&self, kinds: u8, floor: u32) -> bool {
        let people = self.with(kinds);
        people == 0 || people >= floor
    }
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

    /// Notes that somebody stands behind the figure, by the [bits](bit) of their attempts in it.
    pub(super) fn add_person(&mut self, bits: u8) {
        self.behind.0[usize::from(bits & ANY)] += u32::from(bits != 0);
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

/// Over which attempts figures may be shown beside each other, the ones that matter most first: at least `floor` people stand
/// behind each of them in every group, or nobody; and the same holds for what any two of them differ in, since
/// whoever sees both sees the difference.
pub(super) fn may_be_shown(groups: &[&Behind], floor: u32, wanted: [Over; 3]) -> Vec<Over> {
    let hides = |kinds| groups.iter().all(|behind| behind.hides(kinds, floor));
    let mut shown: Vec<Over> = Vec::new();
    for over in wanted {
        let by_itself = match over {
            Over::All => hides(ANY),
            Over::First => hides(FIRST),
            Over::Latest => hides(LATEST),
        };
        let beside = |other: &Over| match (over, *other) {
            (Over::All, Over::First) | (Over::First, Over::All) => hides(NOT_FIRST),
            (Over::All, Over::Latest) | (Over::Latest, Over::All) => hides(NOT_LATEST),
            _ => hides(ONE_OF_BOTH),
        };
        if by_itself && shown.iter().all(beside) {
            shown.push(over);
        }
    }
    shown
}
