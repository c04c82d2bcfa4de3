//! Files of the person's own: opened, dropped, mended, and a folder of them.

use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::{NodeId, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::System;
use make_it_right::storage::Records;

use super::driver::{LATE_UNIT, Shown, first_start, folder, shipped, start, write};

/// The late unit with a place that it does not have: one error.
fn broken() -> String {
    let text = LATE_UNIT.replacen("next: \"stakes\"", "next: \"nowhere-at-all\"", 1);
    assert_ne!(text, LATE_UNIT);
    text
}

fn opened(file: &Path) -> Shown {
    start(Start { file: Some(file.to_owned()), ..Start::default() })
}

fn with_folder(folder: &Path) -> Shown {
    start(Start { scenarios: Some(folder.to_owned()), ..Start::default() })
}

/// The name of the card that starts like this.
fn card(shown: &Shown, start: &str) -> Option<String> {
    let mut names = shown.nodes().filter_map(|node| node.accesskit_node().label());
    names.find(|name| name.starts_with(start) && name.contains(", "))
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// What is being said at once.
fn alert(shown: &Shown) -> Option<NodeId> {
    let mut alerts = shown.nodes().filter(|node| node.accesskit_node().role() == Role::Alert);
    alerts.next().map(|node| node.accesskit_node().locate().0)
}

fn drop_on(shown: &mut Shown, files: &[&Path]) {
    for file in files {
        shown.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped((*file).to_owned())));
    }
    shown.harness.run();
}

#[test]
fn a_sound_file_opens_its_page_and_with_a_mode_is_played_at_once() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", LATE_UNIT);
    let mut shown = opened(&file);
    assert_eq!(shown.page(), Page::Scenario);
    shown.start_in(Mode::Practice);
    assert_eq!(shown.replies(&shipped("late-unit")).len(), 3);
    for mode in Mode::ALL.iter().copied() {
        let shown = start(Start { file: Some(file.clone()), mode: Some(mode), ..Start::default() });
        assert_eq!(shown.page(), Page::Practice);
        shown.assert_says(&format!("{} · Scene ", mode.label()));
        assert_eq!(shown.memory().history.mode("late-unit"), Mode::Guided, "a mode for one run is not remembered");
    }
}

#[test]
fn a_file_with_problems_is_mended_and_played() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", &broken());
    let mut shown = opened(&file);
    assert_eq!(shown.page(), Page::Problems);
    shown.assert_says(" in mine.ron");
    shown.assert_says("nowhere-at-all");
    shown.assert_says("Mend the errors");
    assert!(shown.harness.query_by_label("Play it anyway").is_none());

    // Nothing has changed yet; the button has the focus.
    assert_eq!(shown.focused().as_deref(), Some("Check again"));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Problems);
    write(folder.path(), "mine.ron", LATE_UNIT);
    shown.click("Check again");
    assert_eq!(shown.page(), Page::Scenario);
    assert_eq!(shown.settings().recent, [file]);
}

#[test]
fn a_draft_is_played_all_the_same_and_nothing_of_it_is_kept() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", &broken());
    let mut shown = opened(&file);
    shown.click("Play it all the same");
    assert_eq!(shown.page(), Page::Scenario);
    shown.assert_says("Draft");
    shown.assert_says("What is missing says so");
    shown.start_in(Mode::Practice);
    assert_eq!(shown.page(), Page::Practice);
    shown.assert_says("Draft · Practice · Scene ");
    shown.key(Key::Num1);
    assert!(shown.memory().history.of("late-unit").is_empty());
    assert!(shown.memory().visited.is_empty(), "a draft is listened to, and not visited");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Scenario);
    assert!(!shown.says("Start again"), "it is not offered to go on with");
    let kept = Records::within(&shown.folders().records()).files().unwrap_or_default();
    assert!(kept.is_empty(), "{kept:?}");
    // Its map is open to its author.
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Map);
}

#[test]
fn a_mode_for_one_file_is_for_no_other() {
    let folder = folder();
    let broken = write(folder.path(), "mine.ron", &broken());
    for (file, page) in [(broken, Page::Problems), (folder.path().join("missing.ron"), Page::Library)] {
        let mut shown = start(Start { file: Some(file), mode: Some(Mode::Challenge), ..Start::default() });
        assert_eq!(shown.page(), page);
        shown.key(Key::Escape);
        shown.tab_to("The late unit, ");
        shown.key(Key::Enter);
        assert_eq!(shown.page(), Page::Scenario);
    }
}

