//! What is kept of workshops.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, iter};

use make_it_right::scenario::Scenario;
use make_it_right::scenario::workshop_plan::Voting;
use make_it_right::storage::{HeldWorkshop, KeepRemark, KeptWorkshop, Records, gather};
use make_it_right::workshop::{self as room, Plan, Refusal, Room, Wish};
use serde_json::Value;

use crate::common::scenarios;
use crate::common::workshop::{self, Hall, at, key};

fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}

fn begun(folder: &Path, voting: Voting) -> HeldWorkshop {
    let scenario = late_unit();
    let plan = Plan::propose(&scenario, 60, voting);
    HeldWorkshop::begin(Some(Records::within(folder)), &scenario, plan, 7, at(0)).expect("begun")
}

fn desk(held: &mut HeldWorkshop, wish: Wish) {
    let words = format!("{wish:?}");
    assert_eq!(held.ask(&room::Command::Desk { wish, seen: None }, at(1)), Ok(true), "{words}");
}

fn kept(folder: &Path) -> KeptWorkshop {
    let (mut kept, errors) = Records::within(folder).workshops().expect("a folder");
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(kept.len(), 1);
    kept.remove(0)
}

fn view(room: &Room) -> String {
    serde_json::to_string(&(room.desk(at(60)), room.projector())).expect("JSON")
}

/// A room with its record on the disk.
struct OnDisk {
    held: Mutex<HeldWorkshop>,
    folder: tempfile::TempDir,
}

impl OnDisk {
    fn ask(&self, command: &room::Command) -> Result<bool, Refusal> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let done = held.ask(command, at(1));
        assert_eq!(held.trouble(), None);
        done
    }
}

impl Hall for OnDisk {
    fn join(&self, phone: u128) -> bool {
        self.ask(&room::Command::Join { key: key(phone) }).is_ok()
    }

    fn vote(&self, phone: u128, round: u32, option: usize) -> bool {
        self.ask(&room::Command::Vote { key: key(phone), round, option }).is_ok()
    }

    fn desk(&self, wish: Wish, seen: Option<u64>) -> Result<bool, Refusal> {
        self.ask(&room::Command::Desk { wish, seen })
    }

    fn view(&self) -> room::DeskView {
        // What counts is what is on the disk.
        let kept = kept(self.folder.path());
        let (room, misfits) = Room::read(&late_unit(), &kept.lines).expect("a room");
        assert_eq!((kept.damaged, misfits), (0, 0));
        room.desk(at(2))
    }
}

#[test]
fn the_room_on_the_disk_keeps_the_contract() {
    workshop::holds(&|| {
        let folder = tempfile::tempdir().expect("a folder");
        let held = Mutex::new(begun(folder.path(), Voting::Phones));
        Box::new(OnDisk { held, folder })
    });
}

#[test]
fn many_votes_are_written_together_and_each_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = begun(folder.path(), Voting::Phones);
    let joins: Vec<_> = (0..600).map(|phone| room::Command::Join { key: key(phone) }).collect();
    let answers = held.ask_all(&joins, at(1));
    assert_eq!(answers.iter().filter(|it| it.is_ok()).count(), 500, "no more seats than there are");
    desk(&mut held, Wish::Skip);
    desk(&mut held, Wish::Open);
    let round = held.room().open_round().expect("open");
    let votes: Vec<_> = (0..600_u128)
        .map(|phone| room::Command::Vote { key: key(phone), round, option: usize::from(phone % 5 == 0) })
        .collect();
    assert_eq!(held.ask_all(votes.iter().chain(&votes), at(2)).iter().filter(|it| **it == Ok(true)).count(), 500);
    desk(&mut held, Wish::Close);
    let kept = kept(folder.path());
    let (again, _) = Room::read(&late_unit(), &kept.lines).expect("a room");
    assert_eq!(view(&again), view(held.room()));
    assert!(view(&again).contains("\"counts\":[400,100,0]"), "{}", view(&again));
}

#[test]
fn a_workshop_is_nobodys_attempt() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = begun(folder.path(), Voting::Hands);
    desk(&mut held, Wish::Skip);
    assert!(Records::within(folder.path()).files().expect("a folder").is_empty());
    let gathered = gather(&[folder.path().to_owned()], &|_| std::ops::ControlFlow::Continue(())).expect("gathered");
    assert_eq!((gathered.files, gathered.left_out.len()), (0, 0));
}

/// The bytes of a record, and the file beside which others are written.
fn a_record() -> (Arc<Scenario>, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = begun(folder.path(), Voting::Phones);
    for phone in 0..3 {
        held.ask(&room::Command::Join { key: key(phone) }, at(1)).expect("in");
    }
    for wish in [Wish::Skip, Wish::Next, Wish::Next] {
        desk(&mut held, wish);
    }
    for phone in 0..3 {
        held.ask(&room::Command::Vote { key: key(phone), round: 1, option: 1 }, at(1)).expect("voted");
    }
    for wish in [Wish::Close, Wish::Reveal, Wish::Back, Wish::Reveal, Wish::Next, Wish::Verdict] {
        desk(&mut held, wish);
    }
    let path = held.path().expect("kept");
    (late_unit(), fs::read(path).expect("a record"))
}

