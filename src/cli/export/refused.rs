//! Why an export ends before its end.

use crate::storage::ExportError;

/// Why nothing, or not all, was exported.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// What was asked for is not there, or means nothing.
    #[error("{0}")]
    Bad(String),
    /// Something could not be read.
    #[error("{0}")]
    Unreadable(String),
    /// It could not be written.
    #[error(transparent)]
    Unwritten(#[from] ExportError),
}
