//! What is sent of what was recorded: from attempts to statements, for the command line and the app.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::export::xapi::{Actors, Options, Version, ids, statements};
use crate::lrs::{LrsSettings, XapiVersion};
use crate::record::Attempt;
use crate::scenario::Scenario;

/// Which attempts are sent, and how they are worded.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    options: Options,
    /// Those that began earlier are left out.
    since: Option<Timestamp>,
}

impl Wording {
    /// As it was set.
    #[must_use]
    pub fn of(settings: &LrsSettings) -> Self {
        let usual = Options::default();
        let base = settings.base.clone().unwrap_or(usual.base);
        Self {
            options: Options {
                version: match settings.version {
                    XapiVersion::V1_0_3 => Version::V1,
                    XapiVersion::V2_0_0 => Version::V2,
                },
                actors: if settings.pseudonymous { Actors::Pseudonymous } else { Actors::Named },
                home_page: settings.home_page.clone().unwrap_or_else(|| format!("{base}people")),
                base,
            },
            since: settings.since,
        }
    }

    /// All statements of an attempt; none, where it began too early or every one of them is known.
    #[must_use]
    pub fn statements(
        &self,
        attempt: &Attempt,
        scenario: Option<&Scenario>,
        knows: &dyn Fn(Uuid) -> bool,
    ) -> Vec<Value> {
        let is_early = self.since.is_some_and(|since| attempt.started.at < since);
        if is_early || ids(attempt).into_iter().all(knows) {
            return Vec::new();
        }
        let worded = statements(attempt, scenario, &self.options);
        // Nothing in a statement can fail to become JSON: its maps have texts for keys, and its figures are finite.
        worded.iter().filter_map(|statement| serde_json::to_value(statement).ok()).collect()
    }
}
