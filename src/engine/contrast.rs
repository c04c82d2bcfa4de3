//! The two systems' replies to the same customer line, side by side.

use super::event::Event;
use super::feelings::Feelings;
use super::session::{At, Session};
use super::story_state::StoryState;
use crate::scenario::{Mood, PersonIx, Ref, ReplyIx, Scenario, SceneIx, System};

/// Something somebody said, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who; the narrator, where absent.
    pub speaker: Option<PersonIx>,
    /// How they look; as before, where absent.
    pub mood: Option<Mood>,
    /// The words.
    pub text: String,
}

/// One half of a contrast: a reply and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The reply.
    pub reply: ReplyIx,
    /// Whether the learner chose it.
    pub chosen: bool,
    /// How the customer, or somebody else, answers.
    pub reaction: Vec<Said>,
    /// The feelings before it.
    pub before: Feelings,
    /// The feelings right after it.
    pub after: Feelings,
}

/// The two systems' replies to the same customer line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// The scene of the decision.
    pub scene: SceneIx,
    /// What was said last before the decision.
    pub prompt: Option<Said>,
    /// The reply with no recovery system behind it.
    pub no_recovery: Option<Side>,
    /// The reply with a recovery system behind it.
    pub recovery: Option<Side>,
    /// What the learner said in their own words before the replies appeared.
    pub own_words: Option<String>,
}

impl Contrast {
    /// The contrast of choice number `turn` of a session, counted from 0, or of the decision it stands at (`turn` equal
    /// to the number of choices made). The session is not touched. `None` where there is no such decision.
    #[must_use]
    pub fn of_turn(session: &Session, turn: usize) -> Option<Self> {
        let scenario = session.scenario();
        let (scene, offered, chosen) = match session.turns().get(turn) {
            Some(taken) => (taken.scene, &taken.offered, Some(taken.reply)),
            None if turn == session.turns().len() => match session.at() {
                At::Decision { scene, offered } => (*scene, offered, None),
                At::End { .. } => return None,
            },
            None => return None,
        };
        let state = session.state_before(turn);
        let told = if turn == 0 { session.opening() } else { &session.turns()[turn - 1].onward };
        let reacted = turn.checked_sub(1).map_or(&[][..], |previous| &session.turns()[previous].events);
        let prompt = last_said(told).or_else(|| last_said(reacted));
        Some(Self::build(scenario, scene, &state, offered, chosen, prompt))
    }

    /// The contrast of any decision of a scenario, as it would be at the very start; for looking at it outside a
    /// session. `None` where the scene has no decision.
    #[must_use]
    pub fn of_scene(scenario: &Scenario, scene: SceneIx) -> Option<Self> {
        scenario.decision(scene)?;
        let state = StoryState::new(scenario);
        let offered: Vec<_> = scenario.replies_of(scene).collect();
        let prompt = state.spoken(&scenario.scene(scene).lines).filter(|line| line.speaker.is_some()).last().map(said);
        Some(Self::build(scenario, scene, &state, &offered, None, prompt))
    }

    /// The same with what the learner said in their own words.
    #[must_use]
    pub fn with_own_words(self, words: Option<&str>) -> Self {
        Self { own_words: words.map(str::to_owned), ..self }
    }

    fn build(
        scenario: &Scenario,
        scene: SceneIx,
        state: &StoryState,
        offered: &[ReplyIx],
        chosen: Option<ReplyIx>,
        prompt: Option<Said>,
    ) -> Self {
        let side = |system| {
            let of_system = |reply: &ReplyIx| scenario.reply(*reply).system == system;
            let reply = chosen
                .filter(of_system)
                .or_else(|| offered.iter().copied().find(of_system))
                // The system's replies may all be hidden at this moment; the contrast shows one all the same.
                .or_else(|| scenario.replies_of(scene).find(of_system))?;
            let mut after = state.clone();
            let mut events = Vec::new();
            after.apply(scenario, reply, &mut events);
            Some(Side {
                reply,
                chosen: chosen == Some(reply),
                reaction: reactions(&events),
                before: state.feelings,
                after: after.feelings,
            })
        };
        Self { scene, prompt, no_recovery: side(System::NoRecovery), recovery: side(System::Recovery), own_words: None }
    }
}

fn said(line: &crate::scenario::Line) -> Said {
    Said {
        speaker: line.speaker.as_ref().map(Ref::index),
        mood: line.mood.as_ref().map(|mood| mood.value),
        text: line.text.value.clone(),
    }
}

fn reactions(events: &[Event]) -> Vec<Said> {
    let said = |event: &Event| match event {
        Event::Reaction { speaker, mood, text } => Some(Said { speaker: *speaker, mood: *mood, text: text.clone() }),
        _ => None,
    };
    events.iter().filter_map(said).collect()
}

fn last_said(events: &[Event]) -> Option<Said> {
    events.iter().rev().find_map(|event| match event {
        Event::Line { speaker: Some(speaker), mood, text } | Event::Reaction { speaker: Some(speaker), mood, text } => {
            Some(Said { speaker: Some(*speaker), mood: *mood, text: text.clone() })
        }
        _ => None,
    })
}
