//! How each part of a document is set.

use super::flow::{Column, Flow, Ink, Role, Style};
use super::font::Face;
use crate::export::document::{Block, Document, Mark, Marked, Run, Table, Weight};

const BODY: Style = Style { size: 10.5, face: Face::Regular, ink: Ink::Black };
const SMALL: Style = Style { size: 9.0, face: Face::Regular, ink: Ink::Grey };
const TITLE: Style = Style { size: 22.0, face: Face::Bold, ink: Ink::Black };
const HEADING: Style = Style { size: 14.0, face: Face::Bold, ink: Ink::Black };
const SUBHEADING: Style = Style { size: 10.5, face: Face::Bold, ink: Ink::Black };

/// Sets a whole document.
pub fn document(flow: &mut Flow<'_>, document: &Document) {
    flow.bookmark(document.title(), 1);
    flow.paragraph(&plain(document.title()), TITLE, Column::FULL, Role::Heading(1));
    flow.space(1.0);
    let subtitle = Style { size: 10.5, ..SMALL };
    flow.paragraph(&plain(document.subtitle()), subtitle, Column::FULL, Role::Paragraph);
    for block in document.blocks() {
        self::block(flow, block);
    }
}

fn plain(text: &str) -> Vec<Run> {
    vec![Run { text: text.to_owned(), weight: Weight::Plain }]
}

fn ink(mark: Mark) -> Ink {
    match mark {
        Mark::Good => Ink::Teal,
        Mark::Bad => Ink::Clay,
        Mark::Neither => Ink::Grey,
    }
}

fn block(flow: &mut Flow<'_>, block: &Block) {
    match block {
        Block::Heading(text) => heading(flow, text, HEADING, 2),
        Block::Subheading(text) => {
            flow.space(9.0);
            flow.need(72.0);
            // At the top of a page there is nothing to be parted from.
            if !flow.is_at_top() {
                flow.rule(Column::FULL);
                flow.space(6.0);
            }
            flow.paragraph(&plain(text), SUBHEADING, Column::FULL, Role::Heading(3));
            flow.space(1.0);
        }
        Block::Paragraph(words) | Block::Said { who: None, words } => {
            flow.space(3.0);
            flow.paragraph(words, BODY, Column::FULL, Role::Paragraph);
        }
        Block::Notice(text) => {
            let strong = Run { text: "Note: ".to_owned(), weight: Weight::Strong };
            let words: Vec<_> = std::iter::once(strong).chain(plain(text)).collect();
            flow.space(8.0);
            barred(flow, Ink::Line, |flow, column| flow.paragraph(&words, BODY, column, Role::Paragraph));
        }
        Block::Outcome { good, word, headline } => {
            let mark = if *good { Mark::Good } else { Mark::Bad };
            flow.space(14.0);
            let style = Style { size: 11.5, face: Face::Bold, ink: ink(mark) };
            flow.paragraph(&plain(&format!("{} Outcome: {word}", mark.sign())), style, Column::FULL, Role::Paragraph);
            if let Some(headline) = headline {
                flow.bookmark(headline, 2);
                flow.paragraph(&plain(headline), Style { size: 16.0, ..HEADING }, Column::FULL, Role::Heading(2));
            }
        }
        Block::Facts(facts) => self::facts(flow, facts),
        Block::Marks(marks) => {
            flow.space(2.0);
            let list = flow.whole();
            for (item, it) in marks.iter().enumerate() {
                marked(flow, it, list, item);
            }
        }
        Block::Table(it) => table(flow, it),
        Block::Quote { label, mark, words } => {
            let ink = mark.map_or(Ink::Line, ink);
            barred(flow, ink, |flow, column| {
                let sign = mark.map_or("", Mark::sign);
                let style = Style { face: Face::Bold, size: 9.5, ink: if ink == Ink::Line { Ink::Black } else { ink } };
                flow.paragraph(&plain(format!("{sign} {label}").trim()), style, column, Role::Paragraph);
                flow.paragraph(words, BODY, column, Role::Paragraph);
            });
        }
        Block::Said { who: Some(who), words } => {
            let who = Run { text: format!("{who}: "), weight: Weight::Strong };
            let words: Vec<_> = std::iter::once(who).chain(words.iter().cloned()).collect();
            flow.space(3.0);
            flow.paragraph(&words, BODY, Column::FULL, Role::Paragraph);
        }
        Block::Card { title, words } => {
            heading(flow, title, HEADING, 2);
            barred(flow, Ink::Black, |flow, column| {
                flow.paragraph(words, Style { size: 11.5, ..BODY }, column, Role::Paragraph);
            });
        }
    }
}

fn heading(flow: &mut Flow<'_>, text: &str, style: Style, level: u16) {
    flow.space(18.0);
    // With what it stands above.
    flow.need(style.size * 1.42 + 46.0);
    flow.bookmark(text, level);
    flow.paragraph(&plain(text), style, Column::FULL, Role::Heading(level));
    flow.space(2.0);
}

