//! When something was, as people say it.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// "4 November", or "4 November 2025" in another year than now.
#[must_use]
pub fn date(at: Timestamp, now: &Zoned) -> String {
    let at = at.to_zoned(now.time_zone().clone());
    let form = if at.year() == now.year() { "%-d %B" } else { "%-d %B %Y" };
    at.strftime(form).to_string()
}

/// "Today 09:12", "Yesterday", "18 Nov", "18 Nov 2025".
pub(super) fn short(at: Timestamp, now: &Zoned) -> String {
    let at = at.to_zoned(now.time_zone().clone());
    let (day, today) = (at.date(), now.date());
    if day == today {
        return at.strftime("Today %H:%M").to_string();
    }
    if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
        return "Yesterday".to_owned();
    }
    let form = if at.year() == now.year() { "%-d %b" } else { "%-d %b %Y" };
    at.strftime(form).to_string()
}

/// "18 November 2026, 09:12".
pub(super) fn exact(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%-d %B %Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_person() {
        let now: Zoned = "2026-11-22T09:00:00+01:00[Europe/Berlin]".parse().expect("a time");
        let written = |at: &str| short(at.parse().expect("a time"), &now);
        assert_eq!(written("2026-11-22T08:12:00Z"), "Today 09:12");
        // Half past midnight in Berlin.
        assert_eq!(written("2026-11-21T23:30:00Z"), "Today 00:30");
        assert_eq!(written("2026-11-21T22:30:00Z"), "Yesterday");
        assert_eq!(written("2026-11-18T22:30:00Z"), "18 Nov");
        assert_eq!(written("2025-11-18T22:30:00Z"), "18 Nov 2025");
        assert_eq!(date("2025-11-18T22:30:00Z".parse().expect("a time"), &now), "18 November 2025");
    }
}
