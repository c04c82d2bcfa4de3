//! The person's own attempts: reading them in the background, and what they come to.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::own::{OwnNews, poll_own, whose};
use crate::app::shelf::Shelf;
use crate::report::Circumstance;
use crate::report::progress::{Progress, Telling, TrapCase};
use crate::scenario::{Listing, Scenario, plain};
use crate::services::own::{OwnAttempts, OwnTask, Whose, ask_progress};
use crate::storage::{Profile, Unread};
use crate::ui::screens::progress::TrapExample;
use crate::words;

/// What is known of the person's own attempts.
#[derive(Default)]
pub(in crate::app) struct OwnProgress {
    /// Of whose files everything here is.
    of: Option<Whose>,
    reading: Option<OwnTask<Box<OwnAttempts>>>,
    /// Whether something may have happened since the reading began.
    again: bool,
    own: Option<Box<OwnAttempts>>,
    /// Why they could not be read.
    failed: Option<String>,
    /// What of them could not be read.
    notices: Vec<String>,
    /// The scenario to practise the most telling circumstance with.
    practise: Option<Arc<Scenario>>,
    /// What they said when they fell into each of their traps last, in the order of the traps; nothing where the scenario is
    /// gone, or has changed.
    examples: Vec<Option<TrapExample>>,
}

impl OwnProgress {
    /// Has the person's attempts read, or what has been added to them.
    pub(in crate::app) fn read(&mut self, profile: Option<&Profile>, shelf: &Shelf) {
        let Some(whose) = whose(profile, shelf) else { return };
        if self.reading.as_ref().is_some_and(|reading| reading.is_about(&whose)) {
            self.again = true;
            return;
        }
        if self.of.as_ref() != Some(&whose) {
            // What is known, or is being read, is of another folder.
            *self = Self { of: Some(whose.clone()), ..Self::default() };
        }
        self.reading = Some(ask_progress(&shelf.services.own, whose, shelf.ids(), TimeZone::system()));
    }

    /// The same where something is known that may have changed.
    pub(in crate::app) fn read_again(&mut self, profile: Option<&Profile>, shelf: &Shelf) {
        if self.own.is_some() || self.reading.is_some() || self.failed.is_some() {
            self.read(profile, shelf);
        }
    }

    /// The same after it has failed.
    pub(in crate::app) fn try_again(&mut self, profile: Option<&Profile>, shelf: &Shelf) {
        self.failed = None;
        self.read(profile, shelf);
    }

    /// Takes what was found.
    pub(super) fn take_answers(&mut self, profile: Option<&Profile>, shelf: &Shelf) -> Option<OwnNews> {
        let (found, news) = poll_own(&mut self.reading, profile, shelf)?;
        let folder = || shelf.machine.records_folder().map(|it| it.display().to_string()).unwrap_or_default();
        match found {
            Ok(own) => {
                self.notices = notices_of(own.unread, &folder());
                self.own = Some(own);
                self.failed = None;
            }
            Err(error) => {
                self.failed = Some(format!(
                    "The folder of records, {}, could not be read: {error}. See that it is there and that you may read \
                     it, then read again. You can choose another folder in the settings.",
                    folder()
                ));
            }
        }
        self.find_practice(shelf);
        if std::mem::take(&mut self.again) {
            self.read(profile, shelf);
        }
        Some(news)
    }

    /// What the attempts come to, once they are known.
    pub(in crate::app) fn facts(&self) -> Option<&Progress> {
        self.own.as_ref().map(|own| &own.progress)
    }

    /// Why they could not be read.
    pub(in crate::app) fn failed(&self) -> Option<&str> {
        self.failed.as_deref()
    }

    /// What of them could not be read.
    pub(in crate::app) fn notices(&self) -> &[String] {
        &self.notices
    }

    /// The scenario to practise the most telling circumstance with.
    pub(in crate::app) fn practise(&self) -> Option<&Arc<Scenario>> {
        self.practise.as_ref()
    }

    /// What they said when they fell into each of their traps last.
    pub(in crate::app) fn examples(&self) -> &[Option<TrapExample>] {
        &self.examples
    }

