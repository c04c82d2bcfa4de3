//! How somebody answered, week by week.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::report::collection::{Collection, Play};
use crate::scenario::System;

/// A week in which somebody played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// How many conversations were begun in it.
    pub conversations: u32,
    /// How many first choices were made in them; at least one.
    pub choices: u32,
    /// How many of these were recovery replies.
    pub recovery: u32,
}

impl Week {
    /// The share of recovery replies in whole percent, 0–100.
    #[must_use]
    pub fn percent(self) -> u32 {
        let all = self.choices.max(1);
        (200 * self.recovery + all) / (2 * all)
    }
}

/// The weeks in which something was chosen, in order. A conversation belongs to the week in which it began, in this zone.
#[must_use]
pub fn weeks(collection: &Collection, plays: &[&Play], zone: &TimeZone) -> Vec<Week> {
    let mut found: BTreeMap<Date, Week> = BTreeMap::new();
    for play in plays.iter().filter(|play| !play.firsts.is_empty()) {
        let monday = monday_of(play.at.to_zoned(zone.clone()).date());
        let week = found.entry(monday).or_insert(Week { monday, conversations: 0, choices: 0, recovery: 0 });
        week.conversations += 1;
        for first in &play.firsts {
            week.choices += 1;
            week.recovery += u32::from(collection.kind_of(first.kind).system == System::Recovery);
        }
    }
    found.into_values().collect()
}

fn monday_of(date: Date) -> Date {
    // Only the first days of all time have no Monday before them.
    date.tomorrow().and_then(|next| next.nth_weekday(-1, Weekday::Monday)).unwrap_or(date)
}
