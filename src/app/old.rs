//! An attempt of the past: reading it, and what its scenario has become.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::left::{Known, Place, scenario_of};
use crate::engine::{Debrief, Mode, Session};
use crate::export::{self, Document};
use crate::record::{Attempt, replay};
use crate::scenario::Scenario;
use crate::storage::{AttemptError, content_hash, read_attempt};

/// An attempt as it can be shown today.
#[derive(Debug)]
pub struct Old {
    /// The scenario as it is now, where it is there.
    pub scenario: Option<Arc<Scenario>>,
    /// Its file, and where that is for one that is not in the library.
    pub source: Option<(Arc<[u8]>, Option<PathBuf>)>,
    /// In which mode it was played.
    pub mode: Mode,
    /// What was recorded, up to its first end.
    pub attempt: Box<Attempt>,
    /// What there is to show.
    pub shown: Shown,
}

/// What there is to show of an attempt.
#[derive(Debug)]
pub enum Shown {
    /// Its debrief: every choice still does what it did.
    Debrief(Box<OldDebrief>),
    /// What was recorded, as a document that says why it is no more than that.
    Document(Box<Document>),
}

/// A debrief of the past.
#[derive(Debug)]
pub struct OldDebrief {
    /// The session, up to its first end.
    pub session: Session,
    /// What it came to.
    pub debrief: Debrief,
    /// When it was played.
    pub at: Timestamp,
    /// The seed by which its replies were shuffled.
    pub seed: u64,
    /// Whether choices had been taken back on the way.
    pub stepped_back: bool,
    /// Whether the words of the scenario have changed since.
    pub changed: bool,
}

/// Reads an attempt up to its first end, which is the one that counts, and brings its session back where that is possible.
pub fn read(file: &Path, known: &Known, zone: &TimeZone) -> Result<Old, AttemptError> {
    let attempt = read_attempt(file)?.up_to_first_end();
    let stamp = &attempt.started.scenario;
    let place = scenario_of(&stamp.id, &stamp.hash, known);
    let hash = place.as_ref().map(|place| content_hash(&place.source)).unwrap_or_default();
    let replayed = place.as_ref().map(|place| replay(&attempt, &place.scenario));
    let fitting = replayed.filter(|it| it.leads_where_it_led(&attempt));
    let debrief = fitting.and_then(|it| Some((Debrief::of(&it.session)?, it.session)));
    let shown = match debrief {
        Some((debrief, session)) => Shown::Debrief(Box::new(OldDebrief {
            session,
            debrief,
            at: attempt.started.at,
            seed: attempt.started.seed,
            stepped_back: attempt.choices.iter().any(|choice| choice.taken_back),
            changed: hash != stamp.hash,
        })),
        None => {
            let source = place.as_ref().map(|place| export::Source { scenario: &place.scenario, hash: &hash });
            Shown::Document(Box::new(export::debrief(&attempt, source, zone)))
        }
    };
    let mode = attempt.started.mode;
    let (scenario, source) = match place {
        Some(Place { scenario, source, path }) => (Some(scenario), Some((source, path))),
        None => (None, None),
    };
    Ok(Old { scenario, source, mode, attempt: Box::new(attempt), shown })
}
