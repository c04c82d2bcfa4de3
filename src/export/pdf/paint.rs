//! From a layout to the bytes of a PDF.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document as Pdf, SerializeSettings, destination::XyzDestination};

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

/// The bytes. They keep to PDF/UA-1, the standard for those who hear a document; where something in it cannot, such as a character
/// that no font has, all the rest is as the standard wants it, and nothing is claimed.
pub fn paint(document: &Document, fonts: &Fonts, layout: &Layout) -> Result<Vec<u8>, PdfError> {
    let standard = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let settings = standard.map(|configuration| SerializeSettings { configuration, ..SerializeSettings::default() });
    let accessible = settings.ok().and_then(|settings| painted(document, fonts, layout, settings).ok());
    accessible.map_or_else(|| painted(document, fonts, layout, SerializeSettings::default()), Ok)
}

fn painted(
    document: &Document,
    fonts: &Fonts,
    layout: &Layout,
    settings: SerializeSettings,
) -> Result<Vec<u8>, PdfError> {
    let size = || PdfError::Writing("a page has no size".to_owned());
    let mut pdf = Pdf::new_with(settings);
    let count = layout.pages.len();
    let mut marked: Vec<Vec<Identifier>> = vec![Vec::new(); layout.groups.len()];
    for (number, items) in (1_usize..).zip(&layout.pages) {
        let mut page = pdf.start_page_with(PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(size)?);
        let mut surface = page.surface();
        for item in items {
            draw(&mut surface, fonts, item, &mut marked);
        }
        footer(&mut surface, fonts, document.title(), &format!("{number} of {count}"));
        surface.finish();
        page.finish();
    }
    pdf.set_tag_tree(tree(document.language(), layout, marked));
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

/// What a sign means, for those who hear it: "✕" is read as a sign of multiplication. It is the description and not the text, so
/// that the sign is still found and copied.
fn meaning(text: &str) -> Option<&'static str> {
    match text.trim() {
        "✓" => Some("Good"),
        "✕" => Some("Not good"),
        "○" => Some("Neither"),
        _ => None,
    }
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

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, item: &Item, marked: &mut [Vec<Identifier>]) {
    match item {
        Item::Text { x, baseline, size, ink, piece, group } => {
            let means = SpanTag::empty().with_alt_text(meaning(&piece.text));
            let identifier = surface.start_tagged(ContentTag::Span(means));
            surface.set_fill(Some(fill(*ink)));
            // A sign is drawn a little lower and smaller than its font has it, to stand on the line of the text.
            let lower = if piece.choice == Choice::Own(Face::Signs) { size * 0.12 } else { 0.0 };
            let at = Point::from_xy(*x, baseline + lower);
            surface.draw_glyphs(at, &piece.glyphs, fonts.font(piece.choice), &piece.text, *size, false);
            surface.end_tagged();
            if let Some(identifiers) = marked.get_mut(*group) {
                identifiers.push(identifier);
            }
        }
        Item::Bar { x, top, width, height, ink } => {
            let Some(rect) = Rect::from_xywh(*x, *top, *width, *height) else { return };
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            let Some(path) = path.finish() else { return };
            surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Other)));
            surface.set_fill(Some(fill(*ink)));
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

/// Several groups that are one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Table(usize),
    List(usize),
}

/// The order in which a screen reader reads, and what each part is.
fn tree(language: &str, layout: &Layout, marked: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new();
    tree.lang = Some(language.to_owned());
    let mut titles = titles(layout);
    let mut rows: BTreeMap<usize, Vec<TagGroup>> = BTreeMap::new();
    let mut of = None;
    for (number, (role, identifiers)) in layout.groups.iter().zip(marked).enumerate() {
        let whole = match role {
            Role::Cell { table, .. } => Some(Whole::Table(*table)),
            Role::Sign { list, .. } | Role::Item { list, .. } => Some(Whole::List(*list)),
            Role::Heading(_) | Role::Paragraph => None,
        };
        if whole != of {
            push_whole(&mut tree, of, std::mem::take(&mut rows));
            of = whole;
        }
        let tag = match role {
            Role::Heading(level) => {
                Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), titles.remove(&number)).into()
            }
            Role::Paragraph => TagKind::from(Tag::P),
            Role::Cell { row: 0, .. } => Tag::TH(TableHeaderScope::Column).into(),
            Role::Cell { column: 0, .. } => Tag::TH(TableHeaderScope::Row).into(),
            Role::Cell { .. } => Tag::TD.into(),
            Role::Sign { .. } => Tag::Lbl.into(),
            Role::Item { .. } => Tag::LBody.into(),
        };
        let mut group = TagGroup::new(tag);
        group.children.extend(identifiers.into_iter().map(Into::into));
        match role {
            Role::Cell { row, .. } | Role::Sign { item: row, .. } | Role::Item { item: row, .. } => {
                rows.entry(*row).or_default().push(group);
            }
            Role::Heading(_) | Role::Paragraph => tree.push(group),
        }
    }
    push_whole(&mut tree, of, rows);
    tree
}

/// The words of each heading, by the number of its group.
fn titles(layout: &Layout) -> BTreeMap<usize, String> {
    let mut titles = BTreeMap::<usize, String>::new();
    for item in layout.pages.iter().flatten() {
        if let Item::Text { piece, group, .. } = item
            && matches!(layout.groups.get(*group), Some(Role::Heading(_)))
        {
            titles.entry(*group).or_default().push_str(&piece.text);
        }
    }
    titles
}

/// A table of its rows, or a list of its items.
fn push_whole(tree: &mut TagTree, whole: Option<Whole>, rows: BTreeMap<usize, Vec<TagGroup>>) {
    let Some(whole) = whole else { return };
    let (of, each): (TagKind, TagKind) = match whole {
        Whole::Table(_) => (Tag::Table.into(), Tag::TR.into()),
        Whole::List(_) => (Tag::L(ListNumbering::None).into(), Tag::LI.into()),
    };
    let mut all = TagGroup::new(of);
    for parts in rows.into_values() {
        let mut one = TagGroup::new(each.clone());
        one.children.extend(parts.into_iter().map(Into::into));
        all.push(one);
    }
    tree.push(all);
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
