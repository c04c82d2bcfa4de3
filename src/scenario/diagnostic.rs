//! What the checker says about a file: diagnostics, their codes and severities.

use std::fmt;

use super::text::Span;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something in the scenario is wrong for certain. It can be played as a draft at most.
    Error,
    /// The scenario can be played, and something in it is very likely not meant so.
    Warning,
    /// It could be better.
    Advice,
}

impl Severity {
    /// The word for it, in reports and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

/// One problem of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What may help.
    pub hint: Option<String>,
    /// Another place that it has to do with.
    pub second: Option<Second>,
}

/// Another place of a problem, and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Second {
    /// Where it is.
    pub span: Span,
    /// What is there, in a few words.
    pub label: String,
}

impl Second {
    pub(super) fn new(span: Span, label: &str) -> Self {
        Self { span, label: label.to_owned() }
    }
}

/// Diagnostics in the order in which they are best mended: errors, then warnings, then advice, each as they stand in the file.
#[must_use]
pub fn most_urgent_first(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = found.iter().collect();
    sorted.sort_by_key(|it| (it.severity, it.span));
    sorted
}

macro_rules! codes {
    ($($name:ident = $word:literal, $severity:ident, $about:literal;)*) => {
        /// The kinds of problems there are. Each has a stable name, a severity and a sentence about it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $about] $name,)* }

        impl Code {
            /// Every one of them, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable name, such as `unknown-scene`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$name => $word,)* }
            }

            /// How much a problem of this kind matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What it means, in one sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Code::$name => $about,)* }
            }
        }
    };
}

