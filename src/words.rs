//! Words for people: how amounts, times and lists read, on screen and in the terminal alike.

mod languages;
mod lines;

use crate::engine::{Debrief, Session, TurningPoint, WayBack};
use crate::scenario::{PromiseStatus, Scenario, plain};

pub use languages::{language_name, main_language};
pub use lines::lines;

/// From so many minutes on, a stretch of time is told in days.
const DAYS_FROM: u32 = 2 * 24 * 60;

/// A stretch of story time: "12 min", "1 h 40", "2 h", "3 days 4 h".
#[must_use]
pub fn minutes(minutes: u32) -> String {
    if minutes >= DAYS_FROM {
        let hours = minutes / 60 % 24;
        let rest = if hours == 0 { String::new() } else { format!(" {hours} h") };
        return format!("{} days{rest}", minutes / (24 * 60));
    }
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    }
}

/// A stretch of time as it is spoken, for screen readers: "1 hour 40 minutes".
#[must_use]
pub fn minutes_spoken(minutes: u32) -> String {
    let count = |count: u32, unit: &str| if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") };
    if minutes >= DAYS_FROM {
        let days = count(minutes / (24 * 60), "day");
        let hours = minutes / 60 % 24;
        return if hours == 0 { days } else { format!("{days} {}", count(hours, "hour")) };
    }
    match (minutes / 60, minutes % 60) {
        (0, rest) => count(rest, "minute"),
        (hours, 0) => count(hours, "hour"),
        (hours, rest) => format!("{} {}", count(hours, "hour"), count(rest, "minute")),
    }
}

/// The time of day in the story, "13:20", so many minutes after its start, or "day 2, 12:00" after its first midnight;
/// `None` where the story names no time of day.
#[must_use]
pub fn time_of_day(scenario: &Scenario, elapsed: u32) -> Option<String> {
    let start = scenario.file().start.clock.as_ref()?.value;
    let now = start.saturating_add(elapsed);
    let time = format!("{:02}:{:02}", now / 60 % 24, now % 60);
    Some(match now / (24 * 60) {
        0 => time,
        days => format!("day {}, {time}", days.saturating_add(1)),
    })
}

/// An amount in the scenario's money: "$150".
#[must_use]
pub fn money(scenario: &Scenario, amount: u32) -> String {
    format!("{}{amount}", scenario.file().money.symbol.value)
}

/// What all remedies cost, against what the learner could decide alone: "$60 of $150"; or "$240, approved by Ruth" where
/// somebody with more authority was asked.
#[must_use]
pub fn cost(scenario: &Scenario, debrief: &Debrief) -> String {
    let (amount, limit) = (money(scenario, debrief.cost), money(scenario, debrief.authority));
    match debrief.approved_by.filter(|_| debrief.escalated) {
        _ if debrief.cost <= debrief.authority => format!("{amount} of {limit}"),
        Some(person) => format!("{amount}, approved by {}", first_name(&scenario.person(person).name.value)),
        None if debrief.escalated => format!("{amount}, approved"),
        None => format!("{amount}, limit {limit}"),
    }
}

/// A change with its sign: "+8", "−6", "±0".
#[must_use]
pub fn change(by: i32) -> String {
    match by {
        0 => "±0".to_owned(),
        1.. => format!("+{by}"),
        _ => format!("−{}", by.unsigned_abs()),
    }
}

/// What somebody is called: their first name, or the whole where it begins with a title.
#[must_use]
pub fn first_name(name: &str) -> &str {
    let first = name.split_whitespace().next().unwrap_or(name);
    let title = matches!(first, "Mr" | "Mrs" | "Ms" | "Mx" | "Miss" | "Dr" | "Prof") || first.ends_with('.');
    if title { name } else { first }
}

/// What the turning point was, in a sentence; `name` is what the customer is called. [`turning_figures`] has the figures.
#[must_use]
pub fn turning_point(point: TurningPoint, name: &str) -> String {
    match point.better.filter(|_| point.is_for_the_worse()) {
        Some(_) if point.gained >= 0 => {
            format!(
                "This did no harm. But no other moment had so much in it: the reply beside it brings {name} further."
            )
        }
        Some(_) if point.gained + point.forwent > 0 => {
            format!("No other reply cost you as much with {name}. The one beside it would have brought you closer.")
        }
        Some(_) => format!("No other reply cost you as much with {name}. The one beside it would have cost less."),
        None if point.is_for_the_worse() => {
            format!("No other reply cost you as much with {name}, and none on offer would have done better.")
        }
        None => format!("No other reply of yours brought you as far with {name}."),
    }
}

