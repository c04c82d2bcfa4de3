//! The traps of a group, and when they are fallen into.

use serde::Serialize;

use super::index::Index;
use super::play::PlayerIx;
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

/// All circumstances.
fn circumstances() -> Vec<Circumstance> {
    let states =
        [CustomerState::Distrustful, CustomerState::AtALoss, CustomerState::DreadingHassle].map(Circumstance::Customer);
    let causes = Cause::ALL.iter().copied().map(Circumstance::Cause);
    causes.chain(Channel::ALL.iter().copied().map(Circumstance::Channel)).chain(states).collect()
}

/// How many people, and how many choices.
#[derive(Clone, Copy, Default)]
struct Counted {
    choices: u32,
    people: u32,
    /// The last person who was counted.
    last: Option<PlayerIx>,
}

impl Counted {
    /// Counts a choice, and whoever made it where they were not counted yet. All choices of a person come together.
    fn count(&mut self, by: Option<PlayerIx>) {
        self.choices += 1;
        self.people += u32::from(by.is_some() && self.last != by);
        self.last = by;
    }
}

/// Every trap that was fallen into and may be told, and how many more there are. The attempts of a person come together.
pub(super) fn traps(entries: &[Entry], index: &Index, floor: u32) -> (Vec<TrapFigure>, usize) {
    let all = circumstances();
    let place = |it: Circumstance| all.iter().position(|other| *other == it).unwrap_or(0);
    let always: Vec<Vec<usize>> =
        index.circumstances_of.iter().map(|of| of.iter().map(|&it| place(it)).collect()).collect();
    let mut choices = 0;
    let mut could = vec![Counted::default(); index.traps.len()];
    let mut fallen = vec![(0, vec![0; all.len()]); index.traps.len()];
    let (mut inside, mut outside) = (vec![Counted::default(); all.len()], vec![Counted::default(); all.len()]);
    let mut now = vec![false; all.len()];
    for Entry { play, .. } in entries {
        let stamp = play.stamp.0 as usize;
        for first in &play.firsts {
            choices += 1;
            for &trap in &index.traps_of[stamp] {
                could[trap].count(play.player);
            }
            now.fill(false);
            let states = CustomerState::of(first.before).map(|it| place(Circumstance::Customer(it)));
            for at in always[stamp].iter().copied().chain(states) {
                now[at] = true;
            }
            for (at, &holds) in now.iter().enumerate() {
                let counted = if holds { &mut inside[at] } else { &mut outside[at] };
                counted.count(play.player);
            }
            let Some(trap) = index.trap_of[first.kind.0 as usize] else { continue };
            let (count, within) = &mut fallen[trap];
            *count += 1;
            for (within, &holds) in within.iter_mut().zip(&now) {
                *within += u32::from(holds);
            }
        }
    }
    let enough = |it: &Counted| it.people >= floor;
    // What was not the case can be seen from what was, and the total.
    let may_be_told = |at: usize| enough(&inside[at]) && (outside[at].people == 0 || enough(&outside[at]));
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
        let mostly = most_telling(&trap, choices).map(|(it, count)| Mostly {
            when: it.when(),
            count,
            of: trap.within.get(&it).map_or(0, |(_, of)| *of),
        });
        told.push(TrapFigure { trap: trap.trap, name: trap.name, count: trap.count, of: could[at].choices, mostly });
    }
    told.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.trap.cmp(&b.trap)));
    (told, left_out)
}
