//! A chart as it is before it is drawn: bars, in shares of their full length.

/// A chart of bars that shows the same as the table it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same in a sentence or two, for those who do not see it.
    pub about: String,
    /// What the tones mean; nothing where that goes without saying.
    pub legend: Vec<(Tone, String)>,
    /// The bars, from above.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What stands before it.
    pub label: String,
    /// What stands after it.
    pub value: String,
    /// Its parts from the left, in thousandths of the full length.
    pub parts: Vec<(Tone, u32)>,
    /// Where something to compare it with lies, in thousandths.
    pub tick: Option<u32>,
}

/// How a part of a bar looks. Never told by colour alone: tones differ in lightness too, and figures stand beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The best there is.
    Best,
    /// Good, or of the recovery system.
    Good,
    /// Doubtful.
    Doubtful,
    /// Bad, or of no recovery system.
    Bad,
    /// Not decided.
    Open,
}

/// A part of a whole in thousandths; nothing of nothing.
#[must_use]
pub fn thousandths(part: u32, whole: u32) -> u32 {
    let rounded = (u64::from(part) * 1000 + u64::from(whole) / 2).checked_div(u64::from(whole)).unwrap_or(0);
    u32::try_from(rounded.min(1000)).unwrap_or(1000)
}
