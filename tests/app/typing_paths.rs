//! Where the system can open no dialog for files: that is said, and the path is typed.

use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use make_it_right::app::Page;
use make_it_right::engine::Mode;
use make_it_right::scenario::System;

use super::driver::{LATE_UNIT, Shown, folder, shipped, start_without_dialogs, write};

const SAID: &str = "could not open its own window for choosing. Type the path here";

/// Writes this in place of the path that is proposed, and presses Enter.
fn type_path(shown: &mut Shown, field: &str, path: &Path) {
    shown.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    shown.harness.run();
    shown.harness.get_by_label(field).type_text(&path.display().to_string());
    shown.harness.run();
    shown.key(Key::Enter);
    shown.harness.run();
}

#[test]
fn a_file_is_opened_by_its_path_and_what_is_wrong_with_that_is_said_in_place() {
    let home = folder();
    let file = write(home.path(), "mine.ron", LATE_UNIT);
    let mut shown = start_without_dialogs();
    shown.control(Key::O);
    shown.assert_says("Open a scenario file");
    shown.assert_says(SAID);
    assert!(shown.harness.ctx.text_edit_focused(), "one can write at once");
    for (wrong, words) in [(home.path().join("mien.ron"), " is not there."), (home.path().to_owned(), " is a folder.")]
    {
        type_path(&mut shown, "File", &wrong);
        shown.assert_says(words);
        assert!(shown.harness.ctx.text_edit_focused(), "and mend it");
    }
    type_path(&mut shown, "File", &file);
    assert_eq!(shown.page(), Page::Scenario, "{}", shown.all_words());
    assert!(!shown.says(SAID));
}

#[test]
fn escape_and_cancel_lead_back_and_no_key_reaches_the_page_below() {
    let mut shown = start_without_dialogs();
    shown.begin("The late unit, ", Mode::Practice);
    shown.control(Key::O);
    shown.tab_to("Cancel");
    shown.key(Key::Num1);
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::Practice);
    shown.assert_says(SAID);
    assert!(!shown.says("Feedback"));
    shown.key(Key::Enter);
    assert!(!shown.says(SAID));
    shown.control(Key::O);
    shown.key(Key::Escape);
    assert!(!shown.says(SAID));
    assert_eq!(shown.page(), Page::Practice, "and not away from the page as well");
}

#[test]
fn a_debrief_is_saved_by_its_path_and_replaces_nothing_unasked() {
    let home = folder();
    let scenario = shipped("late-unit");
    let mut shown = start_without_dialogs();
    shown.begin("The late unit, ", Mode::Practice);
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    shown.key(Key::Enter);
    shown.control(Key::S);
    shown.assert_says("Save the debrief");
    let proposed = shown.nodes().find_map(|node| super::pressing::field_text(&node)).expect("a field");
    assert!(Path::new(&proposed).extension().is_some_and(|ending| ending == "pdf"), "{proposed}");

    // Without an ending it gets the first there is.
    type_path(&mut shown, "File", &home.path().join("Mr. Okafor"));
    let file = home.path().join("Mr. Okafor.pdf");
    assert!(file.is_file(), "{}", shown.all_words());
    std::fs::write(&file, "mine").expect("written");

    shown.control(Key::S);
    type_path(&mut shown, "File", &file);
    shown.assert_says("There is a file ");
    assert_eq!(shown.focused().as_deref(), Some("Another name"));
    shown.key(Key::Escape);
    assert!(shown.harness.query_by_label("Replace it").is_none());
    assert!(shown.harness.ctx.text_edit_focused(), "another name can be given");
    assert_eq!(std::fs::read(&file).expect("read"), b"mine");
    shown.key(Key::Enter);
    shown.harness.run();
    shown.tab_to("Replace it");
    shown.key(Key::Enter);
    shown.harness.run();
    assert!(std::fs::read(&file).expect("read").starts_with(b"%PDF"), "{}", shown.all_words());
}

#[test]
fn every_use_of_a_dialog_can_be_typed() {
    type Use = (&'static str, fn(&mut Shown));
    let uses: [Use; 6] = [
        ("Open a scenario file", |shown| shown.control(Key::O)),
        ("Choose a folder of records", |shown| {
            shown.control(Key::B);
            shown.click("Choose a folder…");
        }),
        ("Choose a folder for your records", |shown| {
            shown.control(Key::Comma);
            shown.click_first("Keep them elsewhere…");
        }),
        ("Choose where to copy your records", |shown| {
            shown.control(Key::Comma);
            shown.click_first("Copy it…");
        }),
        ("Choose a folder of scenarios", |shown| {
            shown.control(Key::Comma);
            shown.click_first("Choose a folder…");
        }),
        ("Save the debrief", |shown| {
            let scenario = shipped("late-unit");
            shown.begin("The late unit, ", Mode::Practice);
            while !shown.says("Outcome: ") {
                shown.choose(&scenario, |reply| reply.system == System::Recovery);
                shown.key(Key::Enter);
            }
            shown.key(Key::Enter);
            shown.control(Key::S);
        }),
    ];
    for (title, ask) in uses {
        let mut shown = start_without_dialogs();
        ask(&mut shown);
        shown.harness.run();
        shown.assert_says(title);
        shown.assert_says(SAID);
        assert!(shown.harness.ctx.text_edit_focused(), "{title}");
    }
}
