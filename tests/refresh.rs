//! Refreshers: which past decisions come back, when, and how many of them; and that what was recalled is kept.

#[path = "common/plays.rs"]
mod plays;
#[path = "common/scenarios.rs"]
mod scenarios;

#[path = "refresh/keeping.rs"]
mod keeping;
#[path = "refresh/schedule.rs"]
mod schedule;
#[path = "refresh/way.rs"]
mod way;

use std::sync::Arc;

use make_it_right::scenario::Scenario;

/// The late unit.
fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}
