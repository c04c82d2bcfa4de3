//! The kinds of files there are.

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A scenario; also what cannot be told.
    Scenario,
    /// A recovery model.
    Model,
    /// A lesson.
    Lesson,
    /// The glossary.
    Glossary,
    /// The credits.
    Credits,
    /// The plan of a workshop.
    WorkshopPlan,
}

impl FileKind {
    /// Told by a field that only this kind of file has.
    pub(super) fn of_fields<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        const TELLING: [(&str, FileKind); 6] = [
            ("scenes", FileKind::Scenario),
            ("screens", FileKind::Lesson),
            ("terms", FileKind::Glossary),
            ("articles", FileKind::Credits),
            ("decisions", FileKind::WorkshopPlan),
            ("steps", FileKind::Model),
        ];
        let first = names.filter_map(|name| TELLING.iter().position(|it| it.0 == name)).min();
        first.map_or(FileKind::Scenario, |it| TELLING[it].1)
    }
}
