//! What a report is asked for.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::play::Play;
use super::pseudonym::Pseudonyms;

/// What a report is asked for.
#[derive(Clone, Debug, Default)]
pub struct ReportRequest {
    /// By what it is broken down, if at all.
    pub by: Option<By>,
    /// Attempts that began before this day, in UTC, do not count.
    pub from: Option<Date>,
    /// Attempts that began after this day, in UTC, do not count.
    pub until: Option<Date>,
    /// How people are called.
    pub naming: Naming,
}

/// By what a report is broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Each person for themselves.
    Person,
    /// The teams of people, as in the newest attempt of each.
    Team,
    /// What was played.
    Scenario,
    /// The step that decisions practise.
    Step,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Team, Self::Scenario, Self::Step];

    /// Its word, for files and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Team => "team",
            Self::Scenario => "scenario",
            Self::Step => "step",
        }
    }
}

/// How people are called in a report.
#[derive(Clone, Debug, Default)]
pub enum Naming {
    /// By their names.
    #[default]
    Names,
    /// By pseudonyms that stay the same from report to report.
    Pseudonyms(Pseudonyms),
}

impl ReportRequest {
    /// Whether an attempt counts by the day on which it began.
    pub(super) fn spans(&self, play: &Play) -> bool {
        // Nearly always everything counts, and then no day needs to be known.
        let is_any_day = self.from.is_none() && self.until.is_none();
        is_any_day || {
            let day = play.at.to_zoned(TimeZone::UTC).date();
            self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
        }
    }

    /// Whether people appear under pseudonyms.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        matches!(self.naming, Naming::Pseudonyms(_))
    }
}
