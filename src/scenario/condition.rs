//! Conditions and branches: how a story depends on what has happened in it.

use super::refs::{FlagIx, PromiseIx, Ref, ReplyIx, StoryPlace};
use super::text::{Span, Spanned};
use super::vocabulary::{Feeling, Harm};

/// What has become of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseStatus {
    /// Made, and not yet due.
    Open,
    /// Kept in time.
    Kept,
    /// Its deadline passed first.
    Broken,
}

/// Something that is true or not at a moment of a session.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Every one of them; true where there are none.
    All(Vec<Condition>),
    /// At least one of them; false where there are none.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// The feeling is strictly above the value.
    Above(Feeling, Spanned<i32>),
    /// The feeling is strictly below the value.
    Below(Feeling, Spanned<i32>),
    /// A reply has set the flag.
    Flag(Ref<FlagIx>),
    /// The promise was made, and this has become of it.
    Promise(PromiseStatus, Ref<PromiseIx>),
    /// The reply was chosen.
    Chose(Ref<ReplyIx>),
    /// Harm of this kind was done, and not put right since.
    Harmed(Spanned<Harm>),
    /// More than so many story minutes have passed since the start.
    ClockPast(Spanned<u32>),
}

/// One way on, and when it is taken. The first branch of a list that matches wins.
#[derive(Clone, Debug)]
pub struct Branch {
    /// When it is taken; always, where absent.
    pub when: Option<Spanned<Condition>>,
    /// Where it leads.
    pub to: Ref<StoryPlace>,
    /// Where it stands in the file.
    pub span: Span,
}
