//! Somebody’s progress: what their own attempts come to.
//!
//! Outcomes are those of the first end of each attempt, skill and traps those of the first choice in each scene. Whatever was
//! tried after that has taught something, and counts for nothing.

mod row;
mod telling;
mod week;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::collection::Collection;
use super::play::Play;
use super::skill::{Skill, skills};
use super::traps::traps;
use crate::record::order_of;
use crate::scenario::Outcome;

pub use row::{Promises, Row};
pub use telling::Telling;
pub use week::Week;

/// What somebody’s attempts come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Every conversation in which something was said, the newest first.
    pub rows: Vec<Row>,
    /// When the first of them began.
    pub since: Option<Timestamp>,
    /// The customers, by how well they were ever sent on their way.
    pub customers: Customers,
    /// The customers who were ever lost, in the order in which that happened.
    pub lost: Vec<Lost>,
    /// The promises of all conversations that ended.
    pub promises: Promises,
    /// The titles of the scenarios in which promises were broken, each once.
    pub broken_in: Vec<String>,
    /// Skill in each step, for each recovery model; the model with the most choices first.
    pub models: Vec<ModelSkills>,
    /// Traps that were fallen into, the most frequent first.
    pub traps: Vec<Trap>,
    /// Which of the traps has the circumstance that tells most.
    pub most_telling: Option<usize>,
    /// The weeks in which something was said, in order.
    pub weeks: Vec<Week>,
}

/// How many customers there are, one for each scenario, and how well they were ever sent on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Customers {
    /// All that can be met, and those that were met and are gone.
    pub all: usize,
    /// Who became champions.
    pub champions: usize,
    /// Those of them who did so only where choices had been taken back on the way.
    pub champions_with_help: usize,
    /// Who are satisfied, and were never champions.
    pub satisfied: usize,
}

/// A customer who was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The title of the scenario.
    pub title: String,
    /// Whether that was the first attempt at it.
    pub at_first: bool,
    /// Whether a later attempt sent them on their way satisfied, or better.
    pub won_back: bool,
}

/// Skill in the steps of one recovery model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelSkills {
    /// The id of the model.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many choices showed or missed one of its steps.
    pub choices: u32,
    /// Its steps, in order.
    pub skills: Vec<Skill>,
}

/// A trap that was fallen into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// Its name.
    pub name: String,
    /// How often.
    pub count: u32,
    /// In which circumstance mostly, where that can be said.
    pub telling: Option<Telling>,
    /// What was said when it was fallen into last.
    pub latest: Option<TrapCase>,
}

/// A reply with which a trap was fallen into, by its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrapCase {
    /// The scenario.
    pub scenario: String,
    /// The scene in it.
    pub scene: String,
    /// The reply in that.
    pub reply: String,
}

impl Progress {
    /// The progress of the one person whose attempts are in this collection and these rows.
    ///
    /// `library` are the ids of the scenarios that can be played; days and weeks are those of `zone`.
    #[must_use]
    pub fn of(collection: &Collection, mut rows: Vec<Row>, library: &BTreeSet<String>, zone: &TimeZone) -> Self {
        rows.sort_by_key(|row| std::cmp::Reverse(order_of(row.attempt, row.at)));
        let plays = collection.in_time();
        let choices = plays.iter().map(|play| u32::try_from(play.firsts.len()).unwrap_or(u32::MAX)).sum();
        let counts = traps(collection, &plays);
        let traps: Vec<_> = counts
            .iter()
            .map(|trap| Trap {
                name: trap.name.clone(),
                count: trap.count,
                telling: telling::telling(collection, &plays, trap, choices),
                latest: latest_case(collection, &plays, &trap.trap),
            })
            .collect();
        // The more cases, the more there is to say.
        let tells = (0..).zip(&traps).filter_map(|(at, trap)| Some((trap.telling.as_ref()?.cases, at)));
        let most_telling = tells.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, at)| at);
        let ended = || rows.iter().rev().filter(|row| row.outcome.is_some());
        let mut promises = Promises::default();
        let mut broken_in: Vec<String> = Vec::new();
        for row in ended() {
            promises += row.promises;
            if row.promises.broken > 0 && !broken_in.contains(&row.title) {
                broken_in.push(row.title.clone());
            }
        }
        Self {
            since: rows.last().map(|row| row.at),
            customers: customers(&rows, library),
            lost: lost(&rows),
            promises,
            broken_in,
            models: models(collection, &plays),
            traps,
            most_telling,
            weeks: week::weeks(collection, &plays, zone),
            rows,
        }
    }
}

