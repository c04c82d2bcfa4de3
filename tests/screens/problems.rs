//! The page of problems.

use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::scenario::{Code, Diagnostic, Span};
use make_it_right::ui::screens::problems::{Playable, Problems, ProblemsAction, ProblemsScreen, ProblemsView};

use crate::stage::{Hands as _, Look, light, pictures};

struct State {
    screen: ProblemsScreen,
    problems: Problems,
    playable: Playable,
    asked: Vec<ProblemsAction>,
}

const SOURCE: &str = r#"(
    format: 1,
    id: "late-unit",
    people: [
        (id: "dan", name: "Dan Okafor", role: "Site foreman", portrait: "foreman"),
        (id: "lou", name: "Lou Marsh", role: "Dispatcher at the carrier", about: "Three phones, one pencil, and a voice like gravel in a bucket; knows every back road in the county and says so.", portrait: "enginer"),
    ],
    start: (scene: "gate-dsk", trust: 138, loss: 67, dread: 55, clock: "07:10"),
)
"#;

fn found(code: Code, place: &str, message: &str, hint: Option<&str>) -> Diagnostic {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span =
        SOURCE.find(place).map_or(Span::NONE, |start| Span { start: offset(start), end: offset(start + place.len()) });
    Diagnostic {
        code,
        severity: code.severity(),
        span,
        message: message.to_owned(),
        hint: hint.map(str::to_owned),
        second: None,
    }
}

fn diagnostics() -> Vec<Diagnostic> {
    let unused = "Lou Marsh is declared, but never says anything";
    vec![
        found(Code::UnusedPerson, "\"lou\"", unused, Some("Let them speak, or take them out.")),
        found(
            Code::UnknownPortrait,
            "\"enginer\"",
            "there are no pictures called “enginer”",
            Some("did you mean “engineer”?"),
        ),
        found(
            Code::UnknownScene,
            "\"gate-dsk\"",
            "no scene or ending has the id “gate-dsk”",
            Some("did you mean “gate-desk”?"),
        ),
        found(Code::FeelingRange, "138", "trust is 138, and must be between 0 and 100", None),
    ]
}

fn shown_with(look: Look, problems: Problems, playable: Playable) -> Harness<'static, State> {
    let state = State { screen: ProblemsScreen::default(), problems, playable, asked: Vec::new() };
    look.show_page((None, None), state, |ui, state| {
        let view = ProblemsView { problems: &state.problems, playable: state.playable };
        state.asked.extend(state.screen.ui(ui, &view));
    })
}

fn shown(look: Look) -> Harness<'static, State> {
    shown_with(look, Problems::new("late-unit.ron", SOURCE.into(), &diagnostics()), Playable::No)
}

#[test]
fn looks_right() {
    pictures("problems", &["light", "dark"], shown);
}

#[test]
fn errors_come_first_and_each_is_told_in_full() {
    let harness = shown(light().sized(1280.0, 1200.0));
    harness.get_by_role_and_label(Role::Heading, "4 problems in late-unit.ron");
    harness.get_by_label("4 problems in late-unit.ron: 3 errors and 1 warning");
    harness.get_by_label("line 8, column 20");
    harness.get_by_label("unknown-scene");
    harness.get_by_label_contains("Did you mean “gate-desk”?");
    harness.get_by_label_contains("^^^^^^^^^^");
    let top = |name: &str| harness.get_by_label(name).rect().top();
    assert!(top("unknown-scene") < top("unused-person"));
    assert!(harness.query_by_label("Play it anyway").is_none());
}

#[test]
fn everything_can_be_done_from_the_keyboard() {
    let mut harness = shown(light());
    assert!(harness.get_by_label("Check again").is_focused());
    harness.press(Key::Enter);
    harness.get_by_label("Copy all").focus();
    harness.run();
    harness.press(Key::Enter);
    assert!(harness.query_all_by_label("Copied").count() > 0);
    harness.press(Key::Escape);
    assert_eq!(harness.state().asked, [ProblemsAction::CheckAgain, ProblemsAction::CopyAll, ProblemsAction::Back]);
    let text = harness.state().problems.as_text();
    assert!(text.contains("late-unit.ron:8:20") && text.contains("unused-person"), "{text}");
}

#[test]
fn each_check_is_announced() {
    let mut harness = shown(light());
    let said = "4 problems in late-unit.ron: 3 errors and 1 warning";
    let first = harness.get_by_label(said).accesskit_node().id();
    harness.state_mut().problems = Problems::new("late-unit.ron", SOURCE.into(), &diagnostics());
    harness.run();
    assert_ne!(harness.get_by_label(said).accesskit_node().id(), first);
}

#[test]
fn warnings_alone_do_not_keep_from_playing() {
    let warnings = Problems::new("late-unit.ron", SOURCE.into(), &diagnostics()[..1]);
    let mut harness = shown_with(light(), warnings, Playable::Yes);
    harness.get_by_role_and_label(Role::Heading, "1 problem in late-unit.ron");
    harness.click("Play it anyway");
    assert_eq!(harness.state().asked, [ProblemsAction::PlayAnyway]);
}

#[test]
fn a_file_with_errors_is_played_as_a_draft_where_that_can_be() {
    let problems = || Problems::new("late-unit.ron", SOURCE.into(), &diagnostics());
    let mut harness = shown_with(light(), problems(), Playable::AsDraft);
    harness.get_by_label_contains("You can play it as a draft meanwhile");
    harness.click("Play it all the same");
    assert_eq!(harness.state().asked, [ProblemsAction::PlayAnyway]);
    let harness = shown_with(light(), problems(), Playable::No);
    assert!(harness.query_by_label("Play it all the same").is_none());
}

#[test]
fn thousands_are_shown_as_fast_as_ten() {
    let source: Arc<str> = "next: \"nowhere\",\n".repeat(20_000).into();
    let all: Vec<Diagnostic> = (0..20_000)
        .map(|line| Diagnostic {
            span: Span { start: line * 17 + 6, end: line * 17 + 15 },
            ..found(Code::UnknownScene, "\"gate-dsk\"", "no scene or ending has the id “nowhere”", None)
        })
        .collect();
    let mut harness = shown_with(light(), Problems::new("huge.ron", source, &all), Playable::No);
    assert!(harness.query_all_by_label("unknown-scene").count() < 20);
    let start = std::time::Instant::now();
    harness.run_steps(5);
    // Generous, for a slow machine without optimisation; laying all of them out would take seconds.
    assert!(start.elapsed().as_secs_f32() < 2.0, "{:?}", start.elapsed());
}
