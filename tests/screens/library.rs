//! The library and the rail.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use make_it_right::scenario::{Backdrop, Mood, Outcome};
use make_it_right::storage::Library;
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::portraits::Portraits;
use make_it_right::ui::screens::library::{
    CardView, Cards, Ended, Face, Leads, LibraryAction, LibraryScreen, LibraryView, NextView, Origin, Status,
};

use crate::stage::{Camera, Hands as _, Look, light, pictures};

struct State {
    screen: LibraryScreen,
    portraits: Portraits,
    cards: Cards,
    next: Option<NextView>,
    refreshers: usize,
    recent: Vec<PathBuf>,
    notices: Vec<String>,
    asked: Vec<LibraryAction>,
}

fn face(portrait: &str, mood: Mood, name: &str) -> Face {
    // Another place for each, so that pictures show several.
    let place = Backdrop::ALL[name.len() % Backdrop::ALL.len()];
    Face { portrait: portrait.to_owned(), mood, name: name.to_owned(), place }
}

fn card(title: &str, summary: &str, trade: &str, minutes: u32, tags: &[&str], face: Face, status: Status) -> CardView {
    CardView {
        title: title.to_owned(),
        summary: summary.to_owned(),
        trade: trade.to_owned(),
        minutes,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        face: Some(face),
        origin: Origin::Shipped,
        status,
        ..CardView::broken("", 0)
    }
}

fn ended(outcome: Outcome) -> Ended {
    Ended { best: outcome, latest: outcome }
}

fn cards() -> Vec<CardView> {
    let own = Origin::Own { replaces_shipped: true };
    vec![
        card(
            "The late unit",
            "A promised lift isn’t in its bay, and a crew and a crane are waiting.",
            "Equipment rental",
            6,
            &["New to this"],
            face("foreman", Mood::Suspicious, "Dan Okafor"),
            Status::Played(ended(Outcome::Champion)),
        ),
        card(
            "Twenty-four hours late",
            "The second outage this year strands a loyal traveller.",
            "Airline",
            8,
            &["Repeat failures"],
            face("traveller", Mood::Suspicious, "Mara Lindqvist"),
            Status::InProgress(None),
        ),
        card(
            "The roof that still leaks",
            "Third call, same drip. She has stopped believing dates.",
            "Home repair",
            7,
            &["Repeat failures", "Follow-up"],
            face("homeowner", Mood::Worried, "Ines Moreau"),
            Status::NotYetPlayed,
        ),
        CardView {
            origin: own,
            ..card(
                "A clunk at fifty",
                "“I don’t hear anything” is not a diagnosis.",
                "Car workshop",
                5,
                &["New to this"],
                face("driver", Mood::Suspicious, "Jo Adeyemi"),
                Status::Played(ended(Outcome::AtRisk)),
            )
        },
        card(
            "The status page",
            "Your cloud is down and his customers are calling him.",
            "Software",
            9,
            &["Written replies"],
            face("itmanager", Mood::Worried, "Harpreet Gill"),
            Status::NotYetPlayed,
        ),
        CardView::broken("month-end.ron", 3),
    ]
}

fn shown(look: Look) -> Harness<'static, State> {
    shown_with(look, cards())
}

fn shown_with(look: Look, cards: Vec<CardView>) -> Harness<'static, State> {
    let state = State {
        screen: LibraryScreen::default(),
        portraits: Portraits::blocking(),
        cards: Cards::new(cards),
        next: Some(NextView {
            title: "Pick up where you left off: Twenty-four hours late".to_owned(),
            why: "Scene 4 of about 7 · Mara is waiting for a straight answer".to_owned(),
            face: face("traveller", Mood::Suspicious, "Mara Lindqvist"),
            leads: Leads::Back,
        }),
        recent: vec![PathBuf::from("/home/ada/trainings/returns-desk.ron"), PathBuf::from("/home/ada/half-day.ron")],
        refreshers: 0,
        notices: Vec::new(),
        asked: Vec::new(),
    };
    look.show_page((Some(NavTarget::Practise), None), state, |ui, state| {
        let view = LibraryView {
            cards: &state.cards,
            next: state.next.as_ref(),
            refreshers: state.refreshers,
            recent: &state.recent,
            notices: &state.notices,
        };
        state.asked.extend(state.screen.ui(ui, &view, &mut state.portraits));
    })
}

fn usual() -> Harness<'static, State> {
    shown(light())
}

const LATE: &str = "The late unit, Equipment rental, 6 minutes, champion";
const LEAK: &str = "The roof that still leaks, Home repair, 7 minutes, not yet played";

#[test]
fn looks_right() {
    pictures("library", &["light", "dark", "large"], shown);
}

