//! Text that is only text: without anything by which a terminal is told to do something, letters are shown in another order
//! than they are read in, or something stands there that nobody can see.
//!
//! Whatever comes from a file (a scenario, a record, the name of a file) may have any character in it. What is shown of it is
//! tamed first:
//!
//! - Controls (ESC, BEL, U+009B …), overrides and embeddings (U+202A–U+202E) and noncharacters become `�`, so that one sees that
//!   something was there. A tab is a space; line breaks of any kind are `\n`.
//! - What has no width and no meaning of its own (U+200B, U+2060, U+FEFF, soft hyphens, tags …) is left out.
//! - Joiners and variation selectors stay where scripts and emoji need them: after a character beyond ASCII.
//! - Marks of direction (U+200E, U+200F, U+061C) stay on lines with right-to-left letters, and isolates (U+2066–U+2069) there
//!   where each of them is closed on its line: that much a right-to-left text may need, and it ends with the line.

use std::borrow::Cow;

/// What stands for what must not be shown.
const INSTEAD: char = '\u{fffd}';

/// The text without anything in it that is more than text. Line breaks stay.
#[must_use]
pub fn tame(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|it| it == b'\n' || (b' '..=b'~').contains(&it)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<_> = text.split('\n').map(line).collect();
    Cow::Owned(lines.join("\n"))
}

/// The same on one line.
#[must_use]
pub fn tame_on_one_line(text: &str) -> String {
    tame(text).replace('\n', " ")
}

/// Where the first character stands that is not shown as it is, and which one it is. Tabs and line breaks are no such characters.
#[must_use]
pub(super) fn first_hidden(text: &str) -> Option<(usize, char)> {
    if is_shown_anywhere(text) {
        return None;
    }
    let is_plain = |it: char| matches!(it, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    let mut at = 0;
    for part in text.split_inclusive(is_plain) {
        let words = part.trim_end_matches(is_plain);
        let context = Context::of(words);
        let mut before = None;
        for (place, letter) in words.char_indices() {
            if context.fate(letter, before) != Fate::Stays {
                return Some((at + place, letter));
            }
            before = Some(letter);
        }
        at += part.len();
    }
    None
}

/// Whether all characters are of those that are shown wherever they stand, as in nearly all texts: many are looked at at once,
/// where to ask what becomes of each took as long as a third of reading a file.
fn is_shown_anywhere(text: &str) -> bool {
    const AT_ONCE: usize = 32;
    let bytes = text.as_bytes();
    bytes.chunks(AT_ONCE).enumerate().all(|(number, chunk)| {
        let strange: u8 = chunk.iter().map(|byte| u8::from(!matches!(byte, b' '..=b'~'))).sum();
        strange == 0 || (0..chunk.len()).all(|at| begins_with_shown(&bytes[number * AT_ONCE + at..]))
    })
}

/// Whether UTF-8 begins with a character that is shown wherever it stands, or within one that it was asked of before. Not all that
/// are so are known here.
fn begins_with_shown(text: &[u8]) -> bool {
    // Controls, and the soft hyphen.
    if let [0xc2, second, ..] = text {
        return *second >= 0xa0 && *second != 0xad;
    }
    // Letters of Europe and the Middle East, but for what has been left out; more Latin letters and Greek ones; punctuation; signs;
    // Chinese, Japanese, Korean.
    matches!(
        text,
        [b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0x80..=0xbf | 0xc3..=0xcc | 0xce..=0xd7 | 0xd9..=0xdf | 0xe4..=0xec, ..]
            | [0xe1, 0xb8..=0xbf, ..]
            | [0xe2, 0x80, 0x90..=0xa7, ..]
            | [0xe2, 0x82..=0xbf, ..]
    )
}

/// Whether a character commands, reorders or hides wherever it stands; those that some scripts need are among them.
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    let nowhere = Context { is_rightward: false, isolates_match: false };
    !matches!(letter, '\n' | '\t') && nowhere.fate(letter, None) != Fate::Stays
}

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Goes,
    IsReplaced,
}

/// What of its line matters for a character.
#[derive(Clone, Copy, Debug)]
struct Context {
    /// Whether there are right-to-left letters.
    is_rightward: bool,
    /// Whether each isolate is closed.
    isolates_match: bool,
}

impl Context {
    fn of(line: &str) -> Self {
        let mut open = 0_usize;
        let mut isolates_match = true;
        for letter in line.chars() {
            match letter {
                '\u{2066}'..='\u{2068}' => open += 1,
                '\u{2069}' => match open.checked_sub(1) {
                    Some(less) => open = less,
                    None => isolates_match = false,
                },
                _ => {}
            }
        }
        Self { is_rightward: line.chars().any(is_right_to_left), isolates_match: isolates_match && open == 0 }
    }

