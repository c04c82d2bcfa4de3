//! Shows diagnostics: for people with the line and a caret under the place, and as data for other programs.

use std::borrow::Cow;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::diagnostic::{Diagnostic, Severity};
use super::place::{LineColumn, LineIndex};
use super::text::Span;

/// How many characters of a long line are shown before and after the place.
const AROUND: usize = 200;

/// A second place so many lines away is shown together with the first.
const NEAR: u32 = 6;

/// The least and the most columns that diagnostics are laid out for.
const NARROWEST: usize = 40;
const WIDEST: usize = 400;

/// Shows the diagnostics of one file.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    file: &'a str,
    source: &'a [u8],
    index: LineIndex<'a>,
    width: usize,
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
    /// Another place that it has to do with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<LocatedSecond>,
}

/// Another place of a diagnostic, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocatedSecond {
    /// The line on which it starts.
    pub line: u32,
    /// The column at which it starts.
    pub column: u32,
    /// What is there.
    pub label: String,
}

impl<'a> Report<'a> {
    /// Prepares to show what is wrong with `source`, which is called `file`.
    #[must_use]
    pub fn new(file: &'a str, source: &'a [u8]) -> Self {
        Self { file, source, index: LineIndex::new(source), width: DEFAULT_TERM_WIDTH }
    }

    /// The same, for lines of so many columns.
    #[must_use]
    pub fn with_width(mut self, width: usize) -> Self {
        self.width = width.clamp(NARROWEST, WIDEST);
        self
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
            second: diagnostic.second.as_ref().map(|second| {
                let LineColumn { line, column } = self.index.locate(second.span.start);
                LocatedSecond { line, column, label: second.label.clone() }
            }),
        }
    }

    /// A diagnostic for people: message, file, line and column, the line with a caret under the place, and the hint.
    /// With ANSI colours if `coloured`. Ends without a line break.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic, coloured: bool) -> String {
        let (start, _) = self.place(diagnostic);
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Advice => Level::NOTE.with_name("advice"),
        };
        let file = harmless(self.file);
        let title = level.primary_title(harmless(&diagnostic.message)).id(diagnostic.code.name());
        let span = if diagnostic.span.is_none() { Span { start: 0, end: 0 } } else { diagnostic.span };
        let second = diagnostic.second.as_ref().filter(|it| !it.span.is_none());
        let second_line = second.map(|it| self.index.locate(it.span.start).line);
        let excerpt = match (second, second_line) {
            (Some(second), Some(line)) if line.abs_diff(start.line) <= NEAR => self.excerpt(&[span, second.span]),
            _ => self.excerpt(&[span]),
        };
        let mut snippet = Snippet::source(excerpt.text)
            .line_start(excerpt.line as usize)
            .annotation(AnnotationKind::Primary.span(excerpt.places[0].clone()));
        if let (Some(second), Some(place)) = (second, excerpt.places.get(1)) {
            snippet = snippet.annotation(AnnotationKind::Context.span(place.clone()).label(harmless(&second.label)));
        }
        let mut group: Group<'_> = if excerpt.is_cut {
            // The column cannot be told from the piece of the line that is left, so it is given.
            let origin = Origin::path(file.clone()).line(start.line as usize).char_column(start.column as usize);
            title.element(origin).element(snippet)
        } else {
            title.element(snippet.path(file.clone()))
        };
        if let Some(second) = second.filter(|_| excerpt.places.len() == 1) {
            let excerpt = self.excerpt(&[second.span]);
            let mark = AnnotationKind::Context.span(excerpt.places[0].clone()).label(harmless(&second.label));
            group = group.element(Snippet::source(excerpt.text).line_start(excerpt.line as usize).annotation(mark));
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(harmless(hint)));
        }
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        renderer.term_width(self.width).render(&[group])
    }

    /// The lines that one or two places stand on and those between, each cut where it is long, and where in them the
    /// places are.
    fn excerpt(&self, places: &[Span]) -> Excerpt {
        let around = if self.width < DEFAULT_TERM_WIDTH { self.width } else { AROUND };
        let lines: Vec<u32> = places.iter().map(|it| self.index.locate(it.start).line).collect();
        let (first, last) = (lines.iter().min().copied().unwrap_or(1), lines.iter().max().copied().unwrap_or(1));
        let mut excerpt = Excerpt { text: String::new(), line: first, places: vec![0..0; places.len()], is_cut: false };
        for line in first..=last {
            if line > first {
                excerpt.text.push('\n');
            }
            let whole = self.index.line_span(line);
            let within = |offset: u32| (offset as usize).clamp(whole.start as usize, whole.end as usize);
            let here: Vec<_> = (0..places.len()).filter(|it| lines[*it] == line).collect();
            let starts = here.iter().map(|it| within(places[*it].start));
            let start = starts.clone().min().unwrap_or(whole.start as usize);
            let marked_to =
                forth(&self.source[start..within(u32::MAX)], around).map_or(within(u32::MAX), |it| start + it);
            let end = here.iter().map(|it| within(places[*it].end)).max().unwrap_or(start).clamp(start, marked_to);
            let from = back(&self.source[whole.start as usize..start], around).map_or(within(0), |it| within(0) + it);
            let to = forth(&self.source[end..within(u32::MAX)], around).map_or(within(u32::MAX), |it| end + it);
            if from > within(0) {
                excerpt.text.push('…');
            }
            let lead = excerpt.text.len();
            let at = |offset: u32| lead + legible(&self.source[from..within(offset).clamp(from, to)]).len();
            for place in here {
                let marked = within(places[place].end).min(end).max(within(places[place].start));
                excerpt.places[place] =
                    at(places[place].start)..lead + legible(&self.source[from..marked.clamp(from, to)]).len();
            }
            excerpt.text.push_str(&legible(&self.source[from..to]));
            if to < within(u32::MAX) {
                excerpt.text.push('…');
            }
            excerpt.is_cut |= line == lines[0] && (from > within(0) || to < within(u32::MAX));
        }
        excerpt
    }
}

/// Lines of the file, as they are shown.
struct Excerpt {
    text: String,
    /// The number of the first.
    line: u32,
    /// Where in the text the places are.
    places: Vec<std::ops::Range<usize>>,
    /// Whether the line of the first place is not whole.
    is_cut: bool,
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