#[test]
fn looks_right_in_other_states() {
    let Some(mut camera) = Camera::ready() else { return };
    // At the least size, with a folder that could not be read and a search that finds nothing.
    let mut small = shown(light().small());
    small.state_mut().next = None;
    small.state_mut().notices = vec!["/home/ada/scenarios: there is no file or folder of this name".into()];
    small.get_by_role_and_label(Role::SearchInput, "Search").focus();
    small.run();
    small.get_by_role_and_label(Role::SearchInput, "Search").type_text("submarine");
    small.run();
    camera.take("library_nothing_found", &mut small);
    // With refreshers that are due, alone and where large text leaves no room beside the words.
    for (name, look) in [("library_refreshers", light()), ("library_refreshers_large", light().large().small())] {
        let mut due = shown(look);
        due.state_mut().next = None;
        due.state_mut().refreshers = 4;
        due.run();
        camera.take(name, &mut due);
    }
    // Scrolled to its end, where the recent files are.
    let mut end = shown(light());
    end.get_by_label("Open half-day.ron in /home/ada").focus();
    end.run();
    camera.take("library_end", &mut end);
    // While a file is held over the window.
    let mut held = usual();
    held.input_mut().hovered_files.push(egui::HoveredFile::default());
    held.run_steps(3);
    camera.take("library_drop", &mut held);
}

#[test]
fn refreshers_that_are_due_are_told_and_started_from_here() {
    let mut harness = usual();
    assert!(harness.query_by_label("Start").is_none(), "none are due");
    harness.state_mut().refreshers = 1;
    harness.run();
    harness.get_by_label("Due today: 1 short refresher");
    harness.state_mut().refreshers = 4;
    harness.run();
    harness.get_by_label("Due today: 4 short refreshers");
    harness.get_by_label("One customer line each. Say your reply before the options appear. About 3 minutes.");
    harness.get_by_role_and_label(Role::Button, "Start").click();
    harness.run();
    assert_eq!(harness.state().asked, [LibraryAction::Refresh]);
}

#[test]
fn a_card_is_one_button_that_plays() {
    let mut harness = usual();
    let node = harness.get_by_label(LATE);
    assert_eq!(node.accesskit_node().role(), Role::Button);
    node.click();
    harness.run();
    harness.get_by_label(LEAK).focus();
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.state().asked, [LibraryAction::Play(0), LibraryAction::Play(2)]);
    harness.get_by_label("A clunk at fifty, Car workshop, 5 minutes, your version, at risk");
    harness.get_by_role_and_label(Role::Image, "Dan Okafor, suspicious");
}

#[test]
fn a_file_with_errors_leads_to_its_problems() {
    let mut harness = usual();
    harness.click("month-end.ron, your own file, 3 problems");
    assert_eq!(harness.state().asked, [LibraryAction::Problems(5)]);
}

#[test]
fn arrows_go_from_card_to_card() {
    let mut harness = usual();
    harness.get_by_label(LATE).focus();
    harness.run();
    for key in [Key::ArrowRight, Key::ArrowRight] {
        harness.press(key);
    }
    assert!(harness.get_by_label(LEAK).is_focused());
    harness.press(Key::ArrowDown);
    assert!(harness.get_by_label("month-end.ron, your own file, 3 problems").is_focused());
    for _ in 0..2 {
        harness.press(Key::ArrowUp);
    }
    assert!(harness.get_by_role_and_label(Role::SearchInput, "Search").is_focused());
}

#[test]
fn search_and_tags_narrow_the_cards() {
    let mut harness = usual();
    harness.press_command(Key::F);
    let field = harness.get_by_role_and_label(Role::SearchInput, "Search");
    assert!(field.is_focused());
    field.type_text("REPAIR drip");
    harness.run();
    harness.get_by_label(LEAK);
    assert!(harness.query_by_label(LATE).is_none());
    harness.get_by_label("1 scenario");
    // Enter leads to what was found.
    harness.press(Key::Enter);
    assert!(harness.get_by_label(LEAK).is_focused());
    // Escape in the field takes the search back.
    harness.press_command(Key::F);
    harness.press(Key::Escape);
    harness.get_by_label(LATE);

    harness.click("Repeat failures 2");
    assert!(harness.query_by_label(LATE).is_none());
    harness.get_by_label(LEAK);
    harness.click("All 6");
    harness.get_by_label(LATE);
    assert!(harness.state().asked.is_empty());
}

#[test]
fn a_filter_says_that_it_is_on_and_goes_with_a_cross() {
    let mut harness = usual();
    assert!(harness.query_by_label_contains("Filtered: ").is_none());
    harness.click("Repeat failures 2");
    harness.get_by_label("Filtered: 2 of 6 scenarios");
    harness.click("Clear filters");
    harness.get_by_label(LATE);
    assert!(harness.query_by_label_contains("Filtered: ").is_none());

    harness.get_by_role_and_label(Role::SearchInput, "Search").focus();
    harness.run();
    assert!(harness.query_by_label("Clear the search").is_none());
    harness.get_by_role_and_label(Role::SearchInput, "Search").type_text("drip");
    harness.run();
    harness.get_by_label("Filtered: 1 of 6 scenarios");
    harness.click("Clear the search");
    harness.get_by_label(LATE);
    assert!(harness.get_by_role_and_label(Role::SearchInput, "Search").is_focused());
}

