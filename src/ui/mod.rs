//! The parts every screen is built from: theme, widgets, portraits, announcements and layout.
//!
//! Nothing here knows a scenario or the engine; screens hand over plain text, numbers and tones.

pub mod announce;
pub mod layout;
pub mod portraits;
pub mod theme;
pub mod widgets;

/// The icon font's names (Phosphor, regular weight): `icons::CHECK` and so on, to be put into any text.
pub use egui_phosphor::regular as icons;
