//! A report for the terminal: aligned by the widths that signs have there, and readable without colours.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::export::document::{Block, Document, Table, words_of};

/// Longer cells are cut.
const WIDEST_CELL: usize = 60;

/// Paragraphs are broken into lines of this width.
const WIDTH: usize = 96;

/// Writes a document of a report as text.
#[must_use]
pub fn table(document: &Document) -> String {
    let mut out = String::new();
    underlined(&mut out, document.title(), '=');
    paragraph(&mut out, document.subtitle());
    let mut after_table = false;
    for block in document.blocks() {
        if after_table && matches!(block, Block::Paragraph(_) | Block::Notice(_)) {
            out.push('\n');
        }
        after_table = matches!(block, Block::Table(_));
        match block {
            Block::Heading(text) => {
                out.push('\n');
                underlined(&mut out, text, '-');
            }
            Block::Subheading(text) => {
                out.push('\n');
                paragraph(&mut out, text);
            }
            Block::Notice(text) => paragraph(&mut out, &format!("Note: {text}")),
            Block::Facts(facts) => self::facts(&mut out, facts),
            Block::Table(table) => rows(&mut out, table),
            Block::Paragraph(words) | Block::Said { words, .. } => paragraph(&mut out, &words_of(words)),
            // Of debriefs; a report has none of these.
            Block::Outcome { .. } | Block::Marks(_) | Block::Quote { .. } | Block::Card { .. } => {}
        }
    }
    out
}

fn underlined(out: &mut String, text: &str, with: char) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "{text}\n{}", with.to_string().repeat(text.width()));
}

fn paragraph(out: &mut String, text: &str) {
    let mut width = 0;
    for word in text.split_whitespace() {
        if width > 0 && width + 1 + word.width() > WIDTH {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += word.width();
    }
    out.push('\n');
}

fn facts(out: &mut String, facts: &[(String, String)]) {
    out.push('\n');
    let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, value) in facts {
        let _ = writeln!(out, "{}{}  {}", name, " ".repeat(widest - name.width()), value);
    }
}

fn rows(out: &mut String, table: &Table) {
    let all: Vec<Vec<String>> =
        std::iter::once(&table.head).chain(&table.rows).map(|row| row.iter().map(|it| cell(it)).collect()).collect();
    let columns = table.head.len();
    let of = |column: usize| all.iter().filter_map(move |row| row.get(column));
    let widths: Vec<_> = (0..columns).map(|it| of(it).map(|cell| cell.width()).max().unwrap_or(0)).collect();
    // Figures end at the same place, texts begin there.
    let is_figure =
        |cell: &String| cell.starts_with(|it: char| it.is_ascii_digit() || "+−±–".contains(it)) || cell == "not shown";
    let figures: Vec<_> = (0..columns).map(|it| it > 0 && of(it).skip(1).all(is_figure)).collect();
    let _ = writeln!(out, "\n{}", table.caption);
    for (number, row) in all.iter().enumerate() {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let room = " ".repeat(widths[column] - cell.width());
            let _ = if figures[column] { write!(line, "{room}{cell}  ") } else { write!(line, "{cell}{room}  ") };
        }
        let _ = writeln!(out, "{}", line.trim_end());
        if number == 0 {
            let rules: Vec<_> = widths.iter().map(|&width| "-".repeat(width)).collect();
            let _ = writeln!(out, "{}", rules.join("  "));
        }
    }
}

/// A cell that is not too wide.
fn cell(text: &str) -> String {
    if text.width() <= WIDEST_CELL {
        return text.to_owned();
    }
    let mut cut = String::new();
    for letter in text.chars() {
        cut.push(letter);
        if cut.width() >= WIDEST_CELL {
            cut.pop();
            break;
        }
    }
    cut.push('…');
    cut
}
