//! What a learning record store answers, as far as it matters for what to do next.

use std::time::Duration;

use jiff::Timestamp;

/// The longest that a server may ask us to wait; one that asks for longer is asked again after this.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// How many characters of a server's words are kept as a reason.
const REASON_LENGTH: usize = 300;

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server answered, to the last byte.
    Said {
        /// The status of HTTP.
        status: u16,
        /// When it wants to be asked again, where it says so.
        retry_after: Option<RetryAfter>,
        /// The body.
        text: String,
    },
    /// There is no answer, or not a whole one: no network, a timeout, a dropped connection. Whether the server has taken
    /// the request is not known.
    Nothing {
        /// Why, in words for a person.
        why: String,
    },
}

impl Answer {
    /// An answer with this status and nothing else.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Said { status, retry_after: None, text: String::new() }
    }
}

/// When a server wants to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so much time.
    For(Duration),
    /// At this moment.
    At(Timestamp),
}

impl RetryAfter {
    /// Reads the header: a number of seconds, or a date as HTTP writes it. `None` for anything else.
    #[must_use]
    pub fn parse(header: &str) -> Option<Self> {
        let header = header.trim();
        if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() {
            // A number too large for us is a very long time.
            return Some(Self::For(Duration::from_secs(header.parse().unwrap_or(u64::MAX))));
        }
        let moment = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(header).ok()?;
        Some(Self::At(moment))
    }

    /// The same by the server's own clock, where it tells the time: that of this machine may be days away from it.
    #[must_use]
    pub fn by_their_clock(self, date: Option<&str>) -> Self {
        let theirs = date.and_then(Self::parse);
        match (self, theirs) {
            (Self::At(moment), Some(Self::At(now))) => {
                Self::For(Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO))
            }
            _ => self,
        }
    }

    /// How long to wait from now; nothing where the moment is past, a day at most.
    #[must_use]
    pub fn wait_from(self, now: Timestamp) -> Duration {
        let wait = match self {
            Self::For(wait) => wait,
            Self::At(moment) => Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO),
        };
        wait.min(LONGEST_WAIT)
    }
}

/// A server's words as a reason: one line, not too long.
pub(super) fn in_short(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|it| !it.is_empty()).collect();
    let line = words.join(" ");
    match line.char_indices().nth(REASON_LENGTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T05:00:00Z".parse().expect("a time")
    }

    fn wait(header: &str) -> Option<u64> {
        RetryAfter::parse(header).map(|it| it.wait_from(now()).as_secs())
    }

    #[test]
    fn retry_after_is_read_in_both_its_forms() {
        assert_eq!(wait("120"), Some(120));
        assert_eq!(wait(" 0 "), Some(0));
        assert_eq!(wait("Sun, 22 Nov 2026 05:01:30 GMT"), Some(90));
        assert_eq!(wait("Sun, 22 Nov 2026 04:00:00 GMT"), Some(0), "a moment that is past");
        assert_eq!([wait(""), wait("soon"), wait("-5"), wait("1.5")], [None; 4]);
    }

    #[test]
    fn a_clock_that_is_wrong_here_changes_nothing() {
        let at = RetryAfter::parse("Sun, 29 Nov 2026 12:00:30 GMT").expect("a moment");
        let wait = |date| at.by_their_clock(date).wait_from(now()).as_secs();
        assert_eq!(wait(Some("Sun, 29 Nov 2026 12:00:00 GMT")), 30, "here it is a week earlier");
        assert_eq!(wait(Some("Sun, 29 Nov 2026 13:00:00 GMT")), 0);
        assert_eq!([wait(None), wait(Some("now")), wait(Some("7"))], [24 * 3600; 3], "it does not tell the time");
        let after = RetryAfter::For(Duration::from_secs(5));
        assert_eq!(after.by_their_clock(Some("Sun, 29 Nov 2026 12:00:00 GMT")), after);
    }

    #[test]
    fn no_server_can_make_us_wait_for_more_than_a_day() {
        let day = 24 * 3600;
        assert_eq!(wait("99999999999999999999999999"), Some(day));
        assert_eq!(wait("Fri, 22 Nov 2126 05:00:00 GMT"), Some(day));
    }

    #[test]
    fn reasons_are_one_short_line() {
        assert_eq!(in_short("{\n  \"error\":\t\"no\u{1b}[31m actor\"\n}"), "{ \"error\": \"no [31m actor\" }");
        let long = in_short(&"é".repeat(1_000));
        assert_eq!((long.chars().count(), long.ends_with('…')), (REASON_LENGTH + 1, true));
    }
}
