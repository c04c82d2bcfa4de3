//! Reads scenes and endings, and what is in them: lines, decisions, replies.

use super::condition::WHEN;
use super::condition::{BRANCH, Next, when};
use super::fields::Fields;
use super::shape::{AMOUNT, Form, Names, Shape, TEXTS, Vocabulary, may, must};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::model::{
    Answer, Arrival, Decision, Differs, EFFECT_LIMIT, Effect, Ending, Line, OutcomeWords, PromiseMade, Remedy, Reply,
    Scene, System,
};
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::text::Spanned;

/// Lines, wherever they stand.
const LINES: Form = Form::List(&Form::Group(&LINE));

/// Promises that are kept.
const PROMISES: Form = Form::List(&Form::Ref(Names::Promise));

/// Steps of the recovery model.
const STEPS: Form = Form::List(&Form::Ref(Names::Step));

/// Where it goes on.
const WAYS: Form = Form::Ways(&BRANCH);

/// How a feeling changes.
const CHANGE: Form = Form::Number { least: -(EFFECT_LIMIT as i64), most: EFFECT_LIMIT as i64 };

pub static SCENE: Shape = Shape {
    what: "a scene",
    fields: &[
        must("id", "the id by which others lead to it", Form::Id(Names::StoryPlace)),
        must("title", "a short name for lists", Form::Label),
        may("backdrop", "what is seen behind people here, such as `loading_dock`", Form::Word(Vocabulary::Backdrop)),
        may("channel", "how people talk here, such as `chat`", Form::Word(Vocabulary::Channel)),
        may("minutes", "story minutes that pass as it opens", AMOUNT),
        may("keeps", "promises that are kept by arriving here", PROMISES),
        may("fixes", "whether the customer is back on their journey from here on", Form::Truth),
        must("lines", "what is said and told", LINES),
        may("decision", "the choice of the learner", Form::Group(&DECISION)),
        may("next", "where it goes on, if there is no decision", WAYS),
        may("facilitator", "a note for whoever runs a workshop", Form::Prose),
        may("discuss", "questions for a group", TEXTS),
    ],
};

impl Read for Scene {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SCENE, problems)?;
        let decides = fields.has("decision");
        let both = fields.has("decision") && fields.has("next");
        let neither = !fields.has("decision") && !fields.has("next");
        let scene = Scene {
            id: fields.needed("id"),
            title: fields.needed("title"),
            backdrop: fields.optional("backdrop"),
            channel: fields.optional("channel"),
            arrival: arrival(&mut fields),
            lines: lines(&mut fields, "lines", decides.then_some("nothing is said here before the learner answers")),
            decision: fields.optional("decision"),
            next: fields.or_default::<Next>("next").0,
            facilitator: fields.optional("facilitator"),
            discuss: fields.or_default("discuss"),
            span: fields.span,
        };
        // Told here, where what is there but unreadable is known from what is not there.
        let id = || scene.id.value.clone();
        if both {
            fields.report(Problem::TwoWaysOn { scene: id() });
        } else if neither && !fields.damaged() {
            fields.report(Problem::NoWayOn { scene: id() });
        }
        Some(scene)
    }
}

/// Reads lines, and tells where there are none and there should be.
fn lines(fields: &mut Fields<'_, '_>, name: &'static str, if_none: Option<&'static str>) -> Vec<Line> {
    let is_empty = fields.is_empty_list(name);
    let lines: Spanned<Vec<Line>> = fields.needed(name);
    if let Some(what) = if_none.filter(|_| is_empty) {
        fields.report_at(lines.span, Problem::NothingSaid(what));
    }
    lines.value
}

fn arrival(fields: &mut Fields<'_, '_>) -> Arrival {
    Arrival {
        minutes: fields.or_default("minutes"),
        keeps: fields.or_default("keeps"),
        fixes: fields.or_default("fixes"),
    }
}

