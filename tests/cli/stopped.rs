//! A play that is stopped for a while, as by a machine that goes to sleep, counts no time for the stop.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use make_it_right::storage::{Records, read_attempt};

use super::{program, shipped};

/// Longer than what counts between two looks at the clock.
const STOP: Duration = Duration::from_secs(9);

/// Between two looks no more counts; and a second until the signals have come.
const COUNTS_OF_IT: Duration = Duration::from_secs(3 + 1);

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
}

#[test]
fn a_play_that_is_stopped_counts_no_time_for_the_stop() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = program()
        .args(["play", &shipped("late-unit.ron"), "--record", "--records"])
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("its input");
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    let mut choose = || {
        writeln!(input, "1").expect("heard");
        let mut line = String::new();
        while !line.contains("You:") {
            line.clear();
            assert!(output.read_line(&mut line).expect("text") > 0, "it goes on");
        }
    };
    // However slow the machine is: the time of the second choice lies within this, and the stop as well.
    let begun = Instant::now();
    choose();
    signal(&child, "-STOP");
    std::thread::sleep(STOP);
    signal(&child, "-CONT");
    choose();
    let most = (begun.elapsed() + COUNTS_OF_IT).saturating_sub(STOP);
    drop(input);
    assert!(child.wait().expect("its end").success());
    let files = Records::within(folder.path()).files().expect("a folder");
    let attempt = read_attempt(&files[0]).expect("an attempt");
    let worked = attempt.choices[1].chose.worked.expect("the time is kept");
    assert!(Duration::from_millis(worked.into()) <= most, "{worked} ms, of {most:?} at most");
}
