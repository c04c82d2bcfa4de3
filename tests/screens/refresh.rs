//! Refreshers on the screen: done from the keyboard and with the mouse, by the names of things, and as pictures.

use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::play::{Phase, Play};
use make_it_right::refresh::bring;
use make_it_right::scenario::{Scenario, SceneIx, System, plain};
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::refresh::{Answered, Nothing, RefreshAction, RefreshScreen, RefreshView};

use crate::common::scenarios;
use crate::stage::{Camera, Hands as _, Look, light, named};

/// What the page shows.
enum Showing {
    Decision { play: Box<Play>, compares: bool },
    End(Vec<Answered>, usize),
    Nothing(Nothing),
}

/// Does with the actions what the program does.
struct Stage {
    showing: Showing,
    screen: RefreshScreen,
    portraits: Portraits,
    actions: Vec<RefreshAction>,
}

impl Stage {
    fn new(showing: Showing) -> Self {
        Self { showing, screen: RefreshScreen::default(), portraits: Portraits::blocking(), actions: Vec::new() }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let view = match &self.showing {
            Showing::Decision { play, compares: false } => RefreshView::Moment { play, number: 2, of: 4 },
            Showing::Decision { play, compares: true } => RefreshView::Contrast { play, number: 2, of: 4 },
            Showing::End(answered, waiting) => RefreshView::End { answered, waiting: *waiting },
            Showing::Nothing(nothing) => RefreshView::Nothing(*nothing),
        };
        let Some(action) = self.screen.ui(ui, &view, &mut self.portraits) else { return };
        self.actions.push(action.clone());
        if let Showing::Decision { play, compares } = &mut self.showing {
            match action {
                RefreshAction::ShowReplies(words) => play.show_replies(&words),
                RefreshAction::Choose(reply) => assert!(play.choose(reply)),
                RefreshAction::Contrast => *compares = true,
                RefreshAction::Next | RefreshAction::Leave => {}
            }
        }
    }

    fn play(&self) -> &Play {
        match &self.showing {
            Showing::Decision { play, .. } => play,
            _ => panic!("no decision"),
        }
    }
}

fn late_unit() -> Arc<Scenario> {
    scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit").expect("the late unit is shipped")
}

/// The second decision of the late unit, come back.
fn decision() -> Showing {
    let scenario = late_unit();
    let first = bring(&scenario, &scenario.file().scenes[0].id.value, &[]).expect("the first decision");
    let mut session = first;
    let reply = scenario.find_reply("own-it").expect("a reply");
    session.choose(reply).expect("on offer");
    Showing::Decision { play: Box::new(Play::new(session, 7).saying_first(true)), compares: false }
}

fn shown(look: Look, showing: Showing) -> Harness<'static, Stage> {
    look.show_beside_rail(Stage::new(showing), |ui, stage| stage.ui(ui))
}

fn usual(showing: Showing) -> Harness<'static, Stage> {
    shown(light(), showing)
}

fn says(harness: &Harness<'_, Stage>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn show_replies(harness: &mut Harness<'_, Stage>) {
    harness.press_command(Key::Enter);
}

/// Presses the number of a reply of this system.
fn choose(harness: &mut Harness<'_, Stage>, system: System) {
    let Phase::Choosing { replies, .. } = harness.state().play().phase() else { panic!("nothing to choose") };
    let scenario = harness.state().play().session().scenario().clone();
    let at = replies.iter().position(|&reply| scenario.reply(reply).system == system).expect("one of each system");
    harness.press([Key::Num1, Key::Num2, Key::Num3, Key::Num4][at]);
}

