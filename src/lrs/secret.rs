//! The secret of a learning record store, and what it belongs to.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// A secret. It is never shown: not in errors, not by `Debug`; and its memory is wiped when it is no longer needed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// This text, without the ends of lines that files and pipes put after it; `None` where nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        (!text.is_empty()).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The secret itself; for sending it or keeping it safe, never for showing.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A key, and the secret that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    key: String,
    secret: Secret,
}

/// A key or secret that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// There is no key.
    #[error("the key is empty")]
    NoKey,
    /// The key has a colon, which stands between key and secret.
    #[error("the key has a colon, and no server could tell it from the secret")]
    Colon,
    /// One of them has characters that cannot be sent.
    #[error("the key or the secret has characters that cannot be typed, such as the end of a line")]
    Control,
}

impl Credentials {
    /// A key and its secret.
    ///
    /// # Errors
    /// Where they cannot be sent in the way that servers understand.
    pub fn new(key: &str, secret: Secret) -> Result<Self, CredentialsError> {
        let key = key.trim();
        match key {
            "" => Err(CredentialsError::NoKey),
            _ if key.contains(':') => Err(CredentialsError::Colon),
            _ if key.chars().chain(secret.reveal().chars()).any(char::is_control) => Err(CredentialsError::Control),
            _ => Ok(Self { key: key.to_owned(), secret }),
        }
    }

    /// What goes with each request, as HTTP's “Basic” authentication has it.
    pub(super) fn header(&self) -> Zeroizing<String> {
        let both = Zeroizing::new(format!("{}:{}", self.key, self.secret.reveal()));
        let coded = Zeroizing::new(STANDARD.encode(both.as_bytes()));
        Zeroizing::new(format!("Basic {}", coded.as_str()))
    }

    /// A server's words without the secret, should it repeat it.
    pub(super) fn cleared(&self, words: &str) -> String {
        let header = self.header();
        let coded = header.trim_start_matches("Basic ");
        words.replace(self.secret.reveal(), "…").replace(coded, "…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(text).expect("a secret")
    }

    #[test]
    fn a_secret_never_shows() {
        let credentials = Credentials::new("key", secret("hush-hush\n")).expect("fine");
        assert!(!format!("{credentials:?} {:#?}", secret("hush-hush")).contains("hush"));
        assert_eq!(credentials.header().as_str(), "Basic a2V5Omh1c2gtaHVzaA==");
        let words = credentials.cleared("no: hush-hush, a2V5Omh1c2gtaHVzaA==");
        assert_eq!(words, "no: …, …");
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        assert!(Secret::new("\r\n").is_none());
        assert_eq!(Credentials::new(" ", secret("s")), Err(CredentialsError::NoKey));
        assert_eq!(Credentials::new("a:b", secret("s")), Err(CredentialsError::Colon));
        assert_eq!(Credentials::new("a", secret("s\nt")), Err(CredentialsError::Control));
    }
}
