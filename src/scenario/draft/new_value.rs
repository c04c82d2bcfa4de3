//! Values that are written into a draft, and how they are laid out.

use std::fmt::Write;

use crate::scenario::read::shape::{Choice, Form, Shape};

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// A text; it gets its quotation marks and escapes here.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A bare word, such as `recovery` or `true`.
    Word(String),
    /// A list.
    List(Vec<NewValue>),
    /// Fields in round brackets, with the word before them if there is one.
    Group(Option<String>, Vec<(String, NewValue)>),
    /// A word with one value in its brackets, such as `trust_above(60)`.
    Call(String, Box<NewValue>),
    /// Text to be taken as it is: a scene that was copied, say. Nobody looks into it.
    Raw(String),
}

/// How values are laid out at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'a> {
    /// What stands at the start of the line.
    pub indent: &'a str,
    /// What one level more adds to that.
    pub unit: &'a str,
    /// How lines end.
    pub newline: &'a str,
}

/// What is longer than this is spread over several lines.
const WIDEST: usize = 110;

impl NewValue {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        NewValue::Text(text.into())
    }

    /// A bare word.
    #[must_use]
    pub fn word(word: impl Into<String>) -> Self {
        NewValue::Word(word.into())
    }

    /// `true` or `false`.
    #[must_use]
    pub fn truth(is_true: bool) -> Self {
        NewValue::word(if is_true { "true" } else { "false" })
    }

    /// Fields in round brackets.
    #[must_use]
    pub fn group<N: Into<String>>(fields: impl IntoIterator<Item = (N, NewValue)>) -> Self {
        NewValue::Group(None, fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// The least that can stand in a place of this form, to be filled in: needed fields only, empty texts, empty lists, the
    /// number nearest to 0, the first of the words.
    #[must_use]
    pub fn blank(form: Form) -> Self {
        match form {
            Form::Label | Form::Prose | Form::Id(_) | Form::Ref(_) | Form::Ways(_) => NewValue::text(""),
            Form::Clock => NewValue::text("00:00"),
            Form::Number { least, most } => NewValue::Number(0.clamp(least, most.max(least))),
            Form::Truth => NewValue::truth(false),
            Form::Word(vocabulary) => NewValue::word(vocabulary.words().first().map_or("", |it| it.0)),
            Form::Group(shape) => NewValue::Group(None, blank_fields(shape)),
            Form::List(_) => NewValue::List(Vec::new()),
            Form::Choice(choice) => blank_choice(choice),
        }
    }

    /// The value as it is written where there is room on one line for all of it.
    #[must_use]
    pub fn on_one_line(&self) -> String {
        let mut text = String::new();
        self.write_inline(&mut text);
        text
    }

    /// The value as it is written at a place.
    pub(super) fn laid_out(&self, layout: Layout<'_>) -> String {
        let mut text = String::new();
        self.write(&mut text, layout, layout.indent);
        text
    }

    fn write_inline(&self, text: &mut String) {
        match self {
            NewValue::Text(words) => quote(words, text),
            NewValue::Number(number) => {
                let _ = write!(text, "{number}");
            }
            NewValue::Word(word) | NewValue::Raw(word) => text.push_str(word),
            NewValue::List(items) => {
                text.push('[');
                join(items, text, NewValue::write_inline);
                text.push(']');
            }
            NewValue::Group(word, fields) => {
                text.push_str(word.as_deref().unwrap_or_default());
                text.push('(');
                join(fields, text, |(name, value), text| {
                    text.push_str(name);
                    text.push_str(": ");
                    value.write_inline(text);
                });
                text.push(')');
            }
            NewValue::Call(word, value) => {
                text.push_str(word);
                text.push('(');
                value.write_inline(text);
                text.push(')');
            }
        }
    }

    fn write(&self, text: &mut String, layout: Layout<'_>, indent: &str) {
        let inside = format!("{indent}{}", layout.unit);
        match self {
            NewValue::List(items) if !items.is_empty() && self.needs_lines() => {
                text.push('[');
                for item in items {
                    text.extend([layout.newline, &inside]);
                    item.write(text, layout, &inside);
                    text.push(',');
                }
                text.extend([layout.newline, indent, "]"]);
            }
            NewValue::Group(word, fields) if !fields.is_empty() && self.needs_lines() => {
                text.push_str(word.as_deref().unwrap_or_default());
                text.push('(');
                for (name, value) in fields {
                    text.extend([layout.newline, &inside, name, ": "]);
                    value.write(text, layout, &inside);
                    text.push(',');
                }
                text.extend([layout.newline, indent, ")"]);
            }
            other => other.write_inline(text),
        }
    }

    fn needs_lines(&self) -> bool {
        let nests = |value: &NewValue| match value {
            NewValue::List(items) => items.iter().any(|it| matches!(it, NewValue::Group(..))),
            _ => false,
        };
        let holds = match self {
            NewValue::Group(_, fields) => fields.iter().any(|(_, value)| nests(value)),
            NewValue::List(items) => items.iter().any(NewValue::needs_lines),
            _ => false,
        };
        holds || self.on_one_line().chars().count() > WIDEST
    }
}

fn join<T>(parts: &[T], text: &mut String, mut write: impl FnMut(&T, &mut String)) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        write(part, text);
    }
}

fn blank_fields(shape: &Shape) -> Vec<(String, NewValue)> {
    let needed = shape.fields.iter().filter(|field| field.needed);
    needed.map(|field| (field.name.to_owned(), NewValue::blank(field.form))).collect()
}

/// The first option that is not made of others of its kind, so that this comes to an end.
fn blank_choice(choice: &Choice) -> NewValue {
    let is_plain = |form: &Form| !matches!(form, Form::Choice(_) | Form::List(_));
    match choice.options.iter().find(|option| is_plain(&option.form)) {
        Some(option) => match option.form {
            Form::Group(shape) => NewValue::Group(Some(option.word.to_owned()), blank_fields(shape)),
            form => NewValue::Call(option.word.to_owned(), Box::new(NewValue::blank(form))),
        },
        None => NewValue::word(""),
    }
}

/// Writes a text as a file has it. Line breaks and whatever cannot be seen are written as escapes.
fn quote(words: &str, text: &mut String) {
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            it if it.is_control() || matches!(it, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(text, "\\u{{{:x}}}", u32::from(it));
            }
            it => text.push(it),
        }
    }
    text.push('"');
}
