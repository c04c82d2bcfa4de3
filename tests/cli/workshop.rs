//! `make-it-right workshop`, from outside.

use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use super::{err, lines, out, program, run, shipped};

/// Runs a workshop with these lines typed at the desk.
fn workshop(arguments: &[&str], typed: &[&str]) -> Output {
    use std::io::Write as _;
    let mut command = program();
    command.arg("workshop").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut text = typed.join("\n");
    text.push('\n');
    // Whoever ends early reads no more.
    let _ = child.stdin.take().expect("piped").write_all(text.as_bytes());
    child.wait_with_output().expect("its output")
}

/// One decision by hands, with a second vote in which all are for one reply.
const DECISION: &[&str] = &[
    "next",
    "next",
    "hands 4 3 2",
    "next",
    "next",
    "next",
    "hands 0 9 0",
    "next",
    "reveal",
    "next",
    "verdict",
    "next",
];

#[test]
fn a_workshop_by_hands_runs_by_lines() {
    let mut typed = vec!["next", "hands 5 5 4", "next", "reveal", "next"];
    typed.extend(DECISION);
    typed.extend(["detour A", "verdict", "story", "dark", "light", "end", "next"]);
    let output = workshop(&["late-unit", "--hands", "--headless", "--no-record", "--seed", "5"], &typed);
    assert_eq!((err(&output).as_str(), output.status.code()), ("", Some(0)));
    let told = lines(&output);
    assert_eq!(told.len(), typed.len() + 1);
    assert_eq!(told[0]["result"], "began");
    assert_eq!(told[0]["record"], Value::Null);
    for (asked, told) in typed.iter().zip(&told[1..]) {
        assert_eq!(told["asked"], *asked);
        let expected = if *asked == "next" && told["desk"]["ended"] == true { "refused" } else { "done" };
        assert_eq!(told["result"], expected, "{asked}: {}", told["why"]);
    }
    let slides: Vec<&str> = told.iter().filter_map(|it| it["projector"]["slide"]["slide"]["phase"].as_str()).collect();
    for phase in [
        "welcome",
        "practice",
        "practice_result",
        "line",
        "think",
        "first",
        "argue",
        "second",
        "reveal",
        "reaction",
        "verdict",
        "questions",
    ] {
        assert!(slides.contains(&phase), "{phase} is missing from {slides:?}");
    }
    assert!(told.iter().any(|it| it["projector"] == "dark"));
    // The split stands on the projector at its reveal and at no other moment.
    for told in &told {
        let phase = told["projector"]["slide"]["slide"]["phase"].as_str().unwrap_or_default();
        let has_split = told["projector"].to_string().contains("counts");
        assert_eq!(has_split, ["reveal", "practice_result"].contains(&phase), "{phase}");
    }
    let last = told.last().expect("lines");
    assert_eq!(last["desk"]["decided"][0]["why"], "majority");
    assert_eq!(last["desk"]["decided"][0]["changed_its_mind"], true);
}

#[test]
fn what_can_not_be_is_refused_with_the_way_out() {
    let typed = ["play A", "skip", "open", "next", "next", "reveal", "dance", "hands 1", "hands 3 0 0", "reveal"];
    let output = workshop(&["late-unit", "--hands", "--headless", "--no-record"], &typed);
    let results: Vec<_> = lines(&output)[1..].iter().map(|it| (it["result"].clone(), it["why"].clone())).collect();
    let result = |at: usize| results[at].0.as_str().expect("a word").to_owned();
    let said = (0..typed.len()).map(result).collect::<Vec<_>>();
    assert_eq!(said, ["refused", "done", "done", "done", "refused", "refused", "unknown", "refused", "done", "done"]);
    assert!(results[4].1.as_str().is_some_and(|why| why.contains("`hands 3 5 1`")), "{}", results[4].1);
}

#[test]
fn a_plan_is_written_checked_and_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tuesday.ron");
    let plan = path.to_str().expect("a path in Unicode");
    let output = run(&["workshop", &shipped("late-unit.ron"), "--plan-to", plan, "--cards", "--length", "45"]);
    assert_eq!((err(&output).as_str(), output.status.code()), ("", Some(0)));
    assert!(out(&output).contains("are voted on"), "{}", out(&output));
    let output = run(&["check", plan]);
    assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(0)));
    let output = run(&["workshop", "late-unit", "--plan-to", plan]);
    assert_eq!(output.status.code(), Some(2), "nothing is written over");

    let output = workshop(&[plan, "--headless", "--no-record"], &[]);
    let told = lines(&output);
    assert_eq!((&told[0]["plan"]["length"], &told[0]["plan"]["voting"]), (&45.into(), &"cards".into()));

    let text = std::fs::read_to_string(&path).expect("the plan").replace("scene: \"stakes\"", "scene: \"steaks\"");
    std::fs::write(&path, text).expect("written");
    for output in [workshop(&[plan, "--headless", "--no-record"], &[]), run(&["check", plan])] {
        assert_eq!(output.status.code(), Some(1));
        let text = format!("{}{}", out(&output), err(&output));
        for expected in ["unknown-scene", "stakes", "^", plan] {
            assert!(text.contains(expected), "{expected} is missing from:\n{text}");
        }
    }
}

