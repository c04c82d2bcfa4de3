//! All access to files: settings, scenarios with the models and portraits beside them, and lessons.

mod library;
mod new_scenario;
mod portraits;
mod settings;
mod teaching;

pub use library::{Entry, Library, Origin, ReadError, check_file, read_scenario, scenario_files};
pub use new_scenario::{NewScenarioError, new_scenario};
pub use portraits::Portraits;
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
pub use teaching::Teaching;
