//! Putting lines on pages. Lengths are in points, from the top left corner of the page.

use super::font::Face;
use super::lines::{self, Line};
use super::shape::{Fonts, Piece};
use crate::export::document::Run;

/// The page: A4.
pub const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right of the text.
pub const SIDE: f32 = 72.0;
/// Above the text. Letter is 50 points lower than A4, so that a page centred on it loses 25 above and below.
const TOP: f32 = 68.0;
/// Where the text ends at the latest; the number of the page stands below.
const BOTTOM: f32 = PAGE.1 - 88.0;

/// A colour of print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What is read.
    Black,
    /// What is said aside.
    Grey,
    /// The recovery system.
    Teal,
    /// No recovery system.
    Clay,
    /// Lines.
    Line,
}

/// How text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub size: f32,
    pub face: Face,
    pub ink: Ink,
}

/// From one base line to the next, in parts of the size.
const LEADING: f32 = 1.42;

/// What a group of texts is, for screen readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading of this level.
    Heading(u16),
    Paragraph,
    /// The cell in this row of a table; the head is row 0.
    Cell {
        table: usize,
        row: usize,
        column: usize,
    },
    /// The sign before this item of a list.
    Sign {
        list: usize,
        item: usize,
    },
    /// The words of this item.
    Item {
        list: usize,
        item: usize,
    },
}

/// Something with a place on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// Glyphs on a base line.
    Text { x: f32, baseline: f32, size: f32, ink: Ink, piece: Piece, group: usize },
    /// A filled rectangle.
    Bar { x: f32, top: f32, width: f32, height: f32, ink: Ink },
}

/// A bookmark.
#[derive(Clone, Debug)]
pub struct Bookmark {
    pub text: String,
    pub level: u16,
    pub page: usize,
    pub top: f32,
}

/// Everything in its place.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub pages: Vec<Vec<Item>>,
    pub groups: Vec<Role>,
    pub bookmarks: Vec<Bookmark>,
}

/// A layout in the making.
pub struct Flow<'a> {
    pub fonts: &'a Fonts,
    layout: Layout,
    /// Where the next line begins.
    y: f32,
    /// Tables and lists so far.
    wholes: usize,
}

/// Where text may stand.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub x: f32,
    pub width: f32,
}

impl Column {
    /// The whole width of the text.
    pub const FULL: Self = Self { x: SIDE, width: PAGE.0 - 2.0 * SIDE };

    /// So much further in on the left.
    pub fn indented(self, by: f32) -> Self {
        Self { x: self.x + by, width: self.width - by }
    }
}

impl<'a> Flow<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, layout: Layout { pages: vec![Vec::new()], ..Layout::default() }, y: TOP, wholes: 0 }
    }

    pub fn into_layout(self) -> Layout {
        self.layout
    }

    /// Leaves room; none at the top of a page.
    pub fn space(&mut self, height: f32) {
        if !self.is_at_top() {
            self.y += height;
        }
    }

    /// Goes to the next page where there is not so much room left on this one.
    pub fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && !self.is_at_top() {
            self.layout.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    /// Whether nothing stands on this page yet.
    pub fn is_at_top(&self) -> bool {
        self.y <= TOP
    }

    /// Where the next line begins, for putting things beside each other.
    pub fn place(&self) -> (usize, f32) {
        (self.layout.pages.len() - 1, self.y)
    }

    /// Goes on below this place on the same page.
    pub fn go_to(&mut self, y: f32) {
        self.y = y;
    }

    pub fn group(&mut self, role: Role) -> usize {
        self.layout.groups.push(role);
        self.layout.groups.len() - 1
    }

    /// The number of a new table or list.
    pub fn whole(&mut self) -> usize {
        self.wholes += 1;
        self.wholes
    }

    /// Remembers a heading that comes next.
    pub fn bookmark(&mut self, text: &str, level: u16) {
        let (page, top) = self.place();
        self.layout.bookmarks.push(Bookmark { text: text.to_owned(), level, page, top });
    }

    /// Sets text in a group of its own.
    pub fn paragraph(&mut self, runs: &[Run], style: Style, column: Column, role: Role) {
        let group = self.group(role);
        self.set(runs, style, column, group);
    }

    /// Sets text line by line, on as many pages as it takes.
    pub fn set(&mut self, runs: &[Run], style: Style, column: Column, group: usize) {
        let lines = self.lines(runs, style, column.width);
        let height = style.size * LEADING;
        // No line of a paragraph is left alone at the end of a page.
        self.need(height * if lines.len() > 1 { 2.0 } else { 1.0 });
        for line in lines {
            self.need(height);
            let baseline = self.y + height * 0.5 + style.size * 0.34;
            let left = if line.from_right { column.x + column.width - line.width * style.size } else { column.x };
            for (x, piece) in line.pieces {
                let x = left + x * style.size;
                self.push(Item::Text { x, baseline, size: style.size, ink: style.ink, piece, group });
            }
            self.y += height;
        }
    }

    /// How high a text will be.
    pub fn height(&self, runs: &[Run], style: Style, width: f32) -> f32 {
        #[allow(clippy::cast_precision_loss, reason = "lines of one paragraph")]
        let count = self.lines(runs, style, width).len() as f32;
        count * style.size * LEADING
    }

    /// A bar from a place to here; on every page in between.
    pub fn bar_since(&mut self, (page, top): (usize, f32), x: f32, width: f32, ink: Ink) {
        let (last, y) = self.place();
        for number in page..=last {
            let from = if number == page { top } else { TOP };
            let to = if number == last { y } else { BOTTOM };
            if let Some(items) = self.layout.pages.get_mut(number).filter(|_| to > from) {
                items.push(Item::Bar { x, top: from, width, height: to - from, ink });
            }
        }
    }

    /// A thin line across the column.
    pub fn rule(&mut self, column: Column) {
        let item = Item::Bar { x: column.x, top: self.y, width: column.width, height: 0.6, ink: Ink::Line };
        self.push(item);
    }

    fn push(&mut self, item: Item) {
        if let Some(page) = self.layout.pages.last_mut() {
            page.push(item);
        }
    }

    /// Breaks text into lines of at most this width.
    fn lines(&self, runs: &[Run], style: Style, width: f32) -> Vec<Line> {
        lines::lines(self.fonts, runs, style.face, width / style.size)
    }

    /// How wide a text is that stands on one line.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        lines::line(self.fonts, text, style.face).width * style.size
    }
}
