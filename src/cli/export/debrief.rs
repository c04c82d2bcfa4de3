//! `make-it-right export debrief`.

use std::path::Path;

use jiff::tz::TimeZone;

use super::{Form, From, Refused, To, find};
use crate::export::{Source, debrief, html, markdown, pdf};
use crate::storage::ExportFile;

/// Writes the debrief of one attempt.
pub fn run(attempt: &str, form: Option<Form>, to: &To, from: &From, scenarios: Option<&Path>) -> Result<bool, Refused> {
    let form = form.or_else(|| by_ending(&to.to)).ok_or_else(|| {
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
    let bytes = match form {
        Form::Pdf => pdf(&document).map_err(|error| Refused::Bad(error.to_string()))?,
        Form::Html => html(&document).into_bytes(),
        Form::Markdown => markdown(&document).into_bytes(),
    };
    file.add(&bytes)?;
    file.finish()?;
    Ok(false)
}

fn by_ending(file: &Path) -> Option<Form> {
    match file.extension()?.to_str()?.to_lowercase().as_str() {
        "pdf" => Some(Form::Pdf),
        "html" | "htm" => Some(Form::Html),
        "md" | "markdown" => Some(Form::Markdown),
        _ => None,
    }
}
