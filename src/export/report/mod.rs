//! What many attempts come to, for people and programs.
//!
//! - [`document`]: what a report says, in words, tables and charts; [`html`](crate::export::html) makes a page of it, and [`table`] a
//!   text for the terminal. Both say the same.
//! - [`csv`]: every figure in a line of its own, for spreadsheets.
//! - [`json`]: the same for programs.

mod blocks;
mod breakdown;
pub mod csv;
mod decisions;
mod document;
mod json;
mod overview;
mod table;
mod words;

pub use document::document;
pub use json::{FORMAT, json};
pub use table::table;
