//! The contrast: answered from the keyboard and with the mouse, by the names of things, and as pictures.

use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::{Contrast, Session};
use make_it_right::scenario::{Scenario, plain};
use make_it_right::storage::{Appearance, ThemeChoice};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::contrast::{ContrastAction, ContrastScreen};

use crate::common;
use crate::common::scenarios;

struct Stage {
    scenario: Arc<Scenario>,
    contrast: Contrast,
    on_the_way: bool,
    screen: ContrastScreen,
    portraits: Portraits,
    actions: Vec<ContrastAction>,
}

impl Stage {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let action = if self.on_the_way {
            self.screen.on_the_way(ui, &self.scenario, &self.contrast, &mut self.portraits)
        } else {
            self.screen.ui(ui, &self.scenario, &self.contrast, &mut self.portraits)
        };
        self.actions.extend(action);
    }

    /// Which answer is right, counted from 0, and which is not.
    fn answers(&self) -> (usize, usize) {
        let differs = &self.scenario.decision(self.contrast.scene).expect("a decision").differs;
        let right = differs.answers.iter().position(|answer| answer.right).expect("a right answer");
        (right, usize::from(right == 0))
    }

    fn answer_name(&self, answer: usize) -> String {
        let differs = &self.scenario.decision(self.contrast.scene).expect("a decision").differs;
        format!("Answer {}: {}", answer + 1, plain(&differs.answers[answer].text.value))
    }

    fn response(&self, answer: usize) -> String {
        let differs = &self.scenario.decision(self.contrast.scene).expect("a decision").differs;
        plain(&differs.answers[answer].response.value)
    }

    fn feedback(&self) -> String {
        let side = self.contrast.recovery.as_ref().expect("a recovery reply");
        plain(&self.scenario.reply(side.reply).feedback.value)
    }
}

fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.as_str() == "late-unit").expect("the late unit")
}

fn contrast(scenario: &Arc<Scenario>, ids: &[&str], turn: usize) -> Contrast {
    let choices: Vec<_> = ids.iter().map(|id| scenario.find_reply(id).expect(id)).collect();
    let (session, played) = Session::replay(Arc::clone(scenario), choices);
    played.expect("all of them can be chosen");
    Contrast::of_turn(&session, turn).expect("a decision")
}

fn shown(width: f32, height: f32, appearance: Appearance, turn: usize) -> Harness<'static, Stage> {
    let scenario = late_unit();
    let contrast = contrast(&scenario, &["own-it", "ask-latest"], turn);
    let stage = Stage {
        scenario,
        contrast,
        on_the_way: false,
        screen: ContrastScreen::default(),
        portraits: Portraits::blocking(),
        actions: Vec::new(),
    };
    let mut harness = common::harness(width, height, appearance)
        .build_ui_state(|ui, stage: &mut Stage| common::beside_the_rail(ui, |ui| stage.ui(ui)), stage);
    harness.run();
    harness
}

/// As it opens by itself in guided play.
fn on_the_way(appearance: Appearance) -> Harness<'static, Stage> {
    let scenario = late_unit();
    let contrast = contrast(&scenario, &["own-it", "season"], 1);
    let stage = Stage {
        scenario,
        contrast,
        on_the_way: true,
        screen: ContrastScreen::default(),
        portraits: Portraits::blocking(),
        actions: Vec::new(),
    };
    let mut harness = common::harness(1280.0, 800.0, appearance)
        .build_ui_state(|ui, stage: &mut Stage| common::beside_the_rail(ui, |ui| stage.ui(ui)), stage);
    harness.run();
    harness
}

#[test]
fn on_the_way_it_asks_what_differs_and_then_goes_on() {
    let mut harness = on_the_way(common::light());
    assert!(harness.query_all_by_label_contains("Before the story goes on: what differs?").count() > 0);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().actions.is_empty(), "Enter does not skip the question");
    harness.key_press(Key::Num1);
    harness.run();
    assert!(harness.get_by_label("Continue").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().actions, [ContrastAction::GoOn]);
    let mut harness = on_the_way(common::light());
    harness.get_by_label("Skip").click();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().actions, [ContrastAction::GoOn, ContrastAction::GoOn]);
}

#[test]
fn looks_right_on_the_way() {
    if !common::can_render() {
        return;
    }
    let dark = Appearance { theme: ThemeChoice::Dark, ..Appearance::default() };
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, appearance) in [("what_differs_light", common::light()), ("what_differs_dark", dark)] {
        let mut harness = on_the_way(appearance);
        harness.key_press(Key::Num1);
        harness.run();
        harness.snapshot(name);
        results.extend_harness(&mut harness);
    }
}

#[test]
fn looks_right_in_every_theme_and_size() {
    if !common::can_render() {
        return;
    }
    let dark = Appearance { theme: ThemeChoice::Dark, ..Appearance::default() };
    let large = Appearance { text_size_percent: 200, ..common::light() };
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, appearance, size, answer) in [
        ("contrast_light", common::light(), [1280.0, 800.0], None),
        ("contrast_dark", dark, [1280.0, 800.0], None),
        ("contrast_answered", common::light(), [1280.0, 800.0], Some(1)),
        ("contrast_small", common::light(), [1024.0, 700.0], None),
        ("contrast_large", large, [1024.0, 700.0], None),
        ("contrast_large_whole", large, [1024.0, 2400.0], Some(1)),
    ] {
        let mut harness = shown(size[0], size[1], appearance, 1);
        if answer.is_some() {
            let (_, wrong) = harness.state().answers();
            harness.key_press([Key::Num1, Key::Num2][wrong]);
            harness.run();
        }
        harness.snapshot(name);
        results.extend_harness(&mut harness);
    }
}

