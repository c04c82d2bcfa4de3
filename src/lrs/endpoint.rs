//! The address of a learning record store.

use std::fmt;
use std::net::IpAddr;

use ureq::http::Uri;
use ureq::http::uri::Scheme;
use uuid::Uuid;

/// Where statements are sent to. The way there is encrypted, unless it stays on this machine or a person has allowed
/// otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Without a slash at the end, and without `/statements`.
    base: String,
    is_plain: bool,
}

/// An address that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// It is no address of the web.
    #[error("`{0}` is not an address such as https://lrs.example.com/xapi")]
    NotAnAddress(String),
    /// A name or secret stands in it.
    #[error("leave the key and secret out of the address; give them by themselves")]
    WithKey,
    /// It has a question mark or a hash mark.
    #[error("`{0}` has a part that an address for statements cannot have, from `?` or `#` on")]
    WithQuery(String),
    /// What is sent could be read on the way.
    #[error(
        "`{0}` is not encrypted, so others could read the statements and the secret; use https, or allow it with --allow-http"
    )]
    NotEncrypted(String),
}

impl Endpoint {
    /// Reads an address: `https://…`; or `http://…` to this machine, or to any where that is allowed.
    ///
    /// # Errors
    /// Where it is none, or not safe.
    pub fn parse(address: &str, allow_http: bool) -> Result<Self, EndpointError> {
        let address = address.trim();
        // First, so that no error ever repeats a secret.
        if address.contains('@') {
            return Err(EndpointError::WithKey);
        }
        if address.contains(['?', '#']) {
            return Err(EndpointError::WithQuery(address.to_owned()));
        }
        let not_an_address = || EndpointError::NotAnAddress(address.to_owned());
        let uri: Uri = address.parse().map_err(|_| not_an_address())?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(not_an_address)?;
        let is_plain = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => false,
            Some(scheme) if *scheme == Scheme::HTTP => true,
            _ => return Err(not_an_address()),
        };
        if is_plain && !allow_http && !is_loopback(host) {
            return Err(EndpointError::NotEncrypted(address.to_owned()));
        }
        let base = address.trim_end_matches('/');
        let base = base.strip_suffix("/statements").unwrap_or(base).trim_end_matches('/');
        Ok(Self { base: base.to_owned(), is_plain })
    }

    /// Whether what is sent can be read on the way.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Where statements are posted.
    #[must_use]
    pub fn statements(&self) -> String {
        format!("{}/statements", self.base)
    }

    /// Where the statement by this id is fetched.
    #[must_use]
    pub fn statement(&self, id: Uuid) -> String {
        format!("{}/statements?statementId={id}", self.base)
    }

    /// Where a statement is fetched that somebody has voided.
    #[must_use]
    pub fn voided_statement(&self, id: Uuid) -> String {
        format!("{}/statements?voidedStatementId={id}", self.base)
    }

    /// Where a store says what it is.
    #[must_use]
    pub fn about(&self) -> String {
        format!("{}/about", self.base)
    }

    /// Where the newest statement is asked for, whichever it is.
    #[must_use]
    pub fn newest(&self) -> String {
        format!("{}/statements?limit=1", self.base)
    }

    /// A name for a folder of its own: its host, and what tells it from others there.
    #[must_use]
    pub fn folder_name(&self) -> String {
        let uri: Option<Uri> = self.base.parse().ok();
        let host = uri.as_ref().and_then(Uri::host).unwrap_or("lrs");
        let host: String = host.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
        let sum: String = crate::storage::content_hash(self.base.as_bytes()).chars().take(12).collect();
        format!("{host}-{sum}")
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_this_machine_unless_allowed() {
        for address in ["http://127.0.0.1:8100/xAPI", "http://localhost/x", "http://[::1]:80/x", "http://127.9.9.9"] {
            assert!(Endpoint::parse(address, false).is_ok(), "{address}");
        }
        for address in [
            "http://lrs.example.com",
            "http://127.0.0.1.example.com/",
            "http://localhost.example.com",
            "http://10.0.0.1/x",
        ] {
            assert!(matches!(Endpoint::parse(address, false), Err(EndpointError::NotEncrypted(_))), "{address}");
            assert!(Endpoint::parse(address, true).is_ok(), "{address}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_will_do() {
        for address in ["", "lrs.example.com", "ftp://example.com", "https://", "/xapi", "https://exa mple.com"] {
            assert!(matches!(Endpoint::parse(address, true), Err(EndpointError::NotAnAddress(_))), "{address}");
        }
        assert!(matches!(Endpoint::parse("https://e.com/x?y=1", true), Err(EndpointError::WithQuery(_))));
        let error = Endpoint::parse("https://key:hush@example.com", true).expect_err("with a key");
        assert!(!format!("{error:?} {error}").contains("hush"));
    }

    #[test]
    fn what_people_paste_is_understood() {
        for address in [
            "https://e.com/xapi",
            " https://e.com/xapi/ ",
            "https://e.com/xapi/statements",
            "https://e.com/xapi/statements/",
        ] {
            let endpoint = Endpoint::parse(address, false).expect(address);
            assert_eq!(endpoint.statements(), "https://e.com/xapi/statements");
            assert!(endpoint.folder_name().starts_with("e.com-"));
        }
    }
}
