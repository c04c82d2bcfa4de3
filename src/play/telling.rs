//! What is told of a session as items, oldest first: shared by whoever shows or speaks a conversation.
//!
//! Items borrow from the session, so that making them costs next to nothing and they can never be out of date; whoever
//! shows them asks for the newest few only.

use super::{FirstWords, Play, verdict};
use crate::engine::{Event, Session};
use crate::scenario::{Mood, PersonIx, ReplyIx, Scenario, plain};
use crate::words;

/// Story minutes that are worth a note of their own; less is only seen on the clock.
const WORTH_A_NOTE: u32 = 5;

/// One thing in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// The narrator tells something.
    Narration(&'a str),
    /// Somebody says something.
    Line {
        /// Who.
        speaker: PersonIx,
        /// How they look; as before, where absent.
        mood: Option<Mood>,
        /// Whether the name has to be shown: somebody other than the customer, or the speaker changes.
        named: bool,
        /// The words.
        text: &'a str,
    },
    /// The learner replies.
    Mine {
        /// Which reply.
        reply: ReplyIx,
        /// The words.
        text: &'a str,
        /// What the learner said before the replies appeared.
        first: Option<&'a str>,
    },
    /// Something happened: time passed, a promise was kept or broken, the problem was put right.
    Note {
        /// What of these it was.
        kind: NoteKind,
        /// The words.
        text: String,
    },
    /// The coach's verdict on the reply of a turn.
    Verdict {
        /// Which turn, counted from 0.
        turn: usize,
    },
}

/// What a note in a conversation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Time passed in the story.
    TimePassed,
    /// A promise was kept.
    PromiseKept,
    /// A promise was broken.
    PromiseBroken,
    /// The problem was put right.
    PutRight,
}

/// What is told of a session, and how.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The session.
    pub session: &'a Session,
    /// What the learner said before the replies appeared.
    pub first_words: &'a FirstWords,
    /// Whether verdicts, and what became of promises, are told as well.
    pub scores: bool,
}

impl<'a> Telling<'a> {
    /// As it is told while it is played: a challenge keeps verdicts for the debrief.
    #[must_use]
    pub fn during(play: &'a Play) -> Self {
        Self { session: play.session(), first_words: play.first_words(), scores: play.mode().tells_scores() }
    }

    /// As it is told once it is over.
    #[must_use]
    pub fn whole(session: &'a Session, first_words: &'a FirstWords) -> Self {
        Self { session, first_words, scores: true }
    }
}

/// Everything that happened in a session, up to where the engine is: for a story that is over. While it is played,
/// [`Play::told`] knows how far the learner has read.
#[must_use]
pub fn whole(session: &Session) -> impl DoubleEndedIterator<Item = (Option<usize>, &Event)> {
    let opening = session.opening().iter().map(|event| (None, event));
    let turns = session
        .turns()
        .iter()
        .enumerate()
        .flat_map(|(number, turn)| turn.events.iter().chain(&turn.onward).map(move |event| (Some(number), event)));
    opening.chain(turns)
}

