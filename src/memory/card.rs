//! If–then cards.

use serde::{Deserialize, Serialize};

/// An if–then card in the learner's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What follows "If".
    pub situation: String,
    /// What follows "then".
    pub response: String,
}
