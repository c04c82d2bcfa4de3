//! The scenario: what one role play consists of.
//!
//! These types mirror the file (`format: 1`) field by field. References between parts are [`Ref`]s: the name as it was
//! written, and, once the checker has resolved it, the index of what it names. Only the checker makes a
//! [`Scenario`](super::Scenario), in which every reference is resolved.

pub use super::backdrop::Backdrop;
use super::condition::{Branch, Condition};
pub use super::refs::{EndingIx, FlagIx, PersonIx, PromiseIx, Ref, ReplyIx, SceneIx, StepIx, StoryPlace, TrapIx};
use super::text::{Span, Spanned, Text};
pub use super::vocabulary::{Cause, Channel, Feeling, Harm, Mood, Outcome, System};

/// The newest file format this version reads.
pub const FORMAT: u32 = 1;

/// Lowest and highest value of trust, sense of loss and dread of hassle.
pub const FEELING_RANGE: std::ops::RangeInclusive<i32> = 0..=100;

/// How far one reply may move one feeling, up or down.
pub const EFFECT_LIMIT: i32 = 40;

/// A whole scenario file as written.
#[derive(Clone, Debug, Default)]
pub struct ScenarioFile {
    /// The format of the file.
    pub format: Spanned<u32>,
    /// Stable id: lower-case letters, digits and hyphens.
    pub id: Spanned<String>,
    /// Title on the card.
    pub title: Text,
    /// One sentence for the card.
    pub summary: Text,
    /// The trade it plays in, such as "Equipment rental".
    pub trade: Text,
    /// Where the conversation takes place.
    pub channel: Option<Channel>,
    /// What is seen behind people where a scene says nothing else; a place that fits the channel, where absent.
    pub backdrop: Option<Backdrop>,
    /// How many stars of five the customer has given in public, where they have.
    pub stars: Option<u8>,
    /// Who or what made things go wrong; not said, where absent.
    pub cause: Option<Cause>,
    /// How long a play takes, in minutes.
    pub minutes: Spanned<u32>,
    /// BCP 47 language of the texts; "en" where none is given.
    pub language: Spanned<String>,
    /// Labels by which the library filters.
    pub tags: Vec<Text>,
    /// Where the teaching comes from.
    pub credits: Vec<Text>,
    /// The id of the recovery model that is practised.
    pub model: Spanned<String>,
    /// What a learner takes away.
    pub learning_points: Vec<Text>,
    /// Who the learner is, and what they know and may decide.
    pub brief: Text,
    /// Whom the three feelings belong to.
    pub customer: Ref<PersonIx>,
    /// Everybody who speaks.
    pub people: Vec<Person>,
    /// Where and how the story starts.
    pub start: Start,
    /// Money that the learner may give away.
    pub money: Money,
    /// Every promise a reply can make.
    pub promises: Vec<Promise>,
    /// Which outcome an ending without one of its own has; the first match wins.
    pub outcomes: Vec<OutcomeRule>,
    /// If–then cards, at most one for each outcome.
    pub takeaways: Vec<Takeaway>,
    /// Advice of the checker that does not hold for this file, and why.
    pub accepts: Vec<Accepted>,
    /// The scenes.
    pub scenes: Vec<Scene>,
    /// The endings.
    pub endings: Vec<Ending>,
}

/// Somebody in the story.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Id within the file.
    pub id: Spanned<String>,
    /// Full name.
    pub name: Text,
    /// What they are, such as "Site foreman".
    pub role: Text,
    /// A line on who they are.
    pub about: Text,
    /// Whose pictures show them.
    pub portrait: Spanned<String>,
    /// Where the person stands in the file.
    pub span: Span,
}

/// Where and how the story starts.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The first scene.
    pub scene: Ref<SceneIx>,
    /// Trust at the start, 0–100.
    pub trust: Spanned<i32>,
    /// Sense of loss at the start, 0–100.
    pub loss: Spanned<i32>,
    /// Dread of hassle at the start, 0–100.
    pub dread: Spanned<i32>,
    /// Story time of day at the start, in minutes after midnight, where it matters.
    pub clock: Option<Spanned<u32>>,
}

