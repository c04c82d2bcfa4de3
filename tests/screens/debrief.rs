//! The debrief: used from the keyboard and with the mouse, by the names of things, and as pictures.

use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::{At, Debrief, Mode, Session};
use make_it_right::memory::Card;
use make_it_right::play::FirstWords;
use make_it_right::scenario::Outcome;
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::debrief::{DebriefAction, DebriefScreen, DebriefView, Offer};

use crate::common::scenarios;
use crate::stage::{Camera, Ears as _, Hands as _, Look, light};

struct Stage {
    session: Session,
    card: Option<Card>,
    first_words: FirstWords,
    /// How many choices were made for the learner.
    lent: usize,
    next: Vec<Offer>,
    screen: DebriefScreen,
    portraits: Portraits,
    actions: Vec<DebriefAction>,
}

impl Stage {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let debrief = Debrief::from_choice(&self.session, self.lent).expect("the story is over");
        let view = DebriefView {
            session: &self.session,
            debrief: &debrief,
            mode: Mode::Practice,
            lent: self.lent,
            example: None,
            first_words: &self.first_words,
            card: self.card.as_ref(),
            next: &self.next,
            past: None,
        };
        let action = self.screen.ui(ui, &view, &mut self.portraits);
        if let Some(DebriefAction::SaveCard(card)) = &action {
            self.card = Some(card.clone());
        }
        self.actions.extend(action);
    }
}

/// Plays the scenario: these replies, and then the first on offer until the end.
fn played(id: &str, ids: &[&str]) -> Session {
    let scenario = scenarios::shipped().into_iter().find(|it| it.file().id.as_str() == id).expect("shipped");
    let choices: Vec<_> = ids.iter().map(|id| scenario.find_reply(id).expect(id)).collect();
    let (mut session, played) = Session::replay(scenario, choices);
    played.expect("all of them can be chosen");
    while let At::Decision { offered, .. } = session.at() {
        let first = offered[0];
        session.choose(first).expect("on offer");
    }
    session
}

const GOOD_WITH_A_SLIP: [&str; 9] = [
    "own-it",
    "ask-latest",
    "name-it",
    "carrier-fault",
    "north-yard",
    "make-case",
    "tell-first",
    "fix-cause",
    "call-dan",
];

/// The same without the slip.
const GOOD: [&str; 9] =
    ["own-it", "ask-latest", "name-it", "ours", "north-yard", "make-case", "tell-first", "fix-cause", "call-dan"];

fn shown(look: Look, session: Session) -> Harness<'static, Stage> {
    let stage = Stage {
        session,
        card: None,
        first_words: FirstWords::default(),
        lent: 0,
        next: Vec::new(),
        screen: DebriefScreen::default(),
        portraits: Portraits::blocking(),
        actions: Vec::new(),
    };
    look.show_beside_rail(stage, |ui, stage| stage.ui(ui))
}

#[test]
fn looks_right_in_every_theme_and_size() {
    let Some(mut camera) = Camera::ready() else { return };
    let slip = || played("late-unit", &GOOD_WITH_A_SLIP);
    for (name, look, session) in [
        ("debrief_light", light(), slip()),
        ("debrief_dark", light().dark(), played("late-unit", &GOOD)),
        ("debrief_large", light().large().small(), slip()),
        ("debrief_lost", light(), played("late-unit", &[])),
    ] {
        let mut harness = shown(look, session);
        camera.take(name, &mut harness);
    }
    let mut harness = shown(light().sized(1280.0, 2600.0), slip());
    for name in ["Show as a table", "How is this found?", "Edit", "The whole conversation"] {
        harness.click(name);
    }
    camera.take("debrief_opened", &mut harness);
    let mut harness = shown(light(), slip());
    harness.state_mut().lent = 4;
    harness.run();
    camera.take("debrief_lent", &mut harness);
    let mut harness = shown(light(), slip());
    point(&harness, 6).focus();
    harness.run();
    camera.take("debrief_point", &mut harness);
}

#[test]
fn how_the_turning_point_is_found_opens_into_view() {
    let mut harness = shown(light().small(), played("late-unit", &GOOD_WITH_A_SLIP));
    harness.get_by_label("How is this found?").focus();
    harness.run();
    harness.press(Key::Enter);
    let told = harness.get_by_label_contains("Where you stand with a customer is").rect();
    let window = harness.ctx.content_rect();
    assert!(window.contains_rect(told), "{told:?} is not in {window:?}");
}

