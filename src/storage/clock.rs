//! What time it is, also where the system's clock is far off, and names in the order in which they were given.
//!
//! The clock of a machine is set wrong now and then, and set right again. So an id is later than all that were given or heard
//! of before it, whatever the clock says: the order of ids is the order of what was written. The time that stands beside an id
//! stays the clock's.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use uuid::{NoContext, Uuid};

use crate::record::Id;

/// A clock is taken to be no earlier: 2 January 1970, so that every time zone has a day for it.
const EARLIEST: Timestamp = Timestamp::constant(86_400, 0);

/// And no later: 30 November 9999, so that days and weeks can be added.
const LATEST: Timestamp = Timestamp::constant(253_399_615_200, 0);

/// The milliseconds of the newest id that was given or heard of.
static NEWEST: AtomicU64 = AtomicU64::new(0);

/// What time it is. A clock before 1970, or at the end of the year 9999, stands still there.
#[must_use]
pub fn now() -> Timestamp {
    time_of(SystemTime::now())
}

/// A time of the system, within what can be reckoned with.
#[must_use]
pub fn time_of(time: SystemTime) -> Timestamp {
    match Timestamp::try_from(time) {
        Ok(time) => time.clamp(EARLIEST, LATEST),
        Err(_) if time < UNIX_EPOCH => EARLIEST,
        Err(_) => LATEST,
    }
}

/// A new id, later than all that this run of the program has given or heard of.
#[must_use]
pub fn new_id() -> Id {
    let now = u64::try_from(now().as_millisecond()).unwrap_or_default();
    let next = |newest: u64| now.max(newest + 1);
    let before = NEWEST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |newest| Some(next(newest)));
    let millis = next(before.unwrap_or_else(|newest| newest));
    let nanos = u32::try_from(millis % 1_000 * 1_000_000).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, millis / 1_000, nanos))
}

/// New ids come after this one, which somebody may have given whose clock was ahead.
pub fn heed(id: Id) {
    let millis = (id.as_u128() >> 80) as u64;
    // One from beyond the end of time is nonsense, and one of another kind has no time.
    if id.get_version_num() == 7 && i64::try_from(millis).is_ok_and(|millis| millis <= LATEST.as_millisecond()) {
        NEWEST.fetch_max(millis, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::tz::TimeZone;
    use jiff::{ToSpan as _, Zoned};

    use super::*;

    #[test]
    fn a_clock_before_1970_or_at_the_end_of_9999_stands_still_there() {
        let before = UNIX_EPOCH - Duration::from_hours(24 * 400);
        let after = UNIX_EPOCH + Duration::from_secs(253_402_300_799);
        let beyond = UNIX_EPOCH + Duration::from_secs(1 << 40);
        assert_eq!([before, UNIX_EPOCH].map(time_of), [EARLIEST; 2]);
        assert_eq!([after, beyond].map(time_of), [LATEST; 2]);
        for time in [EARLIEST, LATEST] {
            for zone in ["Pacific/Kiritimati", "Etc/GMT+12"] {
                let there: Zoned = time.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC));
                assert!(there.checked_add(28.days()).is_ok() && there.checked_sub(1.day()).is_ok());
            }
        }
    }

    #[test]
    fn ids_come_in_the_order_in_which_they_were_given_whatever_the_clock_said() {
        let mut ids: Vec<Id> = (0..100).map(|_| new_id()).collect();
        // Six days ahead, as a clock that was set wrong would have given it.
        let ahead = now().as_second() + 6 * 86_400;
        let ahead = Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, u64::try_from(ahead).expect("late"), 0));
        heed(ahead);
        ids.push(ahead);
        ids.extend((0..100).map(|_| new_id()));
        assert!(ids.is_sorted());
        // What has no time changes nothing.
        heed(Uuid::from_u128(u128::MAX));
        assert!(new_id() < Uuid::from_u128(u128::MAX >> 4));
    }
}
