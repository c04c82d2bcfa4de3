//! Where the command line gets a secret from. Never from an argument: other users of a machine can see those.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use super::refused::Refused;
use crate::lrs::{Endpoint, Secret, SecretError, Secrets, read_private};

/// No secret is longer than this, in bytes.
const LONGEST: u64 = 4_096;

/// The secret in this file, or what comes from standard input for `-`.
pub fn given(file: &Path) -> Result<Secret, Refused> {
    if file == Path::new("-") {
        return piped();
    }
    read_private(file).map_err(in_words)
}

/// The secret that was kept for this key; where there is none, the one that comes from standard input.
pub fn kept_or_piped(secrets: &Secrets, endpoint: &Endpoint, key: &str) -> Result<Secret, Refused> {
    let kept = secrets.find(endpoint, key);
    match kept {
        Ok(Some(secret)) => Ok(secret),
        // Without a keyring there may be a secret all the same.
        Ok(None) | Err(SecretError::Keyring(_)) => piped(),
        Err(error) => Err(in_words(error)),
    }
}

/// The secret that comes from standard input.
fn piped() -> Result<Secret, Refused> {
    let none =
        "there is no secret; put it in a file that only you can read and name it with --secret-file, or pipe it in";
    let input = io::stdin();
    if input.is_terminal() {
        return Err(Refused::bad(none));
    }
    let mut text = zeroize::Zeroizing::new(String::new());
    let read = input.lock().take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| Refused::unreadable(format!("the secret cannot be read from standard input: {error}")))?;
    Secret::new(&text).ok_or_else(|| Refused::bad(none))
}

fn in_words(error: SecretError) -> Refused {
    match error {
        SecretError::Disk { .. } | SecretError::Keyring(_) | SecretError::NotForgotten(_) => Refused::unreadable(error),
        SecretError::Open(_) | SecretError::NotASecret(_) => Refused::bad(error),
    }
}
