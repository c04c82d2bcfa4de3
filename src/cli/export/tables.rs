//! `make-it-right export attempts` and `export choices`.

use super::arguments::{FromRecords, TableArguments, ToFile, named};
use super::find;
use super::refused::Refused;
use crate::export::anonymous;
use crate::export::csv::{self, Column, Style};
use crate::record::Attempt;
use crate::storage::ExportFile;

/// Writes a table; returns whether something could not be read.
pub fn run(
    columns: &[Column],
    lines: impl Fn(&Attempt, Style) -> String,
    to: &ToFile,
    table: &TableArguments,
    is_anonymous: bool,
    from: &FromRecords,
) -> Result<bool, Refused> {
    let style = table.style();
    let mut file = ExportFile::create(&named(&to.to, "csv"), to.force)?;
    file.add(table.mark().as_bytes())?;
    file.add(csv::head(columns, style).as_bytes())?;
    let unreadable = find::each(from, is_anonymous, |attempt| {
        let text = if is_anonymous { lines(&anonymous(attempt), style) } else { lines(attempt, style) };
        Ok(file.add(text.as_bytes())?)
    })?;
    file.finish()?;
    Ok(unreadable)
}
