//! Splits a RON file into tokens.
//!
//! Works on bytes and looks at each a bounded number of times, so that no input takes more than linear time. Texts
//! without escapes are borrowed from the source.

use std::borrow::Cow;

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
                b':' => self.single(TokenKind::Colon),
                b'=' => self.single(TokenKind::Equals),
                b'#' => self.single(TokenKind::Hash),
                b'!' => self.single(TokenKind::Bang),
                b'"' => self.quoted(false, problems),
                b'\'' => self.character(),
                b'0'..=b'9' => self.number(),
                b'+' | b'-' | b'.' if self.starts_number() => self.number(),
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
        self.report(span(start, self.at), Syntax::UnexpectedCharacter(found), problems);
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
        rest.starts_with(is_word_start).then(|| TokenKind::Word(self.take_word(is_word)))
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

    /// A character, or a text in the wrong quotation marks: that ends at a comma at the latest.
    fn character(&mut self) -> TokenKind<'a> {
        self.at += 1;
        let mut letters = self.rest().chars();
        if let (Some(only), Some('\'')) = (letters.next().filter(|it| *it != '\\'), letters.next()) {
            // Whatever it is: a comma, a quotation mark, a bracket.
            self.at += only.len_utf8() + 1;
            return TokenKind::Foreign("something in single quotation marks");
        }
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
                return TokenKind::Text(with_plain_line_breaks(&self.source[from..at - hashes]));
            }
        }
        self.at = bytes.len();
        self.report(span(start, from), Syntax::UnclosedText, problems);
        TokenKind::Bad
    }

    /// A text in quotation marks, or the bytes of a byte string: there an escape may stand for half a character.
    fn quoted(&mut self, bytes: bool, problems: &mut Problems) -> TokenKind<'a> {
        let start = self.at;
        self.at += 1;
        let mut from = self.at;
        let mut built: Option<String> = None;
        loop {
            let rest = &self.source.as_bytes()[self.at..];
            let Some(length) = rest.iter().position(|it| matches!(it, b'"' | b'\\' | b'\r')) else {
                self.at = self.source.len();
                self.report(span(start, start + 1), Syntax::UnclosedText, problems);
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
                    self.escape(built, bytes, problems);
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
    fn escape(&mut self, built: &mut String, bytes: bool, problems: &mut Problems) {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.rest().chars().next() else { return };
        if letter == '\n' || self.rest().starts_with("\r\n") {
            // The text goes on where the next line that has something in it does.
            self.at = self.source.len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
            return;
        }
        self.at += letter.len_utf8();
        let meant = match letter {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            '0' => Some('\0'),
            '\\' | '"' | '\'' => Some(letter),
            // An asterisk that emphasises nothing: both stay, and `scenario::runs` takes the backslash out.
            '*' => {
                built.push('\\');
                Some('*')
            }
            'x' => self.utf8(bytes),
            'u' if self.byte() == Some(b'{') => {
                self.at += 1;
                let found = self.hexadecimal(1, 6);
                let closed = self.byte() == Some(b'}');
                self.at += usize::from(closed);
                found.filter(|_| closed).and_then(char::from_u32)
            }
            _ => None,
        };
        match meant {
            Some(meant) => built.push(meant),
            None => self.report(span(start, self.at), Syntax::BadEscape, problems),
        }
    }

    /// A character whose UTF-8 is given byte by byte, as in `\xC3\xA9`; the cursor stands behind the first `\x`.
    fn utf8(&mut self, bytes: bool) -> Option<char> {
        let mut found = [self.octet()?, 0, 0, 0];
        if bytes {
            return Some(char::from(found[0]));
        }
        let mut length = 1;
        loop {
            if let Ok(whole) = std::str::from_utf8(&found[..length]) {
                return whole.chars().next();
            }
            if length == found.len() || !self.rest().starts_with("\\x") {
                return None;
            }
            self.at += 2;
            found[length] = self.octet()?;
            length += 1;
        }
    }

    fn octet(&mut self) -> Option<u8> {
        self.hexadecimal(2, 2).and_then(|it| u8::try_from(it).ok())
    }

    fn hexadecimal(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.rest().bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        let found = u32::from_str_radix(&self.rest()[..digits], 16).ok();
        self.at += digits;
        found.filter(|_| digits >= least)
    }
}

/// The line breaks of a text are the same whatever system the file was written on.
fn with_plain_line_breaks(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
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
