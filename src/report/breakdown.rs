//! A report broken down: by person, or by groups none of which is smaller than five people.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;

use super::collection::Collection;
use super::counting::{Compared, Outcomes, Promises, Trio};
use super::index::Index;
use super::play::PlayerIx;
use super::privacy::{Behind, ENDS, LEAST_PEOPLE, Over, SKILL, bit, may_be_shown};
use super::request::{By, Naming, ReportRequest};
use super::rows::Rows;
use super::sheet::{Entry, Sheet, tally};
use super::skill::Tally;
use super::steps::StepName;
use crate::scenario::System;

/// A report broken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breakdown {
    /// By what.
    pub by: By,
    /// Whether nothing is told because all groups, or all but one, would be too small.
    pub too_few_people: bool,
    /// The steps that `Group::skills` are about, in their order.
    pub steps: Vec<StepName>,
    /// The groups, or people.
    pub groups: Vec<Group>,
}

/// A group, or a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// The id of a person, a scenario or a step; nothing for pseudonyms, teams and what was put together.
    pub id: Option<String>,
    /// The team of a person who appears by name.
    pub team: Option<String>,
    /// So many groups were put together in it, each too small by itself, or needed to make the rest large enough; 0 for
    /// a group that stands by itself.
    pub put_together: usize,
    /// How many people are in it.
    pub people: u32,
    /// How many attempts; absent by step, as an attempt has many.
    pub attempts: Option<u32>,
    /// How they ended.
    pub outcomes: Option<Compared<Outcomes>>,
    /// What became of promises.
    pub promises: Option<Promises>,
    /// First choices: those with a recovery reply are `shown`.
    pub recovery: Compared<Tally>,
    /// The skill in each of the steps.
    pub skills: Vec<Compared<Tally>>,
    /// The trap that a person fell into most often, and how often.
    pub trap: Option<(String, u32)>,
}

/// The entries of people, in their order, broken down.
pub(super) fn breakdown(by: By, entries: &[Entry], request: &ReportRequest, known: (&Collection, &Index)) -> Breakdown {
    let (collection, index) = known;
    let steps: Vec<_> = index.steps.iter().map(StepName::of).collect();
    let nothing = Breakdown { by, too_few_people: true, steps: Vec::new(), groups: Vec::new() };
    let groups = match by {
        By::Person => people(entries, request, collection, index),
        By::Team => {
            let (teams, team_of) = teams(entries, collection);
            let place = |entry: &Entry| entry.play.player.map_or(0, |it| team_of[it.0 as usize]);
            let named = |at: usize| match teams[at] {
                (true, _) => ("No team".to_owned(), None),
                (false, name) => (name.to_owned(), None),
            };
            let rows = Rows::of(teams.len(), entries.iter().map(|it| (place(it), it.play.player)), named);
            rows.map(|rows| of_attempts(&rows, entries, place, (collection, index), "teams"))
        }
        By::Scenario => {
            let place = |entry: &Entry| index.scenario(entry.play.stamp);
            let named = |at: usize| (index.scenarios[at].name.clone(), Some(index.scenarios[at].id.clone()));
            let all = index.scenarios.len();
            let rows = Rows::of(all, entries.iter().map(|it| (place(it), it.play.player)), named);
            rows.map(|rows| of_attempts(&rows, entries, place, (collection, index), "scenarios"))
        }
        By::Step => of_steps(entries, collection, index),
    };
    match groups {
        Some(groups) if by == By::Step => Breakdown { by, too_few_people: false, steps: Vec::new(), groups },
        Some(groups) => without_unknown(Breakdown { by, too_few_people: false, steps, groups }),
        None => nothing,
    }
}

