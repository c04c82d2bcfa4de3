//! Lists of numbers, one for each of many owners.

/// Lists of numbers, one after another: what leads from each place.
pub(super) struct Lists {
    starts: Vec<usize>,
    all: Vec<usize>,
}

impl Lists {
    /// Sorts (owner, member) pairs into one list for each of `owners` owners, in the order in which they come.
    pub(super) fn new(owners: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut starts = vec![0; owners + 1];
        for (owner, _) in pairs.clone() {
            starts[owner + 1] += 1;
        }
        for owner in 0..owners {
            starts[owner + 1] += starts[owner];
        }
        let mut next = starts.clone();
        let mut all = vec![0; starts[owners]];
        for (owner, member) in pairs {
            all[next[owner]] = member;
            next[owner] += 1;
        }
        Self { starts, all }
    }

    /// The list of one of them.
    pub(super) fn of(&self, owner: usize) -> &[usize] {
        &self.all[self.starts[owner]..self.starts[owner + 1]]
    }
}
