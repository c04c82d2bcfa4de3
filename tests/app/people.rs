//! Who practises: several people on one machine, guests, and whoever wants to be forgotten.

use std::rc::Rc;

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::Outcome;
use make_it_right::storage::{People, Profile, Records};
use tempfile::TempDir;

use super::driver::{LATE_UNIT, Shown, folder, open_in, shipped, write};

const LATE: &str = "The late unit, ";

fn open(home: &Rc<TempDir>) -> Shown {
    open_in(Rc::clone(home), Start::default())
}

fn names(shown: &Shown) -> Vec<String> {
    People::read(&shown.folders()).expect("people").profiles.into_iter().map(|it| it.name).collect()
}

fn one_choice(shown: &mut Shown) {
    shown.begin(LATE, Mode::Practice);
    shown.choose(&shipped("late-unit"), |_| true);
    shown.control(Key::L);
}

fn kept(shown: &Shown) -> usize {
    Records::within(&shown.folders().records()).files().expect("a folder").len()
}

#[test]
fn a_first_start_asks_for_a_name_and_enter_goes_on() {
    let home = Rc::new(folder());
    let mut shown = open(&home);
    assert_eq!(shown.page(), Page::Who);
    assert_eq!(shown.focused().as_deref(), Some("What may we call you?"));
    // No key leads past the question, and without a name Enter does nothing.
    for key in [Key::L, Key::Comma, Key::O] {
        shown.control(key);
    }
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Who);
    shown.harness.get_by_label("What may we call you?").focus();
    shown.harness.run();
    shown.harness.event(egui::Event::Text(" Ada ".to_owned()));
    shown.harness.run();
    shown.key(Key::Enter);
    assert_eq!(names(&shown), ["Ada"]);
    // The first customer is met at once, and one more key begins.
    assert_eq!(shown.page(), Page::Scenario);
    shown.assert_says("Dan Okafor");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    drop(shown);
    let shown = open(&home);
    assert_eq!(shown.page(), Page::Library, "the only one there is needs not be asked");
    shown.assert_says("Ada, Who is practising");
}

#[test]
fn of_a_guest_nothing_is_kept() {
    let home = Rc::new(folder());
    let mut shown = open(&home);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Scenario);
    shown.assert_says("Guest, Who is practising");
    shown.control(Key::L);
    one_choice(&mut shown);
    shown.assert_says("Pick up where you left off");
    shown.control(Key::Comma);
    shown.assert_says("nothing that you do is kept");
    assert_eq!(std::fs::read_dir(home.path()).expect("a folder").count(), 0);
    drop(shown);
    let shown = open(&home);
    assert_eq!(shown.page(), Page::Who);
    drop(shown);
    let shown = open_in(Rc::clone(&home), Start { guest: true, ..Start::default() });
    assert_eq!(shown.page(), Page::Library);
    assert!(!shown.says("Pick up where you left off"));
}

#[test]
fn a_file_waits_until_it_is_known_who_plays_it() {
    let home = Rc::new(folder());
    let file = write(home.path(), "late-unit.ron", LATE_UNIT);
    let start = Start { file: Some(file), mode: Some(Mode::Practice), ..Start::default() };
    let mut shown = open_in(Rc::clone(&home), start);
    assert_eq!(shown.page(), Page::Who);
    shown.harness.event(egui::Event::Text("Ada".to_owned()));
    shown.harness.run();
    shown.click("Meet your first customer");
    assert_eq!(shown.page(), Page::Practice);
    assert_eq!(kept(&shown), 1);
}

