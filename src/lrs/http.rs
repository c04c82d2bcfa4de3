//! The real way to a learning record store: HTTP, by `ureq`.

use std::fmt;
use std::io::Read as _;
use std::time::Duration;

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, Proxy};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::answer::{Answer, RetryAfter};
use super::body::may_be_proof;
use super::endpoint::Endpoint;
use super::secret::Credentials;
use super::sender::Transport;
use super::settings::XapiVersion;
use super::trial::Knock;

/// No answer that we need is longer than this, in bytes; the rest is not read.
const LONGEST_ANSWER: u64 = 8 << 20;

/// How long a server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// To take the call.
    pub connect: Duration,
    /// For everything, from the call to the last byte of the answer.
    pub whole: Duration,
}

impl Timeouts {
    /// Shorter: somebody waits for what a trial shows.
    #[must_use]
    pub fn of_a_trial() -> Self {
        Self { connect: Duration::from_secs(8), whole: Duration::from_secs(15) }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(15), whole: Duration::from_mins(1) }
    }
}

/// A learning record store that is reached over the network. Each request has a connection of its own: on one that is used
/// again, an answer that a server or a proxy sends twice would be taken for that to the next request.
#[derive(Clone)]
pub struct Http {
    endpoint: Endpoint,
    credentials: Credentials,
    authorization: Zeroizing<String>,
    version: XapiVersion,
    agent: Agent,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("endpoint", &self.endpoint).field("version", &self.version).finish_non_exhaustive()
    }
}

impl Http {
    /// The store at this address. Nothing is sent yet.
    #[must_use]
    pub fn new(endpoint: Endpoint, credentials: Credentials, version: XapiVersion, timeouts: Timeouts) -> Self {
        // A proxy would see all of what is not encrypted.
        let proxy = if endpoint.is_plain() { None } else { Proxy::try_from_env() };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // The secret goes to no other place than the one that a person has named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .https_only(!endpoint.is_plain())
            .proxy(proxy)
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .max_idle_connections(0)
            .timeout_connect(Some(timeouts.connect))
            .timeout_global(Some(timeouts.whole))
            .user_agent(concat!("make-it-right/", env!("CARGO_PKG_VERSION")))
            .build();
        let authorization = credentials.header();
        Self { endpoint, credentials, authorization, version, agent: config.new_agent() }
    }

    /// Ends requests that are under way in other threads; none can be made after this.
    pub fn hang_up(&self) {
        self.agent.clone().shutdown();
    }

    fn get(&self, address: &str) -> Answer {
        let request = self.agent.get(address);
        let request = request
            .header("Authorization", self.authorization.as_str())
            .header("X-Experience-API-Version", self.version.header())
            .header("Connection", "close");
        self.answer(request.call())
    }

    fn send(&self, body: &[u8]) -> Answer {
        let request = self.agent.post(self.endpoint.statements());
        let request = request
            .header("Authorization", self.authorization.as_str())
            .header("X-Experience-API-Version", self.version.header())
            .header("Content-Type", "application/json")
            .header("Connection", "close");
        self.answer(request.send(body))
    }

    fn answer(&self, result: Result<Response<Body>, Error>) -> Answer {
        let whole = result.and_then(|mut response| {
            // Of what is longer, the beginning says enough: that it is no receipt.
            let mut bytes = Vec::new();
            response.body_mut().as_reader().take(LONGEST_ANSWER).read_to_end(&mut bytes)?;
            let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
            let status = response.status().as_u16();
            let text = without_secret(&self.credentials, status, &String::from_utf8_lossy(&bytes));
            let retry_after = header("retry-after").and_then(RetryAfter::parse);
            let retry_after = retry_after.map(|it| it.by_their_clock(header("date")));
            Ok(Answer::Said { status, retry_after, text })
        });
        whole.unwrap_or_else(|error| Answer::Nothing { why: self.credentials.cleared(&why(&error)) })
    }
}

impl Transport for Http {
    fn post(&self, body: Vec<u8>) -> Answer {
        self.send(&body)
    }

    fn fetch(&self, id: Uuid) -> Answer {
        self.get(&self.endpoint.statement(id))
    }

    fn fetch_voided(&self, id: Uuid) -> Answer {
        self.get(&self.endpoint.voided_statement(id))
    }
}

impl Knock for Http {
    fn newest(&self) -> Answer {
        self.get(&self.endpoint.newest())
    }

    fn about(&self) -> Answer {
        self.get(&self.endpoint.about())
    }

    fn send_nothing(&self) -> Answer {
        self.send(b"[]")
    }
}

/// The body of an answer without the secret, should a server repeat it in its words. What may be proof stays as it is: a short
/// secret may well be a part of an id.
fn without_secret(credentials: &Credentials, status: u16, text: &str) -> String {
    let is_proof = matches!(status, 200..=299) && may_be_proof(text);
    if is_proof { text.to_owned() } else { credentials.cleared(text) }
}

/// Why there is no answer, in words for a person.
fn why(error: &Error) -> String {
    match error {
        Error::Timeout(_) => "the server takes too long to answer".to_owned(),
        Error::HostNotFound => "the server cannot be found; is there a network?".to_owned(),
        Error::ConnectionFailed => "the server cannot be reached".to_owned(),
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            "the server does not take the call".to_owned()
        }
        // What goes wrong with the encryption comes in this form too.
        Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => not_safe(error),
        Error::Io(error) => format!("the connection was lost ({error})"),
        Error::Tls(_) | Error::Rustls(_) => not_safe(error),
        other => format!("the server could not be asked ({other})"),
    }
}

/// Why the way to the server is not safe, and what to do where it is the certificate.
fn not_safe(error: &dyn fmt::Display) -> String {
    let words = error.to_string();
    let todo = if words.contains("certificate") { "; this machine has to trust its certificate first" } else { "" };
    format!("no safe connection to the server ({words}){todo}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lrs::Secret;

    #[test]
    fn a_secret_that_stands_in_an_id_spoils_no_proof() {
        let credentials = Credentials::new("key", Secret::new("7").expect("a secret")).expect("fine");
        let cleared = |status, text: &str| without_secret(&credentials, status, text);
        let id = Uuid::from_u128(7);
        for text in
            [format!("[\"{id}\"]"), format!("{{\"id\":\"{id}\"}}"), format!("{{\"statements\":[{{\"id\":\"{id}\"}}]}}")]
        {
            assert_eq!(cleared(200, &text), text);
        }
        assert_eq!(cleared(400, &format!("[\"{id}\"]")).matches('7').count(), 0);
        assert_eq!(cleared(200, "who is 7?"), "who is …?");
    }
}
