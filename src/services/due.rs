//! Which refreshers are due, from all that a person has played and recalled.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::scenarios::{FoundScenario, KnownScenarios};
use crate::engine::Session;
use crate::record::Recall;
use crate::refresh::{Decision, bring, spread, today};

/// What refreshers are looked for with.
#[derive(Debug)]
pub struct Inquiry {
    /// The scenarios that are there.
    pub known: KnownScenarios,
    /// The time now.
    pub now: Timestamp,
    /// Where the person is: days are theirs.
    pub zone: TimeZone,
}

/// How things stand on one day.
#[derive(Debug)]
pub struct DueToday {
    /// The day.
    pub day: Date,
    /// What comes today, in this order.
    pub due: Vec<Refresher>,
    /// How many are due, and do not come today because ten are enough.
    pub waiting: usize,
    /// How many were done today.
    pub done: usize,
    /// In how many days something else becomes due.
    pub next: Option<i32>,
    /// Whether there is nothing at all that could ever come.
    pub never: bool,
}

/// A refresher that is due.
#[derive(Debug)]
pub struct Refresher {
    /// A session that stands at its decision.
    pub session: Session,
    /// Where that is, for one that is not in the library.
    pub path: Option<PathBuf>,
    /// How far it is, see [`crate::refresh::comes_again`].
    pub stage: usize,
}

/// What is due of these decisions that somebody has met, after these recalls.
#[must_use]
pub fn due_today<'a>(met: impl Iterator<Item = &'a Decision>, recalls: &[Recall], inquiry: &Inquiry) -> DueToday {
    let mut scenarios: HashMap<String, Option<Here>> = HashMap::new();
    let mut is_here = |it: &&Decision| {
        let spot = &it.spot;
        let found = || Here::of(&spot.scenario, &it.hash, &inquiry.known);
        let here = scenarios.entry(spot.scenario.clone()).or_insert_with(found);
        here.as_ref().is_some_and(|here| here.scenes.contains(&spot.scene))
    };
    let decisions: Vec<_> = met.filter(|it| is_here(it)).cloned().collect();
    let today = today(&decisions, recalls, inquiry.now, &inquiry.zone);
    let place = |due: &crate::refresh::Due<'_>| {
        let spot = &due.decision.spot;
        let here = scenarios.get(&spot.scenario)?.as_ref()?;
        let session = bring(&here.found.scenario, &spot.scene, &due.decision.way)?;
        let path = here.found.path.clone();
        Some(Refresher { session, path, stage: due.stage })
    };
    let due: Vec<_> = today.due.iter().filter_map(place).take(today.left()).collect();
    DueToday {
        day: today.day,
        waiting: today.due.len().saturating_sub(due.len()),
        due: spread(due, |it| &it.session.scenario().file().id.value),
        done: today.done,
        next: today.next.map(|next| today.day.until(next).map_or(1, |span| span.get_days())),
        never: decisions.is_empty(),
    }
}

/// A scenario that is there, and the scenes in it that have a decision.
struct Here {
    found: FoundScenario,
    scenes: HashSet<String>,
}

impl Here {
    fn of(id: &str, hash: &str, known: &KnownScenarios) -> Option<Self> {
        let found = known.find(id, hash)?;
        let scenes = found.scenario.file().scenes.iter().filter(|scene| scene.decision.is_some());
        let scenes = scenes.map(|scene| scene.id.value.clone()).collect();
        Some(Self { found, scenes })
    }
}
