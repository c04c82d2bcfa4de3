//! The progress page: how it looks, what it says, its history, and every old debrief again.

use std::collections::BTreeSet;

use egui::accesskit::Toggled;
use egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Zoned;
use make_it_right::record::{Id, Person};
use make_it_right::report::progress::Progress;
use make_it_right::services::own::{OwnReader, Whose};
use make_it_right::storage::Records;
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::screens::progress::{
    ExportKind, ProgressAction, ProgressScreen, ProgressState, ProgressView, RefreshersView, TrapExample,
};
use uuid::Uuid;

use crate::common::history;
use crate::stage::{Camera, Ears as _, Hands as _, Look, light};

/// What is shown, and what was asked for.
struct Stage {
    screen: ProgressScreen,
    progress: Option<Progress>,
    guest: bool,
    failed: Option<String>,
    notices: Vec<String>,
    refreshers: Option<RefreshersView>,
    practise: Option<String>,
    examples: Vec<Option<TrapExample>>,
    open: Vec<Uuid>,
    now: Zoned,
    asked: Vec<ProgressAction>,
}

fn now() -> Zoned {
    "2026-11-22T18:40:00+01:00[Europe/Berlin]".parse().expect("a time")
}

fn ada() -> Person {
    Person { id: Id::from_u128(0xada), name: "Ada".to_owned(), team: None }
}

/// The progress of twenty-five conversations.
fn progress() -> Progress {
    let folder = tempfile::tempdir().expect("a folder");
    history::write_weeks(folder.path(), &ada(), now().timestamp());
    let whose = Whose { records: Records::within(folder.path()), person: ada().id };
    let library: BTreeSet<_> =
        history::shipped().iter().map(|(scenario, _)| scenario.file().id.value.clone()).collect();
    let own = OwnReader::default().progress(&whose, (&library, now().time_zone()), || true);
    own.found.expect("read").progress
}

impl Stage {
    fn new(progress: Option<Progress>) -> Self {
        Self {
            screen: ProgressScreen::default(),
            progress,
            guest: false,
            failed: None,
            notices: Vec::new(),
            refreshers: None,
            practise: Some("The status page".to_owned()),
            examples: Vec::new(),
            open: Vec::new(),
            now: now(),
            asked: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let state = match (&self.failed, &self.progress) {
            _ if self.guest => ProgressState::Guest,
            (Some(error), _) => ProgressState::Failed(error),
            (None, Some(progress)) => ProgressState::Known(progress),
            (None, None) => ProgressState::Reading,
        };
        let view = ProgressView {
            state,
            now: &self.now,
            notices: &self.notices,
            refreshers: self.refreshers,
            practise: self.practise.as_deref(),
            examples: &self.examples,
            open: &self.open,
        };
        let action = self.screen.ui(ui, &view);
        self.asked.extend(action);
    }
}

fn shown(look: Look, stage: Stage) -> Harness<'static, Stage> {
    look.show_page((Some(NavTarget::Progress), Some("Ada")), stage, |ui, stage| stage.ui(ui))
}

fn usual(stage: Stage) -> Harness<'static, Stage> {
    shown(light(), stage)
}

#[track_caller]
fn assert_says(harness: &Harness<'_, Stage>, text: &str) {
    let there = harness.words();
    assert!(there.contains(text), "“{text}” is not there. There is:\n{there}");
}

/// The rows of the history that are shown.
fn rows(harness: &Harness<'_, Stage>) -> Vec<String> {
    let names = harness.root().children_recursive().filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.contains(" steps. ")).collect()
}

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let due = Some(RefreshersView { due: 4 });
    for (name, look, refreshers) in [
        ("progress_whole_dark", light().dark().sized(1280.0, 1800.0), Some(RefreshersView { due: 0 })),
        ("progress_contrast", light().high_contrast().sized(1280.0, 1800.0), due),
        ("progress_large", light().large().small(), due),
    ] {
        let mut harness = shown(look, Stage { refreshers, ..Stage::new(Some(progress())) });
        camera.take(name, &mut harness);
    }
    let mut harness = shown(light(), Stage { guest: true, ..Stage::new(None) });
    camera.take("progress_guest", &mut harness);
    let mut harness = shown(light(), Stage::new(Some(progress())));
    harness.click("Export…");
    camera.take("progress_export", &mut harness);
}

#[test]
fn a_trap_is_explained_by_what_one_said_oneself() {
    let example = TrapExample { title: "The late unit".to_owned(), words: "Try us again in an hour.".to_owned() };
    let mut harness = usual(Stage { examples: vec![Some(example)], ..Stage::new(Some(progress())) });
    let said = "You said, in The late unit: “Try us again in an hour.”";
    assert_says(&harness, said);
    harness.click("Show as text");
    assert_says(&harness, said);
}

