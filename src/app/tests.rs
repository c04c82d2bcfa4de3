//! What the app does while something waits, and what it saves: with the desk followed by hand.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::Timestamp;

use super::context::PageContext;
use super::page::{PageView, Step};
use super::pages::map::MapPage;
use super::pages::practice::PracticePage;
use super::pages::refresh::RefreshPage;
use super::{App, Dialogs, Start, wake_of};
use crate::engine::{At, Mode, Session};
use crate::play::{Phase, Play};
use crate::record::{self, Opening};
use crate::scenario::ReplyIx;
use crate::services::Services;
use crate::services::saving::DebriefToSave;
use crate::storage::{Folders, Keeper, Profile, Records};
use crate::ui::portraits::Portraits;
use crate::ui::screens::refresh::Nothing;

/// The app of a guest or of Ada, with its folders in this one.
fn app(folder: &Path, guest: bool, services: fn(&crate::services::task::Wake) -> Services) -> (egui::Context, App) {
    let ctx = egui::Context::default();
    let start = Start { guest, person: (!guest).then(|| "Ada".to_owned()), ..Start::default() };
    let services = services(&wake_of(&ctx));
    let mut app = App::with(&ctx, start, Some(Folders::within(folder)), services, Portraits::blocking());
    app.take_answers(&ctx);
    (ctx, app)
}

/// Does something with a page, as the window would.
fn within<T>(ctx: &egui::Context, app: &mut App, act: impl FnOnce(&mut PageContext<'_>) -> T) -> T {
    let App { shelf, learner, window, .. } = app;
    act(&mut window.surroundings().context(ctx, shelf, learner))
}

fn first_offered(play: &Play) -> Option<ReplyIx> {
    match play.session().at() {
        At::Decision { offered, .. } => Some(offered[0]),
        At::End { .. } => None,
    }
}

fn begin(ctx: &egui::Context, app: &mut App) -> PracticePage {
    let scenario = app.shelf.library().entries.first().and_then(|it| it.scenario()).cloned().expect("a scenario");
    within(ctx, app, |context| PracticePage::begin(scenario, Mode::Practice, context))
}

/// Lets a page take its answers in a frame at this second.
fn frame(ctx: &egui::Context, app: &mut App, page: &mut dyn PageView, seconds: f64) {
    ctx.begin_pass(egui::RawInput { time: Some(seconds), ..egui::RawInput::default() });
    app.take_answers(ctx);
    let step = within(ctx, app, |context| page.take_answers(true, context));
    assert!(matches!(step, Step::Stay));
    ctx.end_pass().textures_delta.clear();
}

#[test]
fn a_choice_waits_for_the_disk_but_not_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), false, Services::with_the_desk_by_hand);
    let mut page = begin(&ctx, &mut app);
    assert!(app.shelf.services.desk.step(), "the play is begun on the disk");
    let choices = |page: &PracticePage| page.play().session().turns().len();

    let reply = first_offered(page.play()).expect("a decision");
    within(&ctx, &mut app, |context| page.choose(reply, context));
    frame(&ctx, &mut app, &mut page, 1.0);
    assert_eq!(choices(&page), 0, "not on the screen before it is on the disk");
    within(&ctx, &mut app, |context| page.choose(reply, context));
    assert!(app.shelf.services.desk.step());
    assert!(!app.shelf.services.desk.step(), "nothing else has happened meanwhile");
    frame(&ctx, &mut app, &mut page, 1.1);
    assert_eq!(choices(&page), 1);

    within(&ctx, &mut app, |context| page.go_on(context));
    let reply = first_offered(page.play()).expect("a decision");
    within(&ctx, &mut app, |context| page.choose(reply, context));
    let mut at = |app: &mut App, seconds: f64| {
        frame(&ctx, app, &mut page, seconds);
        (choices(&page), app.learner.unsaved_words(&app.shelf).is_some())
    };
    assert_eq!(at(&mut app, 10.0), (1, false));
    assert_eq!(at(&mut app, 10.9), (1, false));
    assert_eq!(at(&mut app, 11.1), (2, true), "shown all the same, and told");
    assert!(app.shelf.services.desk.step());
    assert_eq!(at(&mut app, 11.2), (2, false));
}

