//! Every page, in every state that matters, in five windows and three sizes of text: nothing is cut, covered, too small to press
//! or out of reach.
//!
//! What is looked for, and how: `finder.rs`; that it is found: `planted.rs`. A page that is added to [`Page`] fails the walk
//! until the walk comes by it.

mod finder;
mod planted;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use egui::{Key, vec2};
use make_it_right::app::{Page, Start};
use make_it_right::appearance::Appearance;
use make_it_right::engine::Mode;
use make_it_right::scenario::System;
use make_it_right::storage::{Folders, People, Profile};
use make_it_right::ui::theme;

use self::finder::{Kind, faults_of};
use super::driver::{Shown, first_start, folder, open_in, shipped, start_in, start_without_dialogs};
use super::everywhere::on_every_page;
use super::group::write_group;
use crate::common::history;
use crate::stage::light;

/// The windows that pages are looked at in, in points.
const WINDOWS: [[f32; 2]; 5] = [[1024.0, 700.0], [1280.0, 800.0], [1440.0, 900.0], [1920.0, 1080.0], [2560.0, 1440.0]];

/// What is known to be so, and why it is left so. One that is no longer found fails the walk, too.
const KNOWN: &[Known] = &[
    Known {
        page: "the path map",
        kind: Kind::ShortenedText,
        widget: "",
        at: &[80, 100, 200],
        // It depends on the order of the replies which way the walk takes, and so which titles are long.
        always: false,
        why: "boxes on the map are of one size; the tip, the details and the list have the whole title",
    },
    Known {
        page: "progress",
        kind: Kind::CutText,
        widget: "0 %",
        at: &[200],
        always: true,
        why: "the chart over time leaves its axis less room than twice the size needs; “Show as text” has the figures",
    },
    Known {
        page: "the list of keys",
        kind: Kind::CutText,
        widget: "Close",
        at: &[200],
        always: false,
        why: "the dialog may reach beyond the window where the window has changed its size while it was open",
    },
    Known {
        page: "the list of keys",
        kind: Kind::CutText,
        widget: "Esc",
        at: &[80, 100, 200],
        always: false,
        why: "the dialog may reach beyond the window where the window has changed its size while it was open",
    },
    Known {
        page: "the library with the focus on a card",
        kind: Kind::CutText,
        widget: "Not yet played",
        at: &[200],
        always: false,
        why: "a card is higher than the window; the finder does not come by one of its chips",
    },
    Known {
        page: "the library with recent files and a notice",
        kind: Kind::CutText,
        widget: "Not yet played",
        at: &[200],
        always: false,
        why: "a card is higher than the window; the finder does not come by one of its chips",
    },
    Known {
        page: "the library with recent files and a notice",
        kind: Kind::OutOfReach,
        widget: "Not yet played",
        at: &[200],
        always: false,
        why: "a card is higher than the window; the finder does not come by one of its chips",
    },
    Known {
        page: "the page for organisations",
        kind: Kind::CutText,
        widget: "Address",
        at: &[200],
        always: false,
        why: "the walk does not come by where this field is whole, at the lower edge of one of the windows; scrolling does",
    },
    Known {
        page: "the page for organisations",
        kind: Kind::CutText,
        widget: "Key",
        at: &[200],
        always: false,
        why: "the walk does not come by where this field is whole, at the lower edge of one of the windows; scrolling does",
    },
    Known {
        page: "the settings",
        kind: Kind::CutText,
        widget: "Name or nickname",
        at: &[200],
        always: false,
        why: "the walk does not come by where this field is whole, at the lower edge of one of the windows; scrolling does",
    },
    Known {
        page: "the debrief as a table",
        kind: Kind::CutText,
        widget: "was missed here",
        at: &[200],
        always: false,
        why: "the walk does not always come by where this paragraph is whole, between two of its steps; scrolling does",
    },
];

struct Known {
    /// The page, as the walk calls it.
    page: &'static str,
    kind: Kind,
    /// What the name of the widget has in it.
    widget: &'static str,
    /// With text of these sizes, in percent.
    at: &'static [u16],
    /// Whether each walk finds it.
    always: bool,
    why: &'static str,
}

#[test]
fn every_page_is_whole_with_text_at_80_percent() {
    walk(80);
}

#[test]
fn every_page_is_whole_with_text_at_100_percent() {
    walk(100);
}

#[test]
fn every_page_is_whole_with_text_at_200_percent() {
    walk(200);
}

