//! The forms of a document, and the bytes of each.

use std::path::Path;

use super::written::Written;
use super::{Document, PdfError, html, markdown, pdf};

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For paper.
    Pdf,
    /// For a browser, all in one file.
    Html,
    /// For a text editor.
    Markdown,
}

impl Form {
    /// The form that the ending of a file's name stands for; `None` for any other ending.
    #[must_use]
    pub fn of_ending(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// The document in this form.
    ///
    /// # Errors
    /// Where a PDF cannot be made of it.
    pub fn write(self, document: &Document) -> Result<Written, PdfError> {
        let text = |text: String| Ok(Written { bytes: text.into_bytes(), boxes: Vec::new() });
        match self {
            Self::Pdf => pdf(document),
            Self::Html => text(html(document)),
            Self::Markdown => text(markdown(document)),
        }
    }
}
