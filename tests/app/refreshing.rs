//! Refreshers: what was played some days ago comes back, and what is recalled is kept.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use egui::Key;
use jiff::{SignedDuration, Timestamp};
use make_it_right::app::{Page, Start};
use make_it_right::engine::{At, Mode, Session};
use make_it_right::record::{self, Opening, Recall};
use make_it_right::scenario::{Scenario, System};
use make_it_right::storage::{Folders, Keeper, People, Profile, Records, content_hash};
use tempfile::TempDir;

use super::driver::{LATE_UNIT, Shown, folder, open_with, shipped, start_in, write};

const GOOD: System = System::Recovery;
const POOR: System = System::NoRecovery;

/// A home in which Ada has played.
struct Home {
    folder: Rc<TempDir>,
    ada: Profile,
}

impl Home {
    fn new() -> Self {
        let folder = Rc::new(folder());
        let ada = Profile::new("Ada");
        People::remember(&Folders::within(folder.path()), &ada).expect("remembered");
        Self { folder, ada }
    }

    fn records(&self) -> Records {
        Records::within(&Folders::within(self.folder.path()).records())
    }

    fn recalls(&self) -> Vec<Recall> {
        let mut recalls = self.records().recalls_of(self.ada.id).expect("a folder");
        recalls.sort();
        recalls
    }

    /// The files of what was recalled.
    fn files(&self) -> Vec<PathBuf> {
        let within = Folders::within(self.folder.path()).records().join("refreshers");
        std::fs::read_dir(within).expect("a folder").map(|entry| entry.expect("a file").path()).collect()
    }

    /// Ada has played a scenario so many days ago, with the first reply of each of these systems; the scenes.
    fn played(&self, scenario: &Arc<Scenario>, days_ago: i64, systems: &[System]) -> Vec<String> {
        let mut at = Timestamp::now() - SignedDuration::from_hours(24 * days_ago);
        let mut session = Session::new(Arc::clone(scenario));
        let attempt = Records::new_id();
        let hash = content_hash(b"whatever it was");
        let opening = Opening { attempt, person: Some(self.ada.person()), mode: Mode::Practice, seed: 3, hash };
        let mut keeper = Keeper::new(self.records(), attempt);
        keeper.keep(&record::started(&session, opening, at)).expect("kept");
        let mut scenes = Vec::new();
        for system in systems {
            let At::Decision { scene, offered } = session.at() else { break };
            scenes.push(scenario.scene(*scene).id.value.clone());
            let reply = offered.iter().copied().find(|&reply| scenario.reply(reply).system == *system);
            session.choose(reply.expect("one of each system")).expect("on offer");
            at += SignedDuration::from_secs(1);
            let line = record::chose(&session, session.turns().len() - 1, at).expect("a choice");
            keeper.keep(&line).expect("kept");
        }
        scenes
    }

    fn open(&self) -> Shown {
        start_in(Rc::clone(&self.folder), Start::default())
    }
}

/// Somebody for whom two decisions of the late unit are due.
pub fn someone_with_refreshers() -> (Arc<Scenario>, Shown) {
    let (home, scenario) = (Home::new(), shipped("late-unit"));
    home.played(&scenario, 5, &[POOR, GOOD]);
    (scenario, home.open())
}

/// Answers the refresher on the screen, and goes on to the next.
fn answer(shown: &mut Shown, scenario: &Scenario, system: System) {
    shown.control(Key::Enter);
    shown.choose(scenario, |reply| reply.system == system);
    shown.key(Key::Enter);
    shown.key(Key::Num1);
    shown.key(Key::Enter);
}

#[test]
fn what_was_played_some_days_ago_comes_back_and_what_is_recalled_is_kept() {
    let (home, scenario) = (Home::new(), shipped("late-unit"));
    let scenes = home.played(&scenario, 5, &[GOOD, POOR, GOOD]);
    home.played(&shipped("leaking-roof"), 0, &[POOR]);
    let attempts = home.records().files().expect("a folder").len();
    let mut shown = home.open();
    shown.assert_says("Due today: 3 short refreshers");
    shown.assert_says("Say your reply before the options appear. About 3 minutes.");
    shown.tab_to("Start");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Refresh);
    shown.assert_says("Refresher 1 of 3");
    shown.control(Key::Enter);
    let chosen = shown.choose(&scenario, |reply| reply.system == POOR);
    let [kept] = &home.recalls()[..] else { panic!("on the disk with its first frame") };
    assert_eq!((kept.scene.as_str(), kept.system), (scenes[1].as_str(), POOR), "what slipped comes first");
    assert_eq!(kept.reply, scenario.reply(chosen).id.value);
    assert_eq!(kept.hash, content_hash(LATE_UNIT.as_bytes()), "as the file is now");
    shown.key(Key::Enter);
    shown.key(Key::Num1);
    shown.key(Key::Enter);
    for _ in 0..2 {
        answer(&mut shown, &scenario, GOOD);
    }
    shown.assert_says("3 recalled, 2 with a recovery reply. The one that slipped comes again tomorrow.");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Library);
    assert!(!shown.says("Due today"));
    assert_eq!(home.records().files().expect("a folder").len(), attempts, "refreshers are no attempts");
    let mut shown = shown.restart();
    assert!(!shown.says("Due today"));
    shown.control(Key::D);
    shown.assert_says("You have done 3 today, and nothing more is due. The next one comes tomorrow.");
}