    /// The file of an attempt.
    pub(in crate::app) fn file_of(&self, attempt: Uuid) -> Option<PathBuf> {
        self.own.as_ref()?.file_of(attempt).map(ToOwned::to_owned)
    }

    /// The files of all attempts; `None` until they have been read.
    pub(in crate::app) fn files(&self) -> Option<Vec<PathBuf>> {
        self.own.as_ref().map(|own| own.files().map(ToOwned::to_owned).collect())
    }

    /// Whether an attempt has ever ended, as far as is known.
    pub(in crate::app) fn has_ended(&self, attempt: Uuid) -> bool {
        let rows = self.facts().into_iter().flat_map(|facts| &facts.rows);
        rows.into_iter().any(|row| row.attempt == attempt && row.outcome.is_some())
    }

    /// Looks for a scenario in which the most telling circumstance can be practised; after either has changed.
    fn find_practice(&mut self, shelf: &Shelf) {
        let telling = self.facts().and_then(|facts| {
            let trap = facts.traps.get(facts.most_telling?)?;
            Some((trap.telling.as_ref()?, facts))
        });
        self.practise = telling.and_then(|(telling, facts)| practice_for(telling, facts, shelf)).cloned();
        let traps = self.facts().map(|facts| facts.traps.as_slice()).unwrap_or_default();
        self.examples = traps.iter().map(|trap| example_of(trap.latest.as_ref()?, shelf)).collect();
    }
}

/// The words of a reply with which a trap was fallen into.
fn example_of(case: &TrapCase, shelf: &Shelf) -> Option<TrapExample> {
    let file = shelf.with_id(&case.scenario)?.file();
    let scene = file.scenes.iter().find(|scene| scene.id.value == case.scene)?;
    let reply = scene.decision.as_ref()?.replies.iter().find(|reply| reply.id.value == case.reply)?;
    Some(TrapExample { title: plain(&file.title.value), words: plain(&reply.text.value) })
}

/// The scenario with that cause or channel that was not played yet, or the longest ago; for a state of the customer, the
/// one in which the trap was fallen into last.
fn practice_for<'a>(telling: &Telling, facts: &Progress, shelf: &'a Shelf) -> Option<&'a Arc<Scenario>> {
    match telling.circumstance {
        Circumstance::Customer(_) => telling.scenarios.iter().find_map(|id| shelf.with_id(id)),
        Circumstance::Cause(cause) => {
            let listings = shelf.listings().filter(|it| it.cause == Some(cause));
            shelf.with_id(&listings.max_by_key(|it| since(facts, it))?.id)
        }
        Circumstance::Channel(channel) => {
            let listings = shelf.listings().filter(|it| it.channel == Some(channel));
            shelf.with_id(&listings.max_by_key(|it| since(facts, it))?.id)
        }
    }
}

/// For how many conversations a scenario was not played; most of all, where it never was.
fn since(facts: &Progress, listing: &Listing) -> (usize, std::cmp::Reverse<String>) {
    let id = &*listing.id;
    let played = facts.rows.iter().position(|row| row.scenario == id);
    // Of equals the first by its id, the same each time.
    (played.unwrap_or(usize::MAX), std::cmp::Reverse(id.to_owned()))
}

fn notices_of(unread: Unread, folder: &str) -> Vec<String> {
    let mut notices = Vec::new();
    if unread.files > 0 {
        let files = words::count(unread.files, "file", "files");
        notices.push(format!(
            "{files} in {folder} could not be read: damaged, or written by a newer version of the program. If there are \
             attempts of yours among them, they are missing here."
        ));
    }
    if unread.damaged > 0 {
        let attempts = words::count(unread.damaged, "attempt of yours", "attempts of yours");
        notices.push(format!("{attempts} in {folder}: lines are damaged and left out. All the others count."));
    }
    if unread.disagreeing > 0 {
        let attempts = words::count(unread.disagreeing, "attempt of yours", "attempts of yours");
        notices.push(format!(
            "Of {attempts} in {folder} there are copies that disagree. The one that goes furthest counts; what only the others \
             have does not."
        ));
    }
    notices
}