#[test]
fn how_plays_ended_is_told_by_the_best_and_the_latest() {
    use Outcome::{AtRisk, Champion, Lost, Satisfied};
    assert_eq!(Ended::of([]), None);
    assert_eq!(Ended::of([AtRisk, Champion, Lost]), Some(Ended { best: Champion, latest: Lost }));
    let words = |status: Status| status.pills().into_iter().map(|(words, _)| words).collect::<Vec<_>>();
    assert_eq!(words(Status::Played(ended(Satisfied))), ["Satisfied"]);
    let apart = Ended { best: Champion, latest: Lost };
    assert_eq!(words(Status::Played(apart)), ["Best: champion", "Latest: lost"]);
    assert_eq!(words(Status::InProgress(Some(apart))), ["In progress", "Best: champion"]);
    assert_eq!(words(Status::InProgress(None)), ["In progress"]);
}

#[test]
fn a_search_without_result_offers_a_way_back() {
    let mut harness = usual();
    harness.get_by_role_and_label(Role::SearchInput, "Search").focus();
    harness.run();
    harness.get_by_role_and_label(Role::SearchInput, "Search").type_text("submarine");
    harness.run();
    harness.get_by_role_and_label(Role::Heading, "Nothing found for “submarine”");
    harness.click("Show all scenarios");
    harness.get_by_label(LATE);
}

#[test]
fn files_are_opened_and_sessions_resumed() {
    let mut harness = usual();
    // Enter goes on with what was left, as long as nothing has the focus.
    harness.press(Key::Enter);
    harness.press_command(Key::O);
    harness.click("Open a scenario file…");
    harness.get_by_label("Open half-day.ron in /home/ada").focus();
    harness.run();
    harness.press(Key::Space);
    assert_eq!(
        harness.state().asked,
        [LibraryAction::Next, LibraryAction::OpenFile, LibraryAction::OpenFile, LibraryAction::OpenRecent(1)]
    );
}

#[test]
fn a_folder_that_cannot_be_read_can_be_tried_again() {
    let mut harness = usual();
    harness.state_mut().notices = vec!["/home/ada/scenarios: no such folder".to_owned()];
    harness.run();
    harness.get_by_label("/home/ada/scenarios: no such folder");
    harness.click("Read again");
    assert_eq!(harness.state().asked, [LibraryAction::ReloadFolder]);
}

#[test]
fn at_rest_nothing_is_painted() {
    let harness = usual();
    assert!(!harness.ctx.has_requested_repaint());
}

#[test]
fn the_rail_is_a_landmark_with_what_there_is() {
    let harness = usual();
    harness.get_by_role_and_label(Role::Navigation, "Pages");
    for (name, current) in [("Practise", true), ("Keys", false), ("Settings", false)] {
        let node = harness.get_by_role_and_label(Role::Tab, name);
        assert_eq!(node.accesskit_node().is_selected(), Some(current), "{name}");
    }
}

#[test]
fn shipped_scenarios_have_cards() {
    let library = Library::shipped();
    let cards: Vec<CardView> = library
        .entries
        .iter()
        .filter_map(|entry| Some(CardView::of(entry.listing.as_ref()?, Origin::Shipped, Status::NotYetPlayed)))
        .collect();
    assert!(cards.len() >= 2);
    assert!(cards.iter().all(|card| card.face.is_some()));
    let harness = shown_with(light(), cards);
    harness.get_by_label("The late unit, Equipment rental, 10 minutes, not yet played");
    assert!(harness.query_all_by_label_contains("Dan Okafor").count() > 0);
}

#[test]
fn scenarios_in_other_languages_are_one_click_away() {
    let mut cards = cards();
    cards[0].other_language = Some("Deutsch".to_owned());
    let mut harness = shown_with(light(), cards);
    let late = "The late unit, Equipment rental, 6 minutes, Deutsch, champion";
    assert!(harness.query_by_label(late).is_none());
    harness.get_by_label("All 5");
    harness.get_by_label("Other languages (1)").click();
    harness.run();
    harness.get_by_label(late);
    assert!(harness.query_by_label(LEAK).is_none());
    if let Some(mut camera) = Camera::ready() {
        camera.take("library_other_languages", &mut harness);
    }
    harness.click("All 5");
    harness.get_by_label(LEAK);
    assert!(usual().query_by_label_contains("Other languages").is_none(), "where there are none");
}
