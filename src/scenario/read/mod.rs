//! Reads files into the model: text, syntax tree, model. Goes on after a problem, and fills in a default without a
//! place ([`Span::NONE`](super::Span::NONE)) for what cannot be read, so that the rules know to leave it alone.

#[cfg(test)]
mod against_ron;
mod brackets;
mod condition;
mod fields;
mod file_shape;
mod glossary;
mod lesson;
pub(super) mod lexer;
pub(super) mod parse;
pub(super) mod quotes;
mod recovery_model;
mod scenario;
mod scene;
pub mod shape;
pub(super) mod syntax;
pub(super) mod values;
mod workshop_plan;

use super::credits::Credits;
use super::glossary::Glossary;
use super::kind::FileKind;
use super::lesson::Lesson;
use super::model::{FORMAT, ScenarioFile};
use super::problem::{Problem, Problems, Syntax};
use super::recovery_model::RecoveryModel;
use super::text::Span;
use super::workshop_plan::WorkshopFile;
use fields::Fields;
use syntax::{Kind, Node};
use values::Read;

pub(super) use syntax::shorten;

/// The largest file that is read. Offsets in it fit a [`Span`].
pub(super) const LARGEST: usize = 512 << 20;

/// Reads a scenario file. `None` where too little of it can be read to say more about it.
pub(super) fn scenario(source: &[u8], problems: &mut Problems) -> Option<ScenarioFile> {
    let root = root(source, problems)?;
    if let (kind, Kind::Group(group)) = (kind(&root), &root.kind)
        && kind != FileKind::Scenario
    {
        problems.push(group.head, Problem::NotAScenario(kind));
        return None;
    }
    let fields = Fields::open(root, &scenario::SCENARIO, problems)?;
    Some(scenario::read(fields))
}

/// Reads a recovery model. `None` where too little of it can be read to say more about it.
pub(super) fn recovery_model(source: &[u8], problems: &mut Problems) -> Option<RecoveryModel> {
    let root = root(source, problems)?;
    let fields = Fields::open(root, &recovery_model::MODEL, problems)?;
    Some(recovery_model::read(fields))
}

/// Reads a lesson. `None` where too little of it can be read to say more about it.
pub(super) fn lesson(source: &[u8], problems: &mut Problems) -> Option<Lesson> {
    let root = root(source, problems)?;
    Some(lesson::read(Fields::open(root, &lesson::LESSON, problems)?))
}

/// Reads the plan of a workshop. `None` where too little of it can be read to say more about it.
pub(super) fn workshop_plan(source: &[u8], problems: &mut Problems) -> Option<WorkshopFile> {
    let root = root(source, problems)?;
    Some(workshop_plan::read(Fields::open(root, &workshop_plan::WORKSHOP, problems)?))
}

/// Reads a glossary. `None` where too little of it can be read to say more about it.
pub(super) fn glossary(source: &[u8], problems: &mut Problems) -> Option<Glossary> {
    let root = root(source, problems)?;
    Some(glossary::read(Fields::open(root, &glossary::GLOSSARY, problems)?))
}

/// Reads the credits. `None` where too little of them can be read to say more about them.
pub(super) fn credits(source: &[u8], problems: &mut Problems) -> Option<Credits> {
    let root = root(source, problems)?;
    Some(glossary::read_credits(Fields::open(root, &glossary::CREDITS, problems)?))
}

/// What kind of file this is; a scenario, where it cannot be told.
pub(super) fn kind_of(source: &[u8]) -> FileKind {
    root(source, &mut Problems::default()).map_or(FileKind::Scenario, |root| kind(&root))
}

fn kind(root: &Node<'_>) -> FileKind {
    let Kind::Group(group) = &root.kind else { return FileKind::Scenario };
    FileKind::of_fields(group.fields.iter().map(|field| field.name))
}

fn root<'a>(source: &'a [u8], problems: &mut Problems) -> Option<Node<'a>> {
    let text = as_text(source, LARGEST, problems)?;
    let root = parse::parse(text, problems);
    let Some(root) = root else {
        if problems.count() == 0 {
            problems.push(Span { start: 0, end: 0 }, Problem::Syntax(Syntax::Empty));
        }
        return None;
    };
    if let Some((format, span)) = foreign_format(&root) {
        // Whatever else seems wrong may be right in that format.
        *problems = Problems::default();
        let problem = if format > FORMAT { Problem::NewerFormat(format) } else { Problem::UnknownFormat(format) };
        problems.push(span, problem);
        return None;
    }
    Some(root)
}

pub(super) fn as_text<'a>(source: &'a [u8], largest: usize, problems: &mut Problems) -> Option<&'a str> {
    if source.len() > largest {
        problems.push(Span { start: 0, end: 0 }, Problem::TooLarge { limit: largest });
        return None;
    }
    if is_utf16(source) {
        problems.push(Span { start: 0, end: 0 }, Problem::Utf16);
        return None;
    }
    match std::str::from_utf8(source) {
        Ok(text) => Some(text),
        Err(error) => {
            let start = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
            let length = error.error_len().map_or(1, |it| u32::try_from(it).unwrap_or(1));
            problems.push(Span { start, end: start + length }, Problem::NotUtf8);
            None
        }
    }
}

/// Whether a file looks like UTF-16, with a mark at its start or without: then every other byte of what is plain ASCII is zero.
fn is_utf16(source: &[u8]) -> bool {
    let start = &source[..source.len().min(64)];
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let has_mark = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    // Either half of the bytes, and not the other.
    let mostly = |zeros: usize, others: usize| zeros > 1 && zeros * 3 > start.len() && others * 8 < zeros;
    has_mark || mostly(even, odd) || mostly(odd, even)
}

/// The format of the file, if it is one that this version does not read.
fn foreign_format(root: &Node<'_>) -> Option<(u32, Span)> {
    let Kind::Group(group) = &root.kind else { return None };
    let field = group.fields.iter().find(|field| field.name == "format")?;
    let Kind::Number(written) = field.value.kind else { return None };
    let node = Node { span: field.value.span, kind: Kind::Number(written) };
    let format = u32::read(node, &mut Problems::default())?;
    (format != FORMAT).then_some((format, field.value.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_said_once_with_a_mark_or_without() {
        let text = "(\n    format: 1,\n    title: \"Nguyễn, 日本\",\n)";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [marked(b"\xff\xfe", &little), marked(b"\xfe\xff", &big), little, big] {
            let mut problems = Problems::default();
            assert!(as_text(&bytes, LARGEST, &mut problems).is_none());
            let found = problems.sorted();
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].message.contains("UTF-16"), "{found:?}");
        }
        for bytes in [&b"\0\0\0"[..], b"(a: \"\0\")", b"", b"("] {
            assert!(as_text(bytes, LARGEST, &mut Problems::default()).is_some(), "{bytes:?}");
        }
    }

    #[test]
    fn a_file_above_the_limit_is_refused_before_anything_else() {
        let mut problems = Problems::default();
        assert!(as_text(b"(format: 1)", 4, &mut problems).is_none());
        assert_eq!(problems.sorted()[0].code.name(), "too-large");
    }
}
