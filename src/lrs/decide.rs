//! The rules: what each answer means for the batch that was sent. Pure; time and chance come in as arguments.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::answer::{Answer, in_short};

/// After the first failure, at most so long is waited; after each further one twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// However often it fails, no longer than this is waited, unless the server asks for it.
const LONGEST_WAIT: Duration = Duration::from_mins(5);

/// Not even the luckiest draw hammers a server that is in trouble.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// What the answer is seen against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation {
    /// How many statements were sent.
    pub statements: usize,
    /// How often in a row nothing came of it, before this answer.
    pub failures: u32,
    /// The time.
    pub now: Timestamp,
    /// A number from 0 to 1 by which the wait is drawn.
    pub chance: f64,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// All of them are with the server.
    Delivered,
    /// Fetch each of them and compare.
    Compare,
    /// Send the first half of them, and then the second.
    Halve {
        /// Because the whole was too large: later batches are to be smaller as well.
        too_large: bool,
    },
    /// Put the only statement aside, and go on.
    SetAside(Refusal),
    /// Wait so long, and send the same again.
    Wait(Duration),
    /// Send nothing more before a person has changed something.
    Stop(Stop),
}

/// Why a statement was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The server refuses it.
    Status {
        /// The status of its answer.
        status: u16,
        /// Its words, in short.
        words: String,
    },
    /// It is too large for the server, even alone.
    TooLarge,
    /// The server has another statement with the same id.
    Different,
    /// The server says that it has another statement with the same id, and does not show it.
    NotShown,
    /// It may be there, and cannot be compared.
    NotCompared {
        /// The status of the answer when it was fetched.
        status: u16,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { status, words } if words.is_empty() => write!(f, "the server refuses it ({status})"),
            Self::Status { status, words } => write!(f, "the server refuses it ({status}): {words}"),
            Self::TooLarge => write!(f, "it is too large for the server (413)"),
            Self::Different => write!(f, "the server has a different statement with the same id (409)"),
            Self::NotShown => {
                write!(
                    f,
                    "the server says that it has a different statement with the same id (409), and does not show it"
                )
            }
            Self::NotCompared { status } => {
                write!(
                    f,
                    "the server has a statement with the same id (409), and fetching it to compare fails ({status})"
                )
            }
        }
    }
}

/// Why nothing more is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The server does not accept the key and secret (401).
    WrongKey,
    /// The server knows the key and does not let it write or read (403).
    NotAllowed,
    /// There is no learning record store at this address.
    NotThere {
        /// The status of the answer.
        status: u16,
    },
    /// Something else is at this address: it answers with a web page.
    WebPage,
}

impl Stop {
    /// What to do about it, in a sentence.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::WrongKey => "Check both the key and the secret.",
            Self::NotAllowed => "Ask whoever runs the store to allow it.",
            Self::NotThere { .. } | Self::WebPage => "Check the address.",
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongKey => write!(f, "the server does not accept the key and secret (401)"),
            Self::NotAllowed => write!(f, "the server does not allow this key to send (403)"),
            Self::NotThere { status } => write!(f, "there is no learning record store at this address ({status})"),
            Self::WebPage => write!(f, "a web page answers at this address, not a learning record store"),
        }
    }
}

/// What the answer to sending a batch means.
///
/// 200 and 204 both mean delivered; which ids stand in the answer does not matter, because servers leave out those that
/// they had before. A batch that is refused is halved until the statement that is to blame stands alone.
#[must_use]
pub fn decide(answer: &Answer, state: &Situation) -> Next {
    let Answer::Said { status, text, .. } = answer else { return Next::Wait(wait(answer, state)) };
    match status {
        200 | 204 if is_web_page(text) => Next::Stop(Stop::WebPage),
        200 if !is_partly_refused(text) => Next::Delivered,
        204 => Next::Delivered,
        409 => Next::Compare,
        _ => common(answer, *status, state).unwrap_or_else(|| match status {
            413 if state.statements > 1 => Next::Halve { too_large: true },
            413 => Next::SetAside(Refusal::TooLarge),
            _ if state.statements > 1 => Next::Halve { too_large: false },
            _ => Next::SetAside(Refusal::Status { status: *status, words: in_short(text) }),
        }),
    }
}

/// What the answer to fetching one statement means.
#[derive(Clone, Debug, PartialEq)]
pub enum Fetched {
    /// It is there; compare it.
    There,
    /// The server does not have it.
    Missing,
    /// Put it aside.
    SetAside(Refusal),
    /// Wait so long, and fetch it again.
    Wait(Duration),
    /// Send nothing more before a person has changed something.
    Stop(Stop),
}

/// What the answer to fetching one statement means.
#[must_use]
pub fn decide_fetched(answer: &Answer, state: &Situation) -> Fetched {
    let Answer::Said { status, .. } = answer else { return Fetched::Wait(wait(answer, state)) };
    match status {
        200 => Fetched::There,
        404 => Fetched::Missing,
        _ => match common(answer, *status, state) {
            Some(Next::Wait(wait)) => Fetched::Wait(wait),
            Some(Next::Stop(stop)) => Fetched::Stop(stop),
            _ => Fetched::SetAside(Refusal::NotCompared { status: *status }),
        },
    }
}

/// What means the same for every request.
fn common(answer: &Answer, status: u16, state: &Situation) -> Option<Next> {
    match status {
        401 => Some(Next::Stop(Stop::WrongKey)),
        403 => Some(Next::Stop(Stop::NotAllowed)),
        // Neither the statements nor the moment are to blame, but the address; to halve and set aside would empty the outbox.
        300..=399 | 404 | 405 | 410 => Some(Next::Stop(Stop::NotThere { status })),
        // 408 and 425 say of themselves that the same may be tried again.
        408 | 425 | 429 | 500..=599 => Some(Next::Wait(wait(answer, state))),
        _ => None,
    }
}

