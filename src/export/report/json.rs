//! A report for programs.
//!
//! One JSON object: `format` (this is [`FORMAT`]), and the fields of [`Report`](crate::report::Report) under their names. Texts are
//! as they were recorded; days are written `2026-11-22`. A tally has the counts `shown` and `missed`; what may be told over
//! `all` attempts, everybody’s `first` at each scenario, or everybody’s `latest` five, is `null` where fewer than five people stand
//! behind it. Later versions may add fields; where one changes its meaning, `format` counts up.

use serde::Serialize;

use crate::report::Report;

/// The format of reports in JSON.
pub const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    #[serde(flatten)]
    report: &'a Report,
}

/// Writes a report as JSON.
#[must_use]
pub fn json(report: &Report) -> String {
    // Nothing in a report can fail to become JSON: its maps have texts for keys, and there are no floats.
    let mut text = serde_json::to_string_pretty(&Written { format: FORMAT, report }).unwrap_or_default();
    text.push('\n');
    text
}
