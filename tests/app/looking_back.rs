//! Progress in the app: reading, going on, and the debriefs of the past.

use std::path::PathBuf;
use std::rc::Rc;

use egui::Key;
use egui_kittest::kittest::NodeT as _;
use make_it_right::app::{Page, Start};
use make_it_right::engine::Mode;
use make_it_right::memory::Suggestion;
use make_it_right::record::{Id, Person};
use make_it_right::scenario::System;
use make_it_right::storage::{People, Records, read_attempt};

use super::driver::{LATE_UNIT, Shown, first_start, folder, open_in, shipped, start_in, write};
use crate::common::history::{self, Played};

const LATE: &str = "The late unit, ";

/// Plays the late unit to its end with replies of one system.
fn play_to_the_end(shown: &mut Shown, system: System) {
    let scenario = shipped("late-unit");
    shown.control(Key::L);
    shown.begin(LATE, Mode::Practice);
    for _ in 0..40 {
        if shown.says("Outcome: ") {
            return;
        }
        shown.choose(&scenario, |reply| reply.system == system);
        shown.key(Key::Enter);
    }
    panic!("no end");
}

fn open_progress(shown: &mut Shown) {
    shown.control(Key::T);
    assert_eq!(shown.page(), Page::Progress);
}

/// The files of attempts, and what is in them.
fn files(shown: &Shown) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let files = Records::within(&shown.folders().records()).files().expect("a folder");
    files.into_iter().map(|file| (file.clone(), std::fs::read(&file).expect("bytes"))).collect()
}

/// Ada as the app knows her.
fn ada(shown: &Shown) -> Person {
    People::read(&shown.folders()).expect("people").profiles[0].person()
}

/// Writes an attempt of Ada at this scenario, as it was with this text.
fn attempt_at(shown: &Shown, text: &str, recovery: f64, replies: Option<usize>) -> Id {
    let models = make_it_right::storage::Library::shipped_catalog();
    let loaded = make_it_right::scenario::load(text.as_bytes(), &models);
    let scenario = std::sync::Arc::new(loaded.scenario.expect("a sound scenario"));
    let at = "2026-03-04T09:00:00Z".parse().expect("a time");
    let played = Played {
        attempt: history::id(at, 1),
        person: ada(shown),
        at,
        mode: Mode::Challenge,
        hash: make_it_right::storage::content_hash(text.as_bytes()),
        replies,
        recovery,
        seed: 3,
    };
    history::write(&shown.folders().records(), &scenario, &played);
    played.attempt
}

#[test]
fn an_old_debrief_opens_after_a_restart_and_nothing_is_written_into_it() {
    let mut shown = first_start();
    play_to_the_end(&mut shown, System::NoRecovery);
    let mut shown = shown.restart();
    let before = files(&shown);
    open_progress(&mut shown);
    shown.assert_says("1 conversation since ");
    shown.assert_says("Customers lost: 1");
    shown.click_first("The late unit, practice, lost, ");
    assert_eq!(shown.page(), Page::OldDebrief);
    shown.assert_says("Outcome: lost");
    shown.assert_says("Played on ");
    shown.assert_says("Your turning point: ");
    assert!(!shown.says("edited after"), "nothing has changed");

    shown.key(Key::C);
    assert_eq!(shown.page(), Page::OldContrast);
    shown.key(Key::Escape);
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::OldConversation);
    shown.assert_says("The whole conversation");
    shown.key(Key::Escape);
    // The map shows the way that was taken then, and its contrasts what was chosen there.
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Map);
    shown.key(Key::L);
    shown.assert_says("on your last way");
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::OldDebrief);

    // The turning point is played on its own, and leaves no trace in the old attempt.
    shown.key(Key::R);
    assert_eq!(shown.page(), Page::Practice);
    let scenario = shipped("late-unit");
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    shown.key(Key::Enter);
    let now = files(&shown);
    assert_eq!(now[0], before[0], "the old attempt is as it was");

    let mut shown = shown.restart();
    open_progress(&mut shown);
    shown.click_first("The late unit, practice, lost, ");
    shown.key(Key::P);
    assert_eq!(shown.page(), Page::Practice);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    let now = files(&shown);
    assert_eq!(now[0], before[0]);
    let newest = read_attempt(&now[now.len() - 1].0).expect("an attempt");
    assert_eq!(newest.way().count(), 1, "a new attempt of its own");
    shown.control(Key::T);
    shown.click_first("unfinished, ");
    assert_eq!(shown.page(), Page::Practice, "it is gone on with");
}

#[test]
fn escape_leads_back_to_progress_with_the_focus_on_the_row() {
    let mut shown = first_start();
    play_to_the_end(&mut shown, System::Recovery);
    open_progress(&mut shown);
    shown.click_first(" steps. Open the debrief");
    assert_eq!(shown.page(), Page::OldDebrief);
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Progress);
    assert!(shown.focused().is_some_and(|it| it.contains(" steps. Open the debrief")), "{:?}", shown.focused());
    shown.key(Key::Escape);
    assert_eq!(shown.page(), Page::Library);
}

