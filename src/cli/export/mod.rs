//! `make-it-right export`: what was recorded, for other programs and for paper.

pub(super) mod arguments;
mod debrief;
pub(super) mod find;
pub(super) mod refused;
mod tables;
pub(super) mod xapi;

use clap::Subcommand;

use self::arguments::{Form, FromRecords, TableArguments, ToFile, Version};
use self::refused::Refused;
use super::exit::{BAD, OK, UNREADABLE};
use crate::cli::terminal::tell;
use crate::export::{csv, xapi as lrs};

/// What is exported.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The debrief of one attempt, as PDF, as a page for the browser or as Markdown.
    Debrief {
        /// The attempt: its file, its id, or the beginning of its id.
        attempt: String,
        /// The form; by the ending of the file (.pdf, .html, .md), where absent, and a PDF where it has none.
        #[arg(long, value_enum)]
        format: Option<Form>,
        /// Where to.
        #[command(flatten)]
        to: ToFile,
        /// Where from.
        #[command(flatten)]
        from: FromRecords,
    },
    /// All attempts as a table in CSV, one a line.
    #[command(after_long_help = csv::help(csv::ATTEMPTS))]
    Attempts {
        /// Where to.
        #[command(flatten)]
        to: ToFile,
        /// How the table is written.
        #[command(flatten)]
        table: TableArguments,
        /// Name people by pseudonyms, the same as in statements.
        #[arg(long)]
        anonymous: bool,
        /// Where from.
        #[command(flatten)]
        from: FromRecords,
    },
    /// All choices as a table in CSV, one a line, those taken back included.
    #[command(after_long_help = csv::help(csv::CHOICES))]
    Choices {
        /// Where to.
        #[command(flatten)]
        to: ToFile,
        /// How the table is written.
        #[command(flatten)]
        table: TableArguments,
        /// Name people by pseudonyms, the same as in statements.
        #[arg(long)]
        anonymous: bool,
        /// Where from.
        #[command(flatten)]
        from: FromRecords,
    },
    /// All attempts as xAPI statements for a learning record store, in one JSON array.
    Xapi {
        /// Where to.
        #[command(flatten)]
        to: ToFile,
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
        from: FromRecords,
    },
}

/// Exports; returns the exit code. `scenarios` is a folder of the user's own.
pub fn run(what: &Export, scenarios: Option<&std::path::Path>) -> u8 {
    let result = match what {
        Export::Debrief { attempt, format, to, from } => debrief::run(attempt, *format, to, from, scenarios),
        Export::Attempts { to, table, anonymous, from } => {
            tables::run(csv::ATTEMPTS, csv::attempt, to, table, *anonymous, from)
        }
        Export::Choices { to, table, anonymous, from } => {
            tables::run(csv::CHOICES, csv::choices, to, table, *anonymous, from)
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
            xapi::run(&options, *anonymous, to, from, scenarios)
        }
    };
    match result {
        Ok(true) => UNREADABLE,
        Ok(false) => OK,
        Err(refused) => {
            tell!("make-it-right: {refused}.");
            if matches!(refused, Refused::Bad(_)) { BAD } else { UNREADABLE }
        }
    }
}
