//! `make-it-right records`: what is done with what was recorded.

mod lrs;
mod report;
mod secret;
mod send;
mod source;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::{BAD, UNREADABLE};
use crate::lrs::{Endpoint, XapiVersion};

/// What can be done with records.
#[derive(Debug, Subcommand)]
pub enum Records {
    /// Send what was recorded to a learning record store (LRS), as xAPI statements.
    ///
    /// What is not delivered yet waits in an outbox on this machine, and goes with the next `send`; stop it at any time.
    /// Exit code 0: everything is delivered; 1: the store refuses something, or the key; 2: something could not be read, or
    /// the store not be reached.
    Send(SendArguments),
    /// Show what the attempts in any number of folders come to, for a person or a group.
    ///
    /// How conversations ended, skill in each step, traps and the hardest decisions; everybody’s first attempts against their
    /// latest. The same attempt in several folders counts once. What cannot be read is named, and the rest is reported on.
    ///
    /// Groups of fewer than five people are never told of by themselves, and no figure is shown behind which, or behind whose
    /// difference to another one, there are fewer; `--by person` tells of each person, by name unless you say
    /// `--anonymous`. Pseudonyms stay the same in your reports; the key to them is in your data folder, so keep it to
    /// yourself. What this does not protect against: somebody who knows how often or when a colleague has practised may
    /// know them again, and who compares reports over different days or folders may see what lies between.
    ///
    /// Exit code 0: everything was read; 2: something could not be.
    Report(report::ReportArguments),
    /// Where records are sent to, and whether at all. Nothing is sent until you switch it on.
    #[command(subcommand)]
    Lrs(LrsCommand),
}

/// What to send, and where to.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct SendArguments {
    /// A folder of records, in place of the usual one; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub records: Vec<PathBuf>,
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
    },
    /// Show what is set, what waits, and what was set aside and why.
    Show,
    /// Send nothing any more.
    Off {
        /// Forget the secret as well.
        #[arg(long)]
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

/// Why it ends before its end.
enum Refused {
    /// Something that a person must be told, and the exit code that goes with it.
    Told { words: String, code: u8 },
    /// Nobody can be told.
    Output(io::Error),
}

#[expect(clippy::needless_pass_by_value, reason = "so that `map_err` takes them as they are")]
impl Refused {
    /// What was asked for cannot be.
    fn bad(words: impl ToString) -> Self {
        Self::Told { words: words.to_string(), code: BAD }
    }

    /// Something could not be read or written.
    fn unreadable(words: impl ToString) -> Self {
        Self::Told { words: words.to_string(), code: UNREADABLE }
    }
}

/// Only from writing to the output.
impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Does what was asked for; returns the exit code.
pub fn run(what: &Records, scenarios: Option<&Path>) -> io::Result<u8> {
    let result = match what {
        Records::Send(arguments) => send::run(arguments, scenarios),
        Records::Report(arguments) => report::run(arguments, scenarios),
        Records::Lrs(command) => lrs::run(command),
    };
    match result {
        Ok(code) => Ok(code),
        Err(Refused::Told { words, code }) => {
            anstream::eprintln!("make-it-right: {words}.");
            Ok(code)
        }
        Err(Refused::Output(error)) => Err(error),
    }
}

/// An address that a person has given.
fn endpoint(address: &str, allow_http: bool) -> Result<Endpoint, Refused> {
    Endpoint::parse(address, allow_http).map_err(Refused::bad)
}

/// The folders of this user.
fn folders() -> Result<crate::storage::Folders, Refused> {
    crate::storage::Folders::of_platform().ok_or_else(|| Refused::unreadable("there is no home folder"))
}
