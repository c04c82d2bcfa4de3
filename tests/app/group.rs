//! The report on a group: from the choice of a folder to what it says.

use std::path::Path;
use std::rc::Rc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::storage::{Folders, Library};

use super::driver::{Shown, folder, open_with, start_in};
use crate::common::random_plays::{Player, attempt_id, minute, person, text};

/// Three attempts of each of so many people, in a folder of records.
pub fn write_group(folder: &Path, people: usize) {
    let scenarios = Library::shipped().entries.iter().filter_map(|entry| entry.scenario().cloned()).collect();
    let mut player = Player::new(scenarios, 7);
    let attempts = folder.join("attempts");
    std::fs::create_dir_all(&attempts).expect("made");
    for number in 0..people * 3 {
        let at = minute(i64::try_from(number).expect("few") * 500);
        let lines = player.play(attempt_id(number), Some(person(number / 3)), at);
        std::fs::write(attempts.join(format!("{}.jsonl", attempt_id(number))), text(&lines)).expect("written");
    }
}

/// The page, with the records of so many people in the usual folder.
fn opened(people: usize) -> Shown {
    let home = Rc::new(folder());
    write_group(&Folders::within(home.path()).records(), people);
    let mut shown = start_in(home, Start::default());
    shown.control(Key::B);
    assert_eq!(shown.page(), Page::Group);
    shown
}

fn reported(people: usize) -> Shown {
    let mut shown = opened(people);
    shown.click("Records of this machine");
    shown
}

#[test]
fn the_page_says_what_it_is_for_and_leads_back() {
    let mut shown = opened(1);
    shown.assert_says("It is only read");
    shown.assert_says("Groups of fewer than five people are not told apart");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
}

#[test]
fn records_of_many_people_become_a_report() {
    let mut shown = reported(12);
    shown.assert_says("12 people");
    shown.assert_says("36 attempts");
    for heading in ["How conversations ended", "Skill in each step", "Traps", "The hardest decisions"] {
        shown.assert_says(heading);
    }
    shown.key(Key::Escape);
    shown.control(Key::B);
    shown.assert_says("36 attempts");
}

#[test]
fn who_asks_for_people_sees_names_or_pseudonyms() {
    let mut shown = reported(12);
    assert!(!shown.says("Person 3"), "nobody was asked for");
    shown.click("By person");
    shown.assert_says("Person 3");
    shown.assert_says("You will see each person by name");
    shown.click("Pseudonyms in place of names");
    assert!(!shown.says("Person 3"), "{}", shown.all_words());
    assert!(!shown.says("You will see each person by name"));
}

#[test]
fn a_small_group_is_not_told_apart() {
    let mut shown = reported(4);
    shown.click("By team");
    assert!(!shown.says("Team 0"), "{}", shown.all_words());
    shown.assert_says("five people");
}

#[test]
fn only_the_days_that_are_asked_for_count() {
    let mut shown = reported(12);
    let from = |shown: &mut Shown, day: &str| {
        let field = shown.harness.get_by_role_and_label(Role::TextInput, "From");
        field.focus();
        shown.harness.run();
        shown.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        shown.harness.event(egui::Event::Text(day.to_owned()));
        shown.harness.run();
    };
    from(&mut shown, "2026-09-0");
    shown.assert_says("36 attempts");
    from(&mut shown, "2026-09-05");
    assert!(!shown.says("36 attempts"), "{}", shown.all_words());
    from(&mut shown, "soon");
    shown.key(Key::Tab);
    shown.assert_says("Write it as year, month, day");
    shown.assert_says("36 attempts");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_counts() {
    let home = Rc::new(folder());
    let records = Folders::within(home.path()).records();
    write_group(&records, 6);
    std::fs::write(records.join("attempts").join(format!("{}.jsonl", attempt_id(900))), "no attempt\n")
        .expect("written");
    let mut shown = start_in(home, Start::default());
    shown.control(Key::B);
    shown.click("Records of this machine");
    shown.assert_says("Not everything could be read");
    shown.assert_says(&attempt_id(900).to_string());
    shown.assert_says("18 attempts");
}

#[test]
fn the_app_goes_on_while_it_reads() {
    let home = Rc::new(folder());
    write_group(&Folders::within(home.path()).records(), 6);
    let start = Start { person: Some("Ada".to_owned()), ..Start::default() };
    // On threads of their own, as in the window.
    let mut shown = open_with(home, start, super::driver::with_threads);
    shown.control(Key::B);
    shown.click("Records of this machine");
    for _ in 0..500 {
        if shown.says("18 attempts") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        shown.harness.step();
    }
    shown.assert_says("18 attempts");
    let bars = shown.nodes().filter(|node| node.accesskit_node().role() == Role::ProgressIndicator).count();
    assert_eq!(bars, 0, "nothing is being read any more");
}
