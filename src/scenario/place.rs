//! Lines and columns of offsets in a file.

use super::text::Span;

/// A line and a column, both counted from 1. Columns count Unicode scalar values; a byte order mark is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// How far apart the noted counts of characters are, in bytes.
const STRIDE: usize = 1024;

/// Finds lines and columns. Made in one pass over the file; each look-up takes the logarithm of the number of lines,
/// however long they are.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    source: &'a [u8],
    /// Offset of the first byte of each line.
    lines: Vec<u32>,
    /// For every [`STRIDE`] bytes, how many characters start before them.
    characters: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Looks through a file. What is not UTF-8 in it is counted in some way or other.
    #[must_use]
    pub fn new(source: &'a [u8]) -> Self {
        let mut lines = vec![0];
        let mut characters = Vec::with_capacity(source.len() / STRIDE + 1);
        let mut count = 0;
        for (position, chunk) in source.chunks(STRIDE).enumerate() {
            characters.push(count);
            count += starts(chunk);
            let start = position * STRIDE;
            let breaks = memchr::memchr2_iter(b'\n', b'\r', chunk).map(|at| start + at);
            // Old files end their lines with a carriage return alone.
            let breaks = breaks.filter(|at| source[*at] == b'\n' || source.get(at + 1) != Some(&b'\n'));
            lines.extend(breaks.map(|at| fit(at + 1)));
        }
        characters.push(count);
        Self { source, lines, characters }
    }

    /// How many lines there are; at least one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Where an offset is. One behind the end is at the end.
    #[must_use]
    pub fn locate(&self, offset: u32) -> LineColumn {
        let offset = (offset as usize).min(self.source.len());
        let line = self.lines.partition_point(|start| *start as usize <= offset);
        let start = self.lines[line - 1] as usize;
        let mark = start == 0 && offset >= 3 && self.source.starts_with("\u{feff}".as_bytes());
        let column = self.characters_before(offset) - self.characters_before(start) - u32::from(mark) + 1;
        LineColumn { line: fit(line), column }
    }

    /// The bytes of a line, counted from 1, without its line break; empty where there is no such line.
    #[must_use]
    pub fn line(&self, line: u32) -> &'a [u8] {
        let stretch = self.line_span(line);
        &self.source[stretch.start as usize..stretch.end as usize]
    }

    /// Where a line is, without its line break.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let position = (line as usize).saturating_sub(1);
        let Some(&start) = self.lines.get(position) else {
            let end = fit(self.source.len());
            return Span { start: end, end };
        };
        let end = self.lines.get(position + 1).map_or(self.source.len(), |next| *next as usize - 1);
        let line = &self.source[start as usize..end];
        let is_pair = self.source.get(end) == Some(&b'\n') && line.ends_with(b"\r");
        let end = end - usize::from(is_pair);
        Span { start, end: fit(end) }
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let noted = offset / STRIDE;
        self.characters[noted] + starts(&self.source[noted * STRIDE..offset])
    }
}

/// How many characters start in a stretch of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    fit(bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count())
}

/// Files are refused long before an offset in them does not fit.
fn fit(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(source: &[u8], offset: u32) -> (u32, u32) {
        let place = LineIndex::new(source).locate(offset);
        (place.line, place.column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("a\nñé x".as_bytes(), 6), (2, 3));
        assert_eq!(at(b"", 0), (1, 1));
        assert_eq!(at(b"ab", 99), (1, 3));
        assert_eq!(at("\u{feff}(".as_bytes(), 3), (1, 1));
        assert_eq!(at("\u{feff}(\nx".as_bytes(), 5), (2, 1));
    }

    #[test]
    fn long_lines_are_counted_right() {
        let source = "é".repeat(5000);
        assert_eq!(at(source.as_bytes(), 8000), (1, 4001));
        assert_eq!(at(&vec![b'x'; STRIDE], fit(STRIDE)), (1, fit(STRIDE) + 1));
    }

    #[test]
    fn lines_come_without_their_breaks() {
        let index = LineIndex::new(b"one\r\ntwo\n");
        assert_eq!(
            (index.line(1), index.line(2), index.line(3), index.line(4)),
            (&b"one"[..], &b"two"[..], &b""[..], &b""[..])
        );
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line_too() {
        let index = LineIndex::new(b"one\rtwo\r\rfour\r\nfive");
        let lines: Vec<_> = (1..=5).map(|line| index.line(line)).collect();
        assert_eq!(lines, [&b"one"[..], b"two", b"", b"four", b"five"]);
        assert_eq!((index.line_count(), at(b"a\rb", 2), at(b"a\r", 2)), (5, (2, 1), (2, 1)));
    }
}
