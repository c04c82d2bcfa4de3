//! A play-through in progress.

use std::collections::VecDeque;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::event::{Event, Unheard};
use super::story_state::{Snapshot, StoryState};
use crate::scenario::{EndingIx, Outcome, Ref, ReplyIx, Scenario, SceneIx, StoryPlace};

/// Where a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The learner has to choose.
    Decision {
        /// In which scene.
        scene: SceneIx,
        /// What is on offer, in file order; never empty.
        offered: Vec<ReplyIx>,
    },
    /// The story is over.
    End {
        /// Where it ended.
        ending: EndingIx,
        /// How, for the relationship.
        outcome: Outcome,
    },
}

/// One choice, by the reply's place in its scenario.
pub type Choice = ReplyIx;

/// One choice and all that came of it, up to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The scene of the decision.
    pub scene: SceneIx,
    /// What was on offer, in file order.
    pub offered: Vec<ReplyIx>,
    /// What was chosen.
    pub reply: ReplyIx,
    /// As it was.
    pub before: Snapshot,
    /// As it was right after the reply, before the story went on.
    pub after_reply: Snapshot,
    /// As it was at the next decision, or at the end.
    pub after: Snapshot,
    /// What the reply brought about, up to its feedback.
    pub events: Vec<Event>,
    /// How the story went on from there, up to the next decision or the end.
    pub onward: Vec<Event>,
}

/// A choice that cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// The story is over.
    #[error("the story is over")]
    Over,
    /// The reply is not on offer.
    #[error("that reply is not on offer here")]
    NotOffered,
}

/// A play-through in progress: a scenario and the choices made in it, with everything that follows from the two.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    opening: Vec<Event>,
    start: Snapshot,
    turns: Vec<Turn>,
    state: StoryState,
    at: At,
}

impl Session {
    /// Starts a scenario.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>) -> Self {
        let mut state = StoryState::new(&scenario);
        let mut opening = Vec::new();
        let at = enter(&scenario, &mut state, StoryPlace::Scene(scenario.file().start.scene.index()), &mut opening);
        let start = state.snapshot();
        Self { scenario, opening, start, turns: Vec::new(), state, at }
    }

    /// Starts a scenario and makes the choices, as far as they can be made.
    ///
    /// # Errors
    /// The position of the first choice that cannot be made, counted from 0, and why, beside the session up to there.
    pub fn replay(
        scenario: Arc<Scenario>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> (Self, Result<(), (usize, ChoiceError)>) {
        let mut session = Self::new(scenario);
        for (position, choice) in choices.into_iter().enumerate() {
            if let Err(error) = session.choose(choice) {
                return (session, Err((position, error)));
            }
        }
        (session, Ok(()))
    }

    /// The scenario that is played.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Where the session is.
    #[must_use]
    pub fn at(&self) -> &At {
        &self.at
    }

    /// The state now.
    #[must_use]
    pub fn state(&self) -> &StoryState {
        &self.state
    }

    /// What happened before the first choice.
    #[must_use]
    pub fn opening(&self) -> &[Event] {
        &self.opening
    }

    /// As it was at the first choice.
    #[must_use]
    pub fn start(&self) -> Snapshot {
        self.start
    }

    /// The choices so far and what came of each.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The choices so far.
    pub fn choices(&self) -> impl Iterator<Item = Choice> + '_ {
        self.turns.iter().map(|turn| turn.reply)
    }

    /// The outcome, if the story is over.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self.at {
            At::End { outcome, .. } => Some(outcome),
            At::Decision { .. } => None,
        }
    }

    /// The state before choice number `turn`, counted from 0; the state now, where there is no such choice.
    #[must_use]
    pub fn state_before(&self, turn: usize) -> StoryState {
        if turn >= self.turns.len() {
            return self.state.clone();
        }
        Self::replay(Arc::clone(&self.scenario), self.choices().take(turn)).0.state
    }

    /// The standing at the next decision, or at the end, if this reply were chosen now.
    pub(super) fn standing_after(&self, reply: Choice) -> i32 {
        let mut state = self.state.clone();
        state.apply(&self.scenario, reply, &mut Unheard);
        if let Some(place) = state.follow(&self.scenario.reply(reply).next) {
            enter(&self.scenario, &mut state, place, &mut Unheard);
        }
        state.feelings.standing()
    }

    /// Makes a choice.
    ///
    /// # Errors
    /// Where the story is over, or the reply is not on offer; the session is then as it was.
    pub fn choose(&mut self, reply: Choice) -> Result<&Turn, ChoiceError> {
        let At::Decision { scene, offered } = &self.at else {
            return Err(ChoiceError::Over);
        };
        if !offered.contains(&reply) {
            return Err(ChoiceError::NotOffered);
        }
        let (scene, offered) = (*scene, offered.clone());
        let before = self.state.snapshot();
        let mut events = Vec::new();
        self.state.apply(&self.scenario, reply, &mut events);
        let after_reply = self.state.snapshot();
        let mut onward = Vec::new();
        if let Some(place) = self.state.follow(&self.scenario.reply(reply).next) {
            self.at = enter(&self.scenario, &mut self.state, place, &mut onward);
        }
        let after = self.state.snapshot();
        self.turns.push(Turn { scene, offered, reply, before, after_reply, after, events, onward });
        Ok(&self.turns[self.turns.len() - 1])
    }

    /// Takes back the last `count` choices; all of them, where there are fewer.
    pub fn step_back(&mut self, count: usize) {
        self.jump_to(self.turns.len().saturating_sub(count));
    }

    /// Goes back to the decision before choice number `turn`, counted from 0. Whoever chooses there starts a fork.
    /// A number that is not behind us changes nothing.
    pub fn jump_to(&mut self, turn: usize) {
        if turn >= self.turns.len() {
            return;
        }
        let choices: Vec<_> = self.choices().take(turn).collect();
        *self = Self::replay(Arc::clone(&self.scenario), choices).0;
    }
}

