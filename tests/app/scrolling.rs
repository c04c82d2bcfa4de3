//! Pages and their scrolling: each that is opened begins at its top, one that is come back to is where it was, and all of them
//! scroll by keys.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::app::{Page, Start};

use super::driver::{Shown, at_once, folder, open_looking};
use super::everywhere::on_every_page;
use crate::stage::light;

/// Where the topmost heading of the page is, in points from the top of the window.
fn top(shown: &Shown) -> f32 {
    let headings = shown.harness.query_all_by_role(Role::Heading);
    headings.map(|heading| heading.rect().top()).fold(f32::INFINITY, f32::min)
}

fn small() -> Shown {
    let start = Start { person: Some("Ada".to_owned()), ..Start::default() };
    open_looking(light().small(), std::rc::Rc::new(folder()), start, at_once)
}

#[test]
fn a_page_that_is_opened_begins_at_its_top() {
    let mut shown = small();
    for card in ["The late unit, ", "Twenty-four hours late, "] {
        shown.tab_to(card);
        shown.key(Key::Enter);
        assert_eq!(shown.page(), Page::Scenario);
        assert!(top(&shown) > 0.0, "{card} is opened scrolled away");
        shown.key(Key::End);
        assert!(top(&shown) < 0.0, "{card} does not scroll, so that nothing is shown here");
        shown.key(Key::Escape);
    }
}

#[test]
fn a_page_that_is_come_back_to_is_where_it_was() {
    let mut shown = small();
    shown.key(Key::End);
    let before = top(&shown);
    assert!(before < 0.0, "the library does not scroll, so that nothing is shown here");
    shown.control(Key::Comma);
    assert_eq!(shown.page(), Page::Settings);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
    assert!((top(&shown) - before).abs() < 1.0, "{before} and then {}", top(&shown));
}

#[test]
fn every_page_scrolls_by_keys() {
    let mut still = Vec::new();
    on_every_page(|what, shown| {
        // It is dragged, and the arrows go over it.
        if what.contains("path map") {
            return;
        }
        let window = shown.harness.ctx.content_rect();
        let places = |shown: &Shown| -> Vec<_> {
            let texts = shown.nodes().filter(|node| node.accesskit_node().value().is_some());
            texts.map(|node| node.rect()).filter(|rect| rect.is_positive()).collect()
        };
        let before = places(shown);
        if !before.iter().any(|rect| rect.top() > window.bottom()) {
            return;
        }
        shown.key(Key::PageDown);
        let after = places(shown);
        if before == after {
            still.push(what.to_owned());
        }
        shown.key(Key::Home);
    });
    assert!(still.is_empty(), "these do not scroll: {still:?}");
}
