//! The order of attempts.

use jiff::Timestamp;

use super::line::Id;

/// Where an attempt stands among others; the same wherever attempts are put in order.
pub type Order = (i64, Id);

/// Where this attempt stands, that began when the clock showed `at`.
///
/// An id of version 7 has a time in it that is later than those of all attempts before it, also where the clock had been set
/// back meanwhile. Of other ids, as other programs may give them, the clock is all that is known.
#[must_use]
pub fn order_of(attempt: Id, at: Timestamp) -> Order {
    let millis = (attempt.get_version_num() == 7).then(|| i64::try_from(attempt.as_u128() >> 80).ok()).flatten();
    (millis.unwrap_or_else(|| at.as_millisecond()), attempt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_back_changes_no_order() {
        // Given one after the other; the clock of the first was six days ahead.
        let ids = ["019aa000-0000-7000-8000-000000000000", "019aa000-0001-7000-8000-000000000000"];
        let [first, second] = ids.map(|id| id.parse::<Id>().expect("an id"));
        let ahead = Timestamp::now();
        let right = ahead - jiff::SignedDuration::from_hours(6 * 24);
        assert!(order_of(first, ahead) < order_of(second, right));
        let [one, other] = [2, 1].map(Id::from_u128);
        assert!(order_of(one, right) < order_of(other, ahead), "of ids without a time the clock decides");
    }
}
