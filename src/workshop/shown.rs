//! Pieces that the views are made of: what is said, the replies with their letters, a verdict.

use serde::Serialize;

use super::hear::PRACTICE_OPTIONS;
use super::phase::Phase;
use super::room::Room;
use super::voting::letter;
use crate::engine::{Event, Turn};
use crate::play::telling::{self, Item, NoteKind, Telling};
use crate::play::{FirstWords, verdict};
use crate::scenario::{Differs, Mood, ReplyIx, plain};
use crate::words;

/// Something that is said or told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpokenLine {
    /// Who says it; the narrator, where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// How they look; as before, where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mood: Option<Mood>,
    /// The words.
    pub text: String,
}

/// Something to choose, with its letter: a reply, an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lettered {
    /// The letter: A, B, C …
    pub letter: char,
    /// The words.
    pub text: String,
}

/// Something neutral to try out voting with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeVote {
    /// The question.
    pub question: &'static str,
    /// What there is to choose.
    pub options: Vec<Lettered>,
}

/// The verdict on a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownVerdict {
    /// Which way of answering it belongs to, in words.
    pub system: &'static str,
    /// The steps that it shows, and the trap that it falls into.
    pub marks: Vec<String>,
    /// What it did to the customer: "trust up 8".
    pub effects: Vec<String>,
    /// What it gave away and promised.
    pub notes: Vec<String>,
    /// What the coach says.
    pub feedback: String,
}

/// One answer to *what differs?*, once it is known which is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgedAnswer {
    /// The letter: A, B, C …
    pub letter: char,
    /// The answer.
    pub text: String,
    /// Whether it is the right one.
    pub right: bool,
    /// What the coach says to it.
    pub response: String,
}

/// The practice vote in the language of the scenario, where it is known; in English otherwise.
fn practice(language: &str) -> (&'static str, [&'static str; PRACTICE_OPTIONS]) {
    match words::main_language(language).as_ref() {
        "de" => ("Zum Üben: Was hätten Sie jetzt gern?", ["Kaffee", "Tee", "Wasser"]),
        _ => ("To try it out: what would you like now?", ["Coffee", "Tea", "Water"]),
    }
}

impl Room {
    pub(super) fn practice(&self) -> PracticeVote {
        let (question, options) = practice(&self.scenario.file().language.value);
        PracticeVote { question, options: lettered(options) }
    }

    /// What has been said since the last reply was read: the opening, or how the story went on.
    pub(super) fn told(&self) -> Vec<SpokenLine> {
        let session = self.session();
        // Once a reply is played, the session is ahead: what led to that reply comes before its last turn.
        let before = session.turns().len().checked_sub(usize::from(self.phase().is_after_the_reply()));
        match before.and_then(|turns| turns.checked_sub(1)).and_then(|turn| session.turns().get(turn)) {
            Some(turn) => self.lines(&turn.onward),
            None => self.lines(session.opening()),
        }
    }

    /// What the people answer to.
    pub(super) fn prompt(&self) -> Option<SpokenLine> {
        let said = |lines: Vec<SpokenLine>| lines.into_iter().rev().find(|line| line.speaker.is_some());
        let reacted = || self.session().turns().last().and_then(|turn| said(self.reaction(turn)));
        said(self.told()).or_else(reacted)
    }

    /// How somebody answered a reply.
    pub(super) fn reaction(&self, turn: &Turn) -> Vec<SpokenLine> {
        let reactions: Vec<_> =
            turn.events.iter().filter(|event| matches!(event, Event::Reaction { .. })).cloned().collect();
        self.lines(&reactions)
    }

    fn lines(&self, events: &[Event]) -> Vec<SpokenLine> {
        let first_words = FirstWords::default();
        // No scores: what became of promises is for the verdict.
        let telling = Telling { session: self.session(), first_words: &first_words, scores: false };
        let line = |item: Item<'_>| match item {
            Item::Narration(text) => Some(SpokenLine { speaker: None, mood: None, text: plain(text) }),
            Item::Line { speaker, mood, text, .. } => {
                let speaker = Some(plain(&self.scenario.person(speaker).name.value));
                Some(SpokenLine { speaker, mood, text: plain(text) })
            }
            Item::Note { kind: NoteKind::TimePassed, text } => Some(SpokenLine { speaker: None, mood: None, text }),
            Item::Note { .. } | Item::Mine { .. } | Item::Verdict { .. } => None,
        };
        telling::items(telling, events.iter().map(|event| (None, event))).into_iter().filter_map(line).collect()
    }

    /// The replies on offer with their letters.
    pub(super) fn replies(&self) -> Vec<Lettered> {
        lettered(self.lettered().into_iter().map(|reply| plain(&self.scenario.reply(reply).text.value)))
    }

    /// A reply with its letter.
    pub(super) fn reply(&self, reply: ReplyIx) -> Lettered {
        let option = self.lettered().iter().position(|it| *it == reply).unwrap_or(usize::MAX);
        Lettered { letter: letter(option), text: plain(&self.scenario.reply(reply).text.value) }
    }

    /// *What differs?* at the decision that the room is at.
    pub(super) fn differs(&self) -> Option<&Differs> {
        self.scenario.decision(self.scene()?).map(|decision| &decision.differs)
    }

    /// The answers to it in the order of their letters: their numbers in the file. That order gives nothing away.
    pub(super) fn answers(&self) -> Vec<usize> {
        let (Some(differs), Some(scene)) = (self.differs(), self.scene()) else { return Vec::new() };
        let mut order: Vec<_> = (0..differs.answers.len()).collect();
        fastrand::Rng::with_seed(self.beginning.seed ^ (u64::from(scene.0) << 32)).shuffle(&mut order);
        order
    }

    pub(super) fn lettered_answers(&self) -> Vec<Lettered> {
        self.judged_answers().into_iter().map(|it| Lettered { letter: it.letter, text: it.text }).collect()
    }

    pub(super) fn judged_answers(&self) -> Vec<JudgedAnswer> {
        let Some(differs) = self.differs() else { return Vec::new() };
        let answers = self.answers().into_iter().filter_map(|number| differs.answers.get(number));
        let judged = answers.enumerate().map(|(option, answer)| JudgedAnswer {
            letter: letter(option),
            text: plain(&answer.text.value),
            right: answer.right,
            response: plain(&answer.response.value),
        });
        judged.collect()
    }

    /// The turn that is looked at: the last one of the story, or of the detour.
    pub(super) fn turn(&self) -> Option<&Turn> {
        let is_after = self.phase().is_after_the_reply() || self.phase() == Phase::End;
        self.moment().shown().turns().last().filter(|_| is_after)
    }

    pub(super) fn judged(&self, turn: &Turn) -> ShownVerdict {
        let reply = self.scenario.reply(turn.reply);
        let effect = |(feeling, change): (crate::scenario::Feeling, crate::play::Change)| {
            format!("{} {}", feeling.name(), change.words())
        };
        ShownVerdict {
            system: reply.system.label(),
            marks: verdict::marks(&self.scenario, reply),
            effects: verdict::effects(turn).map(effect).collect(),
            notes: verdict::notes(&self.scenario, turn).into_iter().map(|(_, note)| note).collect(),
            feedback: plain(&reply.feedback.value),
        }
    }
}

fn lettered<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Vec<Lettered> {
    texts.into_iter().enumerate().map(|(option, text)| Lettered { letter: letter(option), text: text.into() }).collect()
}
