//! Counting what there is at once, so that there is never too much of it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// How many there are of each.
#[derive(Debug)]
pub struct Counts<K>(Arc<Mutex<HashMap<K, usize>>>);

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Hash + Eq + Copy> Counts<K> {
    /// One more of this, for as long as what comes back is there; `None` where there are so many already.
    pub fn one(&self, key: K, most: usize) -> Option<Counted<K>> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.get(&key).is_some_and(|count| *count >= most) {
            return None;
        }
        *counts.entry(key).or_default() += 1;
        Some(Counted { counts: Self(Arc::clone(&self.0)), key })
    }
}

/// One that is counted.
#[derive(Debug)]
pub struct Counted<K: Hash + Eq + Copy> {
    counts: Counts<K>,
    key: K,
}

impl<K: Hash + Eq + Copy> Drop for Counted<K> {
    fn drop(&mut self) {
        let mut counts = self.counts.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_and_no_more_and_none_are_left() {
        let counts = Counts::default();
        let held: Vec<_> = (0..3).filter_map(|_| counts.one("a", 2)).collect();
        assert_eq!(held.len(), 2);
        assert!(counts.one("b", 2).is_some());
        drop(held);
        assert!(counts.0.lock().expect("alive").is_empty());
    }
}