#[test]
fn a_replay_after_the_end_does_not_change_what_is_shown() {
    let mut shown = first_start();
    play_to_the_end(&mut shown, System::NoRecovery);
    // On from the debrief: the same attempt, another reply at the turning point.
    shown.key(Key::Enter);
    shown.key(Key::R);
    let scenario = shipped("late-unit");
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    open_progress(&mut shown);
    shown.assert_says("Customers lost: 1");
    shown.click_first("The late unit, practice, lost, ");
    shown.assert_says("Outcome: lost");
}

#[test]
fn an_attempt_from_another_machine_has_its_debrief_and_its_map() {
    let shown = start_in(Rc::new(folder()), Start::default());
    attempt_at(&shown, LATE_UNIT, 1.0, None);
    let mut shown = shown.restart();
    open_progress(&mut shown);
    shown.click_first(" steps. Open the debrief");
    assert!(shown.memory().visited.is_empty() && shown.memory().history.is_empty(), "nothing is remembered of it");
    shown.key(Key::M);
    assert_eq!(shown.page(), Page::Map);
}

/// What the card of the late unit says.
fn card(shown: &Shown) -> String {
    let names: Vec<_> = shown.nodes().filter_map(|node| node.accesskit_node().label()).collect();
    names.into_iter().find(|name| name.starts_with(LATE)).expect("the card")
}

#[test]
fn a_play_that_was_recorded_elsewhere_stands_on_the_card_and_in_what_is_suggested() {
    let mut shown = start_in(Rc::new(folder()), Start::default());
    assert!(card(&shown).ends_with("start here"), "{}", card(&shown));
    attempt_at(&shown, LATE_UNIT, 1.0, None);
    shown.come_back();
    assert!(card(&shown).ends_with("champion"), "{}", card(&shown));
    let mut shown = shown.restart();
    assert!(card(&shown).ends_with("champion"), "{}", card(&shown));
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.assert_says("Played once");
    shown.assert_says(Suggestion::OnTheirOwn.why());
    // Whoever chooses what is suggested now goes on following suggestions.
    shown.key(Key::Num3);
    shown.key(Key::Num2);
    let remembered = shown.memory().history;
    assert_eq!((remembered.is_empty(), remembered.mode("late-unit")), (true, Mode::Guided), "nothing is put into it");
    shown.key(Key::Escape);
    shown.tab_to("Twenty-four hours late, ");
    shown.key(Key::Enter);
    shown.assert_says(Suggestion::OnTheirOwn.why());
}

#[test]
fn a_play_counts_once_on_its_card_however_often_it_is_kept_and_also_where_records_cannot_be_read() {
    let mut shown = first_start();
    play_to_the_end(&mut shown, System::NoRecovery);
    let (file, text) = files(&shown).remove(0);
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    std::fs::write(file.with_file_name(format!("{name}.{}.jsonl", Records::new_id())), &text).expect("a copy");
    let played_once = |shown: &mut Shown| {
        assert!(card(shown).ends_with("lost"), "{}", card(shown));
        shown.tab_to(LATE);
        shown.key(Key::Enter);
        shown.assert_says("Played once");
        shown.key(Key::Escape);
    };
    let mut shown = shown.restart();
    played_once(&mut shown);
    open_progress(&mut shown);
    shown.assert_says("1 conversation since ");
    shown.assert_says("Customers lost: 1");
    // As an older version has remembered it: without saying which attempt it was.
    let people = People::read(&shown.folders()).expect("people");
    let memory = shown.folder().join("data").join("people").join(format!("{}.ron", people.profiles[0].id));
    let remembered = std::fs::read_to_string(&memory).expect("what is remembered");
    let old: Vec<_> = remembered.lines().filter(|line| !line.contains("attempt:")).collect();
    assert_eq!(old.len() + 1, remembered.lines().count());
    std::fs::write(&memory, old.join("\n")).expect("written");
    let mut shown = shown.restart();
    played_once(&mut shown);
    // A file in the place of the folder: nobody can read there, not even an administrator.
    std::fs::remove_dir_all(file.parent().expect("a folder")).expect("gone");
    std::fs::write(file.parent().expect("a folder"), "in the way").expect("written");
    let mut shown = shown.restart();
    played_once(&mut shown);
}

#[test]
fn attempts_are_read_on_a_thread_of_their_own() {
    let folder = Rc::new(folder());
    let shown = start_in(Rc::clone(&folder), Start::default());
    attempt_at(&shown, LATE_UNIT, 1.0, None);
    drop(shown);
    let mut shown = super::driver::open_with(folder, Start::default(), super::driver::with_threads);
    open_progress(&mut shown);
    for _ in 0..400 {
        if shown.says("1 conversation since ") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
        shown.harness.run();
    }
    panic!("they were never read:\n{}", shown.all_words());
}

