//! The settings.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::storage::{Appearance, Settings, Teaching, ThemeChoice};
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::screens::settings::{
    OwnAction, PersonView, RecordsView, SettingsAction, SettingsScreen, SettingsView, StoreView,
};
use make_it_right::ui::theme;

struct State {
    screen: SettingsScreen,
    settings: Settings,
    asked: Vec<SettingsAction>,
}

fn shown(size: [f32; 2], appearance: Appearance) -> Harness<'static, State> {
    let settings = Settings {
        appearance,
        scenarios_folder: Some(PathBuf::from("/home/ada/Documents/scenarios")),
        ..Settings::default()
    };
    shown_with(size, settings)
}

fn shown_with(size: [f32; 2], settings: Settings) -> Harness<'static, State> {
    let appearance = settings.appearance;
    let state = State { screen: SettingsScreen::default(), settings, asked: Vec::new() };
    let credits = Teaching::shipped().credits;
    let store = StoreView::default();
    super::page(
        size,
        appearance,
        Some(NavTarget::Settings),
        move |ui, state: &mut State| {
            let view = SettingsView {
                version: "0.1.0",
                own_scenarios: 3,
                settings_file: None,
                credits: &["The returns desk: Ada’s team, 2026".to_owned()],
                sources: Some(&credits),
                person: Some(PersonView { name: "Ada", team: "" }),
                records: Some(RecordsView {
                    folder: "/home/ada/.local/share/make-it-right/records".into(),
                    is_usual: true,
                    sent_to: None,
                }),
                store: Some(&store),
            };
            let action = state.screen.ui(ui, &state.settings, &view);
            if let Some(SettingsAction::Appearance(appearance)) = action {
                state.settings.appearance = appearance;
                theme::apply(ui.ctx(), &appearance);
            }
            state.asked.extend(action);
        },
        state,
    )
}

#[test]
fn looks_right() {
    super::pictures("settings", shown);
}

/// The part about the person and their records, with the foot of the rail, at the look that pictures are taken in.
fn own_part(appearance: Appearance) -> Harness<'static, State> {
    let mut harness = shown([1280.0, 1600.0], appearance);
    harness.get_by_label("Delete it…").focus();
    harness.run();
    harness
}

#[test]
fn what_is_kept_of_a_person_looks_right() {
    if !super::common::can_render() {
        return;
    }
    let dark = Appearance { theme: ThemeChoice::Dark, ..super::light() };
    let mut results = egui_kittest::SnapshotResults::new();
    for (look, appearance) in [("light", super::light()), ("dark", dark)] {
        let mut harness = own_part(appearance);
        harness.snapshot(format!("settings_own_{look}"));
        harness.key_press(Key::Enter);
        harness.run();
        harness.snapshot(format!("settings_delete_{look}"));
        results.extend_harness(&mut harness);
    }
}

#[test]
fn deleting_is_done_only_after_the_question() {
    let mut harness = own_part(super::light());
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("Keep everything").click();
    harness.run();
    assert_eq!(harness.state().asked, []);
    harness.get_by_label("Delete it…").click();
    harness.run();
    harness.get_by_label("Delete everything").click();
    harness.run();
    assert_eq!(harness.state().asked, [SettingsAction::Own(OwnAction::Delete)]);
}

#[test]
fn every_setting_of_the_look_can_be_changed() {
    let mut harness = shown([1280.0, 900.0], super::light());
    for name in ["Dark", "High contrast", "Less motion", "Larger text"] {
        harness.get_by_label(name).focus();
        harness.run();
        harness.key_press(Key::Space);
        harness.run();
    }
    let wanted =
        Appearance { theme: ThemeChoice::Dark, text_size_percent: 125, less_motion: true, high_contrast: true };
    assert_eq!(harness.state().settings.appearance, wanted);
    assert!(harness.ctx.theme() == egui::Theme::Dark);
    harness.get_by_label("200").click();
    harness.run();
    assert_eq!(harness.state().settings.appearance.text_size_percent, 200);
    assert!(harness.get_by_label("Larger text").accesskit_node().is_disabled());
}

#[test]
fn the_folder_can_be_chosen_and_left() {
    let mut harness = shown([1280.0, 1800.0], super::light());
    for name in ["Choose another…", "Read again", "Stop using it"] {
        harness.get_by_label(name).click();
        harness.run();
    }
    assert_eq!(
        harness.state().asked,
        [SettingsAction::ChooseFolder, SettingsAction::Reload, SettingsAction::ForgetFolder]
    );

    let mut without = shown_with([1280.0, 1800.0], Settings { appearance: super::light(), ..Settings::default() });
    assert!(without.query_by_label("Stop using it").is_none());
    without.get_by_label("Choose a folder…").click();
    without.run();
    assert_eq!(without.state().asked, [SettingsAction::ChooseFolder]);
}

#[test]
fn credit_is_given() {
    let harness = shown([1280.0, 1600.0], super::light());
    harness.get_by_role_and_label(Role::Heading, "What is taught here comes from");
    for part in ["Open Peeps by Pablo Stanley", "Atkinson Hyperlegible Next", "Phosphor", "Whittington", "Ada’s team"]
    {
        harness.get_by_label_contains(part);
    }
}
