//! Votes: who has chosen what in which round, and what of it may be shown. A count is always derived from the votes that are
//! there; nothing is ever added up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// With fewer votes than this only the reply that leads is shown: otherwise everybody could work out who chose what.
pub const FEWEST_SHOWN: u32 = 5;

/// What is voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// Something neutral, to try it out.
    Practice,
    /// The reply, alone.
    First,
    /// The reply, after arguing with a neighbour.
    Second,
    /// *What differs?*
    Differs,
}

/// One round of votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Round {
    pub ballot: Ballot,
    /// How many options there are.
    pub options: usize,
    /// By the number of the seat, the option that it has chosen, from 0.
    pub votes: BTreeMap<u32, usize>,
    /// How many seats there were when it was opened.
    pub seats_at_opening: u32,
    /// Whether its split has ever been shown.
    pub was_shown: bool,
}

impl Round {
    /// How many votes each option has, those typed in for hands included.
    pub fn counts(&self, hands: Option<&Vec<u32>>) -> Vec<u32> {
        let mut counts = vec![0_u32; self.options];
        for &option in self.votes.values() {
            if let Some(count) = counts.get_mut(option) {
                *count = count.saturating_add(1);
            }
        }
        for (count, raised) in counts.iter_mut().zip(hands.into_iter().flatten()) {
            *count = count.saturating_add(*raised);
        }
        counts
    }
}

/// How the votes of a round are split, as far as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Nobody voted.
    Nobody,
    /// So few voted that only what leads is shown: the options with the most votes, from 0.
    Leading(Vec<usize>),
    /// How many chose each option.
    Counts(Vec<u32>),
}

impl Split {
    /// Of these counts.
    #[must_use]
    pub fn of(counts: &[u32]) -> Self {
        match total(counts) {
            0 => Self::Nobody,
            1..FEWEST_SHOWN => Self::Leading(leading(counts)),
            _ => Self::Counts(counts.to_vec()),
        }
    }
}

/// How many votes there are.
#[must_use]
pub fn total(counts: &[u32]) -> u32 {
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

/// The options with the most votes; none where nobody voted, several where it is a tie.
#[must_use]
pub fn leading(counts: &[u32]) -> Vec<usize> {
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().enumerate().filter(|(_, count)| most > 0 && **count == most).map(|(option, _)| option).collect()
}

/// The letter of an option, as it stands on the projector: A, B, C …
#[must_use]
pub fn letter(option: usize) -> char {
    u8::try_from(option).ok().filter(|it| *it < 26).map_or('?', |it| char::from(b'A' + it))
}

/// The option with this letter.
#[must_use]
pub fn option_of(letter: char) -> Option<usize> {
    let letter = letter.to_ascii_uppercase();
    letter.is_ascii_uppercase().then(|| usize::from(u8::try_from(letter).unwrap_or(b'A') - b'A'))
}
