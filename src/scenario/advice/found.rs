//! What the rules can find, and how that reads.

use crate::scenario::diagnostic::Code;
use crate::scenario::model::{Outcome, System};

/// Something that could be better.
#[derive(Clone, Debug)]
pub(super) enum Advice {
    /// The longest reply is one of recovery in `count` of `of` decisions.
    GuessedByLength { count: usize, of: usize },
    /// The first reply is one of recovery in `count` of `of` decisions.
    GuessedByPlace { count: usize, of: usize },
    /// The longest reply of a decision has `longest` characters, the shortest `shortest`.
    UnevenLengths { longest: usize, shortest: usize },
    /// A courtesy or a mark stands `count` times in replies of this system, and in no other.
    TelltaleWord { word: &'static str, count: usize, system: System },
    /// Feedback of so many words and sentences.
    LongFeedback { words: usize, sentences: usize },
    /// Feedback that speaks to the learner with this word.
    FeedbackOnPerson { word: String },
    /// A reply of no recovery that says neither what it misses nor into which trap it falls.
    UntaggedReply { reply: String },
    /// A step of the model that no decision practises.
    UnpractisedStep { step: String },
    /// Two people with one portrait.
    SamePortrait { person: String, other: String },
    /// An outcome that the story may have, and no takeaway for it.
    NoTakeaway(Outcome),
    /// Advice that the file accepts, and that is not given.
    NeedlessAccepts { advice: String },
    /// The grade of all texts of one kind, and that of the hardest of them, at whose place this stands.
    HardToRead { what: &'static str, grade: f64, hardest: f64 },
    /// An asterisk that emphasises nothing, and is not marked as a mere sign.
    LoneAsterisk,
}

/// The most words of feedback.
pub(super) const FEEDBACK_WORDS: usize = 45;
/// The most sentences of feedback.
pub(super) const FEEDBACK_SENTENCES: usize = 2;
/// The longest reply of a decision has at most so many tenths of the length of the shortest.
pub(super) const MOST_UNEVEN_TENTHS: usize = 18;
/// The highest school grade that texts should ask for.
pub(super) const READING_GRADE: f64 = 9.0;

impl Advice {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::GuessedByLength { .. } => Code::GuessedByLength,
            Self::GuessedByPlace { .. } => Code::GuessedByPlace,
            Self::UnevenLengths { .. } => Code::UnevenLengths,
            Self::TelltaleWord { .. } => Code::TelltaleWord,
            Self::LongFeedback { .. } => Code::LongFeedback,
            Self::FeedbackOnPerson { .. } => Code::FeedbackOnPerson,
            Self::UntaggedReply { .. } => Code::UntaggedReply,
            Self::UnpractisedStep { .. } => Code::UnpractisedStep,
            Self::SamePortrait { .. } => Code::SamePortrait,
            Self::NoTakeaway(_) => Code::NoTakeaway,
            Self::NeedlessAccepts { .. } => Code::NeedlessAccepts,
            Self::HardToRead { .. } => Code::HardToRead,
            Self::LoneAsterisk => Code::LoneAsterisk,
        }
    }

    /// The message, and what to do.
    pub(super) fn words(&self) -> (String, String) {
        match self {
            Self::GuessedByLength { count, of } => (
                format!("the longest reply is the one of the recovery system in {count} of {of} decisions"),
                "shorten those replies, or let the others say as much: whoever takes the longest must not be right"
                    .to_owned(),
            ),
            Self::GuessedByPlace { count, of } => (
                format!("the first reply is one of the recovery system in {count} of {of} decisions"),
                "write the replies in another order; on paper and on a projector they stand as in the file".to_owned(),
            ),
            Self::UnevenLengths { longest, shortest } => (
                format!("the replies of this decision differ much in length: {longest} and {shortest} characters"),
                format!(
                    "let the longest have at most {}.{} times the length of the shortest",
                    MOST_UNEVEN_TENTHS / 10,
                    MOST_UNEVEN_TENTHS % 10
                ),
            ),
            Self::TelltaleWord { word, count, system } => (
                format!(
                    "“{word}” stands only in replies of {} ({}), so it gives them away",
                    of(*system),
                    times(*count)
                ),
                format!("let a reply with `system: {}` have it too, as people do", system.other().word()),
            ),
            Self::LongFeedback { words, sentences } => (
                format!("this feedback has {words} words in {sentences} sentences"),
                format!("at most {FEEDBACK_WORDS} words and {FEEDBACK_SENTENCES} sentences; one point is enough"),
            ),
            Self::FeedbackOnPerson { word } => (
                format!("this feedback speaks to the learner (“{word}”)"),
                "let it be about the reply: what its words did, and why".to_owned(),
            ),
            Self::UntaggedReply { reply } => (
                format!("nothing says what is wrong with the reply `{reply}`"),
                "name the steps that it leaves out with `misses`, or the `trap` it falls into".to_owned(),
            ),
            Self::UnpractisedStep { step } => (
                format!("no decision practises the step `{step}` of the recovery model"),
                format!("let a decision have `step: \"{step}\"`"),
            ),
            Self::SamePortrait { person, other } => (
                format!("`{person}` has the same face as `{other}`"),
                "give one of them another `portrait`: whoever speaks is shown".to_owned(),
            ),
            Self::NoTakeaway(outcome) => (
                format!("after the outcome `{}` the debrief has no if–then card", outcome.word()),
                format!("add `(outcome: {}, situation: \"…\", response: \"…\")` to the takeaways", outcome.word()),
            ),
            Self::NeedlessAccepts { advice } => {
                (format!("the advice `{advice}` is accepted, and is not given"), "take it out of `accepts`".to_owned())
            }
            Self::HardToRead { what, grade, hardest } => (
                format!("{what} reads at school grade {grade:.1}; this is the hardest text of it, at {hardest:.1}"),
                format!("shorter sentences and plainer words: at most grade {READING_GRADE} on the whole"),
            ),
            Self::LoneAsterisk => (
                "an asterisk in this text stresses nothing, and is shown as it is".to_owned(),
                "write `\\*` where an asterisk is meant; one on each side, as in `*this*`, stresses words".to_owned(),
            ),
        }
    }
}

/// The system, as it is called in a sentence.
fn of(system: System) -> &'static str {
    match system {
        System::Recovery => "the recovery system",
        System::NoRecovery => "no recovery system",
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