/// What was said when this trap was fallen into last; `plays` are in the order in which they began.
fn latest_case(collection: &Collection, plays: &[&Play], trap: &str) -> Option<TrapCase> {
    plays.iter().rev().find_map(|play| {
        let kinds = play.firsts.iter().rev().map(|first| collection.kind_of(first.kind));
        let mut fallen = kinds.filter(|kind| kind.trap.is_some_and(|it| collection.text(it) == trap));
        fallen.next().map(|kind| TrapCase {
            scenario: collection.stamp_of(play.stamp).scenario.id.clone(),
            scene: collection.text(kind.scene).to_owned(),
            reply: collection.text(kind.reply).to_owned(),
        })
    })
}

fn customers(rows: &[Row], library: &BTreeSet<String>) -> Customers {
    // The best of each scenario, and whether that was ever reached without stepping back. Champions come first.
    let mut best: BTreeMap<&str, (Outcome, bool)> = BTreeMap::new();
    for row in rows {
        let Some(outcome) = row.outcome else { continue };
        let this = (outcome, row.after_stepping_back);
        let known = best.entry(&row.scenario).or_insert(this);
        *known = (*known).min(this);
    }
    let count = |counts: &dyn Fn(&(Outcome, bool)) -> bool| best.values().filter(|it| counts(it)).count();
    let gone = rows.iter().map(|row| row.scenario.as_str()).filter(|id| !library.contains(*id));
    Customers {
        all: library.len() + gone.collect::<BTreeSet<_>>().len(),
        champions: count(&|it| it.0 == Outcome::Champion),
        champions_with_help: count(&|it| *it == (Outcome::Champion, true)),
        satisfied: count(&|it| it.0 == Outcome::Satisfied),
    }
}

fn lost(rows: &[Row]) -> Vec<Lost> {
    let mut found: Vec<(&str, Lost)> = Vec::new();
    let mut met = BTreeSet::new();
    for row in rows.iter().rev() {
        let at_first = met.insert(row.scenario.as_str());
        let known = found.iter_mut().find(|(id, _)| *id == row.scenario);
        match (row.outcome, known) {
            (Some(Outcome::Lost), None) => {
                found.push((&row.scenario, Lost { title: row.title.clone(), at_first, won_back: false }));
            }
            (Some(outcome), Some((_, lost))) if outcome.is_good() => lost.won_back = true,
            _ => {}
        }
    }
    found.into_iter().map(|(_, lost)| lost).collect()
}

fn models(collection: &Collection, plays: &[&Play]) -> Vec<ModelSkills> {
    let mut found: Vec<ModelSkills> = Vec::new();
    for skill in skills(collection, plays) {
        let choices = skill.all.all();
        match found.iter_mut().find(|model| model.id == skill.model) {
            Some(model) => {
                model.choices += choices;
                model.skills.push(skill);
            }
            None => {
                let stamps = plays.iter().rev().map(|play| &collection.stamp_of(play.stamp).model);
                let name = stamps.into_iter().find(|model| model.id == skill.model).map(|model| model.name.clone());
                let (id, name) = (skill.model.clone(), name.unwrap_or_default());
                found.push(ModelSkills { id, name, choices, skills: vec![skill] });
            }
        }
    }
    // Those in the order of their ids already: of equals, the order stays.
    found.sort_by_key(|model| std::cmp::Reverse(model.choices));
    found
}