#[test]
fn one_says_it_first_then_chooses_then_compares_and_goes_on_with_the_keyboard_alone() {
    let mut harness = usual(decision());
    harness.get_by_role_and_label(Role::Heading, "Refresher 2 of 4");
    let scenario = late_unit();
    assert!(says(&harness, &plain(&scenario.file().summary)), "where we are");
    assert!(says(&harness, "Dan Okafor"), "who is there");
    assert!(harness.get_by_label("What would you say?").is_focused(), "one’s own words come first");
    assert!(!says(&harness, "Reply 1: "), "and the replies are not shown");
    harness.press(Key::Num1);
    harness.type_in("Sorry, Dan.");
    show_replies(&mut harness);
    assert_eq!(harness.state().actions, [RefreshAction::ShowReplies("Sorry, Dan.".to_owned())]);
    assert!(says(&harness, "Reply 1: ") && says(&harness, "The replies are shown."));
    choose(&mut harness, System::NoRecovery);
    harness.get_by_role_and_label(Role::Heading, "Your reply: no recovery system");
    assert!(says(&harness, "Sorry, Dan."), "one’s own words beside those that were chosen");
    assert!(harness.get_by_label("See the contrast").is_focused());
    harness.press(Key::Enter);
    harness.get_by_role_and_label(Role::Heading, "Two ways to answer the same customer");
    assert!(says(&harness, "Refresher 2 of 4 · The late unit"));
    harness.press(Key::Enter);
    assert!(!harness.state().actions.contains(&RefreshAction::Next), "Enter does not skip the question");
    harness.press(Key::Num1);
    assert!(harness.get_by_label("Next").is_focused());
    harness.press(Key::Enter);
    assert_eq!(harness.state().actions.last(), Some(&RefreshAction::Next));
}

#[test]
fn what_was_said_before_stays_when_the_reaction_comes() {
    let scenario = late_unit();
    let mut session = bring(&scenario, &scenario.file().scenes[0].id.value, &[]).expect("the first decision");
    // Much happens after this reply, an hour among it.
    let mut replies = scenario.replies_of(SceneIx::from(0));
    let poor = replies.find(|&it| scenario.reply(it).text.value.contains("at quarter past")).expect("it is there");
    session.choose(poor).expect("on offer");
    let play = Play::new(session, 7).saying_first(true);
    let mut harness = usual(Showing::Decision { play: Box::new(play), compares: false });
    let bubbles = |harness: &Harness<'_, Stage>| {
        let said = harness.root().children_recursive().filter_map(|node| node.accesskit_node().value());
        said.filter(|it| it.starts_with('“')).collect::<Vec<_>>()
    };
    let before = bubbles(&harness);
    assert!(!before.is_empty());
    show_replies(&mut harness);
    choose(&mut harness, System::NoRecovery);
    let after = bubbles(&harness);
    assert!(after.starts_with(&before) && after.len() >= before.len() + 2, "{before:#?}\n{after:#?}");
}

#[test]
fn the_same_with_the_mouse() {
    let mut harness = usual(decision());
    harness.click("Show the replies");
    harness.get_all_by_role(Role::Button).find(|it| label(it).starts_with("Reply 1: ")).expect("a reply").click();
    harness.run();
    harness.click("See the contrast");
    harness.get_all_by_role(Role::Button).find(|it| label(it).starts_with("Answer 1: ")).expect("an answer").click();
    harness.run();
    harness.click("Next");
    assert_eq!(harness.state().actions.last(), Some(&RefreshAction::Next));
}

fn label(node: &egui_kittest::Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

#[test]
fn escape_leaves_at_any_time_and_out_of_the_field_first() {
    let mut harness = usual(decision());
    harness.press(Key::Escape);
    assert!(harness.state().actions.is_empty(), "the field alone");
    harness.press(Key::Escape);
    assert_eq!(harness.state().actions, [RefreshAction::Leave]);
    show_replies(&mut harness);
    harness.press(Key::Escape);
    choose(&mut harness, System::Recovery);
    harness.press(Key::Escape);
    harness.press(Key::Enter);
    harness.press(Key::Escape);
    let left = harness.state().actions.iter().filter(|it| **it == RefreshAction::Leave).count();
    assert_eq!(left, 4);
    harness.click("Leave");
    assert_eq!(harness.state().actions.last(), Some(&RefreshAction::Leave));
}

#[test]
fn a_screen_reader_hears_what_is_new() {
    let mut harness = usual(decision());
    let heard = |harness: &Harness<'_, Stage>, words: &str| {
        let heard = harness.get_all_by_role(Role::Status).any(|it| label(&it).contains(words));
        assert!(heard, "“{words}” is not said");
    };
    heard(&harness, "Refresher 2 of 4 · The late unit.");
    heard(&harness, "What would you say?");
    show_replies(&mut harness);
    heard(&harness, "The replies are shown.");
    choose(&mut harness, System::NoRecovery);
    heard(&harness, "No recovery system.");
}

