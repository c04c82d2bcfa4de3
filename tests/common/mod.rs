//! What tests share: plays, scenarios and servers; and for tests of the interface, a stage.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod generated;
pub mod history;
pub mod lrs_server;
pub mod lrs_store;
pub mod plays;
pub mod random_plays;
pub mod scenarios;
#[cfg(feature = "gui")]
mod stage;

#[cfg(feature = "gui")]
pub use stage::*;
