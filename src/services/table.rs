//! Tables of a person's own attempts, for spreadsheets.

use std::path::PathBuf;

use crate::export::csv;
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
pub fn table(of: TableOf, files: &[PathBuf], to: PathBuf) -> Result<(PathBuf, usize), TableError> {
    let to = if to.extension().is_none() { to.with_extension("csv") } else { to };
    let choices = of == TableOf::Choices;
    let mut file = ExportFile::create(&to, true)?;
    file.add(csv::BYTE_ORDER_MARK.as_bytes())?;
    file.add(csv::head(if choices { csv::CHOICES } else { csv::ATTEMPTS }).as_bytes())?;
    for path in files {
        let attempt = read_attempt(path)?;
        let lines = if choices { csv::choices(&attempt) } else { csv::attempt(&attempt) };
        file.add(lines.as_bytes())?;
    }
    file.finish()?;
    Ok((to, files.len()))
}
