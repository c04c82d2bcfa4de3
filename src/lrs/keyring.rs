//! What a keyring is, and that of the system: the Secret Service on Linux, Keychain on macOS, the Credential Manager on Windows.

use super::secret::Secret;

/// A keyring, by the names of accounts.
pub trait Keyring {
    /// Keeps a secret.
    ///
    /// # Errors
    /// Where there is no keyring, or it does not want to; with words for a person that never contain the secret.
    fn keep(&self, account: &str, secret: &Secret) -> Result<(), String>;
    /// A secret that was kept; `None` where there is none.
    ///
    /// # Errors
    /// As [`Keyring::keep`].
    fn find(&self, account: &str) -> Result<Option<Secret>, String>;
    /// Forgets a secret, where there is one.
    ///
    /// # Errors
    /// As [`Keyring::keep`].
    fn forget(&self, account: &str) -> Result<(), String>;
}

/// The keyring of the system; none, in a build without the feature `keyring`.
#[derive(Clone, Copy, Debug)]
pub struct SystemKeyring;

/// The name under which secrets are filed.
#[cfg(feature = "keyring")]
const SERVICE: &str = "make-it-right";

#[cfg(feature = "keyring")]
impl Keyring for SystemKeyring {
    fn keep(&self, account: &str, secret: &Secret) -> Result<(), String> {
        entry(account)?.set_password(secret.reveal()).map_err(|error| in_words(&error))
    }

    fn find(&self, account: &str) -> Result<Option<Secret>, String> {
        match entry(account)?.get_password() {
            Ok(text) => Ok(Secret::new(&zeroize::Zeroizing::new(text))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(in_words(&error)),
        }
    }

    fn forget(&self, account: &str) -> Result<(), String> {
        match entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(in_words(&error)),
        }
    }
}

#[cfg(feature = "keyring")]
fn entry(account: &str) -> Result<keyring::Entry, String> {
    keyring::Entry::new(SERVICE, account).map_err(|error| in_words(&error))
}

/// What went wrong. Errors about the form of a secret hold the secret, so they are not shown.
#[cfg(feature = "keyring")]
fn in_words(error: &keyring::Error) -> String {
    match error {
        keyring::Error::NoDefaultStore | keyring::Error::PlatformFailure(_) => "the system has no keyring that answers",
        keyring::Error::NoStorageAccess(_) => "the system's keyring is locked",
        _ => "the system's keyring does not take it",
    }
    .to_owned()
}

#[cfg(not(feature = "keyring"))]
impl Keyring for SystemKeyring {
    fn keep(&self, account: &str, secret: &Secret) -> Result<(), String> {
        NoKeyring.keep(account, secret)
    }

    fn find(&self, account: &str) -> Result<Option<Secret>, String> {
        NoKeyring.find(account)
    }

    fn forget(&self, account: &str) -> Result<(), String> {
        NoKeyring.forget(account)
    }
}

/// No keyring: secrets are kept in files. For builds without one, and for tests, which leave the user's own alone.
#[derive(Clone, Copy, Debug)]
pub struct NoKeyring;

impl Keyring for NoKeyring {
    fn keep(&self, _: &str, _: &Secret) -> Result<(), String> {
        Err("this build does not know the system's keyring".to_owned())
    }

    fn find(&self, _: &str) -> Result<Option<Secret>, String> {
        Ok(None)
    }

    fn forget(&self, _: &str) -> Result<(), String> {
        Ok(())
    }
}
