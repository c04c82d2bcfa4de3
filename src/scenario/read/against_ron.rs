//! Holds the parser against the crate `ron`: both must read the same texts, and read the same from them.
//!
//! Left out, because no scenario file can have it, and what its author is told instead:
//! - Maps, characters, bytes: "expected …, found a map `{ … }`" and the like; only that they are no syntax errors is held.
//! - Ranges such as `1..=5`: a syntax error at the `=`; `1..5` is "the number `1..5`" where something else is expected.
//! - What the extensions of `#![enable(…)]` let `Some` mean without brackets: a comma is missing.
//! - `r#true`, `r#None` and so on, which are plain words for `ron`: here they are the same as without `r#`.
//! - Numbers with a type, such as `5u8`: "expected a whole number, found the number `5u8`".
//! - Words with letters beyond those of `char::is_alphanumeric`: an unexpected character, or a word that means nothing.
//! - More than 64 brackets inside each other (`ron` ends at 128): there are too many brackets inside brackets.
//!
//! Allowed here beyond what `ron` reads: a byte order mark, no-break spaces, hyphens in words (no word of a scenario has
//! one, so that it is named whole in the message), and anything in the brackets of `#![…]`: nothing there makes a
//! difference to a scenario. Line breaks in texts are `\n` here, whatever they are in the file, and a carriage return alone is
//! one, in texts and behind comments.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use ron::Value;

use super::parse::parse;
use super::syntax::{Group, Kind, Node};
use super::values::parse_integer;
use crate::scenario::problem::Problems;

