//! The page of a scenario, its modes, and what is remembered of them.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::memory::{Played, Suggestion};
use make_it_right::scenario::{Outcome, Scenario, System, plain};

use super::driver::{LATE_UNIT, Shown, first_start, folder, shipped, start, write};

const LATE: &str = "The late unit, ";

/// Plays on with replies of one system until the story is over, saying nothing first.
fn play_on(shown: &mut Shown, scenario: &Scenario, system: System) {
    for _ in 0..80 {
        if shown.says("Outcome: ") {
            return;
        }
        if shown.page() == Page::WhatDiffers {
            shown.key(Key::Escape);
            continue;
        }
        // These help as well, and make no champion.
        let lesser = ["small-lift", "pass-on"];
        shown.choose(scenario, |reply| reply.system == system && !lesser.contains(&reply.id.value.as_str()));
        shown.key(Key::Enter);
    }
    panic!("the story does not end");
}

/// The mode that is chosen on the page of a scenario.
fn chosen(shown: &Shown) -> Mode {
    let is_chosen = |mode: &&Mode| {
        let node = shown.harness.get_by_role_and_label(egui::accesskit::Role::RadioButton, mode.label());
        node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    *Mode::ALL.iter().find(is_chosen).expect("one of them is chosen")
}

#[test]
fn a_novice_is_guided_and_the_contrast_opens_by_itself_once() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.assert_says("Suggested until a first play ends with a satisfied customer.");
    assert_eq!(chosen(&shown), Mode::Guided);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    shown.assert_says("Guided · Scene ");

    // A good reply first, then a poor one: what differs?
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    let poor = shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.assert_says("Feedback");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::WhatDiffers);
    // Of that very reply.
    shown.assert_says(&plain(&scenario.reply(poor).text));
    shown.assert_says("A first reply without a recovery system.");
    shown.key(Key::Num1);
    assert_eq!(shown.focused().as_deref(), Some("Continue"));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    let next = shown.replies(&scenario);
    assert!(!next.is_empty(), "the story has gone on");

    // Later only on demand.
    let poor = shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    shown.assert_says(&plain(&scenario.reply(poor).text));
    shown.key(Key::Escape);
    shown.assert_says("Feedback");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
}

#[test]
fn what_differs_can_be_left_and_come_back_to() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, Mode::Guided);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::WhatDiffers);
    shown.control(Key::L);
    shown.click("Continue");
    shown.assert_says("Feedback");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    assert!(!shown.replies(&scenario).is_empty());
}

#[test]
fn suggestions_follow_what_was_reached_and_survive_a_restart() {
    let late = shipped("late-unit");
    let mut shown = first_start();
    for (mode, suggestion) in [
        (Mode::Guided, Suggestion::First),
        (Mode::Practice, Suggestion::OnTheirOwn),
        (Mode::Challenge, Suggestion::Ready),
    ] {
        shown.tab_to(LATE);
        shown.key(Key::Enter);
        assert_eq!(chosen(&shown), mode);
        shown.assert_says(suggestion.why());
        shown.key(Key::Enter);
        play_on(&mut shown, &late, System::Recovery);
        shown = shown.restart();
    }
    let all = Mode::ALL.iter().map(|&mode| Played { outcome: Outcome::Champion, mode, stepped_back: false });
    assert_eq!(shown.memory().history.of("late-unit"), all.collect::<Vec<_>>());
    let mut shown = shown.restart();
    let name = shown.nodes().filter_map(|node| node.accesskit_node().label()).find(|name| name.starts_with(LATE));
    assert!(name.is_some_and(|name| name.ends_with("champion")), "the card knows it after a restart");
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.assert_says("Played 3 times");
    shown.assert_says("Champion, challenge");
    shown.key(Key::Escape);
    // Another scenario has its own count.
    shown.tab_to("Twenty-four hours late, ");
    shown.key(Key::Enter);
    assert_eq!(chosen(&shown), Mode::Practice);
}

#[test]
fn a_choice_of_mode_is_remembered_for_its_scenario() {
    let mut shown = first_start();
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.key(Key::Num3);
    assert_eq!(chosen(&shown), Mode::Challenge);
    let mut shown = shown.restart();
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    assert_eq!(chosen(&shown), Mode::Challenge);
    shown.assert_says("Your choice for this scenario. Suggested would be guided.");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
    shown.tab_to("Twenty-four hours late, ");
    shown.key(Key::Enter);
    assert_eq!(chosen(&shown), Mode::Guided);
}

