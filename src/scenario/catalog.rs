//! What a scenario may refer to outside its own file: recovery models and portraits.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::model::Mood;
use super::picture::PictureFault;
use super::recovery_model::RecoveryModel;
use super::suggest::what_there_is;

/// The recovery models and portraits that are there.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    models: BTreeMap<String, Arc<RecoveryModel>>,
    /// Files of models in which there are errors.
    broken_models: Vec<String>,
    portraits: BTreeMap<String, BTreeSet<Mood>>,
    /// Pictures that are no SVG: of whom, in which mood, and the name of the file.
    other_pictures: Vec<(String, Mood, String)>,
    pictures: Option<PictureCheck>,
    /// The scenarios that come with the program: id, and hash of the file.
    shipped: BTreeMap<&'static str, &'static str>,
}

/// Looks into the picture of somebody in a mood, and tells what is wrong with it.
#[derive(Clone)]
struct PictureCheck(Arc<dyn Fn(&str, Mood) -> Option<PictureFault> + Send + Sync>);

impl fmt::Debug for PictureCheck {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PictureCheck")
    }
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

    /// Notes that a file of a recovery model has errors.
    pub fn add_broken_model(&mut self, file: &str) {
        self.broken_models.push(file.to_owned());
    }

    /// Notes a picture that is no SVG, by the name of its file.
    pub fn add_other_picture(&mut self, portrait: &str, mood: Mood, file: &str) {
        self.other_pictures.push((portrait.to_owned(), mood, file.to_owned()));
    }

    /// How pictures are looked into. Without it, they are taken to be in order.
    pub fn check_pictures_with(&mut self, check: impl Fn(&str, Mood) -> Option<PictureFault> + Send + Sync + 'static) {
        self.pictures = Some(PictureCheck(Arc::new(check)));
    }

    /// Notes a scenario that comes with the program.
    pub fn add_shipped(&mut self, id: &'static str, hash: &'static str) {
        self.shipped.insert(id, hash);
    }

    /// The hash of the scenario with this id that comes with the program.
    pub(super) fn shipped_hash(&self, id: &str) -> Option<&'static str> {
        self.shipped.get(id).copied()
    }

    /// A picture of somebody, in this mood or in any, that is no SVG.
    pub(super) fn other_picture(&self, portrait: &str, mood: Option<Mood>) -> Option<&str> {
        let is_it =
            |(whose, which, _): &&(String, Mood, String)| whose == portrait && mood.is_none_or(|it| it == *which);
        self.other_pictures.iter().find(is_it).map(|it| it.2.as_str())
    }

    /// Whether pictures are looked into at all.
    pub(super) fn looks_into_pictures(&self) -> bool {
        self.pictures.is_some()
    }

    /// What is wrong with a picture.
    pub(super) fn picture_fault(&self, portrait: &str, mood: Mood) -> Option<PictureFault> {
        self.pictures.as_ref().and_then(|check| check.0(portrait, mood))
    }

    /// What to do where a recovery model is missing.
    pub(super) fn about_models(&self) -> Option<String> {
        if let Some(file) = self.broken_models.first() {
            return Some(format!("`{file}` has errors, so it is not read; mend those first"));
        }
        let there = what_there_is(self.model_ids())?;
        Some(format!("{there}; one of your own lies in a folder `models` beside the scenario"))
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
