//! Where a text was meant to end, when its quotation marks are not right. Looked at only where something seems wrong.

/// The quotation marks of typography. People's text processors put them in the place of the straight ones.
pub const TYPOGRAPHIC: [char; 14] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '＂', '″'];

/// Those among them by which a text between double quotation marks may end.
const DOUBLE: [char; 9] = ['"', '“', '”', '„', '‟', '«', '»', '＂', '″'];

/// Those by which a text between single ones may.
const SINGLE: [char; 7] = ['\'', '‘', '’', '‚', '‛', '‹', '›'];

/// How many letters a name of a field may have for it to be taken for one.
const LONGEST_NAME: usize = 40;

/// How many bytes are looked through for the end of a text, and of one between single quotation marks: each of many in one
/// line may have to look so far.
const FAR: usize = 2048;
const NEAR: usize = 512;

/// The offset behind the quotation mark that ends a text within its line: behind it, the file goes on as a file does.
/// `opening` is the mark that it began with.
pub fn meant_end(source: &str, from: usize, opening: char) -> Option<usize> {
    let far = if opening == '\'' { NEAR } else { FAR };
    end_within(source, from, near(source, from, far), opening)
}

/// The same for a text that goes over several lines.
pub fn meant_end_in_lines(source: &str, from: usize) -> Option<usize> {
    let end = source.floor_char_boundary(from.saturating_add(FAR));
    end_within(source, from, &source[from..end], '"')
}

fn end_within(source: &str, from: usize, stretch: &str, opening: char) -> Option<usize> {
    let marks: &[char] = match opening {
        '"' => &['"'],
        it if SINGLE.contains(&it) => &SINGLE,
        _ => &DOUBLE,
    };
    let mut escaped = false;
    for (at, letter) in stretch.char_indices() {
        let end = from + at + letter.len_utf8();
        if !escaped && marks.contains(&letter) && is_followed_by_ron(&source[end..]) {
            return Some(end);
        }
        escaped = letter == '\\' && !escaped;
    }
    None
}

/// The rest of the line that an offset is in, as far as it is looked at for quotation marks.
pub fn rest_of_line(source: &str, from: usize) -> &str {
    near(source, from, FAR)
}

fn near(source: &str, from: usize, far: usize) -> &str {
    line_at(&source[..source.floor_char_boundary(from.saturating_add(far))], from)
}

/// The rest of the line that an offset is in.
fn line_at(source: &str, from: usize) -> &str {
    let rest = &source[from..];
    &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())]
}

/// Whether what follows a text is what may follow one: brackets that close, a comma and the next entry, the end of the line.
fn is_followed_by_ron(mut rest: &str) -> bool {
    let mut comma = false;
    loop {
        rest = rest.trim_start_matches(|it| is_unicode_space(it) || matches!(it, ' ' | '\t' | ')' | ']' | '}'));
        match rest.strip_prefix(',') {
            Some(behind) => (rest, comma) = (behind, true),
            None => break,
        }
    }
    ends_line(rest) || comma && (rest.starts_with(['"', '(', '[', '{', '-']) || starts_digit(rest) || starts_name(rest))
}

/// What separates words, besides the spaces of ASCII.
pub fn is_unicode_space(found: char) -> bool {
    matches!(found, '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

fn ends_line(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['\n', '\r']) || rest.starts_with("//") || rest.starts_with("/*")
}

fn starts_digit(rest: &str) -> bool {
    rest.starts_with(|it: char| it.is_ascii_digit())
}

/// Whether a text starts with the name of a field and its colon, or with a word before a bracket.
pub fn starts_name(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let is_letter = |it: &&u8| it.is_ascii_alphanumeric() || **it == b'_';
    let length = bytes.iter().take(LONGEST_NAME).take_while(is_letter).count();
    let behind = bytes[length..].iter().take(LONGEST_NAME).find(|it| **it != b' ');
    length > 0 && !bytes[0].is_ascii_digit() && matches!(behind, Some(b':' | b'=' | b'('))
}

/// Whether a quotation mark that closes a text of several lines was meant to open the next one: before it stands, in its
/// line, what stands before a text.
pub fn was_meant_to_open(source: &str, start: usize, close: usize) -> bool {
    let text = &source[start..close];
    let Some(line) = text.rfind(['\n', '\r']) else { return false };
    let before = text[line + 1..].trim();
    let Some(name) = before.strip_suffix([':', '=']) else {
        return before.is_empty() || before.ends_with(['(', '[']);
    };
    let name = name.trim_end();
    let rest = name.trim_end_matches(|it: char| it.is_ascii_alphanumeric() || it == '_');
    rest.len() < name.len() && (rest.trim_end().is_empty() || rest.trim_end().ends_with(['(', ',', '[', '{']))
}

/// Where the value in a text that is never closed may be taken to end, so that what follows can be read: before the first
/// line from which on the file goes on as a file does. `None` where there is none before `limit`.
pub fn end_of_unclosed(source: &str, start: usize, limit: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let line = line_at(source, at);
        let end = at + line.len();
        let next = end + source[end..].len() - source[end..].trim_start().len();
        if next >= limit {
            return None;
        }
        let rest = &source[next..];
        if rest.starts_with(['(', ')', '[', ']', '{', '}', '"']) || rest.starts_with("//") || starts_name(rest) {
            return Some(at + value_length(line));
        }
        at = next;
    }
}

/// How much of a line belongs to a value, and not to the brackets, commas and comments behind it.
pub fn value_length(line: &str) -> usize {
    let code = line.find("/*").or_else(|| line.find("//")).map_or(line, |at| &line[..at]);
    code.trim_end_matches([' ', '\t', ',', ')', ']', '}']).len().max(1)
}

/// The typographic quotation mark in a line with which somebody meant to end a text.
pub fn typographic_end(source: &str, from: usize) -> Option<(usize, char)> {
    let ends = |(at, mark): &(usize, char)| {
        DOUBLE.contains(mark) && *mark != '"' && is_followed_by_ron(&source[from + at + mark.len_utf8()..])
    };
    rest_of_line(source, from).char_indices().find(ends).map(|(at, mark)| (from + at, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_where_the_file_goes_on() {
        let end = |line: &str| meant_end(line, 1, '"').map(|it| line[..it].to_owned());
        assert_eq!(end(r#""She says "warm" twice."),"#).as_deref(), Some(r#""She says "warm" twice.""#));
        assert_eq!(end(r#""She said "warm", twice.", mood: calm"#).as_deref(), Some(r#""She said "warm", twice.""#));
        assert_eq!(end(r#""He said ("warm") twice."]"#).as_deref(), Some(r#""He said ("warm") twice.""#));
        assert_eq!(end(r#""a "b" c", "d"]"#).as_deref(), Some(r#""a "b" c""#));
        assert_eq!(end(r#""never"#), None);
    }

    #[test]
    fn a_mark_before_which_a_name_stands_was_meant_to_open() {
        let meant = |text: &str| was_meant_to_open(text, 0, text.len());
        assert!(meant("A case,\n    summary: "));
        assert!(meant("Well?),\n   (speaker: "));
        assert!(meant("one,\n  "));
        assert!(!meant("one line"));
        assert!(!meant("He came\nin and said "));
        assert!(!meant("He came\nand he said: "));
    }
}
