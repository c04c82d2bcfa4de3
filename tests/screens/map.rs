//! The path map by itself: how it looks, by the names of things, and with a story of three hundred scenes.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::{At, Session};
use make_it_right::map::StoryMap;
use make_it_right::memory::Visited;
use make_it_right::scenario::{Scenario, SceneIx, System, load};
use make_it_right::storage::Library;
use make_it_right::ui::screens::map::{MapAction, MapFacts, MapScreen, MapView};

use crate::common::generated;
use crate::common::scenarios;
use crate::stage::{Camera, Ears as _, Hands as _, Look, light};

struct Stage {
    facts: MapFacts,
    map: StoryMap,
    way: Option<(SceneIx, bool)>,
    screen: MapScreen,
    actions: Vec<MapAction>,
}

impl Stage {
    /// A play to the end of it, every so many replies a poor one.
    fn new(scenario: &Arc<Scenario>, poor_every: usize) -> Self {
        let mut session = Session::new(Arc::clone(scenario));
        while let At::Decision { offered, .. } = session.at() {
            let poor = session.turns().len() % poor_every == poor_every - 1;
            let system = if poor { System::NoRecovery } else { System::Recovery };
            let wanted = offered.iter().copied().find(|&reply| scenario.reply(reply).system == system);
            let reply = wanted.or(offered.first().copied()).expect("a reply");
            session.choose(reply).expect("on offer");
        }
        Self {
            facts: MapFacts::of(scenario, &Visited::default(), Some(&session)),
            map: StoryMap::of(scenario),
            way: None,
            screen: MapScreen::default(),
            actions: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let view = MapView { facts: &self.facts, map: Some(&self.map), way: self.way };
        let action = self.screen.ui(ui, &view);
        self.actions.extend(action);
    }
}

fn scenario(id: &str) -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.as_str() == id).expect(id)
}

fn long(scenes: usize) -> Arc<Scenario> {
    let loaded = load(generated::branching(scenes).as_bytes(), &Library::shipped_catalog());
    Arc::new(loaded.scenario.expect("a sound story"))
}

fn shown(look: Look, scenario: &Arc<Scenario>) -> Harness<'static, Stage> {
    look.show_beside_rail(Stage::new(scenario, 3), |ui, stage| stage.ui(ui))
}

fn press(harness: &mut Harness<'_, Stage>, keys: &[Key]) {
    for &key in keys {
        harness.press(key);
    }
}

fn items(harness: &Harness<'_, Stage>) -> usize {
    harness.query_all_by_role(Role::TreeItem).count()
}

#[test]
fn looks_right_in_every_theme_and_size() {
    let Some(mut camera) = Camera::ready() else { return };
    let (late, airline, long) = (scenario("late-unit"), scenario("airline-outage"), long(300));
    for (name, look, scenario, keys) in [
        ("map_light", light(), &late, &[][..]),
        ("map_dark", light().dark(), &late, &[Key::Num0]),
        ("map_details", light(), &late, &[Key::Home, Key::ArrowDown, Key::Enter]),
        ("map_list", light(), &late, &[Key::L]),
        ("map_airline_dark", light().dark(), &airline, &[Key::Home, Key::Enter]),
        ("map_large_details", light().large().small(), &late, &[Key::Home, Key::Enter]),
        ("map_300_fitted", light(), &long, &[Key::Num0]),
    ] {
        let mut harness = shown(look, scenario);
        press(&mut harness, keys);
        camera.take(name, &mut harness);
    }
}

#[test]
fn the_keyboard_leads_through_a_long_story() {
    let mut harness = shown(light(), &long(300));
    assert_eq!(items(&harness), 304, "a screen reader is told of every place");
    press(&mut harness, &[Key::Home]);
    assert!(harness.focused_name().starts_with("Moment 0, "), "{}", harness.focused_name());
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..30 {
        press(&mut harness, &[Key::ArrowDown]);
        met.insert(harness.focused_name());
        let box_rect = harness.root().children_recursive().find(egui_kittest::Node::is_focused).expect("focus").rect();
        assert!(harness.ctx.content_rect().intersects(box_rect), "the focus is where the eye is");
    }
    assert_eq!(met.len(), 30, "each step leads on");
    press(&mut harness, &[Key::ArrowRight]);
    assert!(!met.contains(&harness.focused_name()), "a neighbour in the layer");
    press(&mut harness, &[Key::ArrowLeft, Key::Enter]);
    harness.get_by_label("Play from here");
}

