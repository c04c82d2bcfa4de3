//! `make-it-right records`: what is done with what was recorded.

mod arguments;
mod lrs;
mod refused;
mod report;
mod secret;
mod send;
mod source;

use std::io;
use std::path::Path;

use clap::Subcommand;

use self::arguments::{LrsCommand, SendArguments};
use self::refused::Refused;
use crate::cli::terminal::tell;

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

/// Does what was asked for; returns the exit code.
pub fn run(what: &Records, scenarios: Option<&Path>) -> io::Result<u8> {
    let result = match what {
        Records::Send(arguments) => send::run(arguments, scenarios),
        Records::Report(arguments) => report::run(arguments, scenarios),
        Records::Lrs(command) => lrs::run(command),
    };
    match result {
        Ok(code) => Ok(code),
        Err(Refused::InWords { words, code }) => {
            tell!("make-it-right: {words}.");
            Ok(code)
        }
        Err(Refused::Output(error)) => Err(error),
    }
}
