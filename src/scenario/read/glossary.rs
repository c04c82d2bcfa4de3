//! Reads the glossary and the credits.

use super::fields::Fields;
use super::shape::{FORMAT_NUMBER, Form, LABELS, Names, Shape, may, must};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::credits::{Credits, Part, Source};
use crate::scenario::glossary::{Glossary, Term};
use crate::scenario::problem::Problems;

pub static GLOSSARY: Shape = Shape {
    what: "a glossary",
    fields: &[
        must("format", "the number of the file format, 1", FORMAT_NUMBER),
        must("terms", "its terms", Form::List(&Form::Group(&TERM))),
    ],
};

pub fn read(mut fields: Fields<'_, '_>) -> Glossary {
    Glossary { format: fields.needed("format"), terms: fields.needed("terms") }
}

static TERM: Shape = Shape {
    what: "a term",
    fields: &[
        must("term", "the term", Form::Id(Names::Term)),
        may("forms", "other forms under which it is met", LABELS),
        must("definition", "what it means, in forty words at most", Form::Prose),
        may("see_also", "terms to read as well", Form::List(&Form::Ref(Names::Term))),
        may("lesson", "the id of the lesson that explains it", Form::Ref(Names::Lesson)),
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

/// What the teaching rests on.
const SOURCES: Form = Form::List(&Form::Group(&SOURCE));

pub static CREDITS: Shape = Shape {
    what: "the credits",
    fields: &[
        must("format", "the number of the file format, 1", FORMAT_NUMBER),
        must("parts", "what ships inside the program", Form::List(&Form::Group(&PART))),
        must("articles", "the articles behind what is taught", SOURCES),
        must("studies", "the research behind how it is taught", SOURCES),
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

static PART: Shape = Shape {
    what: "a part",
    fields: &[
        must("what", "what it is", Form::Label),
        must("licence", "by whom, and under which licence", Form::Prose),
    ],
};

impl Read for Part {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &PART, problems)?;
        Some(Part { what: fields.needed("what"), licence: fields.needed("licence") })
    }
}

static SOURCE: Shape = Shape {
    what: "a source",
    fields: &[
        must("text", "who wrote what, when and where", Form::Prose),
        must("gives", "what the program takes from it", Form::Prose),
    ],
};

impl Read for Source {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SOURCE, problems)?;
        Some(Source { text: fields.needed("text"), gives: fields.needed("gives") })
    }
}
