//! The tables of what may stand in a file say the same as the readers.

use make_it_right::scenario::draft::{Draft, NewValue, NodeKind};
use make_it_right::scenario::shape::{Form, Shape};
use make_it_right::scenario::{
    Around, Catalog, Code, Diagnostic, FileKind, load, load_credits, load_glossary, load_lesson, load_model,
    load_workshop_plan,
};

const KINDS: [FileKind; 6] = [
    FileKind::Scenario,
    FileKind::Model,
    FileKind::Lesson,
    FileKind::Glossary,
    FileKind::Credits,
    FileKind::WorkshopPlan,
];

fn check(kind: FileKind, text: &str) -> Vec<Diagnostic> {
    let source = text.as_bytes();
    let catalog = Catalog::default();
    match kind {
        FileKind::Scenario => load(source, &catalog).diagnostics,
        FileKind::Model => load_model(source).1,
        FileKind::Lesson => load_lesson(source, &Around { catalog: &catalog, scenarios: None, glossary: None }).1,
        FileKind::Glossary => load_glossary(source, None).1,
        FileKind::Credits => load_credits(source).1,
        FileKind::WorkshopPlan => load_workshop_plan(source, None).1,
    }
}

/// Whether a reader could not make of a value what the tables say that it is.
fn is_unreadable(code: Code) -> bool {
    matches!(
        code,
        Code::Syntax
            | Code::UnknownField
            | Code::DuplicateField
            | Code::MissingField
            | Code::WrongType
            | Code::NumberRange
            | Code::BadClock
            | Code::UnknownMood
            | Code::UnknownChannel
            | Code::UnknownCause
            | Code::UnknownBackdrop
            | Code::UnknownSystem
            | Code::UnknownOutcome
            | Code::UnknownCondition
            | Code::UnknownIllustration
            | Code::UnknownVoting
            | Code::UnknownFormat
            | Code::NewerFormat
    )
}

/// Everything that may stand in a place: each field there is, one item for each option in each list. `option` says which
/// of several is taken where there is room for one only.
fn full(form: Form, option: usize, depth: usize) -> NewValue {
    match form {
        Form::Group(shape) => NewValue::Group(None, full_fields(shape, option, depth)),
        Form::List(Form::Choice(choice)) if depth < 12 => {
            NewValue::List((0..choice.options.len()).map(|it| full(Form::Choice(choice), it, depth + 6)).collect())
        }
        Form::List(item) => NewValue::List(vec![full(*item, option, depth + 1)]),
        Form::Ways(shape) => NewValue::List(vec![full(Form::Group(shape), option, depth + 1)]),
        Form::Choice(choice) => {
            let it = &choice.options[option % choice.options.len()];
            if depth > 12 && matches!(it.form, Form::Choice(_) | Form::List(_)) {
                return NewValue::blank(form);
            }
            match it.form {
                Form::Group(shape) => NewValue::Group(Some(it.word.to_owned()), full_fields(shape, option, depth + 1)),
                inner => NewValue::Call(it.word.to_owned(), Box::new(full(inner, option + 1, depth + 1))),
            }
        }
        Form::Word(vocabulary) => {
            let words = vocabulary.words();
            NewValue::word(words[option % words.len()].0)
        }
        other => NewValue::blank(other),
    }
}

fn full_fields(shape: &'static Shape, option: usize, depth: usize) -> Vec<(String, NewValue)> {
    shape.fields.iter().map(|it| (it.name.to_owned(), full(it.form, option, depth + 1))).collect()
}

#[test]
fn whatever_the_tables_say_can_be_read() {
    for kind in KINDS {
        for option in 0..16 {
            let text = full(Form::Group(Shape::of(kind)), option, 0).on_one_line();
            let found = check(kind, &text);
            let wrong: Vec<_> = found.iter().filter(|it| is_unreadable(it.code)).collect();
            assert!(wrong.is_empty(), "{kind:?}: {wrong:#?}\n{text}");
            assert_eq!(Draft::open(text).unwrap().kind(), kind);
        }
    }
}

#[test]
fn what_is_blank_can_be_read() {
    for kind in KINDS {
        let text = NewValue::blank(Form::Group(Shape::of(kind))).on_one_line();
        let found = check(kind, &text);
        assert!(!found.iter().any(|it| is_unreadable(it.code)), "{kind:?}: {found:#?}\n{text}");
    }
}

/// Every field that must be there is missed by the reader, and no other; a value of another kind is found wrong.
#[test]
fn the_tables_say_what_is_needed_and_of_which_kind() {
    for kind in KINDS {
        let text = full(Form::Group(Shape::of(kind)), 4, 0).on_one_line();
        let draft = Draft::open(text).unwrap();
        let mut fields = 0;
        for node in super::nodes(&draft) {
            if draft.node_kind(node) != Some(NodeKind::Field) {
                continue;
            }
            let (Some(parent), Some(name)) = (draft.parent(node), draft.name(node)) else { continue };
            let Some(shape) = draft.field_shape(node) else { panic!("{kind:?}: {name} has no shape") };
            fields += 1;
            let mut without = draft.clone();
            without.change(&draft.remove_field(parent, name).unwrap()).unwrap();
            let is_missed =
                check(kind, without.text()).iter().any(|it| it.code == Code::MissingField && it.message.contains(name));
            // Without its telling field, a file is taken for one of another kind.
            if without.kind() == kind {
                assert_eq!(is_missed, shape.needed, "{kind:?}: {name} of {:?}", draft.shape(parent));
            }
            let value = draft.children(node).next().unwrap();
            let mut other = draft.clone();
            let odd = if matches!(shape.form, Form::Number { .. }) { "[]" } else { "7" };
            other.change(&draft.set(value, &NewValue::Raw(odd.to_owned())).unwrap()).unwrap();
            let found = check(kind, other.text());
            let is_wrong = found.iter().any(|it| matches!(it.code, Code::WrongType));
            assert!(is_wrong, "{kind:?}: {name} of {:?} may be {odd}", draft.shape(parent));
        }
        assert!(fields > 3, "{kind:?}");
    }
}

#[test]
fn numbers_outside_the_range_of_a_form_are_found_wrong() {
    let text = full(Form::Group(Shape::of(FileKind::Scenario)), 3, 0).on_one_line();
    let draft = Draft::open(text).unwrap();
    let count = |text: &str| check(FileKind::Scenario, text).len();
    let before = count(draft.text());
    let mut seen = 0;
    for node in super::nodes(&draft) {
        let Some(Form::Number { least, most }) = draft.form(node) else { continue };
        if draft.node_kind(node) != Some(NodeKind::Number) {
            continue;
        }
        for number in [least - 1, most + 1] {
            let mut other = draft.clone();
            other.change(&draft.set(node, &NewValue::Number(number)).unwrap()).unwrap();
            let found = check(FileKind::Scenario, other.text());
            let there = other.span(other.node_at(draft.span(node).start).unwrap());
            let is_told = found.iter().any(|it| it.span == there) || found.len() > before;
            assert!(
                is_told || found.iter().any(|it| it.code == Code::UnknownFormat || it.code == Code::NewerFormat),
                "{} may be {number}",
                draft.path(node)
            );
            seen += 1;
        }
    }
    assert!(seen > 20);
}
