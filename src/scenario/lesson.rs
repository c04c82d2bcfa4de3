//! Lessons: a few illustrated screens on one idea, a question to answer from memory, and a moment to practise it at.
//!
//! A lesson names scenarios, scenes, models and steps, and holds none of their words: they are looked up when it is shown,
//! so that a lesson and the scenario it points to cannot drift apart. What it names may be missing then.

use super::model::Mood;
use super::text::{Span, Spanned, Text};

/// The fewest and the most screens of a lesson.
pub const LESSON_SCREENS: std::ops::RangeInclusive<usize> = 2..=7;

/// The most words on one screen of a lesson; more is not read.
pub const SCREEN_WORDS: usize = 90;

/// The most faces beside each other.
pub const MOST_FACES: usize = 4;

/// A lesson.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// The format of the file.
    pub format: Spanned<u32>,
    /// Stable id by which the glossary names it, and by which it is remembered as read.
    pub id: Spanned<String>,
    /// Its title.
    pub title: Text,
    /// One line for its card.
    pub summary: Text,
    /// How long it takes to read, in minutes.
    pub minutes: Spanned<u32>,
    /// Where the teaching comes from.
    pub credit: Text,
    /// The face on its card; the first that is drawn in it, where absent.
    pub face: Option<Face>,
    /// Its screens, in order.
    pub screens: Vec<Screen>,
    /// What is asked at its end.
    pub question: LessonQuestion,
    /// Where to practise it.
    pub practise: SceneName,
}

/// One screen of a lesson.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// Its heading.
    pub title: Text,
    /// Its paragraphs, with `*emphasis*` and `[[terms]]` of the glossary.
    pub text: Vec<Text>,
    /// What is drawn beside them.
    pub illustration: Option<Spanned<Illustration>>,
    /// The one sentence to keep.
    pub key_point: Text,
    /// Where the screen stands in the file.
    pub span: Span,
}

/// What is drawn on a screen of a lesson.
#[derive(Clone, Debug)]
pub enum Illustration {
    /// Somebody.
    Portrait(Face),
    /// A row of people, or of one person's moods.
    Faces(Vec<Face>),
    /// The two systems' replies at a decision of a scenario, taken from there.
    Contrast(SceneName),
    /// The customer's state before and after.
    Meters {
        /// Before.
        before: Levels,
        /// After.
        after: Levels,
    },
    /// The steps of a recovery model, one of them perhaps picked out.
    Steps {
        /// The id of the model.
        model: Spanned<String>,
        /// The id of the step that the screen is about.
        step: Option<Spanned<String>>,
    },
    /// The traps of a recovery model.
    Traps {
        /// The id of the model.
        model: Spanned<String>,
    },
    /// Two things that belong beside each other.
    Sides {
        /// The one on the left.
        left: SideNote,
        /// The one on the right.
        right: SideNote,
    },
}

/// A picture of somebody.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// Whose pictures.
    pub portrait: Spanned<String>,
    /// In which mood; `None` where that cannot be read.
    pub mood: Option<Spanned<Mood>>,
    /// A few words below it.
    pub caption: Option<Text>,
}

/// One of two things beside each other.
#[derive(Clone, Debug, Default)]
pub struct SideNote {
    /// What it is called.
    pub title: Text,
    /// What there is to say.
    pub text: Text,
}

/// The customer's state, each from 0 to 100.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Trust.
    pub trust: Spanned<i32>,
    /// Sense of loss.
    pub loss: Spanned<i32>,
    /// Dread of hassle.
    pub dread: Spanned<i32>,
}

/// A decision of some scenario, by the ids of the two.
#[derive(Clone, Debug, Default)]
pub struct SceneName {
    /// The id of the scenario.
    pub scenario: Spanned<String>,
    /// The id of the scene.
    pub scene: Spanned<String>,
}

/// What is asked at the end of a lesson, to be answered from memory.
#[derive(Clone, Debug, Default)]
pub struct LessonQuestion {
    /// The question.
    pub ask: Text,
    /// A good answer.
    pub answer: Text,
}