#[test]
fn a_play_counts_once_with_its_first_ending() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, Mode::Practice);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.key(Key::Backspace);
    play_on(&mut shown, &scenario, System::NoRecovery);
    let first = Played { outcome: Outcome::Lost, mode: Mode::Practice, stepped_back: true };
    assert_eq!(shown.memory().history.of("late-unit"), [first]);
    // Replayed from the turning point, it stays what it was; a fresh start counts again.
    shown.key(Key::Enter);
    shown.key(Key::R);
    play_on(&mut shown, &scenario, System::Recovery);
    assert_eq!(shown.memory().history.of("late-unit"), [first]);
    shown.key(Key::Enter);
    shown.key(Key::P);
    play_on(&mut shown, &scenario, System::NoRecovery);
    let second = Played { stepped_back: false, ..first };
    assert_eq!(shown.memory().history.of("late-unit"), [first, second]);
}

#[test]
fn a_challenge_keeps_everything_for_the_debrief() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, Mode::Challenge);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    for key in [Key::C, Key::Backspace] {
        shown.key(key);
        assert_eq!(shown.page(), Page::Practice);
    }
    shown.assert_says("A challenge has no way back. From the debrief you can replay any reply.");
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::Conversation);
    assert!(!shown.says("Feedback"), "nor does the whole conversation tell");
    shown.key(Key::Escape);
    shown.key(Key::Enter);
    play_on(&mut shown, &scenario, System::NoRecovery);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
    shown.harness.get_by_label("Challenge");
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    shown.key(Key::Escape);
    shown.key(Key::H);
    shown.assert_says("Feedback");
    shown.key(Key::Escape);
    shown.key(Key::R);
    shown.assert_says("Practice · Scene ");
}

#[test]
fn a_play_under_way_keeps_its_mode_and_can_be_started_again_in_another() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, Mode::Practice);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    let offered = shown.replies(&scenario);
    shown.key(Key::Escape);
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    assert_eq!(shown.focused().as_deref(), Some("Continue"));
    shown.key(Key::Num3);
    shown.assert_says("You are in the middle of it: Continue goes on in practice, after 1 reply.");
    shown.key(Key::Enter);
    assert_eq!(shown.replies(&scenario), offered);
    shown.assert_says("Practice · Scene ");
    shown.key(Key::Escape);
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.key(Key::P);
    shown.assert_says("Challenge · Scene ");
    shown.harness.get_by_label("Your part");
}

#[test]
fn saying_it_first_can_always_be_on_and_stands_in_the_debrief() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.control(Key::Comma);
    shown.tab_to("Always say it first");
    shown.key(Key::Space);
    assert!(shown.settings().say_first);
    let mut shown = shown.restart();
    shown.begin(LATE, Mode::Practice);
    let words = "I will find your lift";
    for turn in 0..40 {
        if shown.says("Outcome: ") {
            break;
        }
        assert_eq!(shown.focused().as_deref(), Some("What would you say?"), "turn {turn}");
        if turn == 0 {
            shown.harness.event(egui::Event::Text(words.to_owned()));
            shown.harness.run();
        }
        shown.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        shown.harness.run();
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        if turn == 0 {
            shown.assert_says(words);
        }
        shown.key(Key::Enter);
    }
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
    shown.click("Show as a table");
    shown.assert_says(&format!("You, first: “{words}”"));
    let settings = std::fs::read_to_string(shown.folders().settings_file()).expect("settings");
    assert!(!settings.contains(words), "it is not saved");
}

#[test]
fn a_worked_example_is_marked_in_the_debrief() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, Mode::Guided);
    play_on(&mut shown, &scenario, System::Recovery);
    shown.key(Key::Enter);
    shown.harness.get_by_label("Guided, with a worked example");
    shown.click("Show as a table");
    shown.assert_says("(worked example)");
}

#[test]
fn a_mode_named_at_the_start_holds_until_the_file_is_sound() {
    let folder = folder();
    let file = write(folder.path(), "mine.ron", &LATE_UNIT.replacen("next: \"stakes\"", "next: \"nowhere\"", 1));
    let mut shown = start(Start { file: Some(file), mode: Some(Mode::Challenge), ..Start::default() });
    assert_eq!(shown.page(), Page::Problems);
    write(folder.path(), "mine.ron", LATE_UNIT);
    shown.click("Check again");
    assert_eq!(shown.page(), Page::Practice, "what it was started with is still meant");
}
