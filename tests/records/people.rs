//! Who is remembered on a machine, also where several programs write at once, and where an entry is damaged.

use std::fs;
use std::thread;

use make_it_right::memory::{Card, Memory};
use make_it_right::scenario::Outcome;
use make_it_right::storage::{Folders, People, Profile, Register, read_memory};

fn names(folders: &Folders) -> Vec<String> {
    People::read(folders).expect("people").profiles.into_iter().map(|it| it.name).collect()
}

#[test]
fn whoever_is_added_by_many_at_once_is_remembered_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(folder.path());
    let ids: Vec<_> = thread::scope(|scope| {
        let one = |number: usize| {
            let register = Register::within(folders.clone());
            let name = if number.is_multiple_of(2) { "Ada".to_owned() } else { format!("P{number}") };
            register.find_or_add(&Profile::new(&name)).expect("added").id
        };
        let all: Vec<_> = (0..32).map(|number| scope.spawn(move || one(number))).collect();
        all.into_iter().map(|it| it.join().expect("no panic")).collect()
    });
    assert_eq!(names(&folders).len(), 17);
    assert!(ids.iter().step_by(2).all(|id| *id == ids[0]), "one Ada, whoever asked first");
}

#[test]
fn an_entry_that_cannot_be_read_loses_no_other_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(folder.path());
    let (ada, ben) = (Profile::new("Ada"), Profile::new("Ben"));
    for profile in [&ada, &ben] {
        People::remember(&folders, profile).expect("remembered");
    }
    let file = folder.path().join("data").join("people.ron");
    let text = fs::read_to_string(&file).expect("text");
    // A damaged entry, one of a newer version, and a field of a newer version.
    let damaged = text.replacen("profiles: [", "profiles: [(id: \"no id\", name: 7), Robot(3),", 1);
    fs::write(&file, damaged.replacen("name: \"Ada\"", "name: \"Ada\", mood: Happy", 1)).expect("written");
    assert_eq!(names(&folders), ["Ada", "Ben"]);
    let register = Register::within(folders.clone());
    register.read().expect("people");
    register.change(&Profile { team: Some("North".to_owned()), ..ada.clone() }).expect("changed");
    People::forget(&folders, ben.id).expect("forgotten");
    register.find_or_add(&Profile::new("Cy")).expect("added");
    assert_eq!(names(&folders), ["Ada", "Cy"]);
    let text = fs::read_to_string(&file).expect("text");
    for part in ["\"no id\"", "Robot(3)", "mood: Happy", "North"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn who_was_deleted_elsewhere_is_neither_changed_nor_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(folder.path());
    let here = Register::within(folders.clone());
    let ada = here.find_or_add(&Profile::new("Ada")).expect("added");
    let there = Register::within(folders.clone());
    there.read().expect("people");
    let mut memory = Memory::default();
    memory.lessons_read.insert("listen".to_owned());
    there.change_memory(ada.id, &Memory::default(), &memory).expect("written");
    assert!(!there.is_gone(ada.id));
    here.forget(ada.id, true).expect("deleted");
    there.change(&Profile { name: "Ada L.".to_owned(), ..ada.clone() }).expect("nothing to do");
    there.change_memory(ada.id, &Memory::default(), &memory).expect("nothing to do");
    assert!(there.is_gone(ada.id) && there.was_found_gone(ada.id));
    assert!(names(&folders).is_empty());
    assert_eq!(read_memory(&folders, ada.id).expect("nothing"), Memory::default());
    // Who comes again under that name is somebody new.
    assert_ne!(there.find_or_add(&Profile::new("Ada")).expect("added").id, ada.id);
}

#[test]
fn a_list_of_people_that_is_gone_as_a_whole_says_that_nobody_was_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = Register::within(Folders::within(folder.path()));
    let ada = register.find_or_add(&Profile::new("Ada")).expect("added");
    fs::rename(folder.path().join("data"), folder.path().join("away")).expect("renamed");
    assert!(!register.is_gone(ada.id));
    fs::rename(folder.path().join("away"), folder.path().join("data")).expect("renamed");
    assert!(!register.is_gone(ada.id));
}