#[test]
fn two_people_have_each_their_own() {
    let home = Rc::new(folder());
    let mut shown = open_in(Rc::clone(&home), Start { person: Some("Ada".to_owned()), ..Start::default() });
    one_choice(&mut shown);
    shown.control(Key::P);
    assert_eq!(shown.page(), Page::Who);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
    shown.assert_says("Pick up where you left off");
    shown.click("Ada, Who is practising");
    shown.harness.get_by_label("Somebody else").focus();
    shown.harness.run();
    shown.harness.event(egui::Event::Text("Ben".to_owned()));
    shown.harness.run();
    shown.key(Key::Enter);
    shown.assert_says("Ben, Who is practising");
    assert!(!shown.says("Pick up where you left off"), "what is Ada’s is not Ben’s");
    one_choice(&mut shown);
    assert_eq!(kept(&shown), 2);
    drop(shown);

    let mut shown = open(&home);
    assert_eq!(shown.page(), Page::Who);
    assert_eq!(shown.focused().as_deref(), Some("Ada"));
    shown.key(Key::Enter);
    shown.assert_says("Ada, Who is practising");
    shown.assert_says("Pick up where you left off");
    // The same name in other letters is the same person.
    drop(shown);
    let shown = open_in(Rc::clone(&home), Start { person: Some("ben".to_owned()), ..Start::default() });
    shown.assert_says("Ben, Who is practising");
    assert_eq!(names(&shown), ["Ada", "Ben"]);
}

#[test]
fn what_was_remembered_before_there_were_people_goes_to_the_first() {
    let home = Rc::new(folder());
    let text = r#"(history: (plays: {"late-unit": [(outcome: "champion", mode: "guided")]}))"#;
    write(home.path(), "settings.ron", text);
    let mut shown = open(&home);
    shown.harness.event(egui::Event::Text("Ada".to_owned()));
    shown.harness.run();
    shown.click("Meet your first customer");
    assert_eq!(shown.memory().history.of("late-unit")[0].outcome, Outcome::Champion);
    let file = std::fs::read_to_string(shown.folders().settings_file()).expect("settings");
    assert!(!file.contains("champion"), "{file}");
}

#[test]
fn a_name_can_be_changed_and_a_team_given_but_not_somebody_elses_name_taken() {
    let home = Rc::new(folder());
    let mut shown = open_in(Rc::clone(&home), Start { person: Some("Ada".to_owned()), ..Start::default() });
    People::remember(&shown.folders(), &Profile::new("Ben")).expect("written");
    let fill = |shown: &mut Shown, field: &str, text: &str| {
        shown.harness.get_by_label(field).focus();
        shown.harness.run();
        shown.control(Key::A);
        shown.harness.event(egui::Event::Text(text.to_owned()));
        shown.harness.run();
    };
    shown.control(Key::Comma);
    assert!(shown.harness.get_by_label("Save").accesskit_node().is_disabled());
    fill(&mut shown, "Name or nickname", "Ada L.");
    fill(&mut shown, "Team", "North desk");
    shown.key(Key::Enter);
    shown.assert_says("Ada L., Who is practising");
    let people = People::read(&shown.folders()).expect("people");
    assert_eq!(people.profiles[0].team.as_deref(), Some("North desk"));
    assert_eq!(names(&shown), ["Ada L.", "Ben"], "who came meanwhile stays");
    drop(shown);
    let mut shown = open_in(Rc::clone(&home), Start { person: Some("Ben".to_owned()), ..Start::default() });
    shown.control(Key::Comma);
    fill(&mut shown, "Name or nickname", "ada l.");
    shown.key(Key::Enter);
    shown.assert_says("Somebody else practises here as “ada l.”");
    assert_eq!(names(&shown), ["Ada L.", "Ben"]);
}

