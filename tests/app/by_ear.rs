//! What somebody gets who hears the program instead of seeing it: read from the tree that a screen reader reads, on every page.

use std::collections::BTreeMap;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use make_it_right::app::Page;
use make_it_right::engine::Mode;
use make_it_right::scenario::System;

use super::driver::{Shown, first_start, shipped};
use super::everywhere::on_every_page;

fn role(node: &Node<'_>) -> Role {
    node.accesskit_node().role()
}

fn label(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// What the page itself consists of, without rail, notices and dialogs, in the order in which it is heard.
fn of_page(shown: &Shown) -> Vec<Node<'_>> {
    let main = shown.nodes().find(|node| role(node) == Role::Main).expect("every page is a landmark");
    main.children_recursive().filter(|node| !is_hidden(node)).collect()
}

fn is_hidden(node: &Node<'_>) -> bool {
    let mut node = Some(node.accesskit_node());
    while let Some(it) = node {
        if it.is_hidden() {
            return true;
        }
        node = it.parent();
    }
    false
}

#[test]
fn window_and_page_are_called_by_their_name() {
    on_every_page(|page, shown| {
        let window = label(&shown.harness.root());
        let main = shown.nodes().find(|node| role(node) == Role::Main).map(|node| label(&node)).unwrap_or_default();
        assert!(main.starts_with(shown.page().name()), "{page}: {main:?}");
        assert_eq!(window, format!("{main} – Make It Right"), "{page}");
        let titles = shown.harness.output().viewport_output.values().flat_map(|viewport| &viewport.commands);
        for title in titles {
            if let egui::ViewportCommand::Title(title) = title {
                assert_eq!(*title, window, "{page}");
            }
        }
    });
}

#[test]
fn headings_have_levels_of_which_none_is_left_out() {
    on_every_page(|page, shown| {
        let headings: Vec<_> = of_page(shown)
            .into_iter()
            .filter(|node| role(node) == Role::Heading)
            .map(|node| (label(&node), node.accesskit_node().data().level().unwrap_or(0)))
            .collect();
        assert_eq!(headings.first().map(|(_, level)| *level), Some(1), "{page}: {headings:?}");
        for pair in headings.windows(2) {
            let ((_, before), (name, level)) = (&pair[0], &pair[1]);
            assert!((2..=before + 1).contains(level), "{page}: {name:?} is of level {level} after {before}");
        }
    });
}

#[test]
fn lists_say_how_long_they_are_and_each_thing_where_it_stands() {
    let mut lists = BTreeMap::<String, usize>::new();
    on_every_page(|page, shown| {
        for list in of_page(shown).into_iter().filter(|node| role(node) == Role::List) {
            let size = list.accesskit_node().data().size_of_set().expect("how many there are");
            let places: Vec<_> = list
                .children_recursive()
                .filter(|node| role(node) == Role::ListItem)
                .map(|node| node.accesskit_node().data().position_in_set().expect("where it stands"))
                .collect();
            assert!(!places.is_empty() && places.is_sorted() && places.last() < Some(&size), "{page}: {places:?}");
            assert!(!label(&list).is_empty(), "{page}");
            lists.insert(label(&list), size);
        }
    });
    for name in ["Scenarios", "lessons", "Who you meet", "What it teaches", "Words", "Problems"] {
        assert!(lists.contains_key(name), "{name} is no list: {lists:?}");
    }
    assert!(lists["Scenarios"] >= 12, "{lists:?}");
}

#[test]
fn what_stands_beside_each_other_is_heard_from_left_to_right() {
    on_every_page(|page, shown| {
        let pressed = |node: &Node<'_>| matches!(role(node), Role::Button | Role::Heading | Role::Switch);
        // What is drawn over a chart or a map stands where the story puts it.
        let placed = |node: &Node<'_>| !label(node).starts_with("Reply ") && shown.page() != Page::Map;
        let nodes: Vec<_> = of_page(shown).into_iter().filter(pressed).filter(placed).collect();
        for pair in nodes.windows(2) {
            let (a, b) = (pair[0].rect(), pair[1].rect());
            let together = a.bottom().min(b.bottom()) - a.top().max(b.top());
            let same_row = together > 0.6 * a.height().min(b.height()) && a.height().max(b.height()) < 80.0;
            let (first, then) = (label(&pair[0]), label(&pair[1]));
            assert!(!same_row || a.left() <= b.left(), "{page}: {first:?} is heard before {then:?}, right of it");
            // Nor what stands at the foot before what it belongs to.
            let above = b.bottom() <= a.top() && b.left() < a.right() && a.left() < b.right();
            assert!(!above, "{page}: {first:?} is heard before {then:?}, below it");
        }
    });
}

