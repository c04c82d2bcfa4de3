//! All access to files: settings, and scenarios with the models and portraits beside them.

mod library;
mod portraits;
mod settings;
mod visited;

pub use library::{Entry, Library, Origin, ReadError, read_scenario, scenario_files};
pub use portraits::Portraits;
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
pub use visited::Visited;
