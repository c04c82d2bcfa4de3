//! Where the learner has been in a story, as its events tell.

use crate::engine::{Event, Session};
use crate::memory::Visited;
use crate::scenario::{Scenario, StoryPlace};

/// Notes where the last choice has led.
pub(in crate::app) fn note_last_choice(visited: &mut Visited, session: &Session) {
    let (scenario, turns) = (session.scenario(), session.turns());
    if turns.len() <= 1 {
        visited.keep_what_is_in(scenario);
        note(visited, scenario, session.opening());
    }
    if let Some(turn) = turns.last() {
        // A play may begin in the middle, where no event tells of the scene.
        visited.add_place(scenario, StoryPlace::Scene(turn.scene));
        visited.add_reply(scenario, turn.reply);
        note(visited, scenario, &turn.onward);
    }
}

/// Notes that the learner has been wherever this session of theirs came: what is remembered need not know of it, where its
/// record has come from another machine.
pub(in crate::app) fn note_session(visited: &mut Visited, session: &Session) {
    let scenario = session.scenario();
    note(visited, scenario, session.opening());
    for turn in session.turns() {
        visited.add_place(scenario, StoryPlace::Scene(turn.scene));
        visited.add_reply(scenario, turn.reply);
        note(visited, scenario, &turn.onward);
    }
}

/// Notes the places that events tell of.
fn note(visited: &mut Visited, scenario: &Scenario, events: &[Event]) {
    for event in events {
        match event {
            Event::SceneEntered { scene } => visited.add_place(scenario, StoryPlace::Scene(*scene)),
            Event::Ended { ending, .. } => visited.add_place(scenario, StoryPlace::Ending(*ending)),
            _ => {}
        }
    }
}