/// How long to wait: as the server asks, or else "full jitter": anything from nothing to twice as long as the time before.
pub(super) fn wait(answer: &Answer, state: &Situation) -> Duration {
    if let Answer::Said { retry_after: Some(retry_after), .. } = answer {
        // A little more, so that not everybody comes back at the same moment.
        let little = FIRST_WAIT.mul_f64(state.chance.clamp(0.0, 1.0));
        return retry_after.wait_from(state.now) + little.max(SHORTEST_WAIT);
    }
    let most = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(state.failures)).min(LONGEST_WAIT);
    most.mul_f64(state.chance.clamp(0.0, 1.0)).max(SHORTEST_WAIT)
}

/// Whether an answer is a web page: what learning record stores answer begins with `[` or is empty.
fn is_web_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// Whether a server has taken a part of the batch only, and lists what is wrong with the rest: some can be set up that way,
/// against the standard.
fn is_partly_refused(text: &str) -> bool {
    let has_errors = |answer: Value| answer.get("errors").and_then(Value::as_array).is_some_and(|it| !it.is_empty());
    text.trim_start().starts_with('{') && serde_json::from_str(text).is_ok_and(has_errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lrs::answer::RetryAfter;

    fn state(statements: usize, failures: u32, chance: f64) -> Situation {
        Situation { statements, failures, now: Timestamp::UNIX_EPOCH, chance }
    }

    fn next(status: u16, statements: usize) -> Next {
        decide(&Answer::status(status), &state(statements, 0, 0.5))
    }

    #[test]
    fn each_status_means_what_the_rules_say() {
        let half = Next::Wait(Duration::from_millis(500));
        for (status, many, one) in [
            (200, Next::Delivered, Next::Delivered),
            (204, Next::Delivered, Next::Delivered),
            (409, Next::Compare, Next::Compare),
            (413, Next::Halve { too_large: true }, Next::SetAside(Refusal::TooLarge)),
            (401, Next::Stop(Stop::WrongKey), Next::Stop(Stop::WrongKey)),
            (403, Next::Stop(Stop::NotAllowed), Next::Stop(Stop::NotAllowed)),
            (301, Next::Stop(Stop::NotThere { status: 301 }), Next::Stop(Stop::NotThere { status: 301 })),
            (404, Next::Stop(Stop::NotThere { status: 404 }), Next::Stop(Stop::NotThere { status: 404 })),
            (429, half.clone(), half.clone()),
            (500, half.clone(), half.clone()),
            (503, half.clone(), half),
        ] {
            assert_eq!((next(status, 8), next(status, 1)), (many, one), "{status}");
        }
        for status in [400, 402, 412, 418, 201, 299] {
            assert_eq!(next(status, 2), Next::Halve { too_large: false }, "{status}");
            let refusal = Refusal::Status { status, words: String::new() };
            assert_eq!(next(status, 1), Next::SetAside(refusal), "{status}");
        }
    }

    #[test]
    fn waits_double_up_to_five_minutes_and_are_drawn_by_chance() {
        let nothing = Answer::Nothing { why: "no network".to_owned() };
        let most = |failures| wait(&nothing, &state(1, failures, 1.0)).as_secs();
        assert_eq!([0, 1, 2, 3, 8, 9, 40, u32::MAX].map(most), [1, 2, 4, 8, 256, 300, 300, 300]);
        assert_eq!(wait(&nothing, &state(1, 3, 0.25)), Duration::from_secs(2));
        assert_eq!(wait(&nothing, &state(1, 3, 0.0)), SHORTEST_WAIT);
        assert_eq!(wait(&nothing, &state(1, 3, f64::NAN.max(-1.0))), SHORTEST_WAIT);
    }

    #[test]
    fn a_server_that_says_when_to_come_back_is_obeyed() {
        let retry_after = Some(RetryAfter::For(Duration::from_mins(20)));
        for status in [429, 503] {
            let answer = Answer::Said { status, retry_after, text: String::new() };
            for chance in [0.0, 0.5, 1.0] {
                let Next::Wait(wait) = decide(&answer, &state(5, 0, chance)) else { panic!("{status} waits") };
                assert!(wait >= Duration::from_mins(20) && wait <= Duration::from_secs(20 * 60 + 1));
            }
        }
    }

    #[test]
    fn a_batch_that_is_taken_in_part_is_halved_as_one_that_is_refused() {
        let text = r#"{"inserted": ["a"], "errors": [{"index": 1, "reason": "missing verb"}]}"#.to_owned();
        let answer = Answer::Said { status: 200, retry_after: None, text };
        assert_eq!(decide(&answer, &state(2, 0, 0.5)), Next::Halve { too_large: false });
        let Next::SetAside(refusal) = decide(&answer, &state(1, 0, 0.5)) else { panic!("set aside") };
        assert!(refusal.to_string().contains("missing verb"));
        let text = r#"{"inserted": ["a"], "errors": []}"#.to_owned();
        assert_eq!(decide(&Answer::Said { status: 200, retry_after: None, text }, &state(2, 0, 0.5)), Next::Delivered);
    }

    #[test]
    fn a_web_page_is_no_delivery() {
        let text = "\n<!doctype html><title>Welcome</title>".to_owned();
        let answer = Answer::Said { status: 200, retry_after: None, text };
        assert_eq!(decide(&answer, &state(3, 0, 0.5)), Next::Stop(Stop::WebPage));
    }
}
