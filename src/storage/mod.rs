//! All access to files: settings, and scenarios with the models and portraits beside them.

mod attempts;
mod history;
mod keeper;
mod library;
mod new_scenario;
mod people;
mod portraits;
mod settings;
mod visited;

pub use attempts::{AttemptError, AttemptFile, Records, content_hash, read_attempt};
pub use history::{History, Played, Suggestion};
pub use keeper::Keeper;
pub use library::{Entry, Library, Origin, ReadError, read_scenario, scenario_files};
pub use new_scenario::{NewScenarioError, new_scenario};
pub use people::{People, Profile};
pub use portraits::Portraits;
pub(crate) use settings::write_whole;
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
pub use visited::Visited;
