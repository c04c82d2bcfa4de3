//! The screens. Each is a struct with a `ui` method that returns what the person asked for as an enum of its own; half-typed
//! text and scroll positions live in the screen, facts live in the app.

pub mod contrast;
pub mod conversation;
pub mod credits;
pub mod debrief;
pub mod document;
pub mod glossary;
pub mod group;
pub mod keys;
pub mod learn;
pub mod lesson;
pub mod library;
pub mod map;
mod parts;
pub mod practice;
pub mod problems;
pub mod progress;
pub mod refresh;
mod replies;
mod saying;
pub mod scenario;
pub mod settings;
pub mod typed_path;
pub mod who;
