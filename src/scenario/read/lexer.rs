//! Splits a RON file into tokens.
//!
//! Works on bytes and looks at each a bounded number of times, so that no input takes more than linear time. Texts
//! without escapes are borrowed from the source.

mod texts;

use std::borrow::Cow;

use super::quotes;
use crate::scenario::invisible::{first_invisible, is_invisible, is_odd_space};
use crate::scenario::problem::{Problem, Problems, Syntax};
use crate::scenario::text::Span;

/// After so many syntax errors the rest of the file is not looked at: it is hardly a scenario.
pub const MOST_ERRORS: usize = 100;

/// A token and its place.
#[derive(Debug)]
pub struct Token<'a> {
    pub span: Span,
    pub kind: TokenKind<'a>,
}

#[derive(Debug)]
pub enum TokenKind<'a> {
    /// `(`, `[` or `{`
    Open(u8),
    /// `)`, `]` or `}`
    Close(u8),
    Comma,
    Colon,
    Equals,
    Hash,
    Bang,
    Word(&'a str),
    Number(&'a str),
    Text(Cow<'a, str>),
    /// A character or byte string.
    Foreign(&'static str),
    /// Something that a problem has been reported for, standing where a value may stand.
    Bad,
    End,
}

pub struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Starts behind a byte order mark, if there is one.
    pub fn new(source: &'a str) -> Self {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { source, at }
    }

    /// Goes to the end of the file: nothing after this place is worth reading.
    pub fn give_up(&mut self) {
        self.at = self.source.len();
    }

    /// Notes a syntax error. After so many of them nothing more is read: one message for each byte of a file that is no
    /// scenario would take more memory than there is.
    fn report(&mut self, place: Span, problem: Syntax, problems: &mut Problems) {
        problems.push(place, Problem::Syntax(problem));
        if problems.count() >= MOST_ERRORS {
            self.give_up();
        }
    }

    /// The next token that means something.
    pub fn next(&mut self, problems: &mut Problems) -> Token<'a> {
        loop {
            self.skip_space(problems);
            let start = self.at;
            let Some(byte) = self.byte() else {
                return self.token(start, TokenKind::End);
            };
            let kind = match byte {
                b'(' | b'[' | b'{' => self.single(TokenKind::Open(byte)),
                b')' | b']' | b'}' => self.single(TokenKind::Close(byte)),
                b',' => self.single(TokenKind::Comma),
                b';' => {
                    self.unexpected(problems);
                    TokenKind::Comma
                }
                b':' => self.single(TokenKind::Colon),
                b'=' => self.single(TokenKind::Equals),
                b'#' => self.single(TokenKind::Hash),
                b'!' => self.single(TokenKind::Bang),
                b'"' => self.quoted(false, problems),
                b'\'' => self.character(),
                b'0'..=b'9' => self.number(),
                b'+' | b'-' | b'.' if self.starts_number() => self.number(),
                _ if self.rest().starts_with(quotes::TYPOGRAPHIC) => self.typographic(problems),
                _ if self.starts_typographic_minus() => self.typographic_minus(problems),
                _ => {
                    let Some(kind) = self.word_or_raw(problems) else {
                        self.unexpected(problems);
                        continue;
                    };
                    kind
                }
            };
            return self.token(start, kind);
        }
    }

    fn token(&self, start: usize, kind: TokenKind<'a>) -> Token<'a> {
        Token { span: span(start, self.at), kind }
    }

    fn single(&mut self, kind: TokenKind<'a>) -> TokenKind<'a> {
        self.at += 1;
        kind
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn skip_space(&mut self, problems: &mut Problems) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => self.at += 1,
                b'/' if self.rest().starts_with("//") => {
                    // Old files end their lines with a carriage return alone.
                    let length = memchr::memchr2(b'\n', b'\r', self.rest().as_bytes());
                    self.at = length.map_or(self.source.len(), |length| self.at + length);
                }
                b'/' if self.rest().starts_with("/*") => self.block_comment(problems),
                0x80.. => match self.rest().chars().next() {
                    Some(it @ ('\u{85}' | '\u{a0}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')) => {
                        self.at += it.len_utf8();
                    }
                    Some(it) if is_invisible(it) || is_odd_space(it) => {
                        let end = self.at + it.len_utf8();
                        self.report(span(self.at, end), Syntax::Invisible(it), problems);
                        // So many of them in a row are one mistake.
                        let rest = self.source[self.at..].trim_start_matches(|it| is_invisible(it) || is_odd_space(it));
                        self.at = self.source.len() - rest.len();
                    }
                    _ => return,
                },
                _ => return,
            }
        }
    }

    /// Block comments nest, so that a stretch that has one can be commented out.
    fn block_comment(&mut self, problems: &mut Problems) {
        let start = self.at;
        match block_comment(self.rest()) {
            Some(length) => self.at += length,
            None => {
                self.at = self.source.len();
                self.report(span(start, start + 2), Syntax::UnclosedComment, problems);
            }
        }
    }

    /// Takes a text in typographic quotation marks, or up to the next comma, for something unreadable.
    fn typographic(&mut self, problems: &mut Problems) -> TokenKind<'a> {
        let opening = self.rest().chars().next().unwrap_or('“');
        self.unexpected(problems);
        let line = quotes::rest_of_line(self.source, self.at);
        let meant = quotes::meant_end(self.source, self.at, opening).map(|end| end - self.at);
        let first =
            || line.char_indices().find(|(_, it)| matches!(it, '”' | '“' | '"')).map(|it| it.0 + it.1.len_utf8());
        self.at += meant.or_else(first).or_else(|| line.find(',')).unwrap_or(line.len());
        TokenKind::Bad
    }

    /// Whether a dash stands where the minus of a number belongs.
    fn starts_typographic_minus(&self) -> bool {
        let mut letters = self.rest().chars();
        letters.next().is_some_and(is_typographic_minus) && letters.next().is_some_and(|it| it.is_ascii_digit())
    }

    fn typographic_minus(&mut self, problems: &mut Problems) -> TokenKind<'a> {
        self.unexpected(problems);
        self.number();
        TokenKind::Bad
    }

    fn unexpected(&mut self, problems: &mut Problems) {
        let start = self.at;
        let Some(found) = self.rest().chars().next() else { return };
        self.at += found.len_utf8();
        let problem = if is_invisible(found) { Syntax::Invisible(found) } else { Syntax::UnexpectedCharacter(found) };
        self.report(span(start, self.at), problem, problems);
    }

    /// A word, or something that starts with a letter and is none: a raw text, a raw word, a byte string.
    fn word_or_raw(&mut self, problems: &mut Problems) -> Option<TokenKind<'a>> {
        let rest = self.rest();
        if let Some(after) = rest.strip_prefix('r') {
            let hashes = after.bytes().take_while(|it| *it == b'#').count();
            if after.as_bytes().get(hashes) == Some(&b'"') {
                return Some(self.raw_text(hashes, problems));
            }
            if hashes == 1 && after[1..].starts_with(is_raw_word) {
                self.at += 2;
                return Some(TokenKind::Word(self.take_word(is_raw_word)));
            }
        }
        if let Some(kind) = self.bytes(problems) {
            return Some(kind);
        }
        rest.starts_with(is_word_start).then(|| self.word(problems))
    }

    /// A plain word; one in which an invisible character stands cannot be known for what it looks like.
    fn word(&mut self, problems: &mut Problems) -> TokenKind<'a> {
        let start = self.at;
        let word = self.take_word(|it| is_word(it) || is_invisible(it) && !quotes::is_unicode_space(it));
        let Some(found) = first_invisible(word) else { return TokenKind::Word(word) };
        let at = start + word.find(found).unwrap_or(0);
        self.report(span(at, at + found.len_utf8()), Syntax::Invisible(found), problems);
        TokenKind::Bad
    }

    /// A byte or a byte string, plain or raw.
    fn bytes(&mut self, problems: &mut Problems) -> Option<TokenKind<'a>> {
        const BYTES: TokenKind<'static> = TokenKind::Foreign("bytes");
        let after = self.rest().strip_prefix('b')?;
        let raw = after.strip_prefix('r');
        let hashes = raw.map_or(0, |raw| raw.bytes().take_while(|it| *it == b'#').count());
        let kind = if after.starts_with('"') {
            self.at += 1;
            self.quoted(true, problems)
        } else if after.starts_with('\'') {
            self.at += 1;
            self.character()
        } else if raw.is_some_and(|raw| raw.as_bytes().get(hashes) == Some(&b'"')) {
            self.at += 1;
            self.raw_text(hashes, problems)
        } else {
            return None;
        };
        Some(if matches!(kind, TokenKind::Bad) { kind } else { BYTES })
    }

    /// Hyphens are taken in: a word with one is an id whose quotation marks are missing, and better named whole.
    fn take_word(&mut self, belongs: fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|it: char| !belongs(it)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Whether a sign or a point is the start of a number.
    fn starts_number(&self) -> bool {
        match self.rest().as_bytes() {
            [b'+' | b'-', b'.', third, ..] => third.is_ascii_digit(),
            [_, second, ..] => second.is_ascii_alphanumeric(),
            _ => false,
        }
    }

    fn number(&mut self) -> TokenKind<'a> {
        let rest = self.rest();
        let mut length = 1;
        for byte in rest.bytes().skip(1) {
            let is_exponent = || rest[..length].trim_end_matches('_').ends_with(['e', 'E']);
            let after_exponent = matches!(byte, b'+' | b'-') && is_exponent();
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || after_exponent) {
                break;
            }
            length += 1;
        }
        self.at += length;
        TokenKind::Number(&rest[..length])
    }

    /// A character, or a text in the wrong quotation marks: that ends within its line.
    fn character(&mut self) -> TokenKind<'a> {
        self.at += 1;
        let mut letters = self.rest().chars();
        if let (Some(only), Some('\'')) = (letters.next().filter(|it| *it != '\\'), letters.next()) {
            // Whatever it is: a comma, a quotation mark, a bracket.
            self.at += only.len_utf8() + 1;
            return TokenKind::Foreign(SINGLE_QUOTED);
        }
        if let Some(length) = escaped_character(self.rest()) {
            self.at += length;
            return TokenKind::Foreign(SINGLE_QUOTED);
        }
        if let Some(end) = quotes::meant_end(self.source, self.at, '\'') {
            self.at = end;
            return TokenKind::Foreign(SINGLE_QUOTED);
        }
        let mut escaped = false;
        while let Some(byte) = self.byte() {
            match byte {
                b'\n' | b'\r' | b',' if !escaped => break,
                b'\'' if !escaped => {
                    self.at += 1;
                    break;
                }
                _ => {
                    escaped = byte == b'\\' && !escaped;
                    self.at += 1;
                }
            }
        }
        TokenKind::Foreign(SINGLE_QUOTED)
    }
}

