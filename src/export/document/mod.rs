//! A document as it is before it becomes Markdown, a page or PDF: what it says, in which order, and nothing of its look.

mod chart;
mod conversation;
mod debrief;
mod recorded;
mod taming;
mod turning;

pub use chart::{Bar, Chart, Tone, thousandths};
pub use debrief::{Source, debrief, own_debrief};

use crate::scenario;

/// A document. Its text is tame (see [`crate::scenario::tame`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    title: String,
    subtitle: String,
    language: String,
    blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a section.
    Heading(String),
    /// A heading within a section.
    Subheading(String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// Something the reader should know about the document itself.
    Notice(String),
    /// How it ended: the outcome in a word, and what that means.
    Outcome {
        /// Whether it is a good one.
        good: bool,
        /// The word.
        word: String,
        /// The headline of the ending; absent where the scenario is gone.
        headline: Option<String>,
    },
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// What was shown, missed, and fallen into.
    Marks(Vec<Marked>),
    /// Figures.
    Table(Table),
    /// Words that were said, or could have been.
    Quote {
        /// What stands above it.
        label: String,
        /// How the label is marked.
        mark: Option<Mark>,
        /// The words.
        words: Vec<Run>,
    },
    /// Something said in the conversation: who, and the words.
    Said {
        /// Who, with their mood; the narrator, where absent.
        who: Option<String>,
        /// The words.
        words: Vec<Run>,
    },
    /// The card to take along.
    Card {
        /// Its title.
        title: String,
        /// Its words.
        words: Vec<Run>,
    },
}

/// A stretch of text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it stands out.
    pub weight: Weight,
}

/// How a stretch of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Not at all.
    Plain,
    /// Stressed, in italics.
    Emphasis,
    /// Strong, in bold.
    Strong,
}

/// Something with a mark before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The mark.
    pub mark: Mark,
    /// What.
    pub name: String,
    /// Where, or how often.
    pub place: String,
}

/// A mark. It is never told by a colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Done, kept, of the recovery system.
    Good,
    /// Missed, broken, of no recovery system.
    Bad,
    /// There was no occasion.
    Neither,
}

impl Mark {
    /// The sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Bad => "✕",
            Self::Neither => "○",
        }
    }
}

/// A table; the first column of each row names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// What stands above the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
    /// The same as a chart, where that helps and the form can draw it.
    pub chart: Option<Chart>,
}

/// Text without any stress.
#[must_use]
pub fn plainly(text: impl Into<String>) -> Vec<Run> {
    vec![Run { text: text.into(), weight: Weight::Plain }]
}

/// A text of a scenario, with its stresses.
#[must_use]
pub fn stressed(text: &str) -> Vec<Run> {
    let run = |run: scenario::Run<'_>| Run {
        text: run.text.into_owned(),
        weight: if run.emphasis { Weight::Emphasis } else { Weight::Plain },
    };
    scenario::runs(text).into_iter().map(run).collect()
}

/// The same in quotation marks.
#[must_use]
pub fn quoted(text: &str) -> Vec<Run> {
    let mark = |text: &str| Run { text: text.to_owned(), weight: Weight::Plain };
    let mut runs = vec![mark("“")];
    runs.extend(stressed(text));
    runs.push(mark("”"));
    runs
}

/// The words of runs, without their look.
#[must_use]
pub fn words_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Strong words, and plain ones after them.
fn strong(text: impl Into<String>, rest: impl Into<String>) -> Vec<Run> {
    let first = Run { text: text.into(), weight: Weight::Strong };
    std::iter::once(first).chain(plainly(rest)).collect()
}
