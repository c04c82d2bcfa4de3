//! A program that is killed at any moment has lost nothing that it has told.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use make_it_right::record::replay;
use make_it_right::storage::{AttemptError, Records, read_attempt};

use super::late_unit;

/// How often it is killed.
const KILLS: u32 = 1_000;

/// Nine choices that lead to an end of the late unit, by their numbers in the file.
const CHOICES: &str = "1,3,1,1,2,2,1,1,1,1,1,1";

fn play(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/late-unit.ron");
    command.args(["play", file, "--choices", CHOICES, "--format", "json", "--record", "--records"]).arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

#[test]
fn whatever_was_told_is_on_the_disk() {
    let scenario = late_unit();
    let whole = tempfile::tempdir().expect("a folder");
    let began = Instant::now();
    let _ = play(whole.path()).output().expect("it runs");
    let run = began.elapsed();
    let (mut in_the_middle, mut unborn) = (0, 0);
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = play(folder.path()).spawn().expect("it starts");
        std::thread::sleep(run.mul_f64(0.2 + fastrand::f64() * 0.9).min(Duration::from_secs(2)));
        child.kill().expect("killed, or over");
        let output = child.wait_with_output().expect("its output");
        let told = String::from_utf8_lossy(&output.stdout);
        let acknowledged = told.lines().filter(|line| line.contains("\"event\":\"chosen\"")).count();
        let files = Records::within(folder.path()).files().expect("a folder");
        let attempt = match files.first().map(|file| read_attempt(file)) {
            None | Some(Err(AttemptError::NotAnAttempt { .. })) => {
                assert_eq!(acknowledged, 0, "kill {kill}: told, and not kept");
                unborn += 1;
                continue;
            }
            Some(attempt) => attempt.expect("an attempt"),
        };
        assert!(
            attempt.choices.len() >= acknowledged,
            "kill {kill}: {acknowledged} told, {} kept",
            attempt.choices.len()
        );
        assert!(attempt.damaged.is_empty());
        // The next start goes on at that very choice.
        let replayed = replay(&attempt, &scenario);
        assert_eq!((replayed.left_out, replayed.session.turns().len()), (0, attempt.choices.len()));
        in_the_middle += u32::from(attempt.is_open());
    }
    println!("{KILLS} kills: {unborn} before the first line, {in_the_middle} in the middle of the play");
    assert!(in_the_middle > 20, "the kills hit the play: {in_the_middle} of {KILLS}");
}
