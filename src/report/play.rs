//! What reports need of an attempt, and no more.

use jiff::Timestamp;

use super::names::Name;
use crate::engine::{Feelings, Mode};
use crate::record::{Extent, Id, ModelStamp, ScenarioStamp};
use crate::scenario::{Outcome, System};

/// Which scenario and model were played, by their number in the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StampIx(pub u32);

/// Somebody who played, by their number in the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlayerIx(pub u32);

/// A kind of choice, by its number in the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindIx(pub u32);

/// A scenario and its model, as they were when they were played. A scenario that was changed has another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The scenario.
    pub scenario: ScenarioStamp,
    /// The recovery model.
    pub model: ModelStamp,
}

/// Somebody who played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Stays when the name changes.
    pub id: Id,
    /// Their name, as in the newest attempt.
    pub name: Name,
    /// Their team, as in the newest attempt.
    pub team: Option<Name>,
    /// Which attempt that is.
    pub(super) newest: Naming,
}

/// What decides which name of somebody counts: when the attempt began, its id, and the last thing that happened in it.
pub(super) type Naming = (Timestamp, Id, Timestamp);

/// What is the same in all attempts in which somebody chose this reply in this scene.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// Where.
    pub stamp: StampIx,
    /// The scene of the decision.
    pub scene: Name,
    /// The step that the decision practises.
    pub step: Option<Name>,
    /// What was on offer, in the order of the file.
    pub offered: Box<[Name]>,
    /// What was chosen.
    pub reply: Name,
    /// Which way of answering that is.
    pub system: System,
    /// Steps that it shows.
    pub shown: Box<[Name]>,
    /// Steps that it leaves out.
    pub missed: Box<[Name]>,
    /// The trap that it falls into.
    pub trap: Option<Name>,
}

/// The first choice in a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// What was chosen.
    pub kind: KindIx,
    /// The customer's feelings before it.
    pub before: Feelings,
}

/// The first end of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Timestamp,
    /// How, for the relationship.
    pub outcome: Outcome,
    /// Whether choices had been taken back on the way there.
    pub after_stepping_back: bool,
    /// How many promises were made.
    pub promises_made: u32,
    /// How many of them were kept.
    pub promises_kept: u32,
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// Its name.
    pub attempt: Id,
    /// When it began.
    pub at: Timestamp,
    /// The last thing that happened in it.
    pub last_at: Timestamp,
    /// How far the copy of it goes that counts.
    pub extent: Extent,
    /// Who played; nobody in particular, where absent.
    pub player: Option<PlayerIx>,
    /// What was played.
    pub stamp: StampIx,
    /// In which mode.
    pub mode: Mode,
    /// The customer's feelings at the start.
    pub start: Feelings,
    /// Their feelings after the last choice that stands.
    pub now: Feelings,
    /// How many steps of the model were shown on the way that stands.
    pub steps_shown: u32,
    /// The first choice in each scene, in the order in which they were made.
    pub firsts: Box<[First]>,
    /// The end that counts: the first that was reached.
    pub end: Option<End>,
}
