//! The scenario: its file format, its model and its checker; and beside it what is taught in the same kind of file:
//! recovery models, lessons, the glossary. Knows nothing of sessions, screens or the disk.

mod advice;
mod catalog;
mod check;
mod checked;
mod condition;
pub mod credits;
mod diagnostic;
pub mod glossary;
mod kind;
pub mod lesson;
mod listing;
mod load;
mod load_teaching;
mod model;
mod place;
mod problem;
mod read;
mod recovery_model;
mod report;
mod resolve;
mod suggest;
mod text;
mod vocabulary;
mod words;

pub use advice::{Courtesy, advise};
pub use catalog::Catalog;
pub use checked::Scenario;
pub use condition::{Branch, Condition, PromiseStatus};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use kind::{FileKind, kind_of};
pub use listing::{ListedCustomer, Listing};
pub use load::{Loaded, load, load_model};
pub use load_teaching::{Around, load_credits, load_glossary, load_lesson};
pub use model::*;
pub use place::{LineColumn, LineIndex};
pub use recovery_model::{RecoveryModel, Step, Trap};
pub use report::{Located, Report};
pub use text::{Run, Span, Spanned, Text, plain, runs};
pub(crate) use vocabulary::words;
