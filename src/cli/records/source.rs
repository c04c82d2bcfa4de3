//! Where the statements come from that are to be sent.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::refused::Refused;
use crate::cli::export::arguments::FromRecords;
use crate::cli::export::{find, refused as export};
use crate::cli::left_out::ProblemsArguments;
use crate::lrs::Outbox;
use crate::outgoing::Wording;

/// Takes the statements of one attempt after the other.
pub type Take<'a> = &'a mut dyn FnMut(Vec<Value>) -> Result<(), Refused>;

/// The statements of all attempts in these folders, or in the usual one, that the outbox does not know; each attempt once.
/// Attempts that cannot be read are told, and left out; returns whether there were any.
pub fn of_records(
    outbox: &mut Outbox,
    folders: &[PathBuf],
    problems: ProblemsArguments,
    (wording, is_anonymous): (&Wording, bool),
    scenarios: Option<&Path>,
) -> Result<bool, Refused> {
    let scenarios = find::Scenarios::all(scenarios);
    let mut stopped = None;
    let from = FromRecords { records: folders.to_vec(), problems };
    let each = find::each(&from, is_anonymous, |attempt| {
        let scenario = scenarios.of(attempt);
        let scenario = scenario.as_ref().map(|found| found.scenario.as_ref());
        let new = wording.statements(attempt, scenario, &|id| outbox.knows(id));
        outbox.add(new).map(drop).map_err(|error| {
            stopped = Some(Refused::unreadable(error));
            export::Refused::Bad(String::new())
        })
    });
    match (stopped, each) {
        (Some(refused), _) => Err(refused),
        (None, Ok(unreadable)) => Ok(unreadable),
        (None, Err(refused @ export::Refused::Bad(_))) => Err(Refused::bad(refused)),
        (None, Err(refused)) => Err(Refused::unreadable(refused)),
    }
}

/// The statements in a file: a JSON array, or one statement a line.
pub fn of_file(path: &Path, take: Take) -> Result<(), Refused> {
    let refused = |error: &dyn std::fmt::Display| Refused::unreadable(format!("{}: {error}", path.display()));
    let text = std::fs::read(path).map_err(|error| refused(&error))?;
    if text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return take(serde_json::from_slice(&text).map_err(|error| refused(&error))?);
    }
    let statements = serde_json::Deserializer::from_slice(&text).into_iter::<Value>().collect::<Result<_, _>>();
    take(statements.map_err(|error| refused(&error))?)
}
