//! The report itself: what many attempts come to. What may not be told is not in it, so that no form of it can tell it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::breakdown::{Breakdown, breakdown};
use super::collection::Collection;
use super::counting::{Compared, Outcomes, Promises};
use super::decisions::{Decision, FirstChoices, decisions};
use super::index::Index;
use super::privacy::{ENDS, LEAST_PEOPLE, SKILL, may_be_shown};
use super::request::ReportRequest;
use super::sheet::{Entry, Sheet};
use super::skill::{Tally, marks};
use super::steps::{StepName, StepSkill};
use super::trap_figures::{TrapCounts, TrapFigure, traps};
use crate::scenario::Scenario;

/// What many attempts come to.
///
/// An attempt counts where something was chosen in it. Which attempt is somebody’s first, and which are their latest, is
/// decided before days are left out: a first attempt stays the first. Attempts of nobody in particular count in totals, and
/// are neither first nor latest ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether people appear under pseudonyms.
    pub anonymous: bool,
    /// The first day that counts, in UTC, where one was asked for.
    pub from: Option<Date>,
    /// The last day that counts, in UTC, where one was asked for.
    pub until: Option<Date>,
    /// The days on which the first and the last attempt began, in UTC.
    pub days: Option<(Date, Date)>,
    /// How many people played.
    pub people: u32,
    /// How many attempts count.
    pub attempts: u32,
    /// How many of them are those of nobody in particular.
    pub attempts_of_nobody: u32,
    /// How many more were begun without anything being chosen.
    pub untouched: u32,
    /// How many scenarios were played.
    pub scenarios: usize,
    /// How attempts ended.
    pub outcomes: Compared<Outcomes>,
    /// What became of promises.
    pub promises: Promises,
    /// First choices in a scene: those with a recovery reply are `shown`.
    pub recovery: Compared<Tally>,
    /// Skill in each step, models in the order of their ids, steps in that of their model.
    pub skills: Vec<StepSkill>,
    /// So many steps are left out because too few people practised them.
    pub skills_left_out: usize,
    /// Traps that were fallen into, the most frequent first.
    pub traps: Vec<TrapFigure>,
    /// So many traps are left out because too few people could have fallen into them.
    pub traps_left_out: usize,
    /// Every decision at which enough people stood, the hardest first.
    pub decisions: Vec<Decision>,
    /// So many decisions are left out because too few people stood there.
    pub decisions_left_out: u32,
    /// The same by person or group, where that was asked for.
    pub breakdown: Option<Breakdown>,
}

impl Report {
    /// What these attempts come to. The order in which they came makes no difference.
    #[must_use]
    pub fn of(collection: &Collection, request: &ReportRequest) -> Self {
        let plays = collection.by_person();
        let index = Index::of(collection);
        let (mut sheet, mut trap_counts) = (Sheet::new(&index), TrapCounts::new(&index));
        let mut first_choices = FirstChoices::new(collection, &index);
        let mut entries: Vec<Entry> = Vec::with_capacity(plays.len());
        let mut untouched = 0;
        // One person after the other, each for all that is counted: their attempts are at hand then, however many there are.
        for own in plays.chunk_by(|a, b| a.player == b.player) {
            let from = entries.len();
            for (&play, mark) in own.iter().zip(marks(collection, own)).filter(|(play, _)| request.spans(play)) {
                if play.firsts.is_empty() {
                    untouched += 1;
                } else {
                    entries.push(Entry { play, mark });
                }
            }
            sheet.add(&entries[from..], collection, &index);
            trap_counts.add(&entries[from..], &index);
            first_choices.add(own, &index, request);
        }
        let of_nobody = entries.partition_point(|entry| entry.play.player.is_none());
        let begun = || entries.iter().map(|entry| entry.play.at);
        let days = begun().min().zip(begun().max()).map(|(first, last)| (day(first), day(last)));

        let people = sheet.people();
        // Of fewer than five people, only what they all stand behind is told.
        let floor = people.min(LEAST_PEOPLE);
        let ends = may_be_shown(&[sheet.behind()], floor, ENDS);
        let recovery = may_be_shown(&[&sheet.recovery.behind], floor, SKILL);
        let (skills, skills_left_out) = skills(&sheet, &index, floor);
        let (traps, traps_left_out) = traps(&trap_counts, &index, floor);
        let least = if people == 1 { 1 } else { LEAST_PEOPLE };
        let (decisions, decisions_left_out) = decisions(collection, &index, &first_choices, least);
        Self {
            anonymous: request.is_anonymous(),
            from: request.from,
            until: request.until,
            days,
            people,
            attempts: sheet.attempts,
            attempts_of_nobody: u32::try_from(of_nobody).unwrap_or(u32::MAX),
            untouched,
            scenarios: scenarios(&entries, &index),
            outcomes: sheet.outcomes.shown(&ends),
            promises: sheet.promises,
            recovery: sheet.recovery.shown(&recovery),
            skills,
            skills_left_out,
            traps,
            traps_left_out,
            decisions,
            decisions_left_out,
            breakdown: request.by.map(|by| breakdown(by, &entries[of_nobody..], request, (collection, &index))),
        }
    }

    /// Puts decisions into the words of scenarios that are at hand, by their ids.
    pub fn put_in_words(&mut self, mut scenario: impl FnMut(&str) -> Option<Arc<Scenario>>) {
        for decision in &mut self.decisions {
            if let Some(scenario) = scenario(&decision.scenario) {
                decision.put_in_words(&scenario);
            }
        }
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

fn scenarios(entries: &[Entry], index: &Index) -> usize {
    let mut played = vec![false; index.scenarios.len()];
    for entry in entries {
        played[index.scenario(entry.play.stamp)] = true;
    }
    played.into_iter().filter(|&it| it).count()
}

/// Every step that was practised and may be told, and how many more there are.
fn skills(sheet: &Sheet, index: &Index, floor: u32) -> (Vec<StepSkill>, usize) {
    let (mut told, mut left_out) = (Vec::new(), 0);
    for (step, trio) in index.steps.iter().zip(&sheet.steps).filter(|(_, trio)| trio.all.all() > 0) {
        let over = may_be_shown(&[&trio.behind], floor, SKILL);
        if over.is_empty() {
            left_out += 1;
        } else {
            let (step, people) = (StepName::of(step), trio.behind.people());
            told.push(StepSkill { step, people, tally: trio.shown(&over) });
        }
    }
    (told, left_out)
}
