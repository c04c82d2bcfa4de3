//! The command over folders as they lie about: nothing stops it, nothing counts twice, and what could not be read is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use make_it_right::record::Line;
use serde_json::Value;

use crate::common::random_plays::{Player, attempt_id, minute, person, text};
use crate::common::scenarios;

/// Runs the command as somebody whose own folders are within this one.
fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_make-it-right"))
        .args(["records", "report"])
        .args(arguments)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env_remove("DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}

/// The lines of attempt number so-and-so by one of six people.
fn lines(number: usize) -> Vec<Line> {
    let mut player = Player::new(scenarios::shipped(), number as u64 + 1);
    player.events = 8;
    player.play(attempt_id(number), Some(person(number % 6)), minute(i64::try_from(number).expect("few") * 1440))
}

fn write(folder: &Path, number: usize) -> PathBuf {
    fs::create_dir_all(folder).expect("a folder");
    let file = folder.join(format!("{}.jsonl", attempt_id(number)));
    fs::write(&file, text(&lines(number))).expect("written");
    file
}

#[test]
fn any_number_of_folders_count_each_attempt_once() {
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);
    for number in 0..6 {
        write(&at("one/attempts"), number);
        write(&at("deep/down/make-it-right-Amara/attempts"), number + 3);
    }
    fs::write(at("deep/down/make-it-right-Amara/person.ron"), "()").expect("written");
    // What lies beside attempts and is none.
    fs::create_dir_all(at("one/refreshers")).expect("a folder");
    fs::write(at("one/refreshers/x.jsonl"), "{\"event\":\"recalled\"}\n").expect("written");
    let both = run(home.path(), &[path(&at("one")), path(&at("deep")), "--format", "json"]);
    assert_eq!((both.status.code(), told(&both).as_str()), (Some(0), ""));
    assert_eq!(json(&both)["attempts"], 9);
    // In another order, one of them twice, one by a file of its own, one by the folder above: the same.
    let other = attempt_id(4).to_string();
    let file = at("one/attempts").join(format!("{other}.jsonl"));
    for places in [
        vec![path(home.path())],
        vec![path(&at("deep")), path(&at("one")), path(&at("one/attempts"))],
        vec![path(&at("deep")), path(&file), path(&at("one"))],
    ] {
        let again = run(home.path(), &[places, vec!["--format", "json"]].concat());
        assert_eq!(json(&again), json(&both));
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_do_not_hold_it_up() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: String| home.path().join(name);
    write(&at("0".to_owned()), 0);
    // Every folder leads on in two ways: a million ways in all; and back.
    for number in 0..20 {
        fs::create_dir_all(at(format!("{}", number + 1))).expect("a folder");
        symlink(at(format!("{}", number + 1)), at(format!("{number}/left"))).expect("a link");
        symlink(at(format!("{}", number + 1)), at(format!("{number}/right"))).expect("a link");
        symlink(home.path(), at(format!("{number}/back"))).expect("a link");
    }
    symlink(at("nowhere".to_owned()), at("0/gone.jsonl".to_owned())).expect("a link");
    write(&at("20".to_owned()), 1);
    let output = run(home.path(), &[path(&at("0".to_owned())), "--format", "json"]);
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    assert_eq!(json(&output)["attempts"], 2);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_counts() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("records/attempts");
    for number in 0..8 {
        write(&folder, number);
    }
    let file = |number: usize| folder.join(format!("{}.jsonl", attempt_id(number)));
    let (whole, torn) = (text(&lines(0)), text(&lines(1)));
    let second = whole.find('\n').expect("lines") + 1;
    fs::write(file(0), format!("{}rubbish\n{}", &whole[..second], &whole[second..])).expect("written");
    fs::write(file(1), &torn[..torn.len() - 5]).expect("written");
    fs::write(file(2), "").expect("written");
    fs::write(file(3), text(&lines(3)).replacen("\"format\":1", "\"format\":9", 1)).expect("written");
    fs::write(folder.join("notes.jsonl"), "nothing like it\n").expect("written");
    fs::write(file(90), [0xff, 0xfe, 0x0a]).expect("written");
    let missing = home.path().join("missing");
    let output = run(home.path(), &[path(&folder), path(&missing), "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    // All but the empty one, the newer one, and those that are none.
    assert_eq!(json(&output)["attempts"], 6);
    let told = told(&output);
    for (what, why) in [
        (file(0), "line 2 is damaged"),
        (file(1), "its last line is torn"),
        (file(3), "newer version"),
        (folder.join("notes.jsonl"), "not the beginning of an attempt"),
        (file(90), "not the beginning of an attempt"),
        (missing, "No such file"),
    ] {
        let named = told.lines().find(|line| line.contains(path(&what))).unwrap_or_default();
        assert!(named.contains(why), "{} in:\n{told}", what.display());
    }
    assert_eq!(told.lines().count(), 6, "an empty file is no damage: {told}");

    // Nobody’s name, and no folder that may have one, where people have pseudonyms.
    let anonymous = run(home.path(), &[path(&folder), "--anonymous"]);
    assert_eq!(anonymous.status.code(), Some(2));
    let told = String::from_utf8(anonymous.stderr).expect("UTF-8");
    assert!(!told.contains("records") && !told.contains("notes") && told.contains("is torn"), "{told}");
}

#[test]
fn at_most_twenty_are_named_one_by_one() {
    let home = tempfile::tempdir().expect("a folder");
    for number in 0..50 {
        fs::write(home.path().join(format!("{number}.jsonl")), "no\n").expect("written");
    }
    let output = run(home.path(), &[path(home.path())]);
    let told = told(&output);
    assert_eq!((output.status.code(), told.lines().count()), (Some(2), 21));
    assert!(told.ends_with("… and 30 more; `--all-problems` names them.\n"), "{told}");
}

#[test]
fn a_torn_file_is_no_loss_where_the_attempt_went_on_in_a_copy() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("attempts");
    let file = write(&folder, 0);
    let whole = text(&lines(0));
    fs::write(&file, &whole[..whole.len() / 2]).expect("written");
    fs::write(folder.join(format!("{}.jsonl", attempt_id(1))), "").expect("written");
    for number in [0, 1] {
        let copy = folder.join(format!("{}.{}.jsonl", attempt_id(number), attempt_id(70)));
        fs::write(copy, text(&lines(number))).expect("written");
    }
    let output = run(home.path(), &[path(home.path()), "--format", "json"]);
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    assert_eq!(json(&output)["attempts"], 2);
}

#[test]
fn a_first_attempt_stays_the_first_when_its_day_is_left_out() {
    let home = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(scenarios::shipped()[..1].to_vec(), 3);
    for number in 0..3 {
        let at = minute(i64::try_from(number).expect("few") * 1440);
        let id = attempt_id(number);
        let lines = player.play(id, Some(person(1)), at);
        fs::write(home.path().join(format!("{id}.jsonl")), text(&lines)).expect("written");
    }
    let all = |days: &[&str]| {
        let output = run(home.path(), &[&[path(home.path()), "--format", "json"], days].concat());
        let report = json(&output);
        let count = |over: &str| -> u64 {
            let outcomes = report["outcomes"][over].as_object().expect("one person’s own figures");
            outcomes.values().filter_map(Value::as_u64).sum()
        };
        (count("all"), count("first"))
    };
    assert_eq!(all(&[]), (3, 1));
    assert_eq!(all(&["--from", "2026-09-02"]), (2, 0));
    assert_eq!(all(&["--to", "2026-09-01"]), (1, 1));
    assert_eq!(all(&["--from", "2026-09-02", "--to", "2026-09-02"]), (1, 0));
    let swapped = run(home.path(), &[path(home.path()), "--from", "2026-09-03", "--to", "2026-09-01"]);
    assert_eq!(swapped.status.code(), Some(1));
}

#[test]
fn without_a_folder_it_is_the_usual_one_which_need_not_be_there() {
    let home = tempfile::tempdir().expect("a folder");
    let output = run(home.path(), &[]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("There are no attempts to report on."), "{text}");
}

#[test]
fn it_goes_to_a_file_as_a_whole_and_replaces_none_unasked() {
    let home = tempfile::tempdir().expect("a folder");
    write(&home.path().join("attempts"), 0);
    let file = home.path().join("report.html");
    let arguments = [path(home.path()), "--format", "html", "--output", path(&file)];
    let output = run(home.path(), &arguments);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let written = fs::read_to_string(&file).expect("written");
    assert!(written.starts_with("<!DOCTYPE html>") && written.ends_with("</html>\n"));
    assert_eq!(run(home.path(), &arguments).status.code(), Some(2));
    assert_eq!(run(home.path(), &[&arguments[..], &["--force"]].concat()).status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn the_key_of_pseudonyms_is_made_once_and_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().expect("a folder");
    for number in 0..12 {
        write(&home.path().join("attempts"), number);
    }
    let places = home.path().join("attempts");
    let report = |home: &Path| run(home, &[path(&places), "--anonymous", "--by", "person", "--format", "json"]);
    let first = report(home.path());
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    assert_eq!(first.stdout, report(home.path()).stdout);
    let key = found(&home.path().join("data"), "pseudonyms.key");
    assert_eq!(fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);
    // Others get other pseudonyms; a key that was changed is told, and not replaced.
    let other = tempfile::tempdir().expect("a folder");
    assert_ne!(report(other.path()).stdout, first.stdout);
    fs::write(&key, "short").expect("written");
    let refused = report(home.path());
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("no key for pseudonyms"), "{}", told(&refused));
}

#[cfg(target_os = "linux")]
fn found(folder: &Path, name: &str) -> PathBuf {
    let inside = fs::read_dir(folder).expect("a folder").flatten().map(|it| it.path());
    inside.map(|it| it.join(name)).find(|it| it.exists()).expect("a key")
}
