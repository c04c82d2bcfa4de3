//! Puts problems into words for a person: the only place that does.
//!
//! A message says what is wrong at the place that is pointed at; a hint says what to do about it.

mod syntax;

use super::diagnostic::Code;
use super::invisible::{code_point, first_invisible, visible, without_invisible};
use super::kind::FileKind;
use super::lesson::{LESSON_SCREENS, MOST_FACES};
use super::model::{EFFECT_LIMIT, FORMAT};
use super::problem::{Name, Nothing, Problem, Word};
use super::suggest::list;
use super::vocabulary::Outcome;
use super::workshop_plan::WORKSHOP_MINUTES;

type Words = (String, Option<String>);

impl Problem {
    /// The message, and the hint if there is one.
    pub(super) fn words(&self) -> Words {
        match self {
            Problem::TooLarge { limit } => (format!("the file is larger than {} MiB", limit >> 20), None),
            Problem::NotUtf8 => ("this is not UTF-8 text".to_owned(), some("save the file with the encoding UTF-8")),
            Problem::Utf16 => (
                "this file is UTF-16, and not UTF-8".to_owned(),
                some("save it with the encoding UTF-8; the editor offers it under “Save as”"),
            ),
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
            Problem::UnknownName { kind, name, meant: Some(nearest), hint: None } => {
                (kind.missing(&super::read::shorten(name)), Some(meant(name, nearest)))
            }
            Problem::UnknownName { kind, name, hint, .. } => {
                (kind.missing(&super::read::shorten(name)), hint.clone().or_else(|| kind.advice().map(str::to_owned)))
            }
            Problem::UnknownWord { kind, word, meant, all } => {
                (format!("there is no {} `{word}`", kind.noun()), Some(did_you_mean(*meant, all)))
            }
            Problem::UnknownAdvice { name, meant, all } => {
                (format!("there is no advice `{name}`"), Some(did_you_mean(*meant, all)))
            }
            Problem::MissingPortrait { portrait, mood, moods, other } => (
                format!("there is no picture of `{portrait}` in the mood `{mood}`"),
                Some(match other {
                    Some(file) => format!("there is `{file}`; pictures are SVG files"),
                    None => format!("there is one for {}", list(moods)),
                }),
            ),
            Problem::BrokenPicture(fault) => (
                format!("the picture `{}` cannot be shown: {}", visible(&fault.file), fault.what),
                some("until it is mended, a grey figure stands in its place"),
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
            Problem::DuplicateTakeaway(outcome) => one_for_each("is another takeaway", *outcome),
            Problem::DuplicateWords(outcome) => one_for_each("are other words of this ending", *outcome),
            Problem::FeelingRange { what, value } => (format!("{what} is {value}"), some("feelings go from 0 to 100")),
            Problem::ThresholdRange { value } => {
                (format!("no feeling can be compared with {value}"), some("feelings go from 0 to 100"))
            }
            Problem::EffectRange { feeling, value } => (
                format!("an effect of {value} on {feeling} is too much for one reply"),
                Some(format!("effects go from -{EFFECT_LIMIT} to {EFFECT_LIMIT}")),
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
            Problem::NoTime => (
                "this promise is due as soon as it is made".to_owned(),
                some("`within` is how many story minutes it may take"),
            ),
            Problem::NothingSaid(what) => ((*what).to_owned(), some("write at least one line: `(text: \"…\")`")),
            Problem::BadLanguage { written, meant } => (
                format!("`{}` is no code of a language", super::read::shorten(written)),
                Some(match meant {
                    Some(code) => format!("write \"{code}\""),
                    None => "write its code, such as \"en\", \"de\" or \"pt-BR\"".to_owned(),
                }),
            ),
            Problem::NamedYou => (
                "`you` is the learner, who speaks by choosing replies".to_owned(),
                some("give this person another id; the learner is not among the `people`"),
            ),
            Problem::ReplacesShipped { id } => (
                format!("this takes the place of the scenario `{id}` that comes with the program"),
                some("give it an id of its own, or say with `accepts` that it is meant so"),
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
            Problem::HarmNeverDone { harm, asked } => (
                match asked {
                    true => format!("this asks for harm to {harm}, and no reply does any"),
                    false => format!("harm to {harm} is put right here, and no reply does any"),
                },
                Some(format!("let the reply that does it have `harm: {harm}`")),
            ),
            Problem::NotAScenario(kind) => (format!("this is {}, not a scenario", kind.noun()), kind.advice()),
            Problem::NoLessonMinutes => {
                ("a lesson takes at least a minute".to_owned(), some("`minutes` is how long it takes to read"))
            }
            Problem::WorkshopLength(length) => (
                format!(
                    "a workshop takes {} to {} minutes; this one has {length}",
                    WORKSHOP_MINUTES.start(),
                    WORKSHOP_MINUTES.end()
                ),
                None,
            ),
            Problem::NoDecisionMinutes => ("a decision takes at least a minute".to_owned(), None),
            Problem::PlanTooLong { planned, length } => (
                format!("the decisions take {planned} minutes, and the workshop has {length}"),
                some("leave the vote out of one of them, or give them less time"),
            ),
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
            FileKind::WorkshopPlan => "the plan of a workshop",
        }
    }

    fn advice(self) -> Option<String> {
        match self {
            FileKind::Model => some("put it into a folder `models` beside your scenarios"),
            FileKind::Lesson => {
                some("put it into a folder `lessons` beside your scenarios; it then stands under Learn")
            }
            FileKind::WorkshopPlan => some("`make-it-right workshop` runs it"),
            FileKind::Scenario | FileKind::Glossary | FileKind::Credits => None,
        }
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
            Word::Backdrop => Code::UnknownBackdrop,
            Word::System => Code::UnknownSystem,
            Word::Outcome => Code::UnknownOutcome,
            Word::Harm => Code::UnknownHarm,
            Word::Condition => Code::UnknownCondition,
            Word::Illustration => Code::UnknownIllustration,
            Word::Voting => Code::UnknownVoting,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Word::Mood => "mood",
            Word::Channel => "channel",
            Word::Cause => "cause",
            Word::Backdrop => "backdrop",
            Word::System => "system",
            Word::Outcome => "outcome",
            Word::Harm => "kind of harm",
            Word::Condition => "condition",
            Word::Illustration => "illustration",
            Word::Voting => "way of voting",
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

/// Something that there is more than once for an outcome.
fn one_for_each(what: &str, outcome: Outcome) -> Words {
    (format!("there {what} for the outcome `{}`", outcome.word()), some("one for each outcome is enough"))
}

fn bad_id(id: &str) -> Words {
    if id.is_empty() {
        return ("an id cannot be empty".to_owned(), None);
    }
    let shown = super::read::shorten(id);
    let better = better_id(id);
    let such_as = if better.is_empty() || better.len() > 64 { String::new() } else { format!(", such as `{better}`") };
    if let Some(found) = first_invisible(id) {
        let hint = format!("take it out{}", if such_as.is_empty() { such_as } else { format!(": `{better}`") });
        return (format!("there is an invisible character ({}) in the id `{shown}`", code_point(found)), Some(hint));
    }
    (format!("`{shown}` cannot be an id"), Some(format!("ids have lower-case letters, digits and hyphens{such_as}")))
}

/// An id that is as much as possible like one that cannot be.
fn better_id(id: &str) -> String {
    let id = without_invisible(id);
    let lower = id.chars().flat_map(char::to_lowercase);
    let better: String =
        lower.map(|it| if it.is_ascii_lowercase() || it.is_ascii_digit() { it } else { '-' }).collect();
    better.split('-').filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-")
}

/// What a name that stands for nothing may have been meant as.
fn meant(name: &str, meant: &str) -> String {
    match first_invisible(name).filter(|_| without_invisible(name) == meant) {
        Some(found) => format!("there is an invisible character ({}) in it; write `{meant}`", code_point(found)),
        None => format!("did you mean `{}`?", visible(meant)),
    }
}

fn did_you_mean(meant: Option<&str>, all: &[&str]) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there is {}", list(all)),
    }
}

// Always `Some`: hints are written with it in forty places.
#[allow(clippy::unnecessary_wraps)]
fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}
