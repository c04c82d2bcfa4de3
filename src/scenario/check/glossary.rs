//! The glossary and the credits: that they say something, and that one leads to the other.

use super::lesson::{count_words, unknown};
use super::texts::{all_filled, filled};
use crate::scenario::credits::Credits;
use crate::scenario::glossary::{DEFINITION_WORDS, Glossary, Term};
use crate::scenario::place::LineIndex;
use crate::scenario::problem::{Name, Nothing, Problem, Problems};

/// Runs all rules for a glossary.
pub fn check(glossary: &Glossary, source: &[u8], lessons: Option<&[String]>, problems: &mut Problems) {
    if glossary.terms.is_empty() && problems.count() == 0 {
        problems.push(glossary.format.span, Problem::Nothing(Nothing::Terms));
    }
    duplicates(glossary, source, problems);
    for term in &glossary.terms {
        filled("the term", &term.term, problems);
        all_filled("this form of the term", &term.forms, problems);
        filled("the definition", &term.definition, problems);
        let words = count_words(&term.definition);
        if words > DEFINITION_WORDS {
            let what = "this definition";
            problems.push(term.definition.span, Problem::TooWordy { what, words, most: DEFINITION_WORDS });
        }
        for other in &term.see_also {
            if glossary.find(&other.value).is_none() {
                unknown(Name::Term, other, glossary.terms.iter().flat_map(Term::names), problems);
            }
        }
        let named = term.lesson.as_ref().zip(lessons);
        if let Some((lesson, lessons)) = named.filter(|(lesson, lessons)| !lessons.contains(&lesson.value)) {
            unknown(Name::Lesson, lesson, lessons.iter().map(String::as_str), problems);
        }
    }
}

/// No form may stand for two terms.
fn duplicates(glossary: &Glossary, source: &[u8], problems: &mut Problems) {
    let mut first = std::collections::HashMap::new();
    for name in glossary.terms.iter().flat_map(|term| std::iter::once(&term.term).chain(&term.forms)) {
        let earlier = *first.entry(name.value.trim().to_lowercase()).or_insert(name.span);
        if earlier != name.span {
            let first_line = LineIndex::new(source).locate(earlier.start).line;
            let problem = Problem::DuplicateId { what: "term", id: name.value.clone(), first_line };
            problems.push(name.span, problem);
        }
    }
}

/// Runs all rules for a list of credits.
pub fn credits(credits: &Credits, problems: &mut Problems) {
    for part in &credits.parts {
        filled("what it is", &part.what, problems);
        filled("the licence", &part.licence, problems);
    }
    for source in credits.articles.iter().chain(&credits.studies) {
        filled("the source", &source.text, problems);
        filled("what it gives", &source.gives, problems);
    }
}
