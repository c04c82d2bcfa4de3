//! What a report says, in order.

use super::words::{day, days};
use super::{breakdown, decisions, overview};
use crate::export::document::{Block, Document};
use crate::report::Report;
use crate::words::count;

/// The report as a document.
#[must_use]
pub fn document(report: &Report) -> Document {
    let mut blocks = Vec::new();
    notices(&mut blocks, report);
    if report.attempts > 0 {
        overview::facts(&mut blocks, report);
        overview::outcomes(&mut blocks, report);
        overview::skills(&mut blocks, report);
        overview::traps(&mut blocks, report);
        decisions::hardest(&mut blocks, report);
        if let Some(breakdown) = &report.breakdown {
            breakdown::groups(&mut blocks, breakdown);
        }
    }
    Document::new("Practice report", subtitle(report), "en", blocks)
}

/// “12 people, 230 attempts at 12 scenarios, 1 September to 22 November 2026”.
fn subtitle(report: &Report) -> String {
    let number = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
    let people = count(number(report.people), "person", "people");
    let attempts = count(number(report.attempts), "attempt", "attempts");
    let scenarios = count(report.scenarios, "scenario", "scenarios");
    let when = report.days.map(|(from, until)| format!(", {}", days(from, until))).unwrap_or_default();
    format!("{people}, {attempts} at {scenarios}{when}")
}

/// What one should know of the report itself.
fn notices(blocks: &mut Vec<Block>, report: &Report) {
    let mut notice = |text: String| blocks.push(Block::Notice(text));
    let span = match (report.from, report.until) {
        (Some(from), Some(until)) => Some(format!("from {} to {}", day(from), day(until))),
        (Some(from), None) => Some(format!("since {}", day(from))),
        (None, Some(until)) => Some(format!("until {}", day(until))),
        (None, None) => None,
    };
    if let Some(span) = span {
        notice(format!(
            "Only attempts that began {span} count, both days included and by the clock in Greenwich. First attempts are \
             everybody’s first ever: whoever began earlier has none here."
        ));
    }
    if report.attempts == 0 {
        notice("There are no attempts to report on.".to_owned());
    }
    if report.anonymous {
        notice("People appear under pseudonyms, the same in every report by whoever has made this one.".to_owned());
    }
    match report.attempts_of_nobody {
        0 => {}
        1 => notice("1 attempt is that of nobody in particular. It counts in totals only.".to_owned()),
        many => notice(format!("{many} attempts are those of nobody in particular. They count in totals only.")),
    }
    match report.untouched {
        0 => {}
        1 => notice("1 more attempt was begun without a reply being chosen. It does not count.".to_owned()),
        many => notice(format!("{many} more attempts were begun without a reply being chosen. They do not count.")),
    }
}