pub static ENDING: Shape = Shape {
    what: "an ending",
    fields: &[
        must("id", "the id by which others lead to it", Form::Id(Names::StoryPlace)),
        must("title", "the headline of the debrief", Form::Label),
        may("outcome", "its outcome; computed from `outcomes` if left out", Form::Word(Vocabulary::Outcome)),
        may("minutes", "story minutes that pass before it", AMOUNT),
        may("keeps", "promises that are kept by arriving here", PROMISES),
        may("fixes", "whether the customer is back on their journey here", Form::Truth),
        may("lines", "what is said and told", LINES),
        must("summary", "how it ended for the customer, in one or two sentences", Form::Prose),
        may("by_outcome", "other words for some of its outcomes", Form::List(&Form::Group(&OUTCOME_WORDS))),
    ],
};

impl Read for Ending {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &ENDING, problems)?;
        Some(Ending {
            id: fields.needed("id"),
            title: fields.needed("title"),
            outcome: fields.optional("outcome"),
            arrival: arrival(&mut fields),
            lines: fields.or_default("lines"),
            summary: fields.needed("summary"),
            by_outcome: fields.or_default("by_outcome"),
            span: fields.span,
        })
    }
}

static OUTCOME_WORDS: Shape = Shape {
    what: "an entry of `by_outcome`",
    fields: &[
        must("outcome", "the outcome, such as `lost`", Form::Word(Vocabulary::Outcome)),
        may("title", "the headline of the debrief; that of the ending if left out", Form::Label),
        may("lines", "what is said and told after the lines of the ending", LINES),
        must("summary", "how it ended for the customer, in one or two sentences", Form::Prose),
    ],
};

impl Read for OutcomeWords {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &OUTCOME_WORDS, problems)?;
        Some(OutcomeWords {
            title: fields.optional("title"),
            lines: fields.or_default("lines"),
            summary: fields.needed("summary"),
            outcome: fields.required("outcome")?,
        })
    }
}

static LINE: Shape = Shape {
    what: "a line",
    fields: &[
        may("speaker", "the id of the person who says it", Form::Ref(Names::Person)),
        may("mood", "how they look, such as `calm`", Form::Word(Vocabulary::Mood)),
        must("text", "the words", Form::Prose),
        may("when", "the condition under which it is said", WHEN),
    ],
};

impl Read for Line {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &LINE, problems)?;
        let without_speaker = fields.has("mood") && !fields.has("speaker");
        let line = Line {
            speaker: fields.optional("speaker"),
            mood: fields.optional("mood"),
            text: fields.needed("text"),
            when: when(&mut fields),
        };
        if without_speaker && !fields.damaged() {
            match &line.mood {
                Some(mood) => fields.report_at(mood.span, Problem::MoodWithoutSpeaker),
                None => fields.report(Problem::MoodWithoutSpeaker),
            }
        }
        Some(line)
    }
}

static DECISION: Shape = Shape {
    what: "a decision",
    fields: &[
        may("step", "the step of the recovery model that it practises", Form::Ref(Names::Step)),
        must("replies", "what the learner may say", Form::List(&Form::Group(&REPLY))),
        must(
            "differs",
            "the question on what makes the difference between the two systems' replies",
            Form::Group(&DIFFERS),
        ),
    ],
};

impl Read for Decision {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &DECISION, problems)?;
        let step = fields.optional("step");
        Some(Decision { step, replies: fields.needed("replies"), differs: fields.needed("differs"), span: fields.span })
    }
}

static DIFFERS: Shape = Shape {
    what: "a “what differs?” question",
    fields: &[
        must("question", "the question", Form::Prose),
        must("answers", "two to four answers, one of them right", Form::List(&Form::Group(&ANSWER))),
    ],
};

impl Read for Differs {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &DIFFERS, problems)?;
        Some(Differs { question: fields.needed("question"), answers: fields.needed("answers"), span: fields.span })
    }
}

static ANSWER: Shape = Shape {
    what: "an answer",
    fields: &[
        must("text", "the answer", Form::Prose),
        may("right", "whether it is the right one", Form::Truth),
        must("response", "what the coach says to it", Form::Prose),
    ],
};

