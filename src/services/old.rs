//! An attempt of the past: reading it, and what its scenario has become.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::scenarios::{FoundScenario, KnownScenarios};
use crate::engine::{Debrief, FirstWords, Mode, Session};
use crate::export::{self, Document};
use crate::record::{Attempt, replay};
use crate::storage::{AttemptError, own_words_beside, read_attempt};

/// An attempt as it can be shown today.
#[derive(Debug)]
pub struct OldAttempt {
    /// The scenario as it is now, where it is there.
    pub scenario: Option<FoundScenario>,
    /// In which mode it was played.
    pub mode: Mode,
    /// What was recorded, up to its first end.
    pub attempt: Box<Attempt>,
    /// What there is to show.
    pub view: OldView,
}

/// What there is to show of an attempt.
#[derive(Debug)]
pub enum OldView {
    /// Its debrief, also where it was left before its end: every choice still does what it did.
    Debrief(Box<OldDebrief>),
    /// What was recorded, as a document that says why it is no more than that.
    Document(Box<Document>),
}

/// A debrief of the past.
#[derive(Debug)]
pub struct OldDebrief {
    /// The session, up to its first end, or as far as it came.
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
    /// What was said in their own words.
    pub first_words: FirstWords,
}

/// Reads an attempt up to its first end, which is the one that counts, and brings its session back where that is possible.
///
/// # Errors
/// Where the file cannot be read, or there is no attempt in it.
pub fn read(file: &Path, known: &KnownScenarios, zone: &TimeZone) -> Result<OldAttempt, AttemptError> {
    let attempt = read_attempt(file)?.up_to_first_end();
    let stamp = &attempt.started.scenario;
    let scenario = known.find(&stamp.id, &stamp.hash);
    let replayed = scenario.as_ref().map(|it| replay(&attempt, &it.scenario));
    let fitting = replayed.filter(|it| it.leads_where_it_led(&attempt));
    let view = match fitting.map(|it| (Debrief::so_far(&it.session, 0), it.session)) {
        Some((debrief, session)) => OldView::Debrief(Box::new(OldDebrief {
            session,
            debrief,
            at: attempt.started.at,
            seed: attempt.started.seed,
            stepped_back: attempt.choices.iter().any(|choice| choice.taken_back),
            first_words: first_words(file, &attempt),
            changed: scenario.as_ref().is_some_and(|it| !it.is_same),
        })),
        None => {
            let source = scenario.as_ref().map(|it| &it.scenario);
            let source = source.map(|it| export::Source { scenario: it, hash: it.hash() });
            OldView::Document(Box::new(export::debrief(&attempt, source, zone)))
        }
    };
    let mode = attempt.started.mode;
    Ok(OldAttempt { scenario, mode, attempt: Box::new(attempt), view })
}

/// What was said in their own words, as it was at the first end.
fn first_words(file: &Path, attempt: &Attempt) -> FirstWords {
    let person = attempt.started.person.as_ref().map(|person| person.id);
    let words = person.and_then(|person| own_words_beside(file, person, attempt.started.attempt));
    words.map(|words| words.at_end.unwrap_or(words.words)).unwrap_or_default()
}
