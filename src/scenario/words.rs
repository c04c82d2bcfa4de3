//! Puts problems into words for a person: the only place that does.
//!
//! A message says what is wrong at the place that is pointed at; a hint says what to do about it.

use super::diagnostic::Code;
use super::kind::FileKind;
use super::lesson::{LESSON_SCREENS, MOST_FACES};
use super::model::{EFFECT_LIMIT, FORMAT};
use super::problem::{Name, Nothing, Problem, Syntax, Word};

type Words = (String, Option<String>);

impl Problem {
    /// The message, and the hint if there is one.
    pub(super) fn words(&self) -> Words {
        match self {
            Problem::TooLarge { limit } => (format!("the file is larger than {} MiB", limit >> 20), None),
            Problem::NotUtf8 => ("this is not UTF-8 text".to_owned(), some("save the file with the encoding UTF-8")),
            Problem::Syntax(problem) => problem.words(),
            Problem::NewerFormat(format) => (
                format!("made for a newer version of the program (format {format}; this one reads {FORMAT})"),
                some("update the program"),
            ),
            Problem::UnknownFormat(format) => {
                (format!("there is no format {format}"), Some(format!("write `format: {FORMAT}`")))
            }
            Problem::UnknownField { of, name, meant, known } => {
                (format!("{of} has no field `{name}`"), Some(did_you_mean(*meant, known)))
            }
            Problem::DuplicateField { of, name } => {
                (format!("`{name}` is given twice for {of}"), some("leave one of them out"))
            }
            Problem::MissingField { of, name, about } => {
                (format!("{of} needs `{name}`"), Some(format!("`{name}`: {about}")))
            }
            Problem::WrongType { expected, found, hint } => {
                (format!("expected {expected}, found {found}"), hint.clone())
            }
            Problem::NumberRange { written, least, most } => {
                (format!("{written} is out of range"), Some(format!("write a number from {least} to {most}")))
            }
            Problem::BadClock(written) => {
                (format!("`{written}` is no time of day"), some("write it like \"07:10\", from 00:00 to 23:59"))
            }
            Problem::BadId(id) => bad_id(id),
            Problem::DuplicateId { what, id, first_line } => (
                format!("there is another {what} with the id `{id}`"),
                Some(format!("the first one is on line {first_line}; give each its own id")),
            ),
            Problem::UnknownName { kind, name, meant, hint } => {
                let hint = match (hint, meant) {
                    (Some(hint), _) => some(hint),
                    (None, Some(meant)) => Some(format!("did you mean `{meant}`?")),
                    (None, None) => kind.advice().map(str::to_owned),
                };
                (kind.missing(name), hint)
            }
            Problem::UnknownWord { kind, word, meant, all } => {
                (format!("there is no {} `{word}`", kind.noun()), Some(did_you_mean(*meant, all)))
            }
            Problem::UnknownAdvice { name, meant, all } => {
                (format!("there is no advice `{name}`"), Some(did_you_mean(*meant, all)))
            }
            Problem::MissingPortrait { portrait, mood, moods } => (
                format!("there is no picture of `{portrait}` in the mood `{mood}`"),
                Some(format!("there is one for {}", list(moods))),
            ),
            Problem::TooMany { more } => {
                (format!("there are {more} more problems, which are not shown"), some("mend these first"))
            }
            _ => self.words_on_rules(),
        }
    }

