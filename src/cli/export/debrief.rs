//! `make-it-right export debrief`.

use std::path::Path;

use jiff::tz::TimeZone;

use super::arguments::{Form, FromRecords, ToFile, tell_name};
use super::find;
use super::refused::Refused;
use crate::cli::terminal::tell;
use crate::export::{self, Source, debrief};
use crate::storage::ExportFile;

/// Writes the debrief of one attempt; returns whether something of it could not be read.
pub fn run(
    attempt: &str,
    form: Option<Form>,
    to: &ToFile,
    from: &FromRecords,
    scenarios: Option<&Path>,
) -> Result<bool, Refused> {
    let (name, form) = export::Form::of_name(&to.to, form.map(export::Form::from)).ok_or_else(|| {
        Refused::Bad(format!(
            "{}: its ending does not tell the form; use .pdf, .html or .md, or say `--format`",
            to.to.display()
        ))
    })?;
    let (attempt, unreadable) = find::one(attempt, from)?;
    let scenarios = find::Scenarios::all(scenarios);
    let scenario = scenarios.of(&attempt);
    let source = scenario.as_ref().map(|it| Source { scenario: &it.scenario, hash: it.scenario.hash() });
    let document = debrief(&attempt, source, &TimeZone::system());
    let mut file = ExportFile::create(&name, to.force)?;
    let written = form.write(&document).map_err(|error| Refused::Bad(error.to_string()))?;
    file.add(&written.bytes)?;
    file.finish()?;
    tell_name(&to.to, &name);
    if let Some(warning) = written.warning() {
        tell!("make-it-right: {warning}.");
    }
    Ok(unreadable)
}