fn walk(percent: u16) {
    let mut visited = BTreeSet::new();
    // Each fault once for each page, with the windows it is found in.
    let mut found = BTreeMap::<String, Vec<String>>::new();
    let expected: Vec<_> = KNOWN.iter().filter(|known| known.at.contains(&percent)).collect();
    let mut excused = BTreeSet::new();
    let mut look = |page: &str, shown: &mut Shown| {
        visited.insert(shown.page());
        let focus = shown.harness.ctx.memory(egui::Memory::focused);
        for [width, height] in WINDOWS {
            shown.harness.set_size(vec2(width, height));
            looks_like(shown, percent);
            for fault in faults_of(&mut shown.harness) {
                let known = expected.iter().position(|known| {
                    page == known.page && fault.kind == known.kind && fault.widget.contains(known.widget)
                });
                if let Some(known) = known {
                    excused.insert(known);
                } else {
                    let place = format!("{page}: {:?}: “{}”", fault.kind, fault.widget);
                    let windows = found.entry(place).or_default();
                    windows.push(format!("{width} × {height}: {}", fault.detail));
                }
            }
        }
        let [width, height] = light().size;
        shown.harness.set_size(vec2(width, height));
        looks_like(shown, 100);
        shown.harness.ctx.memory_mut(|memory| match focus {
            Some(id) => memory.request_focus(id),
            None => memory.stop_text_input(),
        });
        shown.harness.run();
    };
    on_every_page(&mut look);
    on_other_pages(&mut look);
    let told: Vec<_> =
        found.iter().map(|(place, windows)| format!("{place}\n    {}", windows.join("\n    "))).collect();
    assert!(told.is_empty(), "with text at {percent} %, {} faults:\n{}", told.len(), told.join("\n"));
    for (number, known) in expected.iter().enumerate().filter(|(_, known)| known.always) {
        let (page, widget, why) = (known.page, known.widget, known.why);
        assert!(excused.contains(&number), "{page}: “{widget}” is well now; it was known that {why}");
    }
    let missed: Vec<_> = Page::ALL.iter().filter(|page| !visited.contains(*page)).collect();
    assert!(missed.is_empty(), "the walk does not come by {missed:?}");
}

/// Without motion, so that no frame is spent on it.
fn looks_like(shown: &mut Shown, percent: u16) {
    let appearance = Appearance { text_size_percent: percent, less_motion: true, ..light().appearance };
    theme::apply(&shown.harness.ctx, &appearance);
    shown.harness.run();
}

/// The pages that need more than a scenario: people, and what was recorded of them.
fn on_other_pages(look: &mut impl FnMut(&str, &mut Shown)) {
    let mut shown = open_in(Rc::new(folder()), Start::default());
    look("who, at the first start", &mut shown);

    let home = Rc::new(folder());
    let folders = Folders::within(home.path());
    let ada = Profile::new("Ada");
    People::remember(&folders, &ada).expect("remembered");
    history::write_weeks(&folders.records(), &ada.person(), jiff::Timestamp::now());
    let mut shown = start_in(Rc::clone(&home), Start::default());
    shown.control(Key::T);
    look("progress", &mut shown);
    shown.click_first("Show as text");
    look("progress as text", &mut shown);
    shown.click_first(" steps. Open the debrief");
    look("old debrief", &mut shown);
    shown.key(Key::C);
    look("old contrast", &mut shown);
    shown.key(Key::Escape);
    shown.key(Key::H);
    look("old conversation", &mut shown);
    shown.control(Key::T);
    shown.click_first("Who is practising");
    look("who, among several", &mut shown);

    let home = Rc::new(folder());
    write_group(&Folders::within(home.path()).records(), 12);
    let mut shown = start_in(home, Start::default());
    shown.control(Key::B);
    look("group, before it is read", &mut shown);
    shown.click("Records of this machine");
    look("group", &mut shown);

    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin("The late unit, ", Mode::Practice);
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    shown.key(Key::Enter);
    shown.key(Key::M);
    shown.key(Key::Home);
    shown.key(Key::Enter);
    shown.key(Key::Enter);
    look("contrast of a scene", &mut shown);

    // Not pages, but over every page.
    let mut shown = first_start();
    shown.key(Key::F1);
    look("the list of keys", &mut shown);
    shown.key(Key::Escape);
    let mut asked = start_without_dialogs();
    asked.control(Key::O);
    asked.key(Key::Enter);
    look("a path to type", &mut asked);
    shown.control(Key::E);
    shown.click_first("Lesson 4, ");
    shown.tab_to("dread");
    shown.key(Key::Enter);
    shown.assert_says("Open in the glossary");
    look("what a word means", &mut shown);
}