#[test]
fn every_chart_says_what_it_shows_and_can_be_read_as_text() {
    let mut harness = usual(Stage::new(Some(progress())));
    let progress = progress();
    assert_says(&harness, "25 conversations since 2 November");
    let skill = &progress.models[0].skills[0];
    let percent = skill.latest.percent().expect("called for");
    assert_says(&harness, &format!("{}: {percent} percent in the latest five conversations", skill.name));
    assert_says(&harness, "Recovery replies, week by week. 2 November: ");
    assert_says(&harness, &format!("{}: {} times of ", progress.traps[0].name, progress.traps[0].count));
    harness.click("Show as text");
    let told = harness.words();
    assert!(!told.contains("percent in the latest") && !told.contains("week by week. "), "no chart is left:\n{told}");
    assert_says(&harness, &format!("in {} of {} replies ({percent} %)", skill.latest.shown, skill.latest.all()));
    for week in &progress.weeks {
        let line = format!("{}: {} %, {} of", week.monday.strftime("%-d %B"), week.percent(), week.recovery);
        assert_says(&harness, &line);
    }
    assert!(!harness.ctx.has_requested_repaint(), "it rests");
}

#[test]
fn a_choice_of_model_where_several_were_practised() {
    let mut harness = usual(Stage::new(Some(progress())));
    let progress = progress();
    assert!(progress.models.len() > 1);
    let (first, second) = (&progress.models[0], &progress.models[1]);
    assert!(first.choices >= second.choices);
    assert_says(&harness, &format!("{}: ", first.skills[0].name));
    harness.click(&second.name);
    assert_says(&harness, &format!("{}: ", second.skills[0].name));
    assert!(harness.get_by_label(&second.name).accesskit_node().toggled() == Some(Toggled::True));
}

#[test]
fn the_circumstance_that_tells_most_leads_to_practice() {
    let mut harness = usual(Stage::new(Some(progress())));
    let progress = progress();
    let trap = &progress.traps[progress.most_telling.expect("these weeks tell something")];
    let telling = trap.telling.as_ref().expect("it tells");
    assert_says(&harness, &format!("{} of {} times.", telling.cases, trap.count));
    harness.click("Practise one of those: The status page");
    assert_eq!(harness.state().asked, [ProgressAction::Practise]);
    // Where there is no such scenario, there is nothing to click.
    let harness = usual(Stage { practise: None, ..Stage::new(Some(progress)) });
    assert!(harness.query_by_label_contains("Practise one of those").is_none());
}

#[test]
fn refreshers_are_offered_only_where_there_are_any() {
    let mut harness = usual(Stage { refreshers: Some(RefreshersView { due: 4 }), ..Stage::new(Some(progress())) });
    assert_says(&harness, "Due today: 4 short refreshers");
    assert_says(&harness, "About 3 minutes.");
    harness.click("Start");
    assert_eq!(harness.state().asked, [ProgressAction::Refresh]);
    let harness = usual(Stage { refreshers: Some(RefreshersView { due: 0 }), ..Stage::new(Some(progress())) });
    assert_says(&harness, "Nothing due today");
    assert!(harness.query_by_label("Start").is_none());
    let harness = usual(Stage::new(Some(progress())));
    assert!(!harness.words().contains("due today"));
}

#[test]
fn rows_are_buttons_and_the_newest_comes_first() {
    let progress = progress();
    let (newest, all) = (progress.rows[0].clone(), progress.rows.len());
    let open = progress.rows.iter().find(|row| row.outcome.is_none()).expect("one is unfinished").attempt;
    let mut harness = shown(light().sized(1280.0, 1800.0), Stage { open: vec![open], ..Stage::new(Some(progress)) });
    let shown = rows(&harness);
    assert_eq!(shown.len(), all);
    let name = format!(
        "Today 18:33: {}, {}, {}, trust from {} to {}, {} of {} steps. Open the debrief",
        newest.title,
        newest.mode.label().to_lowercase(),
        newest.outcome.expect("ended").label().to_lowercase(),
        newest.trust.0,
        newest.trust.1,
        newest.steps.0,
        newest.steps.1
    );
    assert_eq!(shown[0], name);
    harness.get_by_label(&name).focus();
    harness.run();
    harness.press(Key::Enter);
    assert_eq!(harness.state().asked, [ProgressAction::Open(newest.attempt)]);
    assert_eq!(shown.iter().filter(|name| name.ends_with("Go on")).count(), 1);
    assert_eq!(shown.iter().filter(|name| name.ends_with("See how far it came")).count(), 1);
}

