//! Slips in brackets, commas, quotation marks and single characters, in words.

use super::{Words, some};
use crate::scenario::invisible::{code_point, is_odd_space};
use crate::scenario::problem::Syntax;
use crate::scenario::read::lexer::is_typographic_minus;
use crate::scenario::read::quotes::TYPOGRAPHIC;

impl Syntax {
    pub(super) fn words(self) -> Words {
        match self {
            Syntax::UnexpectedCharacter(found) => unexpected_character(found),
            Syntax::Invisible(found) if is_odd_space(found) => (
                format!("this is no space, but {}", code_point(found)),
                some("write a space in its place; such characters come with text that is pasted"),
            ),
            Syntax::Invisible(found) => (
                format!("there is an invisible character here ({})", code_point(found)),
                some("take it out: delete what stands around it, and type that anew"),
            ),
            Syntax::UnclosedBracket(open) => {
                (format!("the bracket `{open}` is never closed"), Some(format!("close it with `{}`", closing(open))))
            }
            Syntax::StrayBracket(close) => {
                (format!("the bracket `{close}` closes nothing"), some("take it out: there is one too many"))
            }
            Syntax::WrongBracket { found, wanted } => (
                format!("`{found}` cannot close what was opened with `{}`", opening(wanted)),
                Some(format!("write `{wanted}`")),
            ),
            _ => {
                let (message, hint) = self.plain_words();
                (message.to_owned(), hint.map(str::to_owned))
            }
        }
    }

    fn plain_words(self) -> (&'static str, Option<&'static str>) {
        const NAME_AND_VALUE: Option<&str> = Some("write it like `name: value`");
        match self {
            Syntax::Empty => {
                ("there is nothing in this file", Some("`make-it-right new FILE` writes one to start from"))
            }
            Syntax::UnclosedText => (
                "the text that starts here is never closed",
                Some("end it with a quotation mark; inside a text write \\\" for one"),
            ),
            Syntax::InnerQuote => (
                "this quotation mark ends the text, and more of it seems to follow",
                Some("inside a text write \\\" for a quotation mark, or use “ ”"),
            ),
            Syntax::UnclosedComment => ("the comment that starts here is never closed", Some("end it with `*/`")),
            Syntax::FieldInList => {
                ("fields stand in this list", Some("fields stand in round brackets: `( name: value )`"))
            }
            Syntax::StrayComma => ("there is nothing before this comma", Some("take it out, or write what is missing")),
            Syntax::MissingComma => ("a comma is missing here", Some("entries are separated by commas")),
            Syntax::MissingValue => ("a value is missing here", None),
            Syntax::NotAFieldName => ("expected the name of a field before the colon", None),
            Syntax::NoFieldName => ("this value has no field name", NAME_AND_VALUE),
            Syntax::QuotedFieldName => ("a field name has no quotation marks", NAME_AND_VALUE),
            Syntax::EqualsForColon => ("expected `:` after the name of a field", NAME_AND_VALUE),
            Syntax::BadEscape => (
                "there is no such escape in a text",
                Some("there are \\n \\r \\t \\0 \\\\ \\\" \\' \\* \\x41 and \\u{2019}; for a backslash write \\\\"),
            ),
            Syntax::TextAfterEnd => (
                "the file should end before this",
                Some("everything stands in one pair of round brackets; look for one that closes too early"),
            ),
            Syntax::TooDeep => ("there are too many brackets inside brackets", None),
            _ => ("this cannot stand here", None),
        }
    }
}

fn unexpected_character(found: char) -> Words {
    if TYPOGRAPHIC.contains(&found) {
        return (
            "this quotation mark is a typographic one".to_owned(),
            some("texts stand between straight quotation marks: \"…\""),
        );
    }
    let message = format!("`{}` has no meaning here", found.escape_debug());
    match found {
        ';' => (message, some("write a comma")),
        _ if is_typographic_minus(found) => {
            ("this minus is a typographic one".to_owned(), some("write the minus of the keyboard: -"))
        }
        _ => (message, None),
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn opening(close: char) -> char {
    match close {
        ')' => '(',
        ']' => '[',
        _ => '{',
    }
}
