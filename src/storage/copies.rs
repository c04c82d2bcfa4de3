//! Reading one attempt, and the one that counts of several copies of it.

use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use super::door;
use super::left_out::{LeftOut, WhyLeftOut};
use crate::record::{Attempt, LONGEST_LINE, ReadError, Started};

/// An attempt that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum AttemptError {
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no attempt in it that this version can read.
    #[error("{}: {error}", path.display())]
    NotAnAttempt {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ReadError,
    },
}

/// Reads one attempt.
///
/// # Errors
/// Where the file cannot be read, or has no beginning.
pub fn read_attempt(path: &Path) -> Result<Attempt, AttemptError> {
    let bytes = door::read(path, door::LONGEST_RECORD);
    let bytes = bytes.map_err(|error| AttemptError::Unreadable { path: path.to_owned(), error })?;
    Attempt::read(&bytes).map_err(|error| AttemptError::NotAnAttempt { path: path.to_owned(), error })
}

/// The first line of an attempt, without reading the others.
pub(super) fn first_line(path: &Path) -> Result<Started, AttemptError> {
    let read = door::open(path).and_then(|file| {
        let length = file.metadata()?.len();
        door::refuse_large(length, door::LONGEST_RECORD)?;
        let mut line = Vec::new();
        BufReader::new(file).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut line)?;
        Ok(line)
    });
    let line = read.map_err(|error| AttemptError::Unreadable { path: path.to_owned(), error })?;
    let attempt = Attempt::read(&line).map_err(|error| AttemptError::NotAnAttempt { path: path.to_owned(), error })?;
    Ok(attempt.started)
}

/// The copy of an attempt that counts.
#[derive(Debug)]
pub(super) struct Furthest {
    pub(super) attempt: Attempt,
    pub(super) file: PathBuf,
    /// Whether there are copies that disagree.
    pub(super) disagree: bool,
}

/// Reads copies of one attempt; the one that counts, and what is missing by what could not be read.
pub(super) fn furthest(copies: impl IntoIterator<Item = PathBuf>) -> (Option<Furthest>, Vec<LeftOut>) {
    let mut found: Option<(Attempt, PathBuf)> = None;
    let (mut extents, mut left_out, mut in_part) = (Vec::new(), Vec::new(), Vec::new());
    for file in copies {
        let attempt = match read_attempt(&file) {
            Ok(attempt) => attempt,
            Err(error) => {
                left_out.extend(told(error));
                continue;
            }
        };
        in_part.extend(WhyLeftOut::part_of(&attempt).map(|why| (attempt.extent.clone(), file.clone(), why)));
        extents.push(attempt.extent.clone());
        if found.as_ref().is_none_or(|(known, _)| known.extent < attempt.extent) {
            found = Some((attempt, file));
        }
    }
    let found = found.map(|(attempt, file)| {
        let disagree = extents.iter().any(|extent| !extent.agrees_with(&attempt.extent));
        Furthest { attempt, file, disagree }
    });
    // What is missing in one copy and stands in another is not missing.
    let counts = |extent: &_| found.as_ref().is_none_or(|it| it.attempt.extent <= *extent);
    let missing = in_part.into_iter().filter(|(extent, ..)| counts(extent));
    left_out.extend(missing.map(|(_, path, why)| LeftOut { path, why }));
    (found, left_out)
}

/// What there is to say of a file without an attempt: nothing, where nothing was recorded in it yet.
pub(super) fn told(error: AttemptError) -> Option<LeftOut> {
    let (path, why) = match error {
        AttemptError::Unreadable { path, error } => (path, error.into()),
        AttemptError::NotAnAttempt { error: ReadError::Empty, .. } => return None,
        AttemptError::NotAnAttempt { path, error } => (path, error.into()),
    };
    Some(LeftOut { path, why })
}
