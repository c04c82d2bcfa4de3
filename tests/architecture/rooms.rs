//! The lists that the house is held against. Those of known faults may only become shorter.

/// Rooms, and others.
type Arrows = &'static [(&'static str, &'static [&'static str])];

/// Each room, and the rooms it may use. The table in ARCHITECTURE.md says the same.
pub const ARROWS: Arrows = &[
    ("scenario", &[]),
    ("engine", &["scenario"]),
    ("proof", &["scenario"]),
    ("record", &["scenario", "engine"]),
    ("report", &["scenario", "engine", "record"]),
    ("refresh", &["scenario", "engine", "record"]),
    ("export", &["scenario", "engine", "record", "report", "words", "assets"]),
    ("map", &["scenario"]),
    ("words", &["scenario", "engine"]),
    ("assets", &[]),
    ("appearance", &[]),
    ("memory", &["scenario", "engine"]),
    ("play", &["scenario", "engine", "words"]),
    ("storage", &["scenario", "engine", "proof", "record", "report", "assets", "appearance", "memory"]),
    ("lrs", &["storage"]),
    ("outgoing", &["scenario", "record", "export", "lrs"]),
    (
        "services",
        &[
            "scenario", "engine", "play", "record", "report", "refresh", "export", "words", "storage", "lrs", "outgoing",
        ],
    ),
    ("cli", &["scenario", "engine", "proof", "record", "report", "export", "words", "storage", "lrs", "outgoing"]),
    (
        "ui",
        &[
            "scenario", "engine", "play", "map", "report", "export", "words", "assets", "storage", "appearance", "memory",
        ],
    ),
    (
        "app",
        &[
            "scenario", "engine", "play", "record", "report", "refresh", "export", "map", "words", "storage", "lrs",
            "services", "appearance", "memory", "ui",
        ],
    ),
];

/// What the tests within a room use beside that. Those of the proof play random stories with the engine, since the rules of
/// time stand in both and must agree.
pub const TEST_ARROWS: Arrows = &[("proof", &["engine"])];

/// Rooms that touch no files.
pub const FREE_OF_FILES: &[&str] =
    &["scenario", "engine", "proof", "map", "record", "report", "refresh", "export", "outgoing", "words", "play",
    "services", "appearance", "memory", "ui", "app"];

/// Circles of files that are still there. May only become fewer and smaller.
pub const CIRCLES: &[&[&str]] = &[
    &["app/group.rs", "app/jobs.rs", "app/progress.rs", "app/saving.rs"],
    &["app/keeping.rs", "app/playing.rs"],
    &["engine/event.rs", "engine/state.rs"],
    &[
        "export/report/breakdown.rs",
        "export/report/decisions.rs",
        "export/report/document.rs",
        "export/report/overview.rs",
    ],
    &["lrs/keyring.rs", "lrs/secrets.rs"],
    &["report/breakdown.rs", "report/rows.rs", "report/summary.rs"],
    &["scenario/check/glossary.rs", "scenario/check/lesson.rs", "scenario/load_teaching.rs"],
    &["scenario/condition.rs", "scenario/model.rs"],
    &[
        "scenario/kind.rs",
        "scenario/problem.rs",
        "scenario/read/condition.rs",
        "scenario/read/fields.rs",
        "scenario/read/glossary.rs",
        "scenario/read/lesson.rs",
        "scenario/read/lexer.rs",
        "scenario/read/mod.rs",
        "scenario/read/parse.rs",
        "scenario/read/recovery_model.rs",
        "scenario/read/scenario.rs",
        "scenario/read/values.rs",
    ],
    &["storage/library.rs", "storage/teaching.rs"],
    &["storage/memory.rs", "storage/settings.rs"],
    &["ui/screens/contrast.rs", "ui/screens/refresh.rs"],
    &["ui/screens/map/canvas.rs", "ui/screens/map/overview.rs"],
];

/// Names that mean something else in each room.
pub const UNSEARCHABLE: &[&str] = &["Found", "Place", "State", "Question", "What", "Told", "Kept"];

/// Types that still have such a name. May only become fewer.
pub const WITH_UNSEARCHABLE: &[&str] = &[
    "app/desk.rs: Kept",
    "app/due.rs: Found",
    "app/group.rs: State",
    "app/group.rs: Told",
    "app/left.rs: Found",
    "app/left.rs: Place",
    "app/refresh.rs: What",
    "cli/export/find.rs: Found",
    "engine/state.rs: State",
    "lrs/decide.rs: State",
    "lrs/outbox/mod.rs: Place",
    "lrs/secrets.rs: Kept",
    "report/question.rs: Question",
    "report/traps.rs: State",
    "scenario/lesson.rs: Question",
    "scenario/model.rs: Place",
    "storage/gather.rs: Found",
    "storage/keeper.rs: What",
    "ui/portraits.rs: Kept",
    "ui/portraits.rs: Place",
    "ui/screens/contrast/question.rs: Question",
    "ui/screens/group/question.rs: Question",
    "ui/screens/map/list.rs: State",
    "ui/screens/progress/export.rs: Question",
    "ui/screens/progress/history.rs: Found",
    "ui/screens/settings/own.rs: Question",
    "ui/screens/settings/store.rs: Question",
    "ui/screens/settings/store.rs: Told",
];

/// Files in which a match over pages still has an arm for all others. May only become fewer.
pub const NOT_IN_FULL: &[&str] = &["app/mod.rs"];
