//! The lines of an attempt, as they are written.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::work::MOST_AT_ONE;
use crate::engine::{Feelings, Mode};
use crate::scenario::{Outcome, System};

/// The newest format of attempts that this version writes and reads.
pub const FORMAT: u32 = 1;

/// The name of an attempt, and of a person: unique everywhere, and in the order of time.
pub type Id = uuid::Uuid;

/// One thing that happened in an attempt. Each line says when, in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Line {
    /// The play began: always the first line.
    Started(Box<Started>),
    /// The learner chose a reply.
    Chose(Box<Chose>),
    /// The learner took choices back.
    SteppedBack(SteppedBack),
    /// The play went on after the program had been closed, or had died.
    Resumed {
        /// When.
        at: Timestamp,
    },
    /// The story was over.
    Ended(Box<Ended>),
    /// Something that a newer version has written.
    #[serde(other)]
    Unknown,
}

/// The beginning of a play, and all that is needed to understand the rest without the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The format of the attempt.
    pub format: u32,
    /// Its name.
    pub attempt: Id,
    /// When.
    pub at: Timestamp,
    /// The version of the program.
    pub program: String,
    /// Who plays; nobody in particular, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// In which mode.
    pub mode: Mode,
    /// The seed by which replies are shuffled.
    pub seed: u64,
    /// What is played.
    pub scenario: ScenarioStamp,
    /// What is practised.
    pub model: ModelStamp,
    /// The customer's feelings at the first choice.
    #[serde(with = "feelings")]
    pub feelings: Feelings,
}

/// Who plays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Stays when the name changes.
    pub id: Id,
    /// Their name or nickname.
    pub name: String,
    /// Their team, for reports on groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

/// Which scenario it was, and what is worth knowing of it when it is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioStamp {
    /// Its id.
    pub id: String,
    /// SHA-256 of its file, in hexadecimal.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// The word for its channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The word for who or what made things go wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The customer's name.
    pub customer: String,
}

/// Which recovery model was practised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelStamp {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its steps, in order.
    pub steps: Vec<Named>,
    /// Its traps.
    pub traps: Vec<Named>,
}

/// Something with an id and a name for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A choice, and what it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chose {
    /// When.
    pub at: Timestamp,
    /// How many choices came before it on this way, stepping back taken into account.
    pub turn: u32,
    /// The scene of the decision.
    pub scene: String,
    /// The step that the decision practises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// What was on offer, in the order of the file.
    pub offered: Vec<String>,
    /// What was chosen.
    pub reply: String,
    /// Which way of answering that is.
    pub system: System,
    /// Steps that it shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<String>,
    /// Steps that it leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<String>,
    /// The trap that it falls into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trap: Option<String>,
    /// Promises that it makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<PromiseMade>,
    /// Promises that were kept by it, or on the way to the next decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<String>,
    /// Promises that were broken by it, or on the way to the next decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<String>,
    /// What its amends cost.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cost: u32,
    /// The customer's feelings before it.
    #[serde(with = "feelings")]
    pub before: Feelings,
    /// Their feelings at the next decision, or at the end.
    #[serde(with = "feelings")]
    pub after: Feelings,
    /// Story minutes since the start, at the next decision or at the end.
    pub clock: u32,
    /// Time at work since the line before, in milliseconds; older versions did not write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<u32>,
}

/// A promise that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseMade {
    /// Which.
    pub promise: String,
    /// The story minute by which it is due.
    pub due: u32,
}

/// Choices that were taken back. They stay on record above this line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SteppedBack {
    /// When.
    pub at: Timestamp,
    /// How many choices are left.
    pub to: u32,
    /// Time at work since the line before, in milliseconds; older versions did not write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<u32>,
}

/// The end of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub ending: String,
    /// How, for the relationship.
    pub outcome: Outcome,
    /// Story minutes in all.
    pub elapsed: u32,
    /// Story minutes until the customer was back on their journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_to_fix: Option<u32>,
    /// How many promises were made.
    pub promises_made: u32,
    /// How many of them were kept.
    pub promises_kept: u32,
    /// What all amends cost.
    pub cost: u32,
}

impl Line {
    /// When it happened; `None` for what a newer version has written.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Started(it) => Some(it.at),
            Self::Chose(it) => Some(it.at),
            Self::SteppedBack(it) => Some(it.at),
            Self::Resumed { at } => Some(*at),
            Self::Ended(it) => Some(it.at),
            Self::Unknown => None,
        }
    }

    /// The same after so much time at work, where it is a line that says so.
    #[must_use]
    pub fn after_work(mut self, worked: Duration) -> Self {
        let millis = Some(u32::try_from(worked.as_millis()).unwrap_or(u32::MAX));
        match &mut self {
            Self::Chose(it) => it.worked = millis,
            Self::SteppedBack(it) => it.worked = millis,
            Self::Started(_) | Self::Resumed { .. } | Self::Ended(_) | Self::Unknown => {}
        }
        self
    }

    /// The time at work since the line before, where it is known; see [`super::Work`].
    #[must_use]
    pub fn worked(&self) -> Option<Duration> {
        let millis = match self {
            Self::Chose(it) => it.worked,
            Self::SteppedBack(it) => it.worked,
            Self::Started(_) | Self::Resumed { .. } | Self::Ended(_) | Self::Unknown => None,
        };
        Some(Duration::from_millis(millis?.into()).min(MOST_AT_ONE))
    }

    /// The line as it is written, with its line break.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Nothing in a line can fail to become JSON: its maps have texts for keys, and there are no floats.
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

// By reference, because serde asks for it so.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Feelings as three numbers: trust, loss, dread.
mod feelings {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use crate::engine::Feelings;

    pub fn serialize<S: Serializer>(feelings: &Feelings, serializer: S) -> Result<S::Ok, S::Error> {
        [feelings.trust, feelings.loss, feelings.dread].serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Feelings, D::Error> {
        let [trust, loss, dread] = <[i32; 3]>::deserialize(deserializer)?;
        Ok(Feelings { trust, loss, dread })
    }
}
