//! The report on a group: how the page looks. What can be done with it: `tests/app/group.rs`.

use egui::{CentralPanel, Frame, UiBuilder};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use make_it_right::export::{self, Document};
use make_it_right::record::Attempt;
use make_it_right::report::{By, Collection, Question, Report};
use make_it_right::storage::{Appearance, ThemeChoice};
use make_it_right::ui::nav::{self, NavTarget};
use make_it_right::ui::screens::group::{Asked, GroupScreen, GroupState, GroupView};
use make_it_right::ui::theme;

use crate::common;
use crate::common::random_plays::{Player, attempt_id, minute, person, text};
use crate::common::scenarios;

/// What is shown.
struct Stage {
    screen: GroupScreen,
    asked: Asked,
    document: Option<Document>,
    reading: Option<(usize, usize)>,
    left_out: Vec<String>,
}

/// The report on sixty attempts of twenty people.
fn report(asked: &Asked) -> Document {
    let mut player = Player::new(scenarios::shipped(), 11);
    let mut collection = Collection::default();
    for number in 0..60 {
        let at = minute(i64::try_from(number).expect("few") * 700);
        let lines = player.play(attempt_id(number), Some(person(number / 3)), at);
        collection.add(&Attempt::read(text(&lines).as_bytes()).expect("an attempt"));
    }
    let mut report = Report::of(&collection, &Question { by: asked.by, ..Question::default() });
    report.put_in_words(|id| scenarios::shipped().into_iter().find(|it| it.file().id.value == id));
    export::report::document(&report)
}

fn known(by: Option<By>) -> Stage {
    let asked = Asked { by, ..Asked::default() };
    let document = Some(report(&asked));
    Stage { screen: GroupScreen::default(), asked, document, reading: None, left_out: Vec::new() }
}

fn shown(size: [f32; 2], appearance: Appearance, stage: Stage) -> Harness<'static, Stage> {
    let mut harness = common::harness(size[0], size[1], appearance).build_ui_state(
        |ui, stage: &mut Stage| {
            let window = ui.ctx().content_rect();
            ui.scope_builder(UiBuilder::new().max_rect(window), |ui| {
                ui.set_clip_rect(window);
                nav::rail_of(ui, Some(NavTarget::Progress), Some("Ada"));
                let paper = theme::tokens(ui).paper;
                let known = match (stage.reading, &stage.document) {
                    (Some((done, all)), _) => GroupState::Reading { done, all },
                    (None, Some(document)) => GroupState::Known { document, left_out: &stage.left_out },
                    (None, None) => GroupState::Nothing,
                };
                let folders = ["/srv/training/records".to_owned()];
                let view = GroupView { folders: &folders, asked: &stage.asked, state: known };
                CentralPanel::default().frame(Frame::new().fill(paper)).show(ui, |ui| {
                    stage.screen.ui(ui, &view);
                });
            });
        },
        stage,
    );
    harness.run();
    harness
}

#[test]
fn nothing_reaches_beyond_the_page() {
    for (size, percent) in [([1280.0, 2600.0], 100), ([1024.0, 2600.0], 100), ([1024.0, 2600.0], 200)] {
        let appearance = Appearance { text_size_percent: percent, ..common::light() };
        let harness = shown(size, appearance, known(Some(By::Scenario)));
        for node in harness.root().children_recursive() {
            let Some(bounds) = node.accesskit_node().bounding_box() else { continue };
            let ends = bounds.x1 <= f64::from(size[0]) + 0.5;
            assert!(ends, "at {percent} %, something ends at {}: {:?}", bounds.x1, words(&node));
        }
    }
}

fn words(node: &egui_kittest::Node<'_>) -> Option<String> {
    node.accesskit_node().label().or_else(|| node.accesskit_node().value())
}

#[test]
fn looks_right() {
    if !common::can_render() {
        return;
    }
    let dark = Appearance { theme: ThemeChoice::Dark, ..common::light() };
    let large = Appearance { text_size_percent: 200, ..common::light() };
    let (usual, whole) = ([1280.0, 800.0], [1280.0, 2600.0]);
    let nothing = || Stage { document: None, ..known(None) };
    let reading = Stage { reading: Some((31_200, 100_000)), ..nothing() };
    let damaged = Stage {
        left_out: vec!["/srv/training/records/attempts/a.jsonl: line 3 is damaged; the rest counts".to_owned()],
        ..known(Some(By::Team))
    };
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, size, appearance, stage) in [
        ("group_nothing", usual, common::light(), nothing()),
        ("group_reading", usual, dark, reading),
        ("group_light", whole, common::light(), known(None)),
        ("group_dark", whole, dark, damaged),
        ("group_small", [1024.0, 700.0], common::light(), known(Some(By::Person))),
        ("group_large", [1024.0, 700.0], large, known(None)),
    ] {
        let mut harness = shown(size, appearance, stage);
        harness.snapshot(name);
        results.extend_harness(&mut harness);
    }
}
