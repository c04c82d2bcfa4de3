//! What stands between the nodes of a tree: space, comments, commas, brackets. Never stored, but looked at where it is wanted.

use crate::scenario::read::lexer::block_comment;
use crate::scenario::text::Span;

/// What a piece of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// A value without brackets: a word, a number, a text.
    Value(super::NodeKind),
    /// The name of a field, or the word before a bracket.
    Name,
    /// Spaces, tabs, line breaks, a byte order mark.
    Space,
    /// A comment, `// …` to the end of its line or `/* … */`.
    Comment,
    /// A bracket, comma, colon or other sign.
    Sign(char),
    /// Anything else: what stands where nothing can be read.
    Other,
}

/// A piece of a file. The pieces of a file put together are the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands.
    pub span: Span,
}

/// The pieces of a stretch of a text that no node is in. They follow each other without a gap.
#[derive(Clone, Debug)]
pub(super) struct Between<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Between<'a> {
    pub fn new(text: &'a str, start: u32, end: u32) -> Self {
        let end = (end as usize).min(text.len());
        Self { text, at: (start as usize).min(end), end }
    }
}

impl Iterator for Between<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let rest = &self.text[self.at..self.end];
        let first = rest.chars().next()?;
        let (kind, length) = if is_space(first) {
            (PieceKind::Space, rest.find(|it| !is_space(it)).unwrap_or(rest.len()))
        } else if rest.starts_with("//") {
            (PieceKind::Comment, rest.find(['\n', '\r']).unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (PieceKind::Comment, block_comment(rest).unwrap_or(rest.len()))
        } else if matches!(first, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '=' | '#' | '!') {
            (PieceKind::Sign(first), 1)
        } else {
            let signs = |it: char| is_space(it) || "()[]{},:=#!/".contains(it);
            let from = first.len_utf8();
            (PieceKind::Other, rest[from..].find(signs).map_or(rest.len(), |it| it + from))
        };
        let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let span = Span { start: fit(self.at), end: fit(self.at + length) };
        self.at += length;
        Some(Piece { kind, span })
    }
}

/// The same as for the parser, and a byte order mark.
fn is_space(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{a0}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
    )
}
