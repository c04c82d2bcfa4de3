//! Reports: what many attempts come to, for one person or a group.
//!
//! A [`Collection`] holds what reports need of each attempt, and no more, so that a hundred thousand fit into memory.
//! Whatever is said of skill or traps counts the **first choice in each scene** of an attempt: what is chosen after
//! stepping back has been helped by knowing what comes. Pure; reading files is a matter of `storage`.

mod breakdown;
mod clock;
mod collection;
mod counting;
mod decisions;
mod draft;
mod index;
mod names;
mod play;
mod privacy;
pub mod progress;
mod pseudonym;
mod quick;
mod quick_map;
mod reading;
mod request;
mod rows;
mod sheet;
mod skill;
mod steps;
mod summary;
mod trap_figures;
mod traps;

pub use breakdown::{Breakdown, Group};
pub use collection::{Collection, End, First, Kind, KindIx, Play, Player, PlayerIx, Stamp, StampIx};
pub use counting::{Compared, Outcomes, Promises};
pub use decisions::{Decision, ReplyShare};
pub use names::{Name, Names};
pub use pseudonym::{KEY_LENGTH, Pseudonyms};
pub use reading::{Reader, Reading};
pub use request::{By, Naming, ReportRequest};
pub use skill::{LATEST, Skill, Tally, skills};
pub use steps::{StepName, StepSkill};
pub use summary::Report;
pub use trap_figures::{Mostly, TrapFigure};
pub use traps::{Circumstance, CustomerState, LEAST_CASES, LEAST_ELSEWHERE, TrapCount, most_telling, traps};