#[test]
fn problems_can_be_copied_and_left() {
    let folder = folder();
    let mut shown = opened(&write(folder.path(), "mine.ron", &broken()));
    shown.harness.get_by_label("Copy all").click();
    let mut copied = None;
    for _ in 0..4 {
        shown.harness.step();
        for command in &shown.harness.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                copied = Some(text.clone());
            }
        }
    }
    assert!(copied.is_some_and(|text| text.contains("nowhere-at-all") && text.contains("mine.ron")));
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
}

#[test]
fn a_dropped_file_is_opened_wherever_one_is() {
    let folder = folder();
    let bad = write(folder.path(), "bad.ron", &broken());
    let good = write(folder.path(), "good.ron", LATE_UNIT);
    let mut shown = first_start();
    drop_on(&mut shown, &[&bad]);
    assert_eq!(shown.page(), Page::Problems);
    drop_on(&mut shown, &[&good]);
    assert_eq!(shown.page(), Page::Scenario);
    shown.control(Key::Comma);
    drop_on(&mut shown, &[&bad]);
    assert_eq!(shown.page(), Page::Problems);
    // A folder is no scenario, and says so.
    drop_on(&mut shown, &[folder.path()]);
    shown.assert_says("this is a folder, where a file was expected");
}

#[test]
fn what_cannot_be_a_scenario_says_so() {
    let folder = folder();
    let mut shown = first_start();
    // Whatever bytes there are, they are shown as well as the fonts can.
    shown.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    for (name, bytes) in [
        ("empty.ron", &b""[..]),
        ("not text.ron", &[0xff, 0xfe, 0x00, 0x80]),
        ("cut.ron", &LATE_UNIT.as_bytes()[..LATE_UNIT.len() / 2]),
        ("a model.ron", include_bytes!("../../assets/models/five-steps.ron")),
        ("brackets.ron", &[b'('; 5000]),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).expect("written");
        drop_on(&mut shown, &[&file]);
        assert_eq!(shown.page(), Page::Problems, "{name}");
        shown.assert_says(&format!(" in {name}"));
        shown.click("Check again");
        assert_eq!(shown.page(), Page::Problems, "{name}");
    }
}

#[test]
fn a_missing_file_says_what_to_do_until_it_is_dismissed() {
    let folder = folder();
    let missing = folder.path().join("gone.ron");
    let mut shown = opened(&missing);
    assert_eq!(shown.page(), Page::Library);
    shown.assert_says("gone.ron");
    shown.assert_says("there is no file or folder of this name");
    let told = alert(&shown).expect("it is told");
    shown.tab_to("Dismiss");
    shown.key(Key::Enter);
    assert!(shown.harness.query_by_label("Dismiss").is_none());
    // It is said again where it happens again.
    drop_on(&mut shown, &[&missing]);
    assert!(shown.harness.query_by_label("Dismiss").is_some());
    assert!(alert(&shown).is_some_and(|again| again != told));
    assert!(shown.settings().recent.is_empty());
}

#[test]
fn a_file_that_goes_while_its_problems_are_shown() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", &broken());
    let mut shown = opened(&file);
    std::fs::remove_file(&file).expect("removed");
    shown.click("Check again");
    shown.assert_says("there is no file or folder of this name");
    shown.click("Dismiss");
    shown.click("Back");
    assert_eq!(shown.page(), Page::Library);
}