const TYPES: &[&str] = &["f32", "f64", "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "u128", "i128"];

const RESERVED: &[&str] = &["true", "false", "None", "Some", "inf", "NaN", "inff32", "inff64", "NaNf32", "NaNf64"];

/// Compares the two in both directions, unless there is something in the text that is left out. A carriage return alone ends a
/// line, and so a comment, here alone.
fn compare_in_scope(text: &str) -> Result<(), String> {
    let is_left_out = text.contains("..")
        || RESERVED.iter().any(|word| text.contains(&format!("r#{word}")))
        || text.contains('!') && text.contains("Some")
        || text.contains("//") && text.replace("\r\n", "").contains('\r');
    if is_left_out { Ok(()) } else { compare(text) }
}

/// Compares the two in both directions.
fn compare(text: &str) -> Result<(), String> {
    let mut problems = Problems::default();
    let node = parse(text, &mut problems);
    let ours = node.filter(|_| problems.count() == 0);
    match (ours, ron::from_str::<Value>(text)) {
        (Some(node), Ok(value)) if agree(&node, &value) => Ok(()),
        (Some(node), Ok(value)) => Err(format!("{text:?}: read as {node:?}, by ron as {value:?}")),
        (Some(node), Err(error)) if !is_refused_later(&node) && !text.contains('!') => {
            Err(format!("{text:?}: ron says {error}"))
        }
        (None, Ok(value)) => Err(format!("{text:?}: ron reads {value:?}, found {:?}", problems.sorted())),
        _ => Ok(()),
    }
}

fn agree(node: &Node<'_>, value: &Value) -> bool {
    match (&node.kind, value) {
        (Kind::Word(word), Value::Bool(value)) => *word == value.to_string(),
        (Kind::Word(word), Value::Option(None)) => *word == "None",
        (Kind::Word(word), Value::Unit) => !RESERVED.contains(word),
        (Kind::Word(word), Value::Number(value)) => same_number(number(word), value.into_f64()),
        (Kind::Number(written), Value::Number(value)) => same_number(number(written), value.into_f64()),
        (Kind::Text(text), Value::String(value)) => same_text(text, value),
        (Kind::List(items), Value::Seq(values)) => agree_all(items, values),
        (Kind::Group(group), value) => group_agrees(group, value),
        (Kind::Foreign(_), Value::Map(_) | Value::Char(_) | Value::Bytes(_) | Value::Number(_)) => true,
        _ => false,
    }
}

/// Line breaks are left out: they are the same in all texts here, and differ in those of `ron`.
fn same_text(ours: &str, theirs: &str) -> bool {
    ours.replace(['\r', '\n'], "") == theirs.replace(['\r', '\n'], "")
}

fn group_agrees(group: &Group<'_>, value: &Value) -> bool {
    match value {
        Value::Option(Some(value)) => {
            group.name == Some("Some") && group.items.len() == 1 && agree(&group.items[0], value)
        }
        // `ron` does not tell `()` from `Name` here.
        Value::Unit => group.items.is_empty() && group.fields.is_empty(),
        Value::Seq(values) => group.fields.is_empty() && agree_all(&group.items, values),
        Value::Map(values) => {
            let last = |name: &str| group.fields.iter().rev().find(|field| field.name == name);
            let agrees = |(key, value): (&Value, &Value)| matches!(key, Value::String(name) if last(name).is_some_and(|field| agree(&field.value, value)));
            let is_there = |name: &str| values.iter().any(|(key, _)| *key == Value::String(name.to_owned()));
            group.items.is_empty() && values.iter().all(agrees) && group.fields.iter().all(|field| is_there(field.name))
        }
        _ => false,
    }
}

fn agree_all(nodes: &[Node<'_>], values: &[Value]) -> bool {
    nodes.len() == values.len() && nodes.iter().zip(values).all(|(node, value)| agree(node, value))
}

/// What a number stands for; `None` where it is none.
fn number(written: &str) -> Option<f64> {
    if let Some(Ok(whole)) = parse_integer(written) {
        #[allow(clippy::cast_precision_loss)]
        return Some(whole as f64);
    }
    let without_type = TYPES.iter().find_map(|it| written.strip_suffix(it));
    match without_type {
        Some(rest) if !written.contains('x') || !written.contains('f') => number(rest),
        _ => written.replace('_', "").parse().ok(),
    }
}

#[allow(clippy::float_cmp, clippy::cast_possible_truncation)]
fn same_number(ours: Option<f64>, theirs: f64) -> bool {
    // What is not known to be a number here is refused when it is read, which is tested there.
    ours.is_none_or(|ours| ours as f32 == theirs as f32 || ours.is_nan() && theirs.is_nan())
}

/// Whether there is something in it that is refused once it is known what should stand there, or that is allowed here
/// alone.
fn is_refused_later(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Word(word) => is_odd(word) || *word == "Some",
        Kind::Number(written) => !matches!(parse_integer(written), Some(Ok(_))),
        Kind::Text(_) => false,
        Kind::List(items) => items.iter().any(is_refused_later),
        Kind::Group(group) => {
            group.name.is_some_and(|it| is_odd(it) || RESERVED.contains(&it))
                || group.fields.iter().any(|field| is_odd(field.name) || is_refused_later(&field.value))
                || group.items.iter().any(is_refused_later)
        }
        Kind::Foreign(_) | Kind::Bad => true,
    }
}

fn is_odd(word: &str) -> bool {
    !word.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

fn space() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        1 => "[ \t\n\r\u{b}\u{c}\u{85}\u{200e}\u{2028}]{1,3}",
        1 => prop_oneof![Just("// ) \" /* é\n"), Just("/* a /* ) */ \" b */"), Just("/**/"), Just("/*/ */"), Just("/***/")]
            .prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let pieces = r#"(a|é|漢|😀|'|#|,|\)|//|/\*|\n|\r\n|\r|\\n|\\r|\\t|\\0|\\\\|\\"|\\'|\\x41|\\xC3\\xA9|\\xF0\\x9F\\x98\\x80|\\xC3|\\u\{e9\}|\\u\{1F600\}|\\u\{D800\}|\\u\{\}|\\q|\\\n  |\\\r\n\t\n)"#;
    prop_oneof![
        proptest::string::string_regex(&format!("\"{pieces}{{0,5}}\"")).unwrap(),
        "r\"(a|\\\\|\n|\r\n|'|#){0,4}\"",
        "r#\"(a|\\\\n|\"|\n|//){0,4}\"#",
        "r##\"(a|\"#|\"){0,3}\"##",
    ]
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => text(),
        1 => "(true|false|None|calm|no_recovery|_x1|recovery2|r#calm|r#no-recovery|br|b|r|inf|NaN|Nonesuch)",
        2 => "[+-]?([0-9][0-9_]{0,4}|0x[0-9a-fA-F_]{1,4}|0o[0-8_]{1,3}|0b[0-2_]{1,4})",
        1 => "[+-]?([0-9]{1,2}\\.[0-9]{0,2}|\\.[0-9]{1,2}|[0-9])([eE][+-]?[0-9])?(f32|f64|u8|i16|u64)?",
        1 => "[+-](inf|NaN)",
        1 => r#"'([a-z'",()é😀]|\\n|\\'|\\\\|\\x41|\\u\{41\})'"#,
        1 => r##"(b"(a|\\xff|\\n|\\")*"|br"[a\\]*"|br#"[a"]*"#|b'(a|'|\\xff)')"##,
    ]
}

