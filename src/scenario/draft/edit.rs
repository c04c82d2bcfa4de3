//! Edits: replacements of text at places, each with its inverse.

use crate::scenario::text::Span;

use super::tree::range;

/// A stretch of a text, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The stretch, in the text before the edit. An empty one is a place between two characters.
    pub place: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Replacements that are made together and undone together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// In the order of the text, none reaching into another; all places are those before the edit.
    replacements: Vec<Replacement>,
}

/// Why an edit cannot be made. The text stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// A place ends before it starts, lies outside the text, or parts a character.
    #[error("there is no such place in the file: {}..{}", .0.start, .0.end)]
    NoSuchPlace(Span),
    /// Two replacements reach into each other.
    #[error("two changes at once of the same place: {}..{}", .0.start, .0.end)]
    Overlap(Span),
    /// The file would be larger than any that is read.
    #[error("the file would be larger than any that is read")]
    TooLarge,
    /// There is no such node, or it is not of the kind that this takes.
    #[error("there is no such list, field or value in the file")]
    NoSuchNode,
    /// The list or the brackets have a slip between their entries, so that it cannot be told where one ends.
    #[error("a comma or bracket is wrong here; put it right in the text first")]
    Damaged(Span),
    /// A new id is used by something else already.
    #[error("the id is used already; choose another")]
    IdTaken(Span),
    /// A new id has something in it other than lower-case letters, digits and hyphens.
    #[error("an id is made of lower-case letters, digits and hyphens")]
    NotAnId,
}

impl Edit {
    /// One replacement.
    #[must_use]
    pub fn replace(place: Span, text: impl Into<String>) -> Self {
        Self { replacements: vec![Replacement { place, text: text.into() }] }
    }

    /// Several replacements, in any order. Two insertions at the same place stand in the order in which they are given.
    ///
    /// # Errors
    /// Where two of them reach into each other.
    pub fn of(mut replacements: Vec<Replacement>) -> Result<Self, EditRefused> {
        replacements.sort_by_key(|it| (it.place.start, it.place.end));
        for pair in replacements.windows(2) {
            if pair[1].place.start < pair[0].place.end {
                return Err(EditRefused::Overlap(pair[1].place));
            }
        }
        Ok(Self { replacements })
    }

    /// The replacements, in the order of the text.
    #[must_use]
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// Whether nothing is replaced.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.replacements.is_empty()
    }

    /// Where a stretch stands afterwards. One that was replaced is where its replacement is; what is inserted right before
    /// or after it is not part of it.
    #[must_use]
    pub fn moved(&self, span: Span) -> Span {
        if span.is_none() {
            return span;
        }
        let (mut start, mut before) = (span.start, 0);
        for replacement in &self.replacements {
            if replacement.place.end > span.start {
                start = start.min(replacement.place.start);
                break;
            }
            before += growth(replacement);
        }
        let (mut end, mut within) = (span.end, 0);
        for replacement in self.replacements.iter().take_while(|it| it.place.start < span.end) {
            end = end.max(replacement.place.end);
            within += growth(replacement);
        }
        let start = shifted(start, before);
        Span { start, end: shifted(end, within).max(start) }
    }

    /// Makes the replacements in a text and returns what makes it as it was.
    pub(super) fn apply(&self, text: &mut String, largest: usize) -> Result<Edit, EditRefused> {
        let mut size = text.len();
        for Replacement { place, text: new } in &self.replacements {
            let there = place.start <= place.end && text.get(range(*place)).is_some();
            if !there {
                return Err(EditRefused::NoSuchPlace(*place));
            }
            size = size - range(*place).len() + new.len();
        }
        if size > largest {
            return Err(EditRefused::TooLarge);
        }
        let mut grown = 0_i64;
        let mut inverse = Vec::with_capacity(self.replacements.len());
        for Replacement { place, text: new } in &self.replacements {
            let length = u32::try_from(new.len()).unwrap_or(u32::MAX);
            let start = shifted(place.start, grown);
            inverse
                .push(Replacement { place: Span { start, end: start + length }, text: text[range(*place)].to_owned() });
            grown += i64::from(length) - i64::from(place.end - place.start);
        }
        match self.replacements.as_slice() {
            [only] => text.replace_range(range(only.place), &only.text),
            all => *text = rebuilt(text, all, size),
        }
        Ok(Edit { replacements: inverse })
    }

    /// The stretch from the first to the last replacement; `None` where there is none.
    pub(super) fn stretch(&self) -> Option<Span> {
        let (first, last) = (self.replacements.first()?, self.replacements.last()?);
        Some(Span { start: first.place.start, end: last.place.end })
    }

    /// By how much the text grows.
    pub(super) fn growth(&self) -> i64 {
        self.replacements.iter().map(growth).sum()
    }
}

fn growth(replacement: &Replacement) -> i64 {
    let length = i64::try_from(replacement.text.len()).unwrap_or(i64::MAX);
    length - i64::from(replacement.place.end) + i64::from(replacement.place.start)
}

/// All replacements in one pass, so that a thousand of them take no longer than one.
fn rebuilt(text: &str, replacements: &[Replacement], size: usize) -> String {
    let mut new = String::with_capacity(size);
    let mut from = 0;
    for replacement in replacements {
        let place = range(replacement.place);
        new.push_str(&text[from..place.start]);
        new.push_str(&replacement.text);
        from = place.end;
    }
    new.push_str(&text[from..]);
    new
}

pub(super) fn shifted(offset: u32, by: i64) -> u32 {
    u32::try_from((i64::from(offset) + by).max(0)).unwrap_or(u32::MAX)
}
