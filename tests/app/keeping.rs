//! Plays are kept while they are played, and gone on with after the program was closed, or has died.

use std::path::Path;
use std::rc::Rc;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::record::Attempt;
use make_it_right::scenario::{ReplyIx, System};
use make_it_right::storage::{Records, content_hash, read_attempt};
use tempfile::TempDir;

use super::driver::{LATE_UNIT, Shown, folder, open_with, shipped, start_in, write};

const LATE: &str = "The late unit, ";

fn records(shown: &Shown) -> Records {
    Records::within(&shown.folders().records())
}

/// The attempts that are kept, oldest first.
fn attempts(records: &Records) -> Vec<Attempt> {
    let files = records.files().expect("a folder");
    files.iter().map(|file| read_attempt(file).expect("an attempt")).collect()
}

fn ids(attempt: &Attempt) -> Vec<&str> {
    attempt.choices.iter().map(|choice| choice.chose.reply.as_str()).collect()
}

/// Plays the late unit up to its third decision; the replies that were chosen.
fn two_choices(shown: &mut Shown, mode: Mode) -> [ReplyIx; 2] {
    let scenario = shipped("late-unit");
    shown.begin(LATE, mode);
    [(); 2].map(|()| {
        let chosen = shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
        chosen
    })
}

#[test]
fn a_play_goes_on_at_the_very_choice_after_the_program_has_died() {
    let scenario = shipped("late-unit");
    let mut shown = start_in(Rc::new(folder()), Start::default());
    let chosen = two_choices(&mut shown, Mode::Challenge);
    let offered = shown.replies(&scenario);
    let mut shown = shown.restart();
    shown.assert_says("Pick up where you left off: The late unit");
    shown.assert_says("Scene 3 of about");
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    assert!(!shown.says("changed") && !shown.says("Dismiss"), "nothing has changed");
    assert_eq!(shown.replies(&scenario), offered, "the same replies in the same order");
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);

    let kept = attempts(&records(&shown));
    let [attempt] = &kept[..] else { panic!("one attempt, in whatever files: {}", kept.len()) };
    assert_eq!(attempt.way().count(), 3);
    let first = chosen.map(|reply| scenario.reply(reply).id.value.as_str());
    assert_eq!(ids(attempt)[..2], first);
    assert_eq!(attempt.started.mode, Mode::Challenge);
    assert_eq!(attempt.started.scenario.hash, content_hash(LATE_UNIT.as_bytes()));
    assert_eq!(attempt.started.person.as_ref().expect("Ada").name, "Ada");
    let lines = |file: &Path| std::fs::read_to_string(file).expect("lines");
    let files = records(&shown).files().expect("files");
    assert!(lines(&files[0]).contains(r#""event":"resumed""#));

    // And once more from there, from the page of the scenario, with the reaction not yet read to its end.
    let mut shown = shown.restart();
    shown.assert_says("Scene 4 of about");
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    assert!(!shown.replies(&scenario).is_empty());
}

#[test]
fn a_choice_is_on_the_disk_with_its_first_frame_and_an_end_closes_the_play() {
    let scenario = shipped("late-unit");
    let mut shown = start_in(Rc::new(folder()), Start::default());
    shown.begin(LATE, Mode::Practice);
    let mut count = 0;
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        count += 1;
        assert_eq!(attempts(&records(&shown))[0].choices.len(), count);
        shown.key(Key::Enter);
    }
    assert!(attempts(&records(&shown))[0].end().is_some());
    assert!(!shown.restart().says("Pick up where you left off"));
}

#[test]
fn stepping_back_stays_on_record_and_words_said_first_stand_in_no_attempt() {
    let scenario = shipped("late-unit");
    let mut shown = start_in(Rc::new(folder()), Start::default());
    shown.begin(LATE, Mode::Practice);
    shown.key(Key::S);
    shown.harness.event(egui::Event::Text("Nobody else may read this".to_owned()));
    shown.harness.run();
    shown.control(Key::Enter);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.key(Key::Backspace);
    shown.assert_says("Nobody else may read this");
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    let kept = attempts(&records(&shown));
    assert_eq!(kept[0].choices.len(), 2);
    assert!(kept[0].choices[0].taken_back && kept[0].choices[0].first && !kept[0].choices[1].first);
    let file = &records(&shown).files().expect("files")[0];
    assert!(!std::fs::read_to_string(file).expect("text").contains("Nobody else"));
    let shown = shown.restart();
    shown.assert_says("Scene 2 of about");
}

/// Their own late unit, kept in `scenarios` beside the settings.
fn own_start(folder: &TempDir) -> Start {
    Start { scenarios: Some(folder.path().join("scenarios")), ..Start::default() }
}

#[test]
fn a_changed_scenario_goes_on_as_far_as_it_fits_and_says_so() {
    let scenario = shipped("late-unit");
    let home = Rc::new(folder());
    // Another text than the shipped one, which would be known again by its hash.
    let ours = format!("{LATE_UNIT}// As we play it.\n");
    write(home.path(), "scenarios/late-unit.ron", &ours);
    let mut shown = start_in(Rc::clone(&home), own_start(&home));
    let [_, second] = two_choices(&mut shown, Mode::Practice);
    drop(shown);
    let id = &scenario.reply(second).id.value;
    write(home.path(), "scenarios/late-unit.ron", &ours.replace(&format!("\"{id}\""), "\"another-one\""));
    let mut shown = start_in(Rc::clone(&home), own_start(&home));
    shown.assert_says("Scene 2 of about");
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    shown.assert_says("“The late unit” has changed since you left it. 1 of your 2 replies still fits");
    assert_eq!(attempts(&records(&shown))[0].way().count(), 1, "what does not fit was taken back, and stays on record");
    assert_eq!(attempts(&records(&shown))[0].choices.len(), 2);
}

