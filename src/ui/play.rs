//! A play as the screens see it: the session, and how far the learner has read.

use crate::engine::{At, Event, Feelings, Session, Turn, shuffled};
use crate::scenario::{EndingIx, Mood, Outcome, PromiseIx, ReplyIx, SceneIx};

/// A session on the screen.
///
/// The engine is always at the next decision; the screen stops after each reply, so that the reaction and the feedback
/// are read before the story goes on.
#[derive(Clone, Debug)]
pub struct Play {
    session: Session,
    /// The seed by which replies are shuffled; one for each attempt.
    seed: u64,
    /// How many turns the learner has read to their end.
    read: usize,
}

/// What the learner is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Choosing a reply.
    Choosing {
        /// In which scene.
        scene: SceneIx,
        /// The replies, in the order in which they are shown.
        replies: Vec<ReplyIx>,
    },
    /// Reading what the last reply brought about.
    Reading,
    /// Done: the story is over, and its end has been told.
    Ended {
        /// Where it ended.
        ending: EndingIx,
        /// How, for the relationship.
        outcome: Outcome,
    },
}

impl Play {
    /// A play of this session, from here on.
    #[must_use]
    pub fn new(session: Session, seed: u64) -> Self {
        let read = session.turns().len();
        Self { session, seed, read }
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What the learner is doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.read < self.session.turns().len() {
            return Phase::Reading;
        }
        match self.session.at() {
            At::Decision { scene, offered } => {
                Phase::Choosing { scene: *scene, replies: shuffled(offered, *scene, self.seed) }
            }
            At::End { ending, outcome } => Phase::Ended { ending: *ending, outcome: *outcome },
        }
    }

    /// The turn that is being read.
    #[must_use]
    pub fn reading(&self) -> Option<&Turn> {
        self.session.turns().get(self.read)
    }

    /// The turn whose decision is on the screen: being read, or yet to be chosen.
    #[must_use]
    pub fn turn_on_screen(&self) -> usize {
        self.read
    }

    /// Makes a choice, if that reply is on offer and the last one has been read.
    pub fn choose(&mut self, reply: ReplyIx) -> bool {
        self.phase() != Phase::Reading && self.session.choose(reply).is_ok()
    }

    /// Goes on to the next decision, or to the end.
    pub fn go_on(&mut self) {
        self.read = self.session.turns().len();
    }

    /// Takes the last choice back.
    pub fn step_back(&mut self) {
        self.jump_to(self.session.turns().len().saturating_sub(1));
    }

    /// Goes back to the decision before choice number `turn`, counted from 0.
    pub fn jump_to(&mut self, turn: usize) {
        self.session.jump_to(turn);
        self.read = self.session.turns().len();
    }

    /// Everything that has been told so far, in order, each with the number of its turn: `None` before the first
    /// choice.
    #[must_use]
    pub fn told(&self) -> impl DoubleEndedIterator<Item = (Option<usize>, &Event)> {
        let opening = self.session.opening().iter().map(|event| (None, event));
        let turns = self.session.turns().iter().enumerate().flat_map(|(number, turn)| {
            let onward = if number < self.read { &turn.onward[..] } else { &[] };
            turn.events.iter().chain(onward).map(move |event| (Some(number), event))
        });
        opening.chain(turns)
    }

    /// What the customer feels on the screen now, and what they felt before the last change.
    #[must_use]
    pub fn feelings(&self) -> (Feelings, Feelings) {
        let turns = self.session.turns();
        match (self.reading(), turns.last()) {
            (Some(turn), _) => (turn.after_reply.feelings, turn.before.feelings),
            (None, Some(last)) => (last.after.feelings, last.after_reply.feelings),
            (None, None) => (self.session.start().feelings, self.session.start().feelings),
        }
    }

    /// Story minutes since the start, as far as told.
    #[must_use]
    pub fn clock(&self) -> u32 {
        self.reading().map_or(self.session.state().clock, |turn| turn.after_reply.clock)
    }

    /// The customer's mood, as last seen.
    #[must_use]
    pub fn mood(&self) -> Mood {
        let customer = self.session.scenario().customer();
        let seen = self.told().rev().find_map(|(_, event)| match event {
            Event::Line { speaker, mood, .. } | Event::Reaction { speaker, mood, .. } if *speaker == Some(customer) => {
                *mood
            }
            _ => None,
        });
        seen.unwrap_or(Mood::Calm)
    }

    /// The promises that are not yet settled, as far as told, each with the story minute by which it is due.
    #[must_use]
    pub fn open_promises(&self) -> Vec<(PromiseIx, u32)> {
        let mut open: Vec<(PromiseIx, u32)> = Vec::new();
        for (_, event) in self.told() {
            match *event {
                Event::PromiseMade { promise, due } => {
                    open.retain(|(known, _)| *known != promise);
                    open.push((promise, due));
                }
                Event::PromiseKept { promise } | Event::PromiseBroken { promise, .. } => {
                    open.retain(|(known, _)| *known != promise);
                }
                _ => {}
            }
        }
        open
    }
}
