//! What a scenario may refer to outside its own file: recovery models and portraits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::Mood;
use super::recovery_model::RecoveryModel;

/// The recovery models and portraits that are there.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    models: BTreeMap<String, Arc<RecoveryModel>>,
    portraits: BTreeMap<String, BTreeSet<Mood>>,
}

impl Catalog {
    /// Adds a recovery model; one with the same id gives way and is returned.
    pub fn add_model(&mut self, model: RecoveryModel) -> Option<Arc<RecoveryModel>> {
        self.models.insert(model.id.value.clone(), Arc::new(model))
    }

    /// Adds one picture: of whom, and in which mood.
    pub fn add_portrait(&mut self, portrait: &str, mood: Mood) {
        self.portraits.entry(portrait.to_owned()).or_default().insert(mood);
    }

    /// The recovery model with this id.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<&Arc<RecoveryModel>> {
        self.models.get(id)
    }

    /// The ids of all recovery models.
    pub fn model_ids(&self) -> impl Iterator<Item = &str> {
        self.models.keys().map(String::as_str)
    }

    /// The moods in which there is a picture of this portrait; `None` where there is no picture of it at all.
    #[must_use]
    pub fn moods(&self, portrait: &str) -> Option<&BTreeSet<Mood>> {
        self.portraits.get(portrait)
    }

    /// The names of all portraits.
    pub fn portrait_names(&self) -> impl Iterator<Item = &str> {
        self.portraits.keys().map(String::as_str)
    }
}
