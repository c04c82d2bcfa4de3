//! Ways to tell the reply of recovery from the others without reading what it says.

use super::courtesy::{Courtesy, words};
use super::found::{Advice, MOST_UNEVEN_TENTHS};
use super::{Notes, is_english};
use crate::scenario::model::{Decision, Reply, System};
use crate::scenario::text::{Span, plain};

pub(super) fn look(notes: &mut Notes<'_>) {
    let decisions: Vec<&Decision> =
        notes.scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref()).collect();
    in_most(notes, &decisions, longest_is_recovery, |count, of| Advice::GuessedByLength { count, of });
    in_most(notes, &decisions, first_is_recovery, |count, of| Advice::GuessedByPlace { count, of });
    for decision in &decisions {
        uneven(notes, decision);
    }
    if is_english(notes.scenario) {
        for courtesy in Courtesy::ALL {
            telltale(notes, &decisions, *courtesy);
        }
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

fn telltale(notes: &mut Notes<'_>, decisions: &[&Decision], courtesy: Courtesy) {
    let mut first = None;
    let mut count = 0;
    for reply in decisions.iter().flat_map(|decision| &decision.replies) {
        let here = courtesy.count(&words(&reply.text.value));
        if here > 0 && reply.system == System::NoRecovery {
            return;
        }
        if here > 0 {
            first = first.or(Some(reply.text.span));
        }
        count += here;
    }
    if let Some(place) = first {
        notes.note(place, &Advice::TelltaleWord { word: courtesy.name, count });
    }
}

/// In characters, as they are seen.
fn length(reply: &Reply) -> usize {
    plain(&reply.text.value).chars().count()
}
