//! The command line, from outside: what it prints and with which code it exits.
//!
//! A test belongs here when it starts the program and reads what comes out, and needs no records (`tests/records`).

mod text;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).stdin(Stdio::null()).output().expect("the program runs")
}

fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    path.to_str().expect("a path in Unicode").to_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).expect("a number")
}

/// A copy of the late unit with something replaced, in a folder of its own.
fn altered(folder: &Path, from: &str, to: &str) -> PathBuf {
    let text = std::fs::read_to_string(shipped("late-unit.ron")).expect("the late unit");
    assert!(text.contains(from), "the late unit has {from}");
    let path = folder.join("altered.ron");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
    path
}

#[test]
fn check_says_nothing_of_sound_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let output = run(&["check", folder.to_str().expect("a path in Unicode")]);
    assert_eq!((out(&output).as_str(), err(&output).as_str()), ("", ""));
    assert_eq!(output.status.code(), Some(0));
    let output = run(&["check", &shipped("late-unit.ron"), "--format", "json"]);
    assert_eq!(out(&output).trim(), "[]");
}

#[test]
fn check_shows_the_place_of_a_problem_and_what_may_be_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = altered(folder.path(), "model: \"five-steps\"", "model: \"five-step\"");
    let path = path.to_str().expect("a path in Unicode");
    let output = run(&["check", path]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    for expected in ["error[unknown-model]", "five-steps", "^", path, "1 error"] {
        assert!(text.contains(expected), "{expected} is missing from:\n{text}");
    }

    let output = run(&["check", path, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let first = &found[0];
    for field in ["file", "line", "column", "end_line", "end_column", "severity", "code", "message", "hint"] {
        assert!(first.get(field).is_some(), "{field} is missing from {first}");
    }
    assert_eq!((first["code"].as_str(), first["severity"].as_str()), (Some("unknown-model"), Some("error")));
    let source = std::fs::read_to_string(path).expect("the file");
    let line = source.lines().nth(number(&first["line"]) - 1).expect("that line");
    let column = number(&first["column"]) - 1;
    assert!(line.chars().skip(column).collect::<String>().starts_with("\"five-step\""), "{line}: {column}");
}

#[test]
fn what_cannot_be_read_is_said_with_code_2() {
    for arguments in [&["check", "no-such-file.ron"][..], &["play", "no-such-file.ron"], &["paths", "no-such-file.ron"]]
    {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("no-such-file.ron: there is no file"), "{}", err(&output));
    }
    assert_eq!(run(&["check"]).status.code(), Some(2));
    assert_eq!(run(&["chek"]).status.code(), Some(2));
}

#[test]
fn a_file_with_errors_is_not_played() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = altered(folder.path(), "customer: \"dan\"", "customer: \"don\"");
    let output = run(&["play", path.to_str().expect("a path in Unicode")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("unknown-person"), "{}", err(&output));
    assert_eq!(out(&output), "");
}

#[test]
fn paths_lead_where_they_say() {
    for name in ["late-unit.ron", "airline-outage.ron"] {
        let output = run(&["paths", &shipped(name), "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let paths: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(paths["exact"], true);
        for ending in paths["endings"].as_array().expect("endings") {
            for outcome in ending["outcomes"].as_array().expect("outcomes") {
                let choices: Vec<_> =
                    outcome["choices"].as_array().expect("choices").iter().map(Value::to_string).collect();
                let played = run(&["play", &shipped(name), "--choices", &choices.join(","), "--format", "json"]);
                assert_eq!(played.status.code(), Some(0));
                let events = lines(&played);
                let ended = events.iter().find(|event| event["event"] == "ending").expect("an ending");
                assert_eq!((&ended["id"], &ended["outcome"]), (&ending["id"], &outcome["outcome"]));
                let debrief = events.last().expect("events");
                assert_eq!((&debrief["event"], &debrief["outcome"]), (&"debrief".into(), &outcome["outcome"]));
                let trust =
                    &debrief["moments"].as_array().and_then(|all| all.last()).expect("a moment")["after"]["trust"];
                let trust = trust.as_i64().expect("a number");
                let bounds = &ending["bounds"]["trust"];
                assert!(bounds["min"].as_i64() <= Some(trust) && Some(trust) <= bounds["max"].as_i64());
            }
        }
    }
}

#[test]
fn a_transcript_tells_reaction_feedback_state_and_debrief() {
    let output = run(&["paths", &shipped("late-unit.ron"), "--format", "json"]);
    let paths: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let outcomes = paths["endings"].as_array().expect("endings").iter();
    let champion = outcomes
        .flat_map(|ending| ending["outcomes"].as_array().expect("outcomes"))
        .find(|outcome| outcome["outcome"] == "champion")
        .expect("a champion");
    let choices: Vec<_> = champion["choices"].as_array().expect("choices").iter().map(Value::to_string).collect();
    let output = run(&["play", &shipped("late-unit.ron"), "--choices", &choices.join(",")]);
    let text = out(&output);
    for expected in [
        "The late unit",
        "How do you reply?",
        "You:",
        "✓ Recovery system",
        "Trust ",
        "Outcome: Champion",
        "Take this with you: If ",
    ] {
        assert!(text.contains(expected), "{expected} is missing from:\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn a_choice_that_does_not_exist_is_named_after_what_was_valid() {
    let output = run(&["play", &shipped("late-unit.ron"), "--choices", "1,9,1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("You:"), "the first choice was played");
    assert!(err(&output).contains("choice 2 in the list is 9"), "{}", err(&output));
    let output = run(&["play", &shipped("late-unit.ron"), "--choices", "0"]);
    assert!(err(&output).contains("choice 1 in the list is 0"), "{}", err(&output));
    assert_eq!(run(&["play", &shipped("late-unit.ron"), "--choices", "one"]).status.code(), Some(2));
}

#[test]
fn the_end_of_the_input_is_a_clean_end() {
    let mut child = program()
        .args(["play", &shipped("late-unit.ron"), "--seed", "7"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(b"?\nc\n1\nb\n9\n\n2\n").expect("written");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    for expected in ["A number chooses", "Two ways to answer the same customer", "You:"] {
        assert!(text.contains(expected), "{expected} is missing from:\n{text}");
    }
}

#[test]
fn a_seed_gives_the_same_order_again() {
    let played = |seed: &str| out(&run(&["play", &shipped("late-unit.ron"), "--seed", seed]));
    assert_eq!(played("3"), played("3"));
    assert!((0..20).any(|seed| played(&seed.to_string()) != played("3")));
}

#[cfg(feature = "gui")]
#[test]
fn without_a_display_the_app_says_so() {
    if !cfg!(target_os = "linux") {
        return;
    }
    for arguments in [&[][..], &["open"], &["open", "some.ron"], &["some.ron"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = err(&output);
        assert!(said.starts_with("make-it-right: there is no display"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_mode_needs_a_file_and_a_known_word() {
    let file = shipped("late-unit.ron");
    let output = run(&["open", &file, "--mode", "dream"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("guided, practice, challenge"), "{}", err(&output));
    let output = run(&["open", "--mode", "guided"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("<FILE>"), "{}", err(&output));
}

#[test]
fn paths_can_be_guessed_at() {
    let output = run(&["paths", "--guess", &shipped("late-unit.ron"), "--format", "json"]);
    let found: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(found["scenario"], "late-unit");
    for rule in ["longest", "first", "shortest", "politest"] {
        let outcome = found["always"][rule].as_str().expect("an outcome");
        assert!(["satisfied", "at_risk", "lost"].contains(&outcome), "{rule}: {outcome}");
    }
    let by_chance = found["by_chance"].as_object().expect("counts");
    assert_eq!(by_chance.values().map(number).sum::<usize>(), 1_000);
    let again = run(&["paths", "--guess", &shipped("late-unit.ron"), "--format", "json", "--seed", "1"]);
    assert_eq!(out(&again), out(&output), "the same seed, the same plays");
    assert!(out(&run(&["paths", "--guess", &shipped("late-unit.ron")])).contains("always the longest"));
}

#[test]
fn new_writes_a_scenario_that_has_no_problems_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("missed-train.ron");
    let path = path.to_str().expect("a path in Unicode");
    let output = run(&["new", path]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("missed-train.ron"));
    let checked = run(&["check", path]);
    assert_eq!((out(&checked).as_str(), checked.status.code()), ("", Some(0)));
    let again = run(&["new", path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("there is such a file already"));
}

#[test]
fn a_companys_own_recovery_model_needs_no_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/own-model");
    let file = folder.join("late-parcel.ron");
    let output = run(&["check", file.to_str().expect("a path in Unicode")]);
    assert_eq!(out(&output), "");
    assert_eq!(output.status.code(), Some(0));
    let played = run(&["play", file.to_str().expect("a path in Unicode"), "--choices", "2"]);
    assert!(out(&played).contains("Listen"), "{}", out(&played));
}
