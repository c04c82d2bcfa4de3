//! The scenario: its file format, its model and its checker. Knows nothing of sessions, screens or the disk.

mod catalog;
mod checked;
mod condition;
mod model;
mod recovery_model;
mod text;

pub use catalog::Catalog;
pub use checked::Scenario;
pub use condition::{Branch, Condition, PromiseStatus};
pub use model::*;
pub use recovery_model::{RecoveryModel, Step, Trap};
pub use text::{Run, Span, Spanned, Text, plain, runs};
