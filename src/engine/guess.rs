//! Simple-minded ways to play: by rules that look at the outside of replies only. Whoever plays so must not become good
//! at it, or the story can be guessed without reading.

use super::session::{At, Choice};
use super::walk::Walk;
use crate::scenario::{Courtesy, Outcome, Scenario, plain};

/// A rule by which replies are chosen without understanding them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// The longest; of equals, the first in the file.
    Longest,
    /// The first in the file.
    First,
    /// The shortest; of equals, the first in the file.
    Shortest,
    /// The one with the most words of courtesy (in English); of equals, the first in the file.
    Politest,
    /// Any, by chance.
    Random,
}

/// What came of a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guessed {
    /// How it ended; `None` where it goes round and never ends.
    pub outcome: Option<Outcome>,
    /// How many choices were made.
    pub choices: usize,
}

/// How often a story may go round before a guesser is taken to go round for ever.
const ROUNDS: usize = 20;

impl Guess {
    /// Those that always play alike.
    pub const FIXED: [Self; 4] = [Self::Longest, Self::First, Self::Shortest, Self::Politest];

    /// A name for it, for people and programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Longest => "longest",
            Self::First => "first",
            Self::Shortest => "shortest",
            Self::Politest => "politest",
            Self::Random => "random",
        }
    }

    /// Plays a scenario to its end; `seed` is for chance. Calls `chosen` after each choice.
    #[must_use]
    pub fn play(self, scenario: &Scenario, seed: u64, mut chosen: impl FnMut()) -> Guessed {
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut walk = Walk::new(scenario);
        let most = scenario.file().scenes.len().saturating_mul(ROUNDS);
        let mut choices = 0;
        while let At::Decision { offered, .. } = walk.at()
            && choices < most
            && let Some(reply) = self.choose(scenario, offered, &mut chance)
            && walk.choose(reply).is_ok()
        {
            choices += 1;
            chosen();
        }
        match walk.at() {
            At::End { outcome, .. } => Guessed { outcome: Some(*outcome), choices },
            At::Decision { .. } => Guessed { outcome: None, choices },
        }
    }

    fn choose(self, scenario: &Scenario, offered: &[Choice], chance: &mut fastrand::Rng) -> Option<Choice> {
        let text = |reply: Choice| plain(&scenario.reply(reply).text.value);
        let length = |reply: &Choice| text(*reply).chars().count();
        // The first of equals wins: `max_by_key` takes the last, so it goes from the back.
        let mut offered = offered.iter().copied();
        match self {
            Self::Longest => offered.rev().max_by_key(length),
            Self::First => offered.next(),
            Self::Shortest => offered.min_by_key(length),
            Self::Politest => offered.rev().max_by_key(|reply| Courtesy::count_all(&text(*reply))),
            Self::Random => offered.nth(chance.usize(..offered.len())),
        }
    }
}
