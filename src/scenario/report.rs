//! Shows diagnostics: for people with the line and a caret under the place, and as data for other programs.

use std::borrow::Cow;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;

use super::diagnostic::{Diagnostic, Severity};
use super::place::{LineColumn, LineIndex};
use super::tame::{is_joining, is_unseen};

/// More than this beside the number of a line has room in no terminal; below the least, nothing would be left to read.
const ROOM: std::ops::RangeInclusive<usize> = 24..=400;

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
}

impl<'a> Report<'a> {
    /// Prepares to show what is wrong with `source`, which is called `file`.
    #[must_use]
    pub fn new(file: &'a str, source: &'a [u8]) -> Self {
        Self { file, source, index: LineIndex::new(source), width: DEFAULT_TERM_WIDTH }
    }

    /// The same for a terminal of so many columns: excerpts with their carets are no wider.
    #[must_use]
    pub fn within(self, width: usize) -> Self {
        Self { width, ..self }
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
        let is_cut = line.starts_with(CUT);
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
        // Excerpts are cut already, so that the mark under a long text is cut with it.
        renderer.term_width(2 * ROOM.end()).render(&[group])
    }

    /// The line of a diagnostic, cut around its place where it is long, and where in that the place is.
    fn excerpt(&self, diagnostic: &Diagnostic, line: u32) -> (String, std::ops::Range<usize>) {
        let whole = self.index.line_span(line);
        let (mut line_start, line_end) = (whole.start as usize, whole.end as usize);
        // The mark at the start of a file says how it is written, and is no part of what is.
        if line_start == 0 && self.source.starts_with("\u{feff}".as_bytes()) {
            line_start = '\u{feff}'.len_utf8().min(line_end);
        }
        let span = diagnostic.span;
        let start = if span.is_none() { line_start } else { (span.start as usize).clamp(line_start, line_end) };
        let end = if span.is_none() { line_start } else { (span.end as usize).clamp(start, line_end) };
        // The number of the line stands before it, with a space, a bar and a space.
        let room = self.width.saturating_sub(line.to_string().len() + 3).clamp(*ROOM.start(), *ROOM.end());
        // A line can be as long as the file: no more of it is looked at than could be shown.
        let most = 4 * room;
        let before = legible(&self.source[start.saturating_sub(most).max(line_start)..start]);
        let marked = legible(&self.source[start..end.min(start + most)]);
        let after = legible(&self.source[end..line_end.min(end + most)]);
        let fits = end - line_start <= most && line_end - end <= most;
        if fits && columns(&before) + columns(&marked) + columns(&after) <= room {
            let caret = before.len()..before.len() + marked.len();
            return (before + &marked + &after, caret);
        }
        // What stands before is least worth reading: it has what the marked words leave, or a quarter.
        let lead = room.saturating_sub(columns(&marked) + 2).max(room / 4).min(room / 2);
        let from = back(&before, lead - 1);
        let is_more_before = from > 0 || start.saturating_sub(line_start) > most;
        let mut text = if is_more_before { format!("{CUT}{}", &before[from..]) } else { before };
        let caret = text.len();
        let left = room - columns(&text);
        if columns(&marked) > left || end > start + most {
            text.push_str(&marked[..forth(&marked, left - 1)]);
            text.push(CUT);
            let end = text.len();
            return (text, caret..end);
        }
        text.push_str(&marked);
        let caret = caret..text.len();
        let left = room - columns(&text);
        if columns(&after) <= left && line_end - end <= most {
            text.push_str(&after);
        } else if left > 0 {
            text.push_str(&after[..forth(&after, left - 1)]);
            text.push(CUT);
        }
        (text, caret)
    }
}

/// Stands for what there is no room for.
const CUT: char = '…';

/// How many columns a letter takes in an excerpt.
fn column(letter: char) -> usize {
    match letter {
        '\t' => 4,
        _ if letter.is_control() || (is_unseen(letter) && !is_joining(letter)) => 1,
        _ => letter.width().unwrap_or(0),
    }
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// Where the last letters start that have room in so many columns.
fn back(text: &str, room: usize) -> usize {
    let mut used = 0;
    let fits = |it: &(usize, char)| {
        used += column(it.1);
        used <= room
    };
    text.char_indices().rev().take_while(fits).last().map_or(text.len(), |(at, _)| at)
}

/// Where the first letters end that have room in so many columns.
fn forth(text: &str, room: usize) -> usize {
    let mut used = 0;
    let fits = |it: &(usize, char)| {
        used += column(it.1);
        used <= room
    };
    text.char_indices().take_while(fits).last().map_or(0, |(at, letter)| at + letter.len_utf8())
}

/// A text in which one sees what commands a terminal, reorders letters or hides: here, that is what it may be about.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_odd = |it: char| is_unseen(it) || it == '\t';
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let letter = |it: char| if is_odd(it) { it.escape_default().to_string() } else { it.to_string() };
    Cow::Owned(text.chars().map(letter).collect())
}

/// Part of a line of the file. What the renderer does not replace by itself, a terminal must not get to see either.
fn legible(bytes: &[u8]) -> String {
    let is_replaced_there =
        |it: char| it.is_ascii() || is_joining(it) || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    String::from_utf8_lossy(bytes).replace(|it| is_unseen(it) && !is_replaced_there(it), "\u{fffd}")
}