/// The point of a reply in the chart.
fn point<'a>(harness: &'a Harness<'_, Stage>, reply: usize) -> egui_kittest::Node<'a> {
    let start = format!("Reply {reply}: ");
    harness
        .get_by(move |node| node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(&start)))
}

#[test]
fn every_action_has_a_key_and_a_button() {
    let mut harness = shown(light().sized(1280.0, 1400.0), played("late-unit", &GOOD_WITH_A_SLIP));
    let expected = [
        DebriefAction::ReplayFrom(3),
        DebriefAction::PlayAgain,
        DebriefAction::Conversation,
        DebriefAction::Save,
        DebriefAction::Library,
        DebriefAction::Contrast(3),
    ];
    for key in [Key::R, Key::P, Key::H, Key::S, Key::Escape, Key::C] {
        let modifiers = if key == Key::S { egui::Modifiers::COMMAND } else { egui::Modifiers::NONE };
        harness.key_press_modifiers(modifiers, key);
        harness.run();
    }
    assert_eq!(harness.state().actions, expected);
    harness.state_mut().actions.clear();
    let names = ["Replay from the turning point", "Play again", "Whole conversation", "Save…", "Library"];
    for name in names.into_iter().chain(["See the contrast"]) {
        harness.click(name);
    }
    assert_eq!(harness.state().actions, expected);
}

#[test]
fn what_comes_next_is_offered_with_its_reason() {
    let mut harness = shown(light().sized(1280.0, 1400.0), played("late-unit", &GOOD_WITH_A_SLIP));
    assert!(!harness.says("What next?"), "nothing is offered here");
    let offer = |label: &str, why: &str| Offer { label: label.to_owned(), why: why.to_owned() };
    harness.state_mut().next = vec![
        offer("Now as a challenge", "The same story with nothing but the customer’s words and face."),
        offer("Next: Twenty-four hours late", "You have not met Mara yet."),
    ];
    harness.run();
    harness.get_by_label("You have not met Mara yet.");
    harness.click("Next: Twenty-four hours late");
    assert_eq!(harness.state().actions, [DebriefAction::Next(1)]);
}

#[test]
fn how_near_a_champion_was_is_told_kindly() {
    let harness = shown(light(), played("late-unit", &GOOD));
    harness.get_by_label("Dan will tell others about you.");
    let harness = shown(light(), played("late-unit", &[]));
    harness.get_by_label_contains("nobody is the worse for trying again");
}

#[test]
fn the_outcome_is_announced_once() {
    let session = played("late-unit", &GOOD);
    assert_eq!(session.outcome(), Some(Outcome::Champion));
    let mut harness = shown(light(), session);
    let said = harness.get_by_role(Role::Alert).accesskit_node();
    assert!(said.label().is_some_and(|words| words.starts_with("Outcome: champion. The crane folds its boom.")));
    let first = said.id();
    harness.step();
    harness.step();
    assert_eq!(harness.get_by_role(Role::Alert).accesskit_node().id(), first, "not said again");
    harness.state_mut().session = played("late-unit", &[]);
    harness.run();
    let said = harness.get_by_role(Role::Alert).accesskit_node().label();
    assert!(said.is_some_and(|words| words.starts_with("Outcome: lost.")));
}

#[test]
fn what_was_said_before_the_learner_came_in_is_not_counted_as_theirs() {
    let mut harness = shown(light().sized(1280.0, 1400.0), played("late-unit", &GOOD_WITH_A_SLIP));
    // The slip is the turning point, unless it was not theirs.
    assert!(harness.query_by_label("Your turning point: reply 4").is_some());
    assert!(harness.query_by_label_contains("You came in").is_none());
    harness.state_mut().lent = 4;
    harness.run();
    assert!(harness.query_by_label("Practice, from reply 5 on").is_some());
    let told = "You came in at reply 5; what was said before it doesn’t count.";
    assert!(harness.query_by_label(told).is_some());
    assert!(harness.query_by_label("Your turning point: reply 4").is_none());
    harness.click("Show as a table");
    let rows = harness.get_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label());
    assert_eq!(rows.filter(|row| row.contains("(said before you came in)")).count(), 4);
}

