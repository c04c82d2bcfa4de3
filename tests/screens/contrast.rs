//! The contrast: answered from the keyboard and with the mouse, by the names of things, and as pictures.

use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::{Contrast, Session};
use make_it_right::scenario::{Scenario, plain};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::contrast::{ContrastAction, ContrastScreen};

use crate::common::scenarios;
use crate::stage::{Camera, Hands as _, Look, light};

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

fn shown(look: Look, turn: usize) -> Harness<'static, Stage> {
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
    look.show_beside_rail(stage, |ui, stage| stage.ui(ui))
}

/// As it opens by itself in guided play.
fn on_the_way(look: Look) -> Harness<'static, Stage> {
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
    look.show_beside_rail(stage, |ui, stage| stage.ui(ui))
}

#[test]
fn on_the_way_it_asks_what_differs_and_then_goes_on() {
    let mut harness = on_the_way(light());
    assert!(harness.query_all_by_label_contains("Before the story goes on: what differs?").count() > 0);
    harness.press(Key::Enter);
    assert!(harness.state().actions.is_empty(), "Enter does not skip the question");
    harness.press(Key::Num1);
    assert!(harness.get_by_label("Continue").is_focused());
    harness.press(Key::Enter);
    assert_eq!(harness.state().actions, [ContrastAction::GoOn]);
    let mut harness = on_the_way(light());
    harness.click("Skip");
    harness.press(Key::Escape);
    assert_eq!(harness.state().actions, [ContrastAction::GoOn, ContrastAction::GoOn]);
}

#[test]
fn looks_right_on_the_way() {
    let Some(mut camera) = Camera::ready() else { return };
    let mut harness = on_the_way(light());
    harness.press(Key::Num1);
    camera.take("what_differs_light", &mut harness);
}

#[test]
fn looks_right_in_every_theme_and_size() {
    let Some(mut camera) = Camera::ready() else { return };
    for (name, look, answer) in [
        ("contrast_dark", light().dark(), None),
        ("contrast_answered", light(), Some(1)),
        ("contrast_large", light().large().small(), None),
    ] {
        let mut harness = shown(look, 1);
        if answer.is_some() {
            let (_, wrong) = harness.state().answers();
            harness.press([Key::Num1, Key::Num2][wrong]);
        }
        camera.take(name, &mut harness);
    }
}

#[test]
fn the_point_appears_after_the_answer() {
    let mut harness = shown(light().sized(1280.0, 900.0), 1);
    let (right, wrong) = harness.state().answers();
    let (feedback, point) = (harness.state().feedback(), harness.state().response(right));
    assert!(harness.query_by_label(&feedback).is_none() && harness.query_by_label(&point).is_none());

    harness.press([Key::Num1, Key::Num2, Key::Num3][wrong]);
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

    harness.click("Answer the question again");
    assert!(harness.query_by_label(&feedback).is_none(), "another go starts afresh");
    let name = harness.state().answer_name(right);
    harness.click(&name);
    harness.get_by_label("That’s it");
}

#[test]
fn an_answer_can_be_given_with_tab_and_enter() {
    let mut harness = shown(light().sized(1280.0, 900.0), 1);
    let name = harness.state().answer_name(harness.state().answers().0);
    for _ in 0..12 {
        harness.press(Key::Tab);
        if harness.get_by_label(&name).is_focused() {
            break;
        }
    }
    harness.press(Key::Enter);
    harness.get_by_label("That’s it");
    assert!(harness.get_by_label("Answer the question again").is_focused(), "the focus goes where the eye goes");
}

#[test]
fn both_replies_are_told_with_what_they_do() {
    let harness = shown(light().sized(1280.0, 900.0), 1);
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
    let mut harness = shown(light().sized(1280.0, 900.0), 1);
    harness.press(Key::Num1);
    harness.get_by_label("Answer the question again");
    let scenario = harness.state().scenario.clone();
    harness.state_mut().contrast = contrast(&scenario, &["own-it"], 0);
    harness.run();
    assert!(harness.query_by_label("Answer the question again").is_none());
    harness.get_by_label("The late unit · Step 1 of 5, Take ownership");
}

#[test]
fn escape_and_the_button_close_it() {
    let mut harness = shown(light(), 1);
    harness.press(Key::Escape);
    harness.click("Close");
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
            let mut harness = light().large().small().show(stage, |ui, stage| stage.ui(ui));
            harness.press(Key::Num2);
            harness.get_by_label("Answer the question again");
            assert!(!harness.ctx.has_requested_repaint(), "it rests");
        }
    }
}

#[test]
fn the_cards_are_level_from_the_first_frame() {
    let scenario = late_unit();
    let contrast = contrast(&scenario, &["own-it", "ask-latest"], 1);
    let (mut screen, mut portraits) = (ContrastScreen::default(), Portraits::blocking());
    let mut harness = light().harness().build_ui(|ui| {
        screen.ui(ui, &scenario, &contrast, &mut portraits);
    });
    let places = |harness: &Harness<'_>| {
        ["Trust down 8", "Trust up 6", "Two replies are sound here. What does each of them buy?"]
            .map(|name| harness.get_by_label(name).rect().top())
    };
    let [first, second, question] = places(&harness);
    assert!((first - second).abs() < 0.5, "{first} and {second}");
    harness.run();
    let moved = places(&harness).into_iter().zip([first, second, question]).any(|(now, then)| (now - then).abs() > 0.5);
    assert!(!moved, "nothing moves after the first frame");
}