#[test]
fn deleting_asks_first_and_leaves_what_is_somebody_elses() {
    let home = Rc::new(folder());
    for name in ["Ben", "Ada"] {
        let mut shown = open_in(Rc::clone(&home), Start { person: Some(name.to_owned()), ..Start::default() });
        one_choice(&mut shown);
    }
    let mut shown = open_in(Rc::clone(&home), Start { person: Some("Ada".to_owned()), ..Start::default() });
    // Going on makes a second file of the same attempt; both have to go.
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    shown.control(Key::Comma);
    shown.click_first("Delete it…");
    shown.assert_says("Delete everything kept of Ada?");
    assert_eq!(shown.focused().as_deref(), Some("Keep everything"));
    shown.key(Key::Escape);
    assert_eq!((kept(&shown), shown.page()), (2, Page::Settings));
    shown.click_first("Delete it…");
    shown.click("Delete everything");
    assert_eq!(shown.page(), Page::Who);
    shown.assert_says("Everything was deleted: 2 attempt files.");
    assert_eq!((kept(&shown), names(&shown)), (1, vec!["Ben".to_owned()]));
    let ben = People::read(&shown.folders()).expect("people").profiles[0].id;
    let left = std::fs::read_dir(home.path().join("data/people")).expect("a folder").flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(left, [format!("{ben}.ron")]);
}

#[test]
fn all_of_ones_own_can_be_copied() {
    let home = Rc::new(folder());
    for name in ["Ben", "Ada"] {
        let mut shown = open_in(Rc::clone(&home), Start { person: Some(name.to_owned()), ..Start::default() });
        one_choice(&mut shown);
    }
    let shown = open(&home);
    let people = People::read(&shown.folders()).expect("people");
    let records = Records::within(&shown.folders().records());
    let to = folder();
    for expected in ["make-it-right-Ada", "make-it-right-Ada-2"] {
        let copied = records.export(&people.profiles[1], &shown.memory(), to.path()).expect("copied");
        assert_eq!(copied, (to.path().join(expected), 1));
    }
    let copy = to.path().join("make-it-right-Ada");
    assert_eq!(Records::within(&copy).files().expect("a folder").len(), 1, "it is a folder of records");
    assert!(std::fs::read_to_string(copy.join("person.ron")).expect("there").contains("Ada"));
    assert!(copy.join("remembered.ron").is_file());
}

#[test]
fn each_person_sees_the_scenarios_in_their_language_first() {
    let home = Rc::new(folder());
    let own = folder();
    let german = LATE_UNIT
        .replacen("language: \"en\"", "language: \"de-AT\"", 1)
        .replacen("id: \"late-unit\"", "id: \"die-buehne\"", 1)
        .replacen("title: \"The late unit\"", "title: \"Die Arbeitsbühne\"", 1);
    write(own.path(), "german.ron", &german);
    let start = |name: &str| Start {
        person: Some(name.to_owned()),
        scenarios: Some(own.path().to_owned()),
        ..Start::default()
    };
    let mut shown = open_in(Rc::clone(&home), start("Ada"));
    assert!(shown.says(LATE) && !shown.says("Die Arbeitsbühne, "));
    shown.assert_says("Other languages (1)");
    shown.control(Key::Comma);
    shown.harness.get_by_label("Deutsch").focus();
    shown.harness.run();
    shown.key(Key::Space);
    assert_eq!(People::read(&shown.folders()).expect("people").profiles[0].language, "de");
    shown.control(Key::L);
    assert!(!shown.says(LATE) && shown.says("Die Arbeitsbühne, "));
    shown.click("Other languages (12)");
    assert!(shown.says(LATE) && !shown.says("Die Arbeitsbühne, "));
    // Somebody new says so at the start.
    shown.control(Key::P);
    shown.harness.get_by_label("Somebody else").focus();
    shown.harness.run();
    shown.harness.event(egui::Event::Text("Ben".to_owned()));
    shown.harness.run();
    shown.click("Deutsch");
    shown.click("Start practising");
    assert!(!shown.says(LATE) && shown.says("Die Arbeitsbühne, "));
    let people = People::read(&shown.folders()).expect("people").profiles;
    assert_eq!(people.iter().map(|it| it.language.as_str()).collect::<Vec<_>>(), ["de", "de"]);
    drop(shown);
    // A guest has no language, and without anything in one’s own all is shown.
    for start in [Start { guest: true, person: None, ..start("") }, Start { scenarios: None, ..start("Ada") }] {
        let shown = open_in(Rc::clone(&home), start);
        assert!(shown.says(LATE) && !shown.says("Other languages"), "{}", shown.all_words());
    }
}

