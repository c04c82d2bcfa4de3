//! Practice and the whole conversation: played from the keyboard and with the mouse, by the names of things, and as
//! pictures.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use make_it_right::engine::Session;
use make_it_right::play::telling::{self, Telling};
use make_it_right::play::{Phase, Play};
use make_it_right::scenario::{Outcome, System};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::conversation::{ConversationAction, ConversationScreen};
use make_it_right::ui::screens::practice::{PracticeAction, PracticeScreen};

use crate::common::scenarios;
use crate::stage::{Camera, Hands as _, Look, light};

/// Does with the actions what the program does.
struct Stage {
    play: Play,
    practice: PracticeScreen,
    page: Option<ConversationScreen>,
    portraits: Portraits,
    actions: Vec<PracticeAction>,
}

impl Stage {
    fn new(play: Play) -> Self {
        Self {
            play,
            practice: PracticeScreen::default(),
            page: None,
            portraits: Portraits::blocking(),
            actions: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        if let Some(page) = &mut self.page {
            if page.ui(ui, &self.play, &mut self.portraits) == Some(ConversationAction::Close) {
                self.page = None;
            }
            return;
        }
        let Some(action) = self.practice.ui(ui, &self.play, &mut self.portraits) else {
            return;
        };
        self.actions.push(action.clone());
        match action {
            PracticeAction::Choose(reply) => assert!(self.play.choose(reply)),
            PracticeAction::Continue => self.play.go_on(),
            PracticeAction::StepBack => self.play.step_back(),
            PracticeAction::SayFirst(on) => self.play.say_first(on),
            PracticeAction::SayAgain => self.play.say_again(),
            PracticeAction::ShowReplies(words) => self.play.show_replies(&words),
            PracticeAction::Conversation => self.page = Some(ConversationScreen::default()),
            PracticeAction::Contrast | PracticeAction::Pause | PracticeAction::Debrief => {}
        }
    }
}

fn late_unit() -> Play {
    let shipped = scenarios::shipped();
    let scenario = shipped.iter().find(|it| it.file().id.value == "late-unit").expect("the late unit is shipped");
    Play::new(Session::new(scenario.clone()), 7)
}

#[test]
fn the_head_says_how_far_the_story_is() {
    let mut harness = shown(light(), late_unit());
    harness.get_by_label("Practice · Scene 1 of about 9");
    let (_, key) = number_of(&harness.state().play, System::Recovery);
    harness.press(key);
    harness.get_by_label_contains("Practice · Scene 1 of about ");
    harness.press(Key::Enter);
    harness.get_by_label_contains("Practice · Scene 2 of about ");
}

fn shown(look: Look, play: Play) -> Harness<'static, Stage> {
    look.show(Stage::new(play), |ui, stage| stage.ui(ui))
}

/// The number under which a reply of this system is on offer, and its key.
fn number_of(play: &Play, system: System) -> (usize, Key) {
    let Phase::Choosing { replies, .. } = play.phase() else { panic!("nothing to choose") };
    let scenario = play.session().scenario();
    let at = replies.iter().position(|&reply| scenario.reply(reply).system == system).expect("one of each system");
    (at + 1, [Key::Num1, Key::Num2, Key::Num3, Key::Num4][at])
}

/// Chooses replies of this system until the story is over or `most` choices are made; stops after the last one's
/// verdict.
fn choose(play: &mut Play, system: System, most: usize) {
    for number in 0..most {
        let Phase::Choosing { replies, .. } = play.phase() else { return };
        let scenario = play.session().scenario().clone();
        let reply = replies.iter().copied().find(|&reply| scenario.reply(reply).system == system);
        assert!(play.choose(reply.expect("one of each system")));
        if number + 1 < most {
            play.go_on();
        }
    }
}

