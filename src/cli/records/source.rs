//! Where the statements come from that are to be sent.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Refused;
use crate::lrs::XapiVersion;

/// How statements are to be worded.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// The version of the standard.
    pub version: XapiVersion,
    /// Whether people appear under pseudonyms.
    #[expect(dead_code, reason = "nothing words attempts yet")]
    pub pseudonymous: bool,
}

/// Takes the statements of one attempt after the other.
pub type Take<'a> = &'a mut dyn FnMut(Vec<Value>) -> Result<(), Refused>;

/// The statements of all attempts in these folders. Attempts that cannot be read are told, and left out.
pub fn of_records(_: &[PathBuf], _: Wording, _: Option<&Path>, _: Take) -> Result<(), Refused> {
    Err(Refused::bad("attempts cannot be put into statements yet; give statements with --statements FILE"))
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
