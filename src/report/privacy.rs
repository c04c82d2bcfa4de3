//! What may be told without telling of somebody: the one place where that is decided.
//!
//! Every figure knows how many people stand [behind](Behind) it. Shown is what at least [`LEAST_PEOPLE`] stand behind, or
//! nobody; and what differs from the figures beside it by at least as many, or by nobody, since whoever sees two figures
//! sees their difference as well.

use super::skill::Mark;

/// Groups of fewer people are not told of.
///
/// With one or two people, a figure is somebody’s own; with three or four, one of them who knows their own part, and
/// asks a colleague for theirs, has the rest. Five is the least at which that stops to be easy, the least that surveys among staff
/// commonly report on, and small enough that most teams can still be told of.
pub(super) const LEAST_PEOPLE: u32 = 5;

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
    /// Notes that somebody stands behind the figure, by the [bits](bit) of their attempts in it.
    pub(super) fn add_person(&mut self, bits: u8) {
        self.0[usize::from(bits & ANY)] += u32::from(bits != 0);
    }

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

/// What is told first, where not everything can be told.
pub(super) const ENDS: [Over; 3] = [Over::All, Over::First, Over::Latest];
/// The same of skill: there, the way from the first attempts to the latest matters most.
pub(super) const SKILL: [Over; 3] = [Over::First, Over::Latest, Over::All];

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