#[test]
fn the_terminal_shows_what_the_room_may_see_and_the_desk_only_when_asked() {
    let typed = ["skip", "skip", "next", "desk", "leave"];
    let output = workshop(&["late-unit", "--hands", "--no-record", "--seed", "5"], &typed[..3]);
    let text = out(&output);
    let note = "Let the room vote before anyone speaks";
    assert!(text.contains("First vote: alone") && text.contains("where’s my lift"), "{text}");
    assert!(!text.contains(note) && !text.contains("take-ownership") && !text.contains("recovery"), "{text}");
    let output = workshop(&["late-unit", "--hands", "--no-record", "--seed", "5"], &typed);
    let text = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(note), "{text}");
}

#[test]
fn it_goes_on_where_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = folder.path().to_str().expect("a path in Unicode");
    let none = workshop(&["late-unit", "--go-on", "--headless", "--records", records], &[]);
    assert_eq!(none.status.code(), Some(1));
    assert!(err(&none).contains("no workshop"), "{}", err(&none));
    let left = workshop(
        &["late-unit", "--hands", "--headless", "--records", records],
        &["skip", "skip", "open", "hands 1 2 3"],
    );
    let before = lines(&left).last().expect("lines").clone();
    let again = workshop(&["late-unit", "--go-on", "--headless", "--records", records], &["light", "end"]);
    let told = lines(&again);
    assert_eq!(told[0]["projector"], "dark");
    assert_eq!(told[1]["projector"]["slide"]["slide"], before["projector"]["slide"]["slide"]);
    for field in ["phase", "rounds", "replies", "decided"] {
        assert_eq!(told[0]["desk"][field], before["desk"][field], "{field}");
    }
    // One that was ended is not gone on with.
    let none = workshop(&["late-unit", "--go-on", "--headless", "--records", records], &[]);
    assert_eq!(none.status.code(), Some(1));
    assert!(Path::new(records).join("workshops").is_dir());
}

#[test]
fn what_is_not_there_is_told() {
    for (what, code) in [("no-such-scenario", 2), ("no-such-file.ron", 2)] {
        let output = workshop(&[what, "--headless", "--no-record"], &[]);
        assert_eq!(output.status.code(), Some(code), "{what}");
        assert!(err(&output).contains(what), "{}", err(&output));
    }
}

#[cfg(feature = "phones")]
#[test]
fn phones_vote_while_lines_run_the_room() {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::TcpStream;

    let mut command = program();
    command.args(["workshop", "late-unit", "--phones", "--address", "127.0.0.1", "--headless", "--no-record"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut typed = child.stdin.take().expect("piped");
    let mut told = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut next = || -> Value { serde_json::from_str(&told.next().expect("a line").expect("text")).expect("JSON") };
    let began = next();
    let host = began["link"].as_str().expect("a link").trim_start_matches("http://").trim_end_matches('/').to_owned();
    let code = began["desk"]["door"]["code"].as_str().expect("a code").to_owned();
    let post = |path: &str, seat: &str, body: String| -> Value {
        let mut stream = TcpStream::connect(&host).expect("connected");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nX-Make-It-Right: 1\r\nX-Seat: {seat}\r\nConnection: close\r\n"
        );
        write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        serde_json::from_str(answer.split("\r\n\r\n").nth(1).expect("a body")).expect("JSON")
    };
    let seats: Vec<String> = (0..5)
        .map(|_| post("/join", "", format!("{{\"code\":\"{code}\"}}"))["seat"].as_str().expect("a token").to_owned())
        .collect();
    for line in ["skip", "next", "open"] {
        writeln!(typed, "{line}").expect("typed");
    }
    let opened = (0..3).map(|_| next()).last().expect("three");
    let round = opened["desk"]["rounds"][0]["round"].as_u64().expect("a round");
    for seat in &seats {
        assert_eq!(post("/vote", seat, format!("{{\"round\":{round},\"option\":1}}"))["page"]["mine"], 1);
    }
    writeln!(typed, "hands 1 0 0\nclose\nlock\nleave").expect("typed");
    let closed = (0..3).map(|_| next()).last().expect("three");
    assert_eq!(closed["desk"]["rounds"][0]["split"]["counts"], serde_json::json!([1, 5, 0]));
    assert_eq!((&closed["desk"]["door"]["seats"], &closed["desk"]["door"]["locked"]), (&5.into(), &true.into()));
    assert!(child.wait().expect("over").success());
}
