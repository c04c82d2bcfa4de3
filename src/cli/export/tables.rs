//! `make-it-right export attempts` and `export choices`.

use super::arguments::{FromRecords, ToFile};
use super::find;
use super::refused::Refused;
use crate::export::anonymous;
use crate::export::csv::{self, Column};
use crate::record::Attempt;
use crate::storage::ExportFile;

/// Writes a table; returns whether something could not be read.
pub fn run(
    columns: &[Column],
    lines: impl Fn(&Attempt) -> String,
    to: &ToFile,
    bom: bool,
    is_anonymous: bool,
    from: &FromRecords,
) -> Result<bool, Refused> {
    let mut file = ExportFile::create(&to.to, to.force)?;
    if bom {
        file.add(csv::BYTE_ORDER_MARK.as_bytes())?;
    }
    file.add(csv::head(columns).as_bytes())?;
    let unreadable = find::each(from, |attempt| {
        let text = if is_anonymous { lines(&anonymous(attempt)) } else { lines(attempt) };
        Ok(file.add(text.as_bytes())?)
    })?;
    file.finish()?;
    Ok(unreadable)
}
