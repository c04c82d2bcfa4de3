//! What works beside the screens, without a window: keeping plays, looking for those that were left, reading the person's
//! own files for progress, refreshers and cards, reading old attempts, reporting on groups, saving, sending, and reading aloud. Nothing here
//! knows a widget; whoever asks gets a [`task::Task`] to poll.

mod bureau;
pub mod desk;
pub mod due;
pub mod farewell;
pub mod group;
pub mod left;
pub mod old;
pub mod own;
pub mod post;
pub mod saved_anew;
pub mod saving;
pub mod scenarios;
pub mod table;
pub mod task;
pub mod voice;

pub use bureau::Services;