#[test]
fn recent_files_are_listed_and_opened() {
    let folder = folder();
    let bad = write(folder.path(), "bad.ron", &broken());
    let good = write(folder.path(), "good.ron", LATE_UNIT);
    let mut shown = first_start();
    assert!(!shown.says("Recent files"));
    drop_on(&mut shown, &[&bad]);
    drop_on(&mut shown, &[&good]);
    let mut shown = shown.restart();
    shown.assert_says("Recent files");
    assert_eq!(shown.settings().recent, [good, bad]);
    shown.tab_to("Open bad.ron in ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Problems);
    shown.key(Key::Escape);
    shown.tab_to("Open good.ron in ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
}

#[test]
fn an_own_version_takes_the_place_of_the_shipped_one() {
    let folder = folder();
    let own = LATE_UNIT.replacen("title: \"The late unit\"", "title: \"The late unit at our place\"", 1);
    write(folder.path(), "late-unit.ron", &own);
    let mut shown = with_folder(folder.path());
    let name = card(&shown, "The late unit at our place, ").expect("its card");
    assert!(name.contains("your version"), "{name}");
    shown.assert_says("Your version");
    assert_eq!(card(&shown, "The late unit, "), None);
    shown.tab_to("The late unit at our place, ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
    shown.assert_says("The late unit at our place");
}

#[test]
fn a_broken_file_in_the_folder_has_a_card_that_is_right_again_when_it_is_mended() {
    let folder = folder();
    write(folder.path(), "mine.ron", &broken());
    let mut shown = with_folder(folder.path());
    shown.assert_says("mine.ron, your own file, ");
    shown.tab_to("mine.ron, your own file, ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Problems);
    write(folder.path(), "mine.ron", &LATE_UNIT.replacen("id: \"late-unit\"", "id: \"mine\"", 1));
    shown.click("Check again");
    assert_eq!(shown.page(), Page::Scenario);
    shown.key(Key::Escape);
    assert!(!shown.says("mine.ron, your own file, "), "{}", shown.all_words());
    let own = shown.nodes().filter_map(|node| node.accesskit_node().label());
    assert!(own.into_iter().any(|name| name.starts_with("The late unit, ") && name.contains("your own file")));
}

#[test]
fn a_folder_that_is_not_there_is_told_and_looked_for_again() {
    let folder = folder();
    let own = folder.path().join("own");
    let mut shown = with_folder(&own);
    shown.assert_says("Not everything could be read");
    shown.assert_says("there is no file or folder of this name");
    assert!(card(&shown, "The late unit, ").is_some(), "the shipped ones are there all the same");
    write(&own, "mine.ron", LATE_UNIT);
    shown.click("Read again");
    assert!(!shown.says("Not everything could be read"));
    assert!(card(&shown, "The late unit, ").is_some_and(|name| name.contains("your version")));
}

#[test]
fn own_models_and_portraits_beside_a_scenario_are_used() {
    let folder = folder();
    let model = include_str!("../../assets/models/five-steps.ron");
    let model = model.replacen("id: \"five-steps\"", "id: \"our-steps\"", 1);
    let model = model.replacen("short: \"Take ownership\"", "short: \"Grab it\"", 1);
    write(folder.path(), "models/our-steps.ron", &model);
    let drawing = make_it_right::assets::portrait("foreman", "calm").expect("a portrait");
    let drawing = String::from_utf8(drawing).expect("text");
    for mood in make_it_right::scenario::Mood::ALL {
        write(folder.path(), &format!("portraits/ourdan-{}.svg", mood.word()), &drawing);
    }
    let own = LATE_UNIT
        .replacen("model: \"five-steps\"", "model: \"our-steps\"", 1)
        .replacen("id: \"late-unit\"", "id: \"our-unit\"", 1)
        .replacen("portrait: \"foreman\"", "portrait: \"ourdan\"", 1);
    let file = write(folder.path(), "our-unit.ron", &own);

    // As a folder, and as a file by itself.
    let mut shown = with_folder(folder.path());
    let mut cards = shown.nodes().filter_map(|node| node.accesskit_node().label());
    let name = cards.find(|name| name.contains("your own file")).expect("its card");
    drop(cards);
    shown.tab_to(&name);
    shown.key(Key::Enter);
    let scenario = shipped("late-unit");
    let plays = |mut shown: Shown| {
        shown.start_in(Mode::Practice);
        shown.assert_says("Grab it, not yet shown");
        shown.assert_says("Dan Okafor, angry");
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.assert_says("Grab it, shown");
    };
    plays(shown);
    plays(opened(&file));
}

#[test]
fn the_place_in_a_shipped_scenario_outlives_reading_the_folder_again() {
    let folder = folder();
    let own = folder.path().join("own");
    let mut shown = with_folder(&own);
    shown.begin("The late unit, ", Mode::Practice);
    shown.choose(&shipped("late-unit"), |_| true);
    shown.key(Key::Escape);
    write(&own, "mine.ron", &LATE_UNIT.replacen("id: \"late-unit\"", "id: \"mine\"", 1));
    shown.click("Read again");
    assert!(!shown.says("Not everything could be read"));
    shown.tab_to("The late unit, ");
    shown.key(Key::Enter);
    assert_eq!(shown.focused().as_deref(), Some("Continue"));
    shown.key(Key::Enter);
    shown.assert_says("Feedback");
}
