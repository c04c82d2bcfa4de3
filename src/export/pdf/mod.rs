//! A document as PDF: real text in embedded fonts, tagged for screen readers, with bookmarks and page numbers.
//!
//! The page is A4; its margins are wide enough for it to be printed on Letter without losing anything. It is black on white
//! but for two dark colours, and reads as well without them: signs and words say the same.

mod blocks;
mod error;
mod flow;
mod font;
mod lines;
mod paint;
mod shape;
mod system;

pub use self::error::PdfError;
use self::flow::Flow;
use self::shape::Fonts;
use self::system::SystemFonts;
use super::document::Document;
use super::written::Written;

/// Writes a document as PDF. Characters that our fonts do not have are set in fonts of the system; those that none has stand as
/// boxes, and are told with the result.
///
/// # Errors
/// Where the fonts that are built in are damaged, or the document is beyond what PDF can hold.
pub fn pdf(document: &Document) -> Result<Written, PdfError> {
    let fonts = Fonts::load(SystemFonts::new(document.language()))?;
    match written(document, &fonts) {
        // A font of the system may be damaged where only embedding looks; ours are known to be sound.
        Err(_) if fonts.uses_system() => written(document, &Fonts::load(SystemFonts::none())?),
        result => result,
    }
}

fn written(document: &Document, fonts: &Fonts) -> Result<Written, PdfError> {
    let mut flow = Flow::new(fonts);
    blocks::document(&mut flow, document);
    let bytes = paint::paint(document, fonts, &flow.into_layout())?;
    Ok(Written { bytes, boxes: fonts.missing().into_iter().collect() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::flow::{Column, Item, PAGE};
    use super::font::Face;
    use super::*;
    use crate::export::{Block, Run, Weight};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        /// Whatever stands in a document, its text stays between the margins, and nothing of it is lost.
        #[test]
        fn text_stays_on_the_page(
            texts in prop::collection::vec("[a-zA-Z“” ✓–\n]{0,300}", 1..20),
            quote in any::<bool>(),
        ) {
            let run = |text: &String| vec![Run { text: text.clone(), weight: Weight::Emphasis }];
            let block = |text: &String| if quote {
                Block::Quote { label: "Label".to_owned(), mark: None, words: run(text) }
            } else {
                Block::Paragraph(run(text))
            };
            let blocks = texts.iter().map(block).collect();
            let document = Document::new("T", "", "en", blocks);
            let fonts = Fonts::load(SystemFonts::none()).expect("fonts");
            let mut flow = Flow::new(&fonts);
            blocks::document(&mut flow, &document);
            let layout = flow.into_layout();
            let (left, right) = (Column::FULL.x - 0.01, Column::FULL.x + Column::FULL.width + 0.01);
            let mut set = String::new();
            for item in layout.pages.iter().flatten() {
                match item {
                    Item::Text { x, baseline, size, piece, .. } => {
                        set.push_str(&piece.text);
                        let seen = lines::line(&fonts, piece.text.trim_end(), Face::Italic).width * size;
                        prop_assert!(*x >= left && x + seen <= right + size * 0.1, "“{}” from {x}, {seen} wide", piece.text);
                        prop_assert!(*baseline > 0.0 && *baseline < PAGE.1 - 60.0);
                    }
                    Item::Bar { x, top, width, height, .. } => {
                        prop_assert!(*x >= left && x + width <= right && top + height < PAGE.1 - 60.0);
                    }
                }
            }
            let letters = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
            for text in &texts {
                prop_assert!(letters(&set).contains(&letters(text)));
            }
        }
    }
}
