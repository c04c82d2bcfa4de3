//! The shipped scenarios, for tests.

use std::sync::Arc;

use make_it_right::scenario::Scenario;
use make_it_right::storage::Library;

/// Every shipped scenario; the test fails where one has an error.
pub fn shipped() -> Vec<Arc<Scenario>> {
    let library = Library::shipped();
    assert!(!library.entries.is_empty(), "no scenarios are shipped");
    let sound = |entry: &make_it_right::storage::Entry| {
        entry.scenario().cloned().unwrap_or_else(|| panic!("{} has errors: {:#?}", entry.file, entry.diagnostics()))
    };
    library.entries.iter().map(sound).collect()
}
