//! Everything that is drawn: the parts every screen is built from (theme, widgets, portraits, announcements, layout),
//! which know neither scenarios nor the engine, and the screens, which see read-only views and return actions.

pub mod announce;
pub mod commands;
pub mod conversation;
mod first_words;
pub mod icons;
pub mod layout;
pub mod nav;
pub mod notice;
mod play;
pub mod portraits;
pub mod screens;
pub mod theme;
#[cfg(test)]
mod two_windows;
pub mod verdict;
pub mod widgets;

pub use first_words::FirstWords;
pub use play::{Phase, Play};
