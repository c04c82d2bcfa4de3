//! What tests share: plays, scenarios and servers. Tests of the interface have a stage as well: `stage.rs`.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod generated;
pub mod history;
pub mod lrs_server;
pub mod lrs_store;
pub mod plays;
pub mod random_plays;
pub mod scenarios;
pub mod workshop;