#[test]
fn what_is_on_its_way_is_not_lost_when_the_page_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), false, Services::with_the_desk_by_hand);
    let mut page = begin(&ctx, &mut app);
    let reply = first_offered(page.play()).expect("a decision");
    within(&ctx, &mut app, |context| {
        page.choose(reply, context);
        page.leave(context);
    });
    let left = app.learner.plays().underway().map(|it| it.play.session().turns().len());
    assert_eq!(left.collect::<Vec<_>>(), [1]);
}

/// Plays the first scenario to its end, and takes the second choice back on the way.
fn play(ctx: &egui::Context, app: &mut App) -> PracticePage {
    let mut page = begin(ctx, app);
    let choose = |app: &mut App, page: &mut PracticePage| {
        let Some(reply) = first_offered(page.play()) else { return false };
        within(ctx, app, |context| {
            page.choose(reply, context);
            page.take_answers(true, context);
        });
        true
    };
    assert!(choose(app, &mut page));
    within(ctx, app, |context| page.go_on(context));
    assert!(choose(app, &mut page));
    within(ctx, app, |context| {
        page.change(context, Play::step_back);
        page.take_answers(true, context);
    });
    while choose(app, &mut page) {
        within(ctx, app, |context| page.go_on(context));
    }
    page
}

#[test]
fn a_step_back_to_the_beginning_leaves_nothing_to_go_on_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), false, Services::at_once);
    let mut page = begin(&ctx, &mut app);
    let reply = first_offered(page.play()).expect("a decision");
    within(&ctx, &mut app, |context| {
        page.choose(reply, context);
        page.take_answers(true, context);
    });
    assert_eq!(app.learner.plays().underway().count(), 1);
    within(&ctx, &mut app, |context| {
        page.change(context, Play::step_back);
        page.take_answers(true, context);
        page.leave(context);
    });
    assert_eq!(app.learner.plays().underway().count(), 0);
}

#[test]
fn whoever_plays_from_the_map_goes_on_from_there_and_so_does_the_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), false, Services::at_once);
    let page = play(&ctx, &mut app);
    let (session, attempt) = (page.play().session().clone(), page.play().attempt().expect("kept"));
    let (scenario, second) = (session.scenario().clone(), session.turns()[1].scene);
    let gone_on = within(&ctx, &mut app, |context| {
        let map = MapPage::of(&scenario, None, context).expect("a map");
        match map.play_from(second, context) {
            Step::PlayHere(running) => *running,
            _ => panic!("a play"),
        }
    });
    assert_eq!(gone_on.play.session().turns().len(), 1);
    // Left without another choice: what can be gone on with is where the record is.
    let known = app.learner.plays().find_underway(|_| true).expect("it can be gone on with");
    assert_eq!(known.play.session().turns().len(), 1);
    let mut page = within(&ctx, &mut app, |context| PracticePage::with(gone_on, context));
    let reply = first_offered(page.play()).expect("a decision");
    within(&ctx, &mut app, |context| {
        page.choose(reply, context);
        page.take_answers(true, context);
    });
    let file = app.shelf.machine.records().expect("a folder").file_of(attempt).expect("read").expect("there");
    let kept = crate::storage::read_attempt(&file).expect("readable");
    assert_eq!(record::replay(&kept, &scenario).left_out, 0);
    assert_eq!(kept.way().count(), 2);
}

#[test]
fn a_decision_tried_out_is_theirs_once_they_have_chosen_and_takes_no_place_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), false, Services::at_once);
    let own = begin(&ctx, &mut app);
    let mut session = own.play().session().clone();
    session.choose(first_offered(own.play()).expect("a decision")).expect("on offer");
    let choose = |app: &mut App, page: &mut PracticePage| {
        let reply = first_offered(page.play()).expect("a decision");
        within(&ctx, app, |context| {
            page.choose(reply, context);
            page.take_answers(true, context);
            page.go_on(context);
        });
    };
    let begin_in_the_middle = |app: &mut App| {
        within(&ctx, app, |context| {
            let running = context.take_in(Play::new(session.clone(), 1));
            PracticePage::with(*running, context)
        })
    };
    let left = |app: &App| app.learner.plays().underway().map(|it| it.play.session().turns().len()).collect::<Vec<_>>();
    let mut tried = begin_in_the_middle(&mut app);
    assert_eq!(left(&app), [0; 0], "nothing of theirs yet");
    choose(&mut app, &mut tried);
    assert_eq!(left(&app), [2]);
    // Gone on with later, it is still the same play.
    let again = app.learner.plays().find_underway(|_| true).cloned().expect("it can be gone on with");
    let mut tried = within(&ctx, &mut app, |context| PracticePage::with(again, context));
    choose(&mut app, &mut tried);
    assert_eq!(left(&app), [3]);
    // Another one leaves it where it is.
    let mut other = begin_in_the_middle(&mut app);
    choose(&mut app, &mut other);
    assert_eq!(left(&app), [3]);
}

