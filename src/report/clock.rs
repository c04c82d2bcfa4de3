//! Times as this program writes them, read without looking at all that a time might look like.

use jiff::Timestamp;

/// `2026-09-01`.
const DATE: usize = 10;

/// Reads times. Those of one attempt lie on the same day nearly always, so what a date comes to is kept for the next time.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    date: [u8; DATE],
    /// Seconds since 1970 at which that day began; nothing before the first.
    midnight: Option<i64>,
}

impl Clock {
    /// A time as `2026-09-01T06:00:00.12045Z`, with up to nine digits after the point, or none and no point. `None` for all
    /// that looks different, which may be a time all the same.
    pub(super) fn read(&mut self, text: &[u8]) -> Option<Timestamp> {
        let (date, rest) = text.split_first_chunk::<DATE>()?;
        let (&[b'T', h, h0, b':', m, m0, b':', s, s0], rest) = rest.split_first_chunk::<9>()? else { return None };
        let (hours, minutes, seconds) = (two(h, h0)?, two(m, m0)?, two(s, s0)?);
        // A second that was put in, the sixtieth, is left to those who know about it.
        if hours > 23 || minutes > 59 || seconds > 59 {
            return None;
        }
        let nanoseconds = match rest {
            b"Z" => 0,
            [b'.', digits @ .., b'Z'] => fraction(digits)?,
            _ => return None,
        };
        let midnight = match self.midnight {
            Some(midnight) if self.date == *date => midnight,
            _ => self.look_up(*date)?,
        };
        Timestamp::new(midnight + i64::from(hours * 3_600 + minutes * 60 + seconds), nanoseconds).ok()
    }

    /// When a day began.
    fn look_up(&mut self, date: [u8; DATE]) -> Option<i64> {
        if !date.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-') {
            return None;
        }
        let mut text = [0; DATE + 10];
        text[..DATE].copy_from_slice(&date);
        text[DATE..].copy_from_slice(b"T00:00:00Z");
        let begun: Timestamp = std::str::from_utf8(&text).ok()?.parse().ok()?;
        (self.date, self.midnight) = (date, Some(begun.as_second()));
        self.midnight
    }
}

/// Two digits.
fn two(tens: u8, ones: u8) -> Option<u32> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
}

/// What stands after the point, in billionths of a second.
fn fraction(digits: &[u8]) -> Option<i32> {
    let fits = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let value = || digits.iter().fold(0, |value, digit| value * 10 + i32::from(digit - b'0'));
    let missing = || 10_i32.pow(u32::try_from(9 - digits.len()).unwrap_or(0));
    fits.then(|| value() * missing())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::Clock;

    /// Whatever it reads, it reads as the library does; and what this program writes, it reads.
    fn agrees(clock: &mut Clock, text: &str) -> Result<(), TestCaseError> {
        let read = clock.read(text.as_bytes());
        prop_assert!(read.is_none() || read == text.parse().ok(), "{text}: {read:?}");
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn times_are_those_of_the_library(
            second in -62_135_596_800_i64..253_402_207_200,
            nanosecond in prop_oneof![Just(0), 0..1_000_000_000, (0..1_000).prop_map(|it| it * 1_000_000)],
            harm in proptest::option::of((0_usize..30, any::<u8>())),
        ) {
            let mut clock = Clock::default();
            let time = Timestamp::new(second, nanosecond).expect("a time");
            let text = time.to_string();
            prop_assert_eq!(clock.read(text.as_bytes()), Some(time));
            // The day is known now.
            prop_assert_eq!(clock.read(text.as_bytes()), Some(time));
            if let Some((at, byte)) = harm {
                let mut harmed = text.into_bytes();
                let at = at % harmed.len();
                harmed[at] = byte & 0x7f;
                agrees(&mut clock, &String::from_utf8_lossy(&harmed))?;
            }
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        let mut clock = Clock::default();
        for text in [
            "",
            "2026-09-01",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-09-01T24:00:00Z",
            "2026-09-01T06:00:00",
            "2026-09-01T06:00:00.Z",
            "2026-09-01T06:00:00.1234567890Z",
            "2026-09-01t06:00:00z",
            "2026-09-01T06:60:00Z",
            "9999-12-31T23:59:59Z",
            "2026-09-01T06:00:00+02:00",
        ] {
            assert_eq!(clock.read(text.as_bytes()), None, "{text}");
        }
    }
}
