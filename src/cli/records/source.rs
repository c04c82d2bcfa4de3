//! Where the statements come from that are to be sent.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Refused;
use crate::cli::export::{self, From, find};
use crate::export::xapi::{Actors, Options, Version, statements};
use crate::lrs::XapiVersion;

/// How statements are to be worded.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// The version of the standard.
    pub version: XapiVersion,
    /// Whether people appear under pseudonyms.
    pub pseudonymous: bool,
}

/// Takes the statements of one attempt after the other.
pub type Take<'a> = &'a mut dyn FnMut(Vec<Value>) -> Result<(), Refused>;

/// The statements of all attempts in these folders, or in the usual one; each attempt once. Attempts that cannot be read are
/// told, and left out; returns whether there were any.
pub fn of_records(
    folders: &[PathBuf],
    wording: Wording,
    scenarios: Option<&Path>,
    take: Take,
) -> Result<bool, Refused> {
    let options = Options {
        version: match wording.version {
            XapiVersion::V1_0_3 => Version::V1,
            XapiVersion::V2_0_0 => Version::V2,
        },
        actors: if wording.pseudonymous { Actors::Pseudonymous } else { Actors::Named },
        ..Options::default()
    };
    let scenarios = find::Scenarios::all(scenarios);
    let mut stopped = None;
    let each = find::each(&From { records: folders.to_vec() }, |attempt| {
        let scenario = scenarios.of(attempt).map(|found| found.scenario.as_ref());
        let worded = statements(attempt, scenario, &options).iter().map(serde_json::to_value).collect::<Result<_, _>>();
        let worded = worded.map_err(|error| export::Refused::Unreadable(error.to_string()))?;
        take(worded).map_err(|refused| {
            stopped = Some(refused);
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
