//! Forgetting somebody: nothing of theirs waits any more, and no statement of theirs stays on this disk.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::outbox::{FILE, Outbox, OutboxError, note_down};
use super::settings::outboxes;
use crate::storage::Folders;

/// So often it is looked whether a program that has an outbox open has done it.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Takes everything of these accounts out of every outbox of this user. Where another program, or another thread of this one,
/// sends just now, it is asked to, and given so much time.
///
/// # Errors
/// Where that cannot be done in one of them; it is done in all others. What cannot be done now is done as soon as somebody opens
/// that outbox, and before anything is sent from it.
pub fn forget(folders: &Folders, accounts: &[String], patience: Duration) -> Result<(), OutboxError> {
    let mut result = Ok(());
    for folder in outboxes(folders) {
        result = result.and(forget_within(&folder, accounts, patience));
    }
    result
}

fn forget_within(folder: &Path, accounts: &[String], patience: Duration) -> Result<(), OutboxError> {
    let path = folder.join(FILE);
    let disk = |error| OutboxError::Disk { path: path.clone(), error };
    note_down(folder, accounts).map_err(disk)?;
    let until = Instant::now() + patience;
    loop {
        match Outbox::open(folder) {
            // Whoever opens it heeds the note.
            Err(OutboxError::InUse(_)) if !mentions(&path, accounts).map_err(disk)? => return Ok(()),
            Err(OutboxError::InUse(_)) if Instant::now() < until => thread::sleep(LOOK_AGAIN),
            opened => return opened.map(drop),
        }
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
