//! Guided play, challenge and saying it first, on the practice page: used from the keyboard, by the names of things, and
//! as pictures.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::{Mode, Session};
use make_it_right::play::{Phase, Play};
use make_it_right::scenario::System;
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::practice::{PracticeAction, PracticeScreen};

use crate::common::scenarios;
use crate::stage::{Camera, Ears as _, Hands as _, Look, light};

struct Stage {
    play: Play,
    screen: PracticeScreen,
    portraits: Portraits,
    actions: Vec<PracticeAction>,
}

impl Stage {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let Some(action) = self.screen.ui(ui, &self.play, &mut self.portraits) else { return };
        self.actions.push(action.clone());
        match action {
            PracticeAction::Choose(reply) => assert!(self.play.choose(reply)),
            PracticeAction::Continue => self.play.go_on(),
            PracticeAction::StepBack => self.play.step_back(),
            PracticeAction::SayFirst(on) => self.play.say_first(on),
            PracticeAction::SayAgain => self.play.say_again(),
            PracticeAction::ShowReplies(words) => self.play.show_replies(&words),
            _ => {}
        }
    }
}

fn late_unit(mode: Mode) -> Play {
    let shipped = scenarios::shipped();
    let scenario = shipped.iter().find(|it| it.file().id.value == "late-unit").expect("the late unit is shipped");
    Play::new(Session::new(scenario.clone()), 7).in_mode(mode)
}

/// Chooses replies of this system, `most` times; goes on after all of them, or stops at the last one's reaction.
fn played(mut play: Play, system: System, most: usize, go_on: bool) -> Play {
    for number in 0..most {
        if matches!(play.phase(), Phase::Saying { .. }) {
            play.show_replies("I would find out where it is, and say so.");
        }
        let Phase::Choosing { replies, .. } = play.phase() else { break };
        let scenario = play.session().scenario().clone();
        let reply = replies.into_iter().find(|&reply| scenario.reply(reply).system == system);
        assert!(play.choose(reply.expect("one of each system")));
        if number + 1 < most || go_on {
            play.go_on();
        }
    }
    play
}

fn shown(look: Look, play: Play) -> Harness<'static, Stage> {
    let stage =
        Stage { play, screen: PracticeScreen::default(), portraits: Portraits::blocking(), actions: Vec::new() };
    look.show_beside_rail(stage, |ui, stage| stage.ui(ui))
}

fn usual(play: Play) -> Harness<'static, Stage> {
    shown(light(), play)
}

#[test]
fn the_worked_example_labels_and_explains_both_and_is_played_on() {
    let mut harness = usual(late_unit(Mode::Guided));
    let scenario = harness.state().play.session().scenario().clone();
    let pair = harness.state().play.example().expect("a worked example");
    for (name, reply) in ["No recovery system", "Recovery system"].into_iter().zip(&pair) {
        harness.get_by_role_and_label(Role::Group, name);
        harness.get_by_role_and_label(Role::Heading, name);
        let feedback: String = scenario.reply(*reply).feedback.value.chars().take(20).collect();
        assert!(harness.says(&feedback), "{feedback}");
    }
    harness.get_by_role_and_label(Role::Group, "Step to practise");
    assert!(harness.says("To practise here: Take ownership"));
    assert!(harness.says("Who is the one person this customer can count on from now on?"));
    assert!(harness.query_all_by_role(Role::Status).any(|node| {
        let said = node.accesskit_node().label().unwrap_or_default();
        said.contains("To practise here: Take ownership. Who is") && said.contains("A worked example: read both")
    }));
    // Only these two can be chosen here.
    harness.press(Key::Num3);
    assert!(harness.state().actions.is_empty());
    harness.press(Key::Num1);
    assert_eq!(harness.state().actions, [PracticeAction::Choose(pair[0])]);
    harness.get_by_role_and_label(Role::Group, "Feedback");
}

#[test]
fn from_the_second_decision_the_step_and_its_question_stand_above_replies_without_a_label() {
    let mut harness = usual(played(late_unit(Mode::Guided), System::Recovery, 1, true));
    harness.get_by_role_and_label(Role::Group, "Step to practise");
    assert!(harness.says("To practise here: Listen"));
    assert!(harness.says("What does this failure do to their day?"));
    assert!(harness.query_by_label("Recovery system").is_none());
    assert!(harness.query_by_label("No recovery system").is_none());
    assert_eq!(harness.query_all_by_label_contains("Reply ").count(), 4);
    // In guided play the replies come first, and S says so.
    harness.press(Key::S);
    assert!(harness.state().actions.is_empty());
    assert!(harness.says("In guided play the replies come first."));
    let practice = usual(played(late_unit(Mode::Practice), System::Recovery, 1, true));
    assert!(practice.query_by_label("Step to practise").is_none());
}

