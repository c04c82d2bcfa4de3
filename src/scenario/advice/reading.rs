//! How hard the texts are to read: the Flesch–Kincaid grade, for English.
//!
//! J. P. Kincaid et al., "Derivation of new readability formulas", 1975: 0.39 × words per sentence + 11.8 × syllables per
//! word − 15.59, in years of (American) school. Syllables are counted by groups of vowels, as such tools commonly do.

use super::found::{Advice, READING_GRADE};
use super::word_split::words;
use super::{Notes, heard, is_english};
use crate::scenario::model::ScenarioFile;
use crate::scenario::text::Text;

/// A text of fewer words says nothing about how hard it is.
const ENOUGH_WORDS: u32 = 12;

pub(super) fn look(notes: &mut Notes<'_>) {
    if !is_english(notes.scenario) {
        return;
    }
    let file = notes.scenario.file();
    let (said, explained) = texts(file);
    grade(notes, "what is said", &said);
    grade(notes, "what is explained", &explained);
}

fn grade(notes: &mut Notes<'_>, what: &'static str, texts: &[&Text]) {
    let mut all = Count::default();
    let mut hardest: Option<(f64, &Text)> = None;
    for text in texts {
        let count = Count::of(&heard(&text.value));
        all.add(&count);
        if count.words >= ENOUGH_WORDS && hardest.is_none_or(|(grade, _)| count.grade() > grade) {
            hardest = Some((count.grade(), text));
        }
    }
    let grade = all.grade();
    if let Some((hardest, text)) = hardest.filter(|_| grade > READING_GRADE) {
        notes.note(text.span, &Advice::HardToRead { what, grade, hardest });
    }
}

/// What is said in the story, and what is explained about it.
fn texts(file: &ScenarioFile) -> (Vec<&Text>, Vec<&Text>) {
    let mut said: Vec<&Text> = Vec::new();
    let mut explained = vec![&file.summary, &file.brief];
    explained.extend(&file.learning_points);
    explained.extend(file.people.iter().map(|person| &person.about));
    for scene in &file.scenes {
        said.extend(scene.lines.iter().map(|line| &line.text));
        for reply in scene.decision.iter().flat_map(|decision| &decision.replies) {
            said.push(&reply.text);
            said.extend(reply.reaction.iter().map(|line| &line.text));
            explained.push(&reply.feedback);
        }
        let differs = scene.decision.iter().map(|decision| &decision.differs);
        explained.extend(differs.flat_map(|differs| &differs.answers).map(|answer| &answer.response));
    }
    for ending in &file.endings {
        said.extend(ending.all_lines().map(|line| &line.text));
        explained.push(&ending.summary);
        explained.extend(ending.by_outcome.iter().map(|it| &it.summary));
    }
    (said, explained)
}

/// What the grade is made of.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    words: u32,
    sentences: u32,
    syllables: u32,
}

impl Count {
    fn of(text: &str) -> Self {
        let (count, syllables) =
            words(text).fold((0, 0), |(count, all), word| (count + 1, all + saturating(syllables(word))));
        Self { words: count, sentences: saturating(sentences(text)), syllables }
    }

    fn add(&mut self, other: &Self) {
        self.words = self.words.saturating_add(other.words);
        self.sentences = self.sentences.saturating_add(other.sentences);
        self.syllables = self.syllables.saturating_add(other.syllables);
    }

    fn grade(&self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let words = f64::from(self.words);
        0.39 * words / f64::from(self.sentences.max(1)) + 11.8 * f64::from(self.syllables) / words - 15.59
    }
}

fn saturating(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many sentences a text has.
pub(super) fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = end_mark(rest) {
        let (before, after) = rest.split_at(at);
        let after = after.trim_start_matches(['.', '!', '?', '…', '”', '’', '"', ')']);
        let ends_text = after.trim_start().is_empty();
        let goes_on = after.starts_with(char::is_whitespace)
            && after.trim_start().starts_with(|next: char| !next.is_lowercase() && next != ',');
        if (ends_text || goes_on) && !is_abbreviation(before) {
            count += 1;
        }
        if ends_text {
            return count.max(1);
        }
        rest = after;
    }
    count + usize::from(words(rest).next().is_some())
}

