//! `make-it-right export xapi`.

use std::path::Path;

use super::{From, Refused, To, find};
use crate::export::xapi::{Options, statements};
use crate::storage::ExportFile;

/// Writes statements, one a line of a JSON array; returns whether something could not be read.
pub fn run(options: &Options, to: &To, from: &From, scenarios: Option<&Path>) -> Result<bool, Refused> {
    let mut file = ExportFile::create(&to.to, to.force)?;
    let scenarios = find::Scenarios::all(scenarios);
    let mut before = "[\n";
    let unreadable = find::each(from, |attempt| {
        let scenario = scenarios.of(attempt).map(|found| found.scenario.as_ref());
        for statement in statements(attempt, scenario, options) {
            file.add(before.as_bytes())?;
            let json = serde_json::to_vec(&statement);
            file.add(&json.map_err(|error| Refused::Unreadable(error.to_string()))?)?;
            before = ",\n";
        }
        Ok(())
    })?;
    file.add(if before == "[\n" { b"[]\n" } else { b"\n]\n" })?;
    file.finish()?;
    Ok(unreadable)
}
