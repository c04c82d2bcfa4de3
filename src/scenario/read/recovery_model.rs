//! Reads recovery models.

use super::fields::Fields;
use super::shape::{FORMAT_NUMBER, Form, Names, Shape, may, must};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::problem::Problems;
use crate::scenario::recovery_model::{RecoveryModel, Step, Trap};

pub static MODEL: Shape = Shape {
    what: "a recovery model",
    fields: &[
        must("format", "the number of the file format, 1", FORMAT_NUMBER),
        must("id", "the name by which scenarios ask for it", Form::Id(Names::Model)),
        must("name", "its name on screen", Form::Label),
        must("credit", "where it comes from", Form::Prose),
        must("steps", "its steps, in order", Form::List(&Form::Group(&STEP))),
        may("traps", "the traps it warns of", Form::List(&Form::Group(&TRAP))),
    ],
};

static STEP: Shape = Shape {
    what: "a step",
    fields: &[
        must("id", "its id within the model", Form::Id(Names::Step)),
        must("name", "its full name", Form::Label),
        must("short", "its name where there is little room", Form::Label),
        must("question", "the question to ask oneself", Form::Label),
        must("principle", "the principle in one sentence", Form::Prose),
    ],
};

static TRAP: Shape = Shape {
    what: "a trap",
    fields: &[
        must("id", "its id within the model", Form::Id(Names::Trap)),
        must("name", "its name", Form::Label),
        must("principle", "the principle in one sentence", Form::Prose),
    ],
};

pub fn read(mut fields: Fields<'_, '_>) -> RecoveryModel {
    RecoveryModel {
        format: fields.needed("format"),
        id: fields.needed("id"),
        name: fields.needed("name"),
        credit: fields.needed("credit"),
        steps: fields.needed("steps"),
        traps: fields.or_default("traps"),
    }
}

impl Read for Step {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &STEP, problems)?;
        Some(Step {
            id: fields.needed("id"),
            name: fields.needed("name"),
            short: fields.needed("short"),
            question: fields.needed("question"),
            principle: fields.needed("principle"),
        })
    }
}

impl Read for Trap {
    fn read(node: Node<'_>, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, &TRAP, problems)?;
        Some(Trap { id: fields.needed("id"), name: fields.needed("name"), principle: fields.needed("principle") })
    }
}
