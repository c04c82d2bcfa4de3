//! Forgetting somebody: nothing of theirs waits any more, and no statement of theirs stays on this disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::outbox::{FILE, Outbox, OutboxError, has_notes, note_down};
use super::settings::outboxes;
use crate::storage::Folders;

/// So often it is looked whether a program that has an outbox open has done it.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// How far everything of somebody is out of the outboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgetting {
    /// It is in none of them any more.
    Done,
    /// Somebody who sends just now has one open and has not looked yet, because a request of theirs is under way. They take it out
    /// before they send or write anything else; where they end before that, whoever opens it next does.
    Soon,
}

/// Takes everything of these accounts out of every outbox of this user. Where another program, or another thread of this one,
/// sends just now, it is asked to, by a note that stays on the disk; all of them together are waited for no longer than this.
///
/// # Errors
/// Where that cannot even be noted, or an outbox not be read; it is done in all others.
pub fn forget(folders: &Folders, accounts: &[String], patience: Duration) -> Result<Forgetting, OutboxError> {
    let outboxes = outboxes(folders);
    // In all of them first: nothing is sent any more from one that is not waited for yet.
    let disk = |path: PathBuf| |error| OutboxError::Disk { path, error };
    let noted: Vec<_> =
        outboxes.iter().map(|folder| note_down(folder, accounts).map_err(disk(folder.join(FILE)))).collect();
    let until = Instant::now() + patience;
    let mut result = Ok(Forgetting::Done);
    for (folder, noted) in outboxes.iter().zip(noted) {
        let done = noted.and_then(|()| wait_for(folder, accounts, until));
        result = match (result, done) {
            (Err(error), _) | (_, Err(error)) => Err(error),
            (Ok(Forgetting::Done), Ok(Forgetting::Done)) => Ok(Forgetting::Done),
            (Ok(_), Ok(_)) => Ok(Forgetting::Soon),
        };
    }
    result
}

/// Waits until nothing of these accounts is in one outbox any more.
fn wait_for(folder: &Path, accounts: &[String], until: Instant) -> Result<Forgetting, OutboxError> {
    let path = folder.join(FILE);
    loop {
        match Outbox::open(folder) {
            // Whoever opens it heeds the note.
            Ok(_) => return Ok(Forgetting::Done),
            Err(OutboxError::InUse(_)) => {
                if !mentions(&path, accounts).map_err(|error| OutboxError::Disk { path: path.clone(), error })? {
                    return Ok(Forgetting::Done);
                }
                if Instant::now() >= until {
                    return Ok(Forgetting::Soon);
                }
                thread::sleep(LOOK_AGAIN);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Takes out of every outbox what was to be forgotten and is not yet: somebody who sent then has ended before they could. One that
/// is in use is left to whoever uses it.
pub fn heed_notes(folders: &Folders) {
    for folder in outboxes(folders).iter().filter(|it| has_notes(it)) {
        // What goes wrong with it comes to light where it is used.
        drop(Outbox::open(folder));
    }
}

/// Whether any of these accounts stands in a file.
fn mentions(path: &Path, accounts: &[String]) -> io::Result<bool> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        text => text?,
    };
    Ok(accounts.iter().any(|account| memchr::memmem::find(&text, account.as_bytes()).is_some()))
}
