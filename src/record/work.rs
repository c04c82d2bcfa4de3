//! Time at work: how long somebody was at a decision, as far as that can be known.
//!
//! The rule stands here. Time is counted by a clock that cannot be set, and only while the play is on the screen: not while it is
//! paused, and not while the program was stopped or the machine asleep, which shows in that nobody looked at the clock for a
//! while. At one decision, at most two minutes count: whoever needs longer has been called away.

use std::time::Duration;

/// At one decision, no more counts.
pub const MOST_AT_ONE: Duration = Duration::from_mins(2);

/// So often somebody is to look at the clock while work is counted.
pub const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Between two looks no more counts: the program was stopped, or the machine asleep.
const MOST_BETWEEN: Duration = Duration::from_secs(3);

/// Time at work since it was last taken. Times come in as what a clock shows that cannot be set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    spent: Duration,
    /// When somebody last looked; `None` while it is paused.
    looked: Option<Duration>,
}

impl Work {
    /// Somebody looks at the clock.
    pub fn look(&mut self, now: Duration) {
        if let Some(looked) = &mut self.looked {
            let passed = now.saturating_sub(*looked).min(MOST_BETWEEN);
            self.spent = (self.spent + passed).min(MOST_AT_ONE);
            *looked = now;
        }
    }

    /// The play is on the screen.
    pub fn go_on(&mut self, now: Duration) {
        self.looked.get_or_insert(now);
    }

    /// It is not.
    pub fn pause(&mut self, now: Duration) {
        self.look(now);
        self.looked = None;
    }

    /// The time until now; from now on it is counted anew.
    pub fn take(&mut self, now: Duration) -> Duration {
        self.look(now);
        std::mem::take(&mut self.spent)
    }

    /// So much was spent before; it counts once more.
    pub fn put(&mut self, spent: Duration) {
        self.spent = spent.min(MOST_AT_ONE);
    }

    /// Whether looking at the clock can change anything.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.looked.is_some() && self.spent < MOST_AT_ONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// Looks once a second from one moment to another.
    fn look(work: &mut Work, from: u64, to: u64) {
        (from..=to).for_each(|second| work.look(seconds(second)));
    }

    #[test]
    fn stops_and_pauses_do_not_count() {
        let mut work = Work::default();
        work.go_on(seconds(100));
        look(&mut work, 100, 110);
        // The process was stopped for forty seconds.
        look(&mut work, 150, 155);
        work.pause(seconds(156));
        assert!(!work.is_counting());
        look(&mut work, 156, 170);
        work.go_on(seconds(171));
        assert_eq!(work.take(seconds(172)), seconds(10 + 3 + 5 + 1 + 1));
        assert_eq!(work.take(seconds(173)), seconds(1));
    }

    #[test]
    fn more_than_two_minutes_at_one_decision_do_not_count() {
        let mut work = Work::default();
        work.go_on(seconds(0));
        look(&mut work, 0, 500);
        assert!(!work.is_counting(), "nobody need look any more");
        assert_eq!(work.take(seconds(501)), MOST_AT_ONE);
        work.put(seconds(1_000));
        assert_eq!(work.take(seconds(501)), MOST_AT_ONE);
    }

    #[test]
    fn a_clock_that_goes_back_all_the_same_does_no_harm() {
        let mut work = Work::default();
        work.go_on(seconds(10));
        work.look(seconds(5));
        assert_eq!(work.take(seconds(6)), seconds(1));
    }
}
