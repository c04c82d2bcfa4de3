//! Feedback: short, and about the reply.
//!
//! One or two sentences help; more overloads those who need it most (doi 10.1177/0022242920956676).

use std::borrow::Cow;

use super::found::{Advice, FEEDBACK_SENTENCES, FEEDBACK_WORDS};
use super::reading::sentences;
use super::word_split::words;
use super::{Notes, has_byte, heard, is_english};

/// How English speaks to somebody.
const YOU: [&str; 10] =
    ["you", "your", "yours", "yourself", "you’re", "you're", "you’ve", "you've", "you’ll", "you'll"];

pub(super) fn look(notes: &mut Notes<'_>) {
    let english = is_english(notes.scenario);
    let decisions = notes.scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref());
    for reply in decisions.flat_map(|decision| &decision.replies) {
        let text = heard(&reply.feedback.value);
        let own = without_quotes(&text);
        let (count, sentences) = (words(&text).count(), sentences(&own));
        if count > FEEDBACK_WORDS || sentences > FEEDBACK_SENTENCES {
            notes.note(reply.feedback.span, &Advice::LongFeedback { words: count, sentences });
        }
        let speaks_to_learner =
            |word: &&str| word.starts_with(['y', 'Y']) && YOU.iter().any(|you| you.eq_ignore_ascii_case(word));
        if english && let Some(word) = words(&own).find(speaks_to_learner) {
            notes.note(reply.feedback.span, &Advice::FeedbackOnPerson { word: word.to_owned() });
        }
    }
}

/// The text with what it quotes from the reply left out: words in quotation marks are somebody else's.
fn without_quotes(text: &str) -> Cow<'_, str> {
    // The last byte of “ hardly ever stands in anything else.
    if !has_byte(text, 0x9c) && !has_byte(text, b'"') {
        return Cow::Borrowed(text);
    }
    let mut own = String::with_capacity(text.len());
    let mut until = None;
    for letter in text.chars() {
        match (until, letter) {
            (Some(close), letter) if letter == close => until = None,
            (Some(_), _) => {}
            // A word in its place, so that a sentence of nothing but a quotation is one.
            (None, '“') => {
                until = Some('”');
                own.push_str("That");
            }
            (None, '"') => {
                until = Some('"');
                own.push_str("That");
            }
            (None, letter) => own.push(letter),
        }
    }
    Cow::Owned(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_not_the_coachs() {
        assert_eq!(without_quotes("“Your fault.” It blames."), "That It blames.");
        assert_eq!(without_quotes("A \"you\" in it."), "A That in it.");
        assert_eq!(without_quotes("An open “quotation"), "An open That");
    }
}
