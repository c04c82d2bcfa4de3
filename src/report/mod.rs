//! Reports: what many attempts come to, for one person or a group.
//!
//! A [`Collection`] holds what reports need of each attempt, and no more, so that a hundred thousand fit into memory.
//! Whatever is said of skill or traps counts the **first choice in each scene** of an attempt: what is chosen after
//! stepping back has been helped by knowing what comes. Pure; reading files is a matter of `storage`.

mod collection;
mod names;
pub mod progress;
mod skill;
mod traps;

pub use collection::{Collection, End, First, Kind, KindIx, Play, Player, PlayerIx, Stamp, StampIx};
pub use names::{Name, Names};
pub use skill::{LATEST, Skill, Tally, skills};
pub use traps::{Circumstance, State, TrapCount, traps};
