//! Folders of scenarios as systems and people leave them, numbers of replies, and names of files.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use super::{err, lines, out, program, run, shipped};

fn text_of(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}

fn late_unit() -> String {
    std::fs::read_to_string(shipped("late-unit.ron")).expect("the late unit")
}

#[test]
fn hidden_files_are_no_scenarios_and_endings_are_read_in_any_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).expect("written");
    write("late-unit.RON", late_unit().as_bytes());
    write("._late-unit.ron", &[0, 5, 22, 7, 0, 2]);
    write(".hidden.ron", b"nothing");
    let output = run(&["check", text_of(folder.path())]);
    assert_eq!((output.status.code(), out(&output).as_str(), err(&output).as_str()), (Some(0), "", ""));
    // It is there, and read.
    write("late-unit.RON", b"nothing");
    let output = run(&["check", text_of(folder.path())]);
    assert!(output.status.code() == Some(1) && out(&output).contains("late-unit.RON"), "{}", out(&output));
}

#[test]
fn what_can_only_be_said_of_files_beside_others_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = late_unit().replacen("id: \"late-unit\"", "id: \"my\"", 1);
    for (name, text) in [("my.ron", own.clone()), ("my (1).ron", own), ("late-unit.ron", late_unit() + "// changed\n")]
    {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let output = run(&["check", text_of(folder.path()), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let of = |code: &str| -> Vec<(String, String)> {
        let all = found.as_array().expect("findings").iter().filter(|it| it["code"] == code);
        let name = |it: &Value| Path::new(it["file"].as_str().expect("a file")).file_name().map(|it| it.to_owned());
        let words = |it: &Value| it["message"].as_str().expect("words").to_owned();
        all.map(|it| (name(it).expect("a name").to_string_lossy().into_owned(), words(it))).collect()
    };
    let shared = of("shared-id");
    assert_eq!(shared.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["my (1).ron", "my.ron"]);
    assert!(shared[0].1.contains("my.ron`") && shared[1].1.contains("my (1).ron`"), "{shared:?}");
    assert_eq!(of("other-name").iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["my (1).ron"]);
    assert_eq!(of("replaces-shipped").iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["late-unit.ron"]);
    // Other kinds of files likewise.
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/own-model/models");
    let model = std::fs::read_dir(&models).expect("models").flatten().next().expect("a model").path();
    let copies = folder.path().join("models");
    std::fs::create_dir(&copies).expect("made");
    for name in ["a.ron", "b.ron"] {
        std::fs::copy(&model, copies.join(name)).expect("copied");
    }
    let output = run(&["check", text_of(&copies)]);
    assert_eq!(out(&output).matches("shared-id").count(), 2, "{}", out(&output));
    // One file named twice is one file.
    let twice = folder.path().join("my.ron");
    let output = run(&["check", text_of(&twice), text_of(&twice)]);
    assert!(!out(&output).contains("shared-id"), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_told_and_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.ron");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    for arguments in
        [["check", text_of(folder.path())], ["check", "/dev/zero"], ["play", text_of(&pipe)], ["paths", "/dev/zero"]]
    {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("no ordinary file"), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn portraits_that_are_not_drawn_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let portraits = folder.path().join("portraits");
    std::fs::create_dir(&portraits).expect("made");
    std::fs::write(folder.path().join("late-unit.ron"), late_unit()).expect("written");
    let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
    std::fs::write(portraits.join("foreman-angry.svg"), svg("<rect/><image href='/etc/passwd'/>")).expect("written");
    std::fs::write(portraits.join("foreman-calm.SVG"), svg("<rect/>")).expect("written");
    std::fs::write(portraits.join("._foreman-worried.svg"), "\0").expect("written");
    let output = run(&["check", text_of(folder.path())]);
    let told = out(&output);
    assert_eq!(told.matches("[broken-picture]").count(), 1, "{told}");
    assert!(told.contains("`foreman-angry.svg` cannot be shown: `image` is not drawn"), "{told}");
}

/// Plays a file with these lines on standard input.
fn answered(file: &str, form: &str, answers: &str) -> std::process::Output {
    let arguments = ["play", file, "--seed", "3", "--format", form];
    let mut child = program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("its input").write_all(answers.as_bytes()).expect("written");
    child.wait_with_output().expect("it ends")
}

#[test]
fn a_number_means_the_same_reply_everywhere() {
    // In each of these, replies are on offer at some point whose numbers have a gap.
    let mut gaps = 0;
    for name in ["promised-callback.ron", "the-public-review.ron", "wrong-charge.ron", "late-unit.ron"] {
        let file = shipped(name);
        let mut answers: Vec<u64> = Vec::new();
        loop {
            let typed: String = answers.iter().map(|it| format!("{it}\n")).collect();
            let events = lines(&answered(&file, "json", &typed));
            let listed: Vec<_> = answers.iter().map(ToString::to_string).collect();
            if !answers.is_empty() {
                let given = run(&["play", &file, "--choices", &listed.join(","), "--format", "json"]);
                assert_eq!(lines(&given), events, "{name}: {answers:?}");
            }
            let chosen = events.iter().filter(|it| it["event"] == "chosen").count();
            assert_eq!(chosen, answers.len(), "{name}: {answers:?}");
            let asked = events.iter().rev().find(|it| it["event"] == "options" || it["event"] == "ending");
            let Some(asked) = asked.filter(|it| it["event"] == "options") else { break };
            let replies = asked["replies"].as_array().expect("replies");
            let last = replies.last().expect("one");
            gaps += usize::from(last["number"].as_u64() != Some(replies.len() as u64));
            // The text lists the same replies by the same numbers.
            let text = out(&answered(&file, "text", &typed));
            let (_, shown) = text.rsplit_once("How do you reply?").expect("a question");
            for reply in replies {
                let number = format!("  {}  “", reply["number"]);
                assert!(shown.contains(&number), "{name}: {answers:?}: {number} in {shown}");
            }
            answers.push(last["number"].as_u64().expect("a number"));
            let chosen =
                lines(&answered(&file, "json", &answers.iter().map(|it| format!("{it}\n")).collect::<String>()));
            let chosen = chosen.iter().rfind(|it| it["event"] == "chosen").expect("a choice").clone();
            assert_eq!(chosen["id"].as_str().or(chosen["reply"].as_str()), last["id"].as_str(), "{name}: {chosen}");
        }
    }
    assert!(gaps > 0, "somewhere a reply is not on offer");
}

#[test]
fn a_number_that_is_not_on_offer_is_told_to_programs_too() {
    let output = answered(&shipped("late-unit.ron"), "json", "9\n\u{1b}[31m\n");
    let told = err(&output);
    assert!(told.contains("`9` is not on offer here") && !told.contains('\u{1b}'), "{told}");
    assert!(lines(&output).iter().all(|it| it["event"] != "chosen"));
}
