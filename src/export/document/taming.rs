//! A document has only tame text: whatever form it takes, nothing in it commands a terminal, turns the order of letters or hides.

use super::{Bar, Block, Chart, Document, Marked, Run, Table};
use crate::scenario::{tame, tame_on_one_line};

impl Document {
    /// Makes a document; its texts are tamed here, and nowhere else is one made.
    #[must_use]
    pub fn new(
        title: impl AsRef<str>,
        subtitle: impl AsRef<str>,
        language: impl AsRef<str>,
        mut blocks: Vec<Block>,
    ) -> Self {
        blocks.iter_mut().for_each(block);
        Self {
            title: tame_on_one_line(title.as_ref()),
            subtitle: tame_on_one_line(subtitle.as_ref()),
            language: tame_on_one_line(language.as_ref()),
            blocks,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who, when, how: one short line.
    #[must_use]
    pub fn subtitle(&self) -> &str {
        &self.subtitle
    }

    /// The BCP 47 language of most of its words.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What it says, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}

/// Every text of a block is named here, so that a new one cannot be forgotten.
fn block(it: &mut Block) {
    match it {
        Block::Heading(text) | Block::Subheading(text) => line(text),
        Block::Notice(notice) => text(notice),
        Block::Paragraph(words) => runs(words),
        Block::Outcome { good: _, word, headline } => {
            line(word);
            headline.iter_mut().for_each(line);
        }
        Block::Facts(facts) => {
            for (name, value) in facts {
                line(name);
                line(value);
            }
        }
        Block::Marks(marks) => {
            for Marked { mark: _, name, place } in marks {
                line(name);
                line(place);
            }
        }
        Block::Table(it) => table(it),
        Block::Quote { label, mark: _, words } => {
            line(label);
            runs(words);
        }
        Block::Said { who, words } => {
            who.iter_mut().for_each(line);
            runs(words);
        }
        Block::Card { title, words } => {
            line(title);
            runs(words);
        }
    }
}

fn table(Table { caption, head, rows, chart }: &mut Table) {
    line(caption);
    head.iter_mut().for_each(line);
    rows.iter_mut().flatten().for_each(line);
    let Some(Chart { title, about, legend, bars }) = chart else { return };
    line(title);
    line(about);
    for (_, name) in legend {
        line(name);
    }
    for Bar { label, value, parts: _, tick: _ } in bars {
        line(label);
        line(value);
    }
}

fn runs(runs: &mut [Run]) {
    for run in runs {
        text(&mut run.text);
    }
}

fn text(it: &mut String) {
    *it = tame(it).into_owned();
}

fn line(it: &mut String) {
    *it = tame_on_one_line(it);
}