#[test]
fn a_whole_conversation_can_be_played_with_the_keyboard_alone() {
    let mut harness = shown(light(), late_unit());
    let mut rounds = 0;
    while matches!(harness.state().play.phase(), Phase::Choosing { .. }) {
        let (_, key) = number_of(&harness.state().play, System::Recovery);
        harness.press(key);
        assert_eq!(harness.state().play.phase(), Phase::Reading);
        assert!(harness.get_by_label("Continue").is_focused(), "the eye goes to Continue");
        harness.press(Key::Enter);
        assert_ne!(harness.state().play.phase(), Phase::Reading);
        rounds += 1;
        assert!(rounds < 40, "the story does not end");
    }
    assert!(rounds >= 7, "only {rounds} decisions");
    let Phase::Ended { outcome, .. } = harness.state().play.phase() else { panic!("not over") };
    assert_eq!(outcome, Outcome::Champion);
    harness.get_by_role_and_label(Role::Group, "Outcome");
    assert!(harness.get_by_label("See the debrief").is_focused());
    harness.press(Key::Enter);
    assert_eq!(harness.state().actions.last(), Some(&PracticeAction::Debrief));
}

#[test]
fn contrast_another_reply_and_a_break_have_keys() {
    let mut harness = shown(light(), late_unit());
    let (number, key) = number_of(&harness.state().play, System::NoRecovery);
    harness.press(key);
    harness.get_by_role_and_label(Role::Heading, "Your reply: no recovery system");
    harness.press(Key::C);
    assert_eq!(harness.state().actions.last(), Some(&PracticeAction::Contrast));
    harness.press(Key::Backspace);
    assert!(matches!(harness.state().play.phase(), Phase::Choosing { .. }));
    assert!(harness.state().play.session().turns().is_empty());

    // There is nothing to take back now, and the contrast would give the answer away.
    let before = harness.state().actions.len();
    harness.press(Key::Backspace);
    harness.press(Key::C);
    harness.press(Key::Num9);
    assert_eq!(harness.state().actions.len(), before);

    harness.get_by_label_contains(&format!("Reply {number}: ")).click();
    harness.run();
    assert_eq!(harness.state().play.phase(), Phase::Reading);
    harness.click("Try another reply");
    assert_eq!(harness.state().actions.last(), Some(&PracticeAction::StepBack));
    harness.press(Key::Escape);
    assert_eq!(harness.state().actions.last(), Some(&PracticeAction::Pause));
    harness.click("Pause");
    assert_eq!(harness.state().actions.iter().filter(|it| **it == PracticeAction::Pause).count(), 2);
}

#[test]
fn arrows_and_enter_choose_too() {
    let mut harness = shown(light(), late_unit());
    harness.press(Key::Enter);
    assert!(harness.state().actions.is_empty(), "Enter alone chooses nothing");
    harness.press(Key::ArrowDown);
    assert!(harness.get_by_label_contains("Reply 1: ").is_focused());
    harness.press(Key::ArrowDown);
    assert!(harness.get_by_label_contains("Reply 2: ").is_focused());
    harness.press(Key::Enter);
    assert_eq!(harness.state().play.phase(), Phase::Reading);
}

#[test]
fn what_is_new_is_announced_once() {
    let mut harness = shown(light(), late_unit());
    let part = "There’s nothing in bay six";
    let opening = said(&harness, part);
    harness.run_steps(3);
    assert_eq!(said(&harness, part), opening, "said again");

    let (_, key) = number_of(&harness.state().play, System::Recovery);
    harness.press(key);
    let (_, reaction) = said(&harness, "Dan Okafor, worried: ");
    assert!(reaction.contains("Recovery system. Take ownership. Trust up 8, Loss down 4, Dread down 17."));
}

/// The announcement with this in it: which, and the whole of it.
fn said(harness: &Harness<'_, Stage>, part: &str) -> (egui::accesskit::NodeId, String) {
    let found = harness
        .query_all_by_role(Role::Status)
        .map(|node| (node.accesskit_node().locate().0, node.accesskit_node().label().unwrap_or_default()))
        .find(|(_, label)| label.contains(part));
    found.unwrap_or_else(|| panic!("{part} is not announced"))
}