#[test]
fn the_chart_can_be_read_and_opens_contrasts() {
    let session = played("late-unit", &GOOD_WITH_A_SLIP);
    let debrief = Debrief::of(&session).expect("over");
    let mut harness = shown(light().sized(1280.0, 1400.0), session);
    let name = |turn: usize| {
        let it = debrief.moments[turn].after.feelings;
        format!("Reply {}: trust {}, loss {}, dread {}", turn + 1, it.trust, it.loss, it.dread)
    };
    let chart = harness.get_by_role(Role::Figure).accesskit_node().label().expect("a text for it");
    assert!(chart.starts_with("How Dan Okafor felt. Start: trust 38, loss 67, dread 55. Reply 1: "), "{chart}");
    assert!((0..debrief.moments.len()).all(|turn| chart.contains(&name(turn))));

    harness.click(&name(1));
    harness.get_by_label(&format!("{}, turning point", name(3))).focus();
    harness.run();
    let tips = harness.get_all_by_label_contains("Click or press Enter for the contrast").count();
    assert_eq!(tips, 1, "what has the focus is told like what is pointed at");
    harness.press(Key::Enter);
    assert_eq!(harness.state().actions, [DebriefAction::Contrast(1), DebriefAction::Contrast(3)]);

    harness.click("Show as a table");
    assert!(harness.query_by_role(Role::Figure).is_none());
    let rows = harness.get_all_by_role(Role::Row).count();
    assert_eq!(rows, debrief.moments.len() + 2, "one for each reply, the start and the head");
}

#[test]
fn steps_and_figures_are_told() {
    let harness = shown(light(), played("late-unit", &GOOD_WITH_A_SLIP));
    harness.get_by_label("Empathise: shown, reply 3");
    harness.get_by_label("Apologise: missed at reply 4");
    harness.get_by_label("Trap: disagree: fallen into, reply 4");
    harness.get_by_role_and_label(Role::Heading, "What made it (reply 1)");
    harness.get_by_label("3 made, all kept.");
    harness.get_by_label("Put right after 2 hours 37 minutes. $240, approved by Ruth.");
    harness.get_by_role_and_label(Role::Heading, "Your turning point: reply 4");
    harness.get_by_role_and_label(Role::Heading, "With a recovery system");
}

#[test]
fn the_card_can_be_put_into_own_words() {
    let mut harness = shown(light().sized(1280.0, 1100.0), played("late-unit", &GOOD_WITH_A_SLIP));
    harness.click("Edit");
    assert!(harness.get_by_role_and_label(Role::TextInput, "If").is_focused());
    harness.press(Key::Escape);
    assert!(harness.query_by_role_and_label(Role::TextInput, "If").is_none());
    assert_eq!(harness.state().actions, [], "Escape leaves the card, not the page");
    assert!(harness.get_by_label("Edit").is_focused());

    harness.press(Key::Enter);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::TextInput, "If").type_text("a promise slips, R and P and all");
    harness.run();
    harness.press(Key::Tab);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::TextInput, "then").type_text("I call before they do.");
    harness.run();
    harness.press(Key::Enter);
    let card =
        Card { situation: "a promise slips, R and P and all".to_owned(), response: "I call before they do".to_owned() };
    assert_eq!(harness.state().actions, [DebriefAction::SaveCard(card)]);
    let words = "Take this with you    If a promise slips, R and P and all, then I call before they do.";
    harness.get_by_label(words);
}

#[test]
fn the_conversation_opens_below() {
    let mut harness = shown(light().sized(1280.0, 2600.0), played("late-unit", &GOOD_WITH_A_SLIP));
    assert!(harness.query_by_role_and_label(Role::Group, "You").is_none());
    harness.click("The whole conversation");
    assert_eq!(harness.get_all_by_role_and_label(Role::Group, "You").count(), GOOD_WITH_A_SLIP.len());
}

#[test]
fn every_ending_can_be_shown_and_rests() {
    for scenario in scenarios::shipped() {
        for seed in 0..12_usize {
            let mut session = Session::new(Arc::clone(&scenario));
            let mut turn = seed;
            while let At::Decision { offered, .. } = session.at() {
                let reply = offered[turn % offered.len()];
                turn = turn / 2 + seed;
                session.choose(reply).expect("on offer");
            }
            let stage = Stage {
                session,
                card: None,
                first_words: FirstWords::default(),
                lent: 0,
                next: Vec::new(),
                screen: DebriefScreen::default(),
                portraits: Portraits::blocking(),
                actions: Vec::new(),
            };
            let harness = light().large().small().show(stage, |ui, stage| stage.ui(ui));
            harness.get_by_label("Play again");
            assert!(!harness.ctx.has_requested_repaint(), "it rests");
        }
    }
}