#[test]
fn cut_short_at_any_byte_it_goes_on_with_all_whole_lines() {
    let (scenario, bytes) = a_record();
    for cut in (0..=bytes.len()).step_by(7).chain([bytes.len()]) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("workshops");
        fs::create_dir_all(&file).expect("a folder");
        let file = file.join("torn.jsonl");
        fs::write(&file, &bytes[..cut]).expect("written");
        let whole = bytes[..cut].split(|it| *it == b'\n').count() - 1;
        let (found, errors) = Records::within(folder.path()).workshops().expect("a folder");
        assert!(errors.is_empty());
        let Some(found) = found.first() else {
            assert_eq!(whole, 0);
            continue;
        };
        assert_eq!((found.lines.len(), found.damaged), (whole, 0));
        let held = HeldWorkshop::go_on(Records::within(folder.path()), found, &scenario, at(90)).expect("goes on");
        let (before, _) = Room::read(&scenario, &found.lines).expect("a room");
        assert_eq!((held.room().phase(), held.room().revision()), (before.phase(), before.revision()));
        // In a file of its own: the old one is left as it was.
        assert_eq!(fs::read(&file).expect("there"), &bytes[..cut]);
        assert_eq!(kept(folder.path()).lines.len(), whole + 1);
    }
}

#[test]
fn what_others_do_to_the_file_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = begun(folder.path(), Voting::Hands);
    desk(&mut held, Wish::Skip);
    let first = held.path().expect("kept");
    fs::OpenOptions::new().append(true).open(&first).and_then(|mut file| file.write_all(b"{}\n")).expect("changed");
    desk(&mut held, Wish::Next);
    assert!(matches!(held.take_remark(), Some(KeepRemark::GoesOnInACopy(path)) if path == first));
    let second = held.path().expect("kept");
    assert_ne!(first, second);
    assert_eq!(kept(folder.path()).file, second, "of copies the one that goes furthest counts");
    fs::remove_file(&second).expect("deleted");
    desk(&mut held, Wish::Next);
    assert!(matches!(held.take_remark(), Some(KeepRemark::FileDeleted(_))));
    assert!(!second.exists() && !held.try_again(), "what was deleted stays deleted");
}

#[test]
fn a_scenario_that_has_changed_since_is_told() {
    let (_, bytes) = a_record();
    let folder = tempfile::tempdir().expect("a folder");
    let file: PathBuf = folder.path().join("a.jsonl");
    fs::write(&file, bytes).expect("written");
    let kept = KeptWorkshop::read(&file).expect("a workshop");
    let other = scenarios::shipped().into_iter().find(|it| it.file().id.value != "late-unit").expect("one");
    let error = HeldWorkshop::go_on(Records::within(folder.path()), &kept, &other, at(9)).expect_err("another one");
    assert!(error.to_string().contains("has changed since"), "{error}");
    fs::write(&file, b"{\"at\":\"2026-09-01T09:30:00Z\",\"event\":\"ended\"}\n").expect("written");
    assert!(KeptWorkshop::read(&file).is_err());
}

/// How often it is killed.
const KILLS: u32 = 500;

#[test]
fn killed_at_any_moment_it_has_lost_nothing_that_it_told() {
    let typed: String = [
        "skip",
        "next",
        "next",
        "hands 4 3 2",
        "next",
        "next",
        "next",
        "hands 0 9 0",
        "next",
        "reveal",
        "back",
        "reveal",
        "next",
        "verdict",
        "next",
    ]
    .into_iter()
    .chain(iter::repeat_n("back", 6))
    .chain(["reveal", "next", "verdict", "next", "next"])
    .flat_map(|line| [line, "\n"])
    .collect();
    let start = |folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
        command.args(["workshop", "late-unit", "--hands", "--headless", "--seed", "5", "--records"]).arg(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        child.stdin.take().expect("piped").write_all(typed.as_bytes()).expect("typed");
        child
    };
    let scenario = late_unit();
    let whole = tempfile::tempdir().expect("a folder");
    let began = Instant::now();
    start(whole.path()).wait_with_output().expect("it runs");
    let run = began.elapsed();
    let (mut in_the_middle, mut unborn) = (0, 0);
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = start(folder.path());
        std::thread::sleep(run.mul_f64(0.2 + fastrand::f64() * 0.9).min(Duration::from_secs(2)));
        child.kill().expect("killed, or over");
        let output = child.wait_with_output().expect("its output");
        let told = String::from_utf8_lossy(&output.stdout);
        let last_whole = told.split_inclusive('\n').rfind(|line| line.ends_with('\n'));
        let last = last_whole.map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let (found, errors) = Records::within(folder.path()).workshops().expect("a folder");
        assert!(errors.is_empty(), "kill {kill}: {errors:?}");
        let Some(found) = found.first() else {
            assert!(last.is_none(), "kill {kill}: told, and not kept");
            unborn += 1;
            continue;
        };
        let (room, misfits) = Room::read(&scenario, &found.lines).expect("a room");
        assert_eq!((found.damaged, misfits), (0, 0));
        let told = last.as_ref().and_then(|it| it["desk"]["revision"].as_u64()).unwrap_or(0);
        assert!(room.revision() >= told, "kill {kill}: {told} steps told, {} kept", room.revision());
        // Plan, phase and votes are those that were told.
        if let Some(last) = last.filter(|_| room.revision() == told) {
            let view = serde_json::to_value(room.desk(at(60))).expect("JSON");
            for field in ["phase", "rounds", "decided", "replies"] {
                assert_eq!(view[field], last["desk"][field], "kill {kill}: {field}");
            }
        }
        in_the_middle += u32::from(room.revision() < 26);
    }
    println!("{KILLS} kills: {unborn} before the first line, {in_the_middle} in the middle");
    assert!(in_the_middle > 20, "the kills hit the workshop: {in_the_middle} of {KILLS}");
}
