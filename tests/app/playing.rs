//! Whole conversations, from the library to the debrief and back.

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::Page;
use make_it_right::engine::{Mode, Session};
use make_it_right::scenario::{Outcome, ReplyIx, Scenario, System, plain};

use super::driver::{Shown, first_start, shipped};

const LATE: &str = "The late unit, ";
const LATE_ID: &str = "late-unit";

/// The outcome that the engine comes to with these choices.
fn outcome(scenario: &std::sync::Arc<Scenario>, choices: &[ReplyIx]) -> Outcome {
    let mut session = Session::new(scenario.clone());
    for &choice in choices {
        session.choose(choice).expect("it was on offer");
    }
    session.outcome().expect("the story is over")
}

/// Plays on with replies of one system until the story is over; what was chosen.
fn play_on(shown: &mut Shown, scenario: &Scenario, system: System, chosen: &mut Vec<ReplyIx>) {
    while !shown.says("Outcome: ") {
        chosen.push(shown.choose(scenario, |reply| reply.system == system));
        shown.key(Key::Enter);
        assert!(chosen.len() < 40, "the story does not end");
    }
}

#[test]
fn a_whole_conversation_by_keyboard_alone() {
    let scenario = shipped(LATE_ID);
    let mut shown = first_start();
    shown.tab_to(LATE);
    assert!(shown.focused().is_some_and(|name| name.ends_with("start here")));
    // The arrows lead to the neighbour and back.
    shown.key(Key::ArrowRight);
    assert!(shown.focused().is_some_and(|name| !name.starts_with(LATE)), "{:?}", shown.focused());
    shown.key(Key::ArrowLeft);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
    assert_eq!(shown.focused().as_deref(), Some("Start"));
    shown.start_in(Mode::Practice);
    // What the customer says is announced.
    shown.assert_says("Dan Okafor, angry: “There’s nothing in bay six.");

    // A poor reply, what it did, and the contrast.
    let poor = shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.assert_says("Feedback");
    assert_eq!(shown.focused().as_deref(), Some("Continue"));
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    shown.assert_says(&plain(&scenario.reply(poor).text));
    let right = scenario.decision(scenario.scene_of(poor)).expect("a decision").differs.answers.iter();
    let right = right.clone().position(|answer| answer.right).expect("a right answer");
    shown.key([Key::Num1, Key::Num2, Key::Num3][right]);
    shown.assert_says(&format!("Answer {}: ", right + 1));
    shown.assert_says("That’s it");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Practice);
    assert_eq!(shown.focused().as_deref(), Some("Continue"), "as before the contrast");

    // Taken back: the same replies are there again.
    shown.key(Key::Backspace);
    assert!(shown.replies(&scenario).contains(&poor));
    let mut chosen = vec![shown.choose(&scenario, |reply| reply.system == System::Recovery)];
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::Conversation);
    shown.assert_says("1 reply so far");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Practice);
    shown.key(Key::Enter);

    play_on(&mut shown, &scenario, System::Recovery, &mut chosen);
    let ended = outcome(&scenario, &chosen);
    // By recovery replies alone a story ends well; which of them make a champion is another matter.
    assert!(ended.is_good(), "{ended:?}");
    let ended = ended.label().to_lowercase();
    // Announced at once, as the outcome and as what it is called.
    let alerts = shown.nodes().filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Alert);
    let said: Vec<_> = alerts.filter_map(|node| node.accesskit_node().label()).collect();
    assert!(said.iter().any(|said| said.starts_with(&format!("Outcome: {ended}. "))), "{said:?}");

    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
    shown.assert_says("How Dan felt, reply by reply");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
    assert!(shown.harness.query_by_label_contains("Pick up where you left off").is_none());
    let card = shown.nodes().filter_map(|node| node.accesskit_node().label()).find(|name| name.starts_with(LATE));
    assert!(card.as_ref().is_some_and(|name| name.ends_with(&ended)), "{card:?}");
}

#[test]
fn an_arrow_leads_to_the_first_card_and_the_contrast_back_from_below() {
    let scenario = shipped(LATE_ID);
    let mut shown = first_start();
    shown.key(Key::ArrowDown);
    assert!(shown.focused().is_some_and(|name| name.starts_with(LATE)), "{:?}", shown.focused());
    shown.key(Key::Enter);
    shown.start_in(Mode::Practice);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::C);
    shown.key(Key::Num1);
    shown.click("Go back");
    assert_eq!(shown.page(), Page::Practice);
}

