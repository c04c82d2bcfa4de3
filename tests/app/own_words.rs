//! What one says in one's own words before the replies appear: it stays in sight, survives whatever happens to the window, and
//! stands nowhere that others read.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::System;
use make_it_right::storage::{Records, read_attempt};

use super::driver::{Shown, folder, shipped, start, start_in};

const LATE: &str = "The late unit, ";
const FIELD: &str = "What would you say?";
const WORDS: &str = "Zanzibar, I will look for it myself";

fn write(shown: &mut Shown, words: &str) {
    assert_eq!(shown.focused().as_deref(), Some(FIELD));
    shown.harness.event(Event::Text(words.to_owned()));
    shown.harness.run();
}

/// What stands in the field.
fn written(shown: &Shown) -> String {
    let field = shown.harness.get_by_role_and_label(Role::MultilineTextInput, FIELD);
    field.accesskit_node().value().unwrap_or_default()
}

fn is_on(shown: &Shown) -> bool {
    let switch = shown.harness.get_by_role_and_label(Role::Switch, "Say it first");
    switch.accesskit_node().toggled() == Some(Toggled::True)
}

/// Half a second passes.
fn wait(shown: &mut Shown) {
    shown.harness.run_steps(3);
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn holding(folder: &Path, words: &str) -> Vec<PathBuf> {
    let holds = |file: &PathBuf| String::from_utf8_lossy(&std::fs::read(file).expect("readable")).contains(words);
    files(folder).into_iter().filter(holds).collect()
}

#[test]
fn a_switch_in_the_header_says_whether_it_is_on_and_is_the_way_out() {
    let scenario = shipped("late-unit");
    let mut shown = start(Start::default());
    shown.begin(LATE, Mode::Practice);
    assert!(!is_on(&shown));
    shown.click("Say it first");
    assert!(is_on(&shown));
    write(&mut shown, WORDS);
    shown.control(Key::Enter);
    // It stays above the replies while one chooses, and beside what was chosen.
    shown.assert_says(WORDS);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.assert_says(WORDS);
    // In the contrast it stands beside the strong reply.
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    let strong = shown.harness.get_by_role_and_label(Role::Group, "Recovery system");
    assert!(
        strong.query_by_label_contains(WORDS).is_some()
            || strong.query_by_value(&format!("You, first: “{WORDS}”")).is_some()
    );
    shown.key(Key::Escape);
    // Going back leads to the replies, with the words above them; they can be changed.
    shown.key(Key::Backspace);
    assert!(shown.replies(&scenario).len() >= 2);
    shown.assert_says(WORDS);
    shown.click("Change");
    assert_eq!(written(&shown), WORDS);
    // The switch is the way out, by mouse and by key.
    shown.click("Say it first");
    assert!(!is_on(&shown) && shown.replies(&scenario).len() >= 2);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::S);
    assert!(is_on(&shown), "also while a verdict is read");
    shown.key(Key::Enter);
    assert_eq!(shown.focused().as_deref(), Some(FIELD));
    shown.key(Key::Escape);
    shown.key(Key::S);
    assert!(!is_on(&shown) && shown.replies(&scenario).len() >= 2);
}

#[test]
fn digits_are_written_in_the_field_alone_and_never_choose() {
    let scenario = shipped("late-unit");
    let mut shown = start(Start::default());
    shown.begin(LATE, Mode::Challenge);
    shown.key(Key::S);
    let press = |shown: &mut Shown| {
        for (key, text) in [(Key::Num1, "1"), (Key::Num2, "2")] {
            shown.harness.event(Event::Text(text.to_owned()));
            shown.key(key);
        }
    };
    press(&mut shown);
    assert_eq!(written(&shown), "12");
    shown.key(Key::Escape);
    press(&mut shown);
    assert_eq!(written(&shown), "12", "nobody writes");
    shown.assert_says("The replies are not shown yet.");
    shown.control(Key::Enter);
    assert!(shown.replies(&scenario).len() >= 2, "nothing was chosen");
    shown.key(Key::Num1);
    assert!(shown.replies(&scenario).is_empty());
}

#[test]
fn half_written_words_survive_a_break_another_page_and_a_kill() {
    let scenario = shipped("late-unit");
    let home = Rc::new(folder());
    let mut shown = start_in(Rc::clone(&home), Start::default());
    shown.begin(LATE, Mode::Practice);
    // At the very first decision, where nothing has been chosen yet.
    shown.key(Key::S);
    write(&mut shown, "Half ");
    shown.control(Key::E);
    assert_eq!(shown.page(), Page::Learn);
    shown.control(Key::L);
    shown.click("Continue");
    assert_eq!(written(&shown), "Half ");
    write(&mut shown, "a word");
    shown.key(Key::Escape);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
    shown.click("Continue");
    assert_eq!(written(&shown), "Half a word");
    write(&mut shown, ", and");
    wait(&mut shown);
    // The program dies: nothing is left or put down.
    let mut shown = shown.restart();
    shown.click("Continue");
    assert!(is_on(&shown));
    assert_eq!(written(&shown), "Half a word, and");
    shown.control(Key::Enter);
    let mut shown = shown.restart();
    shown.click("Continue");
    assert!(shown.replies(&scenario).len() >= 2, "what was said stands above the replies");
    shown.assert_says("Half a word, and");
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    assert_eq!(written(&shown), "", "the next decision begins anew");
}

