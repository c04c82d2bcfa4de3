//! The rules: what each answer means for the batch that was sent. Pure; time and chance come in as arguments.

use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

use super::answer::{Answer, in_short};
use super::body::Body;
use super::stop::{Refusal, Stop};

/// After the first failure, at most so long is waited; after each further one twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// However often it fails, no longer than this is waited, unless the server asks for it.
const LONGEST_WAIT: Duration = Duration::from_mins(5);

/// Not even the luckiest draw hammers a server that is in trouble.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// What the answer is seen against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation {
    /// How often in a row nothing came of it, before this answer.
    pub failures: u32,
    /// The time.
    pub now: Timestamp,
    /// A number from 0 to 1 by which the wait is drawn.
    pub chance: f64,
}

/// What a server that does not refuse statements claims of those that it does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It names others of the same batch. A batch is taken as a whole or not at all, so it has had these before.
    HadBefore,
    /// It says that it has taken them, or has had them before, as stores do; anybody could say so.
    SaysSo,
    /// Nothing: no store answers like this.
    Nothing(Stop),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// All of them are with the server: it has named each.
    Delivered,
    /// The server has named these, which are with it. The others are read back from it, because of what it claims of them.
    ReadBack {
        /// Those that it has named.
        named: Vec<Uuid>,
        /// What it claims of the others.
        claim: Claim,
    },
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

/// What the answer to sending these statements means.
///
/// A status is no receipt. Delivered is what the server names by its id; whatever it does not name has to be read back, since
/// servers leave out those that they had before, and whoever is no store says what it likes. A batch that is refused is
/// halved until the statement that is to blame stands alone.
#[must_use]
pub fn decide(answer: &Answer, sent: &[Uuid], state: &Situation) -> Next {
    let Answer::Said { status, text, .. } = answer else { return Next::Wait(wait(answer, state)) };
    let is_one = sent.len() < 2;
    match status {
        200..=299 => taken(*status, text, sent),
        409 => Next::Compare,
        413 if is_one => Next::SetAside(Refusal::TooLarge),
        413 => Next::Halve { too_large: true },
        400 | 412 | 422 if Body::of(text) != Body::WebPage => refused(*status, text, is_one),
        _ => common(answer, *status, text, state),
    }
}

/// What it means that a batch was not refused.
fn taken(status: u16, text: &str, sent: &[Uuid]) -> Next {
    let named: Vec<Uuid> = match Body::of(text) {
        Body::WebPage => return Next::Stop(Stop::WebPage),
        Body::PartlyRefused => return refused(status, text, sent.len() < 2),
        Body::Ids(ids) => sent.iter().copied().filter(|id| ids.contains(id)).collect(),
        // Nothing, with a status that says why: 204 where all was there, 201 and 202 where there is no more to say.
        Body::Empty if matches!(status, 201 | 202 | 204) => Vec::new(),
        Body::Empty | Body::Other => {
            let claim = Claim::Nothing(Stop::not_a_store(status, text));
            return Next::ReadBack { named: Vec::new(), claim };
        }
    };
    match named.len() {
        all if all == sent.len() => Next::Delivered,
        0 => Next::ReadBack { named, claim: Claim::SaysSo },
        _ => Next::ReadBack { named, claim: Claim::HadBefore },
    }
}

fn refused(status: u16, text: &str, is_one: bool) -> Next {
    if is_one {
        return Next::SetAside(Refusal::Status { status, words: in_short(text) });
    }
    Next::Halve { too_large: false }
}

/// What the answer to fetching one statement means.
#[derive(Clone, Debug, PartialEq)]
pub enum Fetched {
    /// It is there, or something is; compare it.
    There,
    /// The server does not have it.
    Missing,
    /// The server does not let this key read: why, where nothing is known but this.
    Denied(Stop),
    /// The server does not answer the question.
    Refused {
        /// The status of the answer.
        status: u16,
    },
    /// Wait so long, and fetch it again.
    Wait(Duration),
    /// Send nothing more before a person has changed something.
    Stop(Stop),
}