#[test]
fn the_rail_is_a_list_of_tabs_in_the_order_in_which_it_is_seen() {
    on_every_page(|page, shown| {
        let Some(tabs) = shown.nodes().find(|node| role(node) == Role::TabList) else { panic!("{page}: no tab list") };
        let tabs: Vec<_> = tabs.children_recursive().filter(|node| role(node) == Role::Tab).collect();
        assert!(tabs.is_sorted_by(|a, b| a.rect().top() < b.rect().top()), "{page}");
        let selected = tabs.iter().filter(|tab| tab.accesskit_node().is_selected() == Some(true)).count();
        assert_eq!(selected, 1, "{page}");
        assert!(tabs.iter().all(|tab| tab.accesskit_node().toggled().is_none()), "{page}: a tab is not checked");
    });
}

#[test]
fn what_lies_on_a_card_is_no_thing_beside_it() {
    let shown = first_start();
    let library = of_page(&shown);
    assert!(library.iter().all(|node| role(node) != Role::Image), "a picture of a card is heard by itself");
    let card = library.iter().find(|node| label(node).starts_with("The late unit, ")).expect("its card");
    let about = card.accesskit_node().data().description().unwrap_or_default().to_owned();
    assert!(about.ends_with(". At the counter."), "{about}");
    let said = |node: &&Node<'_>| node.accesskit_node().value().is_some_and(|words| words == "Not yet played");
    assert_eq!(library.iter().filter(said).count(), 0, "it is in the name already");
}

#[test]
fn a_page_opened_by_key_takes_the_focus_and_says_where_one_is() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    let focus_in_page = |shown: &Shown| of_page(shown).iter().find(|node| node.is_focused()).map(label);
    for (key, page, name) in [
        (Key::E, Page::Learn, "Learn"),
        (Key::Comma, Page::Settings, "Settings"),
        (Key::D, Page::Refresh, "Done"),
        (Key::G, Page::Glossary, "Search the glossary"),
        (Key::T, Page::Progress, "Your progress"),
    ] {
        shown.control(key);
        assert_eq!(shown.page(), page);
        let focus = focus_in_page(&shown).unwrap_or_default();
        assert!(focus.contains(name), "{page:?}: {focus:?}");
    }
    shown.control(Key::E);
    shown.tab_to("Lesson 1, ");
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Lesson);
    assert!(focus_in_page(&shown).is_some(), "a lesson");
    shown.control(Key::L);
    shown.begin("The late unit, ", Mode::Practice);
    assert!(focus_in_page(&shown).is_some(), "practice");
    shown.choose(&scenario, |reply| reply.system == System::NoRecovery);
    shown.key(Key::C);
    assert_eq!(shown.page(), Page::Contrast);
    assert!(focus_in_page(&shown).is_some(), "the contrast");
    // From there Tab goes on into the page, and commands of one key are heard as if nothing had the focus.
    shown.key(Key::Num1);
    assert!(shown.says("Answer 1: "));
    shown.key(Key::Tab);
    assert!(focus_in_page(&shown).is_some(), "Tab leads out of the page");
}

#[test]
fn whoever_points_keeps_the_focus_where_it_is() {
    let mut shown = first_start();
    shown.click("Learn");
    assert_eq!(shown.page(), Page::Learn);
    assert!(of_page(&shown).iter().all(|node| !node.is_focused()), "no ring around a heading that nobody asked for");
}

#[test]
fn the_table_of_a_debrief_has_cells_under_headers() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.begin("The late unit, ", Mode::Practice);
    while !shown.says("Outcome: ") {
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        shown.key(Key::Enter);
    }
    shown.click("See the debrief");
    shown.click("Show as a table");
    let table = shown.nodes().find(|node| role(node) == Role::Table).expect("a table");
    let rows: Vec<_> = table.children_recursive().filter(|node| role(node) == Role::Row).collect();
    let words = |row: &Node<'_>, wanted: Role| -> Vec<String> {
        row.children_recursive().filter(|node| role(node) == wanted).map(|node| label(&node)).collect()
    };
    assert_eq!(words(&rows[0], Role::ColumnHeader), ["Reply", "Trust", "Loss", "Dread", "What you said"]);
    let start = words(&rows[1], Role::Cell);
    assert_eq!(start[..1], ["Start"], "{start:?}");
    assert!(start[1..4].iter().all(|cell| cell.parse::<u32>().is_ok()), "{start:?}");
}

