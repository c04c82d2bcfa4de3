//! Make It Right.
pub mod assets;
#[cfg(feature = "gui")]
pub mod ui;
