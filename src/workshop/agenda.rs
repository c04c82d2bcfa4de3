//! The time: how long the phase and the whole have lasted, and what to leave out where it runs short.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::room::Room;

/// Without a vote, a decision takes so many minutes.
const WITHOUT_A_VOTE: u32 = 2;

/// The time, as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// For how many seconds the phase has lasted.
    pub phase_seconds: u32,
    /// How many seconds are meant for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase_of: Option<u32>,
    /// For how many minutes the workshop has lasted, breaks left out.
    pub minutes: u32,
    /// How many minutes there are.
    pub of: u32,
    /// How many minutes the decisions that are still to come are planned to take, with the one that the room is at.
    pub to_come: u32,
    /// How many minutes are missing for that; 0 where there are enough.
    pub behind: u32,
    /// The ids of the scenes whose vote is best left out, so that the rest fits.
    pub leave_out: Vec<String>,
}

/// The time now.
pub(super) fn agenda(room: &Room, now: Timestamp) -> Agenda {
    let moment = room.moment();
    let whole = |time: SignedDuration, unit: i64| u32::try_from((time.as_secs() / unit).max(0)).unwrap_or(u32::MAX);
    let (plan, minutes) = (room.plan(), whole(room.elapsed(now), 60));
    let turns = room.session().turns();
    let seen = |scene: &str| turns.iter().any(|turn| room.scenario.scene(turn.scene).id.value == scene);
    let is_over = room.session().outcome().is_some();
    let ahead: Vec<_> = plan.decisions.iter().filter(|it| !is_over && !seen(&it.scene)).collect();
    let to_come = ahead.iter().fold(0_u32, |sum, it| sum.saturating_add(it.minutes));
    let behind = to_come.saturating_sub(plan.length.saturating_sub(minutes));
    let mut missing = behind;
    let mut leave_out = Vec::new();
    // The last ones first: what is voted on early carries the rest. The one that the room is at goes on.
    let here = room.scene().map(|scene| room.scenario.scene(scene).id.value.as_str());
    for decision in ahead.iter().rev().filter(|it| it.vote && Some(it.scene.as_str()) != here) {
        if missing == 0 {
            break;
        }
        missing = missing.saturating_sub(decision.minutes.saturating_sub(WITHOUT_A_VOTE));
        leave_out.push(decision.scene.clone());
    }
    leave_out.reverse();
    Agenda {
        phase_seconds: whole(now.duration_since(moment.since), 1),
        phase_of: moment.seconds,
        minutes,
        of: plan.length,
        to_come,
        behind,
        leave_out,
    }
}