/// Text with a bar on its left.
fn barred(flow: &mut Flow<'_>, ink: Ink, text: impl FnOnce(&mut Flow<'_>, Column)) {
    flow.space(6.0);
    flow.need(44.0);
    let place = flow.place();
    text(flow, Column::FULL.indented(13.0));
    flow.bar_since(place, Column::FULL.x, 2.5, ink);
    flow.space(5.0);
}

/// Names above values, as many beside each other as there is room for.
fn facts(flow: &mut Flow<'_>, facts: &[(String, String)]) {
    let value_style = Style { face: Face::Bold, size: 11.5, ..BODY };
    flow.space(10.0);
    let mut column = Column::FULL;
    flow.need(34.0);
    let mut top = flow.place().1;
    for (name, value) in facts {
        let wide = flow.width(name, SMALL).max(flow.width(value, value_style)).min(Column::FULL.width) + 1.0;
        if wide > column.width {
            flow.space(6.0);
            flow.need(34.0);
            (column, top) = (Column::FULL, flow.place().1);
        }
        flow.go_to(top);
        let cell = Column { width: wide, ..column };
        let group = flow.group(Role::Paragraph);
        // One paragraph of two lines, so that a name is read with its value.
        flow.set(&plain(&format!("{name} ")), SMALL, cell, group);
        flow.set(&plain(value), value_style, cell, group);
        column = column.indented((wide + 24.0).min(column.width));
    }
    flow.space(2.0);
}

fn marked(flow: &mut Flow<'_>, it: &Marked, list: usize, item: usize) {
    let style = Style { face: Face::Bold, ink: ink(it.mark), ..BODY };
    let name = Run { text: format!("{}: ", it.name), weight: Weight::Strong };
    let words: Vec<_> = std::iter::once(name).chain(plain(&it.place)).collect();
    let column = Column::FULL.indented(18.0);
    flow.space(1.5);
    flow.need(flow.height(&words, BODY, column.width).min(60.0));
    let (_, top) = flow.place();
    flow.paragraph(&plain(&format!("{} ", it.mark.sign())), style, Column::FULL, Role::Sign { list, item });
    flow.go_to(top);
    flow.paragraph(&words, BODY, column, Role::Item { list, item });
}

/// A table; rows stay whole, and its head comes again on each page.
fn table(flow: &mut Flow<'_>, table: &Table) {
    let number = flow.whole();
    flow.space(2.0);
    let head_style = Style { face: Face::Bold, size: 9.0, ink: Ink::Black };
    let style = Style { size: 9.5, ..BODY };
    let columns = columns(flow, table, head_style, style);
    let mut page = usize::MAX;
    for (row, cells) in (1..).zip(&table.rows) {
        let height = height(flow, cells, style, &columns) + 5.0;
        flow.need(if page == usize::MAX { 60.0 } else { height });
        if flow.place().0 != page {
            flow.need(height + 30.0);
            page = flow.place().0;
            cells_of(flow, &table.head, head_style, &columns, number, 0);
        }
        cells_of(flow, cells, style, &columns, number, row);
    }
}

fn height(flow: &Flow<'_>, cells: &[String], style: Style, columns: &[Column]) -> f32 {
    cells.iter().zip(columns).map(|(cell, column)| flow.height(&plain(cell), style, column.width)).fold(0.0, f32::max)
}

fn cells_of(flow: &mut Flow<'_>, cells: &[String], style: Style, columns: &[Column], table: usize, row: usize) {
    let bottom = flow.place().1 + height(flow, cells, style, columns);
    let top = flow.place().1;
    for (number, (cell, column)) in cells.iter().zip(columns).enumerate() {
        flow.go_to(top);
        // The space keeps the words of neighbouring cells apart where text is copied.
        flow.paragraph(&plain(&format!("{cell} ")), style, *column, Role::Cell { table, row, column: number });
    }
    flow.go_to(bottom + 2.0);
    flow.rule(Column::FULL);
    flow.go_to(bottom + 5.0);
}

/// As wide as the widest cell each; where that is too much, the last ones share what is left.
fn columns(flow: &Flow<'_>, table: &Table, head: Style, style: Style) -> Vec<Column> {
    const GAP: f32 = 14.0;
    let natural = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|it| flow.width(it, style)).fold(0.0, f32::max);
        let name = table.head.get(column).map_or(0.0, |it| flow.width(it, head));
        widest.max(name) + 2.0
    };
    let mut left = Column::FULL;
    let mut columns = Vec::new();
    for column in 0..table.head.len() {
        #[allow(clippy::cast_precision_loss, reason = "a handful of columns")]
        let share = left.width / (table.head.len() - column) as f32;
        let last = column + 1 == table.head.len();
        let rest: f32 = (column + 1..table.head.len()).map(|it| natural(it) + GAP).sum();
        // All have the room they want, or each at most an equal share of what is left.
        let wide = if last || natural(column) + rest <= left.width {
            natural(column)
        } else {
            natural(column).min(share - GAP)
        };
        let wide = wide.min(left.width);
        columns.push(Column { width: wide, ..left });
        left = left.indented((wide + GAP).min(left.width));
    }
    columns
}
