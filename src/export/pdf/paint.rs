//! From a layout to the bytes of a PDF.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document as Pdf, destination::XyzDestination};

use super::error::PdfError;
use super::flow::{Bookmark, Column, Ink, Item, Layout, PAGE, Role};
use super::font::Face;
use super::lines;
use super::shape::{Choice, Fonts};
use crate::export::document::{Document, Run, Weight};

/// The size of the number of a page.
const SMALL: f32 = 9.0;

/// Where the number of a page stands, from the top.
const FOOT: f32 = PAGE.1 - 56.0;

pub fn paint(document: &Document, fonts: &Fonts, layout: Layout) -> Result<Vec<u8>, PdfError> {
    let size = || PdfError::Writing("a page has no size".to_owned());
    let mut pdf = Pdf::new();
    let count = layout.pages.len();
    let mut marked: Vec<Vec<Identifier>> = vec![Vec::new(); layout.groups.len()];
    for (number, items) in (1_usize..).zip(layout.pages) {
        let mut page = pdf.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(size)?);
        let mut surface = page.surface();
        for item in items {
            draw(&mut surface, fonts, item, &mut marked);
        }
        footer(&mut surface, fonts, document.title(), &format!("{number} of {count}"));
        surface.finish();
        page.finish();
    }
    pdf.set_tag_tree(tree(document.language(), &layout.groups, marked));
    pdf.set_outline(outline(&layout.bookmarks));
    pdf.set_metadata(
        Metadata::new()
            .title(document.title().to_owned())
            .description(document.subtitle().to_owned())
            .language(document.language().to_owned())
            .creator("Make It Right".to_owned()),
    );
    pdf.finish().map_err(|error| PdfError::Writing(format!("{error:?}")))
}

fn fill(ink: Ink) -> Fill {
    let color = match ink {
        Ink::Black => rgb::Color::new(0x12, 0x16, 0x1C),
        Ink::Grey => rgb::Color::new(0x4A, 0x52, 0x60),
        Ink::Teal => rgb::Color::new(0x0B, 0x5F, 0x56),
        Ink::Clay => rgb::Color::new(0x97, 0x39, 0x18),
        Ink::Line => rgb::Color::new(0xB8, 0xB2, 0xA8),
    };
    Fill { paint: color.into(), ..Fill::default() }
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, item: Item, marked: &mut [Vec<Identifier>]) {
    match item {
        Item::Text { x, baseline, size, ink, piece, group } => {
            let identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            surface.set_fill(Some(fill(ink)));
            // A sign is drawn a little lower and smaller than its font has it, to stand on the line of the text.
            let lower = if piece.choice == Choice::Own(Face::Signs) { size * 0.12 } else { 0.0 };
            let at = Point::from_xy(x, baseline + lower);
            surface.draw_glyphs(at, &piece.glyphs, fonts.font(piece.choice), &piece.text, size, false);
            surface.end_tagged();
            if let Some(identifiers) = marked.get_mut(group) {
                identifiers.push(identifier);
            }
        }
        Item::Bar { x, top, width, height, ink } => {
            let Some(rect) = Rect::from_xywh(x, top, width, height) else { return };
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            let Some(path) = path.finish() else { return };
            surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Other)));
            surface.set_fill(Some(fill(ink)));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
}

fn footer(surface: &mut Surface<'_>, fonts: &Fonts, title: &str, number: &str) {
    surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Footer)));
    surface.set_fill(Some(fill(Ink::Grey)));
    let number = lines::line(fonts, number, Face::Regular);
    let right = Column::FULL.x + Column::FULL.width - number.width * SMALL;
    // A title that is too long for one line stands at the head of the document in full.
    let title = vec![Run { text: title.replace('\n', " "), weight: Weight::Plain }];
    let room = (right - Column::FULL.x) / SMALL - 2.0;
    let title = lines::lines(fonts, &title, Face::Regular, room).into_iter().next().unwrap_or_default();
    for (left, line) in [(Column::FULL.x, title), (right, number)] {
        for (x, piece) in line.pieces {
            let at = Point::from_xy(left + x * SMALL, FOOT);
            surface.draw_glyphs(at, &piece.glyphs, fonts.font(piece.choice), &piece.text, SMALL, false);
        }
    }
    surface.end_tagged();
}

/// The order in which a screen reader reads, and what each part is.
fn tree(language: &str, groups: &[Role], marked: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new();
    tree.lang = Some(language.to_owned());
    let mut rows: BTreeMap<usize, Vec<TagGroup>> = BTreeMap::new();
    let mut of_table = None;
    for (role, identifiers) in groups.iter().zip(marked) {
        let table = match role {
            Role::Cell { table, .. } => Some(*table),
            Role::Heading(_) | Role::Paragraph => None,
        };
        if table != of_table {
            push_table(&mut tree, std::mem::take(&mut rows));
            of_table = table;
        }
        let tag = match role {
            Role::Heading(level) => Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), None).into(),
            Role::Paragraph => TagKind::from(Tag::P),
            Role::Cell { row: 0, .. } => Tag::TH(TableHeaderScope::Column).into(),
            Role::Cell { column: 0, .. } => Tag::TH(TableHeaderScope::Row).into(),
            Role::Cell { .. } => Tag::TD.into(),
        };
        let mut group = TagGroup::new(tag);
        group.children.extend(identifiers.into_iter().map(Into::into));
        match role {
            Role::Cell { row, .. } => rows.entry(*row).or_default().push(group),
            Role::Heading(_) | Role::Paragraph => tree.push(group),
        }
    }
    push_table(&mut tree, rows);
    tree
}

fn push_table(tree: &mut TagTree, rows: BTreeMap<usize, Vec<TagGroup>>) {
    if rows.is_empty() {
        return;
    }
    let mut table = TagGroup::new(Tag::Table);
    for cells in rows.into_values() {
        let mut row = TagGroup::new(Tag::TR);
        row.children.extend(cells.into_iter().map(Into::into));
        table.push(row);
    }
    tree.push(table);
}

/// Bookmarks: the sections below the title.
fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    for it in bookmarks.iter().filter(|it| it.level == 2) {
        let to = XyzDestination::new(it.page, Point::from_xy(Column::FULL.x, (it.top - 12.0).max(0.0)));
        outline.push_child(OutlineNode::new(it.text.clone(), to));
    }
    outline
}