    fn words_on_rules(&self) -> Words {
        match self {
            Problem::MoodWithoutSpeaker => (
                "a mood without a speaker has no face to show it".to_owned(),
                some("say who speaks, or leave the mood out"),
            ),
            Problem::EmptyText(what) => (format!("{what} is empty"), None),
            Problem::HiddenCharacter(letter) => (
                format!("there is a character in this text that is not shown: U+{:04X}", u32::from(*letter)),
                some("take it out; it would command a terminal, turn the order of letters or cannot be seen"),
            ),
            Problem::NoMinutes => {
                ("a play takes at least a minute".to_owned(), some("`minutes` is how long a play takes"))
            }
            Problem::Nothing(what) => (what.message().to_owned(), None),
            Problem::NoWayOn { scene } => (
                format!("the story stops dead in the scene `{scene}`"),
                some("give it a `decision`, or say with `next` where it goes on"),
            ),
            Problem::NoReplies => ("this decision has no replies".to_owned(), None),
            Problem::LeadsNowhere => {
                ("this list of branches is empty".to_owned(), some("write the id of a scene or ending"))
            }
            Problem::TwoWaysOn { scene } => (
                format!("the scene `{scene}` has both a `decision` and a `next`"),
                some("its replies say where it goes on; take `next` away"),
            ),
            Problem::OneSided { missing } => (
                format!("this decision has no reply with `system: {}`", missing.word()),
                some("every decision needs a reply of each system, so that the two can be laid side by side"),
            ),
            Problem::NoLastResort { of } => (
                format!("the last of {of} has a condition, so none of them may match"),
                some("end the list with one that has no `when`"),
            ),
            Problem::HiddenBranch { of } => (
                format!("this comes after one of {of} that always matches, so it is never reached"),
                some("the one without `when` comes last"),
            ),
            Problem::NoOutcome { ending } => (
                format!("nothing says which outcome the ending `{ending}` has"),
                some("give it an `outcome`, or the file a list of `outcomes` that compute one"),
            ),
            Problem::DuplicateTakeaway(outcome) => (
                format!("there is another takeaway for the outcome `{}`", outcome.word()),
                some("one for each outcome is enough"),
            ),
            Problem::FeelingRange { what, value } => (format!("{what} is {value}"), some("feelings go from 0 to 100")),
            Problem::ThresholdRange { value } => {
                (format!("no feeling can be compared with {value}"), some("feelings go from 0 to 100"))
            }
            Problem::EffectRange { feeling, value } => (
                format!("an effect of {value} on {feeling} is too much for one reply"),
                Some(format!("effects go from −{EFFECT_LIMIT} to {EFFECT_LIMIT}")),
            ),
            Problem::TrustCostRange(value) => {
                (format!("a broken promise cannot cost {value} of trust"), some("write a number from 0 to 100"))
            }
            Problem::DiffersAnswers(count) => {
                (format!("a “what differs?” question has two to four answers; this one has {count}"), None)
            }
            Problem::DiffersRight(0) => {
                ("none of the answers is right".to_owned(), some("mark one with `right: true`"))
            }
            Problem::DiffersRight(count) => {
                (format!("{count} of the answers are right"), some("mark exactly one with `right: true`"))
            }
            Problem::PromiseNeverMade(promise) => (
                format!("the promise `{promise}` is kept here, but no reply makes it"),
                Some(format!("make it in a reply: `promises: [(id: \"{promise}\", within: 30)]`")),
            ),
            Problem::UnusedPromise(promise) => (format!("no reply makes the promise `{promise}`"), None),
            Problem::UnusedFlag(flag) => (format!("no condition tests the flag `{flag}`"), None),
            Problem::UnusedPerson(person) => (format!("`{person}` never says anything"), None),
            Problem::TrapInRecovery => (
                "a reply of the recovery system does not fall into a trap".to_owned(),
                some("take the trap away, or make it `system: no_recovery`"),
            ),
            _ => self.words_on_teaching(),
        }
    }
}

impl Problem {
    fn words_on_teaching(&self) -> Words {
        match self {
            Problem::NotAScenario(kind) => (format!("this is {}, not a scenario", kind.noun()), kind.advice()),
            Problem::NoLessonMinutes => {
                ("a lesson takes at least a minute".to_owned(), some("`minutes` is how long it takes to read"))
            }
            Problem::ScreenCount(count) => (
                format!(
                    "a lesson has {} to {} screens; this one has {count}",
                    LESSON_SCREENS.start(),
                    LESSON_SCREENS.end()
                ),
                some("split a long lesson in two; join a short one with another"),
            ),
            Problem::FaceCount(count) => {
                (format!("a row of faces has one to {MOST_FACES}; this one has {count}"), None)
            }
            Problem::TooWordy { what, words, most } => {
                (format!("{what} has {words} words"), Some(format!("{most} are enough")))
            }
            Problem::NoDecision { scene } => {
                (format!("nothing is decided in `{scene}`"), some("name a scene with a `decision`"))
            }
            _ => (self.code().about().to_owned(), None),
        }
    }
}

impl FileKind {
    fn noun(self) -> &'static str {
        match self {
            FileKind::Scenario => "a scenario",
            FileKind::Model => "a recovery model",
            FileKind::Lesson => "a lesson",
            FileKind::Glossary => "a glossary",
            FileKind::Credits => "a list of credits",
        }
    }

    fn advice(self) -> Option<String> {
        match self {
            FileKind::Model => some("put it into a folder `models` beside your scenarios"),
            FileKind::Lesson => {
                some("put it into a folder `lessons` beside your scenarios; it then stands under Learn")
            }
            FileKind::Scenario | FileKind::Glossary | FileKind::Credits => None,
        }
    }
}

impl Syntax {
    fn words(self) -> Words {
        let (message, hint): (String, Option<&str>) = match self {
            Syntax::Empty => ("there is nothing in this file".to_owned(), None),
            Syntax::UnexpectedCharacter('“' | '”' | '„') => (
                "this quotation mark is a typographic one".to_owned(),
                Some("texts stand between straight quotation marks: \"…\""),
            ),
            Syntax::UnexpectedCharacter(found) => (format!("`{}` has no meaning here", found.escape_debug()), None),
            Syntax::UnclosedText => (
                "the text that starts here is never closed".to_owned(),
                Some("end it with a quotation mark; inside a text write \\\" for one"),
            ),
            Syntax::UnclosedComment => {
                ("the comment that starts here is never closed".to_owned(), Some("end it with `*/`"))
            }
            Syntax::UnclosedBracket(open) => (format!("the bracket `{open}` is never closed"), None),
            Syntax::StrayBracket(close) => (format!("the bracket `{close}` closes nothing"), None),
            Syntax::StrayComma => ("there is nothing before this comma".to_owned(), None),
            Syntax::MissingComma => ("a comma is missing here".to_owned(), None),
            Syntax::MissingValue => ("a value is missing here".to_owned(), None),
            Syntax::NotAValue => ("this cannot stand here".to_owned(), None),
            Syntax::NotAFieldName => ("expected the name of a field before the colon".to_owned(), None),
            Syntax::NoFieldName => ("this value has no field name".to_owned(), Some("write it like `name: value`")),
            Syntax::QuotedFieldName => {
                ("a field name has no quotation marks".to_owned(), Some("write it like `name: value`"))
            }
            Syntax::EqualsForColon => ("expected `:` after the name of a field".to_owned(), None),
            Syntax::BadEscape => (
                "there is no such escape in a text".to_owned(),
                Some("there are \\n \\r \\t \\0 \\\\ \\\" \\' \\* \\x41 and \\u{2019}"),
            ),
            Syntax::TextAfterEnd => (
                "the file should end before this".to_owned(),
                Some("everything stands in one pair of round brackets; look for one that closes too early"),
            ),
            Syntax::TooDeep => ("there are too many brackets inside brackets".to_owned(), None),
        };
        (message, hint.map(str::to_owned))
    }
}

