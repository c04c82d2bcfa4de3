//! Keys that are held and presses that are doubled, and the keys of other keyboards: one press does one thing, on what was shown
//! before it began.

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;
use make_it_right::app::Page;
use make_it_right::engine::Mode;
use make_it_right::scenario::System;
use make_it_right::ui::commands::Command;

use super::driver::{Shown, first_start, shipped};
use super::refreshing::someone_with_refreshers;

const LATE: &str = "The late unit, ";
const BOTH: Modifiers = Modifiers { alt: true, ctrl: true, shift: false, mac_cmd: false, command: true };

fn key(key: Key, pressed: bool, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// One frame so many seconds after the last, in which this happens.
fn after(shown: &mut Shown, seconds: f64, events: Vec<Event>) {
    let now = shown.harness.ctx.input(|input| input.time);
    let input = shown.harness.input_mut();
    input.time = Some(now + seconds);
    input.events.extend(events);
    shown.harness.step();
    shown.harness.input_mut().time = None;
}

/// Holds a key for two seconds, as a keyboard repeats it, and lets go of it.
fn hold(shown: &mut Shown, held: Key) {
    after(shown, 1.0, vec![key(held, true, Modifiers::NONE)]);
    after(shown, 0.5, vec![key(held, true, Modifiers::NONE)]);
    for _ in 0..50 {
        after(shown, 0.03, vec![key(held, true, Modifiers::NONE)]);
    }
    after(shown, 0.03, vec![key(held, false, Modifiers::NONE)]);
    shown.harness.run();
}

/// Presses a key twice, so many seconds apart.
fn double(shown: &mut Shown, pressed: Key, gap: f64) {
    for wait in [1.0, gap - 0.04] {
        after(shown, wait, vec![key(pressed, true, Modifiers::NONE)]);
        after(shown, 0.02, vec![key(pressed, false, Modifiers::NONE)]);
        after(shown, 0.02, vec![]);
    }
    shown.harness.run();
}

/// The late unit, with so many replies chosen and read.
fn played(mode: Mode, replies: usize) -> Shown {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin(LATE, mode);
    for _ in 0..replies {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    shown
}

/// How many replies the conversation has so far.
fn replies_so_far(shown: &mut Shown) -> usize {
    shown.key(Key::H);
    let count = (0..9).find(|count| {
        let word = if *count == 1 { "reply" } else { "replies" };
        shown.says(&format!("{count} {word} so far"))
    });
    shown.key(Key::Escape);
    count.expect("a count")
}

#[test]
fn backspace_held_takes_back_one_choice() {
    let mut shown = played(Mode::Practice, 3);
    hold(&mut shown, Key::Backspace);
    assert_eq!(replies_so_far(&mut shown), 2);
    shown.key(Key::Backspace);
    assert_eq!(replies_so_far(&mut shown), 1, "pressed again, it takes back another");
}

#[test]
fn a_held_enter_does_what_it_first_meant_and_no_more() {
    let mut shown = first_start();
    shown.tab_to(LATE);
    hold(&mut shown, Key::Enter);
    assert_eq!(shown.page(), Page::Scenario, "it does not begin what it has opened");

    for mode in [Mode::Practice, Mode::Guided] {
        let mut shown = played(mode, 0);
        shown.tab_to("Reply 1: ");
        hold(&mut shown, Key::Enter);
        assert_eq!(shown.page(), Page::Practice);
        shown.assert_says("Feedback");
        assert_eq!(shown.focused().as_deref(), Some("Continue"), "what the reply did is still to be read");
    }
}

#[test]
fn a_doubled_enter_does_not_go_on_unread() {
    for gap in [0.08, 0.2, 0.4] {
        for mode in [Mode::Practice, Mode::Guided] {
            let mut shown = played(mode, 0);
            shown.tab_to("Reply 1: ");
            double(&mut shown, Key::Enter, gap);
            assert_eq!(shown.page(), Page::Practice);
            shown.assert_says("Feedback");
            assert_eq!(shown.focused().as_deref(), Some("Continue"), "{gap} s apart");
        }
    }
}

#[test]
fn a_double_click_on_continue_chooses_nothing_in_the_next_moment() {
    let scenario = shipped("late-unit");
    let mut met = 0;
    for gap in [0.08, 0.2, 0.4] {
        for height in [700.0, 620.0, 560.0, 500.0] {
            let mut shown = played(Mode::Practice, 0);
            shown.harness.set_size(egui::vec2(1024.0, height));
            shown.choose(&scenario, |reply| reply.system == System::Recovery);
            let at = shown.harness.get_by_label("Continue").rect().center();
            after(&mut shown, 1.0, vec![Event::PointerMoved(at)]);
            let click = |shown: &mut Shown, wait: f64| {
                after(shown, wait, vec![button(at, true)]);
                after(shown, 0.02, vec![button(at, false)]);
                after(shown, 0.02, vec![]);
            };
            click(&mut shown, 0.1);
            if shown.replies(&scenario).is_empty() {
                // In a window as low as this the button has to be scrolled to.
                continue;
            }
            click(&mut shown, gap - 0.04);
            met += shown.nodes().filter(|node| named(node, "Reply ") && node.rect().contains(at)).count();
            shown.harness.run();
            assert!(!shown.replies(&scenario).is_empty(), "{gap} s apart, a reply was chosen unread");
        }
    }
    assert!(met > 0, "there was no reply where the button was: the test tells nothing");
}

fn named(node: &egui_kittest::Node<'_>, start: &str) -> bool {
    use egui_kittest::kittest::NodeT as _;
    node.accesskit_node().label().is_some_and(|label| label.starts_with(start))
}

#[test]
fn a_held_or_doubled_enter_answers_no_question_over_a_page() {
    for act in [hold as fn(&mut Shown, Key), |shown, key| double(shown, key, 0.2)] {
        let mut shown = first_start();
        shown.control(Key::Comma);
        shown.tab_to("Delete it…");
        act(&mut shown, Key::Enter);
        shown.assert_says("Delete everything kept of Ada?");
        assert_eq!(shown.focused().as_deref(), Some("Keep everything"));
        shown.tab_to("Delete everything");
        shown.key(Key::Enter);
        assert_eq!(shown.page(), Page::Who, "a press of its own does");
    }
}

#[test]
fn in_refreshers_a_held_or_doubled_key_does_one_thing() {
    for act in [hold as fn(&mut Shown, Key), |shown, key| double(shown, key, 0.2)] {
        let (scenario, mut shown) = someone_with_refreshers();
        shown.control(Key::D);
        shown.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        shown.harness.run();
        assert!(!shown.replies(&scenario).is_empty(), "{}", shown.all_words());
        shown.tab_to("Reply 1: ");
        act(&mut shown, Key::Enter);
        assert_eq!(shown.page(), Page::Refresh);
        shown.assert_says("Feedback");
        // The contrast, which Enter leads to, is not there yet.
        assert!(!shown.says("What differs?"), "{}", shown.all_words());
    }
}

#[test]
fn a_held_arrow_turns_one_screen_of_a_lesson() {
    let mut shown = first_start();
    shown.control(Key::E);
    shown.click_first("Lesson 1, ");
    let place = |shown: &Shown| (1..9).find(|number| shown.says(&format!("{number} of ")));
    let before = place(&shown);
    hold(&mut shown, Key::ArrowRight);
    assert_eq!(place(&shown), before.map(|number| number + 1), "{}", shown.all_words());
}

#[test]
fn with_ctrl_and_alt_together_no_command_is_asked_for() {
    for writes in [false, true] {
        let mut shown = played(Mode::Practice, 1);
        if writes {
            shown.key(Key::S);
            assert!(shown.harness.ctx.text_edit_focused(), "{}", shown.all_words());
        }
        let keys = Command::ALL.iter().flat_map(|command| command.shortcuts()).map(|shortcut| shortcut.logical_key);
        let before = shown.all_words();
        for pressed in keys.chain([Key::Num1, Key::A, Key::X, Key::W, Key::K, Key::U]) {
            let text = Event::Text("@".to_owned());
            after(&mut shown, 1.0, vec![key(pressed, true, BOTH), text]);
            assert!(!asked_to_close(&shown), "{pressed:?} ends the program");
            after(&mut shown, 0.1, vec![key(pressed, false, BOTH)]);
            assert_eq!(shown.page(), Page::Practice, "{pressed:?}");
        }
        shown.harness.run();
        if writes {
            let written = shown.nodes().find_map(|node| field_text(&node)).expect("a field");
            assert!(written.chars().all(|letter| letter == '@') && written.len() > 30, "{written}");
        } else {
            assert_eq!(shown.all_words(), before);
        }
    }
}

pub fn field_text(node: &egui_kittest::Node<'_>) -> Option<String> {
    use egui_kittest::kittest::NodeT as _;
    let node = node.accesskit_node();
    let is_field = matches!(node.role(), egui::accesskit::Role::MultilineTextInput | egui::accesskit::Role::TextInput);
    is_field.then(|| node.value().unwrap_or_default())
}

fn asked_to_close(shown: &Shown) -> bool {
    let output = shown.harness.output();
    output.viewport_output.values().any(|it| it.commands.contains(&egui::ViewportCommand::Close))
}

#[test]
fn while_somebody_writes_ctrl_z_takes_back_what_they_wrote() {
    let mut shown = played(Mode::Practice, 1);
    shown.key(Key::S);
    shown.control(Key::Z);
    shown.key(Key::Escape);
    assert_eq!(replies_so_far(&mut shown), 1);
    // Out of the field, which has the focus again, and there is one more to leave before the first reply.
    shown.key(Key::Escape);
    shown.control(Key::Z);
    assert_eq!(replies_so_far(&mut shown), 0);
}
