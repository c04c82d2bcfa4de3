//! Recovery models: the steps and traps that a scenario practises. Data, so that a company can bring its own.

use super::text::{Spanned, Text};

/// A recovery model, such as the five steps.
#[derive(Clone, Debug, Default)]
pub struct RecoveryModel {
    /// The format of the file.
    pub format: Spanned<u32>,
    /// Stable id by which scenarios name it.
    pub id: Spanned<String>,
    /// Its name on screen, such as "The five steps".
    pub name: Text,
    /// Where it comes from.
    pub credit: Text,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// The traps it warns of.
    pub traps: Vec<Trap>,
}

/// One step of a recovery model.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Id within the model.
    pub id: Spanned<String>,
    /// Full name, such as "Refocus on a solution".
    pub name: Text,
    /// Name where there is little room, such as "Refocus".
    pub short: Text,
    /// The question to ask oneself.
    pub question: Text,
    /// The principle in one sentence.
    pub principle: Text,
}

/// A way of avoiding the problem that makes it worse.
#[derive(Clone, Debug, Default)]
pub struct Trap {
    /// Id within the model.
    pub id: Spanned<String>,
    /// Its name, such as "Reject".
    pub name: Text,
    /// The principle in one sentence.
    pub principle: Text,
}
