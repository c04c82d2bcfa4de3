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
    let english = is_english(notes.scenario);
    telltales(notes, &decisions, english);
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

/// Marks that are heard in a sentence, and show on which side it stands where only one side has them.
const MARKS: [(char, &str); 5] = [('!', "!"), ('?', "?"), ('…', "…"), ('—', "—"), (';', ";")];

/// What stands on one side alone is a habit where there are at least so many of it, and one for so many replies: one
/// exclamation is none. A courtesy in replies of recovery counts at once: it is what learners take for the skill.
const HABIT: usize = 3;
const REPLIES_FOR_ONE: usize = 3;

/// Where something stands: how often in replies of each system, and the first reply of each that has it.
#[derive(Clone, Copy, Default)]
struct Sides {
    of_recovery: Side,
    of_others: Side,
}

#[derive(Clone, Copy, Default)]
struct Side {
    count: usize,
    replies: usize,
    first: Span,
}

impl Side {
    fn is_habit(&self) -> bool {
        self.count >= HABIT && self.count * REPLIES_FOR_ONE >= self.replies
    }
}

impl Sides {
    fn count(&mut self, reply: &Reply, count: usize) {
        let side = if reply.system == System::Recovery { &mut self.of_recovery } else { &mut self.of_others };
        if side.count == 0 {
            side.first = reply.text.span;
        }
        side.count += count;
        side.replies += 1;
    }

    /// Notes it where one side alone has it. `counts_at_once` where it need be no habit of the recovery system.
    fn note(&self, notes: &mut Notes<'_>, word: &'static str, counts_at_once: bool) {
        let (recovery, others) = (&self.of_recovery, &self.of_others);
        let (system, side) = match (recovery.count, others.count) {
            (1.., 0) if counts_at_once || recovery.is_habit() => (System::Recovery, recovery),
            (0, 1..) if others.is_habit() => (System::NoRecovery, others),
            _ => return,
        };
        notes.note(side.first, &Advice::TelltaleWord { word, count: side.count, system });
    }
}

/// Notes every courtesy and mark that stands in the replies of one system alone, at the first of them.
fn telltales(notes: &mut Notes<'_>, decisions: &[Measured<'_>], english: bool) {
    let mut courtesies = [Sides::default(); Courtesy::ALL.len()];
    let mut marks = [Sides::default(); MARKS.len()];
    for reply in decisions.iter().flat_map(|measured| &measured.decision.replies) {
        let text = &reply.text.value;
        if english {
            for (sides, count) in courtesies.iter_mut().zip(Courtesy::counts(text)) {
                sides.count(reply, count);
            }
        }
        let mut here = [0; MARKS.len()];
        for letter in text.chars().filter(|it| !it.is_ascii_alphanumeric() && *it != ' ') {
            if let Some(at) = MARKS.iter().position(|(mark, _)| *mark == letter) {
                here[at] += 1;
            }
        }
        for (sides, count) in marks.iter_mut().zip(here) {
            sides.count(reply, count);
        }
    }
    for (sides, courtesy) in courtesies.iter().zip(Courtesy::ALL) {
        sides.note(notes, courtesy.name, true);
    }
    for (sides, (_, mark)) in marks.iter().zip(MARKS) {
        sides.note(notes, mark, false);
    }
}

/// In characters, as they are seen.
fn length(reply: &Reply) -> usize {
    heard(&reply.text.value).chars().count()
}
