//! A play as the learner meets it: the session, the mode, and how far they have read. Neither egui nor the disk is known
//! here, so that the window, the terminal and whatever else shows a play share it.

pub mod aloud;
mod change;
pub mod telling;
pub mod verdict;

pub use change::Change;

use uuid::Uuid;

pub use crate::engine::FirstWords;
use crate::engine::{At, Event, Feelings, Mode, Session, Turn, decisions_ahead, shuffled};
use crate::scenario::{Backdrop, Channel, EndingIx, Mood, Outcome, PersonIx, PromiseIx, ReplyIx, SceneIx, System};

/// A session on the screen.
///
/// The engine is always at the next decision; the screen stops after each reply, so that the reaction and the feedback
/// are read before the story goes on.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and any may go with any")]
pub struct Play {
    session: Session,
    /// The seed by which replies are shuffled; one for each attempt.
    seed: u64,
    mode: Mode,
    /// How many turns the learner has read to their end.
    read: usize,
    /// How many of its choices were made for the learner, to bring them into the middle of the story.
    lent: usize,
    say_first: SayFirst,
    first_words: FirstWords,
    /// The same as they were when it ended for the first time.
    first_words_at_end: Option<FirstWords>,
    /// Whether the contrast has opened by itself.
    compared: bool,
    /// Whether a step was taken back.
    stepped_back: bool,
    /// Whether the outcome of this play has been remembered.
    recorded: bool,
    /// Whether it only tries something out, and counts nowhere.
    tried_out: bool,
    /// The name under which it is kept.
    attempt: Option<Uuid>,
}

/// Whether the learner says their own reply before they see those on offer.
#[derive(Clone, Copy, Debug, Default)]
struct SayFirst {
    on: bool,
    /// The replies of this turn are shown all the same.
    opened: Option<usize>,
}