/// Texts in RON, and some that miss it narrowly.
fn ron_text() -> impl Strategy<Value = String> {
    let value = leaf().prop_recursive(4, 32, 5, |inner| {
        let name = "[a-z_][a-z0-9_]{0,3}|r#[a-z][a-z.+-]{0,2}|r#1";
        let spaced = (space(), inner, space()).prop_map(|(before, value, after)| format!("{before}{value}{after}"));
        let spaced = spaced.boxed();
        let field = (space(), name, space(), spaced.clone())
            .prop_map(|(before, name, after, value)| format!("{before}{name}{after}:{value}"));
        let entry = (spaced.clone(), spaced.clone()).prop_map(|(key, value)| format!("{key}:{value}"));
        let items = (proptest::collection::vec(spaced.clone(), 0..4), any::<bool>()).prop_map(join);
        let fields = (proptest::collection::vec(field, 0..4), any::<bool>()).prop_map(join);
        let entries = (proptest::collection::vec(entry, 0..3), any::<bool>()).prop_map(join);
        let head = (prop_oneof![3 => Just(""), 1 => Just("Name"), 1 => Just("flag")], space()).boxed();
        prop_oneof![
            items.clone().prop_map(|it| format!("[{it}]")),
            (head.clone(), items).prop_map(|((name, space), it)| format!("{name}{space}({it})")),
            (head, fields).prop_map(|((name, space), it)| format!("{name}{space}({it})")),
            (space(), spaced).prop_map(|(space, it)| format!("Some{space}({it})")),
            entries.prop_map(|it| format!("{{{it}}}")),
        ]
    });
    let attribute = prop_oneof![
        4 => Just(""),
        1 => Just("#![enable(implicit_some)]"),
        1 => Just("# ! [ enable ( implicit_some , ) ]\n#![type = \"a]\"]"),
    ];
    (space(), attribute, space(), value, space())
        .prop_map(|(before, attribute, between, value, after)| format!("{before}{attribute}{between}{value}{after}"))
}

fn join((parts, trailing): (Vec<String>, bool)) -> String {
    let comma = if trailing && !parts.is_empty() { "," } else { "" };
    parts.join(",") + comma
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_is_ron(text in ron_text()) {
        compare_in_scope(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_is_nearly_ron(text in ron_text(), at in any::<prop::sample::Index>(), put in r#"[()\[\]{},:="'\\r#/*\n a1.x_-]{0,2}"#, cut in 0..3_usize) {
        let mut letters: Vec<char> = text.chars().collect();
        let from = at.index(letters.len() + 1);
        let to = (from + cut).min(letters.len());
        letters.splice(from..to, put.chars());
        let text: String = letters.into_iter().collect();
        compare_in_scope(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_is_hardly_ron(text in r#"([()\[\]{},:"'\\r#/*\n -]|[a-z]{1,4}|-?[0-9.ex_]{1,6}|"[a-z]*"|a: |Some){0,12}"#) {
        compare_in_scope(&text).map_err(TestCaseError::fail)?;
    }
}

#[derive(rust_embed::RustEmbed)]
#[folder = "scenarios"]
struct Scenarios;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/models"]
struct Models;

#[test]
fn shipped_files() {
    let scenarios = Scenarios::iter().filter(|it| it.ends_with(".ron")).filter_map(|it| Scenarios::get(&it));
    let files: Vec<_> = scenarios.chain(Models::iter().filter_map(|it| Models::get(&it))).collect();
    assert!(files.len() > 2);
    for file in files {
        compare(std::str::from_utf8(&file.data).unwrap()).unwrap();
    }
    compare(include_str!("../../../tests/checker/template.ron")).unwrap();
}

#[test]
fn picked_cases() {
    let cases = [
        "-0E_+0f32",
        "(a: \"one \\\n   two\")",
        "(a: \"one \\\r\n\t\r\n two\")",
        r#"("\xC3\xA9", "\xe9", "\u{E9}")"#,
        r#"("\x80")"#,
        "(1, a: 2)",
        "(a: 1, 2)",
        "(a: 1, a: 2)",
        "(a: -.5, b: +.5, c: .5, d: 5., e: -5)",
        "[0x_1, 1]",
        "0X10",
        "(r#a.b: 1, r#1x: 2, r#type: 3)",
        "[',', '\\'', ''', '\"', '(']",
        "[br\"\\\", br#\"\"\"#, b\"\\\"\", b',', b'\\xff']",
        "#![enable(implicit_some)]\n(a: 1)",
        "#[enable(implicit_some)] 1",
        "! 1",
        "(,)",
        "[1,,2]",
        "Some(1,)",
        "Some(1, 2)",
        "Some",
        "{1: [2], \"a\": (b: c), (d): {}}",
        "// nothing",
        "1 // one",
        "1 /",
        "1,",
        "-",
        "",
        "r#\"a\"",
        "\"a\\",
    ];
    for case in cases {
        compare(case).unwrap();
    }
}

#[test]
fn what_stands_in_texts() {
    let read = |text: &str| {
        let mut problems = Problems::default();
        let node = parse(text, &mut problems).unwrap();
        assert_eq!(problems.count(), 0, "{text}");
        match node.kind {
            Kind::Text(text) => text.into_owned(),
            kind => panic!("{kind:?}"),
        }
    };
    assert_eq!(read("\"one \\\r\n   two\""), "one two");
    assert_eq!(read("\"one\r\ntwo\""), "one\ntwo");
    assert_eq!(read("r\"one\r\ntwo\""), "one\ntwo");
    assert_eq!(read(r#""\xC3\xA9\u{e9}\xe2\x82\xac""#), "éé€");
}
