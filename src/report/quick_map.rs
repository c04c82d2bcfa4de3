//! Tables that are looked into for every line of every attempt.

use std::collections::HashMap;

/// As the usual table, by a hash that is several times as quick to make. It has a seed too: nobody who writes files can know
/// which keys would meet in one place.
pub(super) type QuickMap<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
