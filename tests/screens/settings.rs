//! The settings.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::appearance::{Appearance, ThemeChoice};
use make_it_right::storage::{Settings, Teaching};
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::screens::settings::{
    OrganisationsAction, OrganisationsScreen, OwnAction, PersonView, RecordsView, SecretView, SettingsAction,
    SettingsScreen, SettingsView, Store, StoreAction, StoreView, StoreWords,
};
use make_it_right::ui::screens::who::Language;
use make_it_right::ui::theme;

use crate::stage::{Camera, Hands as _, Look, light, pictures};

struct State {
    screen: SettingsScreen,
    settings: Settings,
    asked: Vec<SettingsAction>,
}

fn shown(look: Look) -> Harness<'static, State> {
    let settings = Settings {
        appearance: look.appearance,
        scenarios_folder: Some(PathBuf::from("/home/ada/Documents/scenarios")),
        ..Settings::default()
    };
    shown_with(look.size, settings)
}

fn shown_with(size: [f32; 2], settings: Settings) -> Harness<'static, State> {
    shown_in(size, settings, &[("en", "English")])
}

/// The page for organisations.
#[derive(Default)]
struct Organisations {
    screen: OrganisationsScreen,
    asked: Vec<OrganisationsAction>,
}

fn shown_sending(look: Look, store: StoreView) -> Harness<'static, Organisations> {
    look.show_page((Some(NavTarget::Settings), None), Organisations::default(), move |ui, state| {
        state.asked.extend(state.screen.ui(ui, Some(&store)));
    })
}

fn shown_in(size: [f32; 2], settings: Settings, languages: &[(&str, &str)]) -> Harness<'static, State> {
    let look = Look { size, appearance: settings.appearance };
    let state = State { screen: SettingsScreen::default(), settings, asked: Vec::new() };
    let credits = Teaching::shipped().credits;
    let languages = languages.iter().map(|(tag, name)| Language { tag: (*tag).to_owned(), name: (*name).to_owned() });
    let languages: Vec<_> = languages.collect();
    look.show_page((Some(NavTarget::Settings), None), state, move |ui, state| {
        let view = SettingsView {
            version: "0.1.0",
            has_voice: Some(true),
            own_scenarios: 3,
            settings_file: None,
            credits: &["The returns desk: Ada’s team, 2026".to_owned()],
            sources: Some(&credits),
            person: Some(PersonView { name: "Ada", team: "", language: "en", languages: &languages }),
            records: Some(RecordsView {
                folder: "/home/ada/.local/share/make-it-right/records".into(),
                is_usual: true,
                sent_to: None,
            }),
        };
        let action = state.screen.ui(ui, &state.settings, &view);
        if let Some(SettingsAction::Appearance(appearance)) = action {
            state.settings.appearance = appearance;
            theme::apply(ui.ctx(), &appearance);
        }
        state.asked.extend(action);
    })
}

#[test]
fn looks_right() {
    pictures("settings", &["light", "dark", "large"], shown);
}

/// The part about the person and their records, with the foot of the rail, at the look that pictures are taken in.
fn own_part(look: Look) -> Harness<'static, State> {
    let mut harness = shown(look.sized(1280.0, 1600.0));
    harness.get_by_label("Delete it…").focus();
    harness.run();
    harness
}

#[test]
fn what_is_kept_of_a_person_looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let mut harness = own_part(light());
    harness.press(Key::Enter);
    camera.take("settings_delete_light", &mut harness);
}

#[test]
fn deleting_is_done_only_after_the_question() {
    let mut harness = own_part(light());
    harness.press(Key::Enter);
    harness.click("Keep everything");
    assert_eq!(harness.state().asked, []);
    harness.click("Delete it…");
    harness.click("Delete everything");
    assert_eq!(harness.state().asked, [SettingsAction::Own(OwnAction::Delete)]);
}

#[test]
fn every_setting_of_the_look_can_be_changed() {
    let mut harness = shown(light().sized(1280.0, 900.0));
    for name in ["Dark", "High contrast", "Less motion", "Keys on buttons", "Larger text"] {
        harness.get_by_label(name).focus();
        harness.run();
        harness.press(Key::Space);
    }
    let wanted = Appearance {
        theme: ThemeChoice::Dark,
        text_size_percent: 125,
        less_motion: true,
        high_contrast: true,
        keys_on_buttons: true,
        ..Appearance::default()
    };
    assert_eq!(harness.state().settings.appearance, wanted);
    assert!(harness.ctx.theme() == egui::Theme::Dark);
    harness.click("200");
    assert_eq!(harness.state().settings.appearance.text_size_percent, 200);
    assert!(harness.get_by_label("Larger text").accesskit_node().is_disabled());
}

#[test]
fn the_folder_can_be_chosen_and_left() {
    let mut harness = shown(light().sized(1280.0, 2400.0));
    for name in ["Choose another…", "Read again", "Stop using it"] {
        harness.click(name);
    }
    assert_eq!(
        harness.state().asked,
        [SettingsAction::ChooseFolder, SettingsAction::Reload, SettingsAction::ForgetFolder]
    );

    let mut without = shown_with([1280.0, 2400.0], Settings { appearance: light().appearance, ..Settings::default() });
    assert!(without.query_by_label("Stop using it").is_none());
    without.get_by_label("Choose a folder…").click();
    without.run();
    assert_eq!(without.state().asked, [SettingsAction::ChooseFolder]);
}

