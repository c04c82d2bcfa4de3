//! What a reply looks like from outside: how long it is, how polite, how many numbers it has.

use unicode_segmentation::UnicodeSegmentation;

use crate::scenario::{Courtesy, plain};

/// Something that can be counted in a reply without understanding it. The lists of words are English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    Characters,
    Words,
    Sentences,
    /// Words to a sentence.
    SentenceLength,
    /// Words of the first sentence.
    FirstSentence,
    /// Words of the last sentence.
    LastSentence,
    /// Letters to a word.
    WordLength,
    /// Numbers, in digits and in words.
    Numbers,
    /// Times and dates, as words.
    Times,
    Courtesies,
    /// "Just", "actually", "perhaps", …
    Softeners,
    /// "I" and its like.
    FirstPerson,
    /// "We" and its like.
    FirstPlural,
    /// "You" and its like.
    SecondPerson,
    /// "I’ll", "we’ll", …
    Intentions,
    /// "But", "and", "so", …
    Joins,
    /// "Not", "don’t", …
    Negations,
    Exclamations,
    Questions,
    Commas,
    /// Dashes, colons and semicolons.
    Pauses,
    Ellipses,
    Quotations,
    /// Whether it ends with a question.
    AsksAtEnd,
    /// Whether it begins with "I" or its like.
    BeginsWithI,
    /// Whether it begins with "you" or its like.
    BeginsWithYou,
}

impl Feature {
    pub(super) const ALL: [Self; 26] = [
        Self::Characters,
        Self::Words,
        Self::Sentences,
        Self::SentenceLength,
        Self::FirstSentence,
        Self::LastSentence,
        Self::WordLength,
        Self::Numbers,
        Self::Times,
        Self::Courtesies,
        Self::Softeners,
        Self::FirstPerson,
        Self::FirstPlural,
        Self::SecondPerson,
        Self::Intentions,
        Self::Joins,
        Self::Negations,
        Self::Exclamations,
        Self::Questions,
        Self::Commas,
        Self::Pauses,
        Self::Ellipses,
        Self::Quotations,
        Self::AsksAtEnd,
        Self::BeginsWithI,
        Self::BeginsWithYou,
    ];
}

/// How many features there are.
pub(super) const FEATURES: usize = Feature::ALL.len();

const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "half",
    "quarter",
    "once",
    "twice",
    "first",
    "second",
    "third",
];
const TIMES: &[&str] = &[
    "now",
    "today",
    "tonight",
    "tomorrow",
    "yesterday",
    "hour",
    "hours",
    "minute",
    "minutes",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "noon",
    "morning",
    "evening",
    "afternoon",
    "midnight",
    "soon",
    "later",
    "before",
    "until",
    "till",
    "by",
];
const SOFTENERS: &[&str] = &[
    "just",
    "actually",
    "honestly",
    "really",
    "quite",
    "perhaps",
    "maybe",
    "probably",
    "only",
    "simply",
    "bit",
    "little",
    "oh",
    "well",
    "ah",
    "hope",
    "usually",
    "normally",
    "basically",
    "certainly",
    "sure",
    "course",
    "fine",
    "okay",
    "though",
    "anyway",
];
const FIRST_PERSON: &[&str] = &["i", "i'm", "i'll", "i'd", "i've", "me", "my", "mine", "myself"];
const FIRST_PLURAL: &[&str] = &["we", "we're", "we'll", "we'd", "we've", "our", "ours", "us"];
const SECOND_PERSON: &[&str] = &["you", "you're", "you'll", "you'd", "you've", "your", "yours"];
const JOINS: &[&str] = &["but", "and", "so", "because", "if"];
const NEGATIONS: &[&str] = &["no", "not", "nothing", "never", "nobody"];

/// What a reply looks like from outside, one figure for each feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Surface([f64; FEATURES]);

