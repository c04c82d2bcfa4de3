//! A folder as it lies on a share after a year: copies of sync tools, files cut short, pipes, and names in no language. Whoever
//! reads it finds the same attempts, tells the same of the rest, and never hangs.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use make_it_right::record::{Attempt, Extent, Line};
use make_it_right::scenario::{Outcome, Scenario};
use make_it_right::storage::{OwnRecords, Records, read_attempt};

use crate::common::plays::{Move, amara, id, lines, second, to_every_ending};
use crate::common::scenarios;

fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit")
}

/// The lines of an attempt by Amara that makes a champion.
fn champion(number: u128) -> Vec<String> {
    let scenario = late_unit();
    let mut ways = to_every_ending(&scenario).into_iter().map(|way| {
        let moves: Vec<_> = way.into_iter().map(Move::Choose).collect();
        lines(&scenario, id(number), Some(amara()), &moves)
    });
    let ends = |it: &Vec<Line>| matches!(it.last(), Some(Line::Ended(end)) if end.outcome == Outcome::Champion);
    ways.find(ends).expect("a champion").iter().map(Line::to_text).collect()
}

/// What lies in it.
struct OddFolder {
    home: tempfile::TempDir,
    attempts: PathBuf,
    /// What every reader must tell: the end of a path, and a part of why.
    told: Vec<(String, &'static str)>,
}

impl OddFolder {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let attempts = home.path().join("share/laptop7/records/attempts");
        fs::create_dir_all(&attempts).expect("made");
        let folder = Self { home, attempts, told: Vec::new() };
        folder.copies();
        folder.with_damage()
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("share")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.attempts.join(name), text).expect("written");
    }

    /// One attempt whose copies agree, in many names, and one whose copies do not.
    fn copies(&self) {
        let (whole, name) = (champion(0x20), id(0x20));
        let cut = |by: usize| whole[..whole.len() - by].concat();
        self.write(&format!("{name}.jsonl"), &cut(3));
        self.write(&format!("{name}-LAPTOP7.jsonl"), &cut(0));
        self.write(&format!("{name} (conflicted copy).jsonl"), &cut(0).replace('\n', "\r\n"));
        self.write(&format!("{name}.sync-conflict-20261122-120000-ABCDEFG.jsonl"), &cut(1));
        self.write("Copy of it.JSONL", &cut(2));
        self.write(&format!("._{name}.jsonl"), "\0\u{5}\u{16}\u{7}");
        #[cfg(unix)]
        for end in [0xfc, 0xfe] {
            let name = [name.to_string().as_bytes(), &[b'-', end], b".jsonl"].concat();
            let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(name);
            // Some file systems take no such name.
            let _ = fs::write(self.attempts.join(name), cut(4));
        }
        let apart = champion(0x21);
        let last = apart.len() - 1;
        self.write(&format!("{}.jsonl", id(0x21)), &apart[..last].concat());
        let resumed = Line::Resumed { at: second(9_000) }.to_text();
        self.write(&format!("{}-B.jsonl", id(0x21)), &[&apart[..last - 1].concat(), resumed.as_str()].concat());
    }

    /// What is damaged, and what is no file at all.
    fn with_damage(mut self) -> Self {
        let mut long = champion(0x22);
        long.insert(2, format!("{{\"event\":\"dreamt\",\"of\":\"{}\"}}\n", "z".repeat(5 << 20)));
        self.write(&format!("{}.jsonl", id(0x22)), &long.concat());
        self.told.push((format!("{}.jsonl", id(0x22)), "line 3 is damaged"));
        let torn = champion(0x23);
        self.write(&format!("{}.jsonl", id(0x23)), &[&torn.concat(), "{\"event\":\"resu"].concat());
        self.told.push((format!("{}.jsonl", id(0x23)), "its last line is torn"));
        self.write("notes.jsonl", "nothing like it\n");
        self.told.push(("notes.jsonl".to_owned(), "not the beginning of an attempt"));
        // Born, and died at once: nothing is missing.
        self.write(&format!("{}.jsonl", id(0x24)), "");
        self.write(&format!("{}.jsonl", id(0x25)), "{\"event\":\"started\",\"form");
        let large = fs::File::create(self.attempts.join("large.jsonl")).expect("made");
        large.set_len(1 << 33).expect("a hole");
        self.told.push(("large.jsonl".to_owned(), "it is larger than 64 MB"));
        #[cfg(unix)]
        {
            let made = Command::new("mkfifo").arg(self.attempts.join("pipe.jsonl")).status().expect("mkfifo");
            assert!(made.success());
            std::os::unix::fs::symlink("/dev/zero", self.attempts.join("zero.jsonl")).expect("a link");
            for name in ["pipe.jsonl", "zero.jsonl"] {
                self.told.push((name.to_owned(), "it is no ordinary file"));
            }
        }
        self
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_make-it-right"))
            .args(arguments)
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.home.path().join("data"))
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env_remove("DISPLAY")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    }

    /// Where something is put.
    fn to(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }
}