#[test]
fn credit_is_given() {
    let harness = shown(light().sized(1280.0, 1600.0));
    harness.get_by_role_and_label(Role::Heading, "What is taught here comes from");
    for part in ["Open Peeps by Pablo Stanley", "Atkinson Hyperlegible Next", "Phosphor", "Whittington", "Ada’s team"]
    {
        harness.get_by_label_contains(part);
    }
}

/// The part about sending, switched on and in trouble.
fn sending(look: Look) -> Harness<'static, Organisations> {
    let store = StoreView {
        set: Store {
            on: true,
            address: "http://lrs.example.com/xapi".to_owned(),
            key: "make-it-right".to_owned(),
            ..Store::default()
        },
        secret: SecretView::Kept("in the system’s keyring".to_owned()),
        state: Some(StoreWords {
            is_well: false,
            words: "Nothing is sent: the server does not accept the key and secret (401). Check both the key and the secret. \
                    What waits is kept. 12 statements delivered · 3 waiting."
                .to_owned(),
        }),
        tested: Some(StoreWords {
            is_well: true,
            words: "The store answers and accepts the key and the secret.".to_owned(),
        }),
        can_try_again: true,
        leaves_out_earlier: true,
        ..StoreView::default()
    };
    let mut harness = shown_sending(look, store);
    harness.get_by_label("Try again").focus();
    harness.run();
    harness
}

#[test]
fn sending_looks_right() {
    // The whole page: it is far down.
    pictures("settings_sending", &["dark"], |look| sending(look.sized(1280.0, 2_200.0)));
}

#[test]
fn switching_on_looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let mut harness = shown_sending(light(), StoreView::default());
    let press = |harness: &mut Harness<'static, Organisations>, name: &str| {
        harness.get_by_label(name).focus();
        harness.run();
        harness.press(Key::Enter);
    };
    press(&mut harness, "Send what is recorded here");
    for (field, text) in [("Address", "https://lrs.example.com/xapi"), ("Key", "key"), ("Secret", "hush")] {
        harness.get_by_label(field).focus();
        harness.run();
        harness.type_in(text);
    }
    press(&mut harness, "Start sending…");
    camera.take("settings_sending_asked_light", &mut harness);
}

#[test]
fn what_only_an_organisation_needs_is_a_page_of_its_own() {
    let mut harness = shown(light().sized(1280.0, 2400.0));
    for name in ["Send what is recorded here", "Report on a group…", "Learning record store"] {
        assert!(harness.query_by_label(name).is_none(), "{name} stands among what everybody needs");
    }
    harness.get_by_role_and_label(Role::Group, "For organisations");
    harness.click("Open it…");
    assert_eq!(harness.state().asked, [SettingsAction::Organisations]);

    let mut harness = shown_sending(light().sized(1280.0, 1200.0), StoreView::default());
    harness.get_by_role_and_label(Role::Heading, "For organisations");
    harness.get_by_label("Send what is recorded here");
    harness.click("Report on a group…");
    harness.click("Close");
    assert_eq!(harness.state().asked, [OrganisationsAction::ReportOnGroup, OrganisationsAction::Close]);
}

#[test]
fn a_secret_is_never_shown() {
    let mut harness = shown_sending(light().sized(1280.0, 2400.0), StoreView::default());
    harness.click("Send what is recorded here");
    harness.get_by_label("Secret").focus();
    harness.run();
    harness.type_in("hush-hush");
    let told = harness.root().children_recursive().map(|node| format!("{:?}", node.accesskit_node().value()));
    assert!(told.into_iter().all(|value| !value.contains("hush")), "a screen reader hears it");
    assert!(!format!("{:?}", harness.state().screen).contains("hush"));
    for (field, text) in [("Address", "https://lrs.example.com/xapi"), ("Key", "key")] {
        harness.get_by_label(field).focus();
        harness.run();
        harness.type_in(text);
    }
    harness.click("Test the connection");
    let asked = &harness.state().asked;
    assert!(matches!(
        &asked[..],
        [OrganisationsAction::Store(StoreAction::Look), OrganisationsAction::Store(StoreAction::Test { .. })]
    ));
    assert!(!format!("{asked:?}").contains("hush"));
}

#[test]
fn the_language_can_be_chosen_where_there_is_a_choice() {
    let settings = || Settings { appearance: light().appearance, ..Settings::default() };
    let one = shown(light().sized(1280.0, 2400.0));
    one.get_by_label("All scenarios here are in English.");
    assert!(one.query_by_label("Language to practise in").is_none());

    let both = [("en", "English"), ("de", "Deutsch")];
    let mut harness = shown_in([1280.0, 2400.0], settings(), &both);
    harness.get_by_role_and_label(Role::RadioButton, "Deutsch").click();
    harness.run();
    assert_eq!(harness.state().asked, [SettingsAction::Own(OwnAction::Language("de".to_owned()))]);
}

#[test]
fn what_is_wrong_is_said_once_and_then_nothing_moves() {
    let wrong = |words: &str| Some(StoreWords { is_well: false, words: words.to_owned() });
    let store = StoreView {
        set: Store { on: true, ..Store::default() },
        state: wrong("The server has trouble (503). It goes on by itself. 0 statements delivered · 3 waiting."),
        tested: wrong("The server has trouble (503)."),
        problem: Some("This could not be written down: the disk is full.".to_owned()),
        ..StoreView::default()
    };
    // The harness fails where painting does not come to an end.
    let mut harness = shown_sending(light().sized(1280.0, 2400.0), store);
    assert!(harness.query_all_by_label_contains("the disk is full").next().is_some());
    harness.step();
    assert!(!harness.ctx.has_requested_repaint());
}
