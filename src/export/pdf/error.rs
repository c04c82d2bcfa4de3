//! What can go wrong on the way to a PDF.

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
