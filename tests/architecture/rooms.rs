//! The lists that the house is held against. Those of known faults may only become shorter.

/// Rooms, and others.
type Arrows = &'static [(&'static str, &'static [&'static str])];

/// Each room, and the rooms it may use. The table in ARCHITECTURE.md says the same.
pub const ARROWS: Arrows = &[
    ("scenario", &[]),
    ("engine", &["scenario"]),
    ("proof", &["scenario"]),
    ("guess", &["scenario", "engine"]),
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
    ("workshop", &["scenario", "engine", "play", "words"]),
    ("storage", &["scenario", "proof", "record", "report", "assets", "appearance", "memory", "workshop"]),
    ("lrs", &["storage"]),
    ("outgoing", &["scenario", "record", "export", "lrs"]),
    (
        "services",
        &[
            "scenario", "engine", "play", "record", "report", "refresh", "export", "words", "storage", "lrs",
            "outgoing", "memory",
        ],
    ),
    ("phones", &["workshop", "storage"]),
    (
        "cli",
        &[
            "scenario", "engine", "proof", "guess", "record", "report", "export", "words", "storage", "lrs",
            "outgoing", "workshop", "phones",
        ],
    ),
    (
        "ui",
        &[
            "scenario",
            "engine",
            "play",
            "map",
            "report",
            "export",
            "words",
            "assets",
            "storage",
            "appearance",
            "memory",
        ],
    ),
    (
        "app",
        &[
            "scenario",
            "engine",
            "play",
            "record",
            "report",
            "refresh",
            "export",
            "map",
            "words",
            "storage",
            "lrs",
            "services",
            "appearance",
            "memory",
            "ui",
        ],
    ),
];

/// What the tests within a room use beside that. Those of the proof play random stories with the engine, since the rules of
/// time stand in both and must agree.
pub const TEST_ARROWS: Arrows = &[("proof", &["engine"])];

/// Rooms that touch no files.
pub const FREE_OF_FILES: &[&str] = &[
    "scenario",
    "engine",
    "proof",
    "guess",
    "map",
    "record",
    "report",
    "refresh",
    "export",
    "outgoing",
    "words",
    "play",
    "services",
    "appearance",
    "memory",
    "workshop",
    "ui",
    "app",
];

/// Circles of files that are still there. May only become fewer and smaller.
pub const CIRCLES: &[&[&str]] = &[];

/// Names that mean something else in each room.
pub const UNSEARCHABLE: &[&str] = &["Found", "Place", "State", "Question", "What", "Told", "Kept"];

/// Types that still have such a name. May only become fewer.
pub const WITH_UNSEARCHABLE: &[&str] = &[];

/// Files in which a match over pages still has an arm for all others. May only become fewer.
pub const NOT_IN_FULL: &[&str] = &[];
