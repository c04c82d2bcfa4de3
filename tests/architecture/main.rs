//! What holds the house: which room may know which, no circles of files, and rules that no compiler knows. See
//! `ARCHITECTURE.md`; the lists stand in `rooms.rs`.

mod house;
mod manifest;
mod planted;
mod rooms;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rooms::{ARROWS, CIRCLES, FREE_OF_FILES, NOT_IN_FULL, TEST_ARROWS, UNSEARCHABLE, WITH_UNSEARCHABLE};
use source::Sources;

/// A file of the project, from its top.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn sources() -> &'static Sources {
    static READ: OnceLock<Sources> = OnceLock::new();
    READ.get_or_init(|| source::read(&|file| fs::read_to_string(at("src").join(file)).ok()))
}

/// What is found must be what is known: more is a new fault, less is to be taken off the list.
fn same(found: &BTreeSet<String>, known: &[&str], list: &str, rule: &str) {
    let known: BTreeSet<_> = known.iter().map(|&it| it.to_owned()).collect();
    let new: Vec<_> = found.difference(&known).cloned().collect();
    assert!(new.is_empty(), "{rule}:\n{}", new.join("\n"));
    let gone: Vec<_> = known.difference(found).cloned().collect();
    assert!(gone.is_empty(), "well done, these are no more; take them off {list} in rooms.rs:\n{}", gone.join("\n"));
}

#[test]
fn all_sources_can_be_read() {
    let sources = sources();
    assert!(sources.hidden.is_empty(), "the house cannot be held here:\n{}", sources.hidden.join("\n"));
    let read: BTreeSet<_> = sources.modules.iter().map(|module| module.file.clone()).collect();
    let mut folders = vec![at("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let file = path.strip_prefix(at("src")).expect("below src").to_string_lossy().replace('\\', "/");
                assert!(file == "main.rs" || read.contains(&file), "src/{file} belongs to no module");
            }
        }
    }
}

#[test]
fn rooms_know_only_those_their_arrows_point_to() {
    let sources = sources();
    let allowed = |room: &str, used: &str, lists: &[&[(&str, &[&str])]]| {
        lists.iter().flat_map(|list| *list).any(|(name, rooms)| *name == room && rooms.contains(&used))
    };
    let mut wrong = Vec::new();
    for ((room, used), files) in sources.arrows(false) {
        if !allowed(&room, &used, &[ARROWS]) {
            wrong.push(format!("{room} uses {used} in {}", Vec::from_iter(files).join(", ")));
        }
    }
    for ((room, used), files) in sources.arrows(true) {
        if !allowed(&room, &used, &[ARROWS, TEST_ARROWS]) {
            wrong.push(format!("the tests of {room} use {used} in {}", Vec::from_iter(files).join(", ")));
        }
    }
    assert!(wrong.is_empty(), "arrows that point the wrong way:\n{}", wrong.join("\n"));
}

#[test]
fn no_arrow_is_left_over() {
    let sources = sources();
    let mut left_over = Vec::new();
    for (list, arrows) in [(ARROWS, sources.arrows(false)), (TEST_ARROWS, sources.arrows(true))] {
        for (room, used) in list.iter().flat_map(|(room, rooms)| rooms.iter().map(move |used| (*room, *used))) {
            if !arrows.contains_key(&(room.to_owned(), used.to_owned())) {
                left_over.push(format!("{room} → {used}"));
            }
        }
    }
    assert!(left_over.is_empty(), "nobody goes here any more; take them off rooms.rs:\n{}", left_over.join("\n"));
}

#[test]
fn no_arrows_run_in_a_circle() {
    let mut open: Vec<_> = ARROWS.to_vec();
    // Takes away who knows only those that are gone, from the bottom up.
    while let Some(at) = open.iter().position(|(_, rooms)| !open.iter().any(|(other, _)| rooms.contains(other))) {
        open.remove(at);
    }
    assert!(
        open.is_empty(),
        "these rooms know each other: {:?}",
        open.iter().map(|(room, _)| room).collect::<Vec<_>>()
    );
}

#[test]
fn every_room_is_on_the_map() {
    let sources = sources();
    let rooms: BTreeSet<_> = (1..sources.modules.len()).map(|module| sources.room(module).to_owned()).collect();
    let known: BTreeSet<_> = ARROWS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, known, "the rooms of src, and those in rooms.rs");
}