/// Enters a place and goes on from there until the learner has to choose or the story ends.
///
/// Scenes without a decision may lead round in a circle, such as a wait that time ends. A story that goes on longer than
/// [`Scenario::most_passed`] allows would perhaps never come back, and is led to the nearest ending: whoever plays gets on,
/// whatever a file says.
pub(super) fn enter(
    scenario: &Scenario,
    state: &mut StoryState,
    mut place: StoryPlace,
    events: &mut impl Extend<Event>,
) -> At {
    let mut left = scenario.most_passed();
    loop {
        match place {
            StoryPlace::Ending(index) => {
                let ending = scenario.ending(index);
                state.arrive(scenario, &ending.arrival, events);
                let outcome = outcome(scenario, state, index);
                tell(state, &ending.lines, events);
                tell(state, ending.words_for(outcome).map_or(&[], |words| &words.lines[..]), events);
                events.extend([Event::Ended { ending: index, outcome }]);
                return At::End { ending: index, outcome };
            }
            StoryPlace::Scene(index) => {
                let scene = scenario.scene(index);
                events.extend([Event::SceneEntered { scene: index }]);
                state.arrive(scenario, &scene.arrival, events);
                tell(state, &scene.lines, events);
                left = left.saturating_sub(1);
                match state.follow(&scene.next).filter(|_| scene.decision.is_none()) {
                    Some(next) if left > 0 => place = next,
                    Some(_) if let Some(ending) = nearest_ending(scenario, index) => place = ending,
                    _ => {
                        let offered = state.offered(scenario, index);
                        events.extend(std::iter::once_with(|| Event::Offered { replies: offered.clone() }));
                        return At::Decision { scene: index, offered };
                    }
                }
            }
        }
    }
}

/// The ending that the fewest ways lie before, conditions left aside; the first one where none is led to.
fn nearest_ending(scenario: &Scenario, from: SceneIx) -> Option<StoryPlace> {
    let mut known = FixedBitSet::with_capacity(scenario.file().scenes.len());
    let mut ahead = VecDeque::from([from]);
    known.insert(from.at());
    while let Some(index) = ahead.pop_front() {
        let scene = scenario.scene(index);
        let replies = scene.decision.iter().flat_map(|decision| &decision.replies);
        for way in scene.next.iter().chain(replies.flat_map(|reply| &reply.next)) {
            match way.to.index() {
                ending @ StoryPlace::Ending(_) => return Some(ending),
                StoryPlace::Scene(to) if !known.put(to.at()) => ahead.push_back(to),
                StoryPlace::Scene(_) => {}
            }
        }
    }
    (!scenario.file().endings.is_empty()).then_some(StoryPlace::Ending(EndingIx(0)))
}

fn tell(state: &StoryState, lines: &[crate::scenario::Line], events: &mut impl Extend<Event>) {
    events.extend(state.spoken(lines).map(|line| Event::Line {
        speaker: line.speaker.as_ref().map(Ref::index),
        mood: line.mood.as_ref().map(|mood| mood.value),
        text: line.text.value.clone(),
    }));
}

/// The outcome of an ending: its own, or the first row of the scenario's table that holds. A checked table ends with a
/// row that always does.
fn outcome(scenario: &Scenario, state: &StoryState, ending: EndingIx) -> Outcome {
    if let Some(outcome) = &scenario.ending(ending).outcome {
        return outcome.value;
    }
    let rules = &scenario.file().outcomes;
    let matching = rules.iter().find(|rule| state.allows(rule.when.as_ref().map(|when| &when.value)));
    matching.map_or(Outcome::AtRisk, |rule| rule.outcome)
}
