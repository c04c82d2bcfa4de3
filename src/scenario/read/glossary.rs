//! Reads the glossary and the credits.

use super::fields::{Fields, Shape};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::credits::{Credits, Part, Source};
use crate::scenario::glossary::{Glossary, Term};
use crate::scenario::problem::Problems;

pub static GLOSSARY: Shape =
    Shape { what: "a glossary", fields: &[("format", "the number of the file format, 1"), ("terms", "its terms")] };

pub fn read(mut fields: Fields<'_, '_>) -> Glossary {
    Glossary { format: fields.needed("format"), terms: fields.needed("terms") }
}

static TERM: Shape = Shape {
    what: "a term",
    fields: &[
        ("term", "the term"),
        ("forms", "other forms under which it is met"),
        ("definition", "what it means, in forty words at most"),
        ("see_also", "terms to read as well"),
        ("lesson", "the id of the lesson that explains it"),
    ],
};

impl Read for Term {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &TERM, problems)?;
        Some(Term {
            term: fields.needed("term"),
            forms: fields.or_default("forms"),
            definition: fields.needed("definition"),
            see_also: fields.or_default("see_also"),
            lesson: fields.optional("lesson"),
        })
    }
}

pub static CREDITS: Shape = Shape {
    what: "the credits",
    fields: &[
        ("format", "the number of the file format, 1"),
        ("parts", "what ships inside the program"),
        ("articles", "the articles behind what is taught"),
        ("studies", "the research behind how it is taught"),
    ],
};

pub fn read_credits(mut fields: Fields<'_, '_>) -> Credits {
    Credits {
        format: fields.needed("format"),
        parts: fields.needed("parts"),
        articles: fields.needed("articles"),
        studies: fields.needed("studies"),
    }
}

static PART: Shape =
    Shape { what: "a part", fields: &[("what", "what it is"), ("licence", "by whom, and under which licence")] };

impl Read for Part {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &PART, problems)?;
        Some(Part { what: fields.needed("what"), licence: fields.needed("licence") })
    }
}

static SOURCE: Shape = Shape {
    what: "a source",
    fields: &[("text", "who wrote what, when and where"), ("gives", "what the program takes from it")],
};

impl Read for Source {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SOURCE, problems)?;
        Some(Source { text: fields.needed("text"), gives: fields.needed("gives") })
    }
}