fn answered(right: &[bool]) -> Vec<Answered> {
    let again = [Some(3), Some(7), Some(14), Some(28), None];
    let one = |(right, again): (&bool, Option<i32>)| Answered {
        title: "The late unit".to_owned(),
        moment: "What the day costs".to_owned(),
        right: *right,
        again: if *right { again } else { Some(1) },
    };
    right.iter().zip(again.into_iter().cycle()).map(one).collect()
}

#[test]
fn the_end_says_what_it_came_to_and_when_each_comes_again() {
    let cases: [(&[bool], &str); 6] = [
        (&[true], "1 recalled, with a recovery reply."),
        (&[false], "1 recalled. It slipped, and comes again tomorrow."),
        (&[true, true], "2 recalled, all with a recovery reply."),
        (&[true, true, true, false], "4 recalled, 3 with a recovery reply. The one that slipped comes again tomorrow."),
        (&[true, false, false], "3 recalled, 1 with a recovery reply. The 2 that slipped come again tomorrow."),
        (&[false, false], "2 recalled, none with a recovery reply. They come again tomorrow."),
    ];
    for (right, words) in cases {
        let harness = usual(Showing::End(answered(right), 0));
        assert!(says(&harness, words), "{words}");
    }
    let mut harness = usual(Showing::End(answered(&[true, false, true, true, true]), 3));
    for words in ["comes again in 3 days.", "Slipped, comes again tomorrow.", "comes again in 2 weeks.", "in 4 weeks."]
    {
        assert!(says(&harness, words), "{words}");
    }
    assert!(says(&harness, "Recovery reply, rests until it slips in a play."));
    assert!(says(&harness, "3 more wait until tomorrow."));
    assert!(harness.get_by_label("Done").is_focused());
    harness.press(Key::Enter);
    assert_eq!(harness.state().actions, [RefreshAction::Leave]);
}

#[test]
fn where_nothing_is_due_it_says_why_and_when_something_will_be() {
    let today = |done, waiting, next| Nothing::Today { done, waiting, next };
    let cases = [
        (Nothing::Guest, "You practise as a guest, and nothing is kept"),
        (Nothing::Looking, "Looking for what is due…"),
        (Nothing::Unreadable, "Your records can’t be read at the moment"),
        (Nothing::Never, "Play a scenario first."),
        (today(0, 0, Some(1)), "Nothing is due today. The next one comes tomorrow."),
        (today(3, 0, Some(5)), "You have done 3 today, and nothing more is due. The next one comes in 5 days."),
        (today(10, 1, None), "You have done 10 today, and that is enough for one day. 1 more waits until tomorrow."),
    ];
    for (nothing, words) in cases {
        let mut harness = usual(Showing::Nothing(nothing));
        assert!(says(&harness, words), "{words}");
        harness.press(Key::Escape);
        assert_eq!(harness.state().actions, [RefreshAction::Leave]);
    }
}

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let mut harness = usual(decision());
    camera.take("refresh_say_light", &mut harness);
    for look in ["dark", "large"] {
        let mut harness = shown(named(look), decision());
        show_replies(&mut harness);
        choose(&mut harness, System::NoRecovery);
        camera.take(format!("refresh_verdict_{look}"), &mut harness);
    }
    let mut harness = usual(Showing::End(answered(&[true, true, false, true]), 0));
    camera.take("refresh_end_light", &mut harness);
    let mut harness = usual(decision());
    show_replies(&mut harness);
    choose(&mut harness, System::NoRecovery);
    harness.press(Key::Enter);
    harness.press(Key::Num1);
    camera.take("refresh_contrast_light", &mut harness);
}
