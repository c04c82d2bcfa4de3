//! What texts of a file may do in a terminal: nothing.

use std::path::{Path, PathBuf};

use super::{err, out, program, run};

/// What a text must not do: colours, the clipboard, the bell, the order of letters, and what nobody sees.
const ODD: &str = "\\u{1b}[31m\\u{1b}]52;c;aGk=\\u{7}\\0\\u{9b}2J\\u{202e}\\u{2066}\\u{200b}";

/// The template for authors with odd characters in its texts, in a file whose name has some too.
fn odd_story(folder: &Path) -> PathBuf {
    let story = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/template.ron")).expect("it");
    let names = ["title: \"", "text: \"", "summary: \"", "name: \"", "feedback: \"", "brief: \"", "situation: \""];
    let story = names.into_iter().fold(story, |story, name| story.replace(name, &format!("{name}4* {ODD}")));
    let file = folder.join(if cfg!(windows) { "odd.ron".to_owned() } else { "o\u{1b}[2Jd\u{202e}d.ron".to_owned() });
    std::fs::write(&file, story).expect("written");
    file
}

fn assert_tame(what: &str, text: &str) {
    let odd = |it: char| {
        it != '\n'
            && (it.is_control()
                || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    assert!(!text.is_empty(), "{what} says something");
    assert!(!text.contains(odd), "{what}: {:?}", text.lines().find(|line| line.contains(odd)));
}

#[test]
fn no_text_of_a_file_commands_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = odd_story(folder.path());
    let file = file.to_str().expect("a path in Unicode");
    let missing = format!("{file}\u{9b}2J");
    for (arguments, code) in [
        (vec!["check", file], 0),
        (vec!["check", file, "--format", "json"], 0),
        (vec!["play", file, "--choices", "1,1"], 0),
        (vec!["play", file, "--choices", "1,1", "--format", "json"], 0),
        (vec!["paths", file], 0),
        (vec!["paths", file, "--format", "json"], 0),
        (vec!["paths", file, "--guess"], 0),
        (vec!["paths", file, "--slips"], 0),
        (vec!["check", &missing], 2),
        (vec!["play", &missing], 2),
        (vec!["new", file], 2),
        (vec!["export", "debrief", &missing, "--to", "x.pdf", "--records", folder.path().to_str().expect("a path")], 1),
        (vec!["records", "report", &missing], 2),
    ] {
        let output = run(&arguments);
        assert_tame(&arguments.join(" "), &(out(&output) + &err(&output)));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", err(&output));
    }
    let output = run(&["check", file]);
    assert!(out(&output).contains("warning[hidden-character]") && out(&output).contains("U+001B"), "{}", out(&output));
    // JSON means what is in the file.
    let output = run(&["paths", file, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(json["endings"][0]["title"].as_str().is_some_and(|it| it.contains("\u{9b}2J\u{202e}")), "{json}");
}

#[test]
fn asterisks_stay_where_they_stress_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/template.ron")).expect("it");
    let title = "title: \"A 4* hotel at a 3* price, 5*5*5, \\*so\\*, **bold** then *this*\"";
    let file = folder.path().join("my-scenario.ron");
    std::fs::write(&file, story.replacen("title: \"The wrong name\"", title, 1)).expect("written");
    let file = file.to_str().expect("a path in Unicode");
    let text = out(&run(&["paths", file]));
    assert!(text.starts_with("A 4* hotel at a 3* price, 5*5*5, *so*, **bold** then this\n"), "{text}");
    let found = out(&run(&["check", file]));
    assert!(found.contains("advice[lone-asterisk]") && found.contains("`\\*`"), "{found}");
}

#[test]
fn what_check_shows_fits_eighty_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/template.ron")).expect("it");
    let long = "and so on, ".repeat(60);
    let file = folder.path().join("my-scenario.ron");
    let story = story.replace("feedback: \"", &format!("feedback: \"{long}")).replacen(
        "channel: counter",
        "chanel: counter",
        1,
    );
    std::fs::write(&file, story.replacen("scene: \"box\"", "scene: \"bx\"", 1)).expect("written");
    let output = program().args(["check", "my-scenario.ron"]).current_dir(folder.path()).output().expect("it runs");
    let text = out(&output);
    assert!(text.contains("error[") && text.contains('^'), "{text}");
    for line in text.lines().filter(|line| line.contains(" | ") || line.contains('^')) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}
