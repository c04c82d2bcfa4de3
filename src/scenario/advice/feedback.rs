//! Feedback: short, and about the reply.
//!
//! One or two sentences help; more overloads those who need it most (doi 10.1177/0022242920956676).

use unicode_segmentation::UnicodeSegmentation as _;

use super::found::{Advice, FEEDBACK_SENTENCES, FEEDBACK_WORDS};
use super::reading::sentences;
use super::{Notes, is_english};
use crate::scenario::text::plain;

/// How English speaks to somebody.
const YOU: [&str; 10] =
    ["you", "your", "yours", "yourself", "you’re", "you're", "you’ve", "you've", "you’ll", "you'll"];

pub(super) fn look(notes: &mut Notes<'_>) {
    let english = is_english(notes.scenario);
    let decisions = notes.scenario.file().scenes.iter().filter_map(|scene| scene.decision.as_ref());
    for reply in decisions.flat_map(|decision| &decision.replies) {
        let text = plain(&reply.feedback.value);
        let own = without_quotes(&text);
        let (words, sentences) = (text.unicode_words().count(), sentences(&own));
        if words > FEEDBACK_WORDS || sentences > FEEDBACK_SENTENCES {
            notes.note(reply.feedback.span, &Advice::LongFeedback { words, sentences });
        }
        let to_learner = own.unicode_words().find(|word| YOU.contains(&word.to_lowercase().as_str()));
        if let Some(word) = to_learner.filter(|_| english) {
            notes.note(reply.feedback.span, &Advice::FeedbackOnPerson { word: word.to_owned() });
        }
    }
}

/// The text with what it quotes from the reply left out: words in quotation marks are somebody else's.
fn without_quotes(text: &str) -> String {
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
    own
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