/// What the answer to fetching one statement means.
#[must_use]
pub fn decide_fetched(answer: &Answer, state: &Situation) -> Fetched {
    let Answer::Said { status, text, .. } = answer else { return Fetched::Wait(wait(answer, state)) };
    match status {
        200 => Fetched::There,
        404 => Fetched::Missing,
        // A store shows a statement, or says that it has none.
        201..=299 => Fetched::Stop(Stop::not_a_store(*status, text)),
        401 => Fetched::Denied(Stop::WrongKey),
        403 => Fetched::Denied(Stop::NotAllowed),
        400..=499 if !is_elsewhere(*status) && !is_busy(*status) => Fetched::Refused { status: *status },
        _ => match common(answer, *status, text, state) {
            Next::Wait(wait) => Fetched::Wait(wait),
            Next::Stop(stop) => Fetched::Stop(stop),
            _ => Fetched::Refused { status: *status },
        },
    }
}

/// What means the same for every request. Neither the statements nor the moment are to blame, but the address, the key or
/// something in between; to halve and set aside would empty the outbox.
fn common(answer: &Answer, status: u16, text: &str, state: &Situation) -> Next {
    match status {
        401 => Next::Stop(Stop::WrongKey),
        403 => Next::Stop(Stop::NotAllowed),
        _ if is_elsewhere(status) => Next::Stop(Stop::NotThere { status }),
        _ if is_busy(status) => Next::Wait(wait(answer, state)),
        _ => Next::Stop(Stop::not_a_store(status, text)),
    }
}

fn is_elsewhere(status: u16) -> bool {
    matches!(status, 300..=399 | 404 | 405 | 410)
}

