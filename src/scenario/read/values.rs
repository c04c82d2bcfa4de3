//! Reads single values: texts, numbers, words, lists, references.

use super::lexer::{SINGLE_QUOTED, is_typographic_minus};
use super::syntax::{Kind, MAP, Node, shorten};
use crate::scenario::model::{Backdrop, Cause, Channel, Harm, Mood, Outcome, Ref, System};
use crate::scenario::problem::{Problem, Problems, Word};
use crate::scenario::suggest::nearest;
use crate::scenario::text::{Span, Spanned};
use crate::scenario::workshop_plan::Voting;

/// Something that can be read from the file.
pub trait Read: Sized {
    /// Reads it. `None` where that fails, which is reported.
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self>;
}

impl<T: Read> Read for Spanned<T> {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let span = node.span;
        T::read(node, problems).map(|value| Spanned::new(value, span))
    }
}

impl<I> Read for Ref<I> {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        Spanned::read(node, problems).map(Ref::unresolved)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        match node.kind {
            Kind::List(items) => Some(items.into_iter().filter_map(|item| T::read(item, problems)).collect()),
            kind => {
                wrong_type(node.span, &kind, "a list `[ … ]`", problems);
                None
            }
        }
    }
}

impl Read for String {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        match node.kind {
            Kind::Text(text) => Some(text.into_owned()),
            kind => {
                wrong_type(node.span, &kind, "a text in quotation marks", problems);
                None
            }
        }
    }
}

impl Read for bool {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        match node.kind {
            Kind::Word("true") => Some(true),
            Kind::Word("false") => Some(false),
            kind => {
                wrong_type(node.span, &kind, TRUTH, problems);
                None
            }
        }
    }
}

impl Read for u32 {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        whole_number(node, (0, i64::from(u32::MAX)), problems).and_then(|it| u32::try_from(it).ok())
    }
}

impl Read for i32 {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let range = (i64::from(i32::MIN), i64::from(i32::MAX));
        whole_number(node, range, problems).and_then(|it| i32::try_from(it).ok())
    }
}

fn whole_number(node: Node<'_>, (least, most): (i64, i64), problems: &mut Problems) -> Option<i64> {
    let written = match node.kind {
        Kind::Number(written) => written,
        kind => {
            wrong_type(node.span, &kind, WHOLE_NUMBER, problems);
            return None;
        }
    };
    match parse_integer(written) {
        Some(Ok(value)) if (least..=most).contains(&value) => Some(value),
        Some(_) => {
            let written = shorten(written).into_owned();
            problems.push(node.span, Problem::NumberRange { written, least, most });
            None
        }
        None => {
            let found = Kind::Number(written).describe();
            problems.push(node.span, Problem::WrongType { expected: WHOLE_NUMBER, found, hint: None });
            None
        }
    }
}

/// What a number stands for: `None` where it is no whole number, an error where it is larger than any.
pub fn parse_integer(written: &str) -> Option<Result<i64, ()>> {
    let (negative, digits) = match written.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, written.strip_prefix('+').unwrap_or(written)),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ => (10, digits),
    };
    let mut value = Ok(0_i64);
    let mut any = false;
    if digits.starts_with('_') {
        return None;
    }
    for letter in digits.chars().filter(|it| *it != '_') {
        let digit = i64::from(letter.to_digit(radix)?);
        let so_far = value.and_then(|it: i64| it.checked_mul(i64::from(radix)).ok_or(()));
        value = so_far.and_then(|it| it.checked_add(digit).ok_or(()));
        any = true;
    }
    any.then(|| value.map(|it| if negative { -it } else { it }))
}

/// One to five stars.
pub struct Stars(pub u8);

impl Read for Stars {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        whole_number(node, (1, 5), problems).and_then(|it| u8::try_from(it).ok()).map(Self)
    }
}

/// A time of day, as minutes after midnight.
pub struct Clock(pub u32);

impl Read for Clock {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let span = node.span;
        let written = String::read(node, problems)?;
        let found = parse_clock(&written);
        if found.is_none() {
            problems.push(span, Problem::BadClock(shorten(&written).into_owned()));
        }
        found.map(Clock)
    }
}

fn parse_clock(written: &str) -> Option<u32> {
    let (hours, minutes) = written.split_once(':')?;
    let two_digits = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|it| it.is_ascii_digit());
        if digits { part.parse::<u32>().ok() } else { None }
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