impl Surface {
    /// Of a reply as it stands in the file.
    pub(super) fn of(text: &str) -> Self {
        let text = plain(text);
        let words = lower_words(&text);
        let mut sentences: Vec<usize> = text.unicode_sentences().map(|it| lower_words(it).len()).collect();
        sentences.retain(|words| *words > 0);
        let among = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
        let marks = |list: &[char]| text.chars().filter(|it| list.contains(it)).count();
        let begins = |list: &[&str]| words.first().is_some_and(|word| list.contains(&word.as_str()));
        let digits = words.iter().filter(|word| word.starts_with(|it: char| it.is_ascii_digit())).count();
        let negated = words.iter().filter(|word| word.ends_with("n't")).count();
        let intentions = words.iter().filter(|word| word.ends_with("'ll")).count();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let ends = text.trim_end_matches(|it: char| it.is_whitespace() || matches!(it, '”' | '’' | '"' | '\''));
        let ratio = |count: usize, of: usize| number(count) / number(of.max(1));
        Self(Feature::ALL.map(|feature| match feature {
            Feature::Characters => number(text.chars().count()),
            Feature::Words => number(words.len()),
            Feature::Sentences => number(sentences.len()),
            Feature::SentenceLength => ratio(words.len(), sentences.len()),
            Feature::FirstSentence => number(sentences.first().copied().unwrap_or(0)),
            Feature::LastSentence => number(sentences.last().copied().unwrap_or(0)),
            Feature::WordLength => ratio(letters, words.len()),
            Feature::Numbers => number(digits + among(NUMBERS)),
            Feature::Times => number(among(TIMES)),
            Feature::Courtesies => number(Courtesy::count_all(&text)),
            Feature::Softeners => number(among(SOFTENERS)),
            Feature::FirstPerson => number(among(FIRST_PERSON)),
            Feature::FirstPlural => number(among(FIRST_PLURAL)),
            Feature::SecondPerson => number(among(SECOND_PERSON)),
            Feature::Intentions => number(intentions),
            Feature::Joins => number(among(JOINS)),
            Feature::Negations => number(among(NEGATIONS) + negated),
            Feature::Exclamations => number(marks(&['!'])),
            Feature::Questions => number(marks(&['?'])),
            Feature::Commas => number(marks(&[','])),
            Feature::Pauses => number(marks(&['—', '–', ':', ';'])),
            Feature::Ellipses => number(marks(&['…'])),
            Feature::Quotations => number(marks(&['“', '‘', '"'])),
            Feature::AsksAtEnd => number(usize::from(ends.ends_with('?'))),
            Feature::BeginsWithI => number(usize::from(begins(FIRST_PERSON))),
            Feature::BeginsWithYou => number(usize::from(begins(SECOND_PERSON))),
        }))
    }

    /// One of its figures.
    pub(super) fn get(&self, feature: Feature) -> f64 {
        self.0[feature as usize]
    }

    /// All of them, in the order of [`Feature::ALL`].
    pub(super) fn figures(&self) -> &[f64; FEATURES] {
        &self.0
    }
}

/// The words of a text, in lower case and with straight apostrophes.
pub(super) fn lower_words(text: &str) -> Vec<String> {
    text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect()
}

/// Counts in a reply are small.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_stand_at_their_places() {
        for (at, feature) in Feature::ALL.into_iter().enumerate() {
            assert_eq!(feature as usize, at);
        }
    }

    #[test]
    fn a_reply_is_measured_from_outside() {
        let seen =
            Surface::of("I’m sorry. It’s just 2 of the three vans today, and we’ll *ring* you by noon: shall I?");
        let wanted = [
            (Feature::Words, 18.0),
            (Feature::Sentences, 2.0),
            (Feature::FirstSentence, 2.0),
            (Feature::Numbers, 2.0),
            (Feature::Times, 3.0),
            (Feature::Courtesies, 1.0),
            (Feature::Softeners, 1.0),
            (Feature::FirstPerson, 2.0),
            (Feature::FirstPlural, 1.0),
            (Feature::SecondPerson, 1.0),
            (Feature::Intentions, 1.0),
            (Feature::Joins, 1.0),
            (Feature::Questions, 1.0),
            (Feature::Commas, 1.0),
            (Feature::Pauses, 1.0),
            (Feature::AsksAtEnd, 1.0),
            (Feature::BeginsWithI, 1.0),
            (Feature::BeginsWithYou, 0.0),
        ];
        for (feature, figure) in wanted {
            assert!((seen.get(feature) - figure).abs() < 1e-9, "{feature:?}: {}", seen.get(feature));
        }
    }

    #[test]
    fn a_text_without_words_is_nothing_to_be_afraid_of() {
        assert!(Surface::of("…").figures().iter().all(|figure| figure.is_finite()));
        assert!(Surface::of("").figures().iter().all(|figure| *figure == 0.0));
    }
}