/// Where the first mark stands that may end a sentence.
fn end_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_mark = |at: &usize| match bytes[*at] {
        b'.' | b'!' | b'?' => true,
        0xe2 => bytes[*at..].starts_with("…".as_bytes()),
        _ => false,
    };
    (0..bytes.len()).find(is_mark)
}

/// Whether a full stop after this belongs to an abbreviation.
fn is_abbreviation(before: &str) -> bool {
    let last = before.rsplit(|it: char| it.is_whitespace() || it == '(').next().unwrap_or_default();
    ["Mr", "Mrs", "Ms", "Dr", "St", "No"].contains(&last)
}

/// How many syllables an English word has, by its groups of vowels; at least one.
fn syllables(word: &str) -> usize {
    let word = without_possessive(word);
    if word.is_ascii() {
        return syllables_of_ascii(word.as_bytes());
    }
    // Letters beyond ASCII are vowels or not; whatever else they are does not count.
    let stand_in = |letter: char| match u8::try_from(letter) {
        Ok(ascii) if ascii.is_ascii() => ascii,
        _ if "àâäéèêëïîôöùûü".contains(letter) => b'a',
        _ => b'x',
    };
    let letters: Vec<u8> = word.chars().flat_map(char::to_lowercase).map(stand_in).collect();
    syllables_of_ascii(&letters)
}

fn syllables_of_ascii(letters: &[u8]) -> usize {
    // Added up without a branch for each letter: nothing foresees where the next vowel comes.
    let (groups, _) = letters.iter().fold((0, false), |(groups, in_group), &letter| {
        let is_vowel = is_vowel(letter);
        (groups + (usize::from(is_vowel) & usize::from(!in_group)), is_vowel)
    });
    let lower = |back: usize| letters.iter().rev().nth(back).map(u8::to_ascii_lowercase);
    // “make” and “called” have a silent e; “little”, “needed” and “wanted” do not.
    let silent = match (lower(2), lower(1), lower(0)) {
        (before, Some(b'l'), Some(b'e')) => before.is_none_or(is_vowel),
        (_, Some(before), Some(b'e')) => !is_vowel(before),
        (Some(before), Some(b'e'), Some(b'd')) => !is_vowel(before) && !matches!(before, b't' | b'd'),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

fn is_vowel(letter: u8) -> bool {
    const VOWELS: [bool; 256] = {
        let mut vowels = [false; 256];
        let all = b"aeiouyAEIOUY";
        let mut at = 0;
        while at < all.len() {
            vowels[all[at] as usize] = true;
            at += 1;
        }
        vowels
    };
    VOWELS[usize::from(letter)]
}

/// The word without “’s” at its end.
fn without_possessive(word: &str) -> &str {
    let mut rest = word;
    while let Some(shorter) = rest.strip_suffix(['s', 'S']).and_then(|it| it.strip_suffix(['\'', '’'])) {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_common_words() {
        let words = [
            ("the", 1),
            ("make", 1),
            ("called", 1),
            ("little", 2),
            ("needed", 2),
            ("whole", 1),
            ("customer", 3),
            ("delivery", 4),
            ("I’m", 1),
            ("fine", 1),
            ("today", 2),
            ("apologise", 4),
            ("table", 2),
            ("a", 1),
            ("Dan’s", 1),
            ("MADE'S", 1),
            ("e", 1),
            ("ed", 1),
            ("needle", 2),
            ("whale", 1),
            ("été", 2),
            ("naïve", 1),
            ("", 1),
        ];
        for (word, count) in words {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn sentences_end_where_people_stop() {
        let texts = [
            ("It owns it. It asks.", 2),
            ("No stop at the end", 1),
            ("Mr. Gill waits. He does!", 2),
            ("Well … no. At 3.30 then?", 2),
            ("“Stop.” He did.", 2),
            ("He said “stop.”", 1),
            ("", 0),
        ];
        for (text, count) in texts {
            assert_eq!(sentences(text), count, "{text}");
        }
    }

    #[test]
    fn plain_words_read_easily_and_official_ones_do_not() {
        let easy = Count::of("We lost your order. I will find it now, and call you by noon.").grade();
        let hard = Count::of(
            "Notwithstanding organisational responsibilities, representatives communicate compensation eligibility \
             considerations subsequent to comprehensive investigation.",
        )
        .grade();
        assert!(easy < 5.0, "{easy}");
        assert!(hard > 15.0, "{hard}");
    }
}