macro_rules! read_words {
    ($($name:ident, $kind:expr, $expected:literal;)*) => {$(
        impl Read for $name {
            fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
                let word = match &node.kind {
                    Kind::Word(word) => *word,
                    Kind::Text(text) if $name::from_word(text).is_some() => {
                        let hint = Some(format!("write it without quotation marks: {text}"));
                        let found = node.kind.describe();
                        problems.push(node.span, Problem::WrongType { expected: $expected, found, hint });
                        return None;
                    }
                    kind => {
                        wrong_type(node.span, kind, $expected, problems);
                        return None;
                    }
                };
                let found = $name::from_word(word);
                if found.is_none() {
                    let all: Vec<_> = $name::ALL.iter().map(|it| it.word()).collect();
                    unknown_word(node.span, $kind, word, all, problems);
                }
                found
            }
        }
    )*};
}

read_words! {
    Mood, Word::Mood, "a mood, such as `calm`";
    System, Word::System, "`recovery` or `no_recovery`";
    Outcome, Word::Outcome, "an outcome, such as `satisfied`";
    Channel, Word::Channel, "a channel, such as `telephone`";
    Cause, Word::Cause, "a cause, such as `supplier`";
    Harm, Word::Harm, "a kind of harm, such as `safety`";
    Backdrop, Word::Backdrop, "a backdrop, such as `rental_yard`";
    Voting, Word::Voting, "a way of voting, such as `hands`";
}

/// Reports a word that means nothing.
pub fn unknown_word(span: Span, kind: Word, word: &str, all: Vec<&'static str>, problems: &mut Problems) {
    let meant = if problems.is_full() { None } else { nearest(word, all.iter().copied()) };
    let word = shorten(word).into_owned();
    problems.push(span, Problem::UnknownWord { kind, word, meant, all });
}

/// Reports that something else was expected, unless the parser has reported that place already.
pub fn wrong_type(span: Span, kind: &Kind<'_>, expected: &'static str, problems: &mut Problems) {
    let at = match kind {
        Kind::Bad => return,
        Kind::Group(group) if group.damaged => return,
        Kind::Group(group) => group.head,
        // Only the bracket is pointed at: what is in it may go on for pages.
        Kind::List(_) | Kind::Foreign(MAP) => Span { start: span.start, end: span.start + 1 },
        _ => span,
    };
    let hint = instead(kind, expected);
    problems.push(at, Problem::WrongType { expected, found: kind.describe(), hint });
}

/// What to write in the place of something of the wrong kind, where that can be told.
fn instead(kind: &Kind<'_>, expected: &str) -> Option<String> {
    const IN_ROUND: &str = "fields stand in round brackets: ( name: value )";
    const IN_SQUARE: &str = "lists stand in square brackets: [ … ]";
    let (is_text, is_list) = (expected.starts_with("a text"), expected.starts_with("a list"));
    let (is_number, is_truth) = (expected == WHOLE_NUMBER, expected == TRUTH);
    let as_truth = |written: &str| match written.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some("write true, without quotation marks and in small letters".to_owned()),
        "false" | "no" | "off" | "0" => Some("write false, without quotation marks and in small letters".to_owned()),
        _ => None,
    };
    match kind {
        Kind::Word(word) if is_text => Some(format!("write \"{}\"", shorten(word))),
        Kind::Number(number) if is_text => Some(format!("write \"{}\"", shorten(number))),
        Kind::Word(written) | Kind::Number(written) if is_truth => as_truth(written),
        Kind::Text(written) if is_truth => as_truth(written),
        Kind::Text(written) if is_number => {
            let digits = written.trim().replacen(is_typographic_minus, "-", 1);
            parse_integer(&digits).map(|_| format!("write it without quotation marks: {}", shorten(&digits)))
        }
        Kind::Text(written) if is_list => Some(format!("write it in square brackets: [\"{}\"]", shorten(written))),
        Kind::Foreign(MAP) if is_list => Some(IN_SQUARE.to_owned()),
        Kind::Foreign(MAP) | Kind::List(_) if !is_text && !is_number && !is_truth => Some(IN_ROUND.to_owned()),
        Kind::Foreign(SINGLE_QUOTED) if is_text => Some("texts stand between double quotation marks: \"…\"".to_owned()),
        Kind::Foreign(SINGLE_QUOTED) => Some("write it without quotation marks".to_owned()),
        Kind::Group(group) if is_list && group.name.is_none() => Some(IN_SQUARE.to_owned()),
        _ => None,
    }
}

/// What is expected, where it is a number.
const WHOLE_NUMBER: &str = "a whole number";

/// What is expected, where it is one of two.
const TRUTH: &str = "`true` or `false`";
