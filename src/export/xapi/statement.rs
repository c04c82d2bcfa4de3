//! The parts of a statement, as xAPI names them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Words by their BCP 47 language.
pub type LanguageMap = BTreeMap<String, String>;

/// Values by the IRIs of extensions.
pub type Extensions = BTreeMap<String, Value>;

/// Somebody did something to something, with a result, in a context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// Its id: the same whenever it is made again.
    pub id: Uuid,
    /// Who.
    pub actor: Actor,
    /// Did what.
    pub verb: Verb,
    /// To what.
    pub object: Activity,
    /// With which result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<StatementResult>,
    /// In which context.
    pub context: Context,
    /// When, in UTC to the millisecond.
    pub timestamp: String,
    /// The version of xAPI: "1.0.0" for every 1.0.x, as that standard asks, or "2.0.0".
    pub version: String,
}

/// A person, by their account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    /// Always "Agent".
    pub object_type: String,
    /// Their name; absent where they are under a pseudonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their account.
    pub account: Account,
}

/// An account of somebody on some system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The system.
    pub home_page: String,
    /// What they are called there.
    pub name: String,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verb {
    /// Its IRI.
    pub id: String,
    /// The word for people.
    pub display: LanguageMap,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// Always "Activity".
    pub object_type: String,
    /// Its IRI.
    pub id: String,
    /// What it is; absent where only its id matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Definition>,
}

/// What an activity is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    /// Its name.
    pub name: LanguageMap,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<LanguageMap>,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: ActivityType,
    /// The kind of interaction: "choice", or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interaction_type: Option<String>,
    /// The right answers, each for itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correct_responses_pattern: Vec<String>,
    /// All answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
}

/// The kinds of activities that there are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActivityType {
    /// A scenario.
    #[serde(rename = "http://adlnet.gov/expapi/activities/simulation")]
    Simulation,
    /// A decision.
    #[serde(rename = "http://adlnet.gov/expapi/activities/cmi.interaction")]
    Interaction,
    /// A recovery model.
    #[serde(rename = "http://adlnet.gov/expapi/activities/objective")]
    Objective,
}

/// An answer that can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<LanguageMap>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatementResult {
    /// The score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// Whether it went well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// Whether it was done to the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<bool>,
    /// The answer that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// How long it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// What xAPI has no word for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: Extensions,
}

/// A score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// From −1 to 1.
    pub scaled: f64,
    /// As it was computed.
    pub raw: i32,
    /// Below the lowest that can be reached.
    pub min: i32,
    /// Above the highest that can be reached.
    pub max: i32,
}

/// What belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// The attempt, by a version 5 UUID of its id.
    pub registration: Uuid,
    /// Other activities that it belongs to.
    pub context_activities: ContextActivities,
    /// The program.
    pub platform: String,
    /// The language that was played in; absent where the scenario is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What xAPI has no word for.
    pub extensions: Extensions,
}

/// Other activities that a statement belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextActivities {
    /// What the object is a part of; nothing, for the scenario itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parent: Vec<Activity>,
    /// What else it belongs to.
    pub grouping: Vec<Activity>,
}