#[test]
fn two_windows_remember_what_each_has_to_remember_of_one_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(folder.path());
    let register = Register::within(folders.clone());
    let ada = register.find_or_add(&Profile::new("Ada")).expect("added").id;
    let of = |change: &dyn Fn(&mut Memory), base: &Memory| {
        let mut mine = base.clone();
        change(&mut mine);
        register.change_memory(ada, base, &mine).expect("written");
        mine
    };
    let ended = |memory: &mut Memory, outcome| {
        let played =
            make_it_right::memory::Played { outcome, mode: make_it_right::engine::Mode::Practice, stepped_back: false };
        memory.history.add_play("late-unit", played, None);
    };
    let start = of(&|memory| ended(memory, Outcome::Lost), &Memory::default());
    // What a newer version has written as well.
    let file = folder.path().join("data").join("people").join(format!("{ada}.ron"));
    let text = fs::read_to_string(&file).expect("text");
    fs::write(&file, text.replacen('(', "(dreams: Deep(1),", 1).replacen('[', "[(outcome: \"legend\"),", 1))
        .expect("written");
    let one = of(&|memory| ended(memory, Outcome::Champion), &start);
    let card = |words: &str| Card { situation: words.to_owned(), response: words.to_owned() };
    of(&|memory| drop(memory.cards.insert("late-unit/lost".to_owned(), card("mine"))), &one);
    of(
        &|memory| {
            ended(memory, Outcome::AtRisk);
            memory.lessons_read.insert("listen".to_owned());
        },
        &start,
    );
    let read = read_memory(&folders, ada).expect("read");
    let outcomes: Vec<_> = read.history.of("late-unit").iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Lost, Outcome::Champion, Outcome::AtRisk]);
    assert!(read.cards.contains_key("late-unit/lost") && read.lessons_read.contains("listen"));
    let text = fs::read_to_string(&file).expect("text");
    assert!(text.contains("dreams: Deep(1)") && text.contains("legend"), "{text}");
}

/// With people in a folder of the test’s own, as the platform has them.
#[cfg(target_os = "linux")]
mod programs {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::path::Path;
    use std::process::{Command, Stdio};

    use make_it_right::storage::{Records, read_attempt};

    use super::*;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/late-unit.ron");

    fn play(home: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
        command.env("XDG_DATA_HOME", home).env("XDG_CONFIG_HOME", home.join("config"));
        command.args(["play", FILE, "--record"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The only folder of the program’s own within the home.
    fn data(home: &Path) -> std::path::PathBuf {
        let mut entries = fs::read_dir(home).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.find(|path| path.join("people.ron").exists()).expect("people")
    }

    fn people(home: &Path) -> String {
        fs::read_to_string(data(home).join("people.ron")).expect("people")
    }

    #[test]
    fn programs_that_add_people_at_once_lose_nobody() {
        let home = tempfile::tempdir().expect("a folder");
        let start = |number: usize| {
            let name = if number < 8 { format!("P{number}") } else { "Ada".to_owned() };
            play(home.path()).args(["--choices", "1", "--as", &name]).spawn().expect("it starts")
        };
        let all: Vec<_> = (0..16).map(start).collect();
        for child in all {
            assert!(child.wait_with_output().expect("its output").status.success());
        }
        let people = people(home.path());
        assert_eq!(people.matches("name:").count(), 9, "{people}");
        let records = Records::within(&data(home.path()).join("records"));
        let files = records.files().expect("a folder");
        let players = files.iter().filter_map(|file| read_attempt(file).expect("readable").started.person);
        let adas: std::collections::BTreeSet<_> = players.filter(|it| it.name == "Ada").map(|it| it.id).collect();
        assert_eq!((files.len(), adas.len()), (16, 1));
    }

    #[test]
    fn who_is_deleted_while_they_play_is_not_written_again_and_is_told() {
        let home = tempfile::tempdir().expect("a folder");
        let mut child = play(home.path()).args(["--as", "Ada"]).stdin(Stdio::piped()).spawn().expect("it starts");
        let mut input = child.stdin.take().expect("its input");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut chosen = || {
            writeln!(input, "1").expect("heard");
            let mut line = String::new();
            while !line.contains("You:") {
                line.clear();
                assert!(output.read_line(&mut line).expect("text") > 0, "it goes on");
            }
        };
        chosen();
        let records = Records::within(&data(home.path()).join("records"));
        let file = records.files().expect("a folder").remove(0);
        let people = data(home.path()).join("people.ron");
        let text = fs::read_to_string(&people).expect("people");
        assert!(text.contains("Ada"));
        fs::write(&people, "(profiles: [])").expect("written");
        fs::remove_file(&file).expect("deleted");
        chosen();
        drop(input);
        let mut rest = String::new();
        output.read_to_string(&mut rest).expect("text");
        let ended = child.wait_with_output().expect("its output");
        let told = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(told.matches("was deleted").count(), 1, "{told}");
        assert_eq!(ended.status.code(), Some(2));
        assert!(records.files().expect("a folder").is_empty());
        assert!(!fs::read_to_string(&people).expect("people").contains("Ada"));
    }

    #[test]
    fn nobody_is_called_nothing_or_a_whole_book() {
        let home = tempfile::tempdir().expect("a folder");
        for (name, why) in
            [("", "missing"), (" ", "missing"), (&*"A".repeat(100_000), "more than 60"), ("A\u{1b}[2J", "signs")]
        {
            let output = play(home.path()).args(["--choices", "1", "--as", name]).output().expect("it runs");
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(told.contains(why) && told.len() < 300, "{told}");
            assert_eq!(output.status.code(), Some(2));
        }
        assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 0, "nothing is written");
    }
}
