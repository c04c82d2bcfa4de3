//! Reads lessons.

use super::fields::Fields;
use super::shape::{
    Choice, FEELING, FORMAT_NUMBER, Form, Names, SOME_MINUTES, Shape, TEXTS, Vocabulary, may, must, option,
};
use super::syntax::{Kind, Node};
use super::values::{Read, unknown_word, wrong_type};
use crate::scenario::lesson::{Face, Illustration, Lesson, LessonQuestion, Levels, SceneName, Screen, SideNote};
use crate::scenario::problem::{Problem, Problems, Word};
use crate::scenario::text::Spanned;

pub static LESSON: Shape = Shape {
    what: "a lesson",
    fields: &[
        must("format", "the number of the file format, 1", FORMAT_NUMBER),
        must("id", "the name by which the glossary asks for it", Form::Id(Names::Lesson)),
        must("title", "its title", Form::Label),
        must("summary", "one line for its card", Form::Prose),
        must("minutes", "how long it takes to read, in minutes", SOME_MINUTES),
        must("credit", "where the teaching comes from", Form::Prose),
        may("face", "the face on its card: `(portrait: …, mood: …)`", Form::Group(&FACE)),
        must("screens", "its two to seven screens", Form::List(&Form::Group(&SCREEN))),
        must("question", "what is asked at its end: `(ask: …, answer: …)`", Form::Group(&QUESTION)),
        must("practise", "the decision to practise at: `(scenario: …, scene: …)`", Form::Group(&DECISION)),
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
        must("title", "its heading", Form::Label),
        must("text", "its paragraphs, a list of texts", TEXTS),
        may(
            "illustration",
            "what is drawn, such as `portrait(portrait: \"guest\", mood: calm)`",
            Form::Choice(&ILLUSTRATION),
        ),
        must("key_point", "the one sentence to keep", Form::Prose),
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
    fields: &[
        must("ask", "what is asked, to be answered from memory", Form::Prose),
        must("answer", "a good answer", Form::Prose),
    ],
};

impl Read for LessonQuestion {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &QUESTION, problems)?;
        Some(LessonQuestion { ask: fields.needed("ask"), answer: fields.needed("answer") })
    }
}

static DECISION: Shape = Shape {
    what: "a decision of a scenario",
    fields: &[
        must("scenario", "the id of the scenario", Form::Ref(Names::Scenario)),
        must("scene", "the id of the scene", Form::Ref(Names::SceneElsewhere)),
    ],
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
        must("portrait", "whose pictures, such as \"guest\"", Form::Ref(Names::Portrait)),
        must("mood", "how they look, such as `calm`", Form::Word(Vocabulary::Mood)),
        may("caption", "a few words below the picture", Form::Label),
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
        must("trust", "trust, 0 to 100", FEELING),
        must("loss", "sense of loss, 0 to 100", FEELING),
        must("dread", "dread of hassle, 0 to 100", FEELING),
    ],
};

impl Read for Levels {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &LEVELS, problems)?;
        Some(Levels { trust: fields.needed("trust"), loss: fields.needed("loss"), dread: fields.needed("dread") })
    }
}

static SIDE: Shape = Shape {
    what: "a side",
    fields: &[must("title", "what it is called", Form::Label), must("text", "what there is to say", Form::Prose)],
};

impl Read for SideNote {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SIDE, problems)?;
        Some(SideNote { title: fields.needed("title"), text: fields.needed("text") })
    }
}

static METERS: Shape = Shape {
    what: "the meters",
    fields: &[
        must("before", "the customer’s state before", Form::Group(&LEVELS)),
        must("after", "the customer’s state after", Form::Group(&LEVELS)),
    ],
};
static STEPS: Shape = Shape {
    what: "the steps",
    fields: &[
        must("model", "the id of the recovery model", Form::Ref(Names::Model)),
        may("step", "the id of the step that the screen is about", Form::Ref(Names::Step)),
    ],
};
static TRAPS: Shape =
    Shape { what: "the traps", fields: &[must("model", "the id of the recovery model", Form::Ref(Names::Model))] };
static SIDES: Shape = Shape {
    what: "the sides",
    fields: &[
        must("left", "what stands on the left", Form::Group(&SIDE)),
        must("right", "what stands on the right", Form::Group(&SIDE)),
    ],
};

static ILLUSTRATION: Choice = Choice {
    what: "an illustration",
    options: &[
        option("portrait", "somebody", Form::Group(&FACE)),
        option("faces", "a row of people, or of moods", Form::List(&Form::Group(&FACE))),
        option("contrast", "the two systems’ replies at a decision", Form::Group(&DECISION)),
        option("meters", "the customer’s state before and after", Form::Group(&METERS)),
        option("steps", "the steps of a recovery model", Form::Group(&STEPS)),
        option("traps", "the traps of a recovery model", Form::Group(&TRAPS)),
        option("sides", "two things beside each other", Form::Group(&SIDES)),
    ],
};

fn illustrations() -> Vec<&'static str> {
    ILLUSTRATION.options.iter().map(|it| it.word).collect()
}

const EXPECTED: &str = "an illustration, such as `portrait(portrait: \"guest\", mood: calm)`";

impl Read for Illustration {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let span = node.span;
        let mut group = match node.kind {
            Kind::Group(group) => group,
            Kind::Word(word) if ILLUSTRATION.option(word).is_none() => {
                unknown_word(span, Word::Illustration, word, illustrations(), problems);
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
        if ILLUSTRATION.option(name).is_none() {
            unknown_word(group.head, Word::Illustration, name, illustrations(), problems);
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
