//! Which refreshers are due: found in the background, from all that a person has played and recalled.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::left::{Known, Place, scenario_of};
use crate::engine::Session;
use crate::record::Id;
use crate::refresh::{Decision, bring, decisions, spread, today};
use crate::storage::{Records, Seen};

/// What is to be found.
#[derive(Debug)]
pub struct Inquiry {
    /// Where the records are.
    pub records: Records,
    /// Whose.
    pub person: Id,
    /// The scenarios that are there.
    pub known: Known,
    /// The time now.
    pub now: Timestamp,
    /// Where the person is: days are theirs.
    pub zone: TimeZone,
    /// By which the answer is known.
    pub number: u64,
}

/// How things stand on one day.
#[derive(Debug)]
pub struct Found {
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
    /// The scenario's file.
    pub source: Arc<[u8]>,
    /// Where that is, for one that is not in the library.
    pub path: Option<PathBuf>,
    /// How far it is, see [`crate::refresh::comes_again`].
    pub stage: usize,
}

/// Finds what is due, and remembers what it has read.
#[derive(Debug, Default)]
pub struct Finder {
    of: Option<(Records, Id)>,
    seen: Seen,
    /// The decisions of each attempt.
    met: HashMap<Id, Vec<Decision>>,
}

impl Finder {
    /// Finds it. `None` where the records cannot be read.
    pub fn find(&mut self, inquiry: &Inquiry) -> Option<Found> {
        let of = Some((inquiry.records.clone(), inquiry.person));
        if self.of != of {
            *self = Self { of, ..Self::default() };
        }
        let Self { seen, met, .. } = self;
        let take = |attempt: crate::record::Attempt| {
            met.insert(attempt.started.attempt, decisions(&attempt));
        };
        inquiry.records.each_new_of(inquiry.person, seen, take).ok()?;
        let recalls = inquiry.records.recalls_of(inquiry.person).ok()?;

        let mut scenarios: HashMap<String, Option<Here>> = HashMap::new();
        let mut is_here = |it: &&Decision| {
            let spot = &it.spot;
            let found = || Here::of(&spot.scenario, &it.hash, &inquiry.known);
            let here = scenarios.entry(spot.scenario.clone()).or_insert_with(found);
            here.as_ref().is_some_and(|here| here.scenes.contains(&spot.scene))
        };
        let decisions: Vec<_> = met.values().flatten().filter(|it| is_here(it)).cloned().collect();
        let today = today(&decisions, &recalls, inquiry.now, &inquiry.zone);
        let place = |due: &crate::refresh::Due<'_>| {
            let spot = &due.decision.spot;
            let here = scenarios.get(&spot.scenario)?.as_ref()?;
            let session = bring(&here.place.scenario, &spot.scene, &due.decision.way)?;
            let (source, path) = (Arc::clone(&here.place.source), here.place.path.clone());
            Some(Refresher { session, source, path, stage: due.stage })
        };
        let due: Vec<_> = today.due.iter().filter_map(place).take(today.left()).collect();
        Some(Found {
            day: today.day,
            waiting: today.due.len().saturating_sub(due.len()),
            due: spread(due, |it| &it.session.scenario().file().id.value),
            done: today.done,
            next: today.next.map(|next| today.day.until(next).map_or(1, |span| span.get_days())),
            never: decisions.is_empty(),
        })
    }
}

/// A scenario that is there, and the scenes in it that have a decision.
struct Here {
    place: Place,
    scenes: HashSet<String>,
}

impl Here {
    fn of(id: &str, hash: &str, known: &Known) -> Option<Self> {
        let place = scenario_of(id, hash, known)?;
        let scenes = place.scenario.file().scenes.iter().filter(|scene| scene.decision.is_some());
        let scenes = scenes.map(|scene| scene.id.value.clone()).collect();
        Some(Self { place, scenes })
    }
}
