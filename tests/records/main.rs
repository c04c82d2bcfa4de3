//! What is kept of plays, and what becomes of it: attempts on the disk (also when the program is killed), reports on one person
//! and on groups, exports, statements, and sending them to a learning record store.
//!
//! A test belongs here when it writes, reads or sends records. Some start the program, or themselves, in a process of its own.

#[path = "../common/mod.rs"]
mod common;

mod attempts;
mod export;
mod fonts;
mod group;
mod lrs;
mod odd_files;
mod order;
mod own;
mod people;
#[cfg(feature = "phones")]
mod phones;
mod progress;
mod workshops;
mod xapi;
