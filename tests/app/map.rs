//! The path map in the app: from the debrief, by keys and by names, to a contrast and back into the story.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use make_it_right::app::Page;
use make_it_right::engine::Mode;
use make_it_right::scenario::System;

use super::driver::{Shown, first_start, shipped};

const LATE: &str = "The late unit, ";

/// Plays to an end with replies of one system, to the debrief.
fn play_to_the_debrief(shown: &mut Shown, system: System) {
    let scenario = shipped("late-unit");
    if shown.page() == Page::Library {
        shown.begin(LATE, Mode::Practice);
    }
    for _ in 0..40 {
        if shown.says("Outcome: ") {
            break;
        }
        shown.choose(&scenario, |reply| reply.system == system);
        shown.key(Key::Enter);
    }
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
}

fn open_map(system: System) -> Shown {
    let mut shown = first_start();
    play_to_the_debrief(&mut shown, system);
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Map);
    shown
}

/// Goes down the list to a decision that was not seen.
fn open_a_decision_never_seen(shown: &mut Shown) {
    shown.key(Key::L);
    shown.key(Key::Home);
    for _ in 0..60 {
        if shown.focused().is_some_and(|name| name.starts_with("decision") && name.contains("not yet seen")) {
            break;
        }
        shown.key(Key::ArrowDown);
    }
    shown.key(Key::Enter);
}

/// The names of the places that a screen reader finds, in order.
fn places(shown: &Shown) -> Vec<String> {
    let items = shown.nodes().filter(|node| node.accesskit_node().role() == Role::TreeItem);
    items.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn the_map_opens_after_an_ending_and_tells_where_one_has_been() {
    let shown = open_map(System::Recovery);
    let names = places(&shown);
    let file = shipped("late-unit");
    assert_eq!(names.len(), file.file().scenes.len() + file.file().endings.len(), "each place once: {names:?}");
    // The way there is one of recovery replies; which of them are on offer first is chance.
    let ends = |name: &str| ["champion", "satisfied"].iter().any(|it| name.contains(&format!("ending, {it}, ")));
    assert!(names.iter().any(|name| ends(name) && name.contains("visited, on your last way")), "{names:?}");
    assert!(names.iter().any(|name| name.contains("not yet seen")), "{names:?}");
    // The titles of what was not seen are not given away.
    for scene in &file.file().scenes {
        let title = &scene.title.value;
        let seen = names.iter().any(|name| name.starts_with(title.as_str()) && name.contains("visited"));
        assert!(seen || !shown.says(title), "“{title}” was not seen");
    }
    assert!(shown.focused().is_some_and(|name| ends(&name)), "{:?}", shown.focused());
}

#[test]
fn before_an_ending_there_is_no_map() {
    let mut shown = first_start();
    let scenario = shipped("late-unit");
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
    let button = |shown: &Shown| {
        let buttons = shown.nodes().find(|node| node.accesskit_node().label().as_deref() == Some("Path map"));
        buttons.map(|node| node.accesskit_node().is_disabled())
    };
    assert_eq!(button(&shown), Some(true), "it is off on the page of the scenario");
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Scenario);
    shown.start_in(Mode::Practice);
    shown.choose(&scenario, |_| true);
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Practice);
}

#[test]
fn the_page_of_the_scenario_leads_to_the_map_as_well() {
    let mut shown = open_map(System::Recovery);
    let names = places(&shown);
    shown.control(Key::L);
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Map);
    assert_eq!(places(&shown), names);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Scenario);
}