    fn fate(self, letter: char, before: Option<char>) -> Fate {
        let stays_if = |condition: bool| if condition { Fate::Stays } else { Fate::Goes };
        let after_script = before.is_some_and(|it| !it.is_ascii() && !it.is_whitespace() && !is_joining(it));
        match letter {
            ' '..='~' => Fate::Stays,
            '\u{202a}'..='\u{202e}' => Fate::IsReplaced,
            '\u{200e}' | '\u{200f}' | '\u{61c}' => stays_if(self.is_rightward),
            '\u{2066}'..='\u{2069}' => stays_if(self.is_rightward && self.isolates_match),
            // The sign of emoji comes after digits too.
            '\u{fe0f}' => stays_if(before.is_some_and(|it| !it.is_whitespace() && !is_joining(it))),
            _ if is_joining(letter) => stays_if(after_script),
            _ if is_invisible(letter) => Fate::Goes,
            _ if letter.is_control() || is_noncharacter(letter) => Fate::IsReplaced,
            _ => Fate::Stays,
        }
    }
}

fn line(line: &str) -> String {
    let context = Context::of(line);
    let mut tamed = String::with_capacity(line.len());
    let mut before = None;
    for letter in line.chars() {
        match context.fate(letter, before) {
            _ if letter == '\t' => tamed.push(' '),
            Fate::Stays => tamed.push(letter),
            Fate::Goes => continue,
            Fate::IsReplaced => tamed.push(INSTEAD),
        }
        before = tamed.chars().next_back();
    }
    tamed
}

/// Letters of scripts that are written from right to left.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && letter != '\u{61c}'
}

/// What joins or parts letters, or chooses between the looks of one.
pub(super) fn is_joining(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// What nobody sees.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

fn is_noncharacter(letter: char) -> bool {
    matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_of_any_language_stays_as_it_is() {
        for text in [
            "Nguyễn Thị Hạnh, Ольга, 日本",
            "→ ☎ ₺ ″ – “so”\u{a0}…",
            "مرحبا (١٢) \u{200f}!",
            "می\u{200c}خواهم",
            "שלום \u{2067}abc\u{2069} א",
            "👩\u{200d}🔧 1\u{fe0f}\u{20e3} ❤\u{fe0f}",
            "क्\u{200d}ष",
            "two\nlines",
        ] {
            assert_eq!(tame(text), text);
            assert_eq!(first_hidden(text), None);
        }
    }

    #[test]
    fn what_commands_reorders_or_hides_is_tamed() {
        assert_eq!(tame("\u{1b}[31mred\u{7}\u{0}\u{9b}2J"), "\u{fffd}[31mred\u{fffd}\u{fffd}\u{fffd}2J");
        assert_eq!(tame("\u{1b}]52;c;aGk=\u{7}"), "\u{fffd}]52;c;aGk=\u{fffd}");
        assert_eq!(tame("gpj.\u{202e}exe"), "gpj.\u{fffd}exe");
        assert_eq!(tame("a\u{200b}b\u{ad}\u{feff}\u{2060}\u{200d}c\u{e0041}"), "abc");
        assert_eq!(tame("tab\there\r\nnext\rnext\u{2028}next"), "tab here\nnext\nnext\nnext");
        assert_eq!(tame("pay \u{2067}100\u{2069} \u{200f}1"), "pay 100 1", "no right-to-left letter needs these");
        assert_eq!(tame("שלום \u{2067}abc"), "שלום abc", "never closed");
        assert_eq!(tame("שלום \u{2069}\u{2067}"), "שלום ");
        assert_eq!(tame_on_one_line("a\nb"), "a b");
        assert_eq!(tame("\u{fdd0}x\u{1ffff}"), "\u{fffd}x\u{fffd}");
    }

    #[test]
    fn the_first_hidden_character_is_known() {
        assert_eq!(first_hidden("so\n\tand\u{202e} so"), Some((7, '\u{202e}')));
        assert_eq!(first_hidden("é\u{200b}"), Some((2, '\u{200b}')));
    }

    #[test]
    fn what_is_shown_anywhere_is_never_hidden() {
        let contexts = [(false, false), (false, true), (true, false), (true, true)];
        let contexts = contexts.map(|(is_rightward, isolates_match)| Context { is_rightward, isolates_match });
        let mut bytes = [0; 4];
        for letter in '\0'..=char::MAX {
            if begins_with_shown(letter.encode_utf8(&mut bytes).as_bytes()) && !matches!(letter, '\n' | '\r' | '\t') {
                let stays = |context: &Context| context.fate(letter, None) == Fate::Stays;
                assert!(contexts.iter().all(stays), "{}", letter.escape_unicode());
            }
        }
        assert!(is_shown_anywhere("“There’s nothing in bay six …” – Nguyễn Thị Hạnh, Ольга, 日本, ₺5, ½\n"));
        for hidden in
            ["\u{ad}", "\u{9b}", "\u{61c}", "\u{200b}", "\u{202e}", "\u{2060}", "\u{feff}", "\u{1b}", "\u{e0041}"]
        {
            for before in 0..70 {
                assert!(!is_shown_anywhere(&format!("{}{hidden}", "’a".repeat(before))), "{}", hidden.escape_unicode());
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_tame_stays_so(text in r"[a-z \n\tא日👩\PC\u{1b}\u{9b}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}]{0,30}") {
            let once = tame(&text).into_owned();
            prop_assert_eq!(tame(&once), once.clone());
            prop_assert_eq!(first_hidden(&once), None);
            let odd = |it: char| (it.is_control() && it != '\n') || ('\u{202a}'..='\u{202e}').contains(&it);
            prop_assert!(!once.contains(odd), "{once:?}");
        }
    }
}
