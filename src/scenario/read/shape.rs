//! What may stand in a file, as data: the fields of everything in brackets, and what each of them holds.
//!
//! The readers look names up in these tables, and an editor makes its forms of them, so that neither can know a field
//! that the other does not. `tests/draft/shapes.rs` holds them against the readers.

use std::fmt;

use crate::scenario::model::{Backdrop, Cause, Channel, Harm, Mood, Outcome, System};
use crate::scenario::workshop_plan::Voting;

/// What may stand in the round brackets of something.
pub struct Shape {
    /// What it is, with its article: "a reply".
    pub what: &'static str,
    /// Its fields, in the order in which files give them.
    pub fields: &'static [FieldShape],
}

/// A field of something.
#[derive(Debug)]
pub struct FieldShape {
    /// Its name in the file.
    pub name: &'static str,
    /// What it is, in a few words for its author.
    pub about: &'static str,
    /// Whether it must be there.
    pub needed: bool,
    /// What it holds.
    pub form: Form,
}

/// What a value of a file is made of.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A word or a line in quotation marks.
    Label,
    /// A text in quotation marks that may be as long as a paragraph.
    Prose,
    /// The id that something is given here.
    Id(Names),
    /// The id of something that is given it elsewhere.
    Ref(Names),
    /// A time of day, such as `"07:10"`.
    Clock,
    /// A whole number.
    Number {
        /// The least that makes sense.
        least: i64,
        /// The most that makes sense.
        most: i64,
    },
    /// `true` or `false`.
    Truth,
    /// One of the words of the program, without quotation marks.
    Word(Vocabulary),
    /// Fields in round brackets.
    Group(&'static Shape),
    /// A list in square brackets, each item of this form.
    List(&'static Form),
    /// One of several words with something in its brackets.
    Choice(&'static Choice),
    /// The id of a scene or ending, or a list of branches of this shape.
    Ways(&'static Shape),
}

/// Several words, one of which stands before brackets: a condition, an illustration.
pub struct Choice {
    /// What it is, with its article: "a condition".
    pub what: &'static str,
    /// The words, and what stands in the brackets of each.
    pub options: &'static [ChoiceOption],
}

/// One of the words of a [`Choice`].
#[derive(Debug)]
pub struct ChoiceOption {
    /// The word before the brackets.
    pub word: &'static str,
    /// What it means, in a few words.
    pub about: &'static str,
    /// What stands in the brackets: the fields of a [`Form::Group`] themselves, or one value of any other form.
    pub form: Form,
}

/// What ids name. Two things of the same [set](Names::set) in a file cannot share an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Names {
    /// A scene or an ending of the file.
    StoryPlace,
    /// A scene of the file, but no ending.
    Scene,
    /// A reply of the file.
    Reply,
    /// A person of the file.
    Person,
    /// A promise of the file.
    Promise,
    /// A flag: it is there as soon as a reply sets it.
    Flag,
    /// A recovery model.
    Model,
    /// A step of a recovery model.
    Step,
    /// A trap of a recovery model.
    Trap,
    /// Pictures of somebody.
    Portrait,
    /// A scenario.
    Scenario,
    /// A scene of another file.
    SceneElsewhere,
    /// A lesson.
    Lesson,
    /// A word that the glossary explains.
    Term,
    /// A kind of advice of the checker.
    Advice,
}

impl Names {
    /// The set in which such an id must be the only one: scenes and endings share theirs.
    #[must_use]
    pub fn set(self) -> Names {
        if self == Names::Scene { Names::StoryPlace } else { self }
    }
}

/// The words of the program that a value may be one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// How somebody looks.
    Mood,
    /// The recovery system, or none.
    System,
    /// How a story ends.
    Outcome,
    /// Where a conversation takes place.
    Channel,
    /// Who or what made things go wrong.
    Cause,
    /// What a reply may do that no kind word makes good.
    Harm,
    /// What is seen behind people.
    Backdrop,
    /// How people vote in a workshop.
    Voting,
}

impl Vocabulary {
    /// Each word as it stands in a file, and as it is shown.
    #[must_use]
    pub fn words(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Vocabulary::Mood => Mood::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::System => System::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::Outcome => Outcome::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::Channel => Channel::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::Cause => Cause::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::Harm => Harm::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::Backdrop => Backdrop::ALL.iter().map(|it| (it.word(), it.label())).collect(),
            Vocabulary::Voting => Voting::ALL.iter().map(|it| (it.word(), it.label())).collect(),
        }
    }
}

impl Shape {
    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldShape> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The position of the field of this name.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

impl Choice {
    /// The option with this word.
    #[must_use]
    pub fn option(&self, word: &str) -> Option<&'static ChoiceOption> {
        self.options.iter().find(|option| option.word == word)
    }
}

// Shapes and choices lead back to themselves (a condition is made of conditions), so they are not shown whole.

impl fmt::Debug for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Shape").field(&self.what).finish()
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Choice").field(&self.what).finish()
    }
}

/// A field that must be there.
pub(super) const fn must(name: &'static str, about: &'static str, form: Form) -> FieldShape {
    FieldShape { name, about, needed: true, form }
}

/// A field that may be left out.
pub(super) const fn may(name: &'static str, about: &'static str, form: Form) -> FieldShape {
    FieldShape { name, about, needed: false, form }
}

/// One of the words of a choice.
pub(super) const fn option(word: &'static str, about: &'static str, form: Form) -> ChoiceOption {
    ChoiceOption { word, about, form }
}

/// The number of the file format.
pub(super) const FORMAT_NUMBER: Form = Form::Number { least: 1, most: 1 };

/// Minutes of at least one.
pub(super) const SOME_MINUTES: Form = Form::Number { least: 1, most: u32::MAX as i64 };

/// Any number of minutes, or of money.
pub(super) const AMOUNT: Form = Form::Number { least: 0, most: u32::MAX as i64 };

/// A feeling, or what it costs.
pub(super) const FEELING: Form = Form::Number { least: 0, most: 100 };

/// A list of labels.
pub(super) const LABELS: Form = Form::List(&Form::Label);

/// A list of longer texts.
pub(super) const TEXTS: Form = Form::List(&Form::Prose);