/// What the learner may give away.
#[derive(Clone, Debug, Default)]
pub struct Money {
    /// What stands before an amount.
    pub symbol: Spanned<String>,
    /// The authority limit: how much the learner may give away without asking anybody.
    pub authority: Spanned<u32>,
}

/// Something the learner can commit to.
#[derive(Clone, Debug, Default)]
pub struct Promise {
    /// Id within the file.
    pub id: Spanned<String>,
    /// What is promised.
    pub text: Text,
    /// How much trust it costs when its deadline passes, 0–100.
    pub trust_cost: Spanned<i32>,
}

/// One row of the table that computes outcomes.
#[derive(Clone, Debug)]
pub struct OutcomeRule {
    /// When it applies; always, where absent.
    pub when: Option<Spanned<Condition>>,
    /// The outcome it gives.
    pub outcome: Outcome,
    /// Where it stands in the file.
    pub span: Span,
}

/// An if–then card: what to do next time.
#[derive(Clone, Debug)]
pub struct Takeaway {
    /// The outcome after which it is offered.
    pub outcome: Spanned<Outcome>,
    /// What follows "If".
    pub situation: Text,
    /// What follows "then".
    pub response: Text,
}

/// Advice that the author has a reason not to take.
#[derive(Clone, Debug, Default)]
pub struct Accepted {
    /// The stable name of the advice.
    pub advice: Spanned<String>,
    /// The reason.
    pub reason: Text,
}

/// One moment of the story.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Id within the file.
    pub id: Spanned<String>,
    /// A short name for lists.
    pub title: Text,
    /// What is seen behind people; as in the whole scenario, where absent.
    pub backdrop: Option<Backdrop>,
    /// How people talk here; as the backdrop or the whole scenario says, where absent.
    pub channel: Option<Channel>,
    /// What happens on arriving.
    pub arrival: Arrival,
    /// What is said and told.
    pub lines: Vec<Line>,
    /// The learner's choice, if this scene has one.
    pub decision: Option<Decision>,
    /// Where a scene without a decision goes on.
    pub next: Vec<Branch>,
    /// A note for whoever runs a workshop.
    pub facilitator: Option<Text>,
    /// Questions for a group.
    pub discuss: Vec<Text>,
    /// Where the scene stands in the file.
    pub span: Span,
}

/// What happens on arriving at a scene or an ending.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// Story minutes that pass.
    pub minutes: Spanned<u32>,
    /// Promises kept by arriving in time.
    pub keeps: Vec<Ref<PromiseIx>>,
    /// Whether the customer is back on their journey from here on.
    pub fixes: bool,
}

/// Something somebody says, or the narrator tells.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Who says it; the narrator, where absent.
    pub speaker: Option<Ref<PersonIx>>,
    /// How they look; as before, where absent.
    pub mood: Option<Spanned<Mood>>,
    /// The words.
    pub text: Text,
    /// When the line is said; always, where absent.
    pub when: Option<Spanned<Condition>>,
}

/// A choice between replies.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// The step of the recovery model that it practises.
    pub step: Option<Ref<StepIx>>,
    /// The replies, in file order.
    pub replies: Vec<Reply>,
    /// The question on the difference between the two systems' replies.
    pub differs: Differs,
    /// Where the decision stands in the file.
    pub span: Span,
}

/// The *what differs?* question of a decision.
#[derive(Clone, Debug, Default)]
pub struct Differs {
    /// The question.
    pub question: Text,
    /// Two to four answers, one of them right.
    pub answers: Vec<Answer>,
    /// Where it stands in the file.
    pub span: Span,
}

/// One answer to a *what differs?* question.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The answer.
    pub text: Text,
    /// Whether it is the right one.
    pub right: bool,
    /// What the coach says to it.
    pub response: Text,
}

