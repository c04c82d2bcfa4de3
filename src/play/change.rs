//! A change of a feeling: how far, and for better or worse.

/// How far a feeling moved and whether that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The difference; not zero.
    pub by: i32,
    /// Whether the difference is for the better.
    pub good: bool,
}

impl Change {
    /// `None` where nothing changed. `rising_is_good` is true for trust, false for loss and dread.
    #[must_use]
    pub fn new(by: i32, rising_is_good: bool) -> Option<Self> {
        (by != 0).then_some(Self { by, good: (by > 0) == rising_is_good })
    }

    /// "up 8" or "down 17".
    #[must_use]
    pub fn words(self) -> String {
        let direction = if self.by > 0 { "up" } else { "down" };
        format!("{direction} {}", self.by.unsigned_abs())
    }
}
