//! The things screens are made of, one to a file.
//!
//! Each has an accessible name and role, a visible focus ring, can be used from the keyboard, and is sized by its text.

mod answer_button;
mod bubble;
mod button;
mod card;
mod change;
mod chip;
mod choice_card;
pub mod first_met;
mod floating;
mod key_cap;
mod length_note;
mod meter;
mod more_below;
mod nav_rail;
mod paint;
mod reply_card;
pub mod rich_text;
mod search_field;
mod segmented;
mod stars;
mod structure;
pub mod term;
pub mod text;
mod text_field;
mod toggle;
mod verdict;

pub use answer_button::{AnswerButton, AnswerState};
pub use bubble::{Bubble, Side};
pub use button::Button;
pub use card::{Card, Edge};
pub use change::change_label;
pub use chip::Chip;
pub use choice_card::ChoiceCard;
pub use key_cap::{key_cap, key_hint};
pub use length_note::{length_note, length_words};
pub use meter::Meter;
pub use more_below::more_below;
pub use nav_rail::{NavItem, nav_item_height, rail_width};
pub use paint::{field_frame, focus_ring, track_edge};
pub use reply_card::ReplyCard;
pub use search_field::search_field;
pub use segmented::segmented;
pub use stars::stars;
pub use structure::{dialog, is_item, item, list, row, silent};
pub use text::{heading, heading_in, icon, label, paragraph};
pub use text_field::{long_field, secret_field, text_field};
pub use toggle::{toggle, toggle_width};
pub use verdict::{System, verdict};
