//! The lock that keeps other programs out of an outbox. It is the system's, and goes with the program that holds it.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::lrs::private::private;

/// A lock that another program holds is asked for so often, with so long a pause.
const LOCK_TRIES: u32 = 20;
const LOCK_WAIT: Duration = Duration::from_millis(25);

/// The system's lock on this file, for as long as the file is open; none, where the disk knows no locks.
pub(super) fn lock(path: &Path) -> Result<File, TryLockError> {
    let file = private().create(true).truncate(false).write(true).open(path).map_err(TryLockError::Error)?;
    let mut tries = 0;
    loop {
        match file.try_lock() {
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            // A window that is just being closed, or a child process that is just being born, holds it a little longer.
            Err(TryLockError::WouldBlock) if tries < LOCK_TRIES => {
                tries += 1;
                std::thread::sleep(LOCK_WAIT);
            }
            Err(error) => return Err(error),
            Ok(()) => return Ok(file),
        }
    }
}
