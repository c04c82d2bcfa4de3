//! The file of a scenario is saved by an editor beside the program: one goes on in the new text, in the same scene.

use std::path::Path;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::System;

use super::driver::{LATE_UNIT, Shown, folder, shipped, start, write};

const SAVED: &str = "has been saved anew";

/// The second decision of a play of this file.
fn played(file: &Path) -> Shown {
    let mut shown = start(Start { file: Some(file.to_owned()), mode: Some(Mode::Practice), ..Start::default() });
    shown.choose(&shipped("late-unit"), |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    assert!(!shown.replies(&shipped("late-unit")).is_empty());
    shown
}

/// The first reply on the screen, and its id, as they stand in the file.
fn first_reply(shown: &Shown) -> (String, String) {
    let scenario = shipped("late-unit");
    let reply = scenario.reply(shown.replies(&scenario)[0]);
    (reply.text.value.clone(), reply.id.value.clone())
}

#[test]
fn a_text_that_is_worded_anew_is_read_in_the_same_scene() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", LATE_UNIT);
    let mut shown = played(&file);
    let (text, _) = first_reply(&shown);
    shown.come_back();
    assert!(!shown.says(SAVED), "nothing has changed");

    write(folder.path(), "mine.ron", &LATE_UNIT.replacen(&text, "Worded anew.", 1));
    shown.come_back();
    shown.assert_says("Worded anew.");
    shown.assert_says(SAVED);
    assert_eq!(shown.page(), Page::Practice);
    shown.key(Key::H);
    shown.assert_says("1 reply so far");
}

#[test]
fn a_text_with_errors_is_told_of_once_and_the_old_one_goes_on() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", LATE_UNIT);
    let mut shown = played(&file);
    let (text, _) = first_reply(&shown);
    write(folder.path(), "mine.ron", &LATE_UNIT[..LATE_UNIT.len() / 2]);
    shown.come_back();
    shown.assert_says("has been saved anew with ");
    shown.assert_says(&text.chars().take(20).collect::<String>());
    shown.click("Dismiss");
    shown.come_back();
    assert!(shown.harness.query_by_label("Dismiss").is_none(), "once");
    // Mended, it is gone on with.
    write(folder.path(), "mine.ron", &LATE_UNIT.replacen(&text, "Mended.", 1));
    shown.come_back();
    shown.assert_says("Mended.");
}

#[test]
fn where_a_reply_has_another_id_another_way_leads_to_the_same_scene() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", LATE_UNIT);
    let mut shown = start(Start { file: Some(file), mode: Some(Mode::Practice), ..Start::default() });
    let scenario = shipped("late-unit");
    let chosen = shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    let (text, _) = first_reply(&shown);
    let id = &scenario.reply(chosen).id.value;
    write(folder.path(), "mine.ron", &LATE_UNIT.replace(&format!("\"{id}\""), "\"another-id\""));
    shown.come_back();
    shown.assert_says(SAVED);
    shown.assert_says(&text.chars().take(20).collect::<String>());
    assert_eq!(shown.page(), Page::Practice);
}

#[test]
fn the_page_of_a_scenario_shows_what_it_is_now() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", LATE_UNIT);
    let mut shown = start(Start { file: Some(file), ..Start::default() });
    assert_eq!(shown.page(), Page::Scenario);
    let title = &shipped("late-unit").file().title.value.clone();
    write(
        folder.path(),
        "mine.ron",
        &LATE_UNIT.replacen(&format!("title: \"{title}\""), "title: \"The later unit\"", 1),
    );
    shown.come_back();
    shown.harness.run();
    shown.assert_says("The later unit");
}