#[test]
fn the_point_appears_after_the_answer() {
    let mut harness = shown(1280.0, 900.0, common::light(), 1);
    let (right, wrong) = harness.state().answers();
    let (feedback, point) = (harness.state().feedback(), harness.state().response(right));
    assert!(harness.query_by_label(&feedback).is_none() && harness.query_by_label(&point).is_none());

    harness.key_press([Key::Num1, Key::Num2, Key::Num3][wrong]);
    harness.run();
    let response = harness.state().response(wrong);
    for said in ["Not quite", &response, &point, &feedback] {
        harness.get_by_label(said);
    }
    let answers = [harness.state().answer_name(wrong) + ", not it", harness.state().answer_name(right) + ", right"];
    for answer in &answers {
        assert!(harness.get_by_label(answer).accesskit_node().is_disabled());
    }
    let spoken = harness.get_by_role(Role::Status).accesskit_node().label().expect("words");
    assert!(spoken.starts_with("Not quite.") && spoken.contains(&point), "{spoken}");

    harness.get_by_label("Another go").click();
    harness.run();
    assert!(harness.query_by_label(&feedback).is_none(), "another go starts afresh");
    let name = harness.state().answer_name(right);
    harness.get_by_label(&name).click();
    harness.run();
    harness.get_by_label("That’s it");
}

#[test]
fn an_answer_can_be_given_with_tab_and_enter() {
    let mut harness = shown(1280.0, 900.0, common::light(), 1);
    let name = harness.state().answer_name(harness.state().answers().0);
    for _ in 0..12 {
        harness.key_press(Key::Tab);
        harness.run();
        if harness.get_by_label(&name).is_focused() {
            break;
        }
    }
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("That’s it");
    assert!(harness.get_by_label("Another go").is_focused(), "the focus goes where the eye goes");
}

#[test]
fn both_replies_are_told_with_what_they_do() {
    let harness = shown(1280.0, 900.0, common::light(), 1);
    harness.get_by_role_and_label(Role::Heading, "Two ways to answer the same customer");
    harness.get_by_label("The late unit · Step 2 of 5, Listen");
    harness.get_by_role_and_label(Role::Heading, "No recovery system");
    harness.get_by_role_and_label(Role::Heading, "Recovery system");
    harness.get_by_role_and_label(Role::Group, "Your reply");
    harness.get_by_label("your reply");
    let contrast = &harness.state().contrast;
    let recovery = contrast.recovery.as_ref().expect("a recovery reply");
    let trust = recovery.after.trust - recovery.before.trust;
    assert!(trust > 0);
    harness.get_by_label(&format!("Trust up {trust}"));
}

#[test]
fn another_decision_starts_afresh() {
    let mut harness = shown(1280.0, 900.0, common::light(), 1);
    harness.key_press(Key::Num1);
    harness.run();
    harness.get_by_label("Another go");
    let scenario = harness.state().scenario.clone();
    harness.state_mut().contrast = contrast(&scenario, &["own-it"], 0);
    harness.run();
    assert!(harness.query_by_label("Another go").is_none());
    harness.get_by_label("The late unit · Step 1 of 5, Take ownership");
}

#[test]
fn escape_and_the_button_close_it() {
    let mut harness = shown(1280.0, 800.0, common::light(), 1);
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label("Close").click();
    harness.run();
    assert_eq!(harness.state().actions, [ContrastAction::Close, ContrastAction::Close]);
}

#[test]
fn every_decision_of_every_scenario_can_be_shown() {
    for scenario in scenarios::shipped() {
        let decisions = (0..scenario.file().scenes.len()).map(Into::into);
        for contrast in decisions.filter_map(|scene| Contrast::of_scene(&scenario, scene)) {
            let stage = Stage {
                scenario: scenario.clone(),
                contrast,
                on_the_way: false,
                screen: ContrastScreen::default(),
                portraits: Portraits::blocking(),
                actions: Vec::new(),
            };
            let large = Appearance { text_size_percent: 200, ..common::light() };
            let mut harness =
                common::harness(1024.0, 700.0, large).build_ui_state(|ui, stage: &mut Stage| stage.ui(ui), stage);
            harness.run();
            harness.key_press(Key::Num2);
            harness.run();
            harness.get_by_label("Another go");
            assert!(!harness.ctx.has_requested_repaint(), "it rests");
        }
    }
}

#[test]
fn the_cards_are_level_from_the_first_frame() {
    let scenario = late_unit();
    let contrast = contrast(&scenario, &["own-it", "ask-latest"], 1);
    let (mut screen, mut portraits) = (ContrastScreen::default(), Portraits::blocking());
    let mut harness = common::harness(1280.0, 800.0, common::light()).build_ui(|ui| {
        screen.ui(ui, &scenario, &contrast, &mut portraits);
    });
    let places = |harness: &Harness<'_>| {
        ["Trust down 8", "Trust up 6", "What does the stronger reply come away with?"]
            .map(|name| harness.get_by_label(name).rect().top())
    };
    let [first, second, question] = places(&harness);
    assert!((first - second).abs() < 0.5, "{first} and {second}");
    harness.run();
    let moved = places(&harness).into_iter().zip([first, second, question]).any(|(now, then)| (now - then).abs() > 0.5);
    assert!(!moved, "nothing moves after the first frame");
}
