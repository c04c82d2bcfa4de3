//! Ways to tell the reply of recovery from the others without reading what it says.

use super::courtesy::Courtesy;
use super::found::{Advice, MOST_UNEVEN_TENTHS};
use super::{Notes, heard, is_english};
use crate::scenario::model::{Decision, Reply, System};
use crate::scenario::text::Span;

/// A decision, and how long its replies are, in file order.
struct Measured<'a> {
    decision: &'a Decision,
    lengths: Vec<usize>,
}

impl<'a> Measured<'a> {
    fn of(decision: &'a Decision) -> Self {
        Self { decision, lengths: decision.replies.iter().map(length).collect() }
    }

    /// The replies, each with its length.
    fn replies(&self) -> impl Iterator<Item = (&'a Reply, usize)> {
        self.decision.replies.iter().zip(self.lengths.iter().copied())
    }
}

pub(super) fn look(notes: &mut Notes<'_>) {
    let scenes = &notes.scenario.file().scenes;
    let decisions: Vec<_> = scenes.iter().filter_map(|scene| scene.decision.as_ref()).map(Measured::of).collect();
    in_most(notes, &decisions, longest_is_recovery, |count, of| Advice::GuessedByLength { count, of });
    in_most(notes, &decisions, first_is_recovery, |count, of| Advice::GuessedByPlace { count, of });
    for decision in &decisions {
        uneven(notes, decision);
    }
    if is_english(notes.scenario) {
        telltales(notes, &decisions);
    }
}

/// Notes something that gives the reply of recovery away in more than half of the decisions, at the first of them.
fn in_most(
    notes: &mut Notes<'_>,
    decisions: &[Measured<'_>],
    gives_away: fn(&Measured<'_>) -> Option<Span>,
    advice: fn(usize, usize) -> Advice,
) {
    let places: Vec<Span> = decisions.iter().filter_map(gives_away).collect();
    // A story with one decision has no habit yet.
    if let [first, _, ..] = places[..]
        && places.len() * 2 > decisions.len()
    {
        notes.note(first, &advice(places.len(), decisions.len()));
    }
}

/// The longest reply, where it is one of recovery and no other is as long.
fn longest_is_recovery(measured: &Measured<'_>) -> Option<Span> {
    let by_length = |(reply, length): &(&Reply, usize)| (*length, reply.system == System::NoRecovery);
    let (longest, _) = measured.replies().max_by_key(by_length)?;
    (longest.system == System::Recovery).then_some(longest.text.span)
}

fn first_is_recovery(measured: &Measured<'_>) -> Option<Span> {
    let first = measured.decision.replies.first();
    first.filter(|reply| reply.system == System::Recovery).map(|reply| reply.text.span)
}

fn uneven(notes: &mut Notes<'_>, measured: &Measured<'_>) {
    let Some((reply, longest)) = measured.replies().max_by_key(|(_, length)| *length) else { return };
    let shortest = measured.lengths.iter().copied().min().unwrap_or(0);
    if longest * 10 > shortest * MOST_UNEVEN_TENTHS {
        notes.note(reply.text.span, &Advice::UnevenLengths { longest, shortest });
    }
}

/// Notes every courtesy that stands in replies of recovery alone, at the first of them.
fn telltales(notes: &mut Notes<'_>, decisions: &[Measured<'_>]) {
    let mut of_recovery = [0; Courtesy::ALL.len()];
    let mut of_others = [0; Courtesy::ALL.len()];
    let mut first = [None; Courtesy::ALL.len()];
    for reply in decisions.iter().flat_map(|measured| &measured.decision.replies) {
        let is_recovery = reply.system == System::Recovery;
        let counts = if is_recovery { &mut of_recovery } else { &mut of_others };
        for ((count, first), here) in counts.iter_mut().zip(&mut first).zip(Courtesy::counts(&reply.text.value)) {
            *count += here;
            if is_recovery && here > 0 {
                first.get_or_insert(reply.text.span);
            }
        }
    }
    for (at, courtesy) in Courtesy::ALL.into_iter().enumerate() {
        if let Some(place) = first[at].filter(|_| of_others[at] == 0) {
            notes.note(place, &Advice::TelltaleWord { word: courtesy.name, count: of_recovery[at] });
        }
    }
}

/// In characters, as they are seen.
fn length(reply: &Reply) -> usize {
    heard(&reply.text.value).chars().count()
}
