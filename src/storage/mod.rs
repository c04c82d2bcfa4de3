//! All access to files: settings, and scenarios with the models and portraits beside them.

mod history;
mod library;
mod new_scenario;
mod portraits;
mod settings;

pub use history::{History, Played, Suggestion};
pub use library::{Entry, Library, Origin, ReadError, read_scenario, scenario_files};
pub use new_scenario::{NewScenarioError, new_scenario};
pub use portraits::Portraits;
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
