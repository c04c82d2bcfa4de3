//! The plan of a workshop as its file has it: who comes, how long it takes, and which decisions are voted on.
//!
//! It names a scenario and its scenes, and holds none of their words. What the room makes of it stands in `workshop`.

use super::text::{Spanned, Text};
pub use super::vocabulary::Voting;

/// The shortest and the longest workshop, in minutes.
pub const WORKSHOP_MINUTES: std::ops::RangeInclusive<u32> = 10..=480;

/// A plan as it is written.
#[derive(Clone, Debug, Default)]
pub struct WorkshopFile {
    /// The format of the file.
    pub format: Spanned<u32>,
    /// What the workshop is called.
    pub title: Text,
    /// Who comes, in a word or two; nobody's name.
    pub group: Option<Text>,
    /// The id of the scenario.
    pub scenario: Spanned<String>,
    /// How long there is, in minutes.
    pub length: Spanned<u32>,
    /// How people vote; `None` where that cannot be read.
    pub voting: Option<Spanned<Voting>>,
    /// Whether there is a practice vote first; yes, where absent.
    pub practice: Option<bool>,
    /// Whether *what differs?* is asked after each verdict; no, where absent.
    pub ask_differs: Option<bool>,
    /// The decisions, in the order in which they come.
    pub decisions: Vec<DecisionPlan>,
}

/// What is planned for one decision.
#[derive(Clone, Debug, Default)]
pub struct DecisionPlan {
    /// The id of its scene.
    pub scene: Spanned<String>,
    /// How many minutes it may take.
    pub minutes: Spanned<u32>,
    /// Whether it is voted on; no, where absent.
    pub vote: Option<bool>,
}
