//! The whole app, used as a person uses it: by the names of things and by keys, with settings in a folder of its own.
//!
//! A test belongs here when it goes from page to page, or needs what the app keeps. One screen by itself: `tests/screens`.
#![cfg(feature = "gui")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/stage.rs"]
#[allow(dead_code, reason = "each test binary uses its own part")]
mod stage;

mod by_ear;
mod driver;
mod everywhere;
mod files;
mod first_hour;
mod group;
mod keeping;
mod layout;
mod learning;
mod looking_back;
mod map;
mod modes;
mod own_words;
mod people;
mod playing;
mod pressing;
mod refreshing;
mod remembering;
mod saved_anew;
mod scrolling;
mod sending;
mod typing_paths;
