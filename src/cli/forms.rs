//! The forms in which commands print.

use clap::ValueEnum;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportForm {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// How a play is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TranscriptForm {
    /// As a conversation.
    Text,
    /// One event a line.
    Json,
}