/// What the learner is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Saying their own reply, before those on offer appear.
    Saying {
        /// In which scene.
        scene: SceneIx,
    },
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
    /// A play of this session from here on, as practice. The choices in it were made for the learner.
    #[must_use]
    pub fn new(session: Session, seed: u64) -> Self {
        let read = session.turns().len();
        Self {
            session,
            seed,
            mode: Mode::Practice,
            read,
            lent: read,
            say_first: SayFirst::default(),
            first_words: FirstWords::default(),
            first_words_at_end: None,
            compared: false,
            stepped_back: false,
            recorded: false,
            tried_out: false,
            attempt: None,
        }
    }

    /// The same under the name under which it is kept.
    #[must_use]
    pub fn kept_as(self, attempt: Uuid) -> Self {
        Self { attempt: Some(attempt), ..self }
    }

    /// The same where it only tries a moment out, as from a lesson or the path map: it is not kept, and counts nowhere, also where
    /// it is the learner’s own from its first reply on.
    #[must_use]
    pub fn trying_out(self) -> Self {
        Self { tried_out: true, ..self }
    }

    /// Whether it only tries something out, and counts nowhere.
    #[must_use]
    pub fn is_tried_out(&self) -> bool {
        self.tried_out
    }

    /// The same as the learner left it in an earlier run of the program: their own from its first turn on.
    ///
    /// `stepped_back`: whether they have taken choices back; `recorded`: whether it has ended before.
    #[must_use]
    pub fn as_it_was_left(self, stepped_back: bool, recorded: bool) -> Self {
        let turns = self.session.turns();
        let poor = |turn: &Turn| self.session.scenario().reply(turn.reply).system == System::NoRecovery;
        let compared = turns.iter().any(poor);
        // Whoever has gone back in a challenge is in practice from there.
        let mode = if stepped_back && !self.mode.allows_stepping_back() { Mode::Practice } else { self.mode };
        // What it came to is looked back at as it was then.
        let first_words_at_end = recorded.then(FirstWords::default);
        Self { lent: 0, compared, mode, stepped_back, recorded, first_words_at_end, ..self }
    }

    /// The same with what the learner has said, or half said, in their own words in an earlier run; `at_end` is what they had
    /// said when it ended for the first time, if it has. What is half written goes on where it was.
    #[must_use]
    pub fn with_first_words(mut self, words: FirstWords, at_end: Option<FirstWords>) -> Self {
        let turn = self.session.turns().len();
        if words.is_half_said(turn) {
            self.say_first = SayFirst { on: true, opened: None };
        } else if words.of_turn(turn).is_some() {
            self.say_first = SayFirst { on: true, opened: Some(turn) };
        }
        self.first_words = words;
        self.first_words.forget_from(turn + 1);
        self.first_words_at_end = at_end.or(self.first_words_at_end);
        self
    }

    /// The same in another text of its scenario, in which `session` has come as far as the choices still lead.
    #[must_use]
    pub fn in_another_text(mut self, session: Session) -> Self {
        let turns = session.turns().len();
        self.first_words.forget_from(turns + 1);
        if turns < self.session.turns().len() {
            self.say_first.opened = None;
            self.stepped_back = true;
        }
        let (read, lent) = (self.read.min(turns), self.lent.min(turns));
        Self { session, read, lent, ..self }
    }

    /// The name under which it is kept; `None` where it is not.
    #[must_use]
    pub fn attempt(&self) -> Option<Uuid> {
        self.attempt
    }

    /// The same in this mode.
    #[must_use]
    pub fn in_mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }

    /// The same, where the learner says their own reply first, or does not.
    #[must_use]
    pub fn saying_first(self, on: bool) -> Self {
        Self { say_first: SayFirst { on, opened: None }, ..self }
    }

    /// The mode in which it is played.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The seed by which replies are shuffled.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// How many of its choices were made for the learner, to bring them into the middle of the story; 0 where all are
    /// their own.
    #[must_use]
    pub fn lent(&self) -> usize {
        self.lent
    }

    /// What the learner is doing.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.read < self.session.turns().len() {
            return Phase::Reading;
        }
        match self.session.at() {
            At::Decision { scene, .. } if self.says_first() => Phase::Saying { scene: *scene },
            At::Decision { scene, offered } => {
                let replies = self.example().unwrap_or_else(|| shuffled(offered, *scene, self.seed));
                Phase::Choosing { scene: *scene, replies }
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

    /// Makes a choice, if that reply is on offer, the last one has been read, and nothing is to be said first.
    pub fn choose(&mut self, reply: ReplyIx) -> bool {
        matches!(self.phase(), Phase::Choosing { .. }) && self.session.choose(reply).is_ok()
    }

    /// Goes on to the next decision, or to the end.
    pub fn go_on(&mut self) {
        self.read = self.session.turns().len();
    }

    /// Takes the last choice back, where the mode allows it.
    pub fn step_back(&mut self) {
        if self.mode.allows_stepping_back() {
            let turn = self.session.turns().len().saturating_sub(1);
            self.jump_to(turn);
            // The replies have been seen, and what was said before them stands above them.
            self.say_first.opened = Some(turn);
        }
    }

    /// Goes back to the decision before choice number `turn`, counted from 0. In a mode that allows no step back it is
    /// practice from there.
    pub fn jump_to(&mut self, turn: usize) {
        if turn >= self.session.turns().len() {
            return;
        }
        if !self.mode.allows_stepping_back() {
            self.mode = Mode::Practice;
        }
        self.session.jump_to(turn);
        self.lent = self.lent.min(turn);
        // What was said at the decision that is gone back to still stands.
        self.first_words.forget_from(turn + 1);
        self.say_first.opened = None;
        self.stepped_back = true;
        self.read = self.session.turns().len();
    }

    /// The two replies of a worked example, on the sides on which the contrast has them: the one without a recovery system
    /// first. `None` where this is no worked example, or where not both systems are on offer.
    #[must_use]
    pub fn example(&self) -> Option<Vec<ReplyIx>> {
        let At::Decision { offered, .. } = self.session.at() else { return None };
        self.pair(self.session.turns().len(), offered)
    }

    /// Whether this turn, counted from 0, was a worked example.
    #[must_use]
    pub fn was_example(&self, turn: usize) -> bool {
        self.session.turns().get(turn).is_some_and(|taken| self.pair(turn, &taken.offered).is_some())
    }

    /// The first reply of each system among those on offer, where this turn is worked out.
    fn pair(&self, turn: usize, offered: &[ReplyIx]) -> Option<Vec<ReplyIx>> {
        if turn != self.lent || !self.mode.starts_with_an_example() {
            return None;
        }
        let of = |system| offered.iter().copied().find(|&reply| self.session.scenario().reply(reply).system == system);
        Some(vec![of(System::NoRecovery)?, of(System::Recovery)?])
    }

    /// Whether the contrast opens by itself before the story goes on: once in a play, after the first poor reply.
    #[must_use]
    pub fn compares_first(&self) -> bool {
        let poor = |turn: &Turn| self.session.scenario().reply(turn.reply).system == System::NoRecovery;
        self.mode.opens_the_contrast() && !self.compared && self.reading().is_some_and(poor)
    }

    /// Notes that the contrast has opened by itself.
    pub fn compared(&mut self) {
        self.compared = true;
    }

    /// Whether the learner says their own reply first, from here on.
    #[must_use]
    pub fn is_saying_first(&self) -> bool {
        self.say_first.on && self.mode.lets_say_first()
    }

    /// Whether their own reply is to be said now.
    fn says_first(&self) -> bool {
        self.is_saying_first() && self.say_first.opened != Some(self.session.turns().len())
    }

    /// Has the learner say their own reply first, now and from here on, or no longer.
    pub fn say_first(&mut self, on: bool) {
        self.say_first = SayFirst { on, opened: None };
    }

    /// The same from the next decision on: the replies that are on the screen stay there.
    pub fn say_first_later(&mut self, on: bool) {
        self.say_first = SayFirst { on, opened: Some(self.read) };
    }

    /// Shows the replies, now that the learner has said, or only thought, their own.
    pub fn show_replies(&mut self, first_words: &str) {
        let turn = self.session.turns().len();
        self.first_words.keep(turn, first_words);
        self.say_first.opened = Some(turn);
    }

    /// Has the learner change what they have said first at this decision.
    pub fn say_again(&mut self) {
        self.say_first = SayFirst { on: true, opened: None };
    }

    /// Keeps what is half written at this decision.
    pub fn half_say(&mut self, words: &str) {
        self.first_words.half_say(self.session.turns().len(), words);
    }

    /// What stands in the field for one’s own words at this decision.
    #[must_use]
    pub fn half_said(&self) -> &str {
        self.first_words.in_the_field(self.session.turns().len())
    }

    /// What the learner said before the replies appeared.
    #[must_use]
    pub fn first_words(&self) -> &FirstWords {
        &self.first_words
    }

    /// The same as it was when the play ended for the first time, if it has.
    #[must_use]
    pub fn first_words_at_end(&self) -> Option<&FirstWords> {
        self.first_words_at_end.as_ref()
    }

    /// Whether a step was taken back.
    #[must_use]
    pub fn stepped_back(&self) -> bool {
        self.stepped_back
    }

    /// Notes that its outcome has been remembered; whether it is to be. A play counts once, with its first ending, and not
    /// at all where it only tries something out, or while choices in it are not the learner’s own.
    pub fn record(&mut self) -> bool {
        if !self.recorded {
            self.first_words_at_end = Some(self.first_words.clone());
        }
        !self.tried_out && self.lent == 0 && !std::mem::replace(&mut self.recorded, true)
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

    /// Which decision this is, counted from 1, and about how many there will be: as many as the good road has from here.
    /// `None` at the end, and where that road has no end within reach. It plays ahead, so ask once for each moment.
    #[must_use]
    pub fn place_among_decisions(&self) -> Option<(usize, usize)> {
        let number = self.read + 1;
        let ahead = decisions_ahead(&self.session)?;
        let about = self.session.turns().len() + ahead;
        (number <= about).then_some((number, about))
    }

    /// What is seen behind people on the screen now.
    #[must_use]
    pub fn backdrop(&self) -> Backdrop {
        let scenario = self.session.scenario();
        self.scene().map_or_else(|| scenario.backdrop(), |scene| scenario.backdrop_of(scene))
    }

    /// How people talk on the screen now.
    #[must_use]
    pub fn channel(&self) -> Option<Channel> {
        let scenario = self.session.scenario();
        self.scene().map_or(scenario.file().channel, |scene| scenario.channel_of(scene))
    }

    /// The scene on the screen now.
    fn scene(&self) -> Option<SceneIx> {
        match (self.reading(), self.session.at()) {
            (Some(turn), _) => Some(turn.scene),
            (None, At::Decision { scene, .. }) => Some(*scene),
            (None, At::End { .. }) => self.session.turns().last().map(|turn| turn.scene),
        }
    }

    /// The customer's mood, as last seen.
    #[must_use]
    pub fn mood(&self) -> Mood {
        let customer = self.session.scenario().customer();
        self.mood_of(customer)
    }

    /// Who speaks on the screen now, where it is not the customer, and how they look.
    #[must_use]
    pub fn beside(&self) -> Option<(PersonIx, Mood)> {
        let heard = self.told().rev().find_map(|(_, event)| match event {
            Event::Line { speaker, .. } | Event::Reaction { speaker, .. } => *speaker,
            _ => None,
        })?;
        (heard != self.session.scenario().customer()).then(|| (heard, self.mood_of(heard)))
    }

    fn mood_of(&self, person: PersonIx) -> Mood {
        let telling = telling::Telling::during(self);
        let seen = self.told().rev().find_map(|(turn, event)| match event {
            Event::Line { speaker, mood, .. } | Event::Reaction { speaker, mood, .. } if *speaker == Some(person) => {
                mood.map(|mood| telling.face(turn, mood))
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
