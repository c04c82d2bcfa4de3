//! A play of which nothing is told, for those who play very often.

use super::event::Unheard;
use super::session::{At, Choice, ChoiceError, enter};
use super::story_state::StoryState;
use crate::scenario::{Scenario, StoryPlace};

/// A play-through as a [`Session`](super::Session) is, without what was said in it and without a way back. The two go the
/// same ways.
#[derive(Clone, Debug)]
pub(super) struct Walk<'s> {
    scenario: &'s Scenario,
    state: StoryState,
    at: At,
}

impl<'s> Walk<'s> {
    /// Starts a scenario.
    pub(super) fn new(scenario: &'s Scenario) -> Self {
        let mut state = StoryState::new(scenario);
        let first = StoryPlace::Scene(scenario.file().start.scene.index());
        let at = enter(scenario, &mut state, first, &mut Unheard);
        Self { scenario, state, at }
    }

    /// Where it is.
    pub(super) fn at(&self) -> &At {
        &self.at
    }

    /// Makes a choice.
    pub(super) fn choose(&mut self, reply: Choice) -> Result<(), ChoiceError> {
        let At::Decision { offered, .. } = &self.at else { return Err(ChoiceError::Over) };
        if !offered.contains(&reply) {
            return Err(ChoiceError::NotOffered);
        }
        self.state.apply(self.scenario, reply, &mut Unheard);
        if let Some(place) = self.state.follow(&self.scenario.reply(reply).next) {
            self.at = enter(self.scenario, &mut self.state, place, &mut Unheard);
        }
        Ok(())
    }
}