#[test]
fn no_promise_is_lost_however_many_there_are() {
    let mut seen = 0;
    for scenario in scenarios::shipped() {
        let mut harness = shown(light(), Play::new(Session::new(scenario.clone()), 7));
        for _ in 0..20 {
            let Phase::Choosing { .. } = harness.state().play.phase() else { break };
            let (_, key) = number_of(&harness.state().play, System::Recovery);
            harness.press(key);
            harness.press(Key::Enter);
            let made = harness.state().play.session().state().promises().count();
            if made < 3 {
                continue;
            }
            seen += 1;
            harness.get_by_role_and_label(Role::Group, "Promises you made");
            for words in ["due in", "kept", "broken"] {
                let placed = |node: &Node<'_>| node.accesskit_node().raw_bounds().is_some();
                for node in harness.query_all_by_label_contains(words).filter(placed) {
                    let rect = node.rect();
                    if rect.right() > 366.0 {
                        continue;
                    }
                    assert!(rect.bottom() < 800.0, "{}: one of {made} is at {rect:?}", scenario.file().id.value);
                }
            }
        }
    }
    assert!(seen > 0, "no road with three promises was walked");
}

#[test]
fn the_customer_the_steps_and_the_promises_are_told_in_words() {
    let mut harness = shown(light(), late_unit());
    harness.get_by_role_and_label(Role::Image, "Dan Okafor, angry");
    harness.get_by_label("Trust 38");
    harness.get_by_label("Take ownership, not yet shown");
    assert!(harness.query_by_label("Promises you made").is_none());
    let (_, key) = number_of(&harness.state().play, System::Recovery);
    harness.press(key);
    harness.get_by_role_and_label(Role::Image, "Dan Okafor, worried");
    harness.get_by_label("Trust 46, up 8");
    harness.get_by_label("Dread of hassle 38, down 17");
    harness.get_by_label("Take ownership, shown");
    harness.get_by_role_and_label(Role::Group, "Promises you made");
    harness.get_by_label("due in 28 min");
}

#[test]
fn the_whole_conversation_opens_copies_and_closes() {
    let mut play = late_unit();
    choose(&mut play, System::Recovery, 3);
    let mut harness = shown(light(), play);
    harness.press(Key::H);
    harness.get_by_role_and_label(Role::Heading, "The whole conversation");
    assert_eq!(harness.query_all_by_label("Feedback").count(), 3);
    harness.get_by_label("Copy all").click();
    harness.step();
    let copied = harness.output().platform_output.commands.iter().any(|command| {
        matches!(command, egui::OutputCommand::CopyText(text) if text.contains("You: “It should be right there, and I don’t know where it is."))
    });
    assert!(copied, "nothing was copied");
    harness.run();
    harness.get_by_label("Copied");
    harness.press(Key::Escape);
    assert!(harness.state().page.is_none());
}

#[test]
fn at_rest_nothing_is_painted() {
    let mut harness = shown(light(), late_unit());
    assert!(!harness.ctx.has_requested_repaint());
    let (_, key) = number_of(&harness.state().play, System::Recovery);
    harness.press(key);
    harness.run();
    assert!(!harness.ctx.has_requested_repaint());
}

