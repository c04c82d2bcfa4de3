//! Words of courtesy. They mark a polite reply, not a helpful one, so they must not give the helpful one away.

use super::word_split::words;

/// A word or phrase of courtesy, in all its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Courtesy {
    /// The usual form, for people.
    pub name: &'static str,
    /// Every form, in lower case, word by word.
    forms: &'static [&'static [&'static str]],
}

impl Courtesy {
    /// All that are looked for. English only.
    pub const ALL: [Self; 8] = [
        Self { name: "sorry", forms: &[&["sorry"]] },
        Self { name: "please", forms: &[&["please"]] },
        Self { name: "thank you", forms: &[&["thank", "you"], &["thanks"]] },
        Self {
            name: "apologise",
            forms: &[
                &["apologise"],
                &["apologize"],
                &["apologies"],
                &["apology"],
                &["apologised"],
                &["apologized"],
                &["apologising"],
                &["apologizing"],
            ],
        },
        Self {
            name: "I understand",
            forms: &[&["i", "understand"], &["i", "do", "understand"], &["i", "quite", "understand"]],
        },
        Self { name: "I see", forms: &[&["i", "see"]] },
        Self { name: "of course", forms: &[&["of", "course"]] },
        Self { name: "I appreciate", forms: &[&["i", "appreciate"], &["i", "do", "appreciate"]] },
    ];

    /// How many times each of [`Courtesy::ALL`] stands in a text.
    #[must_use]
    pub fn counts(text: &str) -> [usize; Self::ALL.len()] {
        let mut counts = [0; Self::ALL.len()];
        // The words up to here, the last one first.
        let mut last = [""; LONGEST];
        for word in words(text) {
            last.rotate_right(1);
            last[0] = word;
            if !word.as_bytes().first().is_some_and(|first| LAST_WORDS_START.contains(&first.to_ascii_lowercase())) {
                continue;
            }
            for (count, courtesy) in counts.iter_mut().zip(Self::ALL) {
                *count += courtesy.forms.iter().filter(|form| ends_with(&last, form)).count();
            }
        }
        counts
    }

    /// How many courtesies a text has, of all kinds.
    #[must_use]
    pub fn count_all(text: &str) -> usize {
        Self::counts(text).iter().sum()
    }
}

/// The most words of a form.
const LONGEST: usize = 3;

/// The letters that last words of forms start with: few words do, and only those are compared.
const LAST_WORDS_START: [u8; 7] = *b"acpstuy";

/// Whether these words, the last one first, end with a form.
fn ends_with(last: &[&str; LONGEST], form: &[&str]) -> bool {
    form.iter().rev().zip(last).all(|(wanted, word)| word.eq_ignore_ascii_case(wanted))
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
        assert_eq!(Courtesy::count_all("THANK\nYou. Do understand. I do, understand; I Do Appreciate it."), 3);
    }

    #[test]
    fn every_form_is_found_and_counted_for_its_courtesy() {
        for (position, courtesy) in Courtesy::ALL.into_iter().enumerate() {
            for form in courtesy.forms {
                assert!(form.len() <= LONGEST, "{form:?}");
                let text = format!("Well, {}.", form.join(" "));
                let mut wanted = [0; Courtesy::ALL.len()];
                wanted[position] = 1;
                assert_eq!(Courtesy::counts(&text), wanted, "{text}");
                assert_eq!(Courtesy::counts(&text.to_uppercase()), wanted, "{text}");
            }
        }
    }
}
