//! Doing something to a file while no other program does.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How often a lock is asked for that somebody else holds, and how long is waited in between: ten seconds in all.
const TRIES: u32 = 1_000;
const PAUSE: Duration = Duration::from_millis(10);

/// Does this while no other program, and nobody else in this one, does something to the same file. The lock is the system's,
/// on a file beside it, and goes with the program that holds it. Where the disk knows no locks, there is none.
///
/// # Errors
/// Where somebody else holds it for ten seconds, the folder cannot be made, or `work` fails.
pub(super) fn alone<T>(path: &Path, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.with_extension("lock"))?;
    wait_for(&lock, path)?;
    let done = work();
    drop(lock);
    done
}

fn wait_for(lock: &File, path: &Path) -> io::Result<()> {
    for _ in 0..TRIES {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            // A network share may know none; then all is as safe as without.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(()),
        }
    }
    let why =
        format!("another program has been writing {} for ten seconds; close it, or try once more", path.display());
    Err(io::Error::new(io::ErrorKind::TimedOut, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_is_there_meanwhile() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("new").join("count");
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    let count = || fs::read_to_string(&file).ok().and_then(|it| it.parse().ok()).unwrap_or(0_u32);
                    alone(&file, || fs::write(&file, (count() + 1).to_string())).expect("counted");
                });
            }
        });
        assert_eq!(fs::read_to_string(&file).expect("there"), "16");
    }
}
