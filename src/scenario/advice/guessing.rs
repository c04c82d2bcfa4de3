//! Ways to tell the reply of recovery from the others without reading what it says.

use super::courtesy::Courtesy;
use super::found::{Advice, MOST_UNEVEN_TENTHS};
use super::{Notes, heard, is_english};
use crate::scenario::model::{Decision, Reply, System};
use crate::scenario::text::Span;

pub(super) fn look(notes: &mut Notes<'_>) {
    let decisions: Vec<&Decision> =
        notes.scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref()).collect();
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
    decisions: &[&Decision],
    gives_away: fn(&Decision) -> Option<Span>,
    advice: fn(usize, usize) -> Advice,
) {
    let places: Vec<Span> = decisions.iter().filter_map(|decision| gives_away(decision)).collect();
    // A story with one decision has no habit yet.
    if let [first, _, ..] = places[..]
        && places.len() * 2 > decisions.len()
    {
        notes.note(first, &advice(places.len(), decisions.len()));
    }
}

/// The longest reply, where it is one of recovery and no other is as long.
fn longest_is_recovery(decision: &Decision) -> Option<Span> {
    let longest = decision.replies.iter().max_by_key(|reply| (length(reply), reply.system == System::NoRecovery))?;
    (longest.system == System::Recovery).then_some(longest.text.span)
}

fn first_is_recovery(decision: &Decision) -> Option<Span> {
    decision.replies.first().filter(|reply| reply.system == System::Recovery).map(|reply| reply.text.span)
}

fn uneven(notes: &mut Notes<'_>, decision: &Decision) {
    let longest = decision.replies.iter().max_by_key(|reply| length(reply));
    let shortest = decision.replies.iter().map(length).min().unwrap_or(0);
    let Some(reply) = longest else { return };
    let longest = length(reply);
    if longest * 10 > shortest * MOST_UNEVEN_TENTHS {
        notes.note(reply.text.span, &Advice::UnevenLengths { longest, shortest });
    }
}

/// Notes every courtesy that stands in replies of recovery alone, at the first of them.
fn telltales(notes: &mut Notes<'_>, decisions: &[&Decision]) {
    let mut of_recovery = [0; Courtesy::ALL.len()];
    let mut of_others = [0; Courtesy::ALL.len()];
    let mut first = [None; Courtesy::ALL.len()];
    for reply in decisions.iter().flat_map(|decision| &decision.replies) {
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
