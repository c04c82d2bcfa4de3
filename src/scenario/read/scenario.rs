//! Reads what a scenario file says once: its head, people, start, money, promises, outcomes, takeaways.

use super::condition::when;
use super::fields::{Fields, Shape};
use super::syntax::Node;
use super::values::{Clock, Read};
use crate::scenario::model::{Accepted, Money, OutcomeRule, Person, Promise, ScenarioFile, Start, Takeaway};
use crate::scenario::problem::Problems;
use crate::scenario::text::{Span, Spanned};

pub static SCENARIO: Shape = Shape {
    what: "a scenario",
    fields: &[
        ("format", "the number of the file format, 1"),
        ("id", "the name of the file without .ron"),
        ("title", "the title on its card"),
        ("summary", "one sentence for its card"),
        ("trade", "the trade it plays in, such as \"Equipment rental\""),
        ("channel", "where the conversation takes place, such as `telephone`"),
        ("cause", "who or what made things go wrong, such as `supplier`"),
        ("minutes", "how long a play takes, in minutes"),
        ("language", "the language of the texts, such as \"en\""),
        ("tags", "labels by which the library filters"),
        ("credits", "where the teaching comes from"),
        ("model", "the id of the recovery model that is practised, such as \"five-steps\""),
        ("learning_points", "what a learner takes away"),
        ("brief", "who the learner is, and what they know and may decide"),
        ("customer", "the id of the person whose feelings are shown"),
        ("people", "everybody who speaks"),
        ("start", "where and how the story starts"),
        ("money", "the currency, and how much the learner may give away"),
        ("promises", "every promise a reply can make"),
        ("outcomes", "which outcome an ending without one of its own has"),
        ("takeaways", "an if–then card for each outcome"),
        ("accepts", "advice of the checker that does not hold here, and why"),
        ("scenes", "the scenes"),
        ("endings", "the endings"),
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
        ("id", "the id by which lines name them"),
        ("name", "their full name"),
        ("role", "what they are, such as \"Site foreman\""),
        ("about", "a line on who they are"),
        ("portrait", "whose pictures show them, such as \"foreman\""),
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
        ("scene", "the id of the first scene"),
        ("trust", "the customer's trust at the start, 0 to 100"),
        ("loss", "their sense of loss at the start, 0 to 100"),
        ("dread", "their dread of hassle at the start, 0 to 100"),
        ("clock", "the time of day at which the story starts, such as \"07:10\""),
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
        ("symbol", "what stands before an amount, such as \"$\""),
        ("authority", "how much the learner may give away without asking anybody"),
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
        ("id", "the id by which replies make and keep it"),
        ("text", "what is promised"),
        ("trust_cost", "how much trust it costs when its deadline passes, 0 to 100"),
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
    fields: &[("when", "the condition under which it applies"), ("outcome", "the outcome, such as `satisfied`")],
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
        ("outcome", "the outcome after which it is offered"),
        ("situation", "what follows “If”"),
        ("response", "what follows “then”"),
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
        ("advice", "the name of the advice, such as \"uneven-lengths\""),
        ("reason", "why it does not hold for this scenario"),
    ],
};

impl Read for Accepted {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &ACCEPTED, problems)?;
        Some(Accepted { advice: fields.needed("advice"), reason: fields.needed("reason") })
    }
}
