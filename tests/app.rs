//! The whole app, used as a person uses it: by the names of things and by keys, with settings in a folder of its own.
#![cfg(feature = "gui")]

mod common;
#[path = "app/driver.rs"]
mod driver;
#[path = "app/everywhere.rs"]
mod everywhere;
#[path = "app/files.rs"]
mod files;
#[path = "app/group.rs"]
mod group;
#[path = "app/keeping.rs"]
mod keeping;
#[path = "app/learning.rs"]
mod learning;
#[path = "app/map.rs"]
mod map;
#[path = "app/modes.rs"]
mod modes;
#[path = "app/people.rs"]
mod people;
#[path = "app/playing.rs"]
mod playing;
#[path = "common/random_plays.rs"]
mod random_plays;
#[path = "app/refreshing.rs"]
mod refreshing;
#[path = "app/remembering.rs"]
mod remembering;
#[path = "app/sending.rs"]
mod sending;
#[path = "lrs/server.rs"]
#[allow(dead_code, reason = "each test binary uses its own part")]
mod server;
#[path = "lrs/store.rs"]
#[allow(dead_code, reason = "each test binary uses its own part")]
mod store;
