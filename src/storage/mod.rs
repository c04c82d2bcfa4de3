//! All access to files: settings, and scenarios with the models and portraits beside them.

mod portraits;
mod settings;

pub use portraits::Portraits;
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
