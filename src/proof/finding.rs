//! What is wrong with a story.

use crate::scenario::{EndingIx, Harm, Outcome, PromiseIx, ReplyIx, SceneIx, Span};

/// A list of choices that shows something, one of the shortest there are.
pub type Choices = Vec<ReplyIx>;

/// Something that is wrong with the flow of a story.
///
/// Where a finding says that something never happens, that is proven. Where one carries `choices`, these choices lead
/// there; `None` means that the story is too large to try every state, and that only less is known: see there. Lists are
/// left out once those before them have a million choices all together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Scenes without a decision lead round in a circle, without end or for longer than the engine goes along with
    /// ([`Scenario::most_passed`](crate::scenario::Scenario::most_passed)).
    NarrativeCircle {
        /// The scenes of the circle, in file order.
        scenes: Vec<SceneIx>,
        /// The id of the first of them.
        span: Span,
        /// Choices that lead into it, empty where the list is left out; `None` where not every state could be tried.
        choices: Option<Choices>,
        /// Whether it is so whenever the story comes there. Otherwise it could only not be ruled out.
        certain: bool,
    },
    /// No list of choices leads to a scene.
    UnreachableScene {
        /// The scene.
        scene: SceneIx,
        /// Its id.
        span: Span,
        /// Whether any branch of another scene, or the start, names it: then conditions, or scenes that cannot be
        /// reached either, are to blame.
        named: bool,
    },
    /// No list of choices leads to an ending.
    UnreachableEnding {
        /// The ending.
        ending: EndingIx,
        /// Its id.
        span: Span,
        /// Whether any branch names it.
        named: bool,
    },
    /// The story cannot end any more: it goes round in an endless loop.
    NoWayOut {
        /// The scene from which on no ending can be reached.
        scene: SceneIx,
        /// Its id.
        span: Span,
        /// Choices that lead to it in such a state, empty where the list is left out; `None` where not every state could
        /// be tried: then no ending can be reached from there in any state, though that scene itself was not proven to
        /// be reachable.
        choices: Option<Choices>,
        /// Whether that is so in every state in which the story may come there.
        always: bool,
    },
    /// Every reply of a decision is hidden.
    AllHidden {
        /// The scene of the decision.
        scene: SceneIx,
        /// The decision.
        span: Span,
        /// Choices that lead there, empty where the list is left out; `None` where it could only not be ruled out that
        /// all are hidden.
        choices: Option<Choices>,
    },
    /// A promise is made, and can never be kept.
    NeverKept {
        /// The promise.
        promise: PromiseIx,
        /// Its id.
        span: Span,
        /// Whether it is made by a reply that is on offer whenever the story comes there, or was seen to be made.
        /// Otherwise perhaps it is never made either.
        certain: bool,
    },
    /// A promise is still open when the story ends well: it is neither kept nor broken, and nothing there speaks of it.
    LeftOpen {
        /// The promise.
        promise: PromiseIx,
        /// The first of the endings at which that can be so.
        ending: EndingIx,
        /// How many of them there are.
        endings: usize,
        /// The id of the promise.
        span: Span,
        /// Choices that lead there, empty where the list is left out.
        choices: Choices,
    },
    /// The story can end well though harm was done and not put right.
    HarmEndsWell {
        /// The kind of harm.
        harm: Harm,
        /// The first of the endings at which that can be so.
        ending: EndingIx,
        /// How many of them there are.
        endings: usize,
        /// The id of that ending.
        span: Span,
        /// Choices that show it, empty where the list is left out; `None` where it could only not be ruled out.
        choices: Option<Choices>,
    },
    /// All remedies so far cost more than the authority limit, and no reply has brought in anybody who may decide that.
    BeyondAuthority {
        /// The reply with the remedy that went beyond it.
        reply: ReplyIx,
        /// The cost of that remedy.
        span: Span,
        /// Whether that remedy alone is beyond the limit.
        alone: bool,
        /// Choices that show it, this reply last; `None` where not every state could be tried: then it is so whenever
        /// that reply is chosen. `None` as well where the list is left out.
        choices: Option<Choices>,
        /// Whether the reply is on offer whenever the story comes there, or was seen to be given. Otherwise perhaps it
        /// never is.
        certain: bool,
    },
    /// A reply is never on offer.
    NeverOffered {
        /// The reply.
        reply: ReplyIx,
        /// Its condition.
        span: Span,
    },
    /// A branch is never taken.
    NeverTaken {
        /// The scene it leads on from, by itself or by one of its replies.
        scene: SceneIx,
        /// Its condition; the branch where it has none.
        span: Span,
    },
    /// A row of the table of outcomes never decides, though others give the same outcome.
    RuleNeverDecides {
        /// The outcome it gives.
        outcome: Outcome,
        /// Its condition; the row where it has none.
        span: Span,
    },
    /// No list of choices leads to an outcome that the file provides for.
    OutcomeNever {
        /// The outcome.
        outcome: Outcome,
        /// Where it is first provided for: a row of the table of outcomes, or a takeaway.
        span: Span,
    },
    /// An ending has words for an outcome that it never has, though it is reached.
    NeverTold {
        /// The ending.
        ending: EndingIx,
        /// The outcome.
        outcome: Outcome,
        /// The outcome, among those that the ending has words for.
        span: Span,
    },
    /// An ending can come with a good outcome and with a bad one, and says the same of how it ended.
    SameWords {
        /// The ending.
        ending: EndingIx,
        /// The best of its outcomes that have these words.
        good: Outcome,
        /// The worst of them.
        bad: Outcome,
        /// Its summary.
        span: Span,
        /// Choices that lead to the worst, empty where the list is left out.
        choices: Choices,
    },
}