/// The figures of the turning point: how far it moved where the learner stands, and how far the best other reply would have.
#[must_use]
pub fn turning_figures(point: TurningPoint) -> String {
    let this = format!("This reply: {} points", change(point.gained));
    match point.better.filter(|_| point.is_for_the_worse()) {
        Some(_) => format!("{this}; the other: {}.", change(point.gained + point.forwent)),
        None => format!("{this}."),
    }
}

/// How near a champion was, and what was missing: "Two replies from a champion: reply 4 (missed: apologise) and reply 7."
/// `None` of the replies was poor where it says only from when on it was possible.
#[must_use]
pub fn way_back(scenario: &Scenario, way: &WayBack, debrief: &Debrief) -> String {
    let missed = |turn: usize| {
        let missed = debrief.steps.iter().filter(|record| record.missed.contains(&turn));
        let names: Vec<_> =
            missed.map(|record| plain(&scenario.step(record.step).short.value).to_lowercase()).collect();
        let number = turn + 1;
        if names.is_empty() { format!("reply {number}") } else { format!("reply {number} (missed: {})", list(&names)) }
    };
    let replies: Vec<_> = way.poor.iter().map(|turn| missed(*turn)).collect();
    match replies.len() {
        0 => format!("From reply {} on, a champion was still possible.", way.turn + 1),
        1 => format!("One reply from a champion: {}.", replies[0]),
        count @ 2..=3 => format!("{} replies from a champion: {}.", ["Two", "Three"][count - 2], list(&replies)),
        count => format!("{count} replies from a champion, beginning with {}.", replies[0]),
    }
}

/// What somebody says, in quotation marks and without its emphasis marks.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("“{}”", plain(text))
}

/// What became of a promise.
#[must_use]
pub fn promise_status(status: PromiseStatus) -> &'static str {
    match status {
        PromiseStatus::Open => "open",
        PromiseStatus::Kept => "kept",
        PromiseStatus::Broken => "broken",
    }
}

/// What became of all promises of a play: "1 of 2", "0 of 1, and 1 still open".
#[must_use]
pub fn promises(debrief: &Debrief) -> String {
    let kept = format!("{} of {}", debrief.promises_kept(), debrief.promises.len());
    match debrief.promises_that_are(PromiseStatus::Open) {
        0 => kept,
        open => format!("{kept}, and {open} still open"),
    }
}

/// When an open promise is due, as seen now: "due in 18 min", "due now".
#[must_use]
pub fn due(due: u32, now: u32) -> String {
    match due.saturating_sub(now) {
        0 => "due now".to_owned(),
        left => format!("due in {}", minutes(left)),
    }
}

/// A list in words: "a", "a and b", "a, b and c".
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [init @ .., last] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", init.join(", "), last.as_ref())
        }
    }
}

/// A phrase as a sentence: with a capital letter, and a full stop where it has no end of its own.
#[must_use]
pub fn sentence(phrase: &str) -> String {
    let mut rest = phrase.chars();
    let Some(first) = rest.next() else { return String::new() };
    let end = if phrase.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), rest.as_str())
}

/// "1 reply", "3 replies".
#[must_use]
pub fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// The if–then card of a finished session as one sentence; `None` where there is none.
#[must_use]
pub fn takeaway(session: &Session) -> Option<String> {
    let card = session.takeaway()?;
    Some(format!("If {}, then {}.", plain(&card.situation), plain(&card.response).trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        let written: Vec<_> = [0, 12, 60, 65, 100, 120, 2 * 1440, 3 * 1440 + 250].map(minutes).into();
        assert_eq!(written, ["0 min", "12 min", "1 h", "1 h 05", "1 h 40", "2 h", "2 days", "3 days 4 h"]);
        assert_eq!(minutes_spoken(61), "1 hour 1 minute");
        assert_eq!(minutes_spoken(100), "1 hour 40 minutes");
        assert_eq!(minutes_spoken(2 * 1440 + 60), "2 days 1 hour");
    }

    #[test]
    fn lists_and_changes_read_naturally() {
        assert_eq!(list(&["Listen", "Empathise", "Apologise"]), "Listen, Empathise and Apologise");
        assert_eq!(
            [sentence("there is no scene"), sentence("did you mean `a`?")],
            ["There is no scene.", "Did you mean `a`?"]
        );
        assert_eq!([change(8), change(-6), change(0)], ["+8", "−6", "±0"]);
        assert_eq!(due(30, 12), "due in 18 min");
    }
}
