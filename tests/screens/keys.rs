//! The list of keys.

use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use make_it_right::storage::Appearance;
use make_it_right::ui::commands::Command;
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::screens::keys::KeysScreen;

#[derive(Default)]
struct State {
    screen: KeysScreen,
    closed: u32,
}

fn shown(size: [f32; 2], appearance: Appearance) -> Harness<'static, State> {
    super::page(
        size,
        appearance,
        Some(NavTarget::Practise),
        |ui, state: &mut State| {
            if state.screen.ui(ui.ctx()) {
                state.closed += 1;
            }
        },
        State::default(),
    )
}

#[test]
fn looks_right() {
    super::pictures("keys", shown);
}

#[test]
fn every_command_is_listed_with_its_keys() {
    let harness = shown([1280.0, 900.0], super::light());
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
    let mut harness = shown([1280.0, 900.0], super::light());
    assert!(harness.get_by_role_and_label(Role::Button, "Close").is_focused());
    assert_eq!(harness.state().closed, 0);
    for key in [Key::Escape, Key::Questionmark, Key::Enter] {
        let before = harness.state().closed;
        harness.key_press(key);
        harness.run();
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
    let large = Appearance { text_size_percent: 200, ..super::light() };
    let mut harness = shown([1024.0, 700.0], large);
    let top = |harness: &Harness<'_, State>| harness.get_by_role_and_label(Role::Heading, "Everywhere").rect().top();
    let before = top(&harness);
    harness.key_press(Key::PageDown);
    harness.run();
    assert!(top(&harness) < before - 100.0);
}

#[test]
fn the_page_beneath_gets_no_keys() {
    let mut harness = super::page(
        [1280.0, 800.0],
        super::light(),
        None,
        |ui, (screen, beneath): &mut (KeysScreen, Vec<Event>)| {
            screen.ui(ui.ctx());
            beneath.extend(ui.input(|input| input.events.clone()));
        },
        (KeysScreen::default(), Vec::new()),
    );
    for key in [Key::C, Key::Num1, Key::Escape] {
        harness.key_press(key);
        harness.run();
    }
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(harness.state().1.iter().all(|event| !matches!(event, Event::Key { .. })), "{:?}", harness.state().1);
}