#[test]
fn a_torn_last_line_is_left_out_and_told() {
    let home = Rc::new(folder());
    let mut shown = start_in(Rc::clone(&home), Start::default());
    two_choices(&mut shown, Mode::Practice);
    let file = records(&shown).files().expect("files").remove(0);
    drop(shown);
    let text = std::fs::read_to_string(&file).expect("text");
    std::fs::write(&file, &text[..text.len() - 9]).expect("torn");
    let mut shown = start_in(home, Start::default());
    shown.assert_says("Scene 2 of about");
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    shown.assert_says("was not saved completely and is left out");
}

#[test]
fn where_nothing_can_be_written_play_goes_on_and_all_is_written_later() {
    let home = Rc::new(folder());
    // A file in the place of the folder: nobody can write there, not even an administrator.
    let place = write(home.path(), "share", "in the way");
    let start = Start { records: Some(place.clone()), ..Start::default() };
    let scenario = shipped("late-unit");
    let mut shown = start_in(home, start);
    shown.begin(LATE, Mode::Practice);
    shown.assert_says("Your play is not being saved in ");
    shown.choose(&scenario, |_| true);
    shown.assert_says("Your play is not being saved in ");
    shown.click("Open settings");
    assert_eq!(shown.page(), Page::Settings);
    shown.assert_says("Keep them elsewhere…");
    shown.key(Key::Escape);
    shown.key(Key::Enter);
    std::fs::remove_file(&place).expect("out of the way");
    shown.choose(&scenario, |_| true);
    assert!(!shown.says("Your play is not being saved"), "{}", shown.all_words());
    assert_eq!(attempts(&Records::within(&place))[0].choices.len(), 2);
}

#[test]
fn a_play_that_was_begun_anew_hides_the_older_one() {
    let mut shown = start_in(Rc::new(folder()), Start::default());
    two_choices(&mut shown, Mode::Practice);
    shown.key(Key::Escape);
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.key(Key::P);
    let scenario = shipped("late-unit");
    shown.choose(&scenario, |_| true);
    assert_eq!(attempts(&records(&shown)).len(), 2);
    shown.restart().assert_says("Scene 2 of about");
}

#[test]
fn ten_thousand_attempts_are_not_read_at_the_start() {
    let home = Rc::new(folder());
    let mut shown = start_in(Rc::clone(&home), Start::default());
    two_choices(&mut shown, Mode::Practice);
    let records = records(&shown);
    let open = records.files().expect("files").remove(0);
    let person = attempts(&records)[0].started.person.clone().expect("Ada").id;
    let within = open.parent().expect("a folder").to_owned();
    let fill = |count: usize| {
        for _ in 0..count {
            std::fs::write(within.join(format!("{}.jsonl", Records::new_id())), "").expect("written");
        }
    };
    let found_after = || {
        let mut reads = 0;
        let found = records.newest_open(person, |file| {
            reads += 1;
            read_attempt(file)
        });
        (found.expect("a folder").is_some(), reads)
    };
    fill(50);
    assert_eq!(found_after(), (true, 51));
    assert!(shown.restart().harness.query_by_label_contains("Pick up where you left off: ").is_some());
    fill(9_950);
    assert_eq!(found_after(), (false, make_it_right::storage::NEWEST));
}

#[test]
fn on_threads_of_their_own_files_are_written_all_the_same() {
    let scenario = shipped("late-unit");
    let home = Rc::new(folder());
    let ada = || Start { person: Some("Ada".to_owned()), ..Start::default() };
    let mut shown = open_with(Rc::clone(&home), ada(), super::driver::with_threads);
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
    shown.begin(LATE, Mode::Practice);
    shown.key(Key::Num1);
    wait_for(&mut shown, &|shown| shown.replies(&scenario).is_empty());
    assert_eq!(attempts(&records(&shown))[0].choices.len(), 1, "on the disk before it is on the screen");
    drop(shown);
    let mut shown = open_with(home, ada(), super::driver::with_threads);
    wait_for(&mut shown, &|shown| shown.says("Pick up where you left off: The late unit"));
}

#[test]
fn a_play_whose_file_is_deleted_goes_on_without_being_kept_and_says_so_once() {
    let mut shown = start_in(Rc::new(folder()), Start::default());
    two_choices(&mut shown, Mode::Practice);
    std::fs::remove_file(&records(&shown).files().expect("files")[0]).expect("deleted");
    let scenario = shipped("late-unit");
    shown.choose(&scenario, |_| true);
    shown.assert_says("The file of your play was deleted: ");
    shown.click("Dismiss");
    shown.key(Key::Enter);
    shown.choose(&scenario, |_| true);
    assert!(!shown.says("was deleted") && !shown.says("not being saved"), "{}", shown.all_words());
    assert!(attempts(&records(&shown)).is_empty());
}

#[test]
fn a_play_whose_file_something_else_changes_goes_on_in_a_copy_and_says_so() {
    let mut shown = start_in(Rc::new(folder()), Start::default());
    two_choices(&mut shown, Mode::Practice);
    let file = records(&shown).files().expect("files").remove(0);
    let text = std::fs::read_to_string(&file).expect("text");
    let older: String = text.split_inclusive('\n').take(2).collect();
    std::fs::write(&file, &older).expect("restored");
    shown.choose(&shipped("late-unit"), |_| true);
    shown.assert_says("Something other than this program has changed the file of your play");
    assert_eq!(std::fs::read_to_string(&file).expect("text"), older);
    assert_eq!(attempts(&records(&shown))[0].choices.len(), 3);
}
