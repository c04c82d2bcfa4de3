//! What the customer feels.

use crate::scenario::{Effect, FEELING_RANGE, Feeling};

/// The three feelings of the customer; each 0–100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feelings {
    /// Trust in us.
    pub trust: i32,
    /// Sense of loss.
    pub loss: i32,
    /// Dread of hassle.
    pub dread: i32,
}

impl Feelings {
    /// The value of one of them.
    #[must_use]
    pub fn get(&self, feeling: Feeling) -> i32 {
        match feeling {
            Feeling::Trust => self.trust,
            Feeling::Loss => self.loss,
            Feeling::Dread => self.dread,
        }
    }

    /// How far one of them lies from where it was `before`.
    #[must_use]
    pub fn change_since(&self, before: &Feelings, feeling: Feeling) -> i32 {
        self.get(feeling) - before.get(feeling)
    }

    /// Where the relationship stands, in one number from −100 (worst) to 100 (best): trust, less the mean of loss and
    /// dread. Both traps and amends work on all three, so no single feeling could stand for the relationship.
    #[must_use]
    pub fn standing(&self) -> i32 {
        self.trust - i32::midpoint(self.loss, self.dread)
    }

    /// The same after an effect, within their range.
    pub(super) fn moved(self, effect: &Effect) -> Self {
        Self {
            trust: clamp(self.trust + effect.trust.value),
            loss: clamp(self.loss + effect.loss.value),
            dread: clamp(self.dread + effect.dread.value),
        }
    }
}

/// The nearest value that a feeling can have.
pub(super) fn clamp(value: i32) -> i32 {
    value.clamp(*FEELING_RANGE.start(), *FEELING_RANGE.end())
}
