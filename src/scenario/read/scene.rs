//! Reads scenes and endings, and what is in them: lines, decisions, replies.

use super::condition::{Next, when};
use super::fields::{Fields, Shape};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::model::{
    Answer, Arrival, Decision, Differs, Effect, Ending, Line, PromiseMade, Remedy, Reply, Scene, System,
};
use crate::scenario::problem::{Problem, Problems};

static SCENE: Shape = Shape {
    what: "a scene",
    fields: &[
        ("id", "the id by which others lead to it"),
        ("title", "a short name for lists"),
        ("minutes", "story minutes that pass as it opens"),
        ("keeps", "promises that are kept by arriving here"),
        ("fixes", "whether the customer is back on their journey from here on"),
        ("lines", "what is said and told"),
        ("decision", "the choice of the learner"),
        ("next", "where it goes on, if there is no decision"),
        ("facilitator", "a note for whoever runs a workshop"),
        ("discuss", "questions for a group"),
    ],
};

impl Read for Scene {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &SCENE, problems)?;
        let both = fields.has("decision") && fields.has("next");
        let neither = !fields.has("decision") && !fields.has("next");
        let scene = Scene {
            id: fields.needed("id"),
            title: fields.needed("title"),
            arrival: arrival(&mut fields),
            lines: fields.needed("lines"),
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

fn arrival(fields: &mut Fields<'_, '_>) -> Arrival {
    Arrival {
        minutes: fields.or_default("minutes"),
        keeps: fields.or_default("keeps"),
        fixes: fields.or_default("fixes"),
    }
}

static ENDING: Shape = Shape {
    what: "an ending",
    fields: &[
        ("id", "the id by which others lead to it"),
        ("title", "the headline of the debrief"),
        ("outcome", "its outcome; computed from `outcomes` if left out"),
        ("minutes", "story minutes that pass before it"),
        ("keeps", "promises that are kept by arriving here"),
        ("fixes", "whether the customer is back on their journey here"),
        ("lines", "what is said and told"),
        ("summary", "how it ended for the customer, in one or two sentences"),
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
            span: fields.span,
        })
    }
}

static LINE: Shape = Shape {
    what: "a line",
    fields: &[
        ("speaker", "the id of the person who says it"),
        ("mood", "how they look, such as `calm`"),
        ("text", "the words"),
        ("when", "the condition under which it is said"),
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
        ("step", "the step of the recovery model that it practises"),
        ("replies", "what the learner may say"),
        ("differs", "the question on what makes the difference between the two systems' replies"),
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
    fields: &[("question", "the question"), ("answers", "two to four answers, one of them right")],
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
        ("text", "the answer"),
        ("right", "whether it is the right one"),
        ("response", "what the coach says to it"),
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
        ("id", "its id, unique in the whole file"),
        ("text", "the words"),
        ("system", "`recovery` or `no_recovery`"),
        ("steps", "the steps of the recovery model that it shows"),
        ("misses", "the steps that it should have shown"),
        ("trap", "the trap it falls into"),
        ("effect", "what it does to trust, loss and dread"),
        ("minutes", "the story minutes it takes"),
        ("remedy", "amends it offers, with their cost"),
        ("escalates", "whether it brings in somebody who may decide above the limit"),
        ("promises", "the promises it makes"),
        ("keeps", "the promises it keeps"),
        ("sets", "the flags it sets"),
        ("when", "the condition under which it is on offer"),
        ("reaction", "how the customer answers"),
        ("feedback", "the coach's one or two sentences"),
        ("next", "where it leads: the id of a scene or ending, or a list of branches"),
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
            effect: fields.needed("effect"),
            minutes: fields.needed("minutes"),
            remedy: fields.optional("remedy"),
            escalates: fields.or_default("escalates"),
            promises: fields.or_default("promises"),
            keeps: fields.or_default("keeps"),
            sets: fields.or_default("sets"),
            when: when(&mut fields),
            reaction: fields.needed("reaction"),
            feedback: fields.needed("feedback"),
            next: fields.needed::<Next>("next").0,
            span: fields.span,
        })
    }
}

static EFFECT: Shape = Shape {
    what: "an effect",
    fields: &[("trust", "the change of trust"), ("loss", "the change of loss"), ("dread", "the change of dread")],
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
    fields: &[("text", "what is given"), ("cost", "what it costs, in the scenario's money")],
};

impl Read for Remedy {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &REMEDY, problems)?;
        Some(Remedy { text: fields.needed("text"), cost: fields.needed("cost") })
    }
}

static PROMISE_MADE: Shape = Shape {
    what: "a promise made",
    fields: &[("id", "the promise that is made"), ("within", "the story minutes after which it is due")],
};

impl Read for PromiseMade {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &PROMISE_MADE, problems)?;
        Some(PromiseMade { promise: fields.needed("id"), within: fields.needed("within") })
    }
}