#[test]
fn who_is_deleted_in_one_window_is_not_written_again_by_the_other() {
    let home = Rc::new(folder());
    let ada = || Start { person: Some("Ada".to_owned()), ..Start::default() };
    let mut here = open_in(Rc::clone(&home), ada());
    let mut there = open_in(Rc::clone(&home), ada());
    let scenario = shipped("late-unit");
    here.begin(LATE, Mode::Practice);
    here.choose(&scenario, |_| true);
    here.key(Key::Enter);
    assert_eq!(kept(&there), 1);
    there.control(Key::Comma);
    there.click_first("Delete it…");
    there.click("Delete everything");
    assert_eq!((kept(&there), names(&there).len()), (0, 0));
    // The play goes on to its end, and nothing of it is written: no attempt, no name, nothing that is remembered.
    while !here.says("Outcome: ") {
        here.choose(&scenario, |_| true);
        here.assert_says("Ada was deleted in another window or program.");
        here.key(Key::Enter);
    }
    here.control(Key::Comma);
    here.harness.get_by_label("Team").focus();
    here.harness.run();
    here.harness.event(egui::Event::Text("North".to_owned()));
    here.harness.run();
    here.key(Key::Enter);
    assert_eq!((kept(&here), names(&here).len()), (0, 0));
    let remembered = std::fs::read_dir(home.path().join("data").join("people")).map_or(0, Iterator::count);
    assert_eq!(remembered, 0);
    // Whoever is asked who practises is not offered somebody who is gone.
    here.control(Key::P);
    assert_eq!(here.page(), Page::Who);
    assert!(!here.says("Ada, "), "{}", here.all_words());
}

#[test]
fn two_windows_that_add_the_same_name_mean_the_same_person() {
    let home = Rc::new(folder());
    let [mut here, mut there] = [(); 2].map(|()| open(&home));
    for shown in [&mut here, &mut there] {
        assert_eq!(shown.page(), Page::Who);
        shown.harness.event(egui::Event::Text("Ada".to_owned()));
        shown.harness.run();
        shown.key(Key::Enter);
        shown.harness.run();
        shown.control(Key::L);
        one_choice(shown);
    }
    assert_eq!(names(&here), ["Ada"]);
    let records = Records::within(&here.folders().records());
    let files = records.files().expect("a folder");
    let players = files.iter().filter_map(|file| {
        make_it_right::storage::read_attempt(file).expect("an attempt").started.person.map(|it| it.id)
    });
    assert_eq!(players.collect::<std::collections::BTreeSet<_>>().len(), 1);
}

#[test]
fn a_name_that_is_none_is_refused_with_a_sentence() {
    let home = Rc::new(folder());
    for name in ["", "  ", &*"A".repeat(100_000)] {
        let shown = open_in(Rc::clone(&home), Start { person: Some(name.to_owned()), ..Start::default() });
        assert_eq!(shown.page(), Page::Who);
        shown.assert_says("Nobody can be called like that");
    }
    // A field takes no more than a name may have.
    let mut shown = open(&home);
    shown.harness.event(egui::Event::Text("A".repeat(81)));
    shown.harness.run();
    shown.key(Key::Enter);
    assert_eq!(names(&shown), ["A".repeat(make_it_right::storage::LONGEST_NAME)]);
}

#[test]
fn somebody_who_came_in_another_window_can_be_picked() {
    let home = Rc::new(folder());
    let mut shown = open_in(Rc::clone(&home), Start { person: Some("Ada".to_owned()), ..Start::default() });
    People::remember(&shown.folders(), &Profile::new("Ben")).expect("written");
    shown.control(Key::P);
    shown.harness.run();
    shown.click("Ben");
    shown.assert_says("Ben, Who is practising");
    assert_eq!(names(&shown), ["Ada", "Ben"]);
}
