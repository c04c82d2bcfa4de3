//! How much there is to argue about in a decision.

use std::sync::Arc;

use crate::engine::Session;
use crate::scenario::{Reply, ReplyIx, System};

/// Replies that leave the customer so much further apart are no match for one another.
const FAR_APART: i32 = 24;

/// How good an argument a decision of a session is: several replies that can be defended, that end near each other and cost
/// something different. 0 where there is nothing to choose.
pub fn argument(session: &Session, turn: usize) -> i32 {
    let Some(taken) = session.turns().get(turn) else { return 0 };
    if taken.offered.len() < 2 {
        return 0;
    }
    let scenario = session.scenario();
    let (before, _) = Session::replay(Arc::clone(scenario), session.choices().take(turn));
    let standing = |reply: ReplyIx| {
        let mut walk = before.clone();
        walk.choose(reply).map_or(i32::MIN, |turn| turn.after.feelings.standing())
    };
    let mut replies: Vec<(i32, &Reply)> =
        taken.offered.iter().map(|&reply| (standing(reply), scenario.reply(reply))).collect();
    replies.sort_by_key(|(standing, _)| std::cmp::Reverse(*standing));
    let [(best, first), (next, second), ..] = replies[..] else { return 0 };
    let gap = best.saturating_sub(next).clamp(0, FAR_APART);
    let coin = |reply: &Reply| {
        let cost = reply.remedy.as_ref().map_or(0, |remedy| remedy.cost.value);
        (reply.minutes.value, cost, reply.promises.len(), reply.escalates)
    };
    let defended = replies.iter().filter(|(_, reply)| reply.system == System::Recovery).count().min(3);
    let partly = replies.iter().filter(|(_, reply)| !reply.steps.is_empty() && !reply.misses.is_empty()).count().min(2);
    let count = |count: usize| i32::try_from(count).unwrap_or(0);
    // One reply of the good kind is no argument by itself.
    1 + 8 * count(defended.saturating_sub(1))
        + 3 * count(partly)
        + (FAR_APART - gap) / 2
        + 2 * i32::from(coin(first) != coin(second))
        + count(replies.len().min(5))
}
