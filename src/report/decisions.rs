//! The hardest decisions: what people chose when they stood there for the first time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::collection::Collection;
use super::index::Index;
use super::names::Name;
use super::play::{Play, PlayerIx};
use super::request::ReportRequest;
use crate::scenario::{Scenario, System, plain};

/// A decision, and what people chose there. Each counts once, with their very first choice in this scene.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The id of the scenario.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// The id of the scene.
    pub scene: String,
    /// The title of the scene, where the scenario is at hand and still has it.
    pub scene_title: Option<String>,
    /// How many people stood there.
    pub people: u32,
    /// How many of them chose a reply of no recovery system.
    pub no_recovery: u32,
    /// How many of them fell into a trap.
    pub trapped: u32,
    /// What was on offer, the most frequent first.
    pub replies: Vec<ReplyShare>,
}

/// A reply, and how many chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplyShare {
    /// The id of the reply.
    pub reply: String,
    /// Its words, where the scenario is at hand and still has it.
    pub words: Option<String>,
    /// Which way of answering that is; absent where nobody ever chose it.
    pub system: Option<System>,
    /// The name of the trap that it falls into.
    pub trap: Option<String>,
    /// How many people chose it.
    pub people: u32,
}

impl Decision {
    /// Puts scene and replies into the words that the scenario has for them now, where it still has them.
    pub(super) fn put_in_words(&mut self, scenario: &Scenario) {
        let known = |reply: &str| {
            let reply = scenario.find_reply(reply)?;
            let scene = scenario.scene(scenario.scene_of(reply));
            (scene.id.value == self.scene).then(|| (plain(&scene.title), plain(&scenario.reply(reply).text)))
        };
        let found: Vec<_> = self.replies.iter().map(|it| known(&it.reply)).collect();
        for (share, found) in self.replies.iter_mut().zip(found) {
            if let Some((title, words)) = found {
                self.scene_title = Some(title);
                share.words = Some(words);
            }
        }
    }
}

/// How often each kind of choice was somebody’s first in its scene, counted person by person.
pub(super) struct FirstChoices {
    /// By kinds; `None` for those that occur in no attempt of anybody.
    chosen: Vec<Option<u32>>,
    /// Who stood at a decision last.
    stood: Vec<Option<PlayerIx>>,
}

impl FirstChoices {
    pub(super) fn new(collection: &Collection, index: &Index) -> Self {
        Self { chosen: vec![None; collection.kinds().len()], stood: vec![None; index.decisions.len()] }
    }

    /// Adds all attempts of one person, in the order in which they began. A choice that was their first in a scene counts
    /// where its attempt is one that the request is about.
    pub(super) fn add(&mut self, own: &[&Play], index: &Index, request: &ReportRequest) {
        for play in own {
            let Some(player) = play.player else { return };
            let counts = request.spans(play);
            for first in &play.firsts {
                let kind = first.kind.0 as usize;
                let before = self.stood[index.decision_of[kind]].replace(player);
                *self.chosen[kind].get_or_insert(0) += u32::from(counts && before != Some(player));
            }
        }
    }
}

/// Every decision at which at least `floor` people stood, the hardest first, and how many more there are.
pub(super) fn decisions(
    collection: &Collection,
    index: &Index,
    first: &FirstChoices,
    floor: u32,
) -> (Vec<Decision>, u32) {
    let chosen = &first.chosen;
    let mut kinds_of: Vec<Vec<usize>> = vec![Vec::new(); index.decisions.len()];
    for (kind, &decision) in index.decision_of.iter().enumerate() {
        if chosen[kind].is_some() {
            kinds_of[decision].push(kind);
        }
    }
    let (mut found, mut too_few) = (Vec::new(), 0);
    for (kinds, &(scenario, scene)) in kinds_of.iter().zip(&index.decisions) {
        let people: u32 = kinds.iter().filter_map(|&kind| chosen[kind]).sum();
        if people < floor {
            too_few += u32::from(people > 0);
        } else if people > 0 {
            let named = &index.scenarios[scenario];
            let count = |counts: &dyn Fn(&super::play::Kind) -> bool| -> u32 {
                let counted = kinds.iter().filter(|&&kind| counts(&collection.kinds()[kind]));
                counted.filter_map(|&kind| chosen[kind]).sum()
            };
            found.push(Decision {
                scenario: named.id.clone(),
                title: named.name.clone(),
                scene: collection.text(scene).to_owned(),
                scene_title: None,
                people,
                no_recovery: count(&|kind| kind.system == System::NoRecovery),
                trapped: count(&|kind| kind.trap.is_some()),
                replies: replies(collection, index, kinds, chosen),
            });
        }
    }
    // Shares compared without dividing.
    let part = |count: u32, other: &Decision| u64::from(count) * u64::from(other.people);
    found.sort_by(|a, b| {
        let harder = part(b.no_recovery, a).cmp(&part(a.no_recovery, b));
        let harder = harder.then(part(b.trapped, a).cmp(&part(a.trapped, b)));
        harder.then(b.people.cmp(&a.people)).then((&a.scenario, &a.scene).cmp(&(&b.scenario, &b.scene)))
    });
    (found, too_few)
}

/// What was on offer in these kinds of choices, and how many chose it. A reply that has changed its system or its trap over
/// time is told once for each.
fn replies(collection: &Collection, index: &Index, kinds: &[usize], chosen: &[Option<u32>]) -> Vec<ReplyShare> {
    let mut counts: BTreeMap<(&str, Option<System>, Option<&str>), u32> = BTreeMap::new();
    let mut offered: BTreeSet<Name> = BTreeSet::new();
    for &at in kinds {
        let kind = &collection.kinds()[at];
        let trap = kind
            .trap
            .map(|trap| index.trap_of[at].map_or(collection.text(trap), |trap| index.traps[trap].name.as_str()));
        *counts.entry((collection.text(kind.reply), Some(kind.system), trap)).or_default() += chosen[at].unwrap_or(0);
        offered.extend(&kind.offered);
    }
    for name in offered {
        let text = collection.text(name);
        if counts.range((text, None, None)..).next().is_none_or(|((reply, ..), _)| *reply != text) {
            counts.insert((text, None, None), 0);
        }
    }
    let share = |((reply, system, trap), people): ((&str, Option<System>, Option<&str>), u32)| ReplyShare {
        reply: reply.to_owned(),
        words: None,
        system,
        trap: trap.map(ToOwned::to_owned),
        people,
    };
    let mut shares: Vec<_> = counts.into_iter().map(share).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.people));
    shares
}
