//! Refreshers: which past decisions come back, when, and how many of them; and that what was recalled is kept.

mod keeping;
mod schedule;
mod way;

use std::sync::Arc;

use make_it_right::scenario::Scenario;

use crate::common::scenarios;

/// The late unit.
fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}
