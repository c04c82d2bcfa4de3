//! Reads recovery models.

use super::fields::{Fields, Shape};
use super::syntax::Node;
use super::values::Read;
use crate::scenario::problem::Problems;
use crate::scenario::recovery_model::{RecoveryModel, Step, Trap};

pub static MODEL: Shape = Shape {
    what: "a recovery model",
    fields: &[
        ("format", "the number of the file format, 1"),
        ("id", "the name by which scenarios ask for it"),
        ("name", "its name on screen"),
        ("credit", "where it comes from"),
        ("steps", "its steps, in order"),
        ("traps", "the traps it warns of"),
    ],
};

static STEP: Shape = Shape {
    what: "a step",
    fields: &[
        ("id", "its id within the model"),
        ("name", "its full name"),
        ("short", "its name where there is little room"),
        ("question", "the question to ask oneself"),
        ("principle", "the principle in one sentence"),
    ],
};

static TRAP: Shape = Shape {
    what: "a trap",
    fields: &[("id", "its id within the model"), ("name", "its name"), ("principle", "the principle in one sentence")],
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
