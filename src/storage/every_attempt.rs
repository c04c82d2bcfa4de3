//! Every attempt in any number of folders, each once: for tables, statements and documents, which need all that stands in it.
//!
//! The first lines of all files say which files are copies of one attempt; only then are these read, those of one attempt at a
//! time. So a million files take the memory of their names.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::copies::{first_line, furthest, told};
use super::file_names::id_in_name;
use super::file_walk::{Waiting, Walk};
use super::left_out::LeftOut;
use crate::record::{Attempt, Id, Order, order_of};

/// The files of attempts in folders, however deep.
pub struct AttemptFiles {
    files: Vec<(Arc<Path>, OsString)>,
    left_out: Vec<LeftOut>,
}

/// What there was to say of files that were read.
#[derive(Debug, Default)]
pub struct AttemptsRead {
    /// How many attempts there were.
    pub attempts: usize,
    /// What could not be read.
    pub left_out: Vec<LeftOut>,
    /// Attempts of which there are copies that disagree. The one that goes furthest counts.
    pub disagreeing: Vec<Id>,
}

/// The attempts that a name means are none, or several.
#[derive(Debug)]
pub struct NotOne {
    /// Which.
    pub attempts: Vec<Id>,
}

impl AttemptFiles {
    /// Looks for them as [`gather`](super::gather()) does: folders of records, of attempts, of people, of any of these, or
    /// single files.
    #[must_use]
    pub fn within(places: &[PathBuf]) -> Self {
        let waiting = Waiting::new(&|_| ControlFlow::Continue(()));
        let left_out = Walk::through(places, &waiting);
        let mut files = Vec::new();
        while let Some(batch) = waiting.next() {
            files.extend(batch.names.into_iter().map(|name| (Arc::clone(&batch.folder), name)));
        }
        Self { files, left_out }
    }

    fn path(&self, file: usize) -> PathBuf {
        let (folder, name) = &self.files[file];
        folder.join(name)
    }

    /// Hands every attempt over, each once, in the order in which they began: see [`order_of`].
    ///
    /// # Errors
    /// Where `take` says so; then nothing more is read.
    pub fn each<E>(mut self, mut take: impl FnMut(&Attempt) -> Result<(), E>) -> Result<AttemptsRead, E> {
        let mut read = AttemptsRead { left_out: std::mem::take(&mut self.left_out), ..AttemptsRead::default() };
        let all = (0..self.files.len()).collect::<Vec<_>>();
        let known = self.known(&all, &mut read.left_out);
        for copies in known.chunk_by(|one, other| one.0 == other.0) {
            let paths = copies.iter().map(|&(_, file)| self.path(file));
            let (furthest, left_out) = furthest(paths);
            read.left_out.extend(left_out);
            if let Some(it) = furthest {
                read.attempts += 1;
                read.disagreeing.extend(it.disagree.then_some(it.attempt.started.attempt));
                take(&it.attempt)?;
            }
        }
        read.left_out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(read)
    }

    /// The one attempt whose id, or the name of a file of it, begins like this.
    ///
    /// # Errors
    /// Where there is none, or more than one.
    pub fn one(&self, named: &str) -> Result<(Attempt, AttemptsRead), NotOne> {
        let wanted = named.to_lowercase();
        let begins = |text: &str| !wanted.is_empty() && text.to_lowercase().starts_with(&wanted);
        let has_name = |file: &usize| begins(&self.files[*file].1.to_string_lossy());
        // Nearly always the names of files say enough, and no others need to be opened.
        let may_be = |file: &usize| {
            let id = id_in_name(Path::new(&self.files[*file].1));
            has_name(file) || id.is_none_or(|id| begins(&id.to_string()))
        };
        let all = || 0..self.files.len();
        let mut attempts = BTreeSet::new();
        let mut known = Vec::new();
        for files in [all().filter(may_be).collect::<Vec<_>>(), all().collect()] {
            known = self.known(&files, &mut Vec::new());
            let meant = known.iter().filter(|(id, file)| begins(&id.to_string()) || has_name(file));
            attempts = meant.map(|it| it.0).collect();
            if !attempts.is_empty() {
                break;
            }
        }
        let not_one = |attempts: &BTreeSet<Id>| NotOne { attempts: attempts.iter().copied().collect() };
        let Some(attempt) = attempts.first().copied().filter(|_| attempts.len() == 1) else {
            return Err(not_one(&attempts));
        };
        let copies = known.iter().filter(|(id, _)| *id == attempt).map(|&(_, file)| self.path(file));
        match furthest(copies) {
            (None, _) => Err(not_one(&BTreeSet::new())),
            (Some(it), left_out) => {
                let disagreeing = it.disagree.then_some(attempt).into_iter().collect();
                Ok((it.attempt, AttemptsRead { attempts: 1, left_out, disagreeing }))
            }
        }
    }

    /// Which attempt is in each of these files, in the order in which they began. Files in which there is none are left out.
    fn known(&self, files: &[usize], left_out: &mut Vec<LeftOut>) -> Vec<(Id, usize)> {
        let mut known = Vec::with_capacity(files.len());
        let mut orders = HashMap::<Id, Order>::new();
        for &file in files {
            let path = self.path(file);
            match first_line(&path) {
                Ok(started) => {
                    let order = order_of(started.attempt, started.at);
                    // One for all copies, so that they stay together whatever their first lines say.
                    orders.entry(started.attempt).and_modify(|known| *known = order.min(*known)).or_insert(order);
                    known.push((started.attempt, file));
                }
                Err(error) => left_out.extend(told(error)),
            }
        }
        known.sort_unstable_by_key(|(attempt, file)| (orders.get(attempt).copied(), *file));
        known
    }
}
