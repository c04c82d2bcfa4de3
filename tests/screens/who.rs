//! Who is practising?

use egui::{CentralPanel, Frame, Key, UiBuilder};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::storage::Appearance;
use make_it_right::ui::nav;
use make_it_right::ui::screens::who::{Language, WhoAction, WhoScreen, WhoView};
use make_it_right::ui::theme;

struct State {
    screen: WhoScreen,
    asked: Vec<WhoAction>,
}

/// The page fills the window; there is no rail before it is known who practises.
fn shown(
    size: [f32; 2],
    appearance: Appearance,
    names: &'static [&'static str],
    current: Option<&'static str>,
) -> Harness<'static, State> {
    shown_in(size, appearance, names, current, &[("en", "English")])
}

/// The same where there are scenarios in these languages.
fn shown_in(
    size: [f32; 2],
    appearance: Appearance,
    names: &'static [&'static str],
    current: Option<&'static str>,
    languages: &[(&str, &str)],
) -> Harness<'static, State> {
    let languages = languages.iter().map(|(tag, name)| Language { tag: (*tag).to_owned(), name: (*name).to_owned() });
    let languages: Vec<_> = languages.collect();
    let mut harness = super::common::harness(size[0], size[1], appearance).build_ui_state(
        move |ui, state: &mut State| {
            let window = ui.ctx().content_rect();
            ui.scope_builder(UiBuilder::new().max_rect(window), |ui| {
                ui.set_clip_rect(window);
                let view = WhoView { names, current, switching: current.is_some(), languages: &languages };
                let paper = theme::tokens(ui).paper;
                let page = CentralPanel::default().frame(Frame::new().fill(paper));
                let action = page.show(ui, |ui| state.screen.ui(ui, &view)).inner;
                state.asked.extend(action);
            });
        },
        State { screen: WhoScreen::default(), asked: Vec::new() },
    );
    harness.run();
    harness
}

#[test]
fn the_first_start_looks_right() {
    super::pictures("who_first", |size, look| shown(size, look, &[], None));
}

#[test]
fn several_people_look_right() {
    super::pictures("who_several", |size, look| shown(size, look, &["Ada Lovelace", "Ben", "Chidi"], Some("Ben")));
}

#[test]
fn escape_is_a_guest_at_first_and_goes_back_later() {
    for (current, wanted) in [(None, WhoAction::Guest), (Some("Ben"), WhoAction::Close)] {
        let mut harness = shown([1280.0, 800.0], super::light(), &["Ada", "Ben"], current);
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.state().asked, [wanted]);
    }
}

#[test]
fn whoever_practises_now_has_the_focus_and_everybody_can_be_chosen() {
    let mut harness = shown([1280.0, 800.0], super::light(), &["Ada", "Ben"], Some("Ben"));
    assert!(harness.get_by_label("Ben").is_focused());
    harness.get_by_label("Ada").click();
    harness.run();
    harness.get_by_label("Practise as a guest").click();
    harness.run();
    assert!(harness.get_by_label("Start practising").accesskit_node().is_disabled());
    assert_eq!(harness.state().asked, [WhoAction::Person(0), WhoAction::Guest]);
}

#[test]
fn the_rail_says_who_practises() {
    if !super::common::can_render() {
        return;
    }
    let mut results = egui_kittest::SnapshotResults::new();
    for (look, _, appearance) in super::looks() {
        for (name, file) in [("Ada Lovelace", "ada"), ("Wilhelmina", "long")] {
            let mut harness = super::common::harness(180.0, 700.0, appearance).build_ui(move |ui| {
                let window = ui.ctx().content_rect();
                ui.scope_builder(UiBuilder::new().max_rect(window), |ui| {
                    nav::rail_of(ui, None, Some(name));
                });
            });
            harness.run();
            harness.get_by_label(&format!("{name}, Who is practising"));
            harness.snapshot(format!("rail_{file}_{look}"));
            results.extend_harness(&mut harness);
        }
    }
}

const TWO: [(&str, &str); 2] = [("en", "English"), ("de", "Deutsch")];

#[test]
fn a_choice_of_languages_looks_right() {
    super::pictures("who_languages", |size, look| shown_in(size, look, &["Ada Lovelace"], None, &TWO));
}

#[test]
fn somebody_new_says_in_which_language_where_there_is_a_choice() {
    for (languages, wanted) in [(&TWO[..1], None), (&TWO[..], Some("de".to_owned()))] {
        let mut harness = shown_in([1280.0, 800.0], super::light(), &[], None, languages);
        harness.event(egui::Event::Text("Ada".to_owned()));
        harness.run();
        match &wanted {
            Some(_) => harness.get_by_label("Deutsch").click(),
            None => drop(harness.get_by_label_contains("All scenarios here are in English.")),
        }
        harness.run();
        harness.get_by_label("Start practising").click();
        harness.run();
        assert_eq!(harness.state().asked, [WhoAction::New { name: "Ada".to_owned(), language: wanted }]);
    }
}