#[test]
fn nothing_of_it_stays_of_a_guest_or_of_somebody_who_is_deleted() {
    let mut shown = start(Start { guest: true, ..Start::default() });
    shown.begin(LATE, Mode::Practice);
    shown.key(Key::S);
    shown.assert_says("it is not kept");
    write(&mut shown, WORDS);
    wait(&mut shown);
    shown.control(Key::Enter);
    wait(&mut shown);
    assert!(holding(shown.folder(), "Zanzibar").is_empty());

    let mut shown = start(Start::default());
    shown.begin(LATE, Mode::Practice);
    shown.key(Key::S);
    write(&mut shown, WORDS);
    wait(&mut shown);
    assert_eq!(holding(shown.folder(), "Zanzibar").len(), 1);
    shown.control(Key::Comma);
    shown.click_first("Delete it…");
    shown.click("Delete everything");
    assert!(holding(shown.folder(), "Zanzibar").is_empty(), "{:?}", holding(shown.folder(), "Zanzibar"));
}

#[test]
fn it_stands_in_the_own_debrief_today_and_later_and_in_nothing_that_others_read() {
    let scenario = shipped("late-unit");
    let mut shown = start(Start::default());
    shown.begin(LATE, Mode::Practice);
    shown.key(Key::S);
    for turn in 0..40 {
        if shown.says("Outcome: ") {
            break;
        }
        if turn == 1 {
            write(&mut shown, WORDS);
        }
        shown.control(Key::Enter);
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
    shown.click("Show as a table");
    shown.assert_says(WORDS);
    let saved = shown.folder().join("debrief.md");
    shown.will_choose(saved.clone());
    shown.control(Key::S);
    assert!(std::fs::read_to_string(&saved).expect("saved").contains(WORDS));

    // Another day, from the history.
    let mut shown = shown.restart();
    shown.control(Key::T);
    shown.click_first(" steps. Open the debrief");
    assert_eq!(shown.page(), Page::OldDebrief);
    shown.click("Show as a table");
    shown.assert_says(WORDS);
    std::fs::remove_file(&saved).expect("removed");
    let saved = shown.folder().join("again.md");
    shown.will_choose(saved.clone());
    shown.control(Key::S);
    assert!(std::fs::read_to_string(&saved).expect("saved").contains(WORDS));
    std::fs::remove_file(&saved).expect("removed");

    // One file has it, and that is none that reports, tables or statements are made of.
    let holding = holding(shown.folder(), "Zanzibar");
    assert_eq!(holding.len(), 1, "{holding:?}");
    assert!(holding[0].extension().is_some_and(|ending| ending == "words"), "{holding:?}");
    let records = shown.folders().records();
    let id = read_attempt(&Records::within(&records).files().expect("files")[0]).expect("an attempt").started.attempt;
    let id = id.to_string();
    let out = shown.folder().join("for others");
    for arguments in [
        &["export", "debrief", &id, "--format", "md"][..],
        &["export", "debrief", &id, "--format", "html"],
        &["export", "attempts"],
        &["export", "choices"],
        &["export", "xapi"],
        &["records", "report", "--format", "html"],
        &["records", "report", "--format", "csv"],
        &["records", "report", "--format", "json"],
    ] {
        std::fs::create_dir(&out).expect("a folder");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_make-it-right"));
        command.args(arguments);
        match arguments[0] {
            "export" => command.arg("--records").arg(&records).arg("--to").arg(out.join("told")),
            _ => command.arg(&records),
        };
        let run = command.output().expect("it runs");
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        let told: Vec<u8> = files(&out).iter().flat_map(|file| std::fs::read(file).expect("readable")).collect();
        let told = String::from_utf8_lossy(&told).into_owned() + &String::from_utf8_lossy(&run.stdout);
        assert!(told.len() > 20 && !told.contains("Zanzibar"), "{arguments:?}: {told}");
        std::fs::remove_dir_all(&out).expect("removed");
    }
    // And reading the whole folder finds nothing wrong with it.
    shown.control(Key::B);
    shown.click("Records of this machine");
    assert!(!shown.says("Zanzibar") && !shown.says("could not be read"), "{}", shown.all_words());
}
