//! Finding the scenario of an attempt: see [`KnownScenarios`].

pub use crate::storage::{FoundScenario, KnownScenarios};