/// Something the learner may say.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Id, unique in the whole file and stable between versions of it.
    pub id: Spanned<String>,
    /// The words.
    pub text: Text,
    /// Which way of answering it belongs to.
    pub system: System,
    /// Steps of the recovery model that it shows.
    pub steps: Vec<Ref<StepIx>>,
    /// Steps that it should have shown.
    pub misses: Vec<Ref<StepIx>>,
    /// The trap it falls into.
    pub trap: Option<Ref<TrapIx>>,
    /// The harm it does, beyond what the customer feels.
    pub harm: Option<Spanned<Harm>>,
    /// Harm done before that it puts right.
    pub puts_right: Vec<Spanned<Harm>>,
    /// What it does to the customer.
    pub effect: Effect,
    /// Story minutes it takes.
    pub minutes: Spanned<u32>,
    /// Amends it offers.
    pub remedy: Option<Remedy>,
    /// Whether it brings in somebody who may decide above the authority limit.
    pub escalates: bool,
    /// Promises it makes.
    pub promises: Vec<PromiseMade>,
    /// Promises it keeps.
    pub keeps: Vec<Ref<PromiseIx>>,
    /// Flags it sets.
    pub sets: Vec<Ref<FlagIx>>,
    /// When it is on offer; always, where absent.
    pub when: Option<Spanned<Condition>>,
    /// How the customer, or somebody else, answers.
    pub reaction: Vec<Line>,
    /// The coach's one or two sentences.
    pub feedback: Text,
    /// Where it leads.
    pub next: Vec<Branch>,
    /// Where the reply stands in the file.
    pub span: Span,
}

/// How a reply moves the three feelings; each between −40 and 40.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// On trust; up is good.
    pub trust: Spanned<i32>,
    /// On the sense of loss; up is bad.
    pub loss: Spanned<i32>,
    /// On the dread of hassle; up is bad.
    pub dread: Spanned<i32>,
}

/// Amends with a cost.
#[derive(Clone, Debug, Default)]
pub struct Remedy {
    /// What is given.
    pub text: Text,
    /// What it costs, in the scenario's money.
    pub cost: Spanned<u32>,
}

/// A promise as a reply makes it.
#[derive(Clone, Debug, Default)]
pub struct PromiseMade {
    /// Which promise.
    pub promise: Ref<PromiseIx>,
    /// Due within so many story minutes.
    pub within: Spanned<u32>,
}

/// A way for the story to end.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// Id; shares one set with the scenes.
    pub id: Spanned<String>,
    /// The headline of the debrief.
    pub title: Text,
    /// The outcome; computed from the state, where absent.
    pub outcome: Option<Spanned<Outcome>>,
    /// What happens on arriving.
    pub arrival: Arrival,
    /// What is said and told.
    pub lines: Vec<Line>,
    /// How it ended for the customer, in one or two sentences.
    pub summary: Text,
    /// Other words for some of the outcomes that it may have.
    pub by_outcome: Vec<OutcomeWords>,
    /// Where the ending stands in the file.
    pub span: Span,
}

impl Ending {
    /// The words of its own that it has for an outcome.
    #[must_use]
    pub fn words_for(&self, outcome: Outcome) -> Option<&OutcomeWords> {
        self.by_outcome.iter().find(|it| it.outcome.value == outcome)
    }

    /// The headline of the debrief, where it ends like that.
    #[must_use]
    pub fn title_for(&self, outcome: Outcome) -> &Text {
        self.words_for(outcome).and_then(|it| it.title.as_ref()).unwrap_or(&self.title)
    }

    /// How it ended for the customer, where it ends like that.
    #[must_use]
    pub fn summary_for(&self, outcome: Outcome) -> &Text {
        self.words_for(outcome).map_or(&self.summary, |it| &it.summary)
    }

    /// All that may be said and told there, whatever the outcome.
    pub fn all_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().chain(self.by_outcome.iter().flat_map(|it| &it.lines))
    }
}

/// What an ending says where it has a certain outcome.
#[derive(Clone, Debug)]
pub struct OutcomeWords {
    /// The outcome.
    pub outcome: Spanned<Outcome>,
    /// The headline of the debrief, in place of that of the ending; the same, where absent.
    pub title: Option<Text>,
    /// What is said and told after the lines of the ending.
    pub lines: Vec<Line>,
    /// How it ended for the customer, in place of the summary of the ending.
    pub summary: Text,
}
