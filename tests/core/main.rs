//! What needs neither a disk that is written to nor a window: the rooms and the arrows between them, the checker and what it
//! says, the engine, the shipped scenarios and lessons, the guide for authors, the path map's drawing, refreshers.
//!
//! A test belongs here when it calls the library and looks at what comes back.

#[path = "../common/mod.rs"]
mod common;

mod checker;
mod diagnostics;
mod draft;
mod engine;
mod guide;
mod lessons;
mod loader_fuzz;
mod long_stories;
mod map_layout;
#[cfg(feature = "gui")]
mod modes;
mod pictures;
mod refresh;
mod rehearsal;
mod scenarios;
mod workshop;
