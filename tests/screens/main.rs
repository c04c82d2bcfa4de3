//! One screen by itself, or one widget: how it looks, what a screen reader finds in it, and what it asks for when it is used with
//! the keyboard and the mouse.
//!
//! A test belongs here when it shows a screen with facts that it makes itself, and looks at the actions that come back. What
//! needs the app around it: `tests/app`. Pictures are few and show what words cannot; that nothing is cut, covered or out of
//! reach is the matter of `tests/app/layout`.
#![cfg(feature = "gui")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/stage.rs"]
#[allow(dead_code, reason = "each test binary uses its own part")]
mod stage;

mod answered;
mod contrast;
mod debrief;
mod gallery;
mod group;
mod keys;
mod learn;
mod library;
mod manners;
mod map;
mod modes;
mod practice;
mod problems;
mod progress;
mod refresh;
mod scenario;
mod settings;
mod who;
mod widgets;