/// The items of these events, oldest first.
pub fn items<'a>(telling: Telling<'a>, events: impl Iterator<Item = (Option<usize>, &'a Event)>) -> Vec<Item<'a>> {
    let mut items: Vec<_> = events.filter_map(|(turn, event)| item(telling, turn, event)).collect();
    name_speakers(telling.session.scenario(), &mut items);
    items
}

/// The newest `most` items without verdicts, oldest first, and whether there are earlier ones.
pub fn newest<'a>(
    telling: Telling<'a>,
    events: impl DoubleEndedIterator<Item = (Option<usize>, &'a Event)>,
    most: usize,
) -> (Vec<Item<'a>>, bool) {
    let mut items: Vec<_> = events
        .rev()
        .filter_map(|(turn, event)| item(telling, turn, event))
        .filter(|item| !matches!(item, Item::Verdict { .. }))
        .take(most.saturating_add(1))
        .collect();
    let earlier = items.len() > most;
    items.truncate(most);
    items.reverse();
    name_speakers(telling.session.scenario(), &mut items);
    (items, earlier)
}

fn item<'a>(telling: Telling<'a>, turn: Option<usize>, event: &'a Event) -> Option<Item<'a>> {
    let scenario: &Scenario = telling.session.scenario();
    let note = |kind, text| Some(Item::Note { kind, text });
    let score = |kind, text| telling.scores.then_some(Item::Note { kind, text });
    match event {
        Event::Line { speaker: None, text, .. } | Event::Reaction { speaker: None, text, .. } => {
            Some(Item::Narration(text))
        }
        Event::Line { speaker: Some(speaker), mood, text } | Event::Reaction { speaker: Some(speaker), mood, text } => {
            Some(Item::Line { speaker: *speaker, mood: *mood, named: false, text })
        }
        Event::Chosen { reply } => Some(Item::Mine {
            reply: *reply,
            text: &scenario.reply(*reply).text.value,
            first: turn.and_then(|turn| telling.first_words.of_turn(turn)),
        }),
        Event::TimePassed { minutes, .. } if *minutes >= WORTH_A_NOTE => {
            note(NoteKind::TimePassed, format!("{} later", words::minutes_spoken(*minutes)))
        }
        Event::PromiseKept { promise } => {
            let text = plain(&scenario.promise(*promise).text.value);
            score(NoteKind::PromiseKept, format!("Promise kept: {text}"))
        }
        Event::PromiseBroken { promise, trust_cost } => {
            let text = plain(&scenario.promise(*promise).text.value);
            score(NoteKind::PromiseBroken, format!("Promise broken: {text} (trust down {trust_cost})"))
        }
        Event::Fixed { at } => score(NoteKind::PutRight, format!("Put right after {}", words::minutes_spoken(*at))),
        Event::Feedback { .. } => turn.filter(|_| telling.scores).map(|turn| Item::Verdict { turn }),
        Event::SceneEntered { .. }
        | Event::Offered { .. }
        | Event::TimePassed { .. }
        | Event::Felt { .. }
        | Event::PromiseMade { .. }
        | Event::RemedyGiven { .. }
        | Event::StepShown { .. }
        | Event::TrapFallenInto { .. }
        | Event::Ended { .. } => None,
    }
}

/// The customer needs no name while nobody else speaks; everybody else does, once for each run of lines.
fn name_speakers(scenario: &Scenario, items: &mut [Item<'_>]) {
    let customer = scenario.customer();
    let mut last_heard = customer;
    let mut goes_on = false;
    for item in items {
        match item {
            Item::Line { speaker, named, .. } => {
                *named = *speaker != last_heard || (*speaker != customer && !goes_on);
                last_heard = *speaker;
                goes_on = true;
            }
            _ => goes_on = false,
        }
    }
}

/// How many of these events are items other than verdicts: where the newest part of a conversation starts.
#[must_use]
pub fn count(telling: Telling<'_>, events: &[Event]) -> usize {
    events.iter().filter(|event| item(telling, None, event).is_some()).count()
}

/// Who speaks and how they look: "Mara, worried".
#[must_use]
pub fn who_speaks(name: &str, mood: Option<Mood>) -> String {
    mood.map_or_else(|| name.to_owned(), |mood| format!("{name}, {}", mood.label()))
}

/// An item as plain text: to be read aloud, and to be copied.
#[must_use]
pub fn spoken(session: &Session, item: &Item<'_>) -> String {
    let scenario = session.scenario();
    match item {
        Item::Narration(text) => plain(text),
        Item::Line { speaker, mood, text, .. } => {
            format!("{}: {}", who_speaks(&scenario.person(*speaker).name.value, *mood), words::quoted(text))
        }
        Item::Mine { text, first: None, .. } => format!("You: {}", words::quoted(text)),
        Item::Mine { text, first: Some(first), .. } => {
            format!("You, first: “{first}”\nYou: {}", words::quoted(text))
        }
        Item::Note { text, .. } => text.clone(),
        Item::Verdict { turn } => {
            session.turns().get(*turn).map(|turn| verdict::spoken(scenario, turn)).unwrap_or_default()
        }
    }
}

/// Items as plain text, one to a paragraph.
#[must_use]
pub fn as_text(session: &Session, items: &[Item<'_>]) -> String {
    let paragraphs: Vec<_> = items.iter().map(|item| spoken(session, item)).collect();
    paragraphs.join("\n\n")
}
