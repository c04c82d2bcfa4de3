//! Tables of a person's own attempts, for spreadsheets.

use std::path::{Path, PathBuf};

use crate::export::{csv, with_ending};
use crate::storage::{AttemptError, ExportError, ExportFile, read_attempt};

/// What a table has a line for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableOf {
    /// Each reply.
    Choices,
    /// Each conversation.
    Attempts,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// An attempt cannot be read any more.
    #[error(transparent)]
    Unreadable(#[from] AttemptError),
    /// The file cannot be written.
    #[error(transparent)]
    Unwritten(#[from] ExportError),
}

/// Writes a table of these attempts; how many there are. The system's dialog has asked whether a file may be replaced.
///
/// # Errors
/// Where an attempt cannot be read any more, or the file not be written.
pub fn table(of: TableOf, files: &[PathBuf], to: &Path, style: csv::Style) -> Result<(PathBuf, usize), TableError> {
    let named = with_ending(to, "csv");
    let choices = of == TableOf::Choices;
    // A file of another name than the dialog knew was not asked about.
    let mut file = ExportFile::create(&named, named == to)?;
    file.add(csv::BYTE_ORDER_MARK.as_bytes())?;
    file.add(csv::head(if choices { csv::CHOICES } else { csv::ATTEMPTS }, style).as_bytes())?;
    for path in files {
        let attempt = read_attempt(path)?;
        let lines = if choices { csv::choices(&attempt, style) } else { csv::attempt(&attempt, style) };
        file.add(lines.as_bytes())?;
    }
    file.finish()?;
    Ok((named, files.len()))
}
