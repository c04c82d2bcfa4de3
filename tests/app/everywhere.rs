//! What holds on every page: the list of keys, rest, and names for everything.

use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::scenario::System;

use super::driver::{LATE_UNIT, Shown, first_start, folder, shipped, start, write};
use super::refreshing::someone_with_refreshers;
use crate::stage::words_of;

/// Goes through every page, in every state that matters, and does something there.
pub fn on_every_page(mut look: impl FnMut(&str, &mut Shown)) {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    look("the library", &mut shown);
    shown.tab_to("The late unit, ");
    look("the library with the focus on a card", &mut shown);
    shown.tab_to("The late unit, ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
    look("the page of a scenario", &mut shown);
    shown.key(Key::Escape);
    shown.begin("The late unit, ", Mode::Practice);
    look("practice, choosing", &mut shown);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    look("practice, reading", &mut shown);
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    look("the contrast", &mut shown);
    shown.key(Key::Num1);
    look("the contrast, answered", &mut shown);
    shown.key(Key::Escape);
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::Conversation);
    look("the conversation", &mut shown);
    shown.key(Key::Escape);
    shown.click("Continue");
    shown.key(Key::Escape);
    look("the library with a play underway", &mut shown);
    // By keys: the look may have scrolled it out of sight.
    shown.tab_to("Continue");
    shown.key(Key::Enter);
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    look("practice, ended", &mut shown);
    shown.click("See the debrief");
    assert_eq!(shown.page(), Page::Debrief);
    look("the debrief", &mut shown);
    shown.click("Show as a table");
    look("the debrief as a table", &mut shown);
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Map);
    look("the path map", &mut shown);
    shown.key(Key::L);
    look("the path map as a list", &mut shown);
    shown.key(Key::Home);
    shown.key(Key::Enter);
    look("the path map with details", &mut shown);
    shown.control(Key::Comma);
    assert_eq!(shown.page(), Page::Settings);
    look("the settings", &mut shown);
    shown.for_organisations();
    shown.click("Send what is recorded here");
    look("the page for organisations", &mut shown);
    shown.control(Key::L);
    look("the library after a play", &mut shown);

    on_pages_of_learning(&mut shown, &mut look);
    on_pages_of_refreshers(&mut look);

    let mut shown = first_start();
    shown.begin("The late unit, ", Mode::Guided);
    look("guided, the worked example", &mut shown);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.click("Continue");
    assert_eq!(shown.page(), Page::WhatDiffers);
    look("guided, what differs", &mut shown);
    shown.key(Key::Escape);
    look("guided, the second decision", &mut shown);
    shown.key(Key::Escape);
    shown.tab_to("The late unit, ");
    shown.key(Key::Enter);
    look("the page of a scenario under way", &mut shown);
    shown.key(Key::Num3);
    shown.key(Key::P);
    look("challenge, choosing", &mut shown);
    shown.key(Key::S);
    look("challenge, say it first", &mut shown);
    shown.harness.get_by_label("Show the replies").click();
    shown.harness.run();
    shown.choose(&scenario, |_| true);
    look("challenge, reading", &mut shown);

    let folder = folder();
    write(folder.path(), "broken.ron", &LATE_UNIT.replacen("next: \"stakes\"", "next: \"nowhere\"", 1));
    let start_with = Start { scenarios: Some(folder.path().to_owned()), ..Start::default() };
    let mut shown = start(start_with);
    shown.tab_to("broken.ron, ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Problems);
    look("the problems", &mut shown);
    std::fs::remove_file(folder.path().join("broken.ron")).expect("removed");
    shown.click("Check again");
    look("the problems under a notice", &mut shown);
    shown.control(Key::L);
    look("the library with recent files and a notice", &mut shown);
}

/// The same for what comes back.
fn on_pages_of_refreshers(look: &mut impl FnMut(&str, &mut Shown)) {
    let mut shown = first_start();
    shown.control(Key::D);
    assert_eq!(shown.page(), Page::Refresh);
    look("refreshers, with nothing to recall", &mut shown);
    let (scenario, mut shown) = someone_with_refreshers();
    look("the library with refreshers due", &mut shown);
    shown.control(Key::D);
    look("a refresher, saying it first", &mut shown);
    shown.click_first("Show the replies");
    look("a refresher, choosing", &mut shown);
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    look("a refresher, reading", &mut shown);
    shown.click_first("See the contrast");
    look("a refresher, comparing", &mut shown);
    shown.key(Key::Num1);
    look("a refresher, compared", &mut shown);
    shown.click_first("Next");
    shown.click_first("Show the replies");
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.click_first("See the contrast");
    shown.key(Key::Num1);
    shown.click_first("Next");
    shown.assert_says("2 recalled, 1 with a recovery reply.");
    look("the end of the refreshers", &mut shown);
}

