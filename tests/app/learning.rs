//! Learning in the app: from the rail through a lesson into a scenario, the glossary from anywhere, and what is remembered.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::System;

use make_it_right::memory::History;
use make_it_right::storage::Teaching;

use super::driver::{LATE_UNIT, Shown, first_start, folder, shipped, start, write};

/// Opens a lesson by the start of its name.
fn open_lesson(shown: &mut Shown, name: &str) {
    shown.control(Key::E);
    assert_eq!(shown.page(), Page::Learn);
    shown.tab_to(name);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Lesson, "{:?}", shown.page());
}

fn to_the_question(shown: &mut Shown) {
    for _ in 0..8 {
        if shown.says("One question before you go") {
            return;
        }
        shown.key(Key::ArrowRight);
    }
    panic!("no question:\n{}", shown.all_words());
}

#[test]
fn a_lesson_leads_by_keyboard_to_the_decision_it_is_about() {
    let mut shown = first_start();
    open_lesson(&mut shown, "Lesson 8, ");
    to_the_question(&mut shown);
    shown.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    shown.harness.run();
    assert_eq!(shown.focused().as_deref(), Some("Practise this now"));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    let practise = &Teaching::shipped().lessons[7].practise;
    let scenario = shipped(&practise.scenario.value);
    let offered = shown.replies(&scenario);
    let scenes: Vec<_> = offered.iter().map(|&it| scenario.scene(scenario.scene_of(it)).id.value.clone()).collect();
    assert!(!scenes.is_empty() && scenes.iter().all(|scene| *scene == practise.scene.value), "{scenes:?}");
    // It is a play like any other: it can be played on, and taken up again.
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Lesson, "back to where it was begun");
    shown.click("Practise");
    shown.assert_says("Pick up where you left off");
    // Its end counts for nothing: others have begun it.
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    shown.key(Key::Enter);
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    assert_eq!(shown.memory().history, History::default());
}

#[test]
fn to_practise_from_a_lesson_costs_no_play_of_ones_own() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin("The late unit, ", Mode::Practice);
    shown.choose(&scenario, |reply| reply.id.value == "no-hour");
    shown.key(Key::Escape);
    open_lesson(&mut shown, "Lesson 4, ");
    to_the_question(&mut shown);
    shown.click("Show the answer");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    shown.assert_says("And don’t tell me it’s on its way.");
    shown.key(Key::Escape);
    shown.click("Practise");
    shown.assert_says(" · Dan is suspicious");
    open_lesson(&mut shown, "Lesson 4, ");
    to_the_question(&mut shown);
    shown.click("Show the answer");
    shown.key(Key::Enter);
    shown.choose(&scenario, |_| true);
    shown.key(Key::Escape);
    shown.click("Practise");
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    shown.assert_says("It is a fair question about the wrong thing.");
}

#[test]
fn whoever_comes_back_to_a_lesson_finds_the_focus_there() {
    let mut shown = first_start();
    let away_and_back = |shown: &mut Shown| {
        shown.control(Key::G);
        assert_eq!(shown.page(), Page::Glossary);
        shown.key(Key::Escape);
        shown.focused()
    };
    open_lesson(&mut shown, "Lesson 1, ");
    assert_eq!(away_and_back(&mut shown).as_deref(), Some("Next"));
    to_the_question(&mut shown);
    assert_eq!(away_and_back(&mut shown).as_deref(), Some("Your answer"));
    shown.click("Show the answer");
    assert_eq!(away_and_back(&mut shown).as_deref(), Some("Practise this now"));
}

#[test]
fn what_was_read_is_remembered() {
    let mut shown = first_start();
    open_lesson(&mut shown, "Lesson 1, ");
    assert!(shown.memory().lessons_read.is_empty(), "not before its end");
    to_the_question(&mut shown);
    shown.key(Key::Escape);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Learn);
    shown.assert_says("2 minutes, read");
    let mut shown = shown.restart();
    shown.control(Key::E);
    shown.assert_says("2 minutes, read");
    shown.assert_says("You have read 1 of 9.");
}

