//! The glossary: the words of the program, and what they mean here.

use super::text::{Spanned, Text};

/// The most words of a definition; it has to fit beside the word it explains.
pub const DEFINITION_WORDS: usize = 40;

/// All terms.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The format of the file.
    pub format: Spanned<u32>,
    /// The terms, in the order of the file.
    pub terms: Vec<Term>,
}

/// A term and what it means.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// The term, as it stands at the head of its entry.
    pub term: Text,
    /// Other forms under which it is met.
    pub forms: Vec<Text>,
    /// What it means.
    pub definition: Text,
    /// Terms to read as well.
    pub see_also: Vec<Text>,
    /// The id of the lesson that explains it.
    pub lesson: Option<Spanned<String>>,
}

impl Glossary {
    /// The entry of a term or of another form of it; capitals do not matter.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim().to_lowercase();
        self.terms.iter().position(|term| term.names().any(|it| it.trim().to_lowercase() == name))
    }
}

impl Term {
    /// The term and its other forms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term).chain(&self.forms).map(|name| name.value.as_str())
    }
}