codes! {
    TooLarge = "too-large", Error, "The file is larger than any scenario.";
    NotUtf8 = "not-utf8", Error, "The file is not UTF-8 text.";
    Syntax = "syntax", Error, "The file does not follow the rules of RON: brackets, commas, quotation marks.";
    TooDeep = "too-deep", Error, "Brackets stand inside brackets too many times.";
    TooMany = "too-many", Warning, "There are more problems in the file than are shown.";
    NewerFormat = "newer-format", Error, "The file was made for a newer version of the program.";
    UnknownFormat = "unknown-format", Error, "There is no such file format.";
    UnknownField = "unknown-field", Error, "A field has a name that means nothing at this place.";
    DuplicateField = "duplicate-field", Error, "A field is given twice.";
    MissingField = "missing-field", Error, "A field that must be there is not.";
    WrongType = "wrong-type", Error, "A value is of the wrong kind, such as a text where a number belongs.";
    NumberRange = "number-range", Error, "A number is too large or too small to be meant.";
    BadClock = "bad-clock", Error, "A time of day is not written like 07:10.";
    BadId = "bad-id", Error, "An id has something in it other than lower-case letters, digits and hyphens.";
    DuplicateId = "duplicate-id", Error, "Two things have the same id.";
    UnknownScene = "unknown-scene", Error, "No scene or ending has this id.";
    UnknownReply = "unknown-reply", Error, "No reply has this id.";
    UnknownPerson = "unknown-person", Error, "Nobody in the file has this id.";
    UnknownPromise = "unknown-promise", Error, "The file declares no promise with this id.";
    UnknownFlag = "unknown-flag", Error, "A flag is tested that no reply sets.";
    UnknownModel = "unknown-model", Error, "There is no recovery model with this id.";
    UnknownStep = "unknown-step", Error, "The recovery model has no such step.";
    UnknownTrap = "unknown-trap", Error, "The recovery model has no such trap.";
    UnknownPortrait = "unknown-portrait", Error, "There are no pictures under this name.";
    UnknownMood = "unknown-mood", Error, "There is no such mood.";
    UnknownChannel = "unknown-channel", Error, "There is no such channel.";
    UnknownCause = "unknown-cause", Error, "There is no such cause.";
    UnknownBackdrop = "unknown-backdrop", Error, "There is no such backdrop.";
    UnknownSystem = "unknown-system", Error, "A reply is neither of the recovery system nor of no recovery system.";
    UnknownOutcome = "unknown-outcome", Error, "There is no such outcome.";
    UnknownHarm = "unknown-harm", Error, "There is no such kind of harm.";
    UnknownCondition = "unknown-condition", Error, "There is no such condition.";
    MoodWithoutSpeaker = "mood-without-speaker", Error, "A line has a mood, but nobody who says it.";
    MissingPortrait = "missing-portrait", Error, "There is no picture of the speaker in the mood of a line.";
    BrokenPicture = "broken-picture", Warning, "A picture that a line asks for cannot be shown.";
    EmptyText = "empty-text", Error, "A text has nothing in it.";
    NothingSaid = "nothing-said", Warning, "Nobody says anything where somebody should.";
    BadLanguage = "bad-language", Warning, "The language is not given by its code.";
    NamedYou = "named-you", Warning, "Somebody in the story has the name of the learner.";
    NoTime = "no-time", Warning, "A promise is due as soon as it is made.";
    HiddenCharacter = "hidden-character", Warning, "A text has a character in it that commands a terminal, turns the order of letters or cannot be seen.";
    NoMinutes = "no-minutes", Error, "A scenario is said to take no time at all.";
    NoPeople = "no-people", Error, "There is nobody in the story.";
    NoScenes = "no-scenes", Error, "The story has no scenes.";
    NoEndings = "no-endings", Error, "The story has no endings.";
    DeadEnd = "dead-end", Error, "A scene has neither a decision nor a way on, or a decision has no replies.";
    TwoWaysOn = "two-ways-on", Error, "A scene has both a decision and a way on of its own.";
    OneSided = "one-sided", Error, "A decision lacks a reply of one of the two systems.";
    NoLastResort = "no-last-resort", Error, "A list of branches may have none that matches: its last one has a condition.";
    HiddenBranch = "hidden-branch", Warning, "A branch comes after one that always matches, so it is never taken.";
    NoOutcome = "no-outcome", Error, "An ending has no outcome, and the file has no rules that compute one.";
    DuplicateTakeaway = "duplicate-takeaway", Error, "There is more than one takeaway for an outcome.";
    DuplicateWords = "duplicate-words", Error, "An ending has words of its own for an outcome twice.";
    FeelingRange = "feeling-range", Error, "A feeling, or what it is compared with, is not between 0 and 100.";
    EffectRange = "effect-range", Error, "An effect is not between -40 and 40.";
    TrustCostRange = "trust-cost-range", Error, "What a broken promise costs in trust is not between 0 and 100.";
    DiffersAnswers = "differs-answers", Error, "A “what differs?” question does not have two to four answers.";
    DiffersRight = "differs-right", Error, "A “what differs?” question does not have exactly one right answer.";
    PromiseNeverMade = "promise-never-made", Error, "A promise is kept that no reply makes.";
    UnusedPromise = "unused-promise", Warning, "A promise is declared that no reply makes.";
    UnusedFlag = "unused-flag", Warning, "A flag is set that no condition tests.";
    HarmNeverDone = "harm-never-done", Error, "Harm is put right, or asked for, that no reply does.";
    UnusedPerson = "unused-person", Warning, "Somebody is declared who never says anything and is not the customer.";
    TrapInRecovery = "trap-in-recovery", Warning, "A reply of the recovery system is said to fall into a trap.";
    UnknownAdvice = "unknown-advice", Error, "Advice is accepted that the checker never gives.";
    NoSteps = "no-steps", Error, "A recovery model has no steps.";
    NotAScenario = "not-a-scenario", Error, "The file is of another kind, where a scenario is wanted.";
    UnknownScenario = "unknown-scenario", Error, "A lesson or a plan names a scenario that is not there.";
    UnknownLesson = "unknown-lesson", Error, "The glossary names a lesson that is not there.";
    UnknownTerm = "unknown-term", Error, "A text points to a word that the glossary does not explain.";
    UnknownIllustration = "unknown-illustration", Error, "There is no such illustration.";
    NoDecision = "no-decision", Error, "A lesson or a plan points to a scene in which nothing is decided.";
    ScreenCount = "screen-count", Error, "A lesson has fewer than two screens, or more than seven.";
    FaceCount = "face-count", Error, "A row of faces has nobody in it, or more than fit.";
    NoTerms = "no-terms", Error, "A glossary explains nothing.";
    UnknownVoting = "unknown-voting", Error, "There is no such way of voting in a workshop.";
    WorkshopLength = "workshop-length", Error, "A workshop is shorter than ten minutes, or longer than a day.";
    PlanTooLong = "plan-too-long", Warning, "The decisions of a workshop take longer than the whole of it.";
    TooWordy = "too-wordy", Warning, "A text of a lesson or of the glossary is longer than fits at a glance.";
    EndlessLoop = "endless-loop", Error, "Scenes without a decision lead round and round.";
    NoWayOut = "no-way-out", Error, "From a scene on, the story can never end.";
    UnreachableScene = "unreachable-scene", Error, "No choices lead to a scene, conditions taken into account.";
    UnreachableEnding = "unreachable-ending", Error, "No choices lead to an ending, conditions taken into account.";
    OutcomeNever = "outcome-never", Warning, "An outcome that the file provides for can never happen.";
    NeverTold = "never-told", Warning, "An ending has words for an outcome that it can never have.";
    AllHidden = "all-hidden", Error, "All replies of a decision can be hidden at once.";
    NeverKept = "never-kept", Error, "A promise can be made, and can never be kept.";
    BeyondAuthority = "beyond-authority", Error, "A remedy goes beyond the authority limit, and nobody was brought in who may decide that.";
    HarmEndsWell = "harm-ends-well", Error, "The story can end well though harm was done and not put right.";
    NeverOffered = "never-offered", Warning, "A reply can never be on offer.";
    NeverTaken = "never-taken", Warning, "A branch, or a row of the table of outcomes, can never be taken.";
    GuessedByLength = "guessed-by-length", Advice, "The longest reply is one of the recovery system in more than half of the decisions.";
    GuessedByPlace = "guessed-by-place", Advice, "The first reply is one of the recovery system in more than half of the decisions.";
    UnevenLengths = "uneven-lengths", Advice, "The longest reply of a decision has more than 1.8 times the length of the shortest.";
    TelltaleWord = "telltale-word", Advice, "A word of courtesy or a mark stands only in replies of one of the two systems.";
    LongFeedback = "long-feedback", Advice, "Feedback has more than 45 words, or more than two sentences.";
    FeedbackOnPerson = "feedback-on-person", Advice, "Feedback speaks to the learner, and not about the reply.";
    UntaggedReply = "untagged-reply", Advice, "A reply of no recovery system has neither a trap nor a step that it misses.";
    UnpractisedStep = "unpractised-step", Advice, "No decision practises a step of the recovery model.";
    SamePortrait = "same-portrait", Advice, "Two people of the story have the same pictures.";
    NoTakeaway = "no-takeaway", Advice, "There is no takeaway for an outcome that the story may have.";
    LeftOpen = "left-open", Advice, "A promise can still be open when the story ends well, and nothing there speaks of it.";
    SameWords = "same-words", Advice, "An ending can come with a good outcome and with a bad one, and has the same words for both.";
    NotProven = "not-proven", Advice, "The story has too many states to try each, so not all could be proven of it.";
    ReplacesShipped = "replaces-shipped", Advice, "The file has the id of a scenario that comes with the program, and takes its place.";
    NeedlessAccepts = "needless-accepts", Advice, "Advice is accepted that is not given.";
    HardToRead = "hard-to-read", Advice, "The texts read above school grade 9.";
    SharedId = "shared-id", Warning, "Another file that was checked has the same id.";
    OtherName = "other-name", Advice, "The file has another name than its id.";
    LoneAsterisk = "lone-asterisk", Advice, "An asterisk stresses nothing, and is not marked as a mere sign.";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
