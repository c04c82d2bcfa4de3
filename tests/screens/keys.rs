//! The list of keys.

use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use make_it_right::ui::commands::Command;
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::screens::keys::KeysScreen;

use crate::stage::{Hands as _, Look, light, pictures};

#[derive(Default)]
struct State {
    screen: KeysScreen,
    closed: u32,
}

fn shown(look: Look) -> Harness<'static, State> {
    look.show_page((Some(NavTarget::Practise), None), State::default(), |ui, state| {
        if state.screen.ui(ui.ctx()) {
            state.closed += 1;
        }
    })
}

#[test]
fn looks_right() {
    pictures("keys", &["light"], shown);
}

#[test]
fn every_command_is_listed_with_its_keys() {
    let harness = shown(light().sized(1280.0, 900.0));
    harness.get_by_role_and_label(Role::Heading, "While practising");
    for command in Command::ALL {
        assert!(harness.query_all_by_label(command.tooltip()).count() > 0, "{command:?}");
        for key in command.keys() {
            assert!(harness.query_all_by_label(&key).count() > 0, "{key}");
        }
    }
}

#[test]
fn it_closes_by_key_and_by_click() {
    let mut harness = shown(light().sized(1280.0, 900.0));
    assert!(harness.get_by_role_and_label(Role::Button, "Close").is_focused());
    assert_eq!(harness.state().closed, 0);
    for key in [Key::Escape, Key::Questionmark, Key::Enter] {
        let before = harness.state().closed;
        harness.press(key);
        assert_eq!(harness.state().closed, before + 1, "{key:?}");
    }
    let before = harness.state().closed;
    // Outside of the list.
    harness.drag_at(egui::pos2(20.0, 880.0));
    harness.run();
    harness.drop_at(egui::pos2(20.0, 880.0));
    harness.run();
    assert_eq!(harness.state().closed, before + 1);
}

#[test]
fn it_scrolls_by_key_where_it_is_large() {
    let mut harness = shown(light().large().small());
    let top = |harness: &Harness<'_, State>| harness.get_by_role_and_label(Role::Heading, "Everywhere").rect().top();
    let before = top(&harness);
    harness.press(Key::PageDown);
    assert!(top(&harness) < before - 100.0);
}

#[test]
fn the_page_beneath_gets_no_keys() {
    let mut harness = light().show_page(
        (None, None),
        (KeysScreen::default(), Vec::new()),
        |ui, (screen, beneath): &mut (KeysScreen, Vec<Event>)| {
            screen.ui(ui.ctx());
            beneath.extend(ui.input(|input| input.events.clone()));
        },
    );
    for key in [Key::C, Key::Num1, Key::Escape] {
        harness.press(key);
    }
    harness.press_command(Key::Z);
    assert!(harness.state().1.iter().all(|event| !matches!(event, Event::Key { .. })), "{:?}", harness.state().1);
}
