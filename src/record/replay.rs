//! From a recorded attempt back to a session, also where the scenario has changed meanwhile.

use std::sync::Arc;

use super::attempt::Attempt;
use crate::engine::{At, Session};
use crate::scenario::Scenario;

/// A session that was brought back.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The session, as far as the choices still fit.
    pub session: Session,
    /// How many of the recorded choices could not be made any more, because the scenario has changed.
    pub left_out: usize,
}

impl Replayed {
    /// Whether every choice still does what it did, and the story ended as it ended then.
    #[must_use]
    pub fn leads_where_it_led(&self, attempt: &Attempt) -> bool {
        let feelings = attempt.way().map(|choice| choice.chose.after);
        let ended = attempt.ends.last().filter(|_| !attempt.is_open()).map(|end| end.ended.outcome);
        self.left_out == 0
            && self.session.turns().iter().map(|turn| turn.after.feelings).eq(feelings)
            && self.session.outcome() == ended
    }
}

/// Makes the choices of an attempt once more, as far as they can still be made: by the ids of scenes and replies, so
/// that a changed text changes nothing.
#[must_use]
pub fn replay(attempt: &Attempt, scenario: &Arc<Scenario>) -> Replayed {
    let mut session = Session::new(Arc::clone(scenario));
    let mut choices = attempt.way();
    let all = attempt.way().count();
    for choice in choices.by_ref() {
        let at_scene = match session.at() {
            At::Decision { scene, .. } => scenario.scene(*scene).id.value == choice.chose.scene,
            At::End { .. } => false,
        };
        let Some(reply) = scenario.find_reply(&choice.chose.reply).filter(|_| at_scene) else { break };
        if session.choose(reply).is_err() {
            break;
        }
    }
    let left_out = all - session.turns().len();
    Replayed { session, left_out }
}
