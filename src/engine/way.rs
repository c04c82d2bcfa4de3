//! A way to a decision, for whoever wants to play from there.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::event::Unheard;
use super::session::{At, Choice, enter};
use super::story_state::StoryState;
use crate::scenario::{Ref, Scenario, SceneIx, StoryPlace, System};

/// How many ways into one scene are followed on, at first and where that was not enough. States differ by everything
/// that was ever chosen, so trying all of them would take for ever; the first few ways into a scene are the best ones.
const WAYS_INTO_A_SCENE: [u16; 2] = [12, 600];

/// Choices that lead to the decision of a scene, with as few replies of no recovery as can be, and of those the fewest
/// choices; `None` where the scene has no decision or no way was found. The work grows with the number of scenes.
///
/// Ways are tried in that order, so the first that arrives is the answer; only where a scene can be entered in very many
/// ways and the wanted one depends on an unusual one of them may it be missed.
#[must_use]
pub fn way_to(scenario: &Arc<Scenario>, scene: SceneIx) -> Option<Vec<Choice>> {
    scenario.decision(scene)?;
    let leads_there = ancestors(scenario, scene);
    WAYS_INTO_A_SCENE.iter().find_map(|&limit| search(scenario, scene, &leads_there, limit))
}

/// A decision that a way has come to.
struct Reached {
    state: StoryState,
    at: SceneIx,
    offered: Vec<Choice>,
    /// The one before it, and the choice made there.
    from: Option<(usize, Choice)>,
}

fn search(scenario: &Scenario, wanted: SceneIx, leads_there: &[bool], limit: u16) -> Option<Vec<Choice>> {
    let mut ways_into = vec![0_u16; scenario.file().scenes.len()];
    let mut reached: Vec<Reached> = Vec::new();
    // Ordered by poor replies, then by choices, then by which came first.
    let mut waiting = BinaryHeap::new();
    let mut arrive = |state: StoryState, at: At, from, poor: u32, length: u32, reached: &mut Vec<Reached>| {
        let At::Decision { scene, offered } = at else { return None };
        if !leads_there[scene.at()] || ways_into[scene.at()] == limit {
            return None;
        }
        ways_into[scene.at()] += 1;
        reached.push(Reached { state, at: scene, offered, from });
        Some(Reverse((poor, length, reached.len() - 1)))
    };
    let mut state = StoryState::new(scenario);
    let first = StoryPlace::Scene(scenario.file().start.scene.index());
    let at = enter(scenario, &mut state, first, &mut Unheard);
    waiting.extend(arrive(state, at, None, 0, 0, &mut reached));
    while let Some(Reverse((poor, length, number))) = waiting.pop() {
        if reached[number].at == wanted {
            return Some(choices(&reached, number));
        }
        for reply in reached[number].offered.clone() {
            let mut state = reached[number].state.clone();
            state.apply(scenario, reply, &mut Unheard);
            let Some(place) = state.follow(&scenario.reply(reply).next) else { continue };
            let at = enter(scenario, &mut state, place, &mut Unheard);
            let poor = poor + u32::from(scenario.reply(reply).system == System::NoRecovery);
            waiting.extend(arrive(state, at, Some((number, reply)), poor, length + 1, &mut reached));
        }
    }
    None
}

fn choices(reached: &[Reached], number: usize) -> Vec<Choice> {
    let back = std::iter::successors(reached[number].from, |&(before, _)| reached[before].from);
    let mut choices: Vec<_> = back.map(|(_, reply)| reply).collect();
    choices.reverse();
    choices
}

/// Of each scene, whether it leads to the wanted one, conditions left aside.
fn ancestors(scenario: &Scenario, wanted: SceneIx) -> Vec<bool> {
    let scenes = &scenario.file().scenes;
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); scenes.len()];
    for (at, scene) in scenes.iter().enumerate() {
        let replies = scene.decision.iter().flat_map(|decision| &decision.replies);
        for branch in scene.next.iter().chain(replies.flat_map(|reply| &reply.next)) {
            if let StoryPlace::Scene(to) = Ref::index(&branch.to) {
                before[to.at()].push(at);
            }
        }
    }
    let mut leads_there = vec![false; scenes.len()];
    let mut waiting = vec![wanted.at()];
    while let Some(scene) = waiting.pop() {
        if !std::mem::replace(&mut leads_there[scene], true) {
            waiting.append(&mut before[scene]);
        }
    }
    leads_there
}
