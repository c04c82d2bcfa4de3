//! Shows diagnostics: for people with the line and a caret under the place, and as data for other programs.

use std::borrow::Cow;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::diagnostic::{Diagnostic, Severity};
use super::place::{LineColumn, LineIndex};

/// How many characters of a long line are shown before and after the place.
const AROUND: usize = 200;

/// Shows the diagnostics of one file.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    file: &'a str,
    source: &'a [u8],
    index: LineIndex<'a>,
}

/// A diagnostic as data. Lines and columns count from 1, columns in Unicode scalar values; the end is exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The file, as it was named.
    pub file: String,
    /// The line on which the place starts.
    pub line: u32,
    /// The column at which it starts.
    pub column: u32,
    /// The line on which it ends.
    pub end_line: u32,
    /// The column after its last character.
    pub end_column: u32,
    /// `error`, `warning` or `advice`.
    pub severity: String,
    /// The stable name of the kind of problem.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hint: Option<String>,
}

impl<'a> Report<'a> {
    /// Prepares to show what is wrong with `source`, which is called `file`.
    #[must_use]
    pub fn new(file: &'a str, source: &'a [u8]) -> Self {
        Self { file, source, index: LineIndex::new(source) }
    }

    /// Where a diagnostic starts and ends. One without a place is at the start of the file.
    #[must_use]
    pub fn place(&self, diagnostic: &Diagnostic) -> (LineColumn, LineColumn) {
        let span = diagnostic.span;
        if span.is_none() {
            return (self.index.locate(0), self.index.locate(0));
        }
        (self.index.locate(span.start), self.index.locate(span.end.max(span.start)))
    }

    /// A diagnostic as data.
    #[must_use]
    pub fn locate(&self, diagnostic: &Diagnostic) -> Located {
        let (start, end) = self.place(diagnostic);
        Located {
            file: self.file.to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            severity: diagnostic.severity.word().to_owned(),
            code: diagnostic.code.name().to_owned(),
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
        }
    }

    /// A diagnostic for people: message, file, line and column, the line with a caret under the place, and the hint.
    /// With ANSI colours if `coloured`. Ends without a line break.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic, coloured: bool) -> String {
        let (start, _) = self.place(diagnostic);
        let (line, caret) = self.excerpt(diagnostic, start.line);
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Advice => Level::NOTE.with_name("advice"),
        };
        let file = harmless(self.file);
        let title = level.primary_title(harmless(&diagnostic.message)).id(diagnostic.code.name());
        let whole = self.index.line_span(start.line);
        let is_cut = line.len() != (whole.end - whole.start) as usize;
        let mark = AnnotationKind::Primary.span(caret);
        let snippet = Snippet::source(line).line_start(start.line as usize).annotation(mark);
        let mut group: Group<'_> = if is_cut {
            // The column cannot be told from the piece of the line that is left, so it is given.
            let origin = Origin::path(file).line(start.line as usize).char_column(start.column as usize);
            title.element(origin).element(snippet)
        } else {
            title.element(snippet.path(file))
        };
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(harmless(hint)));
        }
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        renderer.term_width(DEFAULT_TERM_WIDTH).render(&[group])
    }

    /// The line of a diagnostic, cut around its place where it is long, and where in that the place is.
    fn excerpt(&self, diagnostic: &Diagnostic, line: u32) -> (Cow<'a, str>, std::ops::Range<usize>) {
        let whole = self.index.line_span(line);
        let (line_start, line_end) = (whole.start as usize, whole.end as usize);
        let span = diagnostic.span;
        let start = if span.is_none() { line_start } else { (span.start as usize).clamp(line_start, line_end) };
        let end = if span.is_none() { line_start } else { (span.end as usize).clamp(start, line_end) };
        let from = back(&self.source[line_start..start], AROUND).map_or(line_start, |it| line_start + it);
        let end = forth(&self.source[start..end], AROUND).map_or(end, |it| start + it);
        let to = forth(&self.source[end..line_end], AROUND).map_or(line_end, |it| end + it);
        let mut text = String::new();
        if from > line_start {
            text.push('…');
        }
        text.push_str(&legible(&self.source[from..start]));
        let caret = text.len();
        text.push_str(&legible(&self.source[start..end]));
        let caret_end = text.len();
        text.push_str(&legible(&self.source[end..to]));
        if to < line_end {
            text.push('…');
        }
        (Cow::Owned(text), caret..caret_end)
    }
}

/// A text without characters by which a terminal would be told to do something, or to show others in another order.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_command = |it: char| {
        it.is_control() && it != '\n'
            || matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_command) {
        return Cow::Borrowed(text);
    }
    let letter = |it: char| if is_command(it) { it.escape_default().to_string() } else { it.to_string() };
    Cow::Owned(text.chars().map(letter).collect())
}

/// Part of a line of the file. What the renderer does not replace by itself, a terminal must not get to see either.
fn legible(bytes: &[u8]) -> String {
    let replace = |it: char| matches!(it, '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}');
    String::from_utf8_lossy(bytes).replace(replace, "\u{fffd}")
}

/// Where the last `count` characters start; `None` where there are no more than that.
fn back(bytes: &[u8], count: usize) -> Option<usize> {
    let starts = bytes.iter().enumerate().rev().filter(|(_, byte)| is_start(**byte));
    starts.map(|(at, _)| at).nth(count.saturating_sub(1)).filter(|it| *it > 0)
}

/// Where the first `count` characters end; `None` where there are no more than that.
fn forth(bytes: &[u8], count: usize) -> Option<usize> {
    bytes.iter().enumerate().filter(|(_, byte)| is_start(**byte)).map(|(at, _)| at).nth(count)
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}