impl Finding {
    /// Whether it is known to be wrong, and not only not ruled out.
    ///
    /// Of a scene or reply of which something is certain "whenever the story comes there" it may be unknown whether the
    /// story ever does. If it does not, that scene is one that cannot be reached, which is an error as well: so there is
    /// one in either case.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        match self {
            Finding::AllHidden { choices, .. } | Finding::HarmEndsWell { choices, .. } => choices.is_some(),
            Finding::NarrativeCircle { certain, .. }
            | Finding::NeverKept { certain, .. }
            | Finding::BeyondAuthority { certain, .. } => *certain,
            Finding::UnreachableScene { .. }
            | Finding::UnreachableEnding { .. }
            | Finding::NoWayOut { .. }
            | Finding::LeftOpen { .. }
            | Finding::NeverOffered { .. }
            | Finding::NeverTaken { .. }
            | Finding::RuleNeverDecides { .. }
            | Finding::OutcomeNever { .. }
            | Finding::NeverTold { .. }
            | Finding::SameWords { .. } => true,
        }
    }

    /// The scenes that it says the story goes round in, where it is certain that it does.
    pub(super) fn circle(&self) -> &[SceneIx] {
        match self {
            Finding::NarrativeCircle { scenes, certain: true, .. } => scenes,
            _ => &[],
        }
    }

    /// The place in the file that it is about.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Finding::NarrativeCircle { span, .. }
            | Finding::UnreachableScene { span, .. }
            | Finding::UnreachableEnding { span, .. }
            | Finding::NoWayOut { span, .. }
            | Finding::AllHidden { span, .. }
            | Finding::NeverKept { span, .. }
            | Finding::LeftOpen { span, .. }
            | Finding::HarmEndsWell { span, .. }
            | Finding::BeyondAuthority { span, .. }
            | Finding::NeverOffered { span, .. }
            | Finding::NeverTaken { span, .. }
            | Finding::RuleNeverDecides { span, .. }
            | Finding::OutcomeNever { span, .. }
            | Finding::NeverTold { span, .. }
            | Finding::SameWords { span, .. } => *span,
        }
    }
}