/// How long an escape is that stands alone before a closing single quotation mark, that mark included.
fn escaped_character(rest: &str) -> Option<usize> {
    let escape = rest.strip_prefix('\\')?;
    let letter = escape.chars().next()?;
    let length = match letter {
        'x' => 3,
        'u' => escape.bytes().take(10).position(|byte| byte == b'}')? + 1,
        _ => letter.len_utf8(),
    };
    (escape.as_bytes().get(length) == Some(&b'\'')).then_some(1 + length + 1)
}

/// What a text in single quotation marks, or a character, is called.
pub const SINGLE_QUOTED: &str = "something in single quotation marks";

/// A dash that stands for a minus in print.
pub fn is_typographic_minus(found: char) -> bool {
    matches!(found, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

fn is_word_start(found: char) -> bool {
    found.is_alphabetic() || found == '_'
}

fn is_word(found: char) -> bool {
    found.is_alphanumeric() || matches!(found, '_' | '-')
}

/// What may stand in a word after `r#`, at its start as well.
fn is_raw_word(found: char) -> bool {
    is_word(found) || matches!(found, '.' | '+')
}

/// A span from offsets. Files are refused long before an offset does not fit.
fn span(start: usize, end: usize) -> Span {
    let fit = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { start: fit(start), end: fit(end) }
}

/// The length of the block comment that a text begins with; `None` where it does not end.
pub fn block_comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match &bytes[at..bytes.len().min(at + 2)] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}