#[test]
fn a_switch_in_the_settings_reaches_a_play_that_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), false, Services::at_once);
    let mut page = begin(&ctx, &mut app);
    let reply = first_offered(page.play()).expect("a decision");
    within(&ctx, &mut app, |context| {
        page.choose(reply, context);
        page.take_answers(true, context);
        page.go_on(context);
        page.leave(context);
    });
    app.shelf.machine.settings.say_first = true;
    let known = app.learner.plays().find_underway(|_| true).cloned().expect("a play");
    assert!(!known.play.is_saying_first());
    let page = within(&ctx, &mut app, |context| PracticePage::with(known, context));
    assert!(page.play().is_saying_first());
    assert!(matches!(page.play().phase(), Phase::Choosing { .. }), "the replies that were there stay there");
}

/// What there is to save of a play.
fn wanted(app: &App, play: &Play) -> DebriefToSave {
    let person = app.learner.profile().map(Profile::person);
    DebriefToSave::of_play(play, person, app.shelf.machine.records())
}

/// Saves a debrief as if that had been chosen in the dialog; what is told of it.
fn save(ctx: &egui::Context, app: &mut App, page: &PracticePage, to: &Path) -> String {
    let chosen = Rc::new(RefCell::new(VecDeque::from([PathBuf::from(to)])));
    app.shelf.dialogs = Dialogs::choosing(chosen);
    let wanted = wanted(app, page.play());
    within(ctx, app, |context| {
        super::pages::debrief::ask_where_to_save(wanted, context);
        super::context::AskedPath::take_answers(context);
    });
    app.take_answers(ctx);
    app.window.notice().take().expect("something is told")
}

#[test]
fn the_debrief_of_anybody_is_saved_in_each_form() {
    for guest in [true, false] {
        let folder = tempfile::tempdir().expect("a folder");
        let (ctx, mut app) = app(folder.path(), guest, Services::at_once);
        let page = play(&ctx, &mut app);
        for (name, start) in [("a.pdf", "%PDF"), ("a.html", "<!"), ("A.HTM", "<!"), ("a b.md", "# Debrief")] {
            let to = folder.path().join(name);
            let told = save(&ctx, &mut app, &page, &to);
            assert!(told.contains(&to.display().to_string()) && told.contains("is saved"), "{told}");
            let bytes = std::fs::read(&to).expect("it is there");
            assert!(bytes.starts_with(start.as_bytes()), "{name}: {:?}", String::from_utf8_lossy(&bytes[..40]));
        }
        let text = std::fs::read_to_string(folder.path().join("a b.md")).expect("there");
        // Only a record knows what was taken back.
        assert_eq!((text.contains("Ada"), text.contains("Taken back")), (!guest, !guest), "{text}");
        assert!(!text.contains("edited after") && text.contains("The whole conversation"), "{text}");
    }
}

#[test]
fn what_goes_wrong_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = app(folder.path(), true, Services::at_once);
    let page = play(&ctx, &mut app);
    let told = save(&ctx, &mut app, &page, &folder.path().join("a.docx"));
    assert!(told.contains("End the name with .pdf, .html or .md") && !told.contains(".."), "{told}");
    let told = save(&ctx, &mut app, &page, &folder.path().join("nowhere/a.md"));
    assert!(told.contains("was not saved") && told.contains("Choose another folder"), "{told}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    // The dialog asks before it hands over a name that is taken; it does not know the ending that is added.
    let told = save(&ctx, &mut app, &page, &folder.path().join("plain"));
    assert!(told.contains("plain.pdf"), "{told}");
    std::fs::write(folder.path().join("plain.pdf"), "mine").expect("written");
    let told = save(&ctx, &mut app, &page, &folder.path().join("plain"));
    assert!(told.contains("already"), "{told}");
    assert_eq!(std::fs::read_to_string(folder.path().join("plain.pdf")).expect("there"), "mine");
    save(&ctx, &mut app, &page, &folder.path().join("plain.pdf"));
    assert!(std::fs::read(folder.path().join("plain.pdf")).expect("there").starts_with(b"%PDF"));
}

