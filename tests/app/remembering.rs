//! What is kept when the program is closed.

use std::rc::Rc;

use egui::{Key, Theme};
use egui_kittest::kittest::Queryable as _;
use make_it_right::app::{Page, Start};
use make_it_right::appearance::{Appearance, ThemeChoice};
use make_it_right::engine::Mode;
use make_it_right::memory::Card;
use make_it_right::scenario::{Outcome, System};

use super::driver::{Shown, first_start, folder, shipped, start_in, write};

fn appearance(shown: &Shown) -> Appearance {
    shown.settings().appearance
}

#[test]
fn how_it_looks_is_kept() {
    let mut shown = first_start();
    shown.control(Key::Comma);
    assert_eq!(shown.page(), Page::Settings);
    for name in ["Dark", "Less motion", "High contrast", "150"] {
        shown.click(name);
    }
    let chosen = Appearance {
        theme: ThemeChoice::Dark,
        text_size_percent: 150,
        less_motion: true,
        high_contrast: true,
        ..Appearance::default()
    };
    assert_eq!(appearance(&shown), chosen);
    let shown = shown.restart();
    assert_eq!(appearance(&shown), chosen);
    assert_eq!(shown.harness.ctx.theme(), Theme::Dark);
    let style = shown.harness.ctx.style_of(Theme::Dark);
    assert!(style.animation_time <= 0.0);
    let plain = first_start().harness.ctx.style_of(Theme::Dark);
    let body = |style: &egui::Style| make_it_right::ui::theme::Type::Body.style().resolve(style).size;
    assert!((body(&style) - 1.5 * body(&plain)).abs() < 0.01);
}

#[test]
fn text_grows_and_shrinks_by_keys_on_every_page() {
    let mut shown = first_start();
    shown.control(Key::Plus);
    shown.control(Key::Equals);
    assert_eq!(appearance(&shown).text_size_percent, 150);
    shown.control(Key::Comma);
    shown.control(Key::Minus);
    assert_eq!(appearance(&shown).text_size_percent, 125);
    shown.control(Key::Num0);
    assert_eq!(appearance(&shown).text_size_percent, 100);
    for _ in 0..9 {
        shown.control(Key::Plus);
    }
    assert_eq!(appearance(&shown).text_size_percent, 200);
    for _ in 0..9 {
        shown.control(Key::Minus);
    }
    assert_eq!(appearance(&shown).text_size_percent, 80);
    shown.control(Key::L);
    shown.begin("The late unit, ", Mode::Practice);
    shown.control(Key::Plus);
    assert_eq!(appearance(&shown).text_size_percent, 90);
    assert_eq!(shown.restart().settings().appearance.text_size_percent, 90);
}

#[test]
fn settings_that_cannot_be_read_are_told_and_left_until_the_next_change() {
    let folder = Rc::new(folder());
    let nonsense = "(appearance: (theme: Purple";
    write(folder.path(), "settings.ron", nonsense);
    let mut shown = start_in(Rc::clone(&folder), Start::default());
    shown.assert_says("Your settings could not be read, so the usual ones are in use");
    let file = shown.folders().settings_file();
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), nonsense);
    shown.click("Dismiss");
    assert!(shown.harness.query_by_label("Dismiss").is_none());
    shown.control(Key::Plus);
    assert_eq!(appearance(&shown), Appearance { text_size_percent: 125, ..Appearance::default() });
    assert!(shown.restart().harness.query_by_label("Dismiss").is_none());
}

#[test]
fn settings_that_cannot_be_written_are_told() {
    let folder = Rc::new(folder());
    // A file where the folder of the settings should be made.
    let file = write(folder.path(), "settings.ron", "()");
    std::fs::remove_file(&file).expect("removed");
    std::fs::create_dir(&file).expect("made");
    let mut shown = start_in(folder, Start::default());
    shown.assert_says("Your settings could not be read");
    shown.click("Dismiss");
    shown.control(Key::Plus);
    shown.assert_says("Your settings could not be saved");
    shown.assert_says("They hold until you close the program.");
    shown.control(Key::Comma);
    assert_eq!(shown.page(), Page::Settings);
}

#[test]
fn what_another_window_has_set_is_not_undone() {
    let home = Rc::new(folder());
    let [mut here, mut there] = [(); 2].map(|()| start_in(Rc::clone(&home), Start::default()));
    here.control(Key::Plus);
    there.control(Key::Comma);
    there.click("Dark");
    let both = Appearance { theme: ThemeChoice::Dark, text_size_percent: 125, ..Appearance::default() };
    assert_eq!(appearance(&here), both);
}

/// Plays the late unit to the debrief.
fn to_the_debrief(shown: &mut Shown) {
    shown.begin("The late unit, ", Mode::Practice);
    let scenario = shipped("late-unit");
    while !shown.says("Outcome: ") {
        // These help as well, and make no champion.
        let lesser = ["small-lift", "pass-on"];
        shown.choose(&scenario, |reply| reply.system == System::Recovery && !lesser.contains(&reply.id.value.as_str()));
        shown.key(Key::Enter);
    }
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
}

#[test]
fn the_card_in_ones_own_words_is_kept() {
    let mut shown = first_start();
    to_the_debrief(&mut shown);
    shown.assert_says("something we promised isn’t there");
    shown.tab_to("Edit");
    shown.key(Key::Enter);
    assert_eq!(shown.focused().as_deref(), Some("If"));
    // Letters are text here, and no commands.
    shown.control(Key::A);
    shown.harness.event(egui::Event::Text("oh no, the rack is empty".to_owned()));
    for key in [Key::C, Key::R, Key::P, Key::H] {
        shown.key(key);
    }
    assert_eq!(shown.page(), Page::Debrief);
    shown.key(Key::Tab);
    assert_eq!(shown.focused().as_deref(), Some("then"));
    shown.control(Key::A);
    shown.harness.event(egui::Event::Text("I pick up the phone".to_owned()));
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Debrief);
    shown.assert_says("oh no, the rack is empty");
    let card = Card { situation: "oh no, the rack is empty".to_owned(), response: "I pick up the phone".to_owned() };
    let key = format!("late-unit/{}", Outcome::Champion.word());
    assert_eq!(shown.memory().cards.get(&key), Some(&card));

    let mut shown = shown.restart();
    to_the_debrief(&mut shown);
    shown.assert_says("oh no, the rack is empty");
    assert!(!shown.says("something we promised isn’t there"));

    // Giving up an edit changes nothing and stays on the page.
    shown.tab_to("Edit");
    shown.key(Key::Enter);
    shown.harness.event(egui::Event::Text("never mind".to_owned()));
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Debrief);
    assert!(!shown.says("never mind"), "{}", shown.all_words());
    assert_eq!(shown.memory().cards.get(&key), Some(&card));
}