impl Name {
    /// The kind of problem that an unknown name of this kind is.
    pub(super) fn code(self) -> Code {
        match self {
            Name::Scene => Code::UnknownScene,
            Name::Reply => Code::UnknownReply,
            Name::Person => Code::UnknownPerson,
            Name::Promise => Code::UnknownPromise,
            Name::Flag => Code::UnknownFlag,
            Name::Model => Code::UnknownModel,
            Name::Step => Code::UnknownStep,
            Name::Trap => Code::UnknownTrap,
            Name::Portrait => Code::UnknownPortrait,
            Name::Scenario => Code::UnknownScenario,
            Name::Lesson => Code::UnknownLesson,
            Name::Term => Code::UnknownTerm,
        }
    }

    fn missing(self, name: &str) -> String {
        match self {
            Name::Scene => format!("there is no scene or ending `{name}`"),
            Name::Reply => format!("there is no reply `{name}`"),
            Name::Person => format!("there is no person `{name}`"),
            Name::Promise => format!("no promise `{name}` is declared"),
            Name::Flag => format!("no reply sets the flag `{name}`"),
            Name::Model => format!("there is no recovery model `{name}`"),
            Name::Step => format!("the recovery model has no step `{name}`"),
            Name::Trap => format!("the recovery model has no trap `{name}`"),
            Name::Portrait => format!("there are no pictures of `{name}`"),
            Name::Scenario => format!("there is no scenario `{name}`"),
            Name::Lesson => format!("there is no lesson `{name}`"),
            Name::Term => format!("the glossary has no term `{name}`"),
        }
    }

    fn advice(self) -> Option<&'static str> {
        match self {
            Name::Promise => Some("declare it in the file's `promises`"),
            Name::Flag => Some("a reply sets a flag with `sets`"),
            Name::Person => Some("declare them in the file's `people`"),
            Name::Model => Some("a model of your own lies in a folder `models` beside the scenario"),
            Name::Term => Some("add it to the glossary, or take the brackets `[[ ]]` away"),
            _ => None,
        }
    }
}

impl Word {
    /// The kind of problem that an unknown word of this kind is.
    pub(super) fn code(self) -> Code {
        match self {
            Word::Mood => Code::UnknownMood,
            Word::Channel => Code::UnknownChannel,
            Word::Cause => Code::UnknownCause,
            Word::System => Code::UnknownSystem,
            Word::Outcome => Code::UnknownOutcome,
            Word::Condition => Code::UnknownCondition,
            Word::Illustration => Code::UnknownIllustration,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Word::Mood => "mood",
            Word::Channel => "channel",
            Word::Cause => "cause",
            Word::System => "system",
            Word::Outcome => "outcome",
            Word::Condition => "condition",
            Word::Illustration => "illustration",
        }
    }
}

impl Nothing {
    fn message(self) -> &'static str {
        match self {
            Nothing::People => "there is nobody in the story",
            Nothing::Scenes => "the story has no scenes",
            Nothing::Endings => "the story has no endings",
            Nothing::Steps => "the recovery model has no steps",
            Nothing::Terms => "the glossary has no terms",
            Nothing::Paragraphs => "the screen has no text",
        }
    }
}

fn bad_id(id: &str) -> Words {
    if id.is_empty() {
        return ("an id cannot be empty".to_owned(), None);
    }
    let better: String = id
        .chars()
        .flat_map(char::to_lowercase)
        .map(|it| if it.is_ascii_lowercase() || it.is_ascii_digit() { it } else { '-' })
        .collect();
    let better = better.split('-').filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-");
    let hint = if better.is_empty() || better.len() > 64 { String::new() } else { format!(", such as `{better}`") };
    (
        format!("`{}` cannot be an id", super::read::shorten(id)),
        Some(format!("ids have lower-case letters, digits and hyphens{hint}")),
    )
}

fn did_you_mean(meant: Option<&str>, all: &[&str]) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there is {}", list(all)),
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

// Always `Some`: hints are written with it in forty places.
#[allow(clippy::unnecessary_wraps)]
fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}
