//! Reads texts: plain ones with their escapes, raw ones, and those whose quotation marks are not right.

use std::borrow::Cow;

use super::super::quotes;
use super::{Lexer, TokenKind, span};
use crate::scenario::problem::{Problems, Syntax};

impl<'a> Lexer<'a> {
    pub(super) fn raw_text(&mut self, hashes: usize, problems: &mut Problems) -> TokenKind<'a> {
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
    pub(super) fn quoted(&mut self, bytes: bool, problems: &mut Problems) -> TokenKind<'a> {
        let start = self.at;
        self.at += 1;
        let mut from = self.at;
        let mut built: Option<String> = None;
        loop {
            let rest = &self.source.as_bytes()[self.at..];
            let Some(length) = rest.iter().position(|it| matches!(it, b'"' | b'\\' | b'\r')) else {
                return self.unclosed(start, self.source.len(), problems);
            };
            self.at += length;
            let piece = &self.source[from..self.at];
            match rest[length] {
                b'"' => {
                    self.at += 1;
                    if !bytes
                        && !self.may_end_here()
                        && let Some(kind) = self.ended_too_early(start, problems)
                    {
                        return kind;
                    }
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
                        built.push('\n');
                    }
                }
            }
            from = self.at;
        }
    }

    /// Whether something stands behind a text that may: a comma, a colon, a bracket that closes, a comment, nothing more in
    /// the line, or the name of another field before which a comma was forgotten.
    fn may_end_here(&self) -> bool {
        if self.rest().starts_with(quotes::is_unicode_space) {
            // Nobody types these in the middle of a text.
            return true;
        }
        match self.byte() {
            None | Some(b',' | b')' | b']' | b'}' | b':' | b'=' | b'\n' | b'\r' | b'/') => true,
            Some(b' ' | b'\t') => {
                let rest = self.rest().trim_start_matches([' ', '\t']);
                !rest.starts_with(|it: char| it.is_alphabetic()) || quotes::starts_name(rest)
            }
            Some(_) => false,
        }
    }

    /// A text behind whose end more of it seems to follow: a quotation mark stands in it, or its own is missing and the
    /// next one, which was meant to open the next text, was taken for it. `None` where it may be neither. The cursor stands
    /// behind the quotation mark.
    fn ended_too_early(&mut self, start: usize, problems: &mut Problems) -> Option<TokenKind<'a>> {
        let close = self.at - 1;
        if quotes::was_meant_to_open(self.source, start, close) {
            return Some(self.unclosed(start, close, problems));
        }
        let touches = !matches!(self.byte(), Some(b' ' | b'\t'));
        let line = quotes::rest_of_line(self.source, self.at);
        let has_lines = self.source[start..close].contains(['\n', '\r']);
        let meant = if has_lines {
            quotes::meant_end_in_lines(self.source, self.at)
        } else {
            quotes::meant_end(self.source, self.at, '"')
        };
        self.at = match meant {
            Some(end) => end,
            None if touches && line.starts_with(char::is_alphanumeric) => self.at + quotes::value_length(line),
            None => return None,
        };
        self.report(span(close, close + 1), Syntax::InnerQuote, problems);
        Some(TokenKind::Bad)
    }

    /// A text whose end is missing. `limit` is where the next quotation mark stands.
    fn unclosed(&mut self, start: usize, limit: usize, problems: &mut Problems) -> TokenKind<'a> {
        let end = quotes::end_of_unclosed(self.source, start + 1, limit);
        self.at = end.unwrap_or(self.source.len());
        match quotes::typographic_end(self.source, start + 1).filter(|_| end.is_some()) {
            Some((at, mark)) => {
                self.at = at + mark.len_utf8();
                self.report(span(at, self.at), Syntax::UnexpectedCharacter(mark), problems);
            }
            None => self.report(span(start, start + 1), Syntax::UnclosedText, problems),
        }
        TokenKind::Bad
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
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}
