//! The verdict on a reply, as facts and as plain text: which system it belongs to, what it showed, what it did, what it
//! gave away and promised, and the coach's words.

use super::Change;
use crate::engine::{Event, Turn};
use crate::scenario::{Feeling, Reply, Scenario, plain};
use crate::words;

/// What a note on a reply is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyNote {
    /// It gave a remedy.
    Remedy,
    /// It made a promise.
    Promise,
}

/// The verdict as plain text: to be read aloud, and to be copied.
#[must_use]
pub fn spoken(scenario: &Scenario, turn: &Turn) -> String {
    let reply = scenario.reply(turn.reply);
    let mut parts = vec![reply.system.label().to_owned()];
    let marks = marks(scenario, reply);
    if !marks.is_empty() {
        parts.push(words::list(&marks));
    }
    let effects: Vec<_> =
        effects(turn).map(|(feeling, change)| format!("{} {}", feeling.short_name(), change.words())).collect();
    if !effects.is_empty() {
        parts.push(effects.join(", "));
    }
    let mut text = parts.join(". ");
    text.push_str(". ");
    text.push_str(&plain(&reply.feedback.value));
    for (_, note) in notes(scenario, turn) {
        text.push(' ');
        text.push_str(&note);
        text.push('.');
    }
    text
}

/// The steps shown and the trap fallen into, in words.
#[must_use]
pub fn marks(scenario: &Scenario, reply: &Reply) -> Vec<String> {
    let steps = reply.steps.iter().map(|step| scenario.step(step.index()).short.value.clone());
    let trap = reply.trap.iter().map(|trap| format!("Trap: {}", scenario.trap(trap.index()).name.value.to_lowercase()));
    steps.chain(trap).collect()
}

/// Which feelings the reply moved, and how far.
#[must_use]
pub fn effects(turn: &Turn) -> impl DoubleEndedIterator<Item = (Feeling, Change)> {
    let (before, after) = (turn.before.feelings, turn.after_reply.feelings);
    Feeling::ALL.into_iter().filter_map(move |feeling| {
        let change = Change::new(after.change_since(&before, feeling), feeling.more_is_good())?;
        Some((feeling, change))
    })
}

/// What the reply gave away and promised.
#[must_use]
pub fn notes(scenario: &Scenario, turn: &Turn) -> Vec<(ReplyNote, String)> {
    let note = |event: &Event| match event {
        Event::RemedyGiven { reply, cost, .. } => {
            let remedy = scenario.reply(*reply).remedy.as_ref()?;
            Some((
                ReplyNote::Remedy,
                format!("You give: {}, {}", plain(&remedy.text.value), words::money(scenario, *cost)),
            ))
        }
        Event::PromiseMade { promise, due } => {
            let text = plain(&scenario.promise(*promise).text.value);
            Some((ReplyNote::Promise, format!("You promise: {text}, {}", words::due(*due, turn.after_reply.clock))))
        }
        _ => None,
    };
    turn.events.iter().filter_map(note).collect()
}
