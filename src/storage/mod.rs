//! All access to files: settings, scenarios with the models and portraits beside them, and lessons.

mod attempts;
mod checking;
mod export_file;
mod file_walk;
mod folders;
mod gather;
mod keeper;
mod left_out;
mod library;
mod listed;
mod memory;
mod new_scenario;
mod own_attempts;
mod own_records;
mod people;
mod portraits;
mod pseudonym_key;
mod refreshers;
mod settings;
#[rustfmt::skip]
mod shipped;
mod svg;
mod teaching;
mod whole_file;

pub use crate::scenario::content_hash;
pub use attempts::{AttemptError, AttemptFile, Records, read_attempt};
pub use checking::check_file;
pub use export_file::{ExportError, ExportFile};
pub use file_walk::Progress;
pub use folders::Folders;
pub use gather::{Gathered, gather};
pub use keeper::Keeper;
pub use left_out::{LeftOut, WhyLeftOut};
pub use library::{Entry, Library, Origin, ReadError, files_to_check, read_scenario, recovery_models, scenario_files};
pub use memory::{forget_memory, read_memory, write_memory};
pub use new_scenario::{NewScenarioError, new_scenario};
pub use own_attempts::{NEWEST, OpenAttempt};
pub use own_records::{OpenFile, OwnAttempt, OwnRecords, Unread};
pub use people::{People, Profile};
pub use portraits::Portraits;
pub use pseudonym_key::{KeyError, pseudonyms};
pub use settings::Settings;
pub use teaching::Teaching;
pub(crate) use whole_file::write_whole;
