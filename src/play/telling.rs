//! What is told of a session as items, oldest first: shared by whoever shows or speaks a conversation.
//!
//! Items borrow from the session, so that making them costs next to nothing and they can never be out of date; whoever
//! shows them asks for the newest few only.

use super::{FirstWords, Play, verdict};
use crate::engine::{Event, Session};
use crate::scenario::{Channel, Mood, PersonIx, ReplyIx, Scenario, SceneIx, System, plain};
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
        /// Whether it is the first of several by the same person.
        opens: bool,
        /// When and in what way it is said.
        setting: Setting,
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
        /// When and in what way it is said.
        setting: Setting,
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

/// When and in what way something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// How people talk there.
    pub channel: Option<Channel>,
    /// Story minutes since the start.
    pub clock: u32,
    /// Whether the learner has not answered yet.
    pub opening: bool,
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

    /// How somebody looks who is in this mood after the reply of a turn. Where nothing else tells what a reply did, a face that
    /// smiles after a poor one would say that it was good.
    pub(super) fn face(self, turn: Option<usize>, mood: Mood) -> Mood {
        let reply = turn.and_then(|turn| self.session.turns().get(turn)).map(|turn| turn.reply);
        let is_poor = |reply| self.session.scenario().reply(reply).system == System::NoRecovery;
        let hides = !self.scores && mood.smiles() && reply.is_some_and(is_poor);
        if hides { Mood::Thinking } else { mood }
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
    let mut follower = Follower::new(telling.session);
    let told = |(turn, event)| {
        let setting = follower.follow(turn, event);
        item(telling, turn, event, setting)
    };
    let mut items: Vec<_> = events.filter_map(told).collect();
    name_speakers(telling.session.scenario(), &mut items);
    items
}

/// Follows the events of a session, to know where each of them happens.
struct Follower<'a> {
    session: &'a Session,
    /// Which; `None` before the first choice.
    turn: Option<usize>,
    scene: SceneIx,
    clock: u32,
}

impl<'a> Follower<'a> {
    fn new(session: &'a Session) -> Self {
        let scene = session.scenario().file().start.scene.index();
        Self { session, turn: None, scene, clock: 0 }
    }

    fn follow(&mut self, turn: Option<usize>, event: &Event) -> Setting {
        let of_turn = turn.and_then(|turn| self.session.turns().get(turn));
        if std::mem::replace(&mut self.turn, turn) != turn
            && let Some(of_turn) = of_turn
        {
            (self.scene, self.clock) = (of_turn.scene, of_turn.before.clock);
        }
        match (event, of_turn) {
            (Event::SceneEntered { scene }, _) => self.scene = *scene,
            (Event::TimePassed { clock, .. }, _) => self.clock = *clock,
            // It comes when the learner has done what the reply says.
            (Event::Reaction { .. }, Some(turn)) => self.clock = turn.after_reply.clock,
            _ => {}
        }
        let channel = self.session.scenario().channel_of(self.scene);
        Setting { channel, clock: self.clock, opening: turn.is_none() }
    }
}

/// The newest `most` items without verdicts, oldest first, and whether there are earlier ones.
pub fn newest<'a>(
    telling: Telling<'a>,
    events: impl DoubleEndedIterator<Item = (Option<usize>, &'a Event)>,
    most: usize,
) -> (Vec<Item<'a>>, bool) {
    let is_verdict = |item: &Item<'_>| matches!(item, Item::Verdict { .. });
    let (mut taken, mut count, mut earlier) = (Vec::new(), 0, false);
    for (turn, event) in events.rev() {
        if item(telling, turn, event, Setting::default()).is_some_and(|item| !is_verdict(&item)) {
            if count == most {
                earlier = true;
                break;
            }
            count += 1;
        }
        taken.push((turn, event));
    }
    let mut items = items(telling, taken.into_iter().rev());
    items.retain(|item| !is_verdict(item));
    (items, earlier)
}

fn item<'a>(telling: Telling<'a>, turn: Option<usize>, event: &'a Event, setting: Setting) -> Option<Item<'a>> {
    let scenario: &Scenario = telling.session.scenario();
    let note = |kind, text| Some(Item::Note { kind, text });
    let score = |kind, text| telling.scores.then_some(Item::Note { kind, text });
    match event {
        Event::Line { speaker: None, text, .. } | Event::Reaction { speaker: None, text, .. } => {
            Some(Item::Narration(text))
        }
        Event::Line { speaker: Some(speaker), mood, text } | Event::Reaction { speaker: Some(speaker), mood, text } => {
            let mood = mood.map(|mood| telling.face(turn, mood));
            Some(Item::Line { speaker: *speaker, mood, named: false, opens: false, setting, text })
        }
        Event::Chosen { reply } => Some(Item::Mine {
            reply: *reply,
            text: &scenario.reply(*reply).text.value,
            first: turn.and_then(|turn| telling.first_words.of_turn(turn)),
            setting,
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
            Item::Line { speaker, named, opens, .. } => {
                *opens = *speaker != last_heard || !goes_on;
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
    events.iter().filter(|event| item(telling, None, event, Setting::default()).is_some()).count()
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

/// Whether the customer is writing what comes next: on a chat's screen, while the learner reads.
#[must_use]
pub fn is_typing(play: &Play) -> bool {
    let Some(turn) = play.reading() else { return false };
    let scenario = play.session().scenario();
    let mut channel = scenario.channel_of(turn.scene);
    for event in &turn.onward {
        match event {
            Event::SceneEntered { scene } => channel = scenario.channel_of(*scene),
            Event::TimePassed { minutes, .. } if *minutes >= WORTH_A_NOTE => return false,
            Event::Line { speaker, .. } | Event::Reaction { speaker, .. } => {
                return channel == Some(Channel::Chat) && *speaker == Some(scenario.customer());
            }
            _ => {}
        }
    }
    false
}
