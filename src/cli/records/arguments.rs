//! What the commands on records are asked for with.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::refused::Refused;
use crate::cli::left_out::ProblemsArguments;
use crate::lrs::{Endpoint, XapiVersion};
use crate::storage::Folders;

/// What to send, and where to.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct SendArguments {
    /// A folder of records, in place of the usual one; may be given several times. Whatever lies in it is read, however deep.
    #[arg(long, value_name = "DIR")]
    pub records: Vec<PathBuf>,
    /// What is told of what could not be read.
    #[command(flatten)]
    pub problems: ProblemsArguments,
    /// Send the statements in this file (a JSON array, or one statement a line) in place of the records.
    #[arg(long, value_name = "FILE", conflicts_with = "records")]
    pub statements: Vec<PathBuf>,
    /// The address of the store, for this once.
    #[arg(long, value_name = "URL", requires = "key")]
    pub endpoint: Option<String>,
    /// The key for it.
    #[arg(long, requires = "endpoint")]
    pub key: Option<String>,
    /// A file that only you can read, with the secret in it; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    /// The version of the standard that the store speaks.
    #[arg(long, value_enum, requires = "endpoint")]
    pub xapi: Option<Xapi>,
    /// Send pseudonyms in place of names.
    #[arg(long)]
    pub pseudonymous: bool,
    /// Allow a way there that is not encrypted.
    #[arg(long)]
    pub allow_http: bool,
    /// Do not wait where the store cannot be reached or is busy.
    #[arg(long)]
    pub once: bool,
    /// Try what was set aside once more.
    #[arg(long)]
    pub again: bool,
}

/// What can be set about sending.
#[derive(Debug, Subcommand)]
pub enum LrsCommand {
    /// Set where to send, and switch it on.
    ///
    /// The store is tried first, and nothing is kept where it does not answer as one, or does not accept the key and secret.
    ///
    /// The secret is read from standard input or a file, and kept in the system's keyring, or in a file that only you
    /// can read.
    Set {
        /// The address of the store.
        #[arg(long, value_name = "URL")]
        endpoint: Option<String>,
        /// The key for it.
        #[arg(long)]
        key: Option<String>,
        /// A file that only you can read, with the secret in it; `-` for standard input.
        #[arg(long, value_name = "FILE")]
        secret_file: Option<PathBuf>,
        /// The version of the standard that the store speaks.
        #[arg(long, value_enum)]
        xapi: Option<Xapi>,
        /// Whether to send pseudonyms in place of names.
        #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
        pseudonymous: Option<bool>,
        /// Whether to allow a way there that is not encrypted.
        #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
        allow_http: Option<bool>,
        /// What the ids of scenarios and decisions begin with, such as `https://learning.example.com/`
        #[arg(long, value_name = "IRI")]
        base: Option<String>,
        /// The system on which people have their accounts, as an IRI.
        #[arg(long, value_name = "IRI")]
        home_page: Option<String>,
        /// Send plays as well that began before sending was switched on in the app.
        #[arg(long)]
        earlier: bool,
        /// Keep it without trying the store: to set up a machine that has no network yet.
        #[arg(long)]
        untried: bool,
    },
    /// Show what is set, what waits, and what was set aside and why.
    Show,
    /// Send nothing any more, and forget the secret.
    Off {
        /// As it is anyway; earlier versions kept the secret otherwise.
        #[arg(long, hide = true)]
        forget: bool,
    },
}

/// The versions of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Xapi {
    /// xAPI 1.0.3.
    #[value(name = "1.0.3")]
    V1,
    /// xAPI 2.0.0.
    #[value(name = "2.0.0")]
    V2,
}

impl From<Xapi> for XapiVersion {
    fn from(xapi: Xapi) -> Self {
        match xapi {
            Xapi::V1 => Self::V1_0_3,
            Xapi::V2 => Self::V2_0_0,
        }
    }
}

/// An address that a person has given.
pub fn endpoint(address: &str, allow_http: bool) -> Result<Endpoint, Refused> {
    Endpoint::parse(address, allow_http).map_err(Refused::bad)
}

/// The folders of this user.
pub fn folders() -> Result<Folders, Refused> {
    Folders::of_platform().ok_or_else(|| Refused::unreadable("there is no home folder"))
}
