//! Words of courtesy. They mark a polite reply, not a helpful one, so they must not give the helpful one away.

use unicode_segmentation::UnicodeSegmentation as _;

/// A word or phrase of courtesy, in all its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Courtesy {
    /// The usual form, for people.
    pub name: &'static str,
    /// Every form, in lower case, as words with single spaces between them.
    forms: &'static [&'static str],
}

impl Courtesy {
    /// All that are looked for. English only.
    pub const ALL: &'static [Self] = &[
        Self { name: "sorry", forms: &["sorry"] },
        Self { name: "please", forms: &["please"] },
        Self { name: "thank you", forms: &["thank you", "thanks"] },
        Self {
            name: "apologise",
            forms: &[
                "apologise",
                "apologize",
                "apologies",
                "apology",
                "apologised",
                "apologized",
                "apologising",
                "apologizing",
            ],
        },
        Self { name: "I understand", forms: &["i understand", "i do understand", "i quite understand"] },
        Self { name: "I see", forms: &["i see"] },
        Self { name: "of course", forms: &["of course"] },
        Self { name: "I appreciate", forms: &["i appreciate", "i do appreciate"] },
    ];

    /// How many times it stands among the words of a text, which are in lower case.
    #[must_use]
    pub fn count(&self, words: &[String]) -> usize {
        self.forms.iter().map(|form| occurrences(words, form)).sum()
    }

    /// How many courtesies a text has, of all kinds.
    #[must_use]
    pub fn count_all(text: &str) -> usize {
        let words = words(text);
        Self::ALL.iter().map(|courtesy| courtesy.count(&words)).sum()
    }
}

/// The words of a text, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

fn occurrences(words: &[String], form: &str) -> usize {
    let form: Vec<&str> = form.split(' ').collect();
    words.windows(form.len()).filter(|window| window.iter().zip(&form).all(|(word, wanted)| word == wanted)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courtesies_are_found_as_whole_words() {
        assert_eq!(Courtesy::count_all("Sorry! I’m so sorry, please."), 3);
        assert_eq!(Courtesy::count_all("I understand. Thanks, and thank you."), 3);
        assert_eq!(Courtesy::count_all("He pleased nobody; I seek no course."), 0);
        assert_eq!(Courtesy::count_all(""), 0);
    }
}
