//! Which groups are told by themselves, and which are put together.

use std::collections::HashSet;

use super::play::PlayerIx;
use super::privacy::LEAST_PEOPLE;

/// Which group is told in which row: those of fewer than five people are put together.
pub(super) struct Rows {
    /// The row of each group.
    pub(super) row_of: Vec<usize>,
    /// The name and the id of each row; the last is the rest, where there is one.
    names: Vec<(String, Option<String>)>,
    /// So many groups make the rest; 0 where there is none.
    put_together: usize,
}

impl Rows {
    /// Puts small groups together, and further ones, the smallest first, until the rest is not small either; otherwise
    /// whoever takes the rows from the total would see it. `None` where nothing is left beside the rest.
    ///
    /// `members` are groups and who belongs to them, person by person: whoever is named again is named before anybody else.
    pub(super) fn of(
        groups: usize,
        members: impl Iterator<Item = (usize, Option<PlayerIx>)>,
        named: impl Fn(usize) -> (String, Option<String>),
    ) -> Option<Self> {
        let mut people: Vec<Vec<PlayerIx>> = vec![Vec::new(); groups];
        for (group, player) in members {
            if let Some(player) = player.filter(|player| people[group].last() != Some(player)) {
                people[group].push(player);
            }
        }
        let mut by_size: Vec<usize> = (0..groups).filter(|&it| !people[it].is_empty()).collect();
        by_size.sort_by_cached_key(|&it| (people[it].len(), std::cmp::Reverse(named(it))));
        let least = LEAST_PEOPLE as usize;
        let (mut rest, mut put_together) = (HashSet::<PlayerIx>::new(), 0);
        for &it in &by_size {
            if people[it].len() >= least && (put_together == 0 || rest.len() >= least) {
                break;
            }
            rest.extend(people[it].iter().copied());
            put_together += 1;
        }
        let mut single = by_size.split_off(put_together);
        if single.is_empty() {
            return None;
        }
        single.sort_unstable();
        let mut row_of = vec![single.len(); groups];
        for (row, &it) in single.iter().enumerate() {
            row_of[it] = row;
        }
        Some(Self { row_of, names: single.into_iter().map(named).collect(), put_together })
    }

    /// How many rows there are, the rest included.
    pub(super) fn count(&self) -> usize {
        self.names.len() + usize::from(self.put_together > 0)
    }

    /// The name and the id of a row, and how many groups were put together in it.
    pub(super) fn name(&self, row: usize, groups: &str) -> (String, Option<String>, usize) {
        match self.names.get(row) {
            Some((name, id)) => (name.clone(), id.clone(), 0),
            None => (format!("Other {groups} ({})", self.put_together), None, self.put_together),
        }
    }
}
