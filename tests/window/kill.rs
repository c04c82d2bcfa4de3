//! The program is killed in the middle of plays, and each is gone on with at the very choice.
//!
//! Three times by itself; `WINDOW_KILLS=100 cargo test --test window kill` does it a hundred times.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use make_it_right::engine::{At, Session};
use make_it_right::record::replay;
use make_it_right::scenario::Scenario;
use make_it_right::storage::{Records, read_attempt, read_scenario};
use serde_json::Value;

use super::{Kept, app, can_drive, display, focus, key, listened_to, wait_for};

/// Numbers that look like chance and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn scenario_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/late-unit.ron")
}

/// The newest attempt on the disk, as a session; none before the first.
fn on_the_disk(home: &Path, scenario: &Arc<Scenario>) -> Option<Session> {
    let files = Records::within(&home.join("records")).files().ok()?;
    let attempts = files.iter().map(|file| read_attempt(file).expect("an attempt that can be read"));
    let newest = attempts.max_by_key(|attempt| (attempt.last_at, attempt.way().count()))?;
    let replayed = replay(&newest, scenario);
    assert_eq!(replayed.left_out, 0);
    Some(replayed.session)
}

fn start(display: &str, home: &Path, anew: bool) -> (Kept, Receiver<Value>) {
    let mut command = app(display, home);
    command.args(["open", "--as", "Ada", "--events", "--records"]).arg(home.join("records"));
    if anew {
        command.args(["--mode", "practice"]).arg(scenario_file());
    }
    command.stderr(Stdio::null());
    listened_to(command)
}

#[test]
fn after_a_kill_at_any_moment_the_play_goes_on_at_the_very_choice() {
    if !can_drive() {
        return;
    }
    let kills: u32 = std::env::var("WINDOW_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(3);
    let (_server, display) = display(&["-noreset"]);
    let home = tempfile::tempdir().expect("a folder");
    let entry = read_scenario(&scenario_file()).expect("the late unit");
    let scenario = entry.scenario().expect("it is sound");
    let mut numbers = Numbers(7);
    let (mut gone_on, mut told_and_kept) = (0, 0);
    for kill in 0..kills {
        let before = on_the_disk(home.path(), scenario);
        let underway = before.filter(|it| !it.turns().is_empty() && matches!(it.at(), At::Decision { .. }));
        let (mut app, events) = start(&display, home.path(), underway.is_none());
        let mut told = underway.as_ref().map_or(0, |it| it.turns().len());
        // Where it was left, the next reply belongs to the very next decision.
        let press = |number: &str, first: bool| {
            focus(&display);
            // From the library to the play, and on after a reaction that has been read.
            if !first || underway.is_some() {
                key(&display, &["Return"]);
                std::thread::sleep(Duration::from_millis(150));
            }
            key(&display, &[number]);
        };
        let chosen = wait_for(&events, "chosen", || press("1", true));
        told += 1;
        if let Some(left) = &underway {
            let At::Decision { scene, .. } = left.at() else { unreachable!("it is under way") };
            let reply = scenario.find_reply(chosen["id"].as_str().expect("an id")).expect("a reply");
            assert_eq!(scenario.scene_of(reply), *scene, "kill {kill}: another decision than the one it was left at");
            gone_on += 1;
        }
        // Some more, the last of which is not waited for.
        let more = numbers.below(3);
        let number = || if kill % 2 == 0 { "1" } else { "2" };
        let has_ended = || {
            std::thread::sleep(Duration::from_millis(100));
            events.try_iter().any(|event| event["event"] == "ended")
        };
        // An end has no more choices, and from the debrief keys lead elsewhere.
        let mut ended = has_ended();
        for _ in 0..more {
            if ended {
                break;
            }
            press(number(), false);
            let start = std::time::Instant::now();
            while start.elapsed() < Duration::from_secs(6) {
                match events.recv_timeout(Duration::from_secs(2)) {
                    Ok(event) if event["event"] == "chosen" => {
                        told += 1;
                        break;
                    }
                    Ok(_) => {}
                    Err(_) => press(number(), false),
                }
            }
            ended = has_ended();
        }
        if !ended {
            key(&display, &["Return"]);
            std::thread::sleep(Duration::from_millis(numbers.below(120)));
            key(&display, &[number()]);
        }
        std::thread::sleep(Duration::from_millis(numbers.below(120)));
        app.0.kill().expect("killed");
        app.0.wait().expect("its end");
        told += events.iter().filter(|event| event["event"] == "chosen").count();
        let after = on_the_disk(home.path(), scenario).expect("an attempt");
        assert!(after.turns().len() >= told, "kill {kill}: {told} replies were told, {} are kept", after.turns().len());
        told_and_kept += 1;
        println!("killed {told_and_kept} times, gone on {gone_on} times");
    }
    println!(
        "{kills} kills: {told_and_kept} lost nothing that was told, {gone_on} plays gone on with at the very choice"
    );
}
