//! The syntax tree of a RON file: what is written and where, before anybody asks what it means.

use std::borrow::Cow;

use crate::scenario::invisible::visible;
use crate::scenario::text::Span;

/// Something written in the file.
#[derive(Debug)]
pub struct Node<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a map is called.
pub const MAP: &str = "a map `{ … }`";

/// What can be written in a file.
#[derive(Debug)]
pub enum Kind<'a> {
    /// A bare word, such as `recovery` or `true`.
    Word(&'a str),
    /// Something that starts like a number; not yet looked into.
    Number(&'a str),
    /// A text in quotation marks, its escapes taken out.
    Text(Cow<'a, str>),
    /// `[ … ]`
    List(Vec<Node<'a>>),
    /// `( … )` or `name( … )`
    Group(Box<Group<'a>>),
    /// A map, a character or a byte string, which scenario files have no use for; what to call it.
    Foreign(&'static str),
    /// Something that a problem has been reported for.
    Bad,
}

/// What stands in round brackets.
#[derive(Debug)]
pub struct Group<'a> {
    /// The word before the bracket.
    pub name: Option<&'a str>,
    /// The place to point at when something is missing: the name, or the opening bracket.
    pub head: Span,
    /// `name: value` entries.
    pub fields: Vec<Field<'a>>,
    /// Entries without a name.
    pub items: Vec<Node<'a>>,
    /// Whether a syntax error was found in it, so that what seems missing may have been there.
    pub damaged: bool,
}

/// A `name: value` entry.
#[derive(Debug)]
pub struct Field<'a> {
    /// The name.
    pub name: &'a str,
    /// Where the name stands.
    pub span: Span,
    /// The value.
    pub value: Node<'a>,
}

impl Kind<'_> {
    /// What this is, in words for a person.
    pub fn describe(&self) -> String {
        match self {
            Kind::Word(word) => format!("the word `{}`", shorten(word)),
            Kind::Number(number) => format!("the number `{}`", shorten(number)),
            Kind::Text(text) => format!("the text “{}”", shorten(text)),
            Kind::List(_) => "a list `[ … ]`".to_owned(),
            Kind::Group(group) => match group.name {
                Some(name) => format!("`{}( … )`", shorten(name)),
                None => "`( … )`".to_owned(),
            },
            Kind::Foreign(what) => (*what).to_owned(),
            Kind::Bad => "something unreadable".to_owned(),
        }
    }
}

/// The start of a text, short enough for a message, with nothing in it that cannot be seen.
pub fn shorten(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", visible(&text[..end].escape_debug().to_string()))),
        None if text.contains(char::is_control) => Cow::Owned(visible(&text.escape_debug().to_string()).into_owned()),
        None => visible(text),
    }
}
