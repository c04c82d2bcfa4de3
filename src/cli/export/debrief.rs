//! `make-it-right export debrief`.

use std::path::Path;

use jiff::tz::TimeZone;

use super::arguments::{Form, FromRecords, ToFile};
use super::find;
use super::refused::Refused;
use crate::cli::terminal::tell;
use crate::export::{self, Source, debrief};
use crate::storage::ExportFile;

/// Writes the debrief of one attempt.
pub fn run(
    attempt: &str,
    form: Option<Form>,
    to: &ToFile,
    from: &FromRecords,
    scenarios: Option<&Path>,
) -> Result<bool, Refused> {
    let form = form.map(export::Form::from).or_else(|| export::Form::of_ending(&to.to)).ok_or_else(|| {
        Refused::Bad(format!(
            "{}: its ending does not tell the form; use .pdf, .html or .md, or say `--format`",
            to.to.display()
        ))
    })?;
    let attempt = find::one(attempt, from)?;
    let scenarios = find::Scenarios::all(scenarios);
    let source = scenarios.of(&attempt).map(|it| Source { scenario: &it.scenario, hash: &it.hash });
    let document = debrief(&attempt, source, &TimeZone::system());
    let mut file = ExportFile::create(&to.to, to.force)?;
    let written = form.write(&document).map_err(|error| Refused::Bad(error.to_string()))?;
    file.add(&written.bytes)?;
    file.finish()?;
    if let Some(warning) = written.warning() {
        tell!("make-it-right: {warning}.");
    }
    Ok(false)
}
