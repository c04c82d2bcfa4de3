//! Characters that cannot be seen, or that look like a space and are none: what is pasted from elsewhere may bring them,
//! and whoever looks for the mistake sees nothing.

use std::borrow::Cow;

/// Whether nothing is seen of a character. Space, tab and line breaks are no such characters.
pub(super) fn is_invisible(found: char) -> bool {
    found.is_control() && !matches!(found, '\t' | '\n' | '\r')
        || matches!(
            found,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character looks like a space and is another.
pub(super) fn is_odd_space(found: char) -> bool {
    matches!(found, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// The first invisible character of a text.
pub(super) fn first_invisible(text: &str) -> Option<char> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) { None } else { text.chars().find(|it| is_invisible(*it)) }
}

/// A text with its invisible characters written out, such as `hall\u{200b}`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if first_invisible(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_invisible(letter) { shown.extend(letter.escape_default()) } else { shown.push(letter) }
    }
    Cow::Owned(shown)
}

/// A text without its invisible characters.
pub(super) fn without_invisible(text: &str) -> Cow<'_, str> {
    match first_invisible(text) {
        Some(_) => Cow::Owned(text.chars().filter(|it| !is_invisible(*it)).collect()),
        None => Cow::Borrowed(text),
    }
}

/// How people look such a character up: `U+200B`.
pub(super) fn code_point(found: char) -> String {
    format!("U+{:04X}", u32::from(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(visible("ha\u{200b}ll\u{feff}"), "ha\\u{200b}ll\\u{feff}");
        assert_eq!(without_invisible("ha\u{200b}ll\u{e0041}"), "hall");
        assert_eq!(visible("Nguyễn, 日本 \t\n"), "Nguyễn, 日本 \t\n");
        assert_eq!(code_point('\u{ad}'), "U+00AD");
        assert!(is_odd_space('\u{2009}') && !is_odd_space(' '));
    }
}
