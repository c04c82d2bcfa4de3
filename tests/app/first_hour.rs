//! What a newcomer is told in their first hour: words of ours, what comes next, and how plays ended.

use egui::Key;
use egui_kittest::kittest::NodeT as _;
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::{Reply, System};
use make_it_right::ui::widgets::first_met::OwnWord;

use super::driver::{Shown, first_start, shipped, start};
use crate::stage::words_of;

const LATE: &str = "The late unit, ";

/// Plays the late unit to its end with such replies, and reads the debrief.
fn play_to_the_end(shown: &mut Shown, mode: Mode, wanted: impl Fn(&Reply) -> bool) {
    let scenario = shipped("late-unit");
    shown.control(Key::L);
    shown.begin(LATE, mode);
    for _ in 0..40 {
        if shown.says("Outcome: ") {
            shown.key(Key::Enter);
            assert_eq!(shown.page(), Page::Debrief);
            return;
        }
        shown.choose(&scenario, &wanted);
        shown.key(Key::Enter);
        if shown.page() == Page::Contrast {
            shown.key(Key::Escape);
        }
    }
    panic!("no end");
}

fn recovers(reply: &Reply) -> bool {
    reply.system == System::Recovery
}

/// How the card of the late unit is called.
fn card(shown: &mut Shown) -> String {
    shown.control(Key::L);
    let names = shown.nodes().filter_map(|node| node.accesskit_node().label());
    names.into_iter().find(|name| name.starts_with(LATE)).expect("a card")
}

#[test]
fn a_word_of_ours_is_explained_where_it_is_first_met_and_never_again() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, Mode::Practice);
    shown.assert_says(OwnWord::Loss.line());
    shown.assert_says(OwnWord::Dread.line());
    shown.choose(&scenario, |reply| reply.trap.is_some());
    shown.assert_says(OwnWord::RecoverySystem.line());
    shown.assert_says(OwnWord::Trap.line());
    shown.key(Key::Enter);
    let all = [OwnWord::Loss, OwnWord::Dread, OwnWord::RecoverySystem, OwnWord::Trap];
    for _ in 0..2 {
        shown.choose(&scenario, |reply| reply.trap.is_some());
        assert!(all.iter().all(|word| !shown.says(word.line())), "once is enough:\n{}", shown.all_words());
        shown.key(Key::Enter);
    }
    let mut shown = shown.restart();
    shown.begin("Live on Monday, ", Mode::Practice);
    assert!(all.iter().all(|word| !shown.says(word.line())), "it is remembered");
    // Nobody knows what a guest has met.
    let mut shown = start(Start { guest: true, ..Start::default() });
    shown.begin(LATE, Mode::Practice);
    shown.assert_says(OwnWord::Loss.line());
    shown.choose(&scenario, |reply| reply.trap.is_some());
    shown.assert_says(OwnWord::Trap.line());
}

#[test]
fn the_library_offers_what_the_debrief_offers() {
    let mut shown = first_start();
    shown.assert_says("Start here: The late unit");
    play_to_the_end(&mut shown, Mode::Guided, recovers);
    shown.assert_says("Now in practice");
    shown.control(Key::L);
    shown.assert_says("Now in practice: The late unit");
    shown.click("Start");
    assert_eq!(shown.page(), Page::Practice);
    shown.key(Key::Escape);
    play_to_the_end(&mut shown, Mode::Practice, recovers);
    let next = |shown: &Shown| {
        let words = shown.nodes().filter_map(|node| words_of(&node));
        words.into_iter().find(|words| words.starts_with("Next: ")).expect("something comes next")
    };
    let offered = next(&shown);
    shown.control(Key::L);
    assert_eq!(next(&shown), offered);
    // The same after a restart, when only the records know of it.
    let mut shown = shown.restart();
    assert_eq!(next(&shown), offered);
    shown.click("Have a look");
    assert_eq!(shown.page(), Page::Scenario);
    shown.assert_says(offered.trim_start_matches("Next: "));
}

#[test]
fn a_card_tells_the_best_outcome_and_apart_from_it_the_latest() {
    let mut shown = first_start();
    assert!(card(&mut shown).ends_with(", start here"));
    play_to_the_end(&mut shown, Mode::Practice, recovers);
    let best = shown.memory().history.of("late-unit")[0].outcome.label().to_lowercase();
    assert!(card(&mut shown).ends_with(&format!(" minutes, {best}")), "{}", card(&mut shown));
    play_to_the_end(&mut shown, Mode::Practice, |reply| reply.system == System::NoRecovery);
    let both = format!(", best: {best}, latest: lost");
    assert!(card(&mut shown).ends_with(&both), "{}", card(&mut shown));
    let mut shown = shown.restart();
    assert!(card(&mut shown).ends_with(&both), "{}", card(&mut shown));
}

#[test]
fn what_is_only_tried_out_counts_nowhere_whoever_chose_its_beginning() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    play_to_the_end(&mut shown, Mode::Practice, |reply| reply.system == System::NoRecovery);
    let before = (shown.memory().history, card(&mut shown));
    // From a lesson into a moment, and from there back to the very beginning.
    shown.control(Key::E);
    shown.tab_to("Lesson 4, ");
    shown.key(Key::Enter);
    while !shown.says("One question before you go") {
        shown.key(Key::ArrowRight);
    }
    shown.click("Show the answer");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    for _ in 0..12 {
        shown.key(Key::Backspace);
    }
    shown.choose(&scenario, recovers);
    assert!(!card(&mut shown).contains("in progress"), "it takes no place on the card");
    shown.click("Continue");
    shown.key(Key::Enter);
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, recovers);
        shown.key(Key::Enter);
    }
    assert_eq!((shown.memory().history, card(&mut shown)), before);
}