impl Read for Answer {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &ANSWER, problems)?;
        Some(Answer {
            text: fields.needed("text"),
            right: fields.or_default("right"),
            response: fields.needed("response"),
        })
    }
}

static REPLY: Shape = Shape {
    what: "a reply",
    fields: &[
        must("id", "its id, unique in the whole file", Form::Id(Names::Reply)),
        must("text", "the words", Form::Prose),
        must("system", "`recovery` or `no_recovery`", Form::Word(Vocabulary::System)),
        may("steps", "the steps of the recovery model that it shows", STEPS),
        may("misses", "the steps that it should have shown", STEPS),
        may("trap", "the trap it falls into", Form::Ref(Names::Trap)),
        may("harm", "the harm it does, such as `safety`", Form::Word(Vocabulary::Harm)),
        may("puts_right", "the harm done before that it puts right", Form::List(&Form::Word(Vocabulary::Harm))),
        must("effect", "what it does to trust, loss and dread", Form::Group(&EFFECT)),
        must("minutes", "the story minutes it takes", AMOUNT),
        may("remedy", "amends it offers, with their cost", Form::Group(&REMEDY)),
        may("escalates", "whether it brings in somebody who may decide above the limit", Form::Truth),
        may("promises", "the promises it makes", Form::List(&Form::Group(&PROMISE_MADE))),
        may("keeps", "the promises it keeps", PROMISES),
        may("sets", "the flags it sets", Form::List(&Form::Ref(Names::Flag))),
        may("when", "the condition under which it is on offer", WHEN),
        must("reaction", "how the customer answers", LINES),
        must("feedback", "the coach's one or two sentences", Form::Prose),
        must("next", "where it leads: the id of a scene or ending, or a list of branches", WAYS),
    ],
};

impl Read for Reply {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &REPLY, problems)?;
        Some(Reply {
            id: fields.needed("id"),
            text: fields.needed("text"),
            // Rules on the balance of a decision leave one with an unreadable reply alone.
            system: fields.required("system").unwrap_or(System::Recovery),
            steps: fields.or_default("steps"),
            misses: fields.or_default("misses"),
            trap: fields.optional("trap"),
            harm: fields.optional("harm"),
            puts_right: fields.or_default("puts_right"),
            effect: fields.needed("effect"),
            minutes: fields.needed("minutes"),
            remedy: fields.optional("remedy"),
            escalates: fields.or_default("escalates"),
            promises: fields.or_default("promises"),
            keeps: fields.or_default("keeps"),
            sets: fields.or_default("sets"),
            when: when(&mut fields),
            reaction: lines(&mut fields, "reaction", Some("the customer says nothing to this reply")),
            feedback: fields.needed("feedback"),
            next: fields.needed::<Next>("next").0,
            span: fields.span,
        })
    }
}

static EFFECT: Shape = Shape {
    what: "an effect",
    fields: &[
        may("trust", "the change of trust", CHANGE),
        may("loss", "the change of loss", CHANGE),
        may("dread", "the change of dread", CHANGE),
    ],
};

impl Read for Effect {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &EFFECT, problems)?;
        Some(Effect {
            trust: fields.or_default("trust"),
            loss: fields.or_default("loss"),
            dread: fields.or_default("dread"),
        })
    }
}

static REMEDY: Shape = Shape {
    what: "a remedy",
    fields: &[
        must("text", "what is given", Form::Label),
        must("cost", "what it costs, in the scenario's money", AMOUNT),
    ],
};

impl Read for Remedy {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &REMEDY, problems)?;
        Some(Remedy { text: fields.needed("text"), cost: fields.needed("cost") })
    }
}

static PROMISE_MADE: Shape = Shape {
    what: "a promise made",
    fields: &[
        must("id", "the promise that is made", Form::Ref(Names::Promise)),
        must("within", "the story minutes after which it is due", AMOUNT),
    ],
};

impl Read for PromiseMade {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &PROMISE_MADE, problems)?;
        Some(PromiseMade { promise: fields.needed("id"), within: fields.needed("within") })
    }
}