#[test]
fn an_edited_scenario_is_shown_with_its_new_words_and_says_so() {
    let shown = start_in(Rc::new(folder()), Start::default());
    attempt_at(&shown, &LATE_UNIT.replacen("lift", "hoist", 1), 1.0, None);
    let mut shown = shown.restart();
    open_progress(&mut shown);
    shown.click_first("The late unit, challenge, ");
    shown.assert_says("The scenario was edited after you played this.");
    shown.assert_says("Outcome: ");
    shown.assert_says("Played on 4 March");
}

#[test]
fn what_no_longer_fits_or_is_gone_is_shown_as_it_was_recorded() {
    for (text, why) in [
        (LATE_UNIT.replace("trust: 38", "trust: 17"), "has changed so much"),
        (LATE_UNIT.replace("id: \"late-unit\"", "id: \"long-gone\""), "is not here any more"),
    ] {
        assert_ne!(text, LATE_UNIT);
        let shown = start_in(Rc::new(folder()), Start::default());
        attempt_at(&shown, &text, 0.3, None);
        let mut shown = shown.restart();
        open_progress(&mut shown);
        shown.click_first(" steps. Open the debrief");
        assert_eq!(shown.page(), Page::OldDebrief);
        shown.assert_says(why);
        shown.assert_says("Debrief: The late unit");
        shown.assert_says("The choices");
        assert_eq!(shown.says("Play again"), why.contains("changed"), "only what is there can be played");
        shown.key(Key::Escape);
        assert_eq!(shown.page(), Page::Progress);
    }
}

#[test]
fn an_unfinished_one_that_cannot_be_gone_on_with_is_shown_as_far_as_it_came() {
    let shown = start_in(Rc::new(folder()), Start::default());
    attempt_at(&shown, LATE_UNIT, 1.0, Some(2));
    let mut shown = shown.restart();
    // A newer play of the same scenario hides the older one.
    let scenario = shipped("late-unit");
    shown.tab_to(LATE);
    shown.key(Key::Enter);
    shown.click("Start again");
    assert_eq!(shown.page(), Page::Practice);
    shown.choose(&scenario, |reply| reply.system == System::Recovery);
    open_progress(&mut shown);
    shown.click_first("See how far it came");
    assert_eq!(shown.page(), Page::OldDebrief);
    // It looks like every other debrief.
    for words in ["Unfinished", "Not over yet", "You left after 2 replies.", "Played on ", "Your turning point: "] {
        shown.assert_says(words);
    }
    assert!(!shown.says("Outcome: "), "there is none");
    shown.key(Key::H);
    assert_eq!(shown.page(), Page::OldConversation);
    shown.key(Key::Escape);
    shown.key(Key::P);
    assert_eq!(shown.page(), Page::Practice);
}

#[test]
fn a_guest_sees_that_nothing_is_kept() {
    let mut shown = open_in(Rc::new(folder()), Start { guest: true, ..Start::default() });
    shown.control(Key::T);
    assert_eq!(shown.page(), Page::Progress);
    shown.assert_says("Nothing is kept of a guest");
    shown.click("Choose a name…");
    assert_eq!(shown.page(), Page::Who);
}

#[test]
fn nobody_sees_what_others_did() {
    let mut shown = first_start();
    play_to_the_end(&mut shown, System::Recovery);
    open_progress(&mut shown);
    shown.assert_says("1 conversation since ");
    let folder_of = |shown: &Shown| shown.folders().records();
    let records = folder_of(&shown);
    drop(shown);
    let mut shown = {
        let start = Start { person: Some("Bo".to_owned()), records: Some(records), ..Start::default() };
        open_in(Rc::new(folder()), start)
    };
    open_progress(&mut shown);
    shown.assert_says("Nothing here yet");
}

#[test]
fn a_table_is_written_where_it_was_asked_for() {
    let shown = start_in(Rc::new(folder()), Start::default());
    attempt_at(&shown, LATE_UNIT, 1.0, None);
    let mut shown = shown.restart();
    open_progress(&mut shown);
    let to = folder();
    shown.will_choose(to.path().join("replies"));
    shown.click("Export…");
    shown.click("Replies…");
    shown.assert_says("1 conversation was put into");
    let text = std::fs::read_to_string(to.path().join("replies.csv")).expect("a table");
    assert!(text.contains("attempt,line,at,person"), "{text}");
    assert!(text.lines().count() > 3 && text.contains("Ada"));
    shown.will_choose(PathBuf::from("/nowhere/x.csv"));
    shown.click("Export…");
    shown.click("Conversations…");
    shown.assert_says("The table could not be written.");
}

#[test]
fn the_link_opens_the_scenario_to_practise() {
    let shown = start_in(Rc::new(folder()), Start::default());
    history::write_weeks(&shown.folders().records(), &ada(&shown), jiff::Timestamp::now());
    write(&shown.folders().records().join("attempts"), "0.jsonl", "{\"format\": 99}\n");
    let mut shown = shown.restart();
    open_progress(&mut shown);
    shown.assert_says("25 conversations since ");
    shown.assert_says("1 file in ");
    shown.click_first("Practise one of those: ");
    assert_eq!(shown.page(), Page::Scenario);
}
