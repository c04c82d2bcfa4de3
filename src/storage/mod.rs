//! All access to files: settings, scenarios with the models and portraits beside them, and lessons.

mod attempts;
mod export_file;
mod gather;
mod history;
mod keeper;
mod library;
mod listed;
mod memory;
mod new_scenario;
mod own_attempts;
mod own_reading;
mod people;
mod portraits;
mod pseudonym_key;
mod refreshers;
mod settings;
#[rustfmt::skip]
mod shipped;
mod teaching;
mod visited;

pub use attempts::{AttemptError, AttemptFile, Records, content_hash, read_attempt};
pub use export_file::{ExportError, ExportFile};
pub use gather::{Gathered, LeftOut, Progress, Why, gather};
pub use history::{History, Played, Suggestion};
pub use keeper::Keeper;
pub use library::{Entry, Library, Origin, ReadError, check_file, read_scenario, scenario_files};
pub use memory::Memory;
pub use new_scenario::{NewScenarioError, new_scenario};
pub use own_attempts::{NEWEST, OpenAttempt, Seen};
pub use own_reading::{OwnAttempts, Unread};
pub use people::{People, Profile};
pub use portraits::Portraits;
pub use pseudonym_key::{KeyError, pseudonyms};
pub(crate) use settings::write_whole;
pub use settings::{Appearance, Card, Folders, Settings, ThemeChoice};
pub use teaching::Teaching;
pub use visited::Visited;
