//! The scenario: its file format, its model and its checker; and beside it what is taught in the same kind of file:
//! recovery models, lessons, the glossary. Knows nothing of sessions, screens or the disk.

mod advice;
mod around;
mod catalog;
mod check;
mod checked;
mod condition;
pub mod credits;
mod diagnostic;
pub mod draft;
pub mod glossary;
mod hash;
mod kind;
pub mod lesson;
mod load;
mod load_teaching;
mod model;
mod place;
mod problem;
mod read;
mod recovery_model;
mod refs;
mod report;
mod resolve;
mod suggest;
mod text;
mod vocabulary;
mod words;

pub use advice::{Courtesy, advise};
pub use around::Around;
pub use catalog::Catalog;
pub use checked::Scenario;
pub use condition::{Branch, Condition, PromiseStatus};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use draft::Draft;
pub use hash::content_hash;
pub use kind::FileKind;
pub use load::{Loaded, kind_of, load, load_model};
pub use load_teaching::{load_credits, load_glossary, load_lesson};
pub use model::*;
pub use place::{LineColumn, LineIndex};
pub use read::shape;
pub use recovery_model::{RecoveryModel, Step, Trap};
pub use report::{Located, Report};
pub use text::{Run, Span, Spanned, Text, plain, runs};
pub(crate) use vocabulary::words;
