//! What happens in a session: the engine's whole answer to a choice.

use super::feelings::Feelings;
use crate::scenario::{EndingIx, Mood, Outcome, PersonIx, PromiseIx, ReplyIx, SceneIx, StepIx, TrapIx};

/// One thing that happened. Events come in the order in which they are to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A scene began.
    SceneEntered {
        /// Which.
        scene: SceneIx,
    },
    /// Somebody said something, or the narrator told something.
    Line {
        /// Who; the narrator, where absent.
        speaker: Option<PersonIx>,
        /// How they look; as before, where absent.
        mood: Option<Mood>,
        /// The words.
        text: String,
    },
    /// The learner has to choose.
    Offered {
        /// What is on offer, in file order.
        replies: Vec<ReplyIx>,
    },
    /// The learner chose.
    Chosen {
        /// What.
        reply: ReplyIx,
    },
    /// Story time passed.
    TimePassed {
        /// How much.
        minutes: u32,
        /// Story minutes since the start, now.
        clock: u32,
    },
    /// The customer's feelings moved. Also told when they stayed, so that every choice has an answer.
    Felt {
        /// As they were.
        before: Feelings,
        /// As they are.
        after: Feelings,
    },
    /// A promise was made.
    PromiseMade {
        /// Which.
        promise: PromiseIx,
        /// Story minute by which it is due.
        due: u32,
    },
    /// A promise was kept in time.
    PromiseKept {
        /// Which.
        promise: PromiseIx,
    },
    /// The deadline of a promise passed.
    PromiseBroken {
        /// Which.
        promise: PromiseIx,
        /// What it cost in trust.
        trust_cost: i32,
    },
    /// Amends were made.
    RemedyGiven {
        /// By which reply.
        reply: ReplyIx,
        /// What they cost.
        cost: u32,
        /// What all amends so far cost.
        spent: u32,
    },
    /// A step of the recovery model was shown.
    StepShown {
        /// Which.
        step: StepIx,
    },
    /// A trap was fallen into.
    TrapFallenInto {
        /// Which.
        trap: TrapIx,
    },
    /// How somebody answered the reply.
    Reaction {
        /// Who; the narrator, where absent.
        speaker: Option<PersonIx>,
        /// How they look; as before, where absent.
        mood: Option<Mood>,
        /// The words.
        text: String,
    },
    /// The coach has something to say to the reply.
    Feedback {
        /// To which.
        reply: ReplyIx,
    },
    /// The customer is back on their journey.
    Fixed {
        /// Story minutes since the start.
        at: u32,
    },
    /// The story ended.
    Ended {
        /// Where.
        ending: EndingIx,
        /// How, for the relationship.
        outcome: Outcome,
    },
}

/// Where nobody listens: events end here, and those that are told one after the other are not even made.
pub(super) struct Unheard;

impl Extend<Event> for Unheard {
    fn extend<I: IntoIterator<Item = Event>>(&mut self, _: I) {}
}
