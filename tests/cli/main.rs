//! The command line, from outside: what it prints and with which code it exits.
//!
//! A test belongs here when it starts the program and reads what comes out, and needs no records (`tests/records`).

mod listings;
#[cfg(unix)]
mod stopped;
mod text;
mod workshop;

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
    // File by file: what is said of all of them as a set is counted in `tests/core/scenarios.rs`.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).expect("the folder").map(|it| it.expect("a file").path());
    let files: Vec<_> = files.filter(|it| it.extension().is_some_and(|it| it == "ron")).collect();
    let files = files.iter().map(|it| it.to_str().expect("a path in Unicode"));
    let output = run(&[&["check"][..], &files.collect::<Vec<_>>()].concat());
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
fn a_folder_is_guessed_at_and_advised_on_as_a_set() {
    let folder = Path::new(&shipped("late-unit.ron")).parent().expect("a folder").display().to_string();
    let output = run(&["paths", "--guess", &folder, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let found: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let scenarios = found["scenarios"].as_array().expect("scenarios");
    assert!(scenarios.iter().any(|it| it["scenario"] == "late-unit"));
    for figure in ["chance", "by_words", "by_surface"] {
        let share = found["together"][figure].as_f64().expect("a share");
        assert!((0.0..=1.0).contains(&share), "{figure}: {share}");
    }
    assert!(found["steps"].as_array().expect("steps").iter().any(|it| it["model"] == "heal"));
    assert!(out(&run(&["paths", "--guess", &folder])).contains("always the"));

    // Four copies of one scenario are guessed wholly from each other.
    let own = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(shipped("late-unit.ron")).expect("a scenario");
    for name in ["one", "two", "three", "four"] {
        let copy = text.replacen("id: \"late-unit\"", &format!("id: \"{name}\""), 1);
        std::fs::write(own.path().join(format!("{name}.ron")), copy).expect("a copy");
    }
    let own = own.path().to_str().expect("text");
    let output = run(&["check", own, "--format", "json"]);
    let found: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let of_set = |it: &&Value| it["code"] == "set-guessed-by-words" && it["file"] == own && it["severity"] == "advice";
    assert!(found.as_array().expect("a list").iter().any(|it| of_set(&it)), "{found}");
    assert!(out(&run(&["check", own])).contains("set-guessed-by-words"));
    assert!(!out(&run(&["check", &format!("{own}/one.ron")])).contains("set-guessed-by-words"));
}

#[test]
fn slips_are_listed_with_what_they_cost() {
    let file = shipped("late-unit.ron");
    let found: Value =
        serde_json::from_str(&out(&run(&["paths", "--slips", &file, "--format", "json"]))).expect("JSON");
    assert_eq!((&found["scenario"], &found["exact"]), (&Value::from("late-unit"), &Value::from(true)));
    let slips = found["slips"].as_array().expect("slips");
    assert!(slips.len() > 20);
    for slip in slips {
        let best = slip["best"].as_str().expect("each can be chosen somewhere");
        let order = ["champion", "satisfied", "at_risk", "lost"];
        let at = |word: &str| order.iter().position(|it| *it == word).expect("an outcome");
        if let Some(alone) = slip["alone"].as_str() {
            assert!(at(alone) >= at(best), "with one slip alone it ends no better than at best: {slip}");
        }
    }
    let text = out(&run(&["paths", "--slips", &file]));
    assert!(text.contains("at best") && text.contains("of the single slips end at risk or lost"), "{text}");
    let folder = Path::new(&file).parent().expect("a folder").display().to_string();
    assert!(out(&run(&["paths", "--slips", &folder])).contains("late-unit"));
    assert_eq!(run(&["paths", "--slips", "--guess", &file]).status.code(), Some(2), "one or the other");
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
    let folder_name = format!("{}/", folder.path().display());
    let refused = run(&["new", &folder_name]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("this is a folder; name a file in it"), "{}", err(&refused));
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

/// Runs the program, and ends it where it hangs.
#[cfg(unix)]
fn run_or_end(arguments: &[&str]) -> Output {
    let mut command = program();
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    for _ in 0..1_200 {
        if child.try_wait().expect("it can be asked").is_some() {
            return child.wait_with_output().expect("it has ended");
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    child.kill().expect("it is ended");
    panic!("{arguments:?} hangs");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.ron");
    if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        return;
    }
    let pipe = pipe.to_str().expect("a path in Unicode");
    for file in [pipe, "/dev/zero"] {
        for command in ["check", "play", "paths"] {
            let output = run_or_end(&[command, file]);
            assert_eq!(output.status.code(), Some(2), "{command} {file}");
            assert!(err(&output).contains("no ordinary file"), "{}", err(&output));
        }
    }
    // In a folder it is told as well, and keeps nobody waiting.
    let output = run_or_end(&["check", folder.path().to_str().expect("a path in Unicode")]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
}

#[test]
fn a_draft_is_heard_after_its_errors_were_told_and_is_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = altered(folder.path(), "customer: \"dan\"", "customer: \"nobody-we-know\"");
    let path = path.to_str().expect("a path in Unicode");
    let refused = run(&["play", path, "--choices", "1"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("add `--draft`"), "{}", err(&refused));

    let heard = run(&["play", path, "--draft", "--choices", "1"]);
    assert_eq!(heard.status.code(), Some(0));
    for told in ["unknown-person", "has 1 error.", "This is a draft"] {
        assert!(err(&heard).contains(told), "{}", err(&heard));
    }
    assert!(out(&heard).contains("You:"), "{}", out(&heard));
    let paths = run(&["paths", path, "--draft"]);
    assert!(out(&paths).contains("--choices "), "{}", out(&paths));

    let kept = run(&["play", path, "--draft", "--record", "--records", folder.path().to_str().expect("a path")]);
    assert_eq!(kept.status.code(), Some(2));
    // One that cannot be read cannot be heard either.
    let cut = folder.path().join("cut.ron");
    std::fs::write(&cut, "(format: 1, scenes: [").expect("written");
    let output = run(&["play", "--draft", cut.to_str().expect("a path in Unicode")]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    assert!(err(&output).contains("Nothing can be heard"), "{}", err(&output));
}

#[test]
fn a_folder_is_checked_with_its_lessons_and_models() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = include_str!("../own-model/models/last.ron");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    put("late-parcel.ron", include_str!("../own-model/late-parcel.ron"));
    put("models/last.ron", model);
    let path = folder.path().to_str().expect("a path in Unicode");
    assert_eq!(out(&run(&["check", path])), "");
    put("lessons/one.ron", "(format: 1, id: \"one\", screens: [])");
    put("models/last.ron", &model.replace("steps:", "stepz:"));
    let output = run(&["check", path]);
    let told = out(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("lessons/one.ron") && told.contains("a lesson needs `title`"), "{told}");
    assert!(told.contains("models/last.ron") && told.contains("a recovery model has no field `stepz`"), "{told}");
    assert!(told.contains("`models/last.ron` has errors, so it is not read; mend those first"), "{told}");
}

#[test]
fn the_most_urgent_comes_first_and_what_is_left_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    // A warning at the head, and forty errors behind it.
    let text = std::fs::read_to_string(shipped("late-unit.ron")).expect("the late unit");
    let text = text.replacen("language: \"en\"", "language: \"English\"", 1);
    let path = folder.path().join("many.ron");
    std::fs::write(&path, text.replacen("scenes: [", &format!("{}scenes: [", "zzz: 1, ".repeat(40)), 1))
        .expect("written");
    let path = path.to_str().expect("a path in Unicode");
    let told = out(&run(&["check", path]));
    assert_eq!(told.matches("error[unknown-field]").count(), 30, "{told}");
    assert!(!told.contains("warning[bad-language]"), "{told}");
    assert!(told.contains("has 10 errors and 1 warning more, which are not shown"), "{told}");
    assert!(told.trim_end().ends_with("40 errors and 1 warning in 1 file."), "{told}");
    let all = out(&run(&["check", path, "--all"]));
    assert_eq!(all.matches("error[unknown-field]").count(), 40, "{all}");
    let last = |what: &str| all.rfind(what).expect("it is told");
    assert!(last("error[") < last("warning[bad-language]"), "{all}");
}

#[test]
fn pictures_beside_a_scenario_are_read_and_what_is_wrong_with_them_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = include_str!("../checker/template.ron").replace("portrait: \"guest\"", "portrait: \"ann\"");
    std::fs::write(folder.path().join("case.ron"), text).expect("written");
    std::fs::create_dir(folder.path().join("portraits")).expect("made");
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>";
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    put("ann-angry.SVG", drawing.as_bytes());
    put("portraits/ann-calm.svg", drawing.as_bytes());
    put("ann-furious.svg", drawing.as_bytes());
    let check = || out(&run(&["check", folder.path().join("case.ron").to_str().expect("a path in Unicode")]));
    assert!(!check().contains("picture"), "{}", check());
    put("ann-angry.SVG", b"");
    put("ann-furious.svg", b"\x89PNG\r\n\x1a\n");
    put("portraits/ann-calm.svg", b"<svg");
    let told = check();
    assert!(told.contains("`ann-angry.SVG` cannot be shown: it is empty"), "{told}");
    assert!(told.contains("`ann-furious.svg` cannot be shown: it is a PNG picture"), "{told}");
    assert!(told.contains("`ann-calm.svg` cannot be shown: it is damaged"), "{told}");
    std::fs::rename(folder.path().join("ann-angry.SVG"), folder.path().join("ann-angry.png")).expect("renamed");
    assert!(check().contains("there is `ann-angry.png`; pictures are SVG files"), "{}", check());
}

#[test]
fn models_are_named_with_their_steps_and_traps() {
    let told = out(&run(&["models"]));
    for word in ["model: \"five-steps\"", "\"take-ownership\"", "\"reject\"", "model: \"heal\"", "Whoever caused it"] {
        assert!(told.contains(word), "{word} in {told}");
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/own-model");
    let own = own.to_str().expect("a path in Unicode");
    let output = run(&["models", "last", "--format", "json", "--scenarios", own]);
    let models: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(models.as_array().map(Vec::len), Some(1));
    assert_eq!(models[0]["steps"][0]["id"], "listen");
    let output = run(&["models", "none"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("there is no recovery model “none”; there are five-steps, heal"), "{}", err(&output));
}

#[test]
fn a_file_in_the_place_of_a_shipped_one_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = altered(folder.path(), "title: \"", "title: \"Our own: ");
    let told = out(&run(&["check", path.to_str().expect("a path in Unicode")]));
    assert!(told.contains("advice[replaces-shipped]") && told.contains("`late-unit`"), "{told}");
}
