//! The words of a text, one after the other: those of [`unicode_words`](UnicodeSegmentation::unicode_words), sooner.
//!
//! Advice goes through every word of a file, and the tables of Unicode took longer for that than everything else that is
//! done with a file. Nearly all text is made of letters, digits and a few marks of which the rules are short; where
//! anything else comes up, Unicode's own rules go on up to the next space.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWords};

/// What a character does to a word (the names of Unicode's annex 29 in brackets).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Letter,
    Digit,
    /// An underscore, which joins all of these (`ExtendNumLet`).
    Joiner,
    /// Stays in a word between letters (`MidLetter`).
    AmongLetters,
    /// Stays in a number between digits (`MidNum`).
    AmongDigits,
    /// Stays between letters and between digits (`MidNumLet`, `Single_Quote`).
    AmongBoth,
    /// Stands for itself.
    Apart,
    /// Needs the tables of Unicode.
    Other,
}

impl Role {
    const OF_ASCII: [Self; 128] = {
        let mut roles = [Self::Apart; 128];
        let mut byte = 0_u8;
        while byte < 128 {
            roles[byte as usize] = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => Self::Letter,
                b'0'..=b'9' => Self::Digit,
                b'_' => Self::Joiner,
                b':' => Self::AmongLetters,
                b',' | b';' => Self::AmongDigits,
                b'.' | b'\'' => Self::AmongBoth,
                _ => Self::Apart,
            };
            byte += 1;
        }
        roles
    };

    /// The role of the first character of UTF-8 text, and how many bytes that is.
    fn of_first(text: &[u8]) -> (Self, usize) {
        match text {
            [] => (Self::Apart, 0),
            [ascii @ ..=127, ..] => (Self::OF_ASCII[usize::from(*ascii)], 1),
            // The letters of Western Europe; × and ÷ lie between them.
            [0xc3, second, ..] if !matches!(second, 0x97 | 0xb7) => (Self::Letter, 2),
            // ‘ and ’
            [0xe2, 0x80, 0x98 | 0x99, ..] => (Self::AmongBoth, 3),
            // – — “ ” …
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..] => (Self::Apart, 3),
            _ => (Self::Other, 0),
        }
    }

    fn is_in_words(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Joiner)
    }

    /// Whether a mark of this role stays in the word between these two.
    fn stays_between(self, before: Self, after: Self) -> bool {
        before == after
            && match before {
                Self::Letter => matches!(self, Self::AmongLetters | Self::AmongBoth),
                Self::Digit => matches!(self, Self::AmongDigits | Self::AmongBoth),
                _ => false,
            }
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> WordSplit<'_> {
    WordSplit { rest: text, hard: None }
}

/// Goes through the words of a text.
pub(super) struct WordSplit<'a> {
    rest: &'a str,
    /// Words of a stretch before `rest` that are not simple.
    hard: Option<UnicodeWords<'a>>,
}

/// What stands at the start of a text.
enum Start {
    /// So many bytes, a word if `true`.
    Simple(usize, bool),
    /// Something that needs the tables of Unicode.
    Hard,
}

impl<'a> WordSplit<'a> {
    /// Takes so many bytes from the rest.
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for WordSplit<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            if let Some(hard) = &mut self.hard {
                match hard.next() {
                    Some(word) => return Some(word),
                    None => self.hard = None,
                }
            }
            if self.rest.is_empty() {
                return None;
            }
            if let Some((before, end)) = plain_word(self.rest.as_bytes()) {
                return Some(&self.take(end)[before..]);
            }
            match start(self.rest.as_bytes()) {
                Start::Simple(bytes, true) => return Some(self.take(bytes)),
                Start::Simple(bytes, false) => _ = self.take(bytes),
                Start::Hard => {
                    let bytes = up_to_space(self.rest.as_bytes());
                    self.hard = Some(self.take(bytes).unicode_words());
                }
            }
        }
    }
}

/// Where the word at the start of a text begins and ends, where it is made of nothing but letters of ASCII, with at most one space
/// before it and something behind it that stands apart. Nearly all words are such; for them, [`start`] comes to the same.
fn plain_word(text: &[u8]) -> Option<(usize, usize)> {
    let is = |at: usize, role: Role| {
        text.get(at).is_some_and(|byte| *byte < 128 && Role::OF_ASCII[usize::from(*byte)] == role)
    };
    let before = usize::from(text.first() == Some(&b' '));
    let mut end = before;
    while is(end, Role::Letter) {
        end += 1;
    }
    (end > before && (end == text.len() || is(end, Role::Apart))).then_some((before, end))
}

/// The word at the start of a text, or the character there that belongs to none. Something hard behind it may belong
/// to it, whatever it is.
fn start(text: &[u8]) -> Start {
    let (mut role, mut end) = Role::of_first(text);
    if text.first() == Some(&b' ') {
        // Spaces in a row belong together, and so does what belongs to the last of them.
        end = spaces_at_start(text);
    }
    if !role.is_in_words() {
        let (next, _) = Role::of_first(&text[end..]);
        return if role == Role::Other || next == Role::Other { Start::Hard } else { Start::Simple(end, false) };
    }
    let mut is_word = role != Role::Joiner;
    loop {
        if role == Role::Letter {
            end += text[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        }
        let (next, bytes) = Role::of_first(&text[end..]);
        if next.is_in_words() {
            is_word |= next != Role::Joiner;
            (role, end) = (next, end + bytes);
            continue;
        }
        let (after, bytes_after) = Role::of_first(&text[end + bytes..]);
        if next == Role::Other || (after == Role::Other && next != Role::Apart) {
            return Start::Hard;
        }
        if !next.stays_between(role, after) {
            return Start::Simple(end, is_word);
        }
        (role, end) = (after, end + bytes + bytes_after);
    }
}

/// The length of the text up to the first space within it behind which surely another word begins: what follows is ASCII,
/// and not a mark that would belong to the space.
fn up_to_space(text: &[u8]) -> usize {
    let from = spaces_at_start(text).max(1);
    let ends = |pair: &[u8]| pair[0] == b' ' && pair[1].is_ascii();
    text.get(from..).and_then(|rest| rest.windows(2).position(ends)).map_or(text.len(), |at| from + at)
}

fn spaces_at_start(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Characters of all the roles that Unicode knows, and of neighbouring code points.
    const PIECES: [&str; 44] = [
        "a", "I", "z", "0", "7", "_", ":", ",", ";", ".", "'", "\"", "’", "‘", "“", "”", "–", "—", "…", " ", "  ",
        "\t", "\n", "\r\n", "(", "*", "é", "ÿ", "×", "÷", "\u{a0}", "·", "\u{ad}", "\u{308}", "\u{200d}", "א", "カ",
        "漢", "😀", "🇦", "🇧", "ℹ", "\u{2060}", "µ",
    ];

    #[test]
    fn what_belongs_to_a_space_belongs_to_all_the_spaces_before_it() {
        let text = "  \u{200d}ℹ א  \u{200d}ℹ";
        assert!(words(text).eq(text.unicode_words()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn words_are_those_of_unicode(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14)) {
            let text = pieces.concat();
            let ours: Vec<&str> = words(&text).collect();
            let theirs: Vec<&str> = text.unicode_words().collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn words_of_any_text_are_those_of_unicode(text in any::<String>()) {
            let ours: Vec<&str> = words(&text).collect();
            let theirs: Vec<&str> = text.unicode_words().collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
