//! Where things stand in the file of an outbox: ids and places, not statements.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::line::Line;

/// Where things stand in the file.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) known: HashMap<Uuid, Standing>,
    /// In the order in which they were added.
    pub(super) waiting: BTreeMap<u64, (Uuid, u64)>,
    pub(super) set_aside: BTreeMap<Uuid, SetAside>,
    pub(super) delivered: usize,
    pub(super) damaged: usize,
    /// So many bytes of the notes about who is to be forgotten have been heeded.
    pub(super) heeded: u64,
    /// Bytes of statements that were delivered.
    pub(super) spent: u64,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Standing {
    Waits { at: u64 },
    Delivered,
    SetAside,
}

#[derive(Debug)]
pub(super) struct SetAside {
    pub(super) reason: String,
    pub(super) at: u64,
    pub(super) length: u64,
}

impl Index {
    /// Takes a line that stands at this place of the file.
    pub(super) fn take(&mut self, line: Line, at: u64, length: u64) {
        match line {
            Line::Waits { id, .. } => {
                if let std::collections::hash_map::Entry::Vacant(entry) = self.known.entry(id) {
                    entry.insert(Standing::Waits { at });
                    self.waiting.insert(at, (id, length));
                }
            }
            Line::Delivered { ids } => ids.iter().for_each(|&id| self.deliver(id)),
            Line::SetAside { id, reason } => {
                if let Some((at, length)) = self.take_out(id) {
                    self.known.insert(id, Standing::SetAside);
                    self.set_aside.insert(id, SetAside { reason, at, length });
                }
            }
            Line::Again { ids } => {
                for id in ids.iter() {
                    if let Some(SetAside { at, length, .. }) = self.set_aside.remove(id) {
                        self.known.insert(*id, Standing::Waits { at });
                        self.waiting.insert(at, (*id, length));
                    }
                }
            }
            Line::Heeded { notes } => self.heeded = notes,
            Line::Outbox { .. } | Line::Unknown => {}
        }
    }

    fn deliver(&mut self, id: Uuid) {
        let place = self.take_out(id).or_else(|| self.set_aside.remove(&id).map(|it| (it.at, it.length)));
        self.spent += place.map_or(0, |(_, length)| length);
        if !matches!(self.known.insert(id, Standing::Delivered), Some(Standing::Delivered)) {
            self.delivered += 1;
        }
    }

    /// Where every statement stands that is in the file and was not delivered, in the order in which they were added; and why
    /// it was set aside, where it was.
    pub(super) fn undelivered(&self) -> BTreeMap<u64, (Uuid, u64, Option<&str>)> {
        let waiting = self.waiting.iter().map(|(&at, &(id, length))| (at, (id, length, None)));
        let set_aside = self.set_aside.iter().map(|(&id, it)| (it.at, (id, it.length, Some(it.reason.as_str()))));
        waiting.chain(set_aside).collect()
    }

    /// Knows nothing more of a statement.
    pub(super) fn remove(&mut self, id: Uuid) {
        self.take_out(id);
        self.set_aside.remove(&id);
        self.known.remove(&id);
    }

    /// Takes a statement out of those that wait; returns where it stands.
    pub(super) fn take_out(&mut self, id: Uuid) -> Option<(u64, u64)> {
        let Some(&Standing::Waits { at }) = self.known.get(&id) else { return None };
        self.waiting.remove(&at).map(|(_, length)| (at, length))
    }
}
