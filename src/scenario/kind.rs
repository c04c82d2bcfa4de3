//! The kinds of files there are.

use super::read;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A scenario; also what cannot be told.
    Scenario,
    /// A recovery model.
    Model,
    /// A lesson.
    Lesson,
    /// The glossary.
    Glossary,
    /// The credits.
    Credits,
}

/// Files above this many bytes are scenarios: to look into them twice would take its time, and nothing else is as large.
const LARGEST: usize = 1 << 20;

/// What kind of file this is, as far as can be told; a scenario otherwise.
#[must_use]
pub fn kind_of(source: &[u8]) -> FileKind {
    if source.len() > LARGEST { FileKind::Scenario } else { read::kind_of(source) }
}
