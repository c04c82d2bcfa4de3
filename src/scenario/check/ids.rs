//! Ids: their form, and that no two things share one.

use std::collections::HashMap;

use super::{Checker, visit};
use crate::scenario::diagnostic::Code;
use crate::scenario::hash::content_hash;
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::read::shorten;
use crate::scenario::text::{Span, Spanned};

pub fn check(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let (source, lines) = (checker.input.source, &checker.lines);
    let line =
        |span: Span| lines.get_or_init(|| crate::scenario::place::LineIndex::new(source)).locate(span.start).line;
    let problems = &mut *checker.problems;
    check_form(&file.id, problems);
    check_set("person", file.people.iter().map(|it| &it.id), &line, problems);
    check_set("promise", file.promises.iter().map(|it| &it.id), &line, problems);
    let scenes = file.scenes.iter().map(|it| &it.id);
    check_set("scene or ending", scenes.chain(file.endings.iter().map(|it| &it.id)), &line, problems);
    check_set("reply", visit::replies(file).map(|it| &it.id), &line, problems);
    for flag in visit::replies(file).flat_map(|it| &it.sets) {
        check_form(&flag.name, problems);
    }
}

/// Whether the file takes the place of one that comes with the program, and is another.
pub fn check_shipped(checker: &mut Checker<'_, '_>) {
    let file = checker.file();
    let Some(hash) = checker.input.catalog.shipped_hash(&file.id.value) else { return };
    let code = Code::ReplacesShipped.name();
    let is_meant = file.accepts.iter().any(|accepted| accepted.advice.value == code);
    // Advice waits until a file is sound.
    if !is_meant && !checker.problems.has_error() && content_hash(checker.input.source) != hash {
        checker.report(file.id.span, Problem::ReplacesShipped { id: file.id.value.clone() });
    }
}

/// Checks ids that must differ from each other.
pub fn check_set<'a>(
    what: &'static str,
    ids: impl Iterator<Item = &'a Spanned<String>>,
    line: &impl Fn(Span) -> u32,
    problems: &mut Problems,
) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for id in ids.filter(|it| !it.span.is_none()) {
        check_form(id, problems);
        let earlier = *first.entry(id.value.as_str()).or_insert(id.span);
        if earlier != id.span {
            let problem = Problem::DuplicateId { what, id: shorten(&id.value).into_owned(), first_line: line(earlier) };
            problems.push(id.span, problem);
        }
    }
}

/// Checks the letters of an id.
pub fn check_form(id: &Spanned<String>, problems: &mut Problems) {
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let good = !id.value.is_empty() && id.value.bytes().all(fits);
    if !good && !id.span.is_none() {
        problems.push(id.span, Problem::BadId(id.value.clone()));
    }
}
