//! Refreshers: a past decision, recalled after some days. Which decisions come back, when, and how one gets there.
//!
//! Every decision that somebody has met in a recorded play comes back, by the **first choice** there in each attempt; a worked
//! example is no choice. One that **slipped** (a reply of no recovery, a trap, or a step left out) comes back after 1 day, one
//! that went well after 3. From there the days since it was last seen are [`DAYS`]: each recall with a recovery reply leads to
//! the next of them, and after the last it rests, until it slips again in a play. A recall that misses (a reply of no recovery,
//! or a trap) and a play in which it slips start again at 1 day. Going well in a later play changes nothing, and neither does
//! a recall before its day.
//!
//! Pure: attempts, recalls, the clock and the time zone are arguments. Days are those of the calendar in that zone.

mod decision;
mod place;
mod schedule;

pub use decision::{Decision, Spot, decisions};
pub use place::bring;
pub use schedule::{A_DAY, DAYS, Due, Today, comes_again, spread, today};
