//! The traps of a group, and when they are fallen into.

use serde::Serialize;

use super::collection::number;
use super::index::Index;
use super::sheet::Entry;
use super::traps::{Circumstance, CustomerState, TrapCount, most_telling};
use crate::scenario::{Cause, Channel};

/// A trap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrapFigure {
    /// The id of the trap.
    pub trap: String,
    /// Its name.
    pub name: String,
    /// How often it was fallen into, with the first choice in a scene.
    pub count: u32,
    /// How many such choices were made where the trap is known.
    pub of: u32,
    /// When it is fallen into most, where one circumstance tells enough.
    pub mostly: Option<Mostly>,
}

/// A circumstance in which a trap is fallen into more than elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mostly {
    /// Which, as the end of a sentence: “when a supplier caused it”.
    pub when: String,
    /// How often it was fallen into then.
    pub count: u32,
    /// How many first choices were made then.
    pub of: u32,
}

/// How the customer may be, in the order in which circumstances have it.
const STATES: [CustomerState; 3] = [CustomerState::Distrustful, CustomerState::AtALoss, CustomerState::DreadingHassle];

/// All circumstances. There are far fewer than 64.
fn circumstances() -> Vec<Circumstance> {
    let causes = Cause::ALL.iter().copied().map(Circumstance::Cause);
    causes
        .chain(Channel::ALL.iter().copied().map(Circumstance::Channel))
        .chain(STATES.map(Circumstance::Customer))
        .collect()
}

/// How many people, and how many choices.
#[derive(Clone, Copy, Default)]
struct Counted {
    choices: u32,
    people: u32,
}

/// First choices and the traps that they fell into, counted person by person.
pub(super) struct TrapCounts {
    /// All circumstances; what is the case is a set of them, with one bit for each.
    all: Vec<Circumstance>,
    /// Those that are the case in all attempts with a stamp.
    always: Vec<u64>,
    choices: u32,
    /// For each trap, first choices where it is known.
    could: Vec<Counted>,
    /// How often each trap was fallen into: in all, and in each circumstance.
    fallen: Vec<(u32, Vec<u32>)>,
    /// For each circumstance, first choices while it was the case, and how many people made others.
    inside: Vec<Counted>,
    people_outside: Vec<u32>,
    /// Whether the person at hand made a choice where a trap is known.
    made: Vec<bool>,
}

impl TrapCounts {
    pub(super) fn new(index: &Index) -> Self {
        let all = circumstances();
        let bit = |it: &Circumstance| all.iter().position(|other| other == it).map_or(0, |at| 1 << at);
        Self {
            always: index.circumstances_of.iter().map(|of| of.iter().map(bit).fold(0, |set, it| set | it)).collect(),
            choices: 0,
            could: vec![Counted::default(); index.traps.len()],
            fallen: vec![(0, vec![0; all.len()]); index.traps.len()],
            inside: vec![Counted::default(); all.len()],
            people_outside: vec![0; all.len()],
            made: vec![false; index.traps.len()],
            all,
        }
    }

    /// Adds the attempts of one person, or of nobody in particular.
    pub(super) fn add(&mut self, entries: &[Entry], index: &Index) {
        let is_somebody = entries.first().is_some_and(|entry| entry.play.player.is_some());
        let every: u64 = (1 << self.all.len()) - 1;
        let states = self.all.len() - STATES.len();
        let (mut inside, mut outside) = (0, 0);
        for Entry { play, .. } in entries {
            let stamp = play.stamp.0 as usize;
            let choices = number(play.firsts.len());
            self.choices += choices;
            for &trap in &index.traps_of[stamp] {
                self.could[trap].choices += choices;
                self.made[trap] |= choices > 0;
            }
            for first in &play.firsts {
                let mut now = self.always[stamp];
                for state in CustomerState::of(first.before) {
                    now |= STATES.iter().position(|it| *it == state).map_or(0, |at| 1 << (states + at));
                }
                (inside, outside) = (inside | now, outside | (every & !now));
                for at in bits(now) {
                    self.inside[at].choices += 1;
                }
                if let Some(trap) = index.trap_of[first.kind.0 as usize] {
                    let (count, within) = &mut self.fallen[trap];
                    *count += 1;
                    bits(now).for_each(|at| within[at] += 1);
                }
            }
        }
        for (could, made) in self.could.iter_mut().zip(&mut self.made) {
            could.people += u32::from(std::mem::take(made) && is_somebody);
        }
        if is_somebody {
            bits(inside).for_each(|at| self.inside[at].people += 1);
            bits(outside).for_each(|at| self.people_outside[at] += 1);
        }
    }
}

/// The positions of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (set != 0).then_some(set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(at)
    })
}

/// Every trap that was fallen into and may be told, and how many more there are.
pub(super) fn traps(counts: &TrapCounts, index: &Index, floor: u32) -> (Vec<TrapFigure>, usize) {
    let TrapCounts { all, choices, could, fallen, inside, people_outside, .. } = counts;
    let enough = |it: &Counted| it.people >= floor;
    // What was not the case can be seen from what was, and the total.
    let may_be_told =
        |at: usize| inside[at].people >= floor && (people_outside[at] == 0 || people_outside[at] >= floor);
    let (mut told, mut left_out) = (Vec::new(), 0);
    for (at, named) in index.traps.iter().enumerate() {
        let (count, within) = &fallen[at];
        if *count == 0 || !enough(&could[at]) {
            left_out += usize::from(*count > 0);
            continue;
        }
        let within = (0..all.len()).filter(|&it| within[it] > 0 && may_be_told(it));
        let within = within.map(|it| (all[it], (fallen[at].1[it], inside[it].choices))).collect();
        let trap = TrapCount { trap: named.id.clone(), name: named.name.clone(), count: *count, within };
        let mostly = most_telling(&trap, *choices).map(|(it, count)| Mostly {
            when: it.when(),
            count,
            of: trap.within.get(&it).map_or(0, |(_, of)| *of),
        });
        told.push(TrapFigure { trap: trap.trap, name: trap.name, count: trap.count, of: could[at].choices, mostly });
    }
    told.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.trap.cmp(&b.trap)));
    (told, left_out)
}