fn lines_of(output: &Output) -> BTreeSet<String> {
    String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn every_command_finds_the_same_and_tells_the_same() {
    let folder = OddFolder::new();
    let root = folder.root().display().to_string();
    let report = folder.run(&["records", "report", &root, "--format", "json"]);
    assert_eq!(code(&report), Some(2));
    let told = lines_of(&report);
    for (name, why) in &folder.told {
        assert!(
            told.iter().any(|line| line.contains(name.as_str()) && line.contains(why)),
            "{name}: {why} in {told:#?}"
        );
    }
    let disagree = format!("there are copies of attempt {} that disagree", id(0x21));
    assert!(told.iter().any(|line| line.contains(&disagree)), "{told:#?}");
    assert_eq!(told.len(), folder.told.len() + 1, "{told:#?}");
    let figures: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!((&figures["attempts"], &figures["outcomes"]["all"]["champion"]), (&4.into(), &3.into()));

    for (kind, name) in [("attempts", "a.csv"), ("choices", "c.csv"), ("xapi", "x.json")] {
        let output = folder.run(&["export", kind, "--to", &folder.to(name), "--records", &root]);
        assert_eq!((code(&output), lines_of(&output)), (Some(2), told.clone()), "{kind}");
    }
    let mut table = ::csv::Reader::from_path(folder.to("a.csv")).expect("a table");
    let outcome = table.headers().expect("a head").iter().position(|it| it == "outcome").expect("a column");
    let outcomes: Vec<_> = table.records().map(|row| row.expect("a row")[outcome].to_owned()).collect();
    assert_eq!(outcomes, ["champion", "", "champion", "champion"]);

    let secret = folder.to("secret");
    fs::write(&secret, "secret").expect("written");
    #[cfg(unix)]
    fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("for oneself");
    // Nobody is there to take them; what was read was told before.
    let send = ["--endpoint", "http://127.0.0.1:9/", "--key", "k", "--secret-file", &secret, "--allow-http", "--once"];
    let output = folder.run(&[&["records", "send", "--records", &root][..], &send].concat());
    assert!(lines_of(&output).is_superset(&told), "{:#?}", lines_of(&output));
}

#[test]
fn a_debrief_by_id_is_that_of_the_copy_that_goes_furthest() {
    let folder = OddFolder::new();
    let root = folder.root().display().to_string();
    let debrief = |named: &str, name: &str| {
        let output = folder.run(&["export", "debrief", named, "--to", &folder.to(name), "--records", &root]);
        (code(&output), lines_of(&output))
    };
    assert_eq!(debrief(&id(0x20).to_string(), "d.md"), (Some(0), BTreeSet::new()));
    assert!(fs::read_to_string(folder.to("d.md")).expect("there").contains("Outcome: champion"));
    let (apart, told) = debrief(&id(0x21).to_string(), "e.md");
    assert!(apart == Some(0) && told.iter().any(|line| line.contains("disagree")), "{told:?}");
    let (damaged, told) = debrief(&id(0x22).to_string(), "f.md");
    assert!(damaged == Some(2) && told.iter().any(|line| line.contains("line 3 is damaged")), "{told:?}");
    let shared = id(0x20).to_string();
    let (several, told) = debrief(&shared[..20], "g.md");
    assert!(several == Some(1) && told.iter().any(|line| line.contains("4 attempts begin with")), "{told:?}");
}

#[test]
fn the_app_finds_the_same_and_goes_on_with_the_copy_that_goes_furthest() {
    let folder = OddFolder::new();
    let records = Records::within(folder.attempts.parent().expect("the records"));
    let mut own = OwnRecords::new(records.clone(), amara().id, |it: Attempt| it.end().is_some());
    own.read(|| true).expect("read");
    let ended: Vec<_> = own.attempts().iter().map(|it| (it.attempt, *it.kept)).collect();
    assert_eq!(ended, [(id(0x20), true), (id(0x21), false), (id(0x22), true), (id(0x23), true)]);
    let unread = own.unread();
    assert_eq!((unread.damaged, unread.disagreeing), (1, 1));
    assert_eq!(unread.files, if cfg!(unix) { 4 } else { 2 }, "notes, too large, and what is no ordinary file");
    let file = records.file_of(id(0x20)).expect("a folder").expect("a file");
    assert!(read_attempt(&file).expect("read").end().is_some(), "{}", file.display());
    let files = records.files().expect("a folder");
    let whole: BTreeSet<_> = files.iter().filter_map(|it| Some(read_attempt(it).ok()?.started.attempt)).collect();
    assert_eq!(whole.len(), 4);
    let open = records.newest_open(amara().id, read_attempt).expect("a folder");
    assert!(open.is_none(), "a newer play of the same scenario has ended: {open:?}");
    for newer in [0x22, 0x23] {
        fs::remove_file(folder.attempts.join(format!("{}.jsonl", id(newer)))).expect("deleted");
    }
    let open = records.newest_open(amara().id, read_attempt).expect("a folder").expect("left open");
    assert_eq!(open.attempt.started.attempt, id(0x21));
    assert_eq!(open.attempt.last_at, second(9_000), "the copy with the latest moment");
}

#[test]
fn all_that_could_not_be_read_can_be_named() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = OddFolder { attempts: home.path().join("a/attempts"), home, told: Vec::new() };
    fs::create_dir_all(&folder.attempts).expect("made");
    for number in 0..50 {
        folder.write(&format!("{number}.jsonl"), "no\n");
    }
    let root = folder.home.path().join("a").display().to_string();
    let (to, force) = (folder.to("x.csv"), "--force");
    for command in
        [vec!["records", "report", &root], vec!["export", "attempts", "--to", &to, force, "--records", &root]]
    {
        let named = |output: &Output| lines_of(output).iter().filter(|line| line.contains(".jsonl: ")).count();
        let some = folder.run(&command);
        assert_eq!((code(&some), named(&some)), (Some(2), 20), "{command:?}");
        assert!(lines_of(&some).iter().any(|line| line.contains("30 more; `--all-problems`")), "{:?}", lines_of(&some));
        let all = folder.run(&[&command[..], &["--all-problems"]].concat());
        assert_eq!((code(&all), named(&all)), (Some(2), 50));
    }
}

#[test]
fn where_there_is_nothing_it_says_so() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = OddFolder { attempts: home.path().join("empty"), home, told: Vec::new() };
    fs::create_dir_all(&folder.attempts).expect("made");
    let from = folder.attempts.display().to_string();
    for (place, code_of_it, word) in [(from.as_str(), 0, "there are no attempts in"), ("nowhere", 2, "no such folder")]
    {
        let output = folder.run(&["export", "attempts", "--to", &folder.to("x.csv"), "--force", "--records", place]);
        let told = lines_of(&output);
        assert!(told.iter().any(|line| line.contains(word)), "{told:?}");
        assert_eq!(code(&output), Some(code_of_it));
    }
}

#[test]
fn a_clock_that_was_set_back_does_not_hide_what_came_after() {
    let whole = champion(0x30);
    let extent = |text: &str| -> Extent { Attempt::read(text.as_bytes()).expect("an attempt").extent };
    let before = whole[..5].concat();
    let late = Line::Resumed { at: second(-600_000) }.to_text();
    let after = [before.as_str(), &late].concat();
    assert!(extent(&before) < extent(&after));
}
