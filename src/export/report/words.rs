//! Figures as they are told in a report.

use jiff::civil::Date;

use crate::report::{Compared, Tally};

/// What stands where too few people are behind a figure.
pub const NOT_SHOWN: &str = "not shown";

/// What stands where there is nothing to tell.
pub const NOTHING: &str = "–";

/// “52 % (13 of 25)”.
pub fn share(part: u32, whole: u32) -> String {
    match percent(part, whole) {
        Some(percent) => format!("{percent} % ({part} of {whole})"),
        None => NOTHING.to_owned(),
    }
}

/// A part in whole percent; `None` of nothing.
pub fn percent(part: u32, whole: u32) -> Option<u32> {
    Tally { shown: part, missed: whole - part.min(whole) }.percent()
}

/// The share of a tally that may be shown.
pub fn tally(tally: Option<Tally>) -> String {
    tally.map_or_else(|| NOT_SHOWN.to_owned(), |it| share(it.shown, it.all()))
}

/// The way from the first attempts to the latest, where both are known: “52 → 75 %”, or one of them.
pub fn way(compared: &Compared<Tally>) -> String {
    let percent = |tally: Option<Tally>| tally.and_then(Tally::percent);
    match (percent(compared.first), percent(compared.latest)) {
        (Some(first), Some(latest)) => format!("{first} → {latest} %"),
        (Some(first), None) => format!("{first} %, first"),
        (None, Some(latest)) => format!("{latest} %, latest"),
        (None, None) if compared.first.is_none() && compared.latest.is_none() => NOT_SHOWN.to_owned(),
        (None, None) => NOTHING.to_owned(),
    }
}

/// “52 % in first attempts, 75 % in latest ones”.
pub fn in_words(compared: &Compared<Tally>) -> String {
    let told = |tally: Option<Tally>| match tally.map(Tally::percent) {
        None => NOT_SHOWN.to_owned(),
        Some(None) => "nothing".to_owned(),
        Some(Some(percent)) => format!("{percent} %"),
    };
    format!("{} in first attempts, {} in latest ones", told(compared.first), told(compared.latest))
}

/// “1 time”, “3 times”.
pub fn times(count: u32) -> String {
    if count == 1 { "1 time".to_owned() } else { format!("{count} times") }
}

/// “1 September 2026”.
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// “1 September to 3 October 2026”.
pub fn days(from: Date, until: Date) -> String {
    match (from.year() == until.year(), from == until) {
        (_, true) => day(from),
        (true, _) => format!("{} to {}", from.strftime("%-d %B"), day(until)),
        (false, _) => format!("{} to {}", day(from), day(until)),
    }
}
