//! Splits a RON file into tokens.
//!
//! Works on bytes and looks at each a bounded number of times, so that no input takes more than linear time. Texts
//! without escapes are borrowed from the source.

use std::borrow::Cow;

use crate::scenario::problem::{Problem, Problems, Syntax};
use crate::scenario::text::Span;

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
                b':' => self.single(TokenKind::Colon),
                b'=' => self.single(TokenKind::Equals),
                b'#' => self.single(TokenKind::Hash),
                b'"' => self.text(problems),
                b'\'' => self.character(),
                b'0'..=b'9' => self.number(),
                b'+' | b'-' | b'.' if self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric) => {
                    self.number()
                }
                _ if self.rest().starts_with(['“', '”', '„']) => self.typographic(problems),
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
                    let length = self.rest().bytes().position(|it| it == b'\n');
                    self.at = length.map_or(self.source.len(), |length| self.at + length);
                }
                b'/' if self.rest().starts_with("/*") => self.block_comment(problems),
                0x80.. => match self.rest().chars().next() {
                    Some(it @ ('\u{85}' | '\u{a0}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')) => {
                        self.at += it.len_utf8();
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
        let bytes = self.source.as_bytes();
        let mut depth = 0_usize;
        let mut at = start;
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
                        self.at = at;
                        return;
                    }
                }
                _ => at += 1,
            }
        }
        problems.push(span(start, start + 2), Problem::Syntax(Syntax::UnclosedComment));
        self.at = bytes.len();
    }

    /// Takes a text in typographic quotation marks, or up to the next comma, for something unreadable.
    fn typographic(&mut self, problems: &mut Problems) -> TokenKind<'a> {
        self.unexpected(problems);
        let rest = self.rest();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let quoted =
            line.char_indices().find(|(_, it)| matches!(it, '”' | '“' | '"')).map(|(at, it)| at + it.len_utf8());
        self.at += quoted.or_else(|| line.find(',')).unwrap_or(line.len());
        TokenKind::Bad
    }

    fn unexpected(&mut self, problems: &mut Problems) {
        let start = self.at;
        let Some(found) = self.rest().chars().next() else { return };
        self.at += found.len_utf8();
        problems.push(span(start, self.at), Problem::Syntax(Syntax::UnexpectedCharacter(found)));
    }

    /// A word, or something that starts with a letter and is none: a raw text, a raw word, a byte string.
    fn word_or_raw(&mut self, problems: &mut Problems) -> Option<TokenKind<'a>> {
        let rest = self.rest();
        if let Some(after) = rest.strip_prefix('r') {
            let hashes = after.bytes().take_while(|it| *it == b'#').count();
            if after.as_bytes().get(hashes) == Some(&b'"') {
                return Some(self.raw_text(hashes, problems));
            }
            if hashes == 1 && after[1..].starts_with(is_word_start) {
                self.at += 2;
                return Some(TokenKind::Word(self.take_word()));
            }
        }
        if rest.starts_with("b\"") || rest.starts_with("b'") {
            self.at += 1;
            let _ = if rest.starts_with("b\"") { self.text(problems) } else { self.character() };
            return Some(TokenKind::Foreign("bytes"));
        }
        rest.starts_with(is_word_start).then(|| TokenKind::Word(self.take_word()))
    }

    /// Hyphens are taken in: a word with one is an id whose quotation marks are missing, and better named whole.
    fn take_word(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|it: char| !(it.is_alphanumeric() || it == '_' || it == '-')).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn number(&mut self) -> TokenKind<'a> {
        let rest = self.rest();
        let mut length = 1;
        for byte in rest.bytes().skip(1) {
            let after_exponent = matches!(byte, b'+' | b'-') && matches!(rest.as_bytes()[length - 1], b'e' | b'E');
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || after_exponent) {
                break;
            }
            length += 1;
        }
        self.at += length;
        TokenKind::Number(&rest[..length])
    }

    fn character(&mut self) -> TokenKind<'a> {
        self.at += 1;
        let mut escaped = false;
        while let Some(byte) = self.byte() {
            match byte {
                b'\n' | b',' if !escaped => break,
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
        TokenKind::Foreign("something in single quotation marks")
    }

    fn raw_text(&mut self, hashes: usize, problems: &mut Problems) -> TokenKind<'a> {
        let start = self.at;
        let from = start + 1 + hashes + 1;
        let bytes = self.source.as_bytes();
        let mut run = None;
        // A quotation mark followed by enough hashes ends it. Counting the run once keeps this linear.
        for (at, byte) in bytes.iter().enumerate().skip(from) {
            match (byte, run) {
                (b'"', _) => run = Some(0),
                (b'#', Some(count)) => run = Some(count + 1),
                _ => run = None,
            }
            if run == Some(hashes) {
                self.at = at + 1;
                return TokenKind::Text(Cow::Borrowed(&self.source[from..at - hashes]));
            }
        }
        self.at = bytes.len();
        problems.push(span(start, from), Problem::Syntax(Syntax::UnclosedText));
        TokenKind::Bad
    }

    fn text(&mut self, problems: &mut Problems) -> TokenKind<'a> {
        let start = self.at;
        self.at += 1;
        let mut from = self.at;
        let mut built: Option<String> = None;
        loop {
            let rest = &self.source.as_bytes()[self.at..];
            let Some(length) = rest.iter().position(|it| matches!(it, b'"' | b'\\' | b'\r')) else {
                self.at = self.source.len();
                problems.push(span(start, start + 1), Problem::Syntax(Syntax::UnclosedText));
                return TokenKind::Bad;
            };
            self.at += length;
            let piece = &self.source[from..self.at];
            match rest[length] {
                b'"' => {
                    self.at += 1;
                    let whole = match built {
                        None => Cow::Borrowed(piece),
                        Some(mut built) => {
                            built.push_str(piece);
                            Cow::Owned(built)
                        }
                    };
                    return TokenKind::Text(whole);
                }
                b'\\' => {
                    let built = built.get_or_insert_default();
                    built.push_str(piece);
                    self.escape(built, problems);
                }
                // The line breaks of a text are the same whatever system the file was written on.
                _ => {
                    let built = built.get_or_insert_default();
                    built.push_str(piece);
                    self.at += 1;
                    if self.byte() != Some(b'\n') {
                        built.push('\r');
                    }
                }
            }
            from = self.at;
        }
    }

    /// Reads an escape; the cursor stands on its backslash.
    fn escape(&mut self, built: &mut String, problems: &mut Problems) {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.rest().chars().next() else { return };
        self.at += letter.len_utf8();
        let meant = match letter {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            '0' => Some('\0'),
            '\\' | '"' | '\'' => Some(letter),
            'x' => self.hexadecimal(2, 2),
            'u' if self.byte() == Some(b'{') => {
                self.at += 1;
                let found = self.hexadecimal(1, 6);
                let closed = self.byte() == Some(b'}');
                self.at += usize::from(closed);
                found.filter(|_| closed)
            }
            _ => None,
        };
        match meant {
            Some(meant) => built.push(meant),
            None => problems.push(span(start, self.at), Problem::Syntax(Syntax::BadEscape)),
        }
    }

    fn hexadecimal(&mut self, least: usize, most: usize) -> Option<char> {
        let digits = self.rest().bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        let found = u32::from_str_radix(&self.rest()[..digits], 16).ok();
        self.at += digits;
        found.filter(|_| digits >= least).and_then(char::from_u32)
    }
}

fn is_word_start(found: char) -> bool {
    found.is_alphabetic() || found == '_'
}

/// A span from offsets. Files are refused long before an offset does not fit.
fn span(start: usize, end: usize) -> Span {
    let fit = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { start: fit(start), end: fit(end) }
}
