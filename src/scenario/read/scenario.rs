//! Reads what a scenario file says once: its head, people, start, money, promises, outcomes, takeaways.

use super::condition::WHEN;
use super::condition::when;
use super::fields::Fields;
use super::scene::{ENDING, SCENE};
use super::shape::{
    AMOUNT, FEELING, FORMAT_NUMBER, Form, LABELS, Names, SOME_MINUTES, Shape, TEXTS, Vocabulary, may, must,
};
use super::syntax::Node;
use super::values::{Clock, Read, Stars};
use crate::scenario::model::{Accepted, Money, OutcomeRule, Person, Promise, ScenarioFile, Start, Takeaway};
use crate::scenario::problem::Problems;
use crate::scenario::text::{Span, Spanned};

/// Stars of a review.
const STARS: Form = Form::Number { least: 1, most: 5 };

pub static SCENARIO: Shape = Shape {
    what: "a scenario",
    fields: &[
        must("format", "the number of the file format, 1", FORMAT_NUMBER),
        must("id", "the name of the file without .ron", Form::Id(Names::Scenario)),
        must("title", "the title on its card", Form::Label),
        must("summary", "one sentence for its card", Form::Prose),
        must("trade", "the trade it plays in, such as \"Equipment rental\"", Form::Label),
        must("channel", "where the conversation takes place, such as `telephone`", Form::Word(Vocabulary::Channel)),
        may("backdrop", "what is seen behind people, such as `rental_yard`", Form::Word(Vocabulary::Backdrop)),
        may("stars", "how many stars of five the customer has given in public", STARS),
        may("cause", "who or what made things go wrong, such as `supplier`", Form::Word(Vocabulary::Cause)),
        must("minutes", "how long a play takes, in minutes", SOME_MINUTES),
        may("language", "the language of the texts, such as \"en\"", Form::Label),
        may("tags", "labels by which the library filters", LABELS),
        may("credits", "where the teaching comes from", TEXTS),
        must(
            "model",
            "the id of the recovery model that is practised, such as \"five-steps\"",
            Form::Ref(Names::Model),
        ),
        may("learning_points", "what a learner takes away", TEXTS),
        must("brief", "who the learner is, and what they know and may decide", Form::Prose),
        must("customer", "the id of the person whose feelings are shown", Form::Ref(Names::Person)),
        must("people", "everybody who speaks", Form::List(&Form::Group(&PERSON))),
        must("start", "where and how the story starts", Form::Group(&START)),
        must("money", "the currency, and how much the learner may give away", Form::Group(&MONEY)),
        may("promises", "every promise a reply can make", Form::List(&Form::Group(&PROMISE))),
        may("outcomes", "which outcome an ending without one of its own has", Form::List(&Form::Group(&OUTCOME_RULE))),
        may("takeaways", "an if–then card for each outcome", Form::List(&Form::Group(&TAKEAWAY))),
        may("accepts", "advice of the checker that does not hold here, and why", Form::List(&Form::Group(&ACCEPTED))),
        must("scenes", "the scenes", Form::List(&Form::Group(&SCENE))),
        must("endings", "the endings", Form::List(&Form::Group(&ENDING))),
    ],
};

pub fn read(mut fields: Fields<'_, '_>) -> ScenarioFile {
    ScenarioFile {
        format: fields.needed("format"),
        id: fields.needed("id"),
        title: fields.needed("title"),
        summary: fields.needed("summary"),
        trade: fields.needed("trade"),
        channel: fields.required("channel"),
        backdrop: fields.optional("backdrop"),
        stars: fields.optional("stars").map(|Stars(stars)| stars),
        cause: fields.optional("cause"),
        minutes: fields.needed("minutes"),
        language: fields.optional("language").unwrap_or_else(|| Spanned::new("en".to_owned(), Span::NONE)),
        tags: fields.or_default("tags"),
        credits: fields.or_default("credits"),
        model: fields.needed("model"),
        learning_points: fields.or_default("learning_points"),
        brief: fields.needed("brief"),
        customer: fields.needed("customer"),
        people: fields.needed("people"),
        start: fields.needed("start"),
        money: fields.needed("money"),
        promises: fields.or_default("promises"),
        outcomes: fields.or_default("outcomes"),
        takeaways: fields.or_default("takeaways"),
        accepts: fields.or_default("accepts"),
        scenes: fields.needed("scenes"),
        endings: fields.needed("endings"),
    }
}

