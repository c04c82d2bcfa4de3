//! What a group comes to, counted person by person.

use super::collection::Collection;
use super::counting::{Outcomes, Promises, Trio};
use super::index::Index;
use super::play::Play;
use super::privacy::{Behind, bit};
use super::skill::{Mark, Tally};
use crate::scenario::System;

/// An attempt that counts, with its mark.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) play: &'a Play,
    pub(super) mark: Mark,
}

/// What a group comes to.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) attempts: u32,
    /// How attempts ended. Everybody of the group stands behind this.
    pub(super) outcomes: Trio<Outcomes>,
    pub(super) promises: Promises,
    /// First choices: recovery replies are those that show it.
    pub(super) recovery: Trio<Tally>,
    /// For each step of the index.
    pub(super) steps: Vec<Trio<Tally>>,
    /// The bits of the person at hand for each step.
    bits: Vec<u8>,
}

impl Sheet {
    pub(super) fn new(index: &Index) -> Self {
        Self {
            attempts: 0,
            outcomes: Trio::default(),
            promises: Promises::default(),
            recovery: Trio::default(),
            steps: vec![Trio::default(); index.steps.len()],
            bits: vec![0; index.steps.len()],
        }
    }

    /// Everybody who has an attempt in it.
    pub(super) fn behind(&self) -> &Behind {
        &self.outcomes.behind
    }

    /// How many people have an attempt in it.
    pub(super) fn people(&self) -> u32 {
        self.behind().people()
    }

    /// Adds the attempts of one person, or of nobody in particular.
    pub(super) fn add(&mut self, entries: &[Entry], collection: &Collection, index: &Index) {
        let mut bits = 0;
        for Entry { play, mark } in entries {
            self.attempts += 1;
            self.outcomes.add(Outcomes::of(play), *mark);
            if let Some(end) = play.end {
                self.promises += Promises { made: end.promises_made, kept: end.promises_kept };
            }
            bits |= bit(*mark);
            for first in &play.firsts {
                let recovery = collection.kind_of(first.kind).system == System::Recovery;
                self.recovery.add(tally(recovery), *mark);
                for &(step, shown) in index.marks(first.kind) {
                    self.steps[step].add(tally(shown), *mark);
                    self.bits[step] |= bit(*mark);
                }
            }
        }
        let is_somebody = entries.first().is_some_and(|entry| entry.play.player.is_some());
        if is_somebody {
            self.outcomes.add_person(bits);
            self.recovery.add_person(bits);
        }
        for (step, bits) in self.steps.iter_mut().zip(&mut self.bits) {
            let bits = std::mem::take(bits);
            if is_somebody {
                step.add_person(bits);
            }
        }
    }
}

/// One choice that shows something, or does not.
pub(super) fn tally(shown: bool) -> Tally {
    Tally { shown: u32::from(shown), missed: u32::from(!shown) }
}
