//! Steps of recovery models, as reports name them.

use serde::Serialize;

use super::counting::Compared;
use super::index::Step;
use super::skill::Tally;

/// A step of a recovery model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepName {
    /// The id of the model.
    pub model: String,
    /// Its name.
    pub model_name: String,
    /// The id of the step.
    pub step: String,
    /// Its name.
    pub name: String,
}

/// How a step fared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepSkill {
    /// The step.
    #[serde(flatten)]
    pub step: StepName,
    /// How many people could have shown it.
    pub people: u32,
    /// First choices in a scene that showed it or left it out.
    #[serde(flatten)]
    pub tally: Compared<Tally>,
}

impl StepName {
    pub(super) fn of(step: &Step) -> Self {
        let (model, model_name) = (step.model.id.clone(), step.model.name.clone());
        Self { model, model_name, step: step.id.clone(), name: step.name.clone() }
    }
}
