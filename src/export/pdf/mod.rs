//! A document as PDF: real text in embedded fonts, tagged for screen readers, with bookmarks and page numbers.
//!
//! The page is A4; its margins are wide enough for it to be printed on Letter without losing anything. It is black on white
//! but for two dark colours, and reads as well without them: signs and words say the same.

mod blocks;
mod error;
mod flow;
mod paint;
mod shape;

pub use self::error::PdfError;
use self::flow::Flow;
use self::shape::Fonts;
use super::document::Document;

/// Writes a document as PDF.
///
/// # Errors
/// Where the fonts that are built in are damaged, or the document is beyond what PDF can hold.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::load()?;
    let mut flow = Flow::new(&fonts);
    blocks::document(&mut flow, document);
    paint::paint(document, &fonts, flow.into_layout())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::flow::{Column, Item, PAGE};
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
            let document = Document { title: "T".to_owned(), subtitle: String::new(), language: "en".to_owned(), blocks };
            let fonts = Fonts::load().expect("fonts");
            let mut flow = Flow::new(&fonts);
            blocks::document(&mut flow, &document);
            let layout = flow.into_layout();
            let (left, right) = (Column::FULL.x - 0.01, Column::FULL.x + Column::FULL.width + 0.01);
            let mut set = String::new();
            for item in layout.pages.iter().flatten() {
                match item {
                    Item::Text { x, baseline, size, piece, .. } => {
                        set.push_str(&piece.text);
                        let seen = fonts.width(piece.text.trim_end(), piece.face) * size;
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