impl Lesson {
    /// The face to know the lesson by.
    #[must_use]
    pub fn face(&self) -> Option<&Face> {
        self.face.as_ref().or_else(|| self.first_drawn())
    }

    fn first_drawn(&self) -> Option<&Face> {
        self.screens.iter().find_map(|screen| match &screen.illustration.as_ref()?.value {
            Illustration::Portrait(face) => Some(face),
            Illustration::Faces(faces) => faces.first(),
            _ => None,
        })
    }

    /// The decisions of scenarios that it shows or leads to, in order.
    pub fn decisions(&self) -> impl Iterator<Item = &SceneName> {
        let shown = self.screens.iter().filter_map(|screen| match &screen.illustration.as_ref()?.value {
            Illustration::Contrast(decision) => Some(decision),
            _ => None,
        });
        shown.chain([&self.practise])
    }
}

/// A stretch of a text with terms: in a term of the glossary, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The words.
    pub text: &'a str,
    /// The term that they stand for, as the glossary writes it or one of its other forms; `None` for plain text.
    pub term: Option<&'a str>,
}

/// Splits a text at its `[[terms]]`. `[[words|term]]` shows the words and means the term. Brackets that are never closed,
/// or have nothing in them, stay what they are.
#[must_use]
pub fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let (mut plain_from, mut from) = (0, 0);
    while let Some(open) = text[from..].find("[[").map(|at| from + at) {
        let Some(close) = text[open..].find("]]").map(|at| open + at) else { break };
        let inside = &text[open + 2..close];
        from = close + 2;
        let (words, term) = inside.split_once('|').unwrap_or((inside, inside));
        if words.trim().is_empty() || term.trim().is_empty() {
            continue;
        }
        if plain_from < open {
            found.push(Stretch { text: &text[plain_from..open], term: None });
        }
        found.push(Stretch { text: words, term: Some(term) });
        plain_from = from;
    }
    if plain_from < text.len() {
        found.push(Stretch { text: &text[plain_from..], term: None });
    }
    found
}

/// The text without its marks for terms and emphasis, as it is read aloud.
#[must_use]
pub fn spoken(text: &str) -> String {
    let words: String = stretches(text).into_iter().map(|stretch| stretch.text).collect();
    super::text::plain(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(&str, Option<&str>)> {
        stretches(text).into_iter().map(|it| (it.text, it.term)).collect()
    }

    #[test]
    fn terms_are_split_out() {
        assert_eq!(
            parts("Their [[trust]] and [[what they lost|sense of loss]]."),
            [
                ("Their ", None),
                ("trust", Some("trust")),
                (" and ", None),
                ("what they lost", Some("sense of loss")),
                (".", None)
            ]
        );
    }

    #[test]
    fn brackets_that_are_no_terms_stay() {
        assert_eq!(parts("a [[b"), [("a [[b", None)]);
        assert_eq!(parts("[[]]"), [("[[]]", None)]);
        assert_eq!(parts("[[ | ]] [[é]]"), [("[[ | ]] ", None), ("é", Some("é"))]);
        assert_eq!(parts(""), []);
    }

    proptest::proptest! {
        #[test]
        fn stretches_put_together_are_the_text(text in "[a\\[\\]é *]{0,24}") {
            let part = |it: Stretch<'_>| it.term.map_or_else(|| it.text.to_owned(), |term| format!("[[{term}]]"));
            let together: String = stretches(&text).into_iter().map(part).collect();
            proptest::prop_assert_eq!(together, text);
        }

        #[test]
        fn any_text_can_be_spoken(text in "\\PC{0,40}|[\\[\\]|*a]{0,16}") {
            proptest::prop_assert!(spoken(&text).len() <= text.len());
        }
    }

    #[test]
    fn what_is_spoken_has_no_marks() {
        assert_eq!(spoken("*Not* [[their trust|trust]]."), "Not their trust.");
    }
}
