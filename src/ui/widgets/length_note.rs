//! How much room is left in a field, told before anything is cut.

use egui::Ui;

use super::text::label;
use crate::ui::theme::{self, Tone, Type};

/// From this share of the limit on, it is told.
const TOLD_FROM: f32 = 0.8;

/// What there is to say about the length of a text where so many characters are kept; nothing while there is plenty of room.
#[must_use]
pub fn length_words(text: &str, limit: usize) -> Option<String> {
    let written = text.chars().count();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small numbers"
    )]
    let told_from = (limit as f32 * TOLD_FROM) as usize;
    let letters = |count: usize| if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") };
    match limit.checked_sub(written) {
        _ if written < told_from => None,
        Some(0) => Some(format!("That is as long as it can be: {}.", letters(limit))),
        Some(left) => Some(format!("Room for {} more.", letters(left))),
        None => Some(format!("{} too many. Only the first {limit} are kept.", letters(written - limit))),
    }
}

/// Shows it.
pub fn length_note(ui: &mut Ui, text: &str, limit: usize) {
    if let Some(words) = length_words(text, limit) {
        let tokens = theme::tokens(ui);
        let full = text.chars().count() >= limit;
        let colour = if full { Tone::Caution.strong(tokens) } else { tokens.muted };
        label(ui, &words, Type::Small, colour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_before_it_is_cut() {
        let said = |count: usize| length_words(&"ü".repeat(count), 100);
        assert_eq!((said(0), said(79)), (None, None));
        assert_eq!(said(80).as_deref(), Some("Room for 20 letters more."));
        assert_eq!(said(99).as_deref(), Some("Room for 1 letter more."));
        assert_eq!(said(100).as_deref(), Some("That is as long as it can be: 100 letters."));
        assert_eq!(said(101).as_deref(), Some("1 letter too many. Only the first 100 are kept."));
    }
}