/// The teams of whoever has entries, by their names, and after them those without one; and for each player, which it is.
fn teams<'a>(entries: &[Entry], collection: &'a Collection) -> (Vec<(bool, &'a str)>, Vec<usize>) {
    let team = |player: PlayerIx| {
        let team = collection.player_of(player).team;
        team.map_or((true, ""), |team| (false, collection.text(team)))
    };
    let mut players: Vec<PlayerIx> = entries.iter().filter_map(|it| it.play.player).collect();
    players.dedup();
    let teams: BTreeSet<_> = players.iter().map(|&it| team(it)).collect();
    let teams: Vec<_> = teams.into_iter().collect();
    let mut team_of = vec![0; collection.players().len()];
    for player in players {
        team_of[player.0 as usize] = teams.binary_search(&team(player)).unwrap_or(0);
    }
    (teams, team_of)
}

/// Leaves out steps of which nothing is told in any group.
fn without_unknown(mut breakdown: Breakdown) -> Breakdown {
    let told = |skill: &Compared<Tally>| [skill.first, skill.latest, skill.all].iter().flatten().any(|it| it.all() > 0);
    let kept: Vec<_> =
        (0..breakdown.steps.len()).map(|at| breakdown.groups.iter().any(|it| told(&it.skills[at]))).collect();
    let mut keep = kept.iter();
    breakdown.steps.retain(|_| keep.next() == Some(&true));
    for group in &mut breakdown.groups {
        let mut keep = kept.iter();
        group.skills.retain(|_| keep.next() == Some(&true));
    }
    breakdown
}

/// Each person; `None` where pseudonyms would hide too few.
fn people(entries: &[Entry], request: &ReportRequest, collection: &Collection, index: &Index) -> Option<Vec<Group>> {
    let each = || entries.chunk_by(|a, b| a.play.player == b.play.player);
    if request.is_anonymous() && each().count() < LEAST_PEOPLE as usize {
        return None;
    }
    let mut groups = Vec::new();
    for own in each() {
        let Some(player) = own.first().and_then(|it| it.play.player) else { continue };
        let player = collection.player_of(player);
        let mut sheet = Sheet::new(index);
        sheet.add(own, collection, index);
        let (name, id, team) = match &request.naming {
            Naming::Names => {
                let team = player.team.map(|team| collection.text(team).to_owned());
                (collection.text(player.name).to_owned(), Some(player.id.to_string()), team)
            }
            Naming::Pseudonyms(pseudonyms) => (pseudonyms.of(player.id), None, None),
        };
        let skills: Vec<_> = sheet.steps.iter().map(|step| step.shown(&SKILL)).collect();
        let mut group = group(name, id, &sheet, (&ENDS, &SKILL), skills);
        (group.team, group.trap) = (team, worst_trap(own, index));
        groups.push(group);
    }
    groups.sort_by_cached_key(|it| (it.name.to_lowercase(), it.name.clone(), it.id.clone()));
    Some(groups)
}

fn worst_trap(entries: &[Entry], index: &Index) -> Option<(String, u32)> {
    let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
    for first in entries.iter().flat_map(|it| &it.play.firsts) {
        if let Some(trap) = index.trap_of[first.kind.0 as usize] {
            *counts.entry(trap).or_default() += 1;
        }
    }
    // Of equals the first.
    let worst = counts.into_iter().reduce(|worst, next| if next.1 > worst.1 { next } else { worst });
    worst.map(|(trap, count)| (index.traps[trap].name.clone(), count))
}

fn group(
    name: String,
    id: Option<String>,
    sheet: &Sheet,
    over: (&[Over], &[Over]),
    skills: Vec<Compared<Tally>>,
) -> Group {
    Group {
        name,
        id,
        team: None,
        put_together: 0,
        people: sheet.people(),
        attempts: Some(sheet.attempts),
        outcomes: Some(sheet.outcomes.shown(over.0)),
        promises: Some(sheet.promises),
        recovery: sheet.recovery.shown(over.1),
        skills,
        trap: None,
    }
}

/// What each row comes to.
fn of_attempts(
    rows: &Rows,
    entries: &[Entry],
    place: impl Fn(&Entry) -> usize,
    (collection, index): (&Collection, &Index),
    groups: &str,
) -> Vec<Group> {
    let mut of_row: Vec<Vec<Entry>> = vec![Vec::new(); rows.count()];
    for entry in entries {
        of_row[rows.row_of[place(entry)]].push(*entry);
    }
    let count = |entries: &Vec<Entry>| {
        let mut sheet = Sheet::new(index);
        for own in entries.chunk_by(|a, b| a.play.player == b.play.player) {
            sheet.add(own, collection, index);
        }
        sheet
    };
    let sheets: Vec<_> = of_row.iter().map(count).collect();
    let told = |wanted, of: &dyn Fn(&Sheet) -> &Behind| {
        let behind: Vec<_> = sheets.iter().map(of).collect();
        may_be_shown(&behind, LEAST_PEOPLE, wanted)
    };
    let ends = told(ENDS, &|sheet| sheet.behind());
    let recovery = told(SKILL, &|sheet| &sheet.recovery.behind);
    let steps: Vec<_> = (0..index.steps.len()).map(|step| told(SKILL, &|sheet| &sheet.steps[step].behind)).collect();
    let row = |(row, sheet): (usize, &Sheet)| {
        let (name, id, put_together) = rows.name(row, groups);
        let skills = sheet.steps.iter().zip(&steps).map(|(step, over)| step.shown(over)).collect();
        Group { put_together, ..group(name, id, sheet, (&ends, &recovery), skills) }
    };
    sheets.iter().enumerate().map(row).collect()
}

/// First choices by the step that their decision practises.
fn of_steps(entries: &[Entry], collection: &Collection, index: &Index) -> Option<Vec<Group>> {
    let none = index.steps.len();
    let place = |kind: super::play::KindIx| index.practised[kind.0 as usize].unwrap_or(none);
    let members = entries.iter().flat_map(|it| it.play.firsts.iter().map(|first| (place(first.kind), it.play.player)));
    let models: HashSet<_> = index.steps.iter().map(|step| &step.model.id).collect();
    let named = |at: usize| match index.steps.get(at) {
        // Where several models are practised, steps of one name may be different ones.
        Some(step) if models.len() > 1 => (format!("{}: {}", step.model.name, step.name), Some(step.id.clone())),
        Some(step) => (step.name.clone(), Some(step.id.clone())),
        None => ("No particular step".to_owned(), None),
    };
    let rows = Rows::of(none + 1, members, named)?;
    let mut trios: Vec<Trio<Tally>> = vec![Trio::default(); rows.count()];
    for own in entries.chunk_by(|a, b| a.play.player == b.play.player) {
        let mut bits = vec![0; trios.len()];
        for entry in own {
            for first in &entry.play.firsts {
                let row = rows.row_of[place(first.kind)];
                let recovery = collection.kind_of(first.kind).system == System::Recovery;
                trios[row].add(tally(recovery), entry.mark);
                bits[row] |= bit(entry.mark);
            }
        }
        for (trio, bits) in trios.iter_mut().zip(bits) {
            trio.add_person(bits);
        }
    }
    let behind: Vec<_> = trios.iter().map(|it| &it.behind).collect();
    let over = may_be_shown(&behind, LEAST_PEOPLE, SKILL);
    let row = |(row, trio): (usize, &Trio<Tally>)| {
        let (name, id, put_together) = rows.name(row, "steps");
        Group {
            name,
            id,
            team: None,
            put_together,
            people: trio.behind.people(),
            attempts: None,
            outcomes: None,
            promises: None,
            recovery: trio.shown(&over),
            skills: Vec::new(),
            trap: None,
        }
    };
    Some(trios.iter().enumerate().map(row).collect())
}