#[test]
fn what_was_said_last_is_said_again() {
    let mut shown = first_start();
    shown.tab_to("The late unit, ");
    shown.key(Key::Enter);
    let said = |shown: &Shown| {
        let live = shown.nodes().filter(|node| matches!(role(node), Role::Status | Role::Alert));
        live.map(|node| (role(&node), label(&node))).collect::<Vec<_>>()
    };
    let first = said(&shown);
    assert_eq!(first.len(), 1, "{first:?}");
    shown.key(Key::F2);
    assert_eq!(said(&shown), [(Role::Alert, first[0].1.clone())]);
}

#[test]
fn letters_and_figures_can_be_made_to_need_control() {
    let scenario = shipped("late-unit");
    let mut shown = first_start();
    shown.control(Key::Comma);
    shown.click_first("Single keys");
    assert!(shown.settings().keys_with_control);
    let mut shown = shown.restart();
    shown.tab_to("The late unit, ");
    shown.key(Key::Enter);
    shown.key(Key::Enter);
    assert_eq!(shown.page(), Page::Practice);
    let offered = shown.replies(&scenario);
    for key in [Key::Num1, Key::H, Key::S, Key::P, Key::M, Key::Questionmark] {
        shown.key(key);
        assert_eq!((shown.page(), shown.replies(&scenario)), (Page::Practice, offered.clone()), "{key:?}");
    }
    shown.control(Key::H);
    assert_eq!(shown.page(), Page::Conversation);
    shown.key(Key::Escape);
    shown.control(Key::Num1);
    assert!(shown.replies(&scenario).is_empty(), "Ctrl 1 chooses");
    // For the tests that share this thread.
    make_it_right::ui::commands::set_single_keys(true);
}

#[cfg(unix)]
mod aloud {
    use std::cell::RefCell;
    use std::path::PathBuf;
    use std::rc::Rc;
    use std::time::{Duration, Instant};

    use egui::Key;
    use make_it_right::app::{Start, wake_of};
    use make_it_right::engine::Mode;
    use make_it_right::scenario::{System, plain};
    use make_it_right::services::Services;
    use make_it_right::services::voice::VoiceProgram;

    use crate::driver::{Shown, folder, open_with, shipped};

    thread_local! {
        static HEARD: RefCell<PathBuf> = const { RefCell::new(PathBuf::new()) };
    }

    /// A voice that writes down what it is given.
    fn writing(ctx: &egui::Context) -> Services {
        let heard = HEARD.with_borrow(Clone::clone);
        let script = format!("cat >> '{}'", heard.display());
        Services::at_once(&wake_of(ctx)).speaking_with(VoiceProgram::new("/bin/sh", &["-c", &script]))
    }

    fn heard(words: &str) -> String {
        let until = Instant::now() + Duration::from_mins(1);
        loop {
            let said = std::fs::read_to_string(HEARD.with_borrow(Clone::clone)).unwrap_or_default();
            if said.contains(words) {
                return said;
            }
            assert!(Instant::now() < until, "“{words}” is not read aloud, only:\n{said}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn begin(folder: &Rc<tempfile::TempDir>) -> Shown {
        HEARD.set(folder.path().join("heard"));
        open_with(Rc::clone(folder), Start { person: Some("Ada".to_owned()), ..Start::default() }, writing)
    }

    #[test]
    fn line_replies_verdict_and_outcome_are_read_aloud() {
        let scenario = shipped("late-unit");
        let folder = Rc::new(folder());
        let mut shown = begin(&folder);
        shown.control(Key::Comma);
        shown.click_first("Read aloud");
        assert!(shown.settings().read_aloud);
        shown.control(Key::L);
        shown.begin("The late unit, ", Mode::Practice);
        let said = heard("Reply 2: ");
        let line = said.split("Reply 1: ").next().expect("what is said first");
        assert!(line.contains("Dan"), "the line that is answered: {said}");
        for (number, reply) in shown.replies(&scenario).into_iter().enumerate() {
            let words = plain(&scenario.reply(reply).text.value);
            assert!(said.contains(&format!("Reply {}: “{words}”", number + 1)), "{said}");
        }
        shown.choose(&scenario, |reply| reply.system == System::Recovery);
        let verdict = heard("Recovery");
        assert!(!verdict.contains("Reply 4: "), "what is chosen from is not said anew with the verdict: {verdict}");
        shown.key(Key::Enter);
        while !shown.says("Outcome: ") {
            shown.choose(&scenario, |reply| reply.system == System::Recovery);
            shown.key(Key::Enter);
        }
        heard("Outcome: ");
    }

    #[test]
    fn nothing_is_read_aloud_unless_it_is_wanted() {
        let folder = Rc::new(folder());
        let mut shown = begin(&folder);
        shown.begin("The late unit, ", Mode::Practice);
        shown.key(Key::F2);
        // The voice has had its turn: what is asked after everything else is answered after it.
        drop(shown);
        assert!(!folder.path().join("heard").exists());
    }
}
