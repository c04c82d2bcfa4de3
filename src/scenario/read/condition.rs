//! Reads conditions and branches.

use super::fields::Fields;
use super::shape::{AMOUNT, Choice, FEELING, Form, Names, Shape, Vocabulary, may, must, option};
use super::syntax::{Kind, Node};
use super::values::{Read, unknown_word, wrong_type};
use crate::scenario::condition::{Branch, Condition, PromiseStatus};
use crate::scenario::model::{Feeling, Ref};
use crate::scenario::problem::{Problem, Problems, Word};
use crate::scenario::text::Spanned;

pub static CONDITIONS: Choice = Choice {
    what: "a condition",
    options: &[
        option("all", "every one of these holds", Form::List(&CONDITION)),
        option("any", "at least one of these holds", Form::List(&CONDITION)),
        option("not", "this does not hold", Form::Choice(&CONDITIONS)),
        option("trust_above", "trust is above", FEELING),
        option("trust_below", "trust is below", FEELING),
        option("loss_above", "the sense of loss is above", FEELING),
        option("loss_below", "the sense of loss is below", FEELING),
        option("dread_above", "the dread of hassle is above", FEELING),
        option("dread_below", "the dread of hassle is below", FEELING),
        option("flag", "a reply has set the flag", Form::Ref(Names::Flag)),
        option("promise_open", "the promise was made, and is not yet due", Form::Ref(Names::Promise)),
        option("promise_kept", "the promise was kept in time", Form::Ref(Names::Promise)),
        option("promise_broken", "the deadline of the promise passed first", Form::Ref(Names::Promise)),
        option("chose", "the reply was chosen", Form::Ref(Names::Reply)),
        option("harmed", "this harm was done, and not put right", Form::Word(Vocabulary::Harm)),
        option("clock_past", "more story minutes have passed than", AMOUNT),
    ],
};

/// A condition.
static CONDITION: Form = Form::Choice(&CONDITIONS);

/// A condition, where a field holds one.
pub(super) const WHEN: Form = Form::Choice(&CONDITIONS);

const EXPECTED: &str = "a condition, such as `trust_above(60)`";

impl Read for Condition {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let span = node.span;
        let group = match node.kind {
            Kind::Group(group) => group,
            Kind::Word(word) if CONDITIONS.option(word).is_some() => {
                let found = format!("the word `{word}` alone");
                let hint = Some(format!("write `{word}(…)`"));
                problems.push(span, Problem::WrongType { expected: EXPECTED, found, hint });
                return None;
            }
            kind => {
                wrong_type(span, &kind, EXPECTED, problems);
                return None;
            }
        };
        let Some(name) = group.name else {
            wrong_type(span, &Kind::Group(group), EXPECTED, problems);
            return None;
        };
        if CONDITIONS.option(name).is_none() {
            let all = CONDITIONS.options.iter().map(|it| it.word).collect();
            unknown_word(group.head, Word::Condition, name, all, problems);
            return None;
        }
        let head = group.head;
        let mut items = group.items;
        if items.len() != 1 || !group.fields.is_empty() {
            if !group.damaged {
                let expected = "one thing in the brackets of this condition";
                let found = format!("{}", items.len() + group.fields.len());
                problems.push(head, Problem::WrongType { expected, found, hint: None });
            }
            return None;
        }
        let value = items.pop()?;
        Some(match name {
            "all" => Condition::All(Read::read(value, problems)?),
            "any" => Condition::Any(Read::read(value, problems)?),
            "not" => Condition::Not(Box::new(Condition::read(value, problems)?)),
            "trust_above" => Condition::Above(Feeling::Trust, Read::read(value, problems)?),
            "trust_below" => Condition::Below(Feeling::Trust, Read::read(value, problems)?),
            "loss_above" => Condition::Above(Feeling::Loss, Read::read(value, problems)?),
            "loss_below" => Condition::Below(Feeling::Loss, Read::read(value, problems)?),
            "dread_above" => Condition::Above(Feeling::Dread, Read::read(value, problems)?),
            "dread_below" => Condition::Below(Feeling::Dread, Read::read(value, problems)?),
            "flag" => Condition::Flag(Read::read(value, problems)?),
            "promise_open" => Condition::Promise(PromiseStatus::Open, Read::read(value, problems)?),
            "promise_kept" => Condition::Promise(PromiseStatus::Kept, Read::read(value, problems)?),
            "promise_broken" => Condition::Promise(PromiseStatus::Broken, Read::read(value, problems)?),
            "chose" => Condition::Chose(Read::read(value, problems)?),
            "harmed" => Condition::Harmed(Read::read(value, problems)?),
            _ => Condition::ClockPast(Read::read(value, problems)?),
        })
    }
}

/// Where something goes on: an id, or a list of branches.
#[derive(Default)]
pub struct Next(pub Vec<Branch>);

pub static BRANCH: Shape = Shape {
    what: "a branch",
    fields: &[
        may("when", "the condition under which it is taken", WHEN),
        must("to", "the id of the scene or ending it leads to", Form::Ref(Names::StoryPlace)),
    ],
};

impl Read for Branch {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &BRANCH, problems)?;
        let when = when(&mut fields);
        Some(Branch { when, to: fields.needed("to"), span: fields.span })
    }
}

impl Read for Next {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let span = node.span;
        match node.kind {
            Kind::List(items) if items.is_empty() => {
                problems.push(span, Problem::LeadsNowhere);
                None
            }
            Kind::List(_) => Read::read(node, problems).map(Next),
            Kind::Text(text) => {
                let to = Ref::unresolved(Spanned::new(text.into_owned(), span));
                Some(Next(vec![Branch { when: None, to, span }]))
            }
            kind => {
                wrong_type(span, &kind, "the id of a scene or ending, or a list of branches", problems);
                None
            }
        }
    }
}

/// Reads the field `when`. One that cannot be read still counts as a condition: what it belongs to does not become
/// unconditional by a mistake in it.
pub fn when(fields: &mut Fields<'_, '_>) -> Option<Spanned<Condition>> {
    let there = fields.has("when");
    let read: Option<Spanned<Condition>> = fields.optional("when");
    read.or_else(|| there.then(|| Spanned::new(Condition::All(Vec::new()), crate::scenario::text::Span::NONE)))
}
