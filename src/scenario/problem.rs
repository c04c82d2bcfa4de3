//! Everything that can be wrong with a file. [`words`](super::words) puts it into words.

pub(super) use super::diagnostic::Second;
use super::diagnostic::{Code, Diagnostic, Severity};
use super::kind::FileKind;
use super::model::{Outcome, System};
use super::picture::PictureFault;
use super::text::Span;

/// What can be wrong with a file.
#[derive(Clone, Debug)]
pub(super) enum Problem {
    TooLarge {
        limit: usize,
    },
    NotUtf8,
    Utf16,
    Syntax(Syntax),
    NewerFormat(u32),
    UnknownFormat(u32),
    UnknownField {
        of: &'static str,
        name: String,
        meant: Option<&'static str>,
        known: Vec<&'static str>,
    },
    DuplicateField {
        of: &'static str,
        name: &'static str,
    },
    MissingField {
        of: &'static str,
        name: &'static str,
        about: &'static str,
    },
    WrongType {
        expected: &'static str,
        found: String,
        hint: Option<String>,
    },
    NumberRange {
        written: String,
        least: i64,
        most: i64,
    },
    BadClock(String),
    BadId(String),
    DuplicateId {
        what: &'static str,
        id: String,
        first_line: u32,
    },
    UnknownName {
        kind: Name,
        name: String,
        meant: Option<String>,
        hint: Option<String>,
    },
    UnknownWord {
        kind: Word,
        word: String,
        meant: Option<&'static str>,
        all: Vec<&'static str>,
    },
    MoodWithoutSpeaker,
    MissingPortrait {
        portrait: String,
        mood: &'static str,
        moods: Vec<&'static str>,
        other: Option<String>,
    },
    BrokenPicture(PictureFault),
    EmptyText(&'static str),
    HiddenCharacter(char),
    NoMinutes,
    Nothing(Nothing),
    NoWayOn {
        scene: String,
    },
    NoReplies,
    LeadsNowhere,
    TwoWaysOn {
        scene: String,
    },
    OneSided {
        missing: System,
    },
    NoLastResort {
        of: &'static str,
    },
    HiddenBranch {
        of: &'static str,
    },
    NoOutcome {
        ending: String,
    },
    DuplicateTakeaway(Outcome),
    DuplicateWords(Outcome),
    FeelingRange {
        what: &'static str,
        value: i32,
    },
    ThresholdRange {
        value: i32,
    },
    EffectRange {
        feeling: &'static str,
        value: i32,
    },
    TrustCostRange(i32),
    DiffersAnswers(usize),
    DiffersRight(usize),
    PromiseNeverMade(String),
    NoTime,
    NothingSaid(&'static str),
    BadLanguage {
        written: String,
        meant: Option<&'static str>,
    },
    NamedYou,
    ReplacesShipped {
        id: String,
    },
    UnusedPromise(String),
    UnusedFlag(String),
    HarmNeverDone {
        harm: &'static str,
        /// By a condition; otherwise it is put right.
        asked: bool,
    },
    UnusedPerson(String),
    TrapInRecovery,
    NotAScenario(FileKind),
    NoLessonMinutes,
    WorkshopLength(u32),
    NoDecisionMinutes,
    PlanTooLong {
        planned: u64,
        length: u32,
    },
    ScreenCount(usize),
    FaceCount(usize),
    TooWordy {
        what: &'static str,
        words: usize,
        most: usize,
    },
    NoDecision {
        scene: String,
    },
    UnknownAdvice {
        name: String,
        meant: Option<&'static str>,
        all: Vec<&'static str>,
    },
    TooMany {
        more: usize,
    },
}

/// What can be wrong with brackets, commas and quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Syntax {
    Empty,
    UnexpectedCharacter(char),
    Invisible(char),
    UnclosedText,
    InnerQuote,
    UnclosedComment,
    UnclosedBracket(char),
    StrayBracket(char),
    WrongBracket { found: char, wanted: char },
    FieldInList,
    StrayComma,
    MissingComma,
    MissingValue,
    NotAValue,
    NotAFieldName,
    NoFieldName,
    QuotedFieldName,
    EqualsForColon,
    BadEscape,
    TextAfterEnd,
    TooDeep,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Scene,
    Reply,
    Person,
    Promise,
    Flag,
    Model,
    Step,
    Trap,
    Portrait,
    Scenario,
    Lesson,
    Term,
}

/// What a bare word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Mood,
    Channel,
    Cause,
    Backdrop,
    System,
    Outcome,
    Harm,
    Condition,
    Illustration,
    Voting,
}

/// A list that has nothing in it and should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nothing {
    People,
    Scenes,
    Endings,
    Steps,
    Terms,
    Paragraphs,
}

/// So many problems are kept. Nobody reads more at a time, and millions of them would take more memory and time than
/// the file itself.
const MOST: usize = 1_000;

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<Diagnostic>,
    /// How many more there were than are kept.
    left_out: usize,
    has_error: bool,
}

impl Problems {
    /// Notes a problem. Takes it by value: it is made for this, and of no use to the caller afterwards.
    #[allow(clippy::needless_pass_by_value)]
    pub fn push(&mut self, span: Span, problem: Problem) {
        self.push_with(span, problem, None);
    }

    /// Notes a problem that has to do with a second place.
    #[allow(clippy::needless_pass_by_value)]
    pub fn push_with(&mut self, span: Span, problem: Problem, second: Option<Second>) {
        let code = problem.code();
        let severity = code.severity();
        // The first error is always kept: it decides whether there is a scenario.
        let first_error = severity == Severity::Error && !self.has_error;
        if self.is_full() && !first_error {
            self.left_out += 1;
            return;
        }
        self.has_error |= first_error;
        let (message, hint) = problem.words();
        self.found.push(Diagnostic { code, severity, span, message, hint, second });
    }

