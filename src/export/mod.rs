//! Out to others: what was recorded, in the forms that people and other programs read.
//!
//! This room turns records into texts and bytes; where they go is a matter of the command line and the app.
//!
//! - [`Document`]: the debrief of an attempt, as Markdown, as a self-contained page or as PDF.
//! - [`csv`]: attempts and choices as tables.
//! - [`events`]: what happened in a play, as JSON, one object an event.
//! - [`report`]: what many attempts come to, for the terminal, spreadsheets, programs and browsers.
//! - [`xapi`]: attempts as statements for a learning record store.

mod anonymous;
pub mod csv;
mod document;
pub mod events;
mod form;
mod html;
mod markdown;
mod pdf;
pub mod report;
mod spreadsheet;
mod written;
pub mod xapi;

pub use anonymous::anonymous;
pub use document::{
    Bar, Block, Chart, Document, Mark, Marked, Run, Source, Table, Tone, Weight, debrief, own_debrief, words_of,
};
pub use form::{Form, with_ending};
pub use html::html;
pub use markdown::markdown;
pub use pdf::{PdfError, pdf};
pub use written::Written;
