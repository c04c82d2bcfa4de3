//! Credits: whom the program owes what it is made of and what it teaches.

use super::text::{Spanned, Text};

/// All credits, by section.
#[derive(Clone, Debug, Default)]
pub struct Credits {
    /// The format of the file.
    pub format: Spanned<u32>,
    /// What ships inside the program.
    pub parts: Vec<Part>,
    /// The articles behind the models and the scenarios.
    pub articles: Vec<Source>,
    /// The research behind the way it teaches.
    pub studies: Vec<Source>,
}

/// Something that ships inside the program.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What.
    pub what: Text,
    /// By whom, and under which licence.
    pub licence: Text,
}

/// An article or a study.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Who wrote it, when, and where it can be found.
    pub text: Text,
    /// What the program takes from it.
    pub gives: Text,
}