/// Whether the same may be tried again; 408 and 425 say so of themselves.
fn is_busy(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..=599)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lrs::answer::RetryAfter;

    fn state(failures: u32, chance: f64) -> Situation {
        Situation { failures, now: Timestamp::UNIX_EPOCH, chance }
    }

    fn sent(statements: u128) -> Vec<Uuid> {
        (1..=statements).map(Uuid::from_u128).collect()
    }

    fn said(status: u16, text: &str, statements: u128) -> Next {
        let answer = Answer::Said { status, retry_after: None, text: text.to_owned() };
        decide(&answer, &sent(statements), &state(0, 0.5))
    }

    fn ids(ids: &[u128]) -> String {
        serde_json::to_string(&ids.iter().map(|it| Uuid::from_u128(*it)).collect::<Vec<_>>()).expect("JSON")
    }

    #[test]
    fn each_refusal_means_what_the_rules_say() {
        let half = Next::Wait(Duration::from_millis(500));
        for (status, many, one) in [
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
            assert_eq!((said(status, "", 8), said(status, "", 1)), (many, one), "{status}");
        }
        for status in [400, 412, 422] {
            assert_eq!(said(status, "no verb", 2), Next::Halve { too_large: false }, "{status}");
            let refusal = Refusal::Status { status, words: "no verb".to_owned() };
            assert_eq!(said(status, "no verb", 1), Next::SetAside(refusal), "{status}");
        }
    }

    #[test]
    fn what_is_said_by_something_in_between_sets_nothing_aside() {
        // A proxy that wants a password, a filter, a gateway that wants another protocol: nothing about a statement.
        for status in [402, 406, 407, 418, 421, 426, 431, 451] {
            let stop = Stop::NotAStore { status, words: "blocked".to_owned() };
            assert_eq!(said(status, "blocked", 1), Next::Stop(stop), "{status}");
        }
        assert_eq!(said(400, "<html>Bad request</html>", 1), Next::Stop(Stop::WebPage));
    }

    #[test]
    fn delivered_is_what_the_server_names_whatever_the_status() {
        for status in [200, 201, 202, 203, 299] {
            assert_eq!(said(status, &ids(&[2, 1]), 2), Next::Delivered, "{status}");
            assert_eq!(said(status, &ids(&[2, 1, 9]), 2), Next::Delivered, "{status}, and another one");
            let named = vec![Uuid::from_u128(2)];
            assert_eq!(said(status, &ids(&[2]), 3), Next::ReadBack { named, claim: Claim::HadBefore }, "{status}");
            let next = Next::ReadBack { named: Vec::new(), claim: Claim::SaysSo };
            assert_eq!(said(status, &ids(&[9]), 3), next, "{status}, of somebody else");
            assert_eq!(said(status, "[]", 3), next, "{status}");
        }
        for status in [201, 202, 204] {
            let next = Next::ReadBack { named: Vec::new(), claim: Claim::SaysSo };
            assert_eq!((said(status, "", 3), said(status, "", 1)), (next.clone(), next), "{status}");
        }
    }

    #[test]
    fn what_no_store_answers_is_no_delivery() {
        for text in ["", "OK", "{}", "{\"message\":\"blocked\"}", "{\"error\":\"no\"}", "[1]", "null"] {
            let stop = Stop::NotAStore { status: 200, words: text.to_owned() };
            let next = Next::ReadBack { named: Vec::new(), claim: Claim::Nothing(stop) };
            assert_eq!((said(200, text, 3), said(200, text, 1)), (next.clone(), next), "{text}");
        }
        for status in [200, 201, 204] {
            for page in ["\n<!doctype html><title>Welcome</title>", "\u{feff}<html>"] {
                assert_eq!(said(status, page, 3), Next::Stop(Stop::WebPage), "{page}");
            }
        }
    }

    #[test]
    fn a_statement_is_shown_or_missing_and_nothing_else_is_proof() {
        let fetched = |status, text: &str| {
            let answer = Answer::Said { status, retry_after: None, text: text.to_owned() };
            decide_fetched(&answer, &state(0, 0.5))
        };
        assert_eq!((fetched(200, "OK"), fetched(404, "")), (Fetched::There, Fetched::Missing));
        for status in [201, 202, 204] {
            let stop = Stop::NotAStore { status, words: String::new() };
            assert_eq!(fetched(status, ""), Fetched::Stop(stop), "{status}");
        }
        assert_eq!(fetched(401, ""), Fetched::Denied(Stop::WrongKey));
        assert_eq!(fetched(403, ""), Fetched::Denied(Stop::NotAllowed));
        assert_eq!(fetched(400, ""), Fetched::Refused { status: 400 });
        assert_eq!(fetched(302, ""), Fetched::Stop(Stop::NotThere { status: 302 }));
        for status in [429, 500, 503] {
            assert_eq!(fetched(status, ""), Fetched::Wait(Duration::from_millis(500)), "{status}");
        }
    }

    #[test]
    fn waits_double_up_to_five_minutes_and_are_drawn_by_chance() {
        let nothing = Answer::Nothing { why: "no network".to_owned() };
        let most = |failures| wait(&nothing, &state(failures, 1.0)).as_secs();
        assert_eq!([0, 1, 2, 3, 8, 9, 40, u32::MAX].map(most), [1, 2, 4, 8, 256, 300, 300, 300]);
        assert_eq!(wait(&nothing, &state(3, 0.25)), Duration::from_secs(2));
        assert_eq!(wait(&nothing, &state(3, 0.0)), SHORTEST_WAIT);
        assert_eq!(wait(&nothing, &state(3, f64::NAN.max(-1.0))), SHORTEST_WAIT);
    }

    #[test]
    fn a_server_that_says_when_to_come_back_is_obeyed() {
        let retry_after = Some(RetryAfter::For(Duration::from_mins(20)));
        for status in [429, 503] {
            let answer = Answer::Said { status, retry_after, text: String::new() };
            for chance in [0.0, 0.5, 1.0] {
                let Next::Wait(wait) = decide(&answer, &sent(5), &state(0, chance)) else { panic!("{status} waits") };
                assert!(wait >= Duration::from_mins(20) && wait <= Duration::from_secs(20 * 60 + 1));
            }
        }
    }

    #[test]
    fn a_batch_that_is_taken_in_part_is_halved_as_one_that_is_refused() {
        let text = r#"{"inserted": ["a"], "errors": [{"index": 1, "reason": "missing verb"}]}"#;
        assert_eq!(said(200, text, 2), Next::Halve { too_large: false });
        let Next::SetAside(refusal) = said(200, text, 1) else { panic!("set aside") };
        assert!(refusal.to_string().contains("missing verb"));
    }
}