/// The same for the lessons and what there is to look up.
fn on_pages_of_learning(shown: &mut Shown, look: &mut impl FnMut(&str, &mut Shown)) {
    shown.control(Key::E);
    assert_eq!(shown.page(), Page::Learn);
    look("the lessons", shown);
    shown.click_first("Lesson 4, ");
    look("a lesson", shown);
    shown.key(Key::ArrowRight);
    look("a lesson with meters", shown);
    shown.control(Key::E);
    shown.click_first("Lesson 1, ");
    for _ in 0..3 {
        shown.key(Key::ArrowRight);
    }
    look("the question of a lesson", shown);
    shown.click("Show the answer");
    look("the answer to the question", shown);
    shown.control(Key::G);
    assert_eq!(shown.page(), Page::Glossary);
    look("the glossary", shown);
    shown.control(Key::E);
    shown.tab_to("Credits. ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Credits);
    look("the credits", shown);
}

#[test]
fn a_page_at_rest_paints_nothing() {
    on_every_page(|page, shown| {
        shown.harness.run();
        // Once a moment has passed, for what waits a little before it starts.
        for _ in 0..4 {
            shown.harness.step();
        }
        assert!(!shown.harness.ctx.has_requested_repaint(), "{page}: {:?}", shown.harness.ctx.repaint_causes());
        for viewport in shown.harness.output().viewport_output.values() {
            let causes = shown.harness.ctx.repaint_causes();
            assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{page}: {causes:?}");
        }
    });
}

fn takes_focus(node: &Node<'_>) -> bool {
    node.accesskit_node().data().supports_action(Action::Focus)
}

#[test]
fn everything_that_takes_the_focus_has_a_name_and_a_fitting_role() {
    on_every_page(|page, shown| {
        let mut count = 0;
        for node in shown.nodes().filter(takes_focus) {
            let role = node.accesskit_node().role();
            let name = node.accesskit_node().label().unwrap_or_default();
            // Text that can be selected is read by its words.
            let words = words_of(&node);
            match role {
                Role::Label => assert!(words.is_some(), "{page}: a text without words: {node:?}"),
                // The one that names the page, where a page has just been opened by key.
                Role::Heading => assert!(!name.trim().is_empty() && node.is_focused(), "{page}: {node:?}"),
                Role::Button
                | Role::Tab
                | Role::Switch
                | Role::RadioButton
                | Role::CheckBox
                | Role::TreeItem
                | Role::SearchInput
                | Role::Link
                | Role::TextInput
                | Role::PasswordInput
                | Role::MultilineTextInput => {
                    assert!(!name.trim().is_empty(), "{page}: a {role:?} without a name: {node:?}");
                    count += 1;
                }
                _ => panic!("{page}: a {role:?} takes the focus: {node:?}"),
            }
            assert!(
                !name.chars().any(|c| ('\u{e000}'..'\u{f8ff}').contains(&c)),
                "{page}: an icon in a name: {name:?}"
            );
        }
        assert!(count >= 4, "{page}: only {count}");
        for node in shown.nodes() {
            let node = node.accesskit_node();
            let needs_a_name =
                matches!(node.role(), Role::Button | Role::Tab | Role::Image | Role::Heading | Role::ProgressIndicator);
            assert!(!needs_a_name || node.label().is_some_and(|name| !name.trim().is_empty()), "{page}: {node:?}");
        }
        let headings = shown.nodes().filter(|node| node.accesskit_node().role() == Role::Heading).count();
        assert!(headings >= 1, "{page}: nothing to jump to");
    });
}

#[test]
fn two_things_that_do_different_things_do_not_share_a_name() {
    on_every_page(|page, shown| {
        let buttons = shown.nodes().filter(|node| node.accesskit_node().role() == Role::Button);
        let mut names: Vec<_> = buttons.filter_map(|node| node.accesskit_node().label()).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{page}: {names:?}");
    });
}

#[test]
fn tab_goes_through_every_page_and_around() {
    on_every_page(|page, shown| {
        // As long as something is typed, Tab belongs to nobody else.
        let reachable = |shown: &Shown| shown.nodes().filter(takes_focus).filter(|node| !is_off(node)).count();
        let wanted = reachable(shown);
        let mut met = std::collections::BTreeSet::new();
        for _ in 0..wanted + 2 {
            shown.key(Key::Tab);
            met.extend(shown.focused());
        }
        assert!(met.contains("Practise") && met.contains("Settings"), "{page}: {met:?}");
        for node in shown.nodes().filter(|node| node.accesskit_node().role() == Role::Button) {
            let name = node.accesskit_node().label().unwrap_or_default();
            assert!(is_off(&node) || met.contains(&name), "{page}: Tab does not reach “{name}”, only {met:?}");
        }
    });
}

fn is_off(node: &Node<'_>) -> bool {
    node.accesskit_node().is_disabled()
}

#[test]
fn the_list_of_keys_opens_everywhere_and_keeps_all_keys() {
    on_every_page(|page, shown| {
        let (before, replies) = (shown.page(), shown.replies(&shipped("late-unit")));
        let (words, focus) = (shown.all_words(), shown.focused());
        // Where somebody writes, a question mark is text.
        if shown.harness.ctx.text_edit_focused() {
            shown.key(Key::F1);
        } else {
            shown.harness.key_press_modifiers(Modifiers::SHIFT, Key::Questionmark);
            shown.harness.run();
        }
        shown.assert_says("While practising");
        assert_eq!(shown.focused().as_deref(), Some("Close"), "{page}");
        for key in [
            Key::C,
            Key::H,
            Key::R,
            Key::P,
            Key::Backspace,
            Key::Num1,
            Key::Num2,
            Key::PageDown,
            Key::PageUp,
            Key::ArrowDown,
            Key::ArrowRight,
        ] {
            shown.key(key);
            assert!(shown.says("While practising"), "{page}: {key:?} closes the list");
            assert_eq!(shown.page(), before, "{page}: {key:?}");
        }
        for key in [Key::Comma, Key::L, Key::Z] {
            shown.control(key);
            assert_eq!(shown.page(), before, "{page}: Ctrl {key:?}");
        }
        shown.key(Key::Escape);
        assert!(!shown.says("While practising"), "{page}: Esc leaves the list open");
        assert_eq!(shown.page(), before, "{page}: Esc is heard twice");
        assert_eq!(shown.replies(&shipped("late-unit")), replies, "{page}");
        assert_eq!(shown.all_words(), words, "{page}: something was heard beneath");
        assert_eq!(shown.focused(), focus, "{page}: the focus is not where it was");
    });
}

#[test]
fn enter_on_the_list_of_keys_closes_it_and_does_nothing_beneath() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin("The late unit, ", Mode::Practice);
    shown.choose(&scenario, |_| true);
    for key in [Key::F1, Key::Questionmark] {
        shown.key(key);
        shown.assert_says("While practising");
        shown.key(Key::Enter);
        assert!(!shown.says("While practising"));
        assert!(shown.says("Feedback"), "Enter was heard beneath");
    }
    // The entry in the rail opens it, too, and the same key closes it.
    shown.click("Keys");
    shown.assert_says("While practising");
    shown.key(Key::Questionmark);
    assert!(!shown.says("While practising"));
    assert_eq!(shown.page(), Page::Practice);
    shown.harness.get_by_label("Feedback");
}

#[test]
fn letters_typed_in_the_search_are_no_commands() {
    let mut shown = first_start();
    shown.control(Key::F);
    assert_eq!(shown.focused().as_deref(), Some("Search"));
    for key in [Key::C, Key::H, Key::P, Key::R, Key::Num1, Key::Questionmark] {
        shown.key(key);
    }
    assert!(!shown.says("While practising"));
    shown.harness.event(egui::Event::Text("rental".to_owned()));
    shown.harness.run();
    shown.assert_says("1 scenario");
    assert!(!shown.says("Twenty-four hours late, "));
    shown.key(Key::Enter);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Scenario);
    shown.assert_says("Dan Okafor, angry");
}
