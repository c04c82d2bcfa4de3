//! Places in a file, values that remember their place, and the one piece of markup texts may carry.

use std::ops::Deref;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text, without its asterisks.
    pub text: &'a str,
    /// Whether it stood between asterisks.
    pub emphasis: bool,
}

/// Splits a text into runs at its `*emphasis*`.
///
/// An asterisk opens emphasis only where another one closes it on a later place and there is something between the
/// two, so that a lone `*` stays what it is.
#[must_use]
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next_emphasis(rest) {
        if !before.is_empty() {
            found.push(Run { text: before, emphasis: false });
        }
        found.push(Run { text: inside, emphasis: true });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Run { text: rest, emphasis: false });
    }
    found
}

fn next_emphasis(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('*')?;
    let close = open + 1 + text[open + 1..].find('*')?;
    if close == open + 1 {
        return None;
    }
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

/// The text with its emphasis marks taken away, for places that show plain text only.
#[must_use]
pub fn plain(text: &str) -> String {
    runs(text).into_iter().map(|run| run.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_is_split_out() {
        let found = runs("I need *today*, not *soon*.");
        let parts: Vec<_> = found.iter().map(|run| (run.text, run.emphasis)).collect();
        assert_eq!(parts, [("I need ", false), ("today", true), (", not ", false), ("soon", true), (".", false)]);
    }

    #[test]
    fn lone_asterisks_stay() {
        assert_eq!(plain("4 * 5"), "4 * 5");
        assert_eq!(plain("**"), "**");
        assert_eq!(plain(""), "");
    }
}
