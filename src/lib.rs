//! Make It Right: a role-play trainer for service recovery.
//!
//! The library holds everything the program does; the binary only starts it. See `ARCHITECTURE.md` for the rooms and
//! the arrows between them.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

#[cfg(feature = "gui")]
pub mod app;
pub mod appearance;
pub mod assets;
pub mod cli;
pub mod engine;
pub mod export;
pub mod guess;
pub mod lrs;
pub mod map;
pub mod memory;
pub mod outgoing;
#[cfg(feature = "phones")]
pub mod phones;
pub mod play;
pub mod proof;
pub mod record;
pub mod refresh;
pub mod report;
pub mod scenario;
pub mod services;
pub mod storage;
#[cfg(feature = "gui")]
pub mod ui;
pub mod words;
pub mod workshop;