#[test]
fn the_rail_leads_to_the_lessons_and_escape_back() {
    let mut shown = first_start();
    shown.harness.get_by_role_and_label(Role::Tab, "Learn").click();
    shown.harness.run();
    assert_eq!(shown.page(), Page::Learn);
    shown.tab_to("Glossary. ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Glossary);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Learn);
    shown.tab_to("Credits. ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Credits);
    shown.assert_says("Chip R. Bell");
    shown.key(Key::Escape);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
}

#[test]
fn a_word_can_be_looked_up_in_the_middle_of_a_play() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin("The late unit, ", Mode::Practice);
    let before = shown.replies(&scenario);
    shown.tab_to("Trust: what it means");
    shown.key(Key::Enter);
    shown.assert_says("How far the customer believes that you will do what you say");
    shown.key(Key::Num1);
    shown.key(Key::C);
    assert_eq!(shown.replies(&scenario), before, "nothing was heard beneath");
    assert_eq!(shown.focused().as_deref(), Some("Open in the glossary"));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Glossary);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Practice);
    assert_eq!(shown.replies(&scenario), before);

    // Esc closes what it means, and not the play.
    shown.tab_to("Dread of hassle: what it means");
    shown.key(Key::Enter);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Practice);
    assert!(!shown.says("Open in the glossary"));
    assert_eq!(shown.focused().as_deref(), Some("Dread of hassle: what it means"));
    // The key from anywhere, and from the glossary to a lesson.
    shown.control(Key::G);
    assert_eq!(shown.page(), Page::Glossary);
    shown.click_first("Lesson: HEAL, from Agility");
    assert_eq!(shown.page(), Page::Lesson);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Learn);
}

#[test]
fn a_lesson_does_without_a_scene_that_the_persons_own_library_lacks() {
    let folder = folder();
    // Their own version of the scenario, in which scenes that lessons name have other names.
    let own = ["manager", "stakes"].iter().fold(LATE_UNIT.to_owned(), |text, scene| {
        ["id", "next", "to"].iter().fold(text, |text, field| {
            text.replace(&format!("{field}: \"{scene}\""), &format!("{field}: \"own-{scene}\""))
        })
    });
    write(folder.path(), "late-unit.ron", &own);
    let mut shown = start(Start { scenarios: Some(folder.path().to_owned()), ..Start::default() });
    open_lesson(&mut shown, "Lesson 7, ");
    shown.key(Key::ArrowRight);
    shown.assert_says("comes from a scenario that is not in your library");
    open_lesson(&mut shown, "Lesson 4, ");
    to_the_question(&mut shown);
    shown.click("Show the answer");
    shown.assert_says("The scenario that belongs to this lesson is not in your library.");
    assert!(shown.harness.get_by_label("Practise this now").accesskit_node().is_disabled());
}

#[test]
fn own_lessons_are_listed_and_broken_ones_told() {
    let folder = folder();
    let own = "(format: 1, id: \"house-rules\", title: \"House rules\", summary: \"How we do it.\", minutes: 1, \
        credit: \"Ada\", screens: [(title: \"One\", text: [\"First.\"], key_point: \"k\"), (title: \"Two\", \
        text: [\"Then.\"], key_point: \"k\")], question: (ask: \"a?\", answer: \"b\"), \
        practise: (scenario: \"late-unit\", scene: \"counter\"))";
    write(folder.path(), "lessons/own.ron", own);
    write(folder.path(), "lessons/broken.ron", "(format: 1, screens: [])");
    let mut shown = start(Start { scenarios: Some(folder.path().to_owned()), ..Start::default() });
    shown.control(Key::E);
    shown.assert_says("Lesson 10, House rules. How we do it.");
    shown.assert_says("broken.ron has problems");
}
