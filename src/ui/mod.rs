//! Everything that is drawn: the parts every screen is built from (theme, widgets, portraits, announcements, layout),
//! which know neither scenarios nor the engine, and the screens, which see read-only views and return actions.

pub mod announce;
pub mod commands;
pub mod conversation;
pub mod icons;
pub mod layout;
pub mod nav;
pub mod notice;
pub mod outline;
pub mod portraits;
pub mod presses;
pub mod screens;
pub mod theme;
#[cfg(test)]
mod two_windows;
pub mod verdict;
pub mod widgets;
