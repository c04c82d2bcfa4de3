//! Whoever guesses at the code waits: from an address of the network, and in all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// So many wrong ones cost nothing: people mistype.
const FREE: u32 = 10;
/// Wrong ones are forgotten after so many seconds without another.
const FORGOTTEN: SignedDuration = SignedDuration::from_secs(300);
/// The longest that anybody waits.
const LONGEST: Duration = Duration::from_secs(8);
/// Of so many addresses the wrong ones are counted apart.
const MOST_ADDRESSES: usize = 1_024;

/// Wrong codes so far. An address is a measure against guessing and nothing else: no seat is known by it.
#[derive(Debug, Default)]
pub struct Guesses {
    by_address: HashMap<IpAddr, Wrong>,
    all: Wrong,
}

#[derive(Clone, Copy, Debug, Default)]
struct Wrong {
    count: u32,
    last: Option<Timestamp>,
}

impl Wrong {
    fn now(self, now: Timestamp) -> u32 {
        let is_old = self.last.is_none_or(|last| now.duration_since(last) > FORGOTTEN);
        if is_old { 0 } else { self.count }
    }

    fn add(&mut self, now: Timestamp) {
        *self = Self { count: self.now(now).saturating_add(1), last: Some(now) };
    }
}

impl Guesses {
    /// How long somebody at this address waits before a code is looked at.
    pub fn wait(&self, address: IpAddr, now: Timestamp) -> Duration {
        let here = self.by_address.get(&address).map_or(0, |wrong| wrong.now(now));
        // Whoever guesses alone is slowed down soon; where many do, everybody is, a little.
        let alone = beyond(here).map_or(Duration::ZERO, |beyond| Duration::from_millis(500) * (beyond / 5 + 1));
        let all =
            beyond(self.all.now(now)).map_or(Duration::ZERO, |beyond| Duration::from_millis(50) * (beyond / 10 + 1));
        alone.min(LONGEST).max(all.min(LONGEST / 4))
    }

    /// Notes a wrong code.
    pub fn add(&mut self, address: IpAddr, now: Timestamp) {
        self.all.add(now);
        if self.by_address.len() >= MOST_ADDRESSES {
            self.by_address.retain(|_, wrong| wrong.now(now) > 0);
        }
        if self.by_address.len() < MOST_ADDRESSES || self.by_address.contains_key(&address) {
            self.by_address.entry(address).or_default().add(now);
        }
    }
}

fn beyond(count: u32) -> Option<u32> {
    count.checked_sub(FREE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::new(1_790_000_000 + second, 0).expect("a time")
    }

    #[test]
    fn ten_wrong_ones_are_free_and_then_it_gets_slow() {
        let (mut guesses, one, other) = (Guesses::default(), IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..FREE {
            assert_eq!(guesses.wait(one, at(0)), Duration::ZERO);
            guesses.add(one, at(0));
        }
        assert!(guesses.wait(one, at(0)) >= Duration::from_millis(500));
        // Others hardly notice.
        assert!(guesses.wait(other, at(0)) <= Duration::from_millis(50));
        for _ in 0..10_000 {
            guesses.add(one, at(1));
        }
        assert_eq!(guesses.wait(one, at(1)), LONGEST);
        assert_eq!(guesses.wait(other, at(1)), LONGEST / 4);
        assert_eq!(guesses.wait(one, at(400)), Duration::ZERO, "forgotten");
    }

    #[test]
    fn it_never_grows_beyond_its_bound() {
        let mut guesses = Guesses::default();
        for address in 0..10_000_u32 {
            guesses.add(IpAddr::from(address.to_be_bytes()), at(0));
        }
        assert!(guesses.by_address.len() <= MOST_ADDRESSES);
        guesses.add(IpAddr::from([9, 9, 9, 9]), at(1_000));
        assert_eq!(guesses.by_address.len(), 1);
    }
}