#[test]
fn notes_and_names_stand_where_they_are_needed() {
    let mut play = late_unit();
    choose(&mut play, System::Recovery, 40);
    let session = play.session();
    let items = telling::items(Telling::during(&play), telling::whole(session));
    let text = telling::as_text(session, &items);
    assert!(text.contains("Promise kept: "), "{text}");
    let customer = session.scenario().customer();
    let mut last = customer;
    for item in &items {
        if let telling::Item::Line { speaker, named, .. } = item {
            assert!(*named || *speaker == last, "somebody new speaks without a name");
            last = *speaker;
        }
    }
    let (newest, earlier) = telling::newest(Telling::during(&play), play.told(), 10);
    assert_eq!(newest.len(), 10);
    assert!(earlier);
    assert!(newest.iter().all(|item| !matches!(item, telling::Item::Verdict { .. })));
}

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let reading = |system, most| {
        let mut play = late_unit();
        choose(&mut play, system, most);
        play
    };
    let later = || {
        let mut play = reading(System::Recovery, 4);
        play.go_on();
        play
    };
    let ended = |system| {
        let mut play = reading(system, 40);
        play.go_on();
        play
    };
    for (name, look, play) in [
        ("practice_choose_light", light().sized(1196.0, 800.0), late_unit()),
        ("practice_choose_dark", light().dark().sized(1196.0, 800.0), late_unit()),
        ("practice_choose_large", light().large().sized(940.0, 700.0), late_unit()),
        ("practice_later_light", light().sized(1196.0, 800.0), later()),
        ("practice_read_light", light().sized(1196.0, 800.0), reading(System::Recovery, 1)),
        ("practice_read_dark", light().dark().sized(1196.0, 800.0), reading(System::NoRecovery, 2)),
        ("practice_ended_dark", light().dark().sized(1196.0, 800.0), ended(System::NoRecovery)),
    ] {
        let mut harness = shown(look, play);
        camera.take(name, &mut harness);
    }
    let mut harness = shown(light().sized(1196.0, 800.0), reading(System::Recovery, 3));
    harness.press(Key::H);
    camera.take("conversation_light", &mut harness);
}

/// What is copied of what was selected by dragging from one point to another.
fn dragged_over(shown: &mut Harness<'static, Stage>, from: egui::Pos2, to: egui::Pos2) -> Option<String> {
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    for event in [
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(from + (to - from) / 2.0),
        egui::Event::PointerMoved(to),
        button(to, false),
    ] {
        shown.event(event);
        shown.step();
    }
    shown.event(egui::Event::Copy);
    shown.step();
    let commands = &shown.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Where this stands on the screen; it may be being said as well.
fn read_at(shown: &Harness<'static, Stage>, words: &str) -> egui::Rect {
    let mut nodes = shown.query_all_by_label_contains(words);
    nodes.find(|node| node.accesskit_node().role() == Role::Label).expect("it is on the screen").rect()
}

#[test]
fn what_is_said_and_what_the_coach_says_can_be_selected_and_copied() {
    let mut shown = shown(light(), late_unit());
    let bubble = read_at(&shown, "There’s nothing in bay six");
    // From the edge of the bubble to its other one, not from letter to letter.
    let copied = dragged_over(
        &mut shown,
        bubble.left_top() + egui::vec2(3.0, 4.0),
        bubble.right_bottom() - egui::vec2(3.0, 4.0),
    );
    assert_eq!(
        copied.as_deref(),
        Some("“There’s nothing in bay six. I’ve got a crew of six standing around, so where’s my lift?”")
    );
    assert!(shown.state().actions.is_empty(), "nothing is chosen by it");

    let (_, number) = number_of(&shown.state().play, System::NoRecovery);
    shown.key_press(number);
    shown.run();
    let turn = shown.state().play.session().turns().last().expect("a turn").clone();
    let scenario = shown.state().play.session().scenario().clone();
    let feedback = make_it_right::scenario::plain(&scenario.reply(turn.reply).feedback.value);
    let words = read_at(&shown, &feedback.chars().take(30).collect::<String>());
    let copied =
        dragged_over(&mut shown, words.left_top() + egui::vec2(1.0, 4.0), words.right_bottom() - egui::vec2(1.0, 4.0));
    assert!(copied.as_ref().is_some_and(|copied| feedback.starts_with(copied.as_str())), "{copied:?}");
    // The keys are heard as before.
    shown.key_press(Key::Enter);
    shown.run();
    assert_eq!(shown.state().actions.last(), Some(&PracticeAction::Continue));
}