#[test]
fn the_history_can_be_filtered() {
    let mut harness = shown(light().sized(1280.0, 1800.0), Stage::new(Some(progress())));
    let progress = progress();
    let count = |counts: &dyn Fn(&make_it_right::report::progress::Row) -> bool| {
        progress.rows.iter().filter(|row| counts(row)).count()
    };
    let in_history = |harness: &mut Harness<'_, Stage>, name: &str| {
        let chips = harness.query_all_by_label(name).filter(|it| it.accesskit_node().toggled().is_some());
        // A model may have that name too; the history comes last.
        chips.reduce(|_, last| last).expect("a chip").click();
        harness.run();
    };
    in_history(&mut harness, "Unfinished");
    assert_eq!(rows(&harness).len(), count(&|row| row.outcome.is_none()));
    in_history(&mut harness, "Challenge");
    assert_eq!(rows(&harness).len(), count(&|row| row.outcome.is_none() && row.mode.label() == "Challenge"));
    in_history(&mut harness, "All");
    assert_eq!(rows(&harness).len(), progress.rows.len());
    harness.press_command(Key::F);
    harness.type_in("late UNIT");
    let late = count(&|row| row.title == "The late unit");
    assert!(late > 0);
    assert_eq!(rows(&harness).len(), late);
    harness.type_in("xyz");
    assert_says(&harness, "No conversation is like that.");
    harness.click("Show all conversations");
    assert_eq!(rows(&harness).len(), progress.rows.len());
}

#[test]
fn ten_thousand_conversations_are_leafed_through() {
    let mut many = progress();
    let row = many.rows[0].clone();
    many.rows = (0..10_000_u128)
        .map(|n| make_it_right::report::progress::Row { attempt: Id::from_u128(n), ..row.clone() })
        .collect();
    let mut harness = usual(Stage::new(Some(many)));
    assert_says(&harness, "1–25 of 10000");
    assert!(rows(&harness).len() <= 25);
    assert!(harness.get_by_label("Newer").accesskit_node().is_disabled());
    harness.get_by_label("Older").focus();
    harness.run();
    harness.press(Key::Enter);
    assert_says(&harness, "26–50 of 10000");
    let before = std::time::Instant::now();
    for _ in 0..20 {
        harness.step();
    }
    // Far from what a frame may take, also where tests are slow; laying out all rows takes seconds.
    assert!(before.elapsed().as_millis() < 4_000, "{:?}", before.elapsed());
}

#[test]
fn what_is_exported_is_asked_for() {
    for (answer, kind) in [
        ("Conversations…", ExportKind::Attempts),
        ("Replies…", ExportKind::Choices),
        ("Everything…", ExportKind::Everything),
    ] {
        let mut harness = usual(Stage::new(Some(progress())));
        harness.click("Export…");
        harness.click(answer);
        assert_eq!(harness.state().asked, [ProgressAction::Export(kind)]);
        assert!(harness.query_by_label(answer).is_none(), "it has closed");
    }
    let mut harness = usual(Stage::new(Some(progress())));
    harness.click("Export…");
    harness.press(Key::Escape);
    assert!(harness.query_by_label("Replies…").is_none());
    assert!(harness.state().asked.is_empty(), "and only that: {:?}", harness.state().asked);
}

#[test]
fn without_attempts_it_says_why_and_what_to_do() {
    let mut harness = usual(Stage { guest: true, ..Stage::new(None) });
    assert_says(&harness, "Nothing is kept of a guest");
    harness.click("Choose a name…");
    assert_eq!(harness.state().asked, [ProgressAction::ChooseName]);
    let harness = usual(Stage::new(None));
    assert_says(&harness, "Reading your attempts…");
    let mut harness = usual(Stage::new(Some(Progress::default())));
    assert_says(&harness, "Nothing here yet");
    harness.click("Choose a scenario");
    assert_eq!(harness.state().asked, [ProgressAction::Library]);
    let mut harness = usual(Stage { failed: Some("No way in.".to_owned()), ..Stage::new(None) });
    assert_says(&harness, "No way in.");
    harness.click("Read again");
    assert_eq!(harness.state().asked, [ProgressAction::ReadAgain]);
    let notices = vec!["2 files could not be read.".to_owned()];
    let harness = usual(Stage { notices, ..Stage::new(Some(progress())) });
    assert_says(&harness, "2 files could not be read.");
}

#[test]
fn large_text_in_a_low_window_leaves_every_entry_of_the_rail_within_reach() {
    let mut harness = shown(light().large().small(), Stage::new(Some(Progress::default())));
    let window = harness.ctx.content_rect();
    for name in ["Practise", "Learn", "Progress", "Settings", "Keys", "Ada, Who is practising"] {
        harness.get_by_label(name).focus();
        harness.run_steps(20);
        let entry = harness.get_by_label(name).rect();
        assert!(window.contains_rect(entry), "{name}: {entry} is not in {window}");
    }
    let rects = ["Practise", "Learn", "Progress", "Ada, Who is practising", "Keys", "Settings"]
        .map(|name| harness.get_by_label(name).rect());
    assert!(rects.windows(2).all(|two| two[0].bottom() <= two[1].top() + 0.5), "none covers another: {rects:?}");
}
