//! The page of a scenario.

use std::sync::Arc;

use egui::Key;
use egui::accesskit::{Role, Toggled};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::engine::Mode;
use make_it_right::memory::{Played, Suggestion};
use make_it_right::scenario::{Outcome, Scenario};
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::scenario::{ScenarioAction, ScenarioScreen, ScenarioView, Underway};

use crate::common::scenarios;
use crate::stage::{Camera, Hands as _, Look, light};

struct State {
    screen: ScenarioScreen,
    portraits: Portraits,
    scenario: Arc<Scenario>,
    past: Vec<Played>,
    mode: Mode,
    suggestion: Suggestion,
    underway: Option<Underway>,
    map: bool,
    asked: Vec<ScenarioAction>,
}

impl State {
    /// Never played.
    fn new() -> Self {
        let scenario = scenarios::shipped().into_iter().find(|it| it.file().id.value == "late-unit");
        Self {
            screen: ScenarioScreen::default(),
            portraits: Portraits::blocking(),
            scenario: scenario.expect("the late unit is shipped"),
            past: Vec::new(),
            mode: Mode::Guided,
            suggestion: Suggestion::First,
            underway: None,
            map: false,
            asked: Vec::new(),
        }
    }

    /// Played three times, and under way once more.
    fn later() -> Self {
        let played = |outcome, mode, stepped_back| Played { outcome, mode, stepped_back };
        Self {
            past: vec![
                played(Outcome::Satisfied, Mode::Guided, false),
                played(Outcome::AtRisk, Mode::Practice, false),
                played(Outcome::Champion, Mode::Practice, true),
            ],
            mode: Mode::Practice,
            suggestion: Suggestion::Ready,
            underway: Some(Underway { mode: Mode::Practice, replies: 3 }),
            map: true,
            ..Self::new()
        }
    }
}

fn shown(look: Look, state: State) -> Harness<'static, State> {
    look.show_page((Some(NavTarget::Practise), None), state, |ui, state| {
        let view = ScenarioView {
            scenario: &state.scenario,
            past: &state.past,
            mode: state.mode,
            suggestion: state.suggestion,
            underway: state.underway,
            map: state.map,
        };
        let action = state.screen.ui(ui, &view, &mut state.portraits);
        if let Some(ScenarioAction::Mode(mode)) = action {
            state.mode = mode;
        }
        state.asked.extend(action);
    })
}

fn usual(state: State) -> Harness<'static, State> {
    shown(light(), state)
}

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    for (name, look, state) in
        [("scenario_light", light(), State::new()), ("scenario_dark", light().dark(), State::later())]
    {
        let mut harness = shown(look, state);
        camera.take(name, &mut harness);
    }
}

#[test]
fn what_there_is_to_know_is_told() {
    let mut harness = usual(State::later());
    let scenario = Arc::clone(&harness.state().scenario);
    let file = scenario.file();
    harness.get_by_role_and_label(Role::Heading, &file.title.value);
    for text in [&file.summary.value, &file.brief.value, &file.people[0].about.value, &file.learning_points[0].value] {
        let start: String = text.chars().take(24).collect();
        assert!(harness.query_all_by_label_contains(&start).count() + values(&harness, &start) > 0, "{start}");
    }
    for name in ["Equipment rental", "At the counter", "About 10 minutes", "Practises: The five steps"] {
        harness.get_by_label(name);
    }
    assert_eq!(harness.get_all_by_role(Role::Image).count(), file.people.len() + 1);
    harness.get_by_label("Played 3 times:");
    for name in ["Satisfied, guided", "At risk, practice", "Champion, practice, with steps taken back"] {
        harness.get_by_label(name);
    }
    harness.get_by_label("Your choice for this scenario. Suggested would be challenge.");
    harness.press(Key::Num3);
    harness.get_by_label("Suggested: this customer has left satisfied twice.");
}

fn values(harness: &Harness<'_, State>, start: &str) -> usize {
    let nodes = harness.root().children_recursive();
    nodes.filter(|node| node.accesskit_node().value().is_some_and(|value| value.contains(start))).count()
}

#[test]
fn a_mode_is_chosen_by_click_by_number_and_by_tab_and_enter_starts() {
    let mut harness = usual(State::new());
    assert!(harness.get_by_label("Start").is_focused(), "Enter starts");
    harness.press(Key::Enter);
    harness.press(Key::Num2);
    harness.get_by_role_and_label(Role::RadioButton, "Challenge").click();
    harness.run();
    let node = harness.get_by_role_and_label(Role::RadioButton, "Challenge");
    assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True));
    harness.get_by_role_and_label(Role::RadioButton, "Guided").focus();
    harness.run();
    harness.press(Key::Space);
    harness.press(Key::Num9);
    harness.click("Start");
    harness.press(Key::Escape);
    harness.click("Back to the library");
    // Nothing is under way, and there is no map yet.
    harness.press(Key::P);
    harness.press(Key::M);
    let mode = ScenarioAction::Mode;
    let (start, close) = (ScenarioAction::Start, ScenarioAction::Close);
    let expected = [start, mode(Mode::Practice), mode(Mode::Challenge), mode(Mode::Guided), start, close, close];
    assert_eq!(harness.state().asked, expected);
}

#[test]
fn a_play_under_way_is_gone_on_with_or_started_again() {
    let mut harness = usual(State::later());
    assert!(harness.get_by_label("Continue").is_focused());
    for key in [Key::Enter, Key::P, Key::M] {
        harness.press(key);
    }
    for name in ["Continue", "Start again", "Path map"] {
        harness.click(name);
    }
    let expected = [ScenarioAction::Continue, ScenarioAction::Start, ScenarioAction::PathMap];
    assert_eq!(harness.state().asked, [expected, expected].concat());
}

#[test]
fn the_map_waits_for_an_ending() {
    let mut harness = usual(State::new());
    assert!(harness.get_by_label("Path map").accesskit_node().is_disabled());
    harness.press(Key::M);
    assert!(harness.state().asked.is_empty());
}

#[test]
fn at_rest_nothing_is_painted() {
    for state in [State::new(), State::later()] {
        let harness = usual(state);
        assert!(!harness.ctx.has_requested_repaint());
    }
}
