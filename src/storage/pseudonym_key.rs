//! The key by which people get pseudonyms in reports: made once, and kept where only its owner can read it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::folders::Folders;
use crate::report::{KEY_LENGTH, Pseudonyms};

/// The name of its file.
const FILE: &str = "pseudonyms.key";

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read, or none be made.
    #[error("{}: {error}", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file has been changed.
    #[error(
        "{}: this is no key for pseudonyms any more; move the file away, and the next report makes a new one, with other \
         pseudonyms",
        .0.display()
    )]
    Changed(PathBuf),
}

/// The pseudonyms of whoever runs the program: the same in all of their reports, and not to be computed by others.
///
/// # Errors
/// Where the key cannot be read or made.
pub fn pseudonyms(folders: &Folders) -> Result<Pseudonyms, KeyError> {
    let path = folders.data().join(FILE);
    let disk = |error| KeyError::Disk { path: path.clone(), error };
    let key = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(&path).map_err(disk)?;
            // Another program may have been quicker; then its key counts.
            fs::read(&path).map_err(disk)?
        }
        read => read.map_err(disk)?,
    };
    let key: [u8; KEY_LENGTH] = key.try_into().map_err(|_| KeyError::Changed(path.clone()))?;
    Ok(Pseudonyms::new(key))
}

/// Makes a key, unless there is one by now.
fn make(path: &Path) -> io::Result<()> {
    let mut key = [0; KEY_LENGTH];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // Such a file is born readable by its owner alone.
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(&key)?;
    aside.as_file().sync_all()?;
    match aside.persist_noclobber(path) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(error.error),
        _ => Ok(()),
    }
}
