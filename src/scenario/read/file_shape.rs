//! The shape of each kind of file.

use super::shape::Shape;
use super::{glossary, lesson, recovery_model, scenario, workshop_plan};
use crate::scenario::kind::FileKind;

impl Shape {
    /// The shape of a whole file.
    #[must_use]
    pub fn of(kind: FileKind) -> &'static Shape {
        match kind {
            FileKind::Scenario => &scenario::SCENARIO,
            FileKind::Model => &recovery_model::MODEL,
            FileKind::Lesson => &lesson::LESSON,
            FileKind::Glossary => &glossary::GLOSSARY,
            FileKind::Credits => &glossary::CREDITS,
            FileKind::WorkshopPlan => &workshop_plan::WORKSHOP,
        }
    }
}
