//! Places in a file, values that remember their place, and the one piece of markup texts may carry.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use super::tame::tame;

/// A stretch of a scenario file: byte offsets, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The place of something that is not in the file: a field left out, or a value filled in after an error.
    pub const NONE: Span = Span { start: u32::MAX, end: u32::MAX };

    /// Whether this names no place in the file.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

impl Default for Span {
    /// No place at all.
    fn default() -> Self {
        Self::NONE
    }
}

/// A value together with where it stands in the file. Equality looks at the value alone.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands, or [`Span::NONE`].
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value read at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: Default> Default for Spanned<T> {
    fn default() -> Self {
        Self::new(T::default(), Span::NONE)
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A text of the scenario as its author wrote it. May carry `*emphasis*` and line breaks.
pub type Text = Spanned<String>;

/// A stretch of text that is wholly emphasised or wholly not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text, without the asterisks around it.
    pub text: Cow<'a, str>,
    /// Whether it stood between asterisks.
    pub emphasis: bool,
}

/// What an asterisk of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asterisk {
    /// The backslash before a `*` that is only an asterisk.
    Backslash,
    /// The first of a pair.
    Opens,
    /// The second of a pair.
    Closes,
    /// An asterisk as any other sign.
    Alone,
}

/// Splits a text into runs at its `*emphasis*`.
///
/// A pair of single asterisks emphasises what it hugs: the first follows no letter or digit and stands before something other
/// than a space; the second follows something other than a space and stands before no letter or digit. `4* hotel`, `2 * 3`,
/// `5*5*5` and `**` stay as they are, and `\*` is an asterisk wherever it stands.
///
/// The text is [`tame`]d: whoever shows a text of a scenario has it from here, or from [`plain`].
#[must_use]
pub fn runs(text: &str) -> Vec<Run<'_>> {
    match tame(text) {
        Cow::Borrowed(text) => tame_runs(text),
        Cow::Owned(text) => {
            let own = |run: Run<'_>| Run { text: Cow::Owned(run.text.into_owned()), ..run };
            tame_runs(&text).into_iter().map(own).collect()
        }
    }
}

fn tame_runs(text: &str) -> Vec<Run<'_>> {
    let mut found: Vec<Run<'_>> = Vec::new();
    let mut emphasis = false;
    let mut add = |part: Range<usize>, emphasis: bool| match found.last_mut() {
        _ if part.is_empty() => {}
        Some(last) if last.emphasis == emphasis => last.text.to_mut().push_str(&text[part]),
        _ => found.push(Run { text: Cow::Borrowed(&text[part]), emphasis }),
    };
    let mut from = 0;
    for (at, kind) in asterisks(text) {
        if kind == Asterisk::Alone {
            continue;
        }
        add(from..at, emphasis);
        from = at + 1;
        match kind {
            Asterisk::Opens => emphasis = true,
            Asterisk::Closes => emphasis = false,
            Asterisk::Backslash | Asterisk::Alone => {}
        }
    }
    add(from..text.len(), emphasis);
    found
}

/// The asterisks of a text that emphasise nothing and were not marked as mere signs with a backslash: where they stand, in bytes.
pub(super) fn lone_asterisks(text: &str) -> impl Iterator<Item = usize> {
    asterisks(text).into_iter().filter(|(_, kind)| *kind == Asterisk::Alone).map(|(at, _)| at)
}

/// Every asterisk, and every backslash before one, with what it is. A pair that encloses another is none.
fn asterisks(text: &str) -> Vec<(usize, Asterisk)> {
    let mut found = Vec::new();
    // Where in `found` an asterisk waits for another one to close it.
    let mut open: Option<usize> = None;
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        match letter {
            '\\' if next == Some('*') => {
                found.push((at, Asterisk::Backslash));
                rest.next();
            }
            '*' if next == Some('*') || before == Some('*') => found.push((at, Asterisk::Alone)),
            '*' => {
                let hugs = |inner: Option<char>| inner.is_some_and(|it| !it.is_whitespace());
                let ends = |outer: Option<char>| !outer.is_some_and(char::is_alphanumeric);
                let kind = match open {
                    Some(first) if hugs(before) && ends(next) => {
                        found[first].1 = Asterisk::Opens;
                        open = None;
                        Asterisk::Closes
                    }
                    _ => {
                        if hugs(next) && ends(before) {
                            open = Some(found.len());
                        }
                        Asterisk::Alone
                    }
                };
                found.push((at, kind));
            }
            // Nothing is emphasised from one paragraph to the next.
            '\n' if next == Some('\n') => open = None,
            _ => {}
        }
        // An asterisk after a backslash is a sign like any other.
        before = Some(if letter == '\\' && next == Some('*') { '\\' } else { letter });
    }
    found
}

/// The text with its emphasis marks taken away, for places that show plain text only.
#[must_use]
pub fn plain(text: &str) -> String {
    runs(text).into_iter().map(|run| run.text).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(text: &str) -> String {
        runs(text).iter().map(|it| if it.emphasis { format!("<{}>", it.text) } else { it.text.to_string() }).collect()
    }

    #[test]
    fn emphasis_is_split_out() {
        let found = runs("I need *today*, not *soon*.");
        let parts: Vec<_> = found.iter().map(|run| (&*run.text, run.emphasis)).collect();
        assert_eq!(parts, [("I need ", false), ("today", true), (", not ", false), ("soon", true), (".", false)]);
    }

    #[test]
    fn an_asterisk_emphasises_only_where_a_pair_hugs_words() {
        for as_written in [
            "4 * 5",
            "**",
            "*",
            "",
            "A 4* hotel at a 3* price",
            "2 * 3 * 4",
            "5*5*5",
            "a* *b",
            "re*do*",
            "*re*do",
            "* a *",
            "a *\n\nb*",
        ] {
            assert_eq!(marked(as_written), as_written);
            assert_eq!(plain(as_written), as_written);
        }
        assert_eq!(marked("**bold** then *this*"), "**bold** then <this>");
        assert_eq!(marked("(*so*), “*so*” and *so?*"), "(<so>), “<so>” and <so?>");
        assert_eq!(marked("*a *b*"), "*a <b>");
        assert_eq!(marked("*two words,\nin two lines*"), "<two words,\nin two lines>");
        assert_eq!(marked("not *3*4* but *this*"), "not <3*4> but <this>");
        assert_eq!(marked("*über alles*"), "<über alles>");
    }

    #[test]
    fn a_backslash_makes_an_asterisk_of_an_asterisk() {
        assert_eq!(marked("\\*so\\*"), "*so*");
        assert_eq!(marked("*4\\* hotel*"), "<4* hotel>");
        assert_eq!(marked("C:\\new \\ \\\\*"), "C:\\new \\ \\*");
        assert_eq!(marked("\\**so*"), "*<so>");
    }

    #[test]
    fn asterisks_that_do_nothing_are_known() {
        assert_eq!(lone_asterisks("*so*, \\* and 4*, **").collect::<Vec<_>>(), [14, 17, 18]);
        assert_eq!(lone_asterisks("*a *b*").collect::<Vec<_>>(), [0]);
    }

    proptest! {
        /// A plain text whose asterisks are marked as such is shown as it is, and nothing of any text is lost but its marks.
        #[test]
        fn asterisks_marked_as_signs_are_signs(text in r"[ab4*\\ .“\n]{0,24}") {
            prop_assert_eq!(marked(&text.replace('*', "\\*")), text.clone());
            let others = |text: &str| text.replace(['*', '\\'], "");
            prop_assert_eq!(others(&plain(&text)), others(&text));
        }
    }
}
