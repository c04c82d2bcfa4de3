//! `make-it-right export`: what was recorded, for other programs and for paper.

mod debrief;
pub(super) mod find;
mod tables;
pub(super) mod xapi;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{BAD, OK, UNREADABLE};
use crate::export::{csv, xapi as lrs};
use crate::storage::ExportError;

/// What is exported.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The debrief of one attempt, as PDF, as a page for the browser or as Markdown.
    Debrief {
        /// The attempt: its file, its id, or the beginning of its id.
        attempt: String,
        /// The form; by the ending of the file (.pdf, .html, .md), where absent.
        #[arg(long, value_enum)]
        format: Option<Form>,
        /// Where to.
        #[command(flatten)]
        to: To,
        /// Where from.
        #[command(flatten)]
        from: From,
    },
    /// All attempts as a table in CSV, one a line.
    #[command(after_long_help = csv::help(csv::ATTEMPTS))]
    Attempts {
        /// Where to.
        #[command(flatten)]
        to: To,
        /// Begin the file with a byte order mark, which some spreadsheets want.
        #[arg(long)]
        bom: bool,
        /// Name people by pseudonyms, the same as in statements.
        #[arg(long)]
        anonymous: bool,
        /// Where from.
        #[command(flatten)]
        from: From,
    },
    /// All choices as a table in CSV, one a line, those taken back included.
    #[command(after_long_help = csv::help(csv::CHOICES))]
    Choices {
        /// Where to.
        #[command(flatten)]
        to: To,
        /// Begin the file with a byte order mark, which some spreadsheets want.
        #[arg(long)]
        bom: bool,
        /// Name people by pseudonyms, the same as in statements.
        #[arg(long)]
        anonymous: bool,
        /// Where from.
        #[command(flatten)]
        from: From,
    },
    /// All attempts as xAPI statements for a learning record store, in one JSON array.
    Xapi {
        /// Where to.
        #[command(flatten)]
        to: To,
        /// The version of xAPI.
        #[arg(long, value_enum, default_value = "1.0.3")]
        version: Version,
        /// What the ids of scenarios and decisions begin with, such as `https://learning.example.com/`
        #[arg(long, value_name = "IRI", default_value = lrs::BASE)]
        base: String,
        /// The system on which people have their accounts, as an IRI.
        #[arg(long, value_name = "IRI")]
        home_page: Option<String>,
        /// Name people by pseudonyms.
        #[arg(long)]
        anonymous: bool,
        /// Where from.
        #[command(flatten)]
        from: From,
    },
}

/// Where something goes.
#[derive(Clone, Debug, Args)]
pub struct To {
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Replace the file where there is one.
    #[arg(long)]
    pub force: bool,
}

/// Where attempts come from.
#[derive(Clone, Debug, Args)]
pub struct From {
    /// A folder of records, in place of the usual one; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub records: Vec<PathBuf>,
}

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For paper.
    Pdf,
    /// For a browser, all in one file.
    Html,
    /// For a text editor.
    #[value(name = "md", alias = "markdown")]
    Markdown,
}

impl std::convert::From<Form> for crate::export::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Pdf => Self::Pdf,
            Form::Html => Self::Html,
            Form::Markdown => Self::Markdown,
        }
    }
}

/// The version of xAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Version {
    /// Most stores speak it.
    #[value(name = "1.0.3")]
    V1,
    /// IEEE 9274.1.1.
    #[value(name = "2.0.0")]
    V2,
}

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

/// Exports; returns the exit code. `scenarios` is a folder of the user's own.
pub fn run(what: &Export, scenarios: Option<&std::path::Path>) -> u8 {
    let result = match what {
        Export::Debrief { attempt, format, to, from } => debrief::run(attempt, *format, to, from, scenarios),
        Export::Attempts { to, bom, anonymous, from } => {
            tables::run(csv::ATTEMPTS, csv::attempt, to, *bom, *anonymous, from)
        }
        Export::Choices { to, bom, anonymous, from } => {
            tables::run(csv::CHOICES, csv::choices, to, *bom, *anonymous, from)
        }
        Export::Xapi { to, version, base, home_page, anonymous, from } => {
            let options = lrs::Options {
                version: match version {
                    Version::V1 => lrs::Version::V1,
                    Version::V2 => lrs::Version::V2,
                },
                home_page: home_page.clone().unwrap_or_else(|| format!("{base}people")),
                base: base.clone(),
                actors: if *anonymous { lrs::Actors::Pseudonymous } else { lrs::Actors::Named },
            };
            xapi::run(&options, to, from, scenarios)
        }
    };
    match result {
        Ok(true) => UNREADABLE,
        Ok(false) => OK,
        Err(refused) => {
            anstream::eprintln!("make-it-right: {refused}.");
            if matches!(refused, Refused::Bad(_)) { BAD } else { UNREADABLE }
        }
    }
}