#[test]
fn dragging_scrolling_and_zooming_move_the_map() {
    let mut harness = shown(light(), &long(300));
    press(&mut harness, &[Key::Home]);
    let at = |harness: &Harness<'_, Stage>| harness.get_by_label_contains("Moment 0, ").rect();
    let before = at(&harness);
    // From a place beside every box.
    harness.drag_at(pos2(140.0, 700.0));
    harness.run();
    harness.hover_at(pos2(240.0, 650.0));
    harness.run();
    harness.drop_at(pos2(240.0, 650.0));
    harness.run();
    let dragged = at(&harness);
    assert!((dragged.center() - before.center() - Vec2::new(100.0, -50.0)).length() < 1.0, "{before} to {dragged}");

    harness.hover_at(dragged.center());
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -40.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    });
    harness.run();
    assert!(at(&harness).center().y < dragged.center().y - 10.0, "scrolling pans");

    let before = at(&harness);
    press(&mut harness, &[Key::Plus]);
    assert!(at(&harness).width() > before.width() * 1.2);
    press(&mut harness, &[Key::Minus, Key::Minus]);
    assert!(at(&harness).width() < before.width());
    press(&mut harness, &[Key::Num0]);
    assert!(harness.ctx.content_rect().contains_rect(at(&harness)));
    assert!(!harness.ctx.has_requested_repaint(), "it rests");
}

#[test]
fn titles_of_unseen_scenes_are_shown_on_request() {
    let scenario = scenario("late-unit");
    let mut harness = shown(light(), &scenario);
    let unseen = |harness: &Harness<'_, Stage>| {
        let titles = scenario.file().scenes.iter().map(|scene| &scene.title.value);
        titles.filter(|title| harness.query_by_label_contains(&format!("{title}, ")).is_none()).count()
    };
    assert!(unseen(&harness) > 0);
    harness.click("Show titles of unseen scenes");
    assert_eq!(unseen(&harness), 0);
}

#[test]
fn without_a_way_it_says_so() {
    let mut harness = shown(light(), &scenario("late-unit"));
    press(&mut harness, &[Key::L, Key::Home]);
    while !harness.focused_name().starts_with("decision") {
        press(&mut harness, &[Key::ArrowDown]);
    }
    press(&mut harness, &[Key::Enter]);
    harness.get_by_label("Looking for a way that leads here…");
    let Some(&MapAction::FindWay(scene)) = harness.state().actions.first() else { panic!("it looks for a way") };
    assert_eq!(harness.state().actions.len(), 1, "it asks once");
    harness.state_mut().way = Some((scene, false));
    harness.run();
    assert!(harness.get_by_label("Play from here").accesskit_node().is_disabled());
    harness.get_by_label_contains("No way was found");
    harness.state_mut().way = Some((scene, true));
    harness.run();
    harness.click("Play from here");
    assert_eq!(harness.state().actions.last(), Some(&MapAction::PlayFrom(scene)));
}

#[test]
fn the_list_has_levels_and_the_same_actions() {
    let mut harness = shown(light(), &scenario("airline-outage"));
    let count = items(&harness);
    press(&mut harness, &[Key::L, Key::Home]);
    assert_eq!(items(&harness), count, "the same places");
    harness.get_by_role_and_label(Role::Tree, "Path map as a list");
    press(&mut harness, &[Key::Enter]);
    harness.click("See the contrast");
    assert!(matches!(harness.state().actions.last(), Some(MapAction::Contrast(_))));
    press(&mut harness, &[Key::Escape, Key::Escape]);
    assert_eq!(harness.state().actions.last(), Some(&MapAction::Close));
}

#[test]
fn shift_and_the_arrows_move_the_map_and_not_the_focus() {
    let mut harness = shown(light(), &scenario("late-unit"));
    let here = harness.focused_name();
    let place = |harness: &Harness<'_, Stage>| harness.get_by_label(&here).rect().center();
    let before = place(&harness);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.run();
    let after = place(&harness);
    assert_eq!(harness.focused_name(), here);
    assert!(after.y > before.y && (after.x - before.x).abs() < 1.0, "{before:?} → {after:?}");
}