static PERSON: Shape = Shape {
    what: "a person",
    fields: &[
        must("id", "the id by which lines name them", Form::Id(Names::Person)),
        must("name", "their full name", Form::Label),
        must("role", "what they are, such as \"Site foreman\"", Form::Label),
        must("about", "a line on who they are", Form::Prose),
        must("portrait", "whose pictures show them, such as \"foreman\"", Form::Ref(Names::Portrait)),
    ],
};

impl Read for Person {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &PERSON, problems)?;
        Some(Person {
            id: fields.needed("id"),
            name: fields.needed("name"),
            role: fields.needed("role"),
            about: fields.needed("about"),
            portrait: fields.needed("portrait"),
            span: fields.span,
        })
    }
}

static START: Shape = Shape {
    what: "the start",
    fields: &[
        must("scene", "the id of the first scene", Form::Ref(Names::Scene)),
        must("trust", "the customer's trust at the start, 0 to 100", FEELING),
        must("loss", "their sense of loss at the start, 0 to 100", FEELING),
        must("dread", "their dread of hassle at the start, 0 to 100", FEELING),
        may("clock", "the time of day at which the story starts, such as \"07:10\"", Form::Clock),
    ],
};

impl Read for Start {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &START, problems)?;
        let start = Start {
            scene: fields.needed("scene"),
            trust: fields.needed("trust"),
            loss: fields.needed("loss"),
            dread: fields.needed("dread"),
            clock: None,
        };
        let clock: Option<Spanned<Clock>> = fields.optional("clock");
        Some(Start { clock: clock.map(|it| Spanned::new(it.value.0, it.span)), ..start })
    }
}

static MONEY: Shape = Shape {
    what: "the money",
    fields: &[
        must("symbol", "what stands before an amount, such as \"$\"", Form::Label),
        must("authority", "how much the learner may give away without asking anybody", AMOUNT),
    ],
};

impl Read for Money {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &MONEY, problems)?;
        Some(Money { symbol: fields.needed("symbol"), authority: fields.needed("authority") })
    }
}

static PROMISE: Shape = Shape {
    what: "a promise",
    fields: &[
        must("id", "the id by which replies make and keep it", Form::Id(Names::Promise)),
        must("text", "what is promised", Form::Label),
        must("trust_cost", "how much trust it costs when its deadline passes, 0 to 100", FEELING),
    ],
};

impl Read for Promise {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &PROMISE, problems)?;
        Some(Promise { id: fields.needed("id"), text: fields.needed("text"), trust_cost: fields.needed("trust_cost") })
    }
}

static OUTCOME_RULE: Shape = Shape {
    what: "an outcome rule",
    fields: &[
        may("when", "the condition under which it applies", WHEN),
        must("outcome", "the outcome, such as `satisfied`", Form::Word(Vocabulary::Outcome)),
    ],
};

impl Read for OutcomeRule {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &OUTCOME_RULE, problems)?;
        let when = when(&mut fields);
        Some(OutcomeRule { when, outcome: fields.required("outcome")?, span: fields.span })
    }
}

static TAKEAWAY: Shape = Shape {
    what: "a takeaway",
    fields: &[
        must("outcome", "the outcome after which it is offered", Form::Word(Vocabulary::Outcome)),
        must("situation", "what follows “If”", Form::Label),
        must("response", "what follows “then”", Form::Label),
    ],
};

impl Read for Takeaway {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &TAKEAWAY, problems)?;
        let outcome = fields.required("outcome");
        let (situation, response) = (fields.needed("situation"), fields.needed("response"));
        Some(Takeaway { outcome: outcome?, situation, response })
    }
}

static ACCEPTED: Shape = Shape {
    what: "accepted advice",
    fields: &[
        must("advice", "the name of the advice, such as \"uneven-lengths\"", Form::Ref(Names::Advice)),
        must("reason", "why it does not hold for this scenario", Form::Prose),
    ],
};

impl Read for Accepted {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &ACCEPTED, problems)?;
        Some(Accepted { advice: fields.needed("advice"), reason: fields.needed("reason") })
    }
}
