//! Reads the plans of workshops.

use super::fields::Fields;
use super::shape::{FORMAT_NUMBER, Form, Names, SOME_MINUTES, Shape, Vocabulary, may, must};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::problem::Problems;
use crate::scenario::workshop_plan::{DecisionPlan, WorkshopFile};

pub static WORKSHOP: Shape = Shape {
    what: "the plan of a workshop",
    fields: &[
        must("format", "the number of the file format, 1", FORMAT_NUMBER),
        must("title", "what the workshop is called", Form::Label),
        may("group", "who comes, in a word or two", Form::Label),
        must("scenario", "the id of the scenario", Form::Ref(Names::Scenario)),
        must("length", "how long there is, in minutes", Form::Number { least: 10, most: 480 }),
        must("voting", "`phones`, `hands`, `cards` or `talk`", Form::Word(Vocabulary::Voting)),
        may("practice", "whether there is a practice vote first; yes if left out", Form::Truth),
        may("ask_differs", "whether “what differs?” is asked after each verdict; no if left out", Form::Truth),
        must("decisions", "the decisions, in the order in which they come", Form::List(&Form::Group(&DECISION))),
    ],
};

static DECISION: Shape = Shape {
    what: "a decision of the plan",
    fields: &[
        must("scene", "the id of its scene", Form::Ref(Names::SceneElsewhere)),
        must("minutes", "how many minutes it may take", SOME_MINUTES),
        may("vote", "whether it is voted on; no if left out", Form::Truth),
    ],
};

pub fn read(mut fields: Fields<'_, '_>) -> WorkshopFile {
    WorkshopFile {
        format: fields.needed("format"),
        title: fields.needed("title"),
        group: fields.optional("group"),
        scenario: fields.needed("scenario"),
        length: fields.needed("length"),
        voting: fields.required("voting"),
        practice: fields.optional("practice"),
        ask_differs: fields.optional("ask_differs"),
        decisions: fields.needed("decisions"),
    }
}

impl Read for DecisionPlan {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &DECISION, problems)?;
        Some(DecisionPlan {
            scene: fields.needed("scene"),
            minutes: fields.needed("minutes"),
            vote: fields.optional("vote"),
        })
    }
}
