//! Who is practising?

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::ui::nav;
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::who::{Language, WhoAction, WhoScreen, WhoView};

use crate::stage::{Camera, Hands as _, Look, in_whole_window, light, named, pictures};

struct State {
    screen: WhoScreen,
    portraits: Portraits,
    asked: Vec<WhoAction>,
}

/// The page fills the window; there is no rail before it is known who practises.
fn shown(look: Look, names: &'static [&'static str], current: Option<&'static str>) -> Harness<'static, State> {
    shown_in(look, names, current, &[("en", "English")])
}

/// The same where there are scenarios in these languages.
fn shown_in(
    look: Look,
    names: &'static [&'static str],
    current: Option<&'static str>,
    languages: &[(&str, &str)],
) -> Harness<'static, State> {
    let languages = languages.iter().map(|(tag, name)| Language { tag: (*tag).to_owned(), name: (*name).to_owned() });
    let languages: Vec<_> = languages.collect();
    look.show_whole(
        State { screen: WhoScreen::default(), portraits: Portraits::blocking(), asked: Vec::new() },
        move |ui, state| {
            let switching = current.is_some();
            let hello = names.is_empty() && !switching;
            let view = WhoView { names, current, switching, languages: &languages, hello, waiting: false };
            state.asked.extend(state.screen.ui(ui, &view, &mut state.portraits));
        },
    )
}

#[test]
fn the_first_start_looks_right() {
    pictures("who_first", &["light"], |look| shown(look, &[], None));
}

#[test]
fn a_first_start_tells_what_it_is_and_asks_for_a_name_in_view() {
    for look in [light(), light().small()] {
        let harness = shown(look, &[], None);
        for words in ["A customer, and a bad moment", "Three feelings", "A plan for bad moments"] {
            harness.get_by_role_and_label(Role::Heading, words);
        }
        let meet = harness.get_by_label("Meet your first customer");
        assert!(meet.rect().bottom() < look.size[1], "{:?} in {:?}", meet.rect(), look.size);
        assert!(harness.get_by_label("What may we call you?").is_focused());
    }
}

#[test]
fn several_people_look_right() {
    pictures("who_several", &["dark"], |look| shown(look, &["Ada Lovelace", "Ben", "Chidi"], Some("Ben")));
}

#[test]
fn escape_is_a_guest_at_first_and_goes_back_later() {
    for (current, wanted) in [(None, WhoAction::Guest), (Some("Ben"), WhoAction::Close)] {
        let mut harness = shown(light(), &["Ada", "Ben"], current);
        harness.press(Key::Escape);
        assert_eq!(harness.state().asked, [wanted]);
    }
}

#[test]
fn whoever_practises_now_has_the_focus_and_everybody_can_be_chosen() {
    let mut harness = shown(light(), &["Ada", "Ben"], Some("Ben"));
    assert!(harness.get_by_label("Ben").is_focused());
    harness.click("Ada");
    harness.click("Practise as a guest");
    assert!(harness.get_by_label("Start practising").accesskit_node().is_disabled());
    assert_eq!(harness.state().asked, [WhoAction::Person(0), WhoAction::Guest]);
}

#[test]
fn the_rail_says_who_practises() {
    let Some(mut camera) = Camera::ready() else { return };
    for look in ["light", "dark", "large"] {
        for (name, file) in [("Ada Lovelace", "ada"), ("Wilhelmina", "long")] {
            let mut harness = named(look).sized(180.0, 700.0).harness().build_ui(move |ui| {
                in_whole_window(ui, |ui| {
                    nav::rail_of(ui, None, Some(name));
                });
            });
            harness.run();
            harness.get_by_label(&format!("{name}, Who is practising"));
            if [("light", "ada"), ("large", "long")].contains(&(look, file)) {
                camera.take(format!("rail_{file}_{look}"), &mut harness);
            }
        }
    }
}

const TWO: [(&str, &str); 2] = [("en", "English"), ("de", "Deutsch")];

#[test]
fn a_choice_of_languages_looks_right() {
    pictures("who_languages", &["large"], |look| shown_in(look, &["Ada Lovelace"], None, &TWO));
}

#[test]
fn somebody_new_says_in_which_language_where_there_is_a_choice() {
    for (languages, wanted) in [(&TWO[..1], None), (&TWO[..], Some("de".to_owned()))] {
        let mut harness = shown_in(light(), &[], None, languages);
        harness.type_in("Ada");
        if wanted.is_some() {
            harness.click("Deutsch");
        }
        harness.click("Meet your first customer");
        assert_eq!(harness.state().asked, [WhoAction::New { name: "Ada".to_owned(), language: wanted }]);
    }
}