#[test]
fn a_challenge_shows_nothing_but_the_customer() {
    let mut harness = usual(late_unit(Mode::Challenge));
    let quiet = |harness: &Harness<'_, Stage>| {
        for words in ["Feedback", "Mood:", "Trust", "Dread", "not yet shown", ", shown", "recovery system", "kept"] {
            assert!(!harness.says(words), "“{words}” gives something away");
        }
        assert!(harness.query_by_role(Role::ProgressIndicator).is_none());
    };
    quiet(&harness);
    harness.get_by_role_and_label(Role::Image, "Dan Okafor, angry");
    for (key, why) in
        [(Key::C, "A challenge keeps the contrast for the debrief."), (Key::Backspace, "A challenge has no way back.")]
    {
        harness.press(key);
        assert!(harness.state().actions.is_empty());
        assert!(
            harness
                .query_all_by_role(Role::Status)
                .any(|node| { node.accesskit_node().label().is_some_and(|label| label.contains(why)) })
        );
    }
    harness.press(Key::Num1);
    quiet(&harness);
    assert!(harness.get_by_label("Continue").is_focused());
    for name in ["See the contrast", "Try another reply"] {
        assert!(harness.query_by_label(name).is_none(), "{name} is of no use here");
    }
    assert!(!harness.says("A challenge has no way back."), "a remark goes with its moment");
    while matches!(harness.state().play.phase(), Phase::Reading) {
        harness.press(Key::Enter);
        quiet(&harness);
        if matches!(harness.state().play.phase(), Phase::Choosing { .. }) {
            harness.press(Key::Num1);
        }
    }
    harness.get_by_role_and_label(Role::Group, "Outcome");
    assert!(harness.query_by_label("Try another reply").is_none(), "a challenge has no way back");
}

#[test]
fn promises_stay_listed_in_a_challenge_as_long_as_they_are_open() {
    let mut harness = usual(played(late_unit(Mode::Challenge), System::Recovery, 1, false));
    harness.get_by_role_and_label(Role::Group, "Promises you made");
    harness.get_by_label("due in 28 min");
    while !matches!(harness.state().play.phase(), Phase::Ended { .. }) {
        let play = harness.state().play.clone();
        harness.state_mut().play = played(play, System::Recovery, 1, true);
        harness.state_mut().play.go_on();
        harness.run();
        for settled in ["kept", "broken"] {
            assert!(harness.query_by_label(settled).is_none());
        }
    }
}

#[test]
fn it_is_said_first_by_keyboard_and_stands_beside_the_reply() {
    let mut harness = usual(late_unit(Mode::Practice));
    harness.press(Key::S);
    assert_eq!(harness.state().actions, [PracticeAction::SayFirst(true)]);
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "What would you say?");
    assert!(field.is_focused());
    assert!(harness.query_by_label_contains("Reply 1: ").is_none());
    // In the field numbers and letters are text.
    field.type_text("1 moment, S for sorry");
    harness.run();
    for key in [Key::Num1, Key::S, Key::C, Key::H, Key::Backspace, Key::Enter] {
        harness.press(key);
    }
    assert_eq!(harness.state().actions.len(), 1, "{:?}", harness.state().actions);
    harness.press_command(Key::Enter);
    let said = "1 moment, S for sorr\n".to_owned();
    assert_eq!(harness.state().actions[1..], [PracticeAction::ShowReplies(said)]);
    assert!(harness.query_by_role(Role::MultilineTextInput).is_none());
    harness.press(Key::Num1);
    assert_eq!(harness.state().play.phase(), Phase::Reading);
    let first = harness.get_by_role_and_label(Role::Group, "You, first").accesskit_node();
    assert!(first.children().any(|node| node.value().is_some_and(|it| it.contains("“1 moment, S for sorr”"))));
    harness.press(Key::Enter);
    assert!(matches!(harness.state().play.phase(), Phase::Saying { .. }), "and again at the next decision");
}

#[test]
fn escape_leaves_the_field_and_s_the_question() {
    let mut harness = usual(late_unit(Mode::Challenge));
    harness.press(Key::S);
    harness.press(Key::Escape);
    assert!(!harness.get_by_role(Role::MultilineTextInput).is_focused());
    assert_eq!(harness.state().actions, [PracticeAction::SayFirst(true)], "Escape leaves the field, not the page");
    harness.press(Key::S);
    harness.get_by_label_contains("Reply 1: ");
    harness.press(Key::S);
    // Thinking is enough.
    harness.click("Show the replies");
    assert_eq!(harness.state().actions.last(), Some(&PracticeAction::ShowReplies(String::new())));
    harness.press(Key::Num2);
    assert!(harness.query_by_label("You, first").is_none());
    assert!(!harness.ctx.has_requested_repaint());
}

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let example = || late_unit(Mode::Guided);
    let step = || played(late_unit(Mode::Guided), System::Recovery, 1, true);
    let challenge = |go_on| played(late_unit(Mode::Challenge), System::NoRecovery, 1, go_on);
    let saying = || played(late_unit(Mode::Practice).saying_first(true), System::Recovery, 1, true);
    for (name, look, play) in [
        ("guided_example_light", light(), example()),
        ("guided_example_dark", light().dark(), example()),
        ("guided_example_large_small", light().large().small(), example()),
        ("guided_step_light", light(), step()),
        ("challenge_choose_light", light(), challenge(true)),
        ("challenge_read_dark", light().dark(), challenge(false)),
        ("say_first_light", light(), saying()),
    ] {
        let mut harness = shown(look, play);
        camera.take(name, &mut harness);
    }
}
