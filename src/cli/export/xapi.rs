//! `make-it-right export xapi`.

use std::path::Path;

use super::arguments::{FromRecords, ToFile, named};
use super::find;
use super::refused::Refused;
use crate::export::xapi::{Options, statements};
use crate::storage::ExportFile;

/// Writes statements, one a line of a JSON array; returns whether something could not be read.
pub fn run(
    options: &Options,
    is_anonymous: bool,
    to: &ToFile,
    from: &FromRecords,
    scenarios: Option<&Path>,
) -> Result<bool, Refused> {
    is_iri("--base", &options.base)?;
    is_iri("--home-page", &options.home_page)?;
    let mut file = ExportFile::create(&named(&to.to, "json"), to.force)?;
    let scenarios = find::Scenarios::all(scenarios);
    let mut before = "[\n";
    let unreadable = find::each(from, is_anonymous, |attempt| {
        let scenario = scenarios.of(attempt);
        let scenario = scenario.as_ref().map(|found| found.scenario.as_ref());
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

/// Whether the text that an argument has is an absolute IRI.
pub fn is_iri(argument: &str, text: &str) -> Result<(), Refused> {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let letters = |it: char| it.is_ascii_alphanumeric() || "+-.".contains(it);
    let is_one = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(letters)
        && !text.contains(|it: char| it.is_whitespace() || it.is_control() || "<>\"{}|\\^`".contains(it));
    let refused = || Refused::Bad(format!("`{argument} {text}` is no IRI: it begins with a scheme, such as `https:`"));
    if is_one { Ok(()) } else { Err(refused()) }
}