#[test]
fn another_story_to_a_bad_end() {
    let scenario = shipped("airline-outage");
    let title = scenario.file().title.value.clone();
    let mut shown = first_start();
    shown.begin(&format!("{title}, "), Mode::Practice);
    let mut chosen = Vec::new();
    play_on(&mut shown, &scenario, System::NoRecovery, &mut chosen);
    let outcome = outcome(&scenario, &chosen);
    assert_eq!(outcome, Outcome::Lost);
    shown.assert_says("Outcome: lost");
    shown.key(Key::Enter);
    shown.assert_says("Outcome: lost");
    shown.key(Key::Escape);
    shown.assert_says(&format!("{title}, Airline, "));
    assert!(shown.nodes().any(|node| {
        node.accesskit_node().label().is_some_and(|name| name.starts_with(&title) && name.ends_with(", lost"))
    }));
}

#[test]
fn a_pause_keeps_the_place() {
    let scenario = shipped(LATE_ID);
    let mut shown = first_start();
    shown.begin(LATE, Mode::Practice);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    let offered = shown.replies(&scenario);

    for by_key in [false, true] {
        if by_key {
            shown.key(Key::Escape);
        } else {
            shown.click("Pause");
        }
        assert_eq!(shown.page(), Page::Library);
        shown.assert_says("Pick up where you left off: The late unit");
        shown.assert_says("Scene 2 of about");
        assert!(shown.nodes().any(|node| {
            node.accesskit_node().label().is_some_and(|name| name.starts_with(LATE) && name.ends_with("in progress"))
        }));
        if by_key {
            shown.key(Key::Enter);
        } else {
            shown.click("Continue");
        }
        assert_eq!(shown.page(), Page::Practice);
        assert_eq!(shown.replies(&scenario), offered);
    }
}

#[test]
fn playing_another_scenario_loses_no_place() {
    let late = shipped(LATE_ID);
    let mut shown = first_start();
    let begin = |shown: &mut Shown, id: &str| {
        let scenario = shipped(id);
        shown.begin(&scenario.file().title.value, Mode::Practice);
        scenario
    };
    begin(&mut shown, LATE_ID);
    shown.choose(&late, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    let offered = shown.replies(&late);
    shown.key(Key::Escape);

    let airline = begin(&mut shown, "airline-outage");
    shown.choose(&airline, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    let in_between = shown.replies(&airline);
    shown.key(Key::Escape);
    shown.assert_says(&format!("Pick up where you left off: {}", airline.file().title.value));

    begin(&mut shown, LATE_ID);
    assert_eq!(shown.replies(&late), offered, "the card of a play that was left goes on with it");
    shown.key(Key::Escape);
    begin(&mut shown, "airline-outage");
    assert_eq!(shown.replies(&airline), in_between);
}

#[test]
fn after_the_end_one_can_step_back_and_pause_there() {
    let scenario = shipped(LATE_ID);
    let mut shown = first_start();
    shown.begin(LATE, Mode::Practice);
    play_on(&mut shown, &scenario, System::NoRecovery, &mut Vec::new());
    shown.key(Key::Backspace);
    let offered = shown.replies(&scenario);
    assert!(!offered.is_empty());
    shown.key(Key::Escape);
    shown.assert_says("Pick up where you left off: The late unit");
    shown.key(Key::Enter);
    assert_eq!(shown.replies(&scenario), offered);
}

#[test]
fn from_the_debrief_to_the_turning_point_and_to_a_fresh_start() {
    let scenario = shipped(LATE_ID);
    let mut shown = first_start();
    shown.begin(LATE, Mode::Practice);
    play_on(&mut shown, &scenario, System::NoRecovery, &mut Vec::new());
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Debrief);
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::Conversation);
    shown.key(Key::Escape);
    shown.key(Key::R);
    assert_eq!(shown.page(), Page::Practice);
    let mut chosen = Vec::new();
    play_on(&mut shown, &scenario, System::Recovery, &mut chosen);
    shown.key(Key::Enter);
    shown.key(Key::P);
    assert_eq!(shown.page(), Page::Practice);
    assert_eq!(shown.replies(&scenario).len(), 3);
    shown.assert_says("Your part");
}

#[test]
fn keys_that_mean_nothing_here_do_nothing() {
    let scenario = shipped(LATE_ID);
    let mut shown = first_start();
    for key in [Key::C, Key::H, Key::R, Key::P, Key::Backspace, Key::Num1, Key::Escape] {
        shown.key(key);
        assert_eq!(shown.page(), Page::Library, "{key:?}");
    }
    // Enter does what the library offers next.
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
    shown.key(Key::Escape);
    shown.begin(LATE, Mode::Practice);
    let offered = shown.replies(&scenario);
    for key in [Key::C, Key::R, Key::P, Key::Backspace, Key::Num9, Key::Enter] {
        shown.key(key);
        assert_eq!((shown.page(), shown.replies(&scenario)), (Page::Practice, offered.clone()), "{key:?}");
    }
    shown.harness.get_by_label("HOW DO YOU REPLY?");
}