    /// Adds what was found elsewhere.
    pub fn take_over(&mut self, others: Problems) {
        self.has_error |= others.has_error;
        self.left_out += others.left_out;
        self.found.extend(others.found);
    }

    /// Whether further problems are only counted, so that it is not worth while to look for hints.
    pub fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// Whether an error is among them.
    pub fn has_error(&self) -> bool {
        self.has_error
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.found.len() + self.left_out
    }

    /// All of them that are kept, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// All of them, by their place in the file; at the end, how many are left out.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|it| (it.span.start, it.span.end, it.code));
        if self.left_out > 0 {
            let span = self.found.last().map_or(Span::NONE, |it| it.span);
            let (message, hint) = Problem::TooMany { more: self.left_out }.words();
            let code = Code::TooMany;
            self.found.push(Diagnostic { code, severity: code.severity(), span, message, hint, second: None });
        }
        self.found
    }
}

impl Problem {
    pub(super) fn code(&self) -> Code {
        match self {
            Problem::TooLarge { .. } => Code::TooLarge,
            Problem::NotUtf8 | Problem::Utf16 => Code::NotUtf8,
            Problem::Syntax(Syntax::TooDeep) => Code::TooDeep,
            Problem::Syntax(_) => Code::Syntax,
            Problem::NewerFormat(_) => Code::NewerFormat,
            Problem::UnknownFormat(_) => Code::UnknownFormat,
            Problem::UnknownField { .. } => Code::UnknownField,
            Problem::DuplicateField { .. } => Code::DuplicateField,
            Problem::MissingField { .. } => Code::MissingField,
            Problem::WrongType { .. } => Code::WrongType,
            Problem::NumberRange { .. } => Code::NumberRange,
            Problem::BadClock(_) => Code::BadClock,
            Problem::BadId(_) => Code::BadId,
            Problem::DuplicateId { .. } => Code::DuplicateId,
            Problem::UnknownName { kind, .. } => kind.code(),
            Problem::UnknownWord { kind, .. } => kind.code(),
            Problem::MoodWithoutSpeaker => Code::MoodWithoutSpeaker,
            Problem::MissingPortrait { .. } => Code::MissingPortrait,
            Problem::EmptyText(_) | Problem::Nothing(Nothing::Paragraphs) => Code::EmptyText,
            Problem::HiddenCharacter(_) => Code::HiddenCharacter,
            Problem::NoMinutes | Problem::NoLessonMinutes | Problem::NoDecisionMinutes => Code::NoMinutes,
            Problem::WorkshopLength(_) => Code::WorkshopLength,
            Problem::PlanTooLong { .. } => Code::PlanTooLong,
            Problem::Nothing(Nothing::People) => Code::NoPeople,
            Problem::Nothing(Nothing::Scenes) => Code::NoScenes,
            Problem::Nothing(Nothing::Endings) => Code::NoEndings,
            Problem::Nothing(Nothing::Steps) => Code::NoSteps,
            Problem::Nothing(Nothing::Terms) => Code::NoTerms,
            Problem::NotAScenario(_) => Code::NotAScenario,
            Problem::ScreenCount(_) => Code::ScreenCount,
            Problem::FaceCount(_) => Code::FaceCount,
            Problem::TooWordy { .. } => Code::TooWordy,
            Problem::NoDecision { .. } => Code::NoDecision,
            Problem::NoWayOn { .. } | Problem::NoReplies | Problem::LeadsNowhere => Code::DeadEnd,
            Problem::TwoWaysOn { .. } => Code::TwoWaysOn,
            Problem::OneSided { .. } => Code::OneSided,
            Problem::NoLastResort { .. } => Code::NoLastResort,
            Problem::HiddenBranch { .. } => Code::HiddenBranch,
            Problem::NoOutcome { .. } => Code::NoOutcome,
            Problem::DuplicateTakeaway(_) => Code::DuplicateTakeaway,
            Problem::DuplicateWords(_) => Code::DuplicateWords,
            Problem::FeelingRange { .. } | Problem::ThresholdRange { .. } => Code::FeelingRange,
            Problem::EffectRange { .. } => Code::EffectRange,
            Problem::TrustCostRange(_) => Code::TrustCostRange,
            Problem::DiffersAnswers(_) => Code::DiffersAnswers,
            Problem::DiffersRight(_) => Code::DiffersRight,
            Problem::PromiseNeverMade(_) => Code::PromiseNeverMade,
            Problem::NoTime => Code::NoTime,
            Problem::NothingSaid(_) => Code::NothingSaid,
            Problem::BadLanguage { .. } => Code::BadLanguage,
            Problem::NamedYou => Code::NamedYou,
            Problem::ReplacesShipped { .. } => Code::ReplacesShipped,
            Problem::BrokenPicture(_) => Code::BrokenPicture,
            Problem::UnusedPromise(_) => Code::UnusedPromise,
            Problem::UnusedFlag(_) => Code::UnusedFlag,
            Problem::HarmNeverDone { .. } => Code::HarmNeverDone,
            Problem::UnusedPerson(_) => Code::UnusedPerson,
            Problem::TrapInRecovery => Code::TrapInRecovery,
            Problem::UnknownAdvice { .. } => Code::UnknownAdvice,
            Problem::TooMany { .. } => Code::TooMany,
        }
    }
}
