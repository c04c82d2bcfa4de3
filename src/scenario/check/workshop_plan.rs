//! Plans of workshops: that they name what is there, and fit into their time.

use std::cell::OnceCell;
use std::sync::Arc;

use super::ids;
use super::lesson::{find_decision, unknown};
use super::texts::filled;
use crate::scenario::checked::Scenario;
use crate::scenario::place::LineIndex;
use crate::scenario::problem::{Name, Problem, Problems};
use crate::scenario::text::Span;
use crate::scenario::workshop_plan::{WORKSHOP_MINUTES, WorkshopFile};

/// Runs all rules for a plan. Names are looked up where scenarios are given.
pub fn check(plan: &WorkshopFile, source: &[u8], scenarios: Option<&[Arc<Scenario>]>, problems: &mut Problems) {
    filled("the title", &plan.title, problems);
    if let Some(group) = &plan.group {
        filled("the group", group, problems);
    }
    let (length, minutes) = (&plan.length, plan.decisions.iter().map(|it| &it.minutes));
    if !length.span.is_none() && !WORKSHOP_MINUTES.contains(&length.value) {
        problems.push(length.span, Problem::WorkshopLength(length.value));
    }
    for none in minutes.clone().filter(|it| it.value == 0 && !it.span.is_none()) {
        problems.push(none.span, Problem::NoDecisionMinutes);
    }
    let planned = minutes.map(|it| u64::from(it.value)).sum();
    if problems.count() == 0 && planned > u64::from(length.value) {
        problems.push(length.span, Problem::PlanTooLong { planned, length: length.value });
    }
    let lines = OnceCell::new();
    let line = |span: Span| lines.get_or_init(|| LineIndex::new(source)).locate(span.start).line;
    ids::check_set("scene", plan.decisions.iter().map(|it| &it.scene), &line, problems);
    let Some(scenarios) = scenarios else { return };
    match scenarios.iter().find(|it| it.file().id.value == plan.scenario.value) {
        Some(scenario) => plan.decisions.iter().for_each(|it| find_decision(&it.scene, scenario, problems)),
        None => {
            let known = scenarios.iter().map(|it| it.file().id.value.as_str());
            unknown(Name::Scenario, &plan.scenario, known, problems);
        }
    }
}
