//! Durations as ISO 8601 writes them.

use std::fmt::Write as _;

use jiff::SignedDuration;

/// A duration in hours, minutes and seconds, to the hundredth of a second and never negative: "PT1H2M3.45S", "PT0S".
#[must_use]
pub fn duration(duration: SignedDuration) -> String {
    let hundredths = u128::try_from(duration.as_millis().max(0)).unwrap_or(0) / 10;
    let (seconds, rest) = (hundredths / 100, hundredths % 100);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = "PT".to_owned();
    if hours > 0 {
        let _ = write!(text, "{hours}H");
    }
    if minutes > 0 {
        let _ = write!(text, "{minutes}M");
    }
    // Writing to a text cannot fail.
    let _ = match (seconds, rest) {
        (0, 0) if text.len() > 2 => Ok(()),
        (seconds, 0) => write!(text, "{seconds}S"),
        (seconds, rest) => write!(text, "{seconds}.{rest:02}S"),
    };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_to_the_hundredth_of_a_second() {
        let written: Vec<_> = [0, 10, 999, 1_000, 61_050, 3_600_000, 3_723_459, -5]
            .map(|it| duration(SignedDuration::from_millis(it)))
            .into();
        assert_eq!(written, ["PT0S", "PT0.01S", "PT0.99S", "PT1S", "PT1M1.05S", "PT1H", "PT1H2M3.45S", "PT0S"]);
    }
}
