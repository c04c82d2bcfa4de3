//! A document as PDF: real text in embedded fonts, tagged for screen readers, with bookmarks and page numbers.
//!
//! The page is A4; its margins are wide enough for it to be printed on Letter without losing anything. It is black on white
//! but for two dark colours, and reads as well without them: signs and words say the same.

mod blocks;
mod flow;
mod paint;
mod shape;

use self::flow::Flow;
use self::shape::Fonts;
use super::document::Document;

/// Why no PDF could be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A font that is built in cannot be read.
    #[error("a font that is built in cannot be read")]
    Font,
    /// It could not be written.
    #[error("the PDF cannot be made: {0}")]
    Writing(String),
}

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
