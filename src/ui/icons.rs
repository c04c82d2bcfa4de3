//! The icons: characters of the one icon font, Phosphor in its bold weight, to be put into any text.
//!
//! The font lies in `assets/fonts`. Its ready-made crate brings an older egui along with it, which doubles what has to be
//! built; a list of names is all that is needed of it.

#![allow(missing_docs, reason = "an icon is what its name says")]

pub const ARROWS_LEFT_RIGHT: &str = "\u{E0A0}";
pub const ARROW_CLOCKWISE: &str = "\u{E036}";
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{E038}";
pub const ARROW_LEFT: &str = "\u{E058}";
pub const ARROW_RIGHT: &str = "\u{E06C}";
pub const ARROW_UP: &str = "\u{E08E}";
pub const BOOKS: &str = "\u{E758}";
pub const BOOK_OPEN: &str = "\u{E0E6}";
pub const CARET_DOWN: &str = "\u{E136}";
pub const CARET_LEFT: &str = "\u{E138}";
pub const CARET_RIGHT: &str = "\u{E13A}";
pub const CHART_BAR: &str = "\u{E150}";
pub const CHAT: &str = "\u{E15C}";
pub const CHECK: &str = "\u{E182}";
pub const CHECK_CIRCLE: &str = "\u{E184}";
pub const CHECK_FAT: &str = "\u{EBA6}";
pub const CIRCLE: &str = "\u{E18A}";
pub const CLOCK: &str = "\u{E19A}";
pub const COPY: &str = "\u{E1CA}";
pub const EXPORT: &str = "\u{EAF0}";
pub const FILE_ARROW_DOWN: &str = "\u{E232}";
pub const FILE_TEXT: &str = "\u{E23A}";
pub const FILE_X: &str = "\u{E23C}";
pub const FOLDER: &str = "\u{E24A}";
pub const FOLDER_OPEN: &str = "\u{E256}";
pub const GEAR: &str = "\u{E270}";
pub const GIFT: &str = "\u{E276}";
pub const HEART: &str = "\u{E2A8}";
pub const HEART_BREAK: &str = "\u{EBE8}";
pub const LIGHTBULB: &str = "\u{E2DC}";
pub const MAGNIFYING_GLASS: &str = "\u{E30C}";
pub const MINUS: &str = "\u{E32A}";
pub const PENCIL_SIMPLE: &str = "\u{E3B4}";
pub const PHONE_CALL: &str = "\u{E3BA}";
pub const PLAY: &str = "\u{E3D0}";
pub const PLUS: &str = "\u{E3D4}";
pub const QUESTION: &str = "\u{E3E8}";
pub const SMILEY: &str = "\u{E436}";
pub const STAR: &str = "\u{E46A}";
pub const TROPHY: &str = "\u{E67E}";
pub const USER: &str = "\u{E4C2}";
pub const USERS: &str = "\u{E4D6}";
pub const WARNING: &str = "\u{E4E0}";
pub const WARNING_CIRCLE: &str = "\u{E4E2}";
pub const X: &str = "\u{E4F6}";
pub const X_CIRCLE: &str = "\u{E4F8}";
