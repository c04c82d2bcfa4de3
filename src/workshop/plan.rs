//! The plan of a workshop: what is played, for how long, and which decisions are voted on.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::argument::argument;
use crate::engine::{Session, along_the_good_road};
use crate::scenario::workshop_plan::{Voting, WorkshopFile};
use crate::scenario::{Scenario, plain};

/// A decision that is voted on twice, argued over and talked through takes so many minutes.
const MINUTES_OF_A_VOTE: u32 = 9;
/// One that the desk only plays.
const MINUTES_OF_A_TALK: u32 = 2;
/// Saying hello, the practice vote and the end.
const MINUTES_AROUND: u32 = 12;
/// So many of these are needed, however short it is.
const MINUTES_OF_HELLO: u32 = 5;

/// The plan of a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called.
    pub title: String,
    /// Who comes; nobody's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How long there is, in minutes.
    pub length: u32,
    /// How people vote.
    pub voting: Voting,
    /// Whether there is a practice vote first, where people vote.
    pub practice: bool,
    /// Whether *what differs?* is asked after each verdict.
    pub ask_differs: bool,
    /// The decisions, in the order in which they come on the good road.
    pub decisions: Vec<PlannedDecision>,
}

/// What is planned for one decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedDecision {
    /// The id of its scene.
    pub scene: String,
    /// How many minutes it may take.
    pub minutes: u32,
    /// Whether it is voted on.
    pub vote: bool,
}

impl Plan {
    /// A plan to start from: the decisions on the good road, of which those are voted on that have the best argument in them, as
    /// many as there is time for.
    #[must_use]
    pub fn propose(scenario: &std::sync::Arc<Scenario>, length: u32, voting: Voting) -> Self {
        let start = Session::new(std::sync::Arc::clone(scenario));
        let road = along_the_good_road(&start).unwrap_or(start);
        let mut arguments: Vec<_> =
            (0..road.turns().len()).map(|turn| (turn, argument(&road, turn))).filter(|(_, it)| *it > 0).collect();
        // Of equals the one that comes first.
        arguments.sort_by_key(|(turn, argument)| (std::cmp::Reverse(*argument), *turn));
        let room_for = (length.saturating_sub(MINUTES_AROUND) / MINUTES_OF_A_VOTE).max(1);
        let most = if voting.has_votes() { usize::try_from(room_for).unwrap_or(usize::MAX) } else { 0 };
        let (most, talk) = what_fits(length, road.turns().len(), most.min(arguments.len()));
        let voted: Vec<_> = arguments.into_iter().take(most).map(|(turn, _)| turn).collect();
        let mut decisions: Vec<PlannedDecision> = Vec::new();
        for (number, turn) in road.turns().iter().enumerate() {
            let scene = scenario.scene(turn.scene).id.value.clone();
            let vote = voted.contains(&number);
            // A road that comes by a scene twice has it once in the plan.
            if let Some(known) = decisions.iter_mut().find(|it| it.scene == scene) {
                known.vote |= vote;
            } else {
                decisions.push(PlannedDecision { scene, minutes: talk, vote });
            }
        }
        for decision in decisions.iter_mut().filter(|it| it.vote) {
            decision.minutes = MINUTES_OF_A_VOTE;
        }
        let title = plain(&scenario.file().title);
        Self { title, group: None, length, voting, practice: voting.has_votes(), ask_differs: false, decisions }
    }

    /// The plan in a file.
    #[must_use]
    pub fn of_file(file: &WorkshopFile) -> Self {
        let voting = file.voting.as_ref().map_or(Voting::Hands, |it| it.value);
        let decision = |it: &crate::scenario::workshop_plan::DecisionPlan| PlannedDecision {
            scene: it.scene.value.clone(),
            minutes: it.minutes.value,
            vote: it.vote.unwrap_or(false),
        };
        Self {
            title: plain(&file.title),
            group: file.group.as_ref().map(|group| plain(group)),
            length: file.length.value,
            voting,
            practice: file.practice.unwrap_or(true),
            ask_differs: file.ask_differs.unwrap_or(false),
            decisions: file.decisions.iter().map(decision).collect(),
        }
    }

    /// The plan as a file, for this scenario.
    #[must_use]
    pub fn to_file_text(&self, scenario: &Scenario) -> String {
        let mut text = String::from("// The plan of a workshop. `make-it-right workshop THIS_FILE` runs it.\n(\n");
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            let _ = writeln!(text, "    {name}: {value},");
        };
        line("format", &1);
        line("title", &quoted(&self.title));
        if let Some(group) = &self.group {
            line("group", &quoted(group));
        }
        line("scenario", &quoted(&scenario.file().id.value));
        line("length", &self.length);
        line("voting", &self.voting.word());
        line("practice", &self.practice);
        line("ask_differs", &self.ask_differs);
        text.push_str("    decisions: [\n");
        for decision in &self.decisions {
            let vote = if decision.vote { ", vote: true" } else { "" };
            let scene = scenario.file().scenes.iter().find(|it| it.id.value == decision.scene);
            // A title is only text here: whatever ends a line would end the remark.
            let title = scene.map(|scene| crate::scenario::tame_on_one_line(&plain(&scene.title)));
            let remark = title.map_or_else(String::new, |title| format!(" // {title}"));
            let _ = writeln!(
                text,
                "        (scene: {}, minutes: {}{vote}),{remark}",
                quoted(&decision.scene),
                decision.minutes
            );
        }
        text.push_str("    ],\n)\n");
        text
    }

    /// What is planned for the decision of a scene.
    #[must_use]
    pub fn decision(&self, scene: &str) -> Option<&PlannedDecision> {
        self.decisions.iter().find(|it| it.scene == scene)
    }

    /// Whether the decision of a scene is voted on. Where the room leaves the good road, it is.
    #[must_use]
    pub fn is_voted_on(&self, scene: &str) -> bool {
        self.voting.has_votes() && self.decision(scene).is_none_or(|it| it.vote)
    }
}

/// How many of these decisions can be voted on, at most so many, and how many minutes each of the others may take.
fn what_fits(length: u32, decisions: usize, most: usize) -> (usize, u32) {
    let minutes = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let takes = |votes: usize, talk: u32| {
        let others = minutes(decisions.saturating_sub(votes));
        minutes(votes).saturating_mul(MINUTES_OF_A_VOTE).saturating_add(others.saturating_mul(talk))
    };
    let ways = (0..=most).rev().flat_map(|votes| [(votes, MINUTES_OF_A_TALK), (votes, 1)]);
    let mut ways = ways.filter(|(votes, _)| *votes > 0 || most == 0);
    ways.find(|(votes, talk)| takes(*votes, *talk) <= length.saturating_sub(MINUTES_OF_HELLO))
        .unwrap_or((most.min(1), 1))
}

/// A text as it stands in a file.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}
