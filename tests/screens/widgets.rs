//! Every widget: how it looks, what it is called, and that it works from the keyboard.

use egui::accesskit::{Live, Role, Toggled};
use egui::{Key, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::ui::announce;
use make_it_right::ui::widgets::Button;

use super::gallery::Gallery;
use crate::stage::{Camera, Hands as _, Look, light};

fn shown(look: Look) -> Harness<'static, Gallery> {
    look.show(Gallery::default(), |ui, gallery| gallery.ui(ui))
}

#[test]
fn looks_right_in_every_theme_and_size() {
    let Some(mut camera) = Camera::ready() else { return };
    for (name, look) in [
        ("gallery_light", light().sized(1280.0, 1720.0)),
        ("gallery_dark", light().dark().sized(1280.0, 1720.0)),
        ("gallery_contrast", light().high_contrast().sized(1280.0, 1720.0)),
    ] {
        let mut harness = shown(look);
        // With the keyboard on a button, so that the ring is seen.
        harness.get_by_label("Continue").focus();
        harness.run();
        camera.take(name, &mut harness);
    }
}

#[test]
fn names_and_roles_are_told() {
    let harness = shown(light().sized(1280.0, 1600.0));
    let meter = harness.get_by_label("Trust 46, up 8");
    assert_eq!(meter.accesskit_node().role(), Role::ProgressIndicator);
    assert_eq!(meter.accesskit_node().numeric_value(), Some(46.0));
    harness.get_by_label("Sense of loss 61, down 6");
    harness.get_by_label("Dread of hassle 38");
    harness.get_by_role_and_label(Role::Heading, "No recovery system");
    harness.get_by_role_and_label(Role::Image, "Dan Okafor");
    harness.get_by_role_and_label(Role::Group, "Feedback");
    harness.get_by_role_and_label(Role::SearchInput, "Search");
    harness.get_by_label("Answer 2: It learns what the delay costs him, right");
    let on = harness.get_by_role_and_label(Role::Switch, "Less motion");
    assert_eq!(on.accesskit_node().toggled(), Some(Toggled::True));
    assert!(harness.get_by_label("Pause").accesskit_node().is_disabled());
}

/// Whether this text is painted somewhere.
fn is_painted<State>(harness: &Harness<'_, State>, text: &str) -> bool {
    fn holds(shape: &Shape, text: &str) -> bool {
        match shape {
            Shape::Text(it) => it.galley.text() == text,
            Shape::Vec(all) => all.iter().any(|shape| holds(shape, text)),
            _ => false,
        }
    }
    harness.output().shapes.iter().any(|it| holds(&it.shape, text))
}

#[test]
fn a_button_shows_its_key_where_somebody_is_or_where_that_is_wanted() {
    let buttons = |look: Look| {
        look.show((), |ui, ()| {
            ui.add(Button::secondary("Plain"));
            ui.add(Button::secondary("Other").key("Ctrl Q"));
        })
    };
    let mut harness = buttons(light());
    assert!(!is_painted(&harness, "Ctrl Q"), "quiet");
    let quiet = harness.get_by_label("Other").rect();
    harness.get_by_label("Other").focus();
    harness.run();
    assert!(is_painted(&harness, "Ctrl Q"), "with the focus");
    assert_eq!(harness.get_by_label("Other").rect(), quiet, "nothing moves");
    harness.get_by_label("Plain").focus();
    harness.run();
    assert!(!is_painted(&harness, "Ctrl Q"));
    harness.get_by_label("Other").hover();
    harness.run();
    assert!(is_painted(&harness, "Ctrl Q"), "pointed at");

    let mut look = light();
    look.appearance.keys_on_buttons = true;
    let harness = buttons(look);
    assert!(is_painted(&harness, "Ctrl Q"), "as the person wants it");
    assert!(harness.get_by_label("Other").rect().width() > quiet.width());
}

#[test]
fn works_from_the_keyboard() {
    let mut harness = shown(light().sized(1280.0, 1600.0));
    for (name, key) in [
        (
            "Reply 1: “It's the planning system, I mean our supplier's. Nothing leaves until it's tested, which is right.”",
            Key::Enter,
        ),
        ("Continue", Key::Space),
        ("Answer 1: It is more polite", Key::Enter),
        ("New to this", Key::Enter),
    ] {
        harness.get_by_label(name).focus();
        harness.run();
        assert!(harness.get_by_label(name).is_focused(), "{name}");
        harness.press(key);
    }
    assert_eq!(harness.state().clicked, ["reply 1", "continue", "answer 1", "chip"]);

    for name in ["Dark", "High contrast"] {
        harness.get_by_label(name).focus();
        harness.run();
        harness.press(Key::Space);
    }
    assert_eq!(harness.state().choice, 1);
    assert!(harness.state().off);
}

#[test]
fn every_input_can_be_reached_with_tab() {
    let mut harness = shown(light().sized(1280.0, 1600.0));
    let mut reached = Vec::new();
    for _ in 0..40 {
        harness.press(Key::Tab);
        let focused = harness.root().children_recursive().find(egui_kittest::Node::is_focused);
        if let Some(label) = focused.and_then(|node| node.accesskit_node().label()) {
            reached.push(label);
        }
    }
    for name in ["Learn", "All 12", "See the contrast", "Continue", "Answer 1: It is more polite", "Search", "System"] {
        assert!(reached.iter().any(|label| label == name), "{name} in {reached:?}");
    }
    assert!(!reached.iter().any(|label| label == "Pause"));
}

#[test]
fn a_page_at_rest_paints_nothing() {
    let mut harness = shown(light().sized(1280.0, 1600.0));
    harness.state_mut().trust = 90;
    harness.state_mut().mood = "relieved";
    harness.step();
    harness.step();
    harness.run();
    assert!(!harness.ctx.has_requested_repaint());
}

#[test]
fn announcements_are_live_and_the_same_words_are_read_again() {
    let mut harness = shown(light().sized(800.0, 600.0));
    announce::polite(&harness.ctx, "Dan says: the crane leaves at four");
    harness.run();
    let said = harness.get_by_label("Dan says: the crane leaves at four");
    assert_eq!(said.accesskit_node().live(), Live::Polite);
    assert_eq!(said.accesskit_node().role(), Role::Status);
    let first = said.accesskit_node().id();

    announce::polite(&harness.ctx, "Dan says: the crane leaves at four");
    harness.run();
    let again = harness.get_by_label("Dan says: the crane leaves at four");
    assert_ne!(again.accesskit_node().id(), first);

    announce::now(&harness.ctx, "Outcome: champion");
    harness.run();
    assert!(harness.query_by_label("Dan says: the crane leaves at four").is_none());
    assert_eq!(harness.get_by_label("Outcome: champion").accesskit_node().live(), Live::Assertive);
}