/// Ada, a week after she has made one choice.
fn a_week_later(folder: &Path) -> (egui::Context, App) {
    let (ctx, mut app) = app(folder, false, Services::with_the_desk_by_hand);
    let records = app.shelf.machine.records().expect("a folder");
    let scenario = app.shelf.library().entries.first().and_then(|it| it.scenario()).cloned().expect("a scenario");
    let hash = scenario.hash().to_owned();
    let mut session = Session::new(scenario);
    let at = Timestamp::now() - jiff::SignedDuration::from_hours(7 * 24);
    let (attempt, person) = (Records::new_id(), app.learner.profile().expect("Ada").person());
    let opening = Opening { attempt, person: Some(person), mode: Mode::Practice, seed: 1, hash };
    let mut keeper = Keeper::new(records, attempt);
    keeper.keep(&record::started(&session, opening, at)).expect("kept");
    let At::Decision { offered, .. } = session.at() else { panic!("a decision") };
    let reply = offered[0];
    session.choose(reply).expect("on offer");
    keeper.keep(&record::chose(&session, 0, at).expect("a choice")).expect("kept");
    app.learner.look_around(&app.shelf);
    app.take_answers(&ctx);
    (ctx, app)
}

#[test]
fn a_recall_waits_for_the_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = a_week_later(folder.path());
    assert_eq!(app.learner.refreshers.due(), 1);
    let mut page = RefreshPage::default();
    let replies = within(&ctx, &mut app, |context| {
        RefreshPage::begin_round(context);
        let round = context.learner.refreshers.round.as_mut().expect("a round");
        let current = round.current.as_mut().expect("a refresher");
        current.play.show_replies("");
        let Phase::Choosing { replies, .. } = current.play.phase() else { panic!("a choice") };
        RefreshPage::recall(replies[0], context);
        RefreshPage::recall(replies[1], context);
        replies
    });
    assert!(replies.len() > 1);
    let answered = |app: &App| app.learner.refreshers.round.as_ref().map_or(0, |round| round.answered.len());
    frame(&ctx, &mut app, &mut page, 1.0);
    assert_eq!(answered(&app), 0, "not on the screen before it is on the disk");
    while app.shelf.services.desk.step() {}
    frame(&ctx, &mut app, &mut page, 1.1);
    assert_eq!(answered(&app), 1, "and only the first");
    assert_eq!(app.learner.refreshers.due(), 0);
}

#[test]
fn another_day_is_looked_at_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = a_week_later(folder.path());
    app.learner.mind_the_day(&app.shelf);
    assert!(!app.learner.refreshers.is_looking(), "it is still today");
    app.learner.refreshers.age();
    app.learner.mind_the_day(&app.shelf);
    assert!(app.learner.refreshers.is_looking());
    app.take_answers(&ctx);
    assert_eq!(app.learner.refreshers.due(), 1);
}

#[test]
fn records_that_cannot_be_read_are_told_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = a_week_later(folder.path());
    let records = app.shelf.machine.records_folder().expect("a folder");
    std::fs::remove_dir_all(records.join("attempts")).expect("deleted");
    std::fs::write(records.join("attempts"), "in the way").expect("written");
    app.learner.look_around(&app.shelf);
    app.take_answers(&ctx);
    assert_eq!(app.learner.refreshers.why_nothing(false), Nothing::Unreadable);
}

#[test]
fn nothing_of_one_person_is_left_for_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut app) = a_week_later(folder.path());
    let records = app.shelf.machine.records_folder().into_iter().collect();
    app.learner.group.read(records, &app.shelf);
    app.take_answers(&ctx);
    app.take_answers(&ctx);
    assert!(app.learner.group.report().is_some());
    app.learner = super::learner::Learner::of(crate::storage::Profile::new("Bo"), &app.shelf);
    assert!(app.learner.group.report().is_none() && app.learner.group.named().is_empty());
    assert_eq!((app.learner.refreshers.due(), app.learner.plays().underway().count()), (0, 0));
}
