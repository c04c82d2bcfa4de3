//! Keeping a secret: in the system's keyring, or, where there is none, in a file that only the user can read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::endpoint::Endpoint;
use super::keyring::{Keyring, SystemKeyring};
use super::private::{is_private, make_folder, make_private};
use super::secret::Secret;
use crate::storage::{Folders, content_hash};

/// Where a secret was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// In the system's keyring.
    Keyring,
    /// In this file, because of what the keyring said.
    File {
        /// Which file.
        path: PathBuf,
        /// Why not in the keyring, in words for a person.
        why: String,
    },
}

/// A secret that cannot be kept, found or forgotten. No variant ever holds the secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It is in no file, and the keyring cannot be asked.
    #[error("no secret was found: {0}")]
    Keyring(String),
    /// It may still be in the keyring, which does not answer.
    #[error("the secret may still be in the system's keyring: {0}")]
    NotForgotten(String),
    /// Others on this machine can read the file.
    #[error("others on this machine can read {}; put it right with `chmod 600`, and better use a new secret", .0.display())]
    Open(PathBuf),
    /// It is not an ordinary file, or far too large for a secret.
    #[error("{} is not a file with a secret in it", .0.display())]
    NotASecret(PathBuf),
    /// The file cannot be read or written.
    #[error("{}: {error}", path.display())]
    Disk {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// No secret is longer than this, in bytes.
const LONGEST: u64 = 4_096;

/// The secrets of this user.
pub struct Secrets {
    folder: PathBuf,
    keyring: Box<dyn Keyring>,
}

impl Secrets {
    /// Those of this user, in the system's keyring where there is one.
    #[must_use]
    pub fn of(folders: &Folders) -> Self {
        Self::with(folders, Box::new(SystemKeyring))
    }

    /// Those in this keyring, or else beside the settings.
    #[must_use]
    pub fn with(folders: &Folders, keyring: Box<dyn Keyring>) -> Self {
        Self { folder: folders.config().join("secrets"), keyring }
    }

    /// Keeps the secret that belongs to this key, at this address alone.
    ///
    /// # Errors
    /// Where neither the keyring nor the disk takes it.
    pub fn keep(&self, endpoint: &Endpoint, key: &str, secret: &Secret) -> Result<SecretPlace, SecretError> {
        let path = self.file(endpoint, key);
        match self.keyring.keep(&account(endpoint, key), secret) {
            Ok(()) => {
                // An older one must not come back when the keyring is away.
                remove(&path)?;
                Ok(SecretPlace::Keyring)
            }
            Err(why) => {
                write_private(&path, secret).map_err(|error| SecretError::Disk { path: path.clone(), error })?;
                Ok(SecretPlace::File { path, why })
            }
        }
    }

    /// The secret that belongs to this key at this address; `None` where none was kept.
    ///
    /// # Errors
    /// Where it is in a file that others can read, or that cannot be read; or where the keyring cannot be asked.
    pub fn find(&self, endpoint: &Endpoint, key: &str) -> Result<Option<Secret>, SecretError> {
        let path = self.file(endpoint, key);
        // The file is there only where the keyring did not take the secret; so it is the newer of the two.
        if path.exists() {
            return read_private(&path).map(Some);
        }
        self.keyring.find(&account(endpoint, key)).map_err(SecretError::Keyring)
    }

    /// Whether the secret that belongs to this key at this address is in a file, and not in the keyring.
    #[must_use]
    pub fn is_in_file(&self, endpoint: &Endpoint, key: &str) -> bool {
        self.file(endpoint, key).exists()
    }

    /// Forgets the secret that belongs to this key at this address.
    ///
    /// # Errors
    /// Where its file cannot be removed; or where there is none and the keyring, which must have it then, does not answer.
    pub fn forget(&self, endpoint: &Endpoint, key: &str) -> Result<(), SecretError> {
        let was_in_file = self.is_in_file(endpoint, key);
        let from_keyring = self.keyring.forget(&account(endpoint, key));
        remove(&self.file(endpoint, key))?;
        match from_keyring {
            Err(why) if !was_in_file => Err(SecretError::NotForgotten(why)),
            _ => Ok(()),
        }
    }

    fn file(&self, endpoint: &Endpoint, key: &str) -> PathBuf {
        let sum: String = content_hash(account(endpoint, key).as_bytes()).chars().take(16).collect();
        self.folder.join(sum)
    }
}

/// A secret belongs to a key at an address, and goes to no other.
fn account(endpoint: &Endpoint, key: &str) -> String {
    format!("{key} at {endpoint}")
}

/// Reads a secret from a file that only the user may be able to read.
///
/// # Errors
/// Where others can read it, it is not a secret, or cannot be read.
pub fn read_private(path: &Path) -> Result<Secret, SecretError> {
    let disk = |error| SecretError::Disk { path: path.to_owned(), error };
    let mut file = fs::File::open(path).map_err(disk)?;
    // Of the file that is open, not of the name: between the two it could be another.
    let metadata = file.metadata().map_err(disk)?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return Err(SecretError::NotASecret(path.to_owned()));
    }
    if !is_private(&metadata) {
        return Err(SecretError::Open(path.to_owned()));
    }
    let mut text = zeroize::Zeroizing::new(String::new());
    io::Read::read_to_string(&mut file, &mut text).map_err(disk)?;
    Secret::new(&text).ok_or_else(|| SecretError::NotASecret(path.to_owned()))
}

/// Writes a secret to a file that only the user can read, all or nothing.
fn write_private(path: &Path, secret: &Secret) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    // Born readable by the user alone, not made so later.
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(secret.reveal().as_bytes())?;
    make_private(aside.as_file())?;
    aside.as_file().sync_all()?;
    aside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn remove(path: &Path) -> Result<(), SecretError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(SecretError::Disk { path: path.to_owned(), error })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
