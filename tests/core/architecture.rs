//! The arrows between the rooms: which may know which. See `ARCHITECTURE.md`.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may use. `words` speaks of sessions and scenarios, for people.
const ARROWS: &[(&str, &[&str])] = &[
    ("scenario", &[]),
    ("engine", &["scenario"]),
    ("proof", &["scenario"]),
    ("lrs", &["storage"]),
    ("map", &["scenario"]),
    ("record", &["scenario", "engine"]),
    ("report", &["scenario", "engine", "record", "words"]),
    ("refresh", &["scenario", "engine", "record"]),
    ("words", &["scenario", "engine"]),
    ("export", &["scenario", "engine", "record", "report", "words", "assets"]),
    ("outgoing", &["scenario", "record", "export", "lrs"]),
    ("assets", &[]),
    ("appearance", &[]),
    ("memory", &["scenario", "engine"]),
    ("storage", &["scenario", "record", "report", "engine", "proof", "assets", "appearance", "memory"]),
    ("cli", &["scenario", "record", "report", "engine", "proof", "storage", "words", "export", "lrs", "outgoing"]),
    ("ui", &["scenario", "engine", "map", "report", "export", "storage", "assets", "words", "appearance", "memory"]),
    (
        "app",
        &[
            "scenario",
            "record",
            "report",
            "refresh",
            "engine",
            "map",
            "storage",
            "words",
            "ui",
            "cli",
            "export",
            "lrs",
            "outgoing",
            "appearance",
            "memory",
        ],
    ),
];

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn files_of(room: &str) -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = if src.join(room).is_dir() { source_files(&src.join(room)) } else { Vec::new() };
    let single = src.join(format!("{room}.rs"));
    if single.is_file() {
        files.push(single);
    }
    files
}

#[test]
fn rooms_know_only_those_their_arrows_point_to() {
    let mut wrong = Vec::new();
    for (room, allowed) in ARROWS {
        let files = files_of(room);
        assert!(!files.is_empty(), "there is no room {room}");
        for file in files {
            // Tests may look further: whole folders of them, and those at the end of a file.
            if file.components().any(|part| part.as_os_str() == "tests") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a source file");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for used in text.split("crate::").skip(1) {
                let other: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_room = ARROWS.iter().any(|(name, _)| *name == other);
                if is_room && other != *room && !allowed.contains(&other.as_str()) {
                    wrong.push(format!("{}: {room} uses {other}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point the wrong way:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_on_the_map() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("the sources").flatten() {
        let name = entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        let known = ARROWS.iter().any(|(room, _)| *room == name);
        assert!(known || ["lib", "main"].contains(&name.as_str()), "src/{name} is missing from the arrows");
    }
}

#[test]
fn only_storage_and_the_command_line_touch_files() {
    for room in [
        "scenario",
        "engine",
        "proof",
        "map",
        "record",
        "report",
        "refresh",
        "export",
        "outgoing",
        "words",
        "memory",
        "appearance",
        "ui",
        "app",
    ] {
        for file in files_of(room) {
            let text = fs::read_to_string(&file).expect("a source file");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for forbidden in ["std::fs", "File::open", "fs::read"] {
                assert!(!text.contains(forbidden), "{} uses {forbidden}", file.display());
            }
        }
    }
}

#[test]
fn no_screen_names_a_colour() {
    for file in files_of("ui") {
        // Colours are named in the theme; and a picture is tinted white to keep its own colours.
        if file.components().any(|part| part.as_os_str() == "theme") || file.ends_with("ui/portraits.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for forbidden in ["Color32::from_rgb", "Color32::from_gray", "hex_color!", "Color32::RED", "Color32::WHITE"] {
            assert!(!text.contains(forbidden), "{} names a colour: {forbidden}", file.display());
        }
    }
}
