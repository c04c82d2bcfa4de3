//! What occurs in attempts, by numbers without gaps, so that counting is quick and does not depend on the order in which
//! attempts came.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::collection::Collection;
use super::names::Name;
use super::play::{KindIx, StampIx};
use super::traps::Circumstance;
use crate::record::Id;
use crate::scenario::{Cause, Channel};

/// What occurs in attempts. Names are those of the newest attempt in which something occurs.
pub(super) struct Index {
    /// By their ids.
    pub(super) scenarios: Vec<Named>,
    pub(super) scenario_of: Vec<usize>,
    /// Steps that choices could show: models by their ids, steps as their model has them.
    pub(super) steps: Vec<Step>,
    /// What a kind of choice says of steps, and whether it shows them.
    pub(super) marks_of: Vec<Vec<(usize, bool)>>,
    /// The step that the decision of a kind of choice practises.
    pub(super) practised: Vec<Option<usize>>,
    /// By their ids.
    pub(super) traps: Vec<Named>,
    pub(super) trap_of: Vec<Option<usize>>,
    /// The traps of the model of a stamp.
    pub(super) traps_of: Vec<Vec<usize>>,
    /// Cause and channel of a stamp.
    pub(super) circumstances_of: Vec<Vec<Circumstance>>,
    /// Decisions: a scenario and a scene in it.
    pub(super) decisions: Vec<(usize, Name)>,
    pub(super) decision_of: Vec<usize>,
}

/// Something with an id and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
}

/// A step of a recovery model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) model: Named,
    pub(super) id: String,
    pub(super) name: String,
    position: usize,
}

impl Index {
    /// What occurs in attempts. What only occurs in copies that do not count is empty.
    pub(super) fn of(collection: &Collection) -> Self {
        let (stamps, kinds) = (collection.stamps(), collection.kinds());
        let mut newest: Vec<Option<(Timestamp, Id)>> = vec![None; stamps.len()];
        for play in collection.plays() {
            let known = &mut newest[play.stamp.0 as usize];
            *known = (*known).max(Some((play.at, play.attempt)));
        }
        let mut in_time: Vec<usize> = (0..stamps.len()).filter(|&stamp| newest[stamp].is_some()).collect();
        in_time.sort_unstable_by_key(|&stamp| newest[stamp]);

        let (mut scenarios, mut traps, mut steps) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for &stamp in &in_time {
            let (scenario, model) = (&stamps[stamp].scenario, &stamps[stamp].model);
            scenarios.insert(scenario.id.as_str(), scenario.title.as_str());
            traps.extend(model.traps.iter().map(|trap| (trap.id.as_str(), trap.name.as_str())));
            for (position, step) in model.steps.iter().enumerate() {
                steps.insert((model.id.as_str(), step.id.as_str()), (position, &model.name, &step.name));
            }
        }
        let place = |map: &BTreeMap<&str, &str>| -> HashMap<String, usize> {
            map.keys().enumerate().map(|(at, id)| ((*id).to_owned(), at)).collect()
        };
        let (scenario_at, trap_at) = (place(&scenarios), place(&traps));
        let mut all_steps: Vec<_> = steps
            .into_iter()
            .map(|((model, id), (position, model_name, name))| Step {
                model: Named { id: model.to_owned(), name: model_name.clone() },
                id: id.to_owned(),
                name: name.clone(),
                position,
            })
            .collect();
        all_steps.sort_by(|a, b| (&a.model.id, a.position, &a.id).cmp(&(&b.model.id, b.position, &b.id)));
        let step_at: HashMap<_, _> =
            all_steps.iter().enumerate().map(|(at, it)| ((it.model.id.clone(), it.id.clone()), at)).collect();

        let mut decisions = Vec::new();
        let mut decision_at = HashMap::new();
        let mut decision_of = Vec::with_capacity(kinds.len());
        let (mut marks_of, mut practised, mut trap_of) = (Vec::new(), Vec::new(), Vec::new());
        for kind in kinds {
            let stamp = &stamps[kind.stamp.0 as usize];
            let step = |name: Name| step_at.get(&(stamp.model.id.clone(), collection.text(name).to_owned())).copied();
            let marks = |names: &[Name], shown: bool| -> Vec<(usize, bool)> {
                names.iter().filter_map(|&it| Some((step(it)?, shown))).collect()
            };
            marks_of.push([marks(&kind.shown, true), marks(&kind.missed, false)].concat());
            practised.push(kind.step.and_then(step));
            trap_of.push(kind.trap.and_then(|it| trap_at.get(collection.text(it)).copied()));
            let scenario = scenario_at.get(&stamp.scenario.id).copied().unwrap_or(usize::MAX);
            decision_of.push(*decision_at.entry((scenario, kind.scene)).or_insert_with(|| {
                decisions.push((scenario, kind.scene));
                decisions.len() - 1
            }));
        }
        let named = |map: BTreeMap<&str, &str>| {
            map.into_iter().map(|(id, name)| Named { id: id.to_owned(), name: name.to_owned() }).collect()
        };
        Self {
            scenario_of: stamps
                .iter()
                .map(|it| scenario_at.get(&it.scenario.id).copied().unwrap_or(usize::MAX))
                .collect(),
            traps_of: stamps
                .iter()
                .map(|it| it.model.traps.iter().filter_map(|trap| trap_at.get(&trap.id).copied()).collect())
                .collect(),
            circumstances_of: stamps
                .iter()
                .map(|it| {
                    let cause = it.scenario.cause.as_deref().and_then(Cause::from_word).map(Circumstance::Cause);
                    let channel =
                        it.scenario.channel.as_deref().and_then(Channel::from_word).map(Circumstance::Channel);
                    cause.into_iter().chain(channel).collect()
                })
                .collect(),
            scenarios: named(scenarios),
            steps: all_steps,
            marks_of,
            practised,
            traps: named(traps),
            trap_of,
            decisions,
            decision_of,
        }
    }

    /// The scenario of a stamp.
    pub(super) fn scenario(&self, stamp: StampIx) -> usize {
        self.scenario_of[stamp.0 as usize]
    }

    /// What a kind of choice says of steps.
    pub(super) fn marks(&self, kind: KindIx) -> &[(usize, bool)] {
        &self.marks_of[kind.0 as usize]
    }
}
