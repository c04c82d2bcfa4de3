//! Reads lessons.

use super::fields::{Fields, Shape};
use super::syntax::{Kind, Node};
use super::values::{Read, unknown_word, wrong_type};
use crate::scenario::lesson::{Face, Illustration, Lesson, Levels, Question, SceneName, Screen, SideNote};
use crate::scenario::problem::{Problem, Problems, Word};
use crate::scenario::text::Spanned;

pub static LESSON: Shape = Shape {
    what: "a lesson",
    fields: &[
        ("format", "the number of the file format, 1"),
        ("id", "the name by which the glossary asks for it"),
        ("title", "its title"),
        ("summary", "one line for its card"),
        ("minutes", "how long it takes to read, in minutes"),
        ("credit", "where the teaching comes from"),
        ("face", "the face on its card: `(portrait: …, mood: …)`"),
        ("screens", "its two to seven screens"),
        ("question", "what is asked at its end: `(ask: …, answer: …)`"),
        ("practise", "the decision to practise at: `(scenario: …, scene: …)`"),
    ],
};

pub fn read(mut fields: Fields<'_, '_>) -> Lesson {
    Lesson {
        format: fields.needed("format"),
        id: fields.needed("id"),
        title: fields.needed("title"),
        summary: fields.needed("summary"),
        minutes: fields.needed("minutes"),
        credit: fields.needed("credit"),
        face: fields.optional("face"),
        screens: fields.needed("screens"),
        question: fields.needed("question"),
        practise: fields.needed("practise"),
    }
}

static SCREEN: Shape = Shape {
    what: "a screen",
    fields: &[
        ("title", "its heading"),
        ("text", "its paragraphs, a list of texts"),
        ("illustration", "what is drawn, such as `portrait(portrait: \"guest\", mood: calm)`"),
        ("key_point", "the one sentence to keep"),
    ],
};

impl Read for Screen {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SCREEN, problems)?;
        Some(Screen {
            title: fields.needed("title"),
            text: fields.needed("text"),
            illustration: fields.optional("illustration"),
            key_point: fields.needed("key_point"),
            span: fields.span,
        })
    }
}

static QUESTION: Shape = Shape {
    what: "the question",
    fields: &[("ask", "what is asked, to be answered from memory"), ("answer", "a good answer")],
};

impl Read for Question {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &QUESTION, problems)?;
        Some(Question { ask: fields.needed("ask"), answer: fields.needed("answer") })
    }
}

static DECISION: Shape = Shape {
    what: "a decision of a scenario",
    fields: &[("scenario", "the id of the scenario"), ("scene", "the id of the scene")],
};

impl Read for SceneName {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &DECISION, problems)?;
        Some(SceneName { scenario: fields.needed("scenario"), scene: fields.needed("scene") })
    }
}

static FACE: Shape = Shape {
    what: "a face",
    fields: &[
        ("portrait", "whose pictures, such as \"guest\""),
        ("mood", "how they look, such as `calm`"),
        ("caption", "a few words below the picture"),
    ],
};

impl Read for Face {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &FACE, problems)?;
        Some(Face {
            portrait: fields.needed("portrait"),
            mood: fields.required("mood"),
            caption: fields.optional("caption"),
        })
    }
}

static LEVELS: Shape = Shape {
    what: "the customer’s state",
    fields: &[
        ("trust", "trust, 0 to 100"),
        ("loss", "sense of loss, 0 to 100"),
        ("dread", "dread of hassle, 0 to 100"),
    ],
};

impl Read for Levels {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &LEVELS, problems)?;
        Some(Levels { trust: fields.needed("trust"), loss: fields.needed("loss"), dread: fields.needed("dread") })
    }
}

static SIDE: Shape =
    Shape { what: "a side", fields: &[("title", "what it is called"), ("text", "what there is to say")] };

impl Read for SideNote {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SIDE, problems)?;
        Some(SideNote { title: fields.needed("title"), text: fields.needed("text") })
    }
}

static METERS: Shape = Shape {
    what: "the meters",
    fields: &[("before", "the customer’s state before"), ("after", "the customer’s state after")],
};
static STEPS: Shape = Shape {
    what: "the steps",
    fields: &[("model", "the id of the recovery model"), ("step", "the id of the step that the screen is about")],
};
static TRAPS: Shape = Shape { what: "the traps", fields: &[("model", "the id of the recovery model")] };
static SIDES: Shape =
    Shape { what: "the sides", fields: &[("left", "what stands on the left"), ("right", "what stands on the right")] };

const ILLUSTRATIONS: &[&str] = &["portrait", "faces", "contrast", "meters", "steps", "traps", "sides"];
const EXPECTED: &str = "an illustration, such as `portrait(portrait: \"guest\", mood: calm)`";

impl Read for Illustration {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let span = node.span;
        let mut group = match node.kind {
            Kind::Group(group) => group,
            Kind::Word(word) if !ILLUSTRATIONS.contains(&word) => {
                unknown_word(span, Word::Illustration, word, ILLUSTRATIONS.to_vec(), problems);
                return None;
            }
            kind => {
                wrong_type(span, &kind, EXPECTED, problems);
                return None;
            }
        };
        let Some(name) = group.name.take() else {
            wrong_type(span, &Kind::Group(group), EXPECTED, problems);
            return None;
        };
        if !ILLUSTRATIONS.contains(&name) {
            unknown_word(group.head, Word::Illustration, name, ILLUSTRATIONS.to_vec(), problems);
            return None;
        }
        if name == "faces" {
            if group.items.len() != 1 || !group.fields.is_empty() {
                if !group.damaged {
                    let found = "something else in the brackets".to_owned();
                    let expected = "a list of faces, `faces([ … ])`";
                    problems.push(group.head, Problem::WrongType { expected, found, hint: None });
                }
                return None;
            }
            return Read::read(group.items.pop()?, problems).map(Illustration::Faces);
        }
        // The name is told; what is left reads like anything in brackets.
        let rest = Node { span, kind: Kind::Group(group) };
        Some(match name {
            "portrait" => Illustration::Portrait(Face::read(rest, problems)?),
            "contrast" => Illustration::Contrast(SceneName::read(rest, problems)?),
            "meters" => {
                let mut fields = Fields::open(rest, &METERS, problems)?;
                Illustration::Meters { before: fields.needed("before"), after: fields.needed("after") }
            }
            "steps" => {
                let mut fields = Fields::open(rest, &STEPS, problems)?;
                let step: Option<Spanned<String>> = fields.optional("step");
                Illustration::Steps { model: fields.needed("model"), step }
            }
            "traps" => Illustration::Traps { model: Fields::open(rest, &TRAPS, problems)?.needed("model") },
            _ => {
                let mut fields = Fields::open(rest, &SIDES, problems)?;
                Illustration::Sides { left: fields.needed("left"), right: fields.needed("right") }
            }
        })
    }
}
