//! Which of several copies of an attempt counts.
//!
//! Copies come about in many ways: the program goes on in a new file, a sync tool sets one aside under a name of its own, a backup is
//! put back, two windows go on with one play. Neither the name of a file nor the time of its last change says anything of what is in
//! it. So this rule goes by the lines alone, and it is the same for reports, tables, statements, documents, progress and
//! the play that was left: the copy that goes **furthest** counts. It is the one with the latest moment in it; of equals, the one
//! with more lines. A copy that has all lines of another and more is always further, also where a clock was set back between.

use std::cmp::Ordering;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use jiff::Timestamp;

/// A line that is longer than this, in bytes, is damaged: none that is written has a hundredth of it.
pub const LONGEST_LINE: usize = 4 << 20;

/// How far a copy of an attempt goes. The greater of two counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The latest moment of all: the last line need not have it, where a clock was set back.
    latest: Timestamp,
    /// A mark of each line that could be understood, which depends on what stands in it.
    marks: Box<[u16]>,
    /// One of all lines: it tells apart what is equally long.
    print: u64,
}

impl Extent {
    /// Of something that stands in no file.
    pub(super) fn unwritten(at: Timestamp) -> Self {
        Self { latest: at, marks: Box::default(), print: 0 }
    }

    /// Whether one of the two has all lines of the other: it goes on where the other stops, has lines that are damaged there, or
    /// they are the same. Otherwise something stands in each that is not in the other.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let (short, long) = if self.marks.len() < other.marks.len() {
            (&self.marks, &other.marks)
        } else {
            (&other.marks, &self.marks)
        };
        let mut rest = long.iter();
        short.iter().all(|mark| rest.any(|it| it == mark))
    }
}

impl Ord for Extent {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.latest, self.marks.len(), self.print).cmp(&(other.latest, other.marks.len(), other.print))
    }
}

impl PartialOrd for Extent {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The extent of a copy while its lines are read. One serves for one copy after the other.
#[derive(Clone, Debug)]
pub struct ExtentSoFar {
    latest: Timestamp,
    marks: Vec<u16>,
    print: u64,
}

impl Default for ExtentSoFar {
    fn default() -> Self {
        Self { latest: Timestamp::MIN, marks: Vec::new(), print: 0 }
    }
}

impl ExtentSoFar {
    /// Begins anew.
    pub fn clear(&mut self) {
        (self.latest, self.print) = (Timestamp::MIN, 0);
        self.marks.clear();
    }

    /// Takes a line that could be understood, and when it happened, where it says that. Spaces around it say nothing: some tools
    /// write other line breaks.
    pub fn add(&mut self, line: &[u8], at: Option<Timestamp>) {
        self.latest = at.map_or(self.latest, |at| at.max(self.latest));
        let mark = FixedState::default().hash_one(line.trim_ascii());
        self.print = FixedState::default().hash_one((self.print, mark));
        let [first, second, ..] = mark.to_le_bytes();
        self.marks.push(u16::from_le_bytes([first, second]));
    }

    /// The extent of all that was taken.
    #[must_use]
    pub fn whole(&self) -> Extent {
        Extent { latest: self.latest, marks: self.marks.as_slice().into(), print: self.print }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The extent of a copy with these lines: what each says, and when.
    fn extent(lines: &[(u8, i64)]) -> Extent {
        let mut so_far = ExtentSoFar::default();
        for (line, at) in lines {
            so_far.add(&[*line], Timestamp::new(*at, 0).ok());
        }
        so_far.whole()
    }

    proptest! {
        #[test]
        fn what_goes_on_is_further_whatever_clocks_say(
            lines in prop::collection::vec((any::<u8>(), -9..9_i64), 0..20),
            more in prop::collection::vec((any::<u8>(), -9..9_i64), 1..9),
        ) {
            let (before, after) = (extent(&lines), extent(&[lines, more].concat()));
            prop_assert!(before < after && before.agrees_with(&after) && after.agrees_with(&before));
        }

        #[test]
        fn copies_that_part_disagree(
            lines in prop::collection::vec((any::<u8>(), -9..9_i64), 0..20),
            ends in prop::collection::vec((any::<u8>(), -9..9_i64), 2..9),
        ) {
            let one = extent(&[&lines[..], &[(1, 0)], &ends].concat());
            let other = extent(&[&lines[..], &[(2, 0)], &ends].concat());
            prop_assert!(!one.agrees_with(&other) && !other.agrees_with(&one));
            prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
            prop_assert_ne!(one.cmp(&other), Ordering::Equal);
        }
    }

    #[test]
    fn a_copy_with_a_damaged_line_has_nothing_of_its_own() {
        let whole = extent(&[(1, 1), (2, 2), (3, 3), (4, 4)]);
        let damaged = extent(&[(1, 1), (3, 3), (4, 4)]);
        assert!(damaged < whole && damaged.agrees_with(&whole) && whole.agrees_with(&damaged));
        let beyond = extent(&[(1, 1), (3, 3), (4, 4), (5, 5)]);
        assert!(!beyond.agrees_with(&whole));
    }

    #[test]
    fn other_line_breaks_change_nothing() {
        let mut so_far = ExtentSoFar::default();
        so_far.add(b"\x01\r", Timestamp::new(3, 0).ok());
        assert_eq!(so_far.whole(), extent(&[(1, 3)]));
    }
}