#[test]
fn arrows_lead_along_the_story_and_enter_opens_a_place() {
    let mut shown = open_map(System::Recovery);
    shown.key(Key::Home);
    let start = shown.focused().expect("the start");
    assert!(start.contains("decision, Take ownership, visited"), "{start}");
    shown.key(Key::ArrowDown);
    let second = shown.focused().expect("the next scene");
    assert!(second.contains("on your last way") && second != start, "{second}");
    shown.key(Key::ArrowUp);
    assert_eq!(shown.focused().as_deref(), Some(start.as_str()));

    shown.key(Key::Enter);
    shown.assert_says("Your last reply");
    assert_eq!(shown.focused().as_deref(), Some("See the contrast"));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::SceneContrast);
    shown.assert_says("your reply");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Map);
    shown.assert_says("Your last reply");
    assert_eq!(shown.focused().as_deref(), Some("See the contrast"), "the focus is where it was left");
    shown.key(Key::Escape);
    assert!(!shown.says("Your last reply"), "the details close first");
    assert_eq!(shown.focused().as_deref(), Some(start.as_str()), "the focus goes back to the map");
    shown.control(Key::G);
    shown.key(Key::Escape);
    assert_eq!(shown.focused().as_deref(), Some(start.as_str()), "also from another page");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Debrief);
}

#[test]
fn one_can_play_from_a_scene_of_the_last_play() {
    let mut shown = open_map(System::Recovery);
    let scenario = shipped("late-unit");
    shown.key(Key::Home);
    shown.key(Key::Enter);
    shown.click("Play from here");
    assert_eq!(shown.page(), Page::Practice);
    assert!(shown.replies(&scenario).len() >= 2);
    shown.assert_says("Take ownership");
}

#[test]
fn one_can_play_from_a_scene_that_was_never_seen() {
    let mut shown = open_map(System::Recovery);
    let scenario = shipped("late-unit");
    open_a_decision_never_seen(&mut shown);
    shown.assert_says("You have not come here yet.");
    shown.key(Key::Tab);
    assert_eq!(shown.focused().as_deref(), Some("Play from here"));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    assert!(shown.replies(&scenario).len() >= 2);
    // Its end counts for nothing: others have begun it. The debrief says so.
    let before = shown.memory().history;
    play_to_the_debrief(&mut shown, System::Recovery);
    assert_eq!(shown.memory().history, before);
    shown.assert_says("Practice, from reply ");
    shown.assert_says("You came in at reply ");
}

#[test]
fn to_play_from_a_scene_never_seen_costs_no_play_of_ones_own() {
    let mut shown = open_map(System::Recovery);
    let scenario = shipped("late-unit");
    shown.control(Key::L);
    shown.begin(LATE, Mode::Practice);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    shown.key(Key::Escape);
    shown.assert_says("Scene 2 of about");
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.key(Key::M);
    open_a_decision_never_seen(&mut shown);
    shown.click("Play from here");
    assert_eq!(shown.page(), Page::Practice);
    shown.choose(&scenario, |_| true);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Map, "back to where it was begun");
    shown.click("Practise");
    shown.assert_says("Scene 2 of about");
}

#[test]
fn where_one_has_been_is_remembered_over_plays_and_over_runs() {
    let mut shown = open_map(System::Recovery);
    let visited = |shown: &Shown| places(shown).iter().filter(|name| name.contains("visited")).count();
    let first = visited(&shown);
    shown.key(Key::Escape);
    shown.key(Key::P);
    play_to_the_debrief(&mut shown, System::NoRecovery);
    shown.click("Path map");
    let both = visited(&shown);
    assert!(both > first, "{both} after {first}");

    let mut shown = shown.restart();
    let kept = shown.memory().visited.get("late-unit").cloned().expect("remembered");
    assert_eq!(kept.places.len(), both);
    play_to_the_debrief(&mut shown, System::Recovery);
    shown.key(Key::M);
    // The replies stand in another order, so this play may have come to something new.
    assert!(visited(&shown) >= both);
}

#[test]
fn letters_on_the_map_do_nothing_else() {
    let mut shown = open_map(System::Recovery);
    for key in [Key::H, Key::R, Key::P, Key::C, Key::Num1, Key::Backspace, Key::Plus, Key::Minus, Key::Num0, Key::M] {
        shown.key(key);
        assert_eq!(shown.page(), Page::Map, "{key:?}");
    }
}