#[test]
fn who_leaves_finds_what_was_not_answered_still_due_and_a_round_goes_on_after_another_page() {
    let (home, scenario) = (Home::new(), shipped("late-unit"));
    home.played(&scenario, 5, &[POOR, GOOD, GOOD]);
    let mut shown = home.open();
    shown.control(Key::D);
    answer(&mut shown, &scenario, GOOD);
    shown.assert_says("Refresher 2 of 3");
    shown.control(Key::L);
    shown.assert_says("Due today: 2 short refreshers");
    shown.control(Key::D);
    shown.assert_says("Refresher 2 of 3");
    shown.key(Key::Escape);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
    shown.assert_says("Due today: 2 short refreshers");
    shown.control(Key::D);
    shown.assert_says("Refresher 1 of 2");
    assert_eq!(home.recalls().len(), 1);
}

#[test]
fn after_a_kill_all_that_was_told_is_there_and_a_torn_line_is_due_again() {
    let (home, scenario) = (Home::new(), shipped("late-unit"));
    home.played(&scenario, 5, &[POOR, GOOD, GOOD]);
    let mut shown = home.open();
    shown.control(Key::D);
    answer(&mut shown, &scenario, GOOD);
    shown.control(Key::Enter);
    shown.choose(&scenario, |reply| reply.system == GOOD);
    assert_eq!(home.recalls().len(), 2);
    drop(shown);
    home.open().assert_says("Due today: 1 short refresher");
    let [file] = &home.files()[..] else { panic!("one run, one file") };
    let text = std::fs::read(file).expect("read");
    std::fs::write(file, &text[..text.len() - 9]).expect("torn");
    let mut shown = home.open();
    shown.assert_says("Due today: 2 short refreshers");
    shown.control(Key::D);
    answer(&mut shown, &scenario, GOOD);
    assert_eq!((home.files().len(), home.recalls().len()), (2, 2), "another run, another file");
}

#[test]
fn where_nothing_can_be_written_one_goes_on_and_all_is_written_later() {
    let (home, scenario) = (Home::new(), shipped("late-unit"));
    home.played(&scenario, 5, &[POOR, GOOD]);
    let mut shown = home.open();
    shown.control(Key::D);
    // A file in the place of the folder: nobody can write there, not even an administrator.
    let place = Folders::within(home.folder.path()).records();
    let in_the_way = write(&place, "refreshers", "in the way");
    shown.control(Key::Enter);
    shown.choose(&scenario, |reply| reply.system == GOOD);
    shown.assert_says("is not being saved in ");
    std::fs::remove_file(in_the_way).expect("out of the way");
    shown.key(Key::Enter);
    shown.key(Key::Num1);
    shown.click("Next");
    shown.control(Key::Enter);
    shown.choose(&scenario, |reply| reply.system == GOOD);
    assert!(!shown.says("is not being saved"));
    assert_eq!(home.recalls().len(), 2);
}

#[test]
fn ten_are_enough_for_a_day() {
    let home = Home::new();
    let ids = ["late-unit", "leaking-roof", "waiting-room"];
    let scenarios = ids.map(shipped);
    for scenario in &scenarios {
        assert_eq!(home.played(scenario, 4, &[POOR, GOOD, GOOD, GOOD]).len(), 4, "{}", scenario.file().id.value);
    }
    let mut shown = home.open();
    shown.assert_says("Due today: 10 short refreshers");
    shown.assert_says("About 8 minutes.");
    shown.control(Key::D);
    let mut before = String::new();
    for number in 1..=10 {
        shown.assert_says(&format!("Refresher {number} of 10"));
        let is_shown = |it: &&Arc<Scenario>| shown.says(&format!("{} · ", it.file().title.value));
        let scenario = scenarios.iter().find(is_shown).expect("one of them");
        assert_ne!(before, scenario.file().id.value, "not two of one story in a row");
        before.clone_from(&scenario.file().id.value);
        answer(&mut shown, &Arc::clone(scenario), GOOD);
    }
    shown.assert_says("10 recalled, all with a recovery reply.");
    shown.assert_says("2 more wait until tomorrow.");
    let mut shown = shown.restart();
    assert!(!shown.says("Due today"));
    shown.control(Key::D);
    shown.assert_says("You have done 10 today, and that is enough for one day. 2 more wait until tomorrow.");
}

