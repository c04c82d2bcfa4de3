//! The report on a group: how the page looks. What can be done with it: `tests/app/group.rs`.

use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use make_it_right::export::{self, Document};
use make_it_right::record::Attempt;
use make_it_right::report::{By, Collection, Report, ReportRequest};
use make_it_right::ui::nav::NavTarget;
use make_it_right::ui::screens::group::{Asked, GroupScreen, GroupState, GroupView};

use crate::common::random_plays::{Player, attempt_id, minute, person, text};
use crate::common::scenarios;
use crate::stage::{Camera, Look, light, words_of};

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
    let mut report = Report::of(&collection, &ReportRequest { by: asked.by, ..ReportRequest::default() });
    report.put_in_words(|id| scenarios::shipped().into_iter().find(|it| it.file().id.value == id));
    export::report::document(&report)
}

fn known(by: Option<By>) -> Stage {
    let asked = Asked { by, ..Asked::default() };
    let document = Some(report(&asked));
    Stage { screen: GroupScreen::default(), asked, document, reading: None, left_out: Vec::new() }
}

fn shown(look: Look, stage: Stage) -> Harness<'static, Stage> {
    look.show_page((Some(NavTarget::Progress), Some("Ada")), stage, |ui, stage| {
        let known = match (stage.reading, &stage.document) {
            (Some((done, all)), _) => GroupState::Reading { done, all },
            (None, Some(document)) => GroupState::Known { document, left_out: &stage.left_out },
            (None, None) => GroupState::Nothing,
        };
        let folders = ["/srv/training/records".to_owned()];
        let view = GroupView { folders: &folders, asked: &stage.asked, state: known };
        stage.screen.ui(ui, &view);
    })
}

#[test]
fn nothing_reaches_beyond_the_page() {
    for look in [light().sized(1280.0, 2600.0), light().sized(1024.0, 2600.0), light().sized(1024.0, 2600.0).large()] {
        let harness = shown(look, known(Some(By::Scenario)));
        for node in harness.root().children_recursive() {
            let Some(bounds) = node.accesskit_node().bounding_box() else { continue };
            let ends = bounds.x1 <= f64::from(look.size[0]) + 0.5;
            assert!(ends, "{look:?}: something ends at {}: {:?}", bounds.x1, words_of(&node));
        }
    }
}

#[test]
fn looks_right() {
    let Some(mut camera) = Camera::ready() else { return };
    let nothing = || Stage { document: None, ..known(None) };
    let reading = Stage { reading: Some((31_200, 100_000)), ..nothing() };
    let damaged = Stage {
        left_out: vec!["/srv/training/records/attempts/a.jsonl: line 3 is damaged; the rest counts".to_owned()],
        ..known(Some(By::Team))
    };
    for (name, look, stage) in [
        ("group_reading", light().dark(), reading),
        ("group_dark", light().dark().sized(1280.0, 2600.0), damaged),
        ("group_large", light().large().small(), known(None)),
    ] {
        let mut harness = shown(look, stage);
        camera.take(name, &mut harness);
    }
}
