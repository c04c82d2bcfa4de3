//! How far a whole set of scenarios can be guessed, and which steps it practises.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decisions::{SeenDecision, decisions_of, mean, share_of_recovery};
use super::learned::{BySurface, ByWords};
use super::rule::Rule;
use crate::scenario::{Scenario, System};

/// At most this share of decisions should be guessed right from words learned elsewhere.
pub const BY_WORDS_BAR: f64 = 0.65;
/// The same from how replies look.
pub const BY_SURFACE_BAR: f64 = 0.50;
/// The same by any fixed rule.
pub const RULE_BAR: f64 = 0.48;
/// Of what recovery replies show in scenarios on one model, each step should be at least this share.
pub const STEP_BAR: f64 = 0.12;

/// A scenario as guessers found it who have learned from the others. All figures are shares of its decisions, 0 to 1.
#[derive(Clone, Debug)]
pub struct GuessedScenario {
    /// Its id.
    pub id: String,
    /// How many decisions it has.
    pub decisions: usize,
    /// The share of recovery replies: what chance would get.
    pub chance: f64,
    /// Guessed right from the words.
    pub by_words: f64,
    /// Guessed right from how the replies look.
    pub by_surface: f64,
    /// What each of [`Rule::ALL`] gets.
    pub by_rule: Vec<f64>,
}

/// How often recovery replies show a step, among all scenarios on its model.
#[derive(Clone, Debug)]
pub struct StepBalance {
    /// The id of the model.
    pub model: String,
    /// The name of the step.
    pub step: String,
    /// How many recovery replies show it.
    pub shown: usize,
    /// How many showings there are of all steps of the model.
    pub of: usize,
}

impl StepBalance {
    /// Its share among all, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        ratio(self.shown, self.of)
    }
}

/// What guessers make of a set.
#[derive(Clone, Debug)]
pub struct GuessedSet {
    /// Each scenario, in the order given.
    pub scenarios: Vec<GuessedScenario>,
    /// Each step of each model that is practised.
    pub steps: Vec<StepBalance>,
}

impl GuessedSet {
    /// A figure over all decisions of the set.
    #[must_use]
    pub fn over_all(&self, figure: impl Fn(&GuessedScenario) -> f64) -> f64 {
        let weight = |it: &GuessedScenario| ratio(it.decisions, 1);
        let sum: f64 = self.scenarios.iter().map(|it| figure(it) * weight(it)).sum();
        let all: f64 = self.scenarios.iter().map(weight).sum();
        if all > 0.0 { sum / all } else { 0.0 }
    }

    /// What each rule gets over the set, the best first.
    #[must_use]
    pub fn rules(&self) -> Vec<(&'static Rule, f64)> {
        let of = |(at, rule)| (rule, self.over_all(|it| it.by_rule.get(at).copied().unwrap_or(0.0)));
        let mut rules: Vec<_> = Rule::ALL.iter().enumerate().map(of).collect();
        rules.sort_by(|a, b| b.1.total_cmp(&a.1));
        rules
    }
}

/// In so many parts a set is guessed at, each by what the other parts teach; a smaller set scenario by scenario. Else what a scenario
/// costs would grow with the number of scenarios.
const PARTS: usize = 20;

/// So many decisions teach all that guessers of this kind can learn.
const MOST_LEARNED: usize = 3_000;

/// Guesses at each scenario, by what the others and `known` ones teach. A known one with the id of one of the set teaches nothing.
#[must_use]
pub fn guess_set(set: &[Arc<Scenario>], known: &[Arc<Scenario>]) -> GuessedSet {
    let seen = |it: &Arc<Scenario>| (it.file().id.value.clone(), decisions_of(it));
    let guessed: Vec<_> = set.iter().map(seen).collect();
    let taught: Vec<_> = known.iter().map(seen).filter(|(id, _)| !guessed.iter().any(|(it, _)| it == id)).collect();
    let parts = guessed.len().clamp(1, PARTS);
    let mut scenarios = Vec::with_capacity(guessed.len());
    for part in 0..parts {
        let others = || {
            let others = guessed.iter().enumerate().filter(|(at, _)| at % parts != part).map(|(_, it)| it);
            others.chain(&taught).flat_map(|(_, decisions)| decisions).take(MOST_LEARNED)
        };
        let (words, surface) = (ByWords::learn(others()), BySurface::learn(others()));
        for (at, (id, decisions)) in guessed.iter().enumerate().skip(part).step_by(parts) {
            scenarios.push((at, guess(id, decisions, &words, &surface)));
        }
    }
    scenarios.sort_by_key(|(at, _)| *at);
    GuessedSet { scenarios: scenarios.into_iter().map(|(_, it)| it).collect(), steps: balance(set) }
}

fn guess(id: &str, decisions: &[SeenDecision], words: &ByWords<'_>, surface: &BySurface) -> GuessedScenario {
    let share = |guess: &dyn Fn(&SeenDecision) -> f64| mean(decisions.iter().map(guess));
    GuessedScenario {
        id: id.to_owned(),
        decisions: decisions.len(),
        chance: share(&|it| share_of_recovery(it)),
        by_words: share(&|it| share_of_recovery(words.guess(it))),
        by_surface: share(&|it| share_of_recovery(surface.guess(it))),
        by_rule: Rule::ALL.iter().map(|rule| share(&|it| rule.share(it))).collect(),
    }
}

/// How often each step is shown by recovery replies, by model.
fn balance(scenarios: &[Arc<Scenario>]) -> Vec<StepBalance> {
    let mut by_model: BTreeMap<&str, Vec<StepBalance>> = BTreeMap::new();
    for scenario in scenarios {
        let model = scenario.model();
        let steps = by_model.entry(model.id.value.as_str()).or_insert_with(|| {
            let of = |name: &str| StepBalance { model: model.id.value.clone(), step: name.to_owned(), shown: 0, of: 0 };
            model.steps.iter().map(|step| of(&step.name.value)).collect()
        });
        let replies =
            scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref()).flat_map(|it| &it.replies);
        for reply in replies.filter(|reply| reply.system == System::Recovery) {
            for step in &reply.steps {
                if let Some(step) = steps.get_mut(step.index().at()) {
                    step.shown += 1;
                }
            }
        }
    }
    for steps in by_model.values_mut() {
        let all = steps.iter().map(|step| step.shown).sum();
        for step in steps {
            step.of = all;
        }
    }
    by_model.into_values().flatten().collect()
}

fn ratio(count: usize, of: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(count) / number(of.max(1))
}
