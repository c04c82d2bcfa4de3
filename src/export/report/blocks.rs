//! What several parts of a report are made of.

use super::words::way;
use crate::export::document::{Bar, Block, Tone, plainly, thousandths};
use crate::report::{Compared, Tally};

/// A paragraph.
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(plainly(text))
}

/// A bar for the latest attempts, with a mark for the first.
pub fn skill_bar(name: &str, compared: &Compared<Tally>) -> Bar {
    let length = |tally: Tally| thousandths(tally.shown, tally.all());
    let told = |tally: Option<Tally>| tally.filter(|it| it.all() > 0);
    Bar {
        label: name.to_owned(),
        value: way(compared),
        parts: told(compared.latest).map(|it| (Tone::Best, length(it))).into_iter().collect(),
        tick: told(compared.first).map(length),
    }
}