/// The table of rooms in ARCHITECTURE.md says what `rooms.rs` says.
#[test]
fn the_table_of_rooms_is_the_list() {
    let map = text("ARCHITECTURE.md");
    let rows: Vec<Vec<&str>> = map
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let names: Vec<_> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    for (room, rooms) in ARROWS {
        let wanted = if rooms.is_empty() { "–".to_owned() } else { rooms.join(", ") };
        let row = rows.iter().find(|row| row[0] == format!("`{room}`"));
        let told = row.and_then(|row| row.last().copied());
        assert_eq!(told, Some(wanted.as_str()), "ARCHITECTURE.md has another row for `{room}`: it may know {wanted}");
    }
    for name in names {
        assert!(ARROWS.iter().any(|(room, _)| *room == name), "ARCHITECTURE.md has a room that is none: {name}");
    }
}

#[test]
fn no_files_of_a_room_go_in_a_circle() {
    let sources = sources();
    let circles = sources.circles();
    let known: Vec<BTreeSet<String>> =
        CIRCLES.iter().map(|circle| circle.iter().map(|&file| file.to_owned()).collect()).collect();
    let new: Vec<_> = circles.iter().filter(|circle| !known.iter().any(|known| circle.is_subset(known))).collect();
    let told: Vec<_> = new.iter().map(|circle| sources.within(circle)).collect();
    assert!(new.is_empty(), "these files use each other; move what they share further down:\n{}", told.join("\n\n"));
    for known in known {
        let is_left: BTreeSet<_> = circles.iter().filter(|it| it.is_subset(&known)).flatten().cloned().collect();
        let gone: Vec<_> = known.difference(&is_left).cloned().collect();
        assert!(
            gone.is_empty(),
            "well done, out of the circle; take them off CIRCLES in rooms.rs:\n{}",
            gone.join("\n")
        );
    }
}

#[test]
fn only_storage_and_the_command_line_touch_files() {
    let sources = sources();
    for written in sources.written.iter().filter(|written| !written.in_tests) {
        let full = sources.in_full(written);
        let touches = full.starts_with(&["std".to_owned(), "fs".to_owned()])
            || full.windows(2).any(|pair| pair == ["File", "open"] || pair == ["fs", "read"]);
        let room = sources.room(written.module);
        assert!(
            !touches || !FREE_OF_FILES.contains(&room),
            "src/{} uses {}",
            sources.modules[written.module].file,
            full.join("::")
        );
    }
}

/// What is printed elsewhere would not be tamed.
#[test]
fn one_file_leads_to_the_terminal() {
    let sources = sources();
    let printing = ["print", "println", "eprint", "eprintln", "stdout", "stderr"];
    for written in sources.written.iter().filter(|written| !written.in_tests) {
        let file = &sources.modules[written.module].file;
        // The window prints events for its own tests, where it is asked to.
        if ["cli/terminal.rs", "app/pages/practice.rs"].contains(&file.as_str()) {
            continue;
        }
        let full = sources.in_full(written);
        let prints = full.last().is_some_and(|last| printing.contains(&last.as_str()))
            && (full.len() == 1 || ["std", "io", "anstream"].contains(&full[0].as_str()));
        assert!(!prints, "src/{file} uses {}; print by `cli::terminal`", full.join("::"));
    }
}

#[test]
fn no_screen_names_a_colour() {
    let sources = sources();
    for written in sources.written.iter().filter(|written| !written.in_tests) {
        let file = &sources.modules[written.module].file;
        // Colours are named in the theme; and a picture is tinted white to keep its own colours.
        if sources.room(written.module) != "ui" || file.starts_with("ui/theme/") || file == "ui/portraits.rs" {
            continue;
        }
        let full = sources.in_full(written);
        let names = |pair: &[String]| {
            // Nothing at all is no colour.
            pair[0] == "Color32" && !["TRANSPARENT", "PLACEHOLDER"].contains(&pair[1].as_str()) && is_a_name(&pair[1])
        };
        let names = full.windows(2).any(names) || full.last().is_some_and(|last| last == "hex_color");
        assert!(!names, "src/{file} names a colour: {}", full.join("::"));
    }
}

/// What makes a colour out of nothing: a constant or `from_…`, and not what is done with one.
fn is_a_name(name: &str) -> bool {
    name.starts_with("from_") || name.starts_with(char::is_uppercase)
}

/// A name that means another thing in each room cannot be searched for.
#[test]
fn types_have_names_one_can_search_for() {
    let found = sources()
        .types
        .iter()
        .filter(|it| UNSEARCHABLE.contains(&it.name.as_str()))
        .map(|it| format!("{}: {}", it.file, it.name))
        .collect();
    same(&found, WITH_UNSEARCHABLE, "WITH_UNSEARCHABLE", "give these a noun of their own");
}

/// One more page, or one more place in the rail, is met by the compiler wherever pages are told apart.
#[test]
fn matches_over_pages_name_them_all() {
    let found = sources().not_in_full.iter().cloned().collect();
    same(&found, NOT_IN_FULL, "NOT_IN_FULL", "these match pages or targets of navigation with an arm for all others");
}
