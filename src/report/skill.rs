//! Skill: how often a step was shown where it could have been.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::collection::{Collection, Play, PlayerIx};

/// So many of a person's attempts are their latest.
pub const LATEST: usize = 5;

/// How often a step was shown, and how often it was missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Tally {
    /// Choices that showed it.
    pub shown: u32,
    /// Choices that left it out.
    pub missed: u32,
}

impl Tally {
    /// How often it could have been shown.
    #[must_use]
    pub fn all(self) -> u32 {
        self.shown + self.missed
    }

    /// The share of choices that showed it, 0–1; `None` where it could not be shown.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.all() > 0).then(|| f64::from(self.shown) / f64::from(self.all()))
    }

    /// The same in whole percent.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        (self.all() > 0).then(|| (200 * self.shown + self.all()) / (2 * self.all()))
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.shown += other.shown;
        self.missed += other.missed;
    }
}

/// How a step of a recovery model fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// The id of the model.
    pub model: String,
    /// The id of the step.
    pub step: String,
    /// Its name.
    pub name: String,
    /// In everybody's first attempt at each scenario.
    pub first: Tally,
    /// In everybody's [`LATEST`] attempts.
    pub latest: Tally,
    /// In all attempts.
    pub all: Tally,
}

/// The skill in each step that was practised, models in the order of their names, steps in that of their model.
///
/// `plays` are in the order in which they began. An attempt in which nothing was chosen is not one of the latest, nor a
/// first. Attempts of nobody in particular count in `all` alone.
#[must_use]
pub fn skills(collection: &Collection, plays: &[&Play]) -> Vec<Skill> {
    let mut found: BTreeMap<(&str, usize), Skill> = BTreeMap::new();
    for (play, mark) in plays.iter().zip(marks(collection, plays)) {
        let model = &collection.stamp_of(play.stamp).model;
        for choice in &play.firsts {
            let kind = collection.kind_of(choice.kind);
            let shown = kind.shown.iter().map(|&step| (step, Tally { shown: 1, missed: 0 }));
            let missed = kind.missed.iter().map(|&step| (step, Tally { shown: 0, missed: 1 }));
            for (step, tally) in shown.chain(missed) {
                let step = collection.text(step);
                let Some(position) = model.steps.iter().position(|it| it.id == step) else { continue };
                let skill = found.entry((model.id.as_str(), position)).or_insert_with(|| Skill {
                    model: model.id.clone(),
                    step: step.to_owned(),
                    name: model.steps[position].name.clone(),
                    first: Tally::default(),
                    latest: Tally::default(),
                    all: Tally::default(),
                });
                skill.all += tally;
                if mark.first {
                    skill.first += tally;
                }
                if mark.latest {
                    skill.latest += tally;
                }
            }
        }
    }
    found.into_values().collect()
}

/// Whether an attempt is somebody’s first at its scenario, and whether it is one of their latest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) first: bool,
    pub(super) latest: bool,
}

/// The marks of plays, which are in the order in which they began.
pub(super) fn marks(collection: &Collection, plays: &[&Play]) -> Vec<Mark> {
    let mut marks = vec![Mark::default(); plays.len()];
    let mut known = HashSet::new();
    let mut counts: HashMap<PlayerIx, usize> = HashMap::new();
    let counting = |(at, play): &(usize, &&Play)| play.player.filter(|_| !plays[*at].firsts.is_empty());
    for it in plays.iter().enumerate() {
        let scenario = || collection.stamp_of(it.1.stamp).scenario.id.as_str();
        marks[it.0].first = counting(&it).is_some_and(|player| known.insert((player, scenario())));
    }
    for it in plays.iter().enumerate().rev() {
        let Some(player) = counting(&it) else { continue };
        let count = counts.entry(player).or_default();
        *count += 1;
        marks[it.0].latest = *count <= LATEST;
    }
    marks
}
