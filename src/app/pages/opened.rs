//! What comes of opening a scenario file, wherever it was asked for.

use std::sync::Arc;

use super::problems::ProblemsPage;
use crate::app::context::PageContext;
use crate::app::page::Step;
use crate::storage::Entry;

/// To the page of a scenario that is sound, and to the problems of one that is not. What the program was started with is
/// played at once, where a mode was named.
pub(in crate::app) fn opened(entry: &Entry, context: &mut PageContext<'_>) -> Step {
    let mode = context.shelf.take_opened(entry);
    match (entry.scenario(), mode) {
        (Some(scenario), Some(mode)) => Step::Begin(Arc::clone(scenario), mode),
        (Some(scenario), None) => Step::Scenario(Arc::clone(scenario)),
        (None, _) => Step::from_home(ProblemsPage::of(entry)),
    }
}
