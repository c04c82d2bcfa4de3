//! How far somebody gets who does not read: rules and learned guessers that look at the outside of replies only. Where they do
//! well, learners pick up the tone and not the skill. Pure.

mod advice;
mod decisions;
mod learned;
mod rule;
mod set;
mod surface;

pub use advice::{SetAdvice, advise};
pub use rule::{Rule, play_at_random};
pub use set::{BY_SURFACE_BAR, BY_WORDS_BAR, GuessedScenario, GuessedSet, RULE_BAR, STEP_BAR, StepBalance, guess_set};
