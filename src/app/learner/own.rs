//! What is read of the person's own files, and for whom: one reader for progress, refreshers and cards.

use std::io;
use std::sync::Arc;

use crate::app::shelf::Shelf;
use crate::memory::RecordedPlay;
use crate::services::own::{OwnTask, Whose};
use crate::storage::Profile;

/// What every answer of the reader tells, whatever was asked for.
#[derive(Clone, Debug)]
pub(in crate::app) struct OwnNews {
    /// How the plays ended that are on record.
    pub(super) plays: Arc<[RecordedPlay]>,
    /// How the files were: another number each time something in them has changed.
    pub(super) revision: u64,
}

/// Whose files are read: nobody's, of a guest or where nothing is kept.
pub(super) fn whose(profile: Option<&Profile>, shelf: &Shelf) -> Option<Whose> {
    Some(Whose { person: profile?.id, records: shelf.machine.records()? })
}

/// Polls what may be under way; it is over with its answer. One about files that are not theirs any more is given up.
pub(super) fn poll_own<T: Send + 'static>(
    task: &mut Option<OwnTask<T>>,
    profile: Option<&Profile>,
    shelf: &Shelf,
) -> Option<(io::Result<T>, OwnNews)> {
    let answer = task.as_ref()?.poll()?;
    let is_theirs = whose(profile, shelf).is_some_and(|whose| task.as_ref().is_some_and(|task| task.is_about(&whose)));
    *task = None;
    is_theirs.then_some((answer.found, OwnNews { plays: answer.plays, revision: answer.revision }))
}