#[test]
fn of_a_scenario_that_is_gone_nothing_comes_and_of_one_that_was_opened_it_does() {
    let home = Home::new();
    let own = |home: &Home, name: &str| -> (PathBuf, Arc<Scenario>) {
        let text = LATE_UNIT.replacen("id: \"late-unit\"", &format!("id: \"{name}\""), 1);
        let path = write(home.folder.path(), &format!("elsewhere/{name}.ron"), &text);
        let entry = make_it_right::storage::read_scenario(&path).expect("read");
        (path, entry.scenario().cloned().expect("it is sound"))
    };
    let (gone, scenario) = own(&home, "gone");
    home.played(&scenario, 5, &[POOR]);
    std::fs::remove_file(gone).expect("removed");
    let mut shown = home.open();
    assert!(!shown.says("Due today"));
    shown.control(Key::D);
    shown.assert_says("Play a scenario first.");
    drop(shown);

    let (opened, scenario) = own(&home, "opened");
    home.played(&scenario, 5, &[POOR]);
    let open = |path: &Path| Start { file: Some(path.to_owned()), ..Start::default() };
    let shown = start_in(Rc::clone(&home.folder), open(&opened));
    assert_eq!(shown.page(), Page::Scenario);
    let mut shown = shown.restart();
    shown.assert_says("Due today: 1 short refresher");
    shown.control(Key::D);
    shown.assert_says("One refresher");
    answer(&mut shown, &scenario, GOOD);
    shown.assert_says("1 recalled, with a recovery reply.");
}

#[test]
fn one_of_an_attempt_that_is_deleted_goes_without_a_restart() {
    let home = Home::new();
    home.played(&shipped("late-unit"), 5, &[POOR]);
    home.played(&shipped("leaking-roof"), 5, &[POOR]);
    let mut shown = home.open();
    shown.assert_says("Due today: 2 short refreshers");
    let files = home.records().files().expect("a folder");
    std::fs::remove_file(&files[0]).expect("deleted");
    shown.come_back();
    shown.assert_says("Due today: 1 short refresher");
    std::fs::remove_file(&files[1]).expect("deleted");
    // Whoever sees in their progress that it is gone does not find it due either.
    shown.control(Key::T);
    shown.assert_says("Nothing here yet");
    shown.control(Key::L);
    assert!(!shown.says("Due today"), "{}", shown.all_words());
}

#[test]
fn a_guest_has_none_and_another_person_has_their_own() {
    let home = Home::new();
    home.played(&shipped("late-unit"), 5, &[POOR]);
    let guest = Start { guest: true, ..Start::default() };
    let mut shown = start_in(Rc::clone(&home.folder), guest);
    assert!(!shown.says("Due today"));
    shown.control(Key::D);
    shown.assert_says("You practise as a guest, and nothing is kept that could come back.");
    drop(shown);
    let ben = Start { person: Some("Ben".to_owned()), ..Start::default() };
    let mut shown = start_in(Rc::clone(&home.folder), ben);
    shown.control(Key::D);
    shown.assert_says("Play a scenario first.");
}

#[test]
fn on_threads_of_their_own_all_the_same_and_on_the_disk_before_on_the_screen() {
    let (home, scenario) = (Home::new(), shipped("late-unit"));
    home.played(&scenario, 5, &[POOR]);
    let ada = Start { person: Some("Ada".to_owned()), ..Start::default() };
    let mut shown = open_with(Rc::clone(&home.folder), ada, super::driver::with_threads);
    let wait_for = |shown: &mut Shown, what: &dyn Fn(&Shown) -> bool| {
        for _ in 0..2000 {
            if what(shown) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            shown.harness.run();
        }
        panic!("it does not come:\n{}", shown.all_words());
    };
    wait_for(&mut shown, &|shown| shown.says("Due today: 1 short refresher"));
    shown.control(Key::D);
    shown.control(Key::Enter);
    shown.key(Key::Num1);
    wait_for(&mut shown, &|shown| shown.replies(&scenario).is_empty());
    assert_eq!(home.recalls().len(), 1);
}
