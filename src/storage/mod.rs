//! All access to files: settings, and scenarios with the models and portraits beside them.

mod library;
mod portraits;
mod settings;

pub use library::{Entry, Library, Origin, Portraits, ReadError, read_scenario};
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
